/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why: see why.h. why_print.c: for people; why_json.c: for programs. */
#include "cli/why.h"

#include "core/mem.h"
#include "core/str.h"
#include "daemon/alertlist.h"

static bool is_of(const struct why *why, struct period period)
{
    return why->period.frequency == period.frequency &&
           period_compare(why->period, period) == 0;
}

/* Against the one that stood before; the oldest stands last in the list. */
static void find_changes(struct why *why)
{
    const struct observation *before = NULL;

    for (size_t i = why->vintage_count; i > 0; i--) {
        struct why_vintage *vintage = &why->vintages[i - 1];

        if (vintage->item.aside)
            continue;
        bool had = before && series_has_value(before);
        vintage->withdrawn = had && vintage->item.status == OBSERVATION_MISSING;
        vintage->revises =
            had && series_has_value(&vintage->item) &&
            decimal_subtract(vintage->item.value, before->value, &vintage->change) == 0;
        before = &vintage->item;
    }
    for (size_t i = 0; i < why->vintage_count; i++) {
        why->vintages[i].stands = &why->vintages[i].item == before;
    }
}

/* The document says it in the unit in which it was recorded. */
static void find_conversion(struct why_vintage *vintage, const struct meaning_value *value)
{
    struct provenance *from = &vintage->from;

    vintage->converted = value->converted && series_has_value(&vintage->item);
    vintage->recorded = value->recorded;
    if (vintage->converted && from->state == PROVENANCE_OTHERWISE &&
        series_has_value(&from->reads) &&
        decimal_compare(from->reads.value, value->recorded) == 0)
        from->state = PROVENANCE_FOUND;
}

/* The newest vintage is the first here, and the last there. */
static int find_conversions(struct ledger *ledger, struct why *why, struct err *err)
{
    struct meaning_value *values;
    size_t count;

    if (meaning_values(ledger, why->indicator->id, why->period, why->arena, &values, &count,
                       err) ||
        meaning_changes(ledger, why->indicator->id, why->arena, &why->changes, err))
        return -1;
    for (size_t i = 0; i < why->vintage_count && i < count; i++)
        find_conversion(&why->vintages[i], &values[count - 1 - i]);
    return 0;
}

static int gather_vintages(struct ledger *ledger, struct why *why, struct err *err)
{
    if (ledger_vintages(ledger, why->indicator->id, why->period.frequency, why->arena,
                        &why->all, err))
        return -1;
    why->vintages = arena_alloc(why->arena, why->all.count, sizeof *why->vintages);
    for (size_t i = why->all.count; i > 0; i--) {
        const struct observation *item = &why->all.observations[i - 1];

        if (!is_of(why, item->period))
            continue;
        struct why_vintage *vintage = &why->vintages[why->vintage_count++];
        vintage->item = *item;
        if (provenance_find(ledger, why->settings, why->indicator, item, why->arena,
                            &vintage->from, err))
            return -1;
    }
    find_changes(why);
    return find_conversions(ledger, why, err);
}

/* A cycle judges what it recorded: an alert was opened by the newest period recorded then. */
static bool opened_then(const struct why *why, int64_t since)
{
    struct period newest = why->period;
    bool ours = false;

    for (size_t i = 0; i < why->all.count; i++) {
        const struct observation *item = &why->all.observations[i];

        if (item->recorded_at != since || item->aside)
            continue;
        ours = ours || is_of(why, item->period);
        if (period_compare(item->period, newest) > 0)
            newest = item->period;
    }
    return ours && is_of(why, newest);
}

/* What was said of an alert when it was raised. */
static const char *find_words(const struct alertlist *list, const struct alert *alert)
{
    size_t first = alert_first_event(list->events, list->event_count, alert->number);

    for (size_t i = first; i < list->event_count && list->events[i].alert == alert->number;
         i++)
        if (list->events[i].state != ALERT_PENDING)
            return list->events[i].text;
    return alert->text;
}

static int gather_alerts(struct ledger *ledger, struct why *why, struct err *err)
{
    struct alertlist list;

    if (alertlist_load(ledger, true, why->arena, &list, err))
        return -1;
    why->alerts = arena_alloc(why->arena, list.count, sizeof *why->alerts);
    for (size_t i = 0; i < list.count; i++) {
        const struct alert *alert = &list.alerts[i];
        bool opened = opened_then(why, alert->since);

        if (alert->state == ALERT_PENDING ||
            !str_equal(alert->indicator_id, why->indicator->id) ||
            (!opened && !is_of(why, alert->period)))
            continue;
        why->alerts[why->alert_count] = *alert;
        if (opened)
            why->alerts[why->alert_count].text = find_words(&list, alert);
        why->alert_count++;
    }
    return 0;
}

static int gather_held(struct ledger *ledger, struct why *why, struct err *err)
{
    struct held_list all;

    if (ledger_held(ledger, why->indicator->id, NULL, false, why->arena, &all, err))
        return -1;
    why->held = arena_alloc(why->arena, all.count, sizeof *why->held);
    for (size_t i = 0; i < all.count; i++) {
        if (!all.items[i].whole && is_of(why, all.items[i].observation.period))
            why->held[why->held_count++] = all.items[i];
    }
    return 0;
}

int why_gather(struct ledger *ledger, struct why *out, struct err *err)
{
    return gather_vintages(ledger, out, err) || gather_alerts(ledger, out, err) ||
                   gather_held(ledger, out, err)
               ? -1
               : 0;
}
