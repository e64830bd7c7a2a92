/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quarantine_decide: what persons decide on what is held; see quarantine.h. */
#include <inttypes.h>

#include "core/instant.h"
#include "core/str.h"
#include "daemon/identity.h"
#include "daemon/quarantine.h"

static const struct held *find_item(const struct held_list *list, int64_t number)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].number == number)
            return &list->items[i];
    }
    return NULL;
}

/* "保留を解除（NAME）: 資料を確認" */
static const char *print_note(const struct quarantine *q,
                              const struct quarantine_decision *decision)
{
    bool japanese = q->settings->site.language == LANGUAGE_JA;
    const char *tail = str_empty(decision->note) ? "" : decision->note;

    return arena_printf(q->arena, japanese ? "保留を解除（%s）%s%s" : "released by %s%s%s",
                        decision->who, *tail ? ": " : "", tail);
}

static int release(const struct quarantine *q, const struct held *item,
                   const struct quarantine_decision *decision, struct ledger_counts *counts,
                   struct err *err)
{
    struct observation observation = item->observation;
    const struct ledger_origin origin = {.source = item->source,
                                         .rank = item->rank,
                                         .address = item->address,
                                         .document = observation.document};
    struct ledger_counts one = {0};

    if (item->whole && item->gate == HELD_UNIT)
        return err_set(err, ERR_USAGE,
                       "item %" PRId64 " holds no value that could be recorded: set `unit` or "
                       "`scale` of %s right, or drop it",
                       item->number, item->indicator_id);
    if (item->whole)
        return ledger_forget_reach(q->ledger, item, err);
    observation.note = print_note(q, decision);
    if (ledger_merge(q->ledger, item->indicator_id, &observation, 1, &origin, q->now, &one,
                     err))
        return -1;
    ledger_add_counts(counts, &one);
    return 0;
}

/* What was dropped long ago is not the source's figure of today any more. */
static int check_newest(const struct quarantine *q, const struct held *item, struct err *err)
{
    char period[PERIOD_TEXT_SIZE], value[DECIMAL_TEXT_SIZE] = "-", day[INSTANT_TEXT_SIZE];
    struct series series;

    if (item->whole)
        return 0;
    if (ledger_series(q->ledger, item->indicator_id, item->observation.period.frequency, NULL,
                      q->arena, &series, err))
        return -1;
    const struct observation *stands = series_find(&series, item->observation.period);
    if (!stands || stands->recorded_at <= item->since)
        return 0;
    period_print(stands->period, period);
    instant_print_local(stands->recorded_at, day);
    if (series_has_value(stands))
        decimal_print(stands->value, value);
    return err_set(err, ERR_USAGE,
                   "item %" PRId64 " was held before what stands for %s %s (%s, recorded %s): "
                   "if it is right all the same, enter it with `record`",
                   item->number, item->indicator_id, period, value, day);
}

static int decide_one(const struct quarantine *q, const struct held *item,
                      const struct quarantine_decision *decision, struct ledger_counts *counts,
                      struct err *err)
{
    const struct indicator *indicator = settings_indicator(q->settings, item->indicator_id);
    struct held decided = *item;
    bool again = decision->state == HELD_RELEASED && item->state == HELD_DROPPED;

    if (indicator && identity_require(indicator, err))
        return -1;
    if (item->state != HELD_OPEN && !again)
        return err_set(err, ERR_USAGE, "item %" PRId64 " is %s already", item->number,
                       held_state_name(item->state));
    if (again && check_newest(q, item, err))
        return -1;
    if (decision->state == HELD_RELEASED && release(q, item, decision, counts, err))
        return -1;
    decided.state = decision->state;
    decided.decided = q->now;
    decided.who = decision->who;
    decided.note = decision->note;
    return ledger_decide(q->ledger, &decided, err);
}

int quarantine_decide(const struct quarantine *quarantine,
                      const struct quarantine_decision *decision, struct ledger_counts *counts,
                      struct err *err)
{
    struct held_list all;

    if (ledger_held(quarantine->ledger, NULL, NULL, false, quarantine->arena, &all, err))
        return -1;
    for (size_t i = 0; i < decision->count; i++) {
        const struct held *item = find_item(&all, decision->numbers[i]);

        if (!item)
            return err_set(err, ERR_USAGE, "there is no item %" PRId64, decision->numbers[i]);
        if (decide_one(quarantine, item, decision, counts, err))
            return -1;
    }
    return 0;
}
