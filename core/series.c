/* SPDX-License-Identifier: GPL-3.0-or-later */
/* series: see series.h. */
#include "core/series.h"

#include "core/arena.h"
#include "core/str.h"

static const char *const STATUS_NAMES[] = {
    [OBSERVATION_FINAL] = "final",       [OBSERVATION_PRELIMINARY] = "preliminary",
    [OBSERVATION_REVISED] = "revised",   [OBSERVATION_ESTIMATE] = "estimate",
    [OBSERVATION_FORECAST] = "forecast", [OBSERVATION_MISSING] = "missing",
};

const char *series_status_name(enum observation_status status)
{
    return STATUS_NAMES[status];
}

bool series_status_parse(const char *name, enum observation_status *out)
{
    for (size_t i = 0; i < sizeof STATUS_NAMES / sizeof STATUS_NAMES[0]; i++) {
        if (str_equal(STATUS_NAMES[i], name)) {
            *out = (enum observation_status)i;
            return true;
        }
    }
    return false;
}

bool series_has_value(const struct observation *observation)
{
    return observation->status != OBSERVATION_MISSING &&
           observation->status != OBSERVATION_FORECAST;
}

size_t series_position(const struct series *series, struct period period)
{
    size_t low = 0;
    size_t high = series->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (period_compare(series->observations[middle].period, period) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct observation *series_find(const struct series *series, struct period period)
{
    size_t at = series_position(series, period);

    if (at < series->count && period_compare(series->observations[at].period, period) == 0)
        return &series->observations[at];
    return NULL;
}

static const struct observation *last_value(const struct series *series, size_t end)
{
    while (end > 0) {
        if (series_has_value(&series->observations[--end]))
            return &series->observations[end];
    }
    return NULL;
}

int64_t series_embargo(const struct series *series)
{
    int64_t last = 0;

    for (size_t i = 0; i < series->count; i++) {
        if (series->observations[i].embargo > last)
            last = series->observations[i].embargo;
    }
    return last;
}

const struct observation *series_latest(const struct series *series)
{
    return last_value(series, series->count);
}

const struct observation *series_before(const struct series *series, struct period period)
{
    return last_value(series, series_position(series, period));
}

const struct observation *series_year_ago(const struct series *series, struct period period)
{
    const struct observation *found = series_find(series, period_year_before(period));

    return found && series_has_value(found) ? found : NULL;
}

void series_standing(const struct series *vintages, struct arena *arena, struct series *out)
{
    *out = (struct series){.indicator = vintages->indicator,
                           .frequency = vintages->frequency,
                           .observations =
                               arena_alloc(arena, vintages->count, sizeof *out->observations)};
    for (size_t i = 0; i < vintages->count; i++) {
        const struct observation *one = &vintages->observations[i];
        bool again = out->count > 0 && period_compare(out->observations[out->count - 1].period,
                                                      one->period) == 0;

        if (!one->aside)
            out->observations[again ? out->count - 1 : out->count++] = *one;
    }
}
