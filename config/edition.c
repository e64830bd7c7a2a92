/* SPDX-License-Identifier: GPL-3.0-or-later */
/* edition: see edition.h. */
#include "config/edition.h"

bool edition_is_internal(const struct settings *settings)
{
    return settings->site.audience == AUDIENCE_INTERNAL;
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

void edition_filter(const struct settings *settings, struct series *series)
{
    size_t kept = 0;
    if (edition_is_internal(settings))
        return;
    for (size_t i = 0; i < series->count; i++)
        if (shows_observation(settings, &series->observations[i]))
            series->observations[kept++] = series->observations[i];
    series->count = kept;
}
