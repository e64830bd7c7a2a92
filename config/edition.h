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

bool edition_is_internal(const struct settings *settings);
bool edition_shows(const struct settings *settings, const struct indicator *indicator);
bool edition_shows_source(const struct settings *settings, const struct source *source);

/* Leaves in a series the figures that may be shown. */
void edition_filter(const struct settings *settings, struct series *series);

#endif
