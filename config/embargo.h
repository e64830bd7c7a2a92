/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * embargo: until when what a source gives may not be told outside (解禁). Layer: config.
 *
 *   8:50               at that time of the day on which its calendar expects a period
 *   2026-12-01T08:50   until that instant, whatever is read before it
 *   2026-12-01         until that day begins
 *
 * Times are local. What comes after the hour is under no embargo.
 */
#ifndef CONFIG_EMBARGO_H
#define CONFIG_EMBARGO_H

#include "config/settings.h"
#include "core/err.h"

#include <stdbool.h>
#include <stdint.h>

struct embargo {
    bool daily;
    int time;   /* daily: seconds of the day */
    int64_t at; /* else an instant */
};

/* Reads one: ERR_CONFIG with what was expected. */
int embargo_read(const char *text, struct embargo *out, struct err *err);

/* A time of the day needs a calendar, for each indicator: the id of one that has none; NULL =
 * all is well. */
const char *embargo_undated(const struct settings *settings, const struct source *source);

/* The instant from which a period of the source may be told; 0 = at once. Where the calendar
 * does not know the day of a period that is still to come, the next such hour. */
int64_t embargo_ends(const struct source *source, const struct indicator *indicator,
                     struct period period, int64_t now);

#endif
