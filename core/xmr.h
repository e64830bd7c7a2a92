/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xmr: what is unusual in a series: the individuals and moving range chart (XmR) with the
 * special-cause rules of NHS England's Making Data Count, as NHSRplotthedots computes it.
 * Layer: core. Pure; the one implementation for charts and alerts.
 *
 *   mean          of all points of a segment
 *   moving range  |x_i - x_(i-1)| of neighbouring periods; none across a rebase or a missing
 *                 period. Those of at least 3.267 times their mean are dropped once and the
 *                 mean of the others is taken (screening, the default of NHSRplotthedots;
 *                 the mean of the points is not changed by it).
 *   limits        mean +- 2.66 mean ranges; near limits: 1.7733
 *   segments      begin at each rebase. Below 8 points none has limits, below 13 they are on
 *                 trial; a point counts when a moving range leads to it.
 *   baseline      the points of a segment that mean and ranges are taken of: all, or (`fixed`)
 *                 the first N, whatever comes behind them (fix_after_n_points there); with
 *                 differences from a year at least. Whole, of 12 points and more, it is not
 *                 on trial: who fixed it chose it.
 *
 * Where more than a quarter of the points would stand outside there is no level that they
 * could vary around, and no limits. Where neighbours are alike (autocorrelation at lag 1 of
 * 0.4 and more) runs come by themselves: only XMR_OUTSIDE is judged.
 */
#ifndef CORE_XMR_H
#define CORE_XMR_H

#include "core/arena.h"
#include "core/series.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define XMR_POINTS_TRIAL 8
#define XMR_POINTS_FULL 13
#define XMR_POINTS_FIXED                                                                      \
    12            /* least that a baseline is fixed on (Making Data Count: 12 to 20) */
#define XMR_RUN 7 /* points of a shift or a trend */
#define XMR_CORRELATED 0.4
#define XMR_NO_REBASE SIZE_MAX

/* What is judged: the values; or, which leaves the season out, their differences from the same
 * period a year before, or the logarithms of their ratios to it (for counts: what varies by a
 * tenth in the high season does so in the low one; where a value is not above zero nothing is
 * judged). Neither reaches over a rebase; and there are limits only when they cover a whole
 * year, all of its seasons. */
enum xmr_basis { XMR_LEVEL, XMR_YEAR_DIFFERENCE, XMR_YEAR_RATIO };

enum xmr_grade {
    XMR_FEW,      /* too few points, or ranges, for limits */
    XMR_FLAT,     /* the points do not differ: there is nothing to measure by */
    XMR_UNSTABLE, /* no level that they vary around */
    XMR_TRIAL,    /* limits on trial */
    XMR_FULL
};

/* Rules, as bits; when a point breaks several, the first of these is the one to name. Every
 * point that belongs to a pattern breaks it, not only the last. A missing period, and a
 * rebase, end every pattern. */
enum xmr_rule {
    XMR_OUTSIDE = 1, /* R1: beyond a limit, not on it */
    XMR_TREND =
        2, /* R3: 7 points (or as many as asked for), each above (below) the one before */
    XMR_TWO_OF_THREE = 4, /* R4: two of three beyond the near limit of one side, all three on
                             this side; beyond the limit counts too (MDC since November 2023);
                             the third only if it is beyond the near limit itself */
    XMR_SHIFT = 8         /* R2: 7 points on one side of the mean; one on it ends the run */
};

struct xmr_point {
    const struct observation *observation;
    double base;   /* what it is judged against: the value a year before; of a level 0 */
    double value;  /* what is judged, see xmr_basis */
    unsigned high; /* rules that it breaks upwards: rising, or above */
    unsigned low;  /* ... and downwards */
    size_t segment;
    const struct observation *before; /* of which the base is; NULL of a level */
    bool echo; /* beyond a limit only because the value a year before was beyond the other: it
                  breaks no rule */
};

struct xmr_segment {
    size_t first; /* point */
    size_t count;
    size_t base;   /* points that mean, limits and correlation are of: the first so many */
    bool fixed;    /* they stay so, whatever comes */
    size_t ranges; /* moving ranges among them, before screening */
    size_t rebase; /* the one that began it, of the request; or XMR_NO_REBASE */
    enum xmr_grade grade;
    double mean, mean_range;
    double lower, upper; /* of what is judged; see xmr_bound */
    double near_lower, near_upper;
    double correlation; /* at lag 1; 0 where it cannot be told */
};

struct xmr {
    enum xmr_basis basis;
    struct xmr_point *points; /* ascending; those that could be judged */
    size_t count;
    struct xmr_segment *segments;
    size_t segment_count;
    const struct xmr_point *newest; /* of the series' newest value; NULL if it is no point */
};

/* How many points make a run; 0 = XMR_RUN. */
struct xmr_runs {
    size_t shift, trend;
};

struct xmr_request {
    const struct series *series;
    enum xmr_basis basis;
    struct xmr_runs runs;
    const struct period *rebases; /* the first period of each new level, in any order */
    size_t rebase_count;
    size_t fixed; /* points that limits are fixed on; 0 = all */
};

/* Judges; *out lives in the arena, its observations in the series. */
void xmr_judge(const struct xmr_request *request, struct arena *arena, struct xmr *out);

/* True if the segment has limits. */
bool xmr_has_limits(const struct xmr_segment *segment);

/* A bound of the segment (its mean, lower, upper) as a value of the observation. */
double xmr_bound(const struct xmr *xmr, const struct xmr_point *point, double bound);

/* The segment of the newest value if it has limits; NULL otherwise. */
const struct xmr_segment *xmr_current(const struct xmr *xmr);

/* Where a segment of values that vary around no level (XMR_UNSTABLE) are two levels, one after
 * the other: the point that begins the second, and both as segments of their own. Each must
 * have limits, and neighbours that are not alike (else a trend would be cut in two), and the
 * mean of the second lie beyond the limits of the first. */
struct xmr_step {
    const struct xmr_point *at;
    struct xmr_segment before, after;
};
bool xmr_find_step(const struct xmr *xmr, const struct xmr_segment *segment,
                   struct xmr_step *out);

/* What a point means when higher (direction 1) or lower (-1) is better, or neither (0). One
 * that is both is a concern. */
enum xmr_sign {
    XMR_COMMON, /* no rule: within the usual variation */
    XMR_IMPROVEMENT,
    XMR_CONCERN,
    XMR_HIGH, /* neither way is better */
    XMR_LOW
};
enum xmr_sign xmr_sign_of(const struct xmr_point *point, int direction);

/* True if the sign of the point goes upwards. */
bool xmr_is_upward(enum xmr_sign sign, int direction);

/* Making Data Count's assurance: a target against the limits of a level, strictly. */
enum xmr_assurance {
    XMR_ASSURES_NOTHING, /* no direction */
    XMR_PASSES,          /* the usual variation reaches it always */
    XMR_FAILS,           /* ... never */
    XMR_HITS_AND_MISSES
};
enum xmr_assurance xmr_assure(const struct xmr_segment *segment, double target, int direction);

#endif
