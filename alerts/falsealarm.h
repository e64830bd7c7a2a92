/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * falsealarm: how often a rule would be raised in a year if nothing happened: by simulation.
 * Layer: alerts. Pure; the seed is fixed, so that the figure is the same every time.
 *
 * A series in control is normal noise around a level, without memory: as many values as the
 * indicator has now (at most FALSEALARM_VALUES), then a year of releases, each judged as a
 * cycle would. Counted are alerts raised in that year, not flags.
 *
 *   signal, falling, lowest   need nothing else: they judge any noise alike
 *   behind target             the level is the path, its deviation as below
 *   falls, rises              deviation: mean moving range / 1.128 of the newest segment, so
 *                             that steps are as large as they are; level: its mean, or the
 *                             newest value where it varies around none. Of what has seasons
 *                             (limits_has_season) the ratio to the year before varies so
 *   below, above              the same, and no figure where there is no such level
 *
 * Real series have memory, and then all rules are raised more often: the figure is the least
 * to expect.
 */
#ifndef ALERTS_FALSEALARM_H
#define ALERTS_FALSEALARM_H

#include "alerts/standing.h"
#include "config/settings.h"
#include "core/buf.h"
#include "core/series.h"
#include "core/words.h"

#include <stddef.h>

#define FALSEALARM_VALUES 240
#define FALSEALARM_RUNS 2000

enum falsealarm_result {
    FALSEALARM_KNOWN,
    FALSEALARM_FEW,      /* too few values to know level and deviation */
    FALSEALARM_FLAT,     /* the values do not differ: nothing to take their noise from */
    FALSEALARM_UNSTABLE, /* the values vary around no level */
    FALSEALARM_SEASON,   /* a limit for what has seasons */
    FALSEALARM_REVISED,  /* nothing is known of how revisions come about */
    FALSEALARM_TIME,     /* it judges by a calendar */
    FALSEALARM_PATH      /* no path, or it has not begun */
};

struct falsealarm {
    enum falsealarm_result result;
    double per_year;
    size_t values; /* before the year, in each run */
    size_t runs;
};

void falsealarm_find(const struct standing_rule *rule, const struct indicator *indicator,
                     const struct series *series, struct falsealarm *out);

/* The same of fewer runs (less than a tenth of a second): for a message. Appends "変化がなくて
 * も年0.1回程度は該当する判定です。"; nothing where there is no figure. */
void falsealarm_say(const struct standing_rule *rule, const struct indicator *indicator,
                    const struct series *series, enum language language, struct buf *out);

/* Why there is no figure: "値が少ないため"; "" where there is one. */
const char *falsealarm_reason(enum falsealarm_result result, enum language language);

#endif
