/* SPDX-License-Identifier: GPL-3.0-or-later */
/* edition: see edition.h. */
#include "config/edition.h"

#include <string.h>

#include "config/phrase.h"
#include "core/str.h"

bool edition_is_internal(const struct settings *settings)
{
    return settings->site.audience == AUDIENCE_INTERNAL;
}

bool edition_publishes(const struct settings *settings, enum edition_thing thing)
{
    return edition_is_internal(settings) || (settings->site.publish >> thing & 1) != 0;
}

bool edition_shows(const struct settings *settings, const struct indicator *indicator)
{
    return edition_is_internal(settings) || indicator->is_public;
}

bool edition_shows_source(const struct settings *settings, const struct source *source)
{
    return edition_is_internal(settings) || source->grade == GRADE_OFFICIAL;
}

/* A source that is not configured any more has no grade: its figures stay inside. */
static bool shows_observation(const struct settings *settings,
                              const struct observation *observation)
{
    if (observation->source == NULL)
        return true;
    const struct source *source = settings_source(settings, observation->source);
    return source != NULL && edition_shows_source(settings, source);
}

/* Money and measures are no counts, however small they are. */
static bool is_count(const struct indicator *indicator)
{
    static const char *const OTHERS[] = {
        "%",  "％", "ポイント", "point", "円", "yen", "倍", "指数", "index", "千", "万",
        "億", "度", "時間",     "分",    "㎡", "m2",  "t",  "トン", "kg",    "km", NULL};
    const char *unit = indicator->unit ? indicator->unit : "";

    if (indicator->basis != BASIS_LEVEL || phrase_is_percent(indicator))
        return false;
    for (size_t i = 0; OTHERS[i]; i++) {
        if (str_equal(unit, OTHERS[i]) || (OTHERS[i][1] && strstr(unit, OTHERS[i])))
            return false;
    }
    return true;
}

/* 0 is of nobody. */
static bool is_small(const struct settings *settings, struct decimal value)
{
    struct decimal least = {settings->site.min_cell, 0};

    return decimal_compare(value, (struct decimal){0, 0}) > 0 &&
           decimal_compare(value, least) < 0 &&
           decimal_compare(decimal_round(value, 0), value) == 0;
}

static void withhold(const struct settings *settings, const struct indicator *indicator,
                     struct observation *observation)
{
    if (!series_has_value(observation) || !is_count(indicator) ||
        !is_small(settings, observation->value))
        return;
    observation->masked = true;
    observation->status = OBSERVATION_MISSING;
    observation->value = (struct decimal){0, 0};
    observation->cell = NULL;
}

void edition_filter(const struct settings *settings, struct series *series)
{
    const struct indicator *indicator =
        series->indicator ? settings_indicator(settings, series->indicator) : NULL;
    size_t kept = 0;

    if (edition_is_internal(settings))
        return;
    for (size_t i = 0; i < series->count; i++) {
        if (!shows_observation(settings, &series->observations[i]))
            continue;
        series->observations[kept] = series->observations[i];
        series->observations[kept].note = NULL;
        series->observations[kept].who = NULL;
        if (indicator)
            withhold(settings, indicator, &series->observations[kept]);
        kept++;
    }
    series->count = kept;
}
