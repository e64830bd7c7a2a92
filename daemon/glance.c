/* SPDX-License-Identifier: GPL-3.0-or-later */
/* glance: see glance.h. */
#include "daemon/glance.h"

#include "config/edition.h"
#include "config/limits.h"
#include "daemon/alertlist.h"

/* Across a declared break there is none. */
static bool difference(const struct indicator *indicator, const struct observation *now,
                       const struct observation *then, struct decimal *out)
{
    return now && then && series_has_value(then) &&
           limits_compares(indicator, then->period, now->period) &&
           decimal_subtract(now->value, then->value, out) == 0;
}

/* True when all that a row is made from is there: the trend up to the newest value, the one a
 * year before it, the one before. */
static bool is_enough(const struct series *recent)
{
    const struct observation *latest = series_latest(recent);

    if (!latest || !series_before(recent, latest->period))
        return false;
    struct period first = recent->observations[0].period;
    return period_compare(first, period_add(latest->period, 1 - GLANCE_PERIODS)) <= 0 &&
           period_compare(first, period_year_before(latest->period)) <= 0;
}

/* What is read from; `whole`: nothing is left out. */
struct reading {
    struct ledger *ledger;
    const struct settings *settings;
    bool whole;
    struct arena *arena;
};

static void leave_out(const struct reading *reading, struct series *series)
{
    if (!reading->whole)
        edition_filter(reading->settings, series);
}

/* Newest figures first: a long history costs nothing unless it ends with blanks. */
static int load_series(const struct reading *reading, const struct indicator *indicator,
                       struct series *out, struct err *err)
{
    bool days = indicator->frequency == FREQUENCY_DAILY;
    size_t most = days                                       ? 400
                  : indicator->frequency == FREQUENCY_WEEKLY ? 60
                                                             : GLANCE_PERIODS + 6;

    if (ledger_recent(reading->ledger, indicator->id, indicator->frequency, most,
                      reading->arena, out, err))
        return -1;
    bool all = out->count < most;
    leave_out(reading, out);
    if (all || (out->count > 0 && is_enough(out)))
        return 0;
    if (ledger_series(reading->ledger, indicator->id, indicator->frequency, NULL,
                      reading->arena, out, err))
        return -1;
    leave_out(reading, out);
    return 0;
}

/* A survey that asks for the change from the year before has no second year-on-year. */
static int load_row(const struct reading *reading, const struct indicator *indicator,
                    struct glance *row, struct err *err)
{
    *row = (struct glance){.indicator = indicator};
    if (load_series(reading, indicator, &row->series, err))
        return -1;
    row->latest = series_latest(&row->series);
    if (!row->latest)
        return 0;
    row->previous = series_before(&row->series, row->latest->period);
    row->has_change = difference(
        indicator, row->latest, series_find(&row->series, period_add(row->latest->period, -1)),
        &row->change);
    if (indicator->basis == BASIS_LEVEL)
        row->year_before = series_year_ago(&row->series, row->latest->period);
    row->has_year_ago = difference(indicator, row->latest, row->year_before, &row->year_ago);
    return 0;
}

static int load_alerts(const struct reading *reading, struct glances *out, struct err *err)
{
    struct alertlist list;

    if (!reading->whole && !edition_publishes(reading->settings, EDITION_ALERTS))
        return 0;
    if (alertlist_load(reading->ledger, false, reading->arena, &list, err) ||
        (!reading->whole && alertlist_tell(reading->ledger, reading->settings, &list, err)))
        return -1;
    alertlist_leave_raised(&list);
    out->alerts = list.alerts;
    out->alert_count = list.count;
    return 0;
}

int glance_load(struct ledger *ledger, const struct settings *settings, bool whole,
                struct arena *arena, struct glances *out, struct err *err)
{
    const struct reading reading = {ledger, settings, whole || edition_is_internal(settings),
                                    arena};

    *out = (struct glances){.whole = reading.whole};
    out->items = arena_alloc(arena, settings->indicator_count, sizeof *out->items);
    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        if (!reading.whole && !edition_shows(settings, indicator))
            continue;
        if (load_row(&reading, indicator, &out->items[out->count++], err))
            return -1;
    }
    return load_alerts(&reading, out, err);
}
