/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * edition: what the site's audience may see. Layer: config. The internal edition shows all;
 * the public one the indicators that are public, and of their figures those of official
 * sources and those that the office entered itself.
 */
#ifndef CONFIG_EDITION_H
#define CONFIG_EDITION_H

#include "config/settings.h"
#include "core/series.h"

#include <stdbool.h>

/* What the public edition does not show unless `publish` names it; in the order of its
 * choices. Documents that we keep, figures of the press and [graph]s are never for it. */
enum edition_thing {
    EDITION_ALERTS,   /* what the rules find */
    EDITION_VERDICTS, /* how a value stands to its path, whether a program shows in it */
    EDITION_PLEDGES,
    EDITION_FAILURES, /* of sources */
    EDITION_FEEDS,    /* of alerts */
    EDITION_METRICS
};

/* The internal edition shows all of it. */
bool edition_publishes(const struct settings *settings, enum edition_thing thing);

bool edition_is_internal(const struct settings *settings);
bool edition_shows(const struct settings *settings, const struct indicator *indicator);
bool edition_shows_source(const struct settings *settings, const struct source *source);

/* Leaves in a series the figures that may be shown, without who entered them and what was
 * noted; of the public edition's counts those below `min_cell` are withheld
 * (observation.masked). */
void edition_filter(const struct settings *settings, struct series *series);

#endif
