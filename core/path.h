/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * path: the straight way from a baseline to a target, and how a value stands to it. Layer:
 * core. Pure; the one place where charts, pages and alerts have it from:
 *
 *   required(t) = y0 + (yT - y0) * (t - t0) / (T - t0)
 *
 * counted in periods (knowledge alerting 3.8). Rates of growth, which others use, have no
 * meaning for a balance that crosses zero. Figures are compared as they are printed, so that a
 * reader who subtracts what stands there gets what stands there.
 */
#ifndef CORE_PATH_H
#define CORE_PATH_H

#include "core/decimal.h"
#include "core/period.h"

#include <stdbool.h>

/* `to` is after `from`, both of one frequency. */
struct path {
    struct period from, to;
    struct decimal first, last;
};

enum path_state {
    PATH_OPEN,     /* neither way is better: nothing to say */
    PATH_REACHED,  /* 達成: the target, by a path that leads the better way or has ended */
    PATH_ON_TRACK, /* as good as required, or better */
    PATH_BEHIND
};

struct path_standing {
    struct decimal required;
    struct decimal gap; /* value - required */
    enum path_state state;
    bool has_share; /* of the way from baseline to target; a level path has none */
    double share;   /* 1 = all of it; below 0 = the other way */
    double due;     /* the share required: how much of the time is over */
};

/* What is required at a period, with these places (half away from zero): behind the end the
 * target. False before the start, and on overflow. */
bool path_required(const struct path *path, struct period at, int places, struct decimal *out);

/* How a value stands at a period. `better`: 1 = more is better, -1 = less is, 0 = neither.
 * False where nothing is required. */
bool path_judge(const struct path *path, struct period at, struct decimal value, int places,
                int better, struct path_standing *out);

#endif
