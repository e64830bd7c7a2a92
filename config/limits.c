/* SPDX-License-Identifier: GPL-3.0-or-later */
/* limits: see limits.h. */
#include "config/limits.h"

#include "config/edition.h"
#include "config/phrase.h"
#include "core/season.h"

static enum xmr_basis compare(const struct indicator *indicator, const struct series *series)
{
    bool ratio = indicator->basis == BASIS_LEVEL && !phrase_is_percent(indicator);
    for (size_t i = 0; i < series->count; i++)
        ratio = ratio && (!series_has_value(&series->observations[i]) ||
                          series->observations[i].value.units >= 0);
    return ratio ? XMR_YEAR_RATIO : XMR_YEAR_DIFFERENCE;
}

enum limits_counts limits_counts(const struct indicator *indicator,
                                 const struct series *series)
{
    double sum = 0;
    size_t count = 0;
    if (indicator->basis != BASIS_LEVEL || phrase_is_percent(indicator))
        return LIMITS_NO_COUNTS;
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        if (!series_has_value(here))
            continue;
        if (here->value.places > 0 || here->value.units < 0)
            return LIMITS_NO_COUNTS;
        sum += decimal_double(here->value);
        count++;
    }
    if (count == 0 || !(sum < LIMITS_SMALL_MEAN * (double)count))
        return LIMITS_NO_COUNTS;
    return sum < LIMITS_RARE_MEAN * (double)count ? LIMITS_RARE : LIMITS_SMALL;
}

static bool shows_season(const struct indicator *indicator, const struct series *series)
{
    if (indicator->basis == BASIS_YEAR_ON_YEAR || period_is_yearly(indicator->frequency))
        return false;
    struct arena *arena = arena_new();
    bool ratio = compare(indicator, series) == XMR_YEAR_RATIO;
    bool evident = season_is_evident(series, ratio, arena);
    arena_free(arena);
    return evident;
}

bool limits_has_season(const struct indicator *indicator, const struct series *series)
{
    if (indicator->limits == LIMITS_LEVEL || indicator->limits == LIMITS_YEAR_ON_YEAR)
        return indicator->limits == LIMITS_YEAR_ON_YEAR;
    return limits_counts(indicator, series) == LIMITS_NO_COUNTS &&
           shows_season(indicator, series);
}

bool limits_basis(const struct indicator *indicator, const struct series *series,
                  enum xmr_basis *out)
{
    if (indicator->limits == LIMITS_NONE)
        return false;
    bool days = indicator->frequency == FREQUENCY_DAILY && indicator->basis == BASIS_LEVEL;
    if (indicator->limits == LIMITS_AUTO &&
        (days || limits_counts(indicator, series) == LIMITS_RARE))
        return false;
    *out = limits_has_season(indicator, series) ? compare(indicator, series) : XMR_LEVEL;
    return true;
}

bool limits_shown(const struct settings *settings, const struct indicator *indicator)
{
    return edition_is_internal(settings)
               ? indicator->limits != LIMITS_NONE
               : indicator->limits == LIMITS_LEVEL || indicator->limits == LIMITS_YEAR_ON_YEAR;
}

bool limits_judge_runs(const struct indicator *indicator, const struct series *series,
                       struct xmr_runs runs, struct arena *arena, struct xmr *out)
{
    struct xmr_request request = {.series = series,
                                  .rebase_count = indicator->rebase_count,
                                  .runs = runs,
                                  .fixed = (size_t)indicator->limits_baseline};
    if (!limits_basis(indicator, series, &request.basis))
        return false;
    struct period *rebases = arena_alloc(arena, request.rebase_count + 1, sizeof *rebases);
    for (size_t i = 0; i < request.rebase_count; i++)
        rebases[i] = indicator->rebases[i].period;
    for (size_t i = 0; i < series->count; i++) {
        if (series->observations[i].masked)
            return false;
    }
    request.rebases = rebases;
    xmr_judge(&request, arena, out);
    return true;
}

bool limits_judge(const struct indicator *indicator, const struct series *series,
                  struct arena *arena, struct xmr *out)
{
    return limits_judge_runs(indicator, series, (struct xmr_runs){0}, arena, out);
}

size_t limits_segment(const struct indicator *indicator, struct period period)
{
    size_t found = XMR_NO_REBASE;
    int32_t day = period_start(period);
    for (size_t i = 0; i < indicator->rebase_count; i++) {
        int32_t here = period_start(indicator->rebases[i].period);
        if (here <= day &&
            (found == XMR_NO_REBASE || here > period_start(indicator->rebases[found].period)))
            found = i;
    }
    return found;
}

bool limits_compares(const struct indicator *indicator, struct period a, struct period b)
{
    return limits_segment(indicator, a) == limits_segment(indicator, b);
}

int limits_direction(const struct indicator *indicator)
{
    return indicator->better == BETTER_HIGHER ? 1 : indicator->better == BETTER_LOWER ? -1 : 0;
}
