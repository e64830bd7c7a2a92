/* SPDX-License-Identifier: GPL-3.0-or-later */
/* limits_suggest: where a new level may have begun; see limits.h. */
#include "config/limits.h"

#include <string.h>

/* The side of the mean that a point is on. */
static int side(const struct xmr_segment *segment, const struct xmr_point *point)
{
    return point->value > segment->mean ? 1 : point->value < segment->mean ? -1 : 0;
}

/* The first of the points of the segment that are on the side of its newest one, up to it. */
static size_t run_start(const struct xmr *xmr, const struct xmr_segment *segment)
{
    size_t last = segment->first + segment->count - 1;
    size_t start = last;
    int way = side(segment, &xmr->points[last]);

    while (start > segment->first && side(segment, &xmr->points[start - 1]) == way)
        start--;
    return way == 0 ? last + 1 : start;
}

/* Both levels hold: each has limits of its own, and neighbours are not alike within it. */
static bool is_steady(const struct xmr_segment *segment)
{
    return xmr_has_limits(segment) && segment->correlation < XMR_CORRELATED;
}

/* The whole of it with one break more. */
static bool holds(const struct indicator *indicator, const struct series *series,
                  struct period at, struct arena *arena)
{
    struct indicator asked = *indicator;
    struct event *rebases =
        arena_alloc(arena, indicator->rebase_count + 1, sizeof *indicator->rebases);
    struct xmr xmr;

    if (indicator->rebase_count > 0)
        memcpy(rebases, indicator->rebases, indicator->rebase_count * sizeof *rebases);
    rebases[indicator->rebase_count] = (struct event){.period = at};
    asked.rebases = rebases;
    asked.rebase_count++;
    asked.limits_baseline = 0;
    return limits_judge(&asked, series, arena, &xmr) && xmr.segment_count >= 2 &&
           is_steady(&xmr.segments[xmr.segment_count - 1]) &&
           is_steady(&xmr.segments[xmr.segment_count - 2]);
}

bool limits_suggest(const struct indicator *indicator, const struct series *series,
                    struct arena *arena, struct period *out)
{
    struct xmr xmr;

    if (!limits_judge(indicator, series, arena, &xmr) || xmr.basis != XMR_LEVEL || !xmr.newest)
        return false;
    const struct xmr_segment *segment = &xmr.segments[xmr.newest->segment];
    size_t start = run_start(&xmr, segment);
    size_t length = segment->first + segment->count - start;
    int way = side(segment, xmr.newest);
    if (length < XMR_POINTS_TRIAL || way * limits_direction(indicator) < 0)
        return false;
    *out = xmr.points[start].observation->period;
    return holds(indicator, series, *out, arena);
}
