/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expecting: see expecting.h. */
#include "daemon/expecting.h"

#include "config/calendar.h"
#include "core/str.h"
#include "daemon/addresses.h"
#include "daemon/fingerprint.h"
#include "ledger/concealed.h"

enum { BLANKS_MAX = 32 }; /* periods ahead that a table may have lines for */

static bool has_calendar(const struct indicator *indicator)
{
    return release_known(calendar_release(indicator, NULL));
}

static bool is_held(const struct held_list *held, const char *id, struct period period)
{
    for (size_t i = 0; i < held->count; i++) {
        const struct held *item = &held->items[i];

        if (!item->whole && str_equal(item->indicator_id, id) &&
            item->observation.period.frequency == period.frequency &&
            item->observation.period.n == period.n)
            return true;
    }
    return false;
}

/* A blank that stood there before its day says nothing of what comes then. */
static bool is_there(const struct release *release, const struct observation *observation)
{
    struct release_moment moment;

    return series_has_value(observation) ||
           (release_expected(release, observation->period, &moment) &&
            release_opens(moment) <= observation->recorded_at);
}

static int find_newest(const struct expecting *expecting, const struct indicator *indicator,
                       const struct held_list *held, struct expecting_newest *out,
                       struct err *err)
{
    const struct release *release = calendar_release(indicator, NULL);
    struct series recent;

    if (ledger_recent(expecting->ledger, indicator->id, indicator->frequency, BLANKS_MAX,
                      expecting->arena, &recent, err))
        return -1;
    size_t count = recent.count;
    while (count > 0 && !is_there(release, &recent.observations[count - 1]))
        count--;
    out->there = count > 0;
    if (!out->there)
        return 0;
    out->period = recent.observations[count - 1].period;
    while (is_held(held, indicator->id, period_next(out->period)))
        out->period = period_next(out->period);
    return 0;
}

int expecting_load(struct ledger *ledger, const struct settings *settings, int64_t now,
                   struct arena *arena, struct expecting *out, struct err *err)
{
    struct held_list held;

    *out =
        (struct expecting){.settings = settings, .ledger = ledger, .arena = arena, .now = now};
    out->newest = arena_alloc(arena, settings->indicator_count, sizeof *out->newest);
    if (ledger_held(ledger, NULL, NULL, true, arena, &held, err))
        return -1;
    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        if (has_calendar(indicator) &&
            find_newest(out, indicator, &held, &out->newest[i], err))
            return -1;
    }
    return 0;
}

int expecting_load_told(struct ledger *ledger, const struct settings *settings, int64_t now,
                        struct arena *arena, struct expecting *out, struct err *err)
{
    if (concealed_hide(ledger, now, true, err))
        return -1;
    int failed = expecting_load(ledger, settings, now, arena, out, err);
    struct err second = {0};

    return concealed_all(ledger, failed ? &second : err) || failed ? -1 : 0;
}

struct awaited expecting_of(const struct expecting *expecting,
                            const struct indicator *indicator, const struct source *source)
{
    size_t at = (size_t)(indicator - expecting->settings->indicators);
    const struct expecting_newest *newest = &expecting->newest[at];
    struct awaited awaited;

    awaited_find(calendar_release(indicator, source), calendar_grace(indicator, source),
                 indicator->frequency, newest->there ? &newest->period : NULL, expecting->now,
                 &awaited);
    return awaited;
}

struct schedule_expected expecting_from(const struct expecting *expecting,
                                        const struct source *source)
{
    struct awaited *items = arena_alloc(expecting->arena, source->reader_count, sizeof *items);

    for (size_t i = 0; i < source->reader_count; i++)
        items[i] =
            expecting_of(expecting, settings_reader(expecting->settings, source, i), source);
    return (struct schedule_expected){.items = items, .count = source->reader_count};
}

int expecting_plan(const struct expecting *expecting, const struct source *source, size_t i,
                   struct schedule_plan *out, struct health *health, struct err *err)
{
    char selection[SHA256_TEXT_SIZE];
    struct health found;

    if (addresses_health_of(expecting->ledger, source, i, expecting->arena, &found, err))
        return -1;
    fingerprint_source(expecting->settings, source, i, selection);
    *out = schedule_plan(source, expecting_from(expecting, source), &found, selection,
                         expecting->now);
    if (health)
        *health = found;
    return 0;
}
