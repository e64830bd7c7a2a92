/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xmr: limits of the individuals chart, and what breaks them. */
#include "core/xmr.h"

#include <math.h>

#include "core/decimal.h"

#define LIMIT 2.66        /* 3 / 1.128 */
#define NEAR_LIMIT 1.7733 /* two thirds of it */
#define RANGE_LIMIT 3.267 /* D4 of two points: larger ranges are screened */
#define UNSTABLE_SHARE 0.25
#define SLACK 1e-9 /* of the mean range: binary fractions of equal decimals are equal */

bool xmr_has_limits(const struct xmr_segment *segment)
{
    return segment->grade == XMR_TRIAL || segment->grade == XMR_FULL;
}

const struct xmr_segment *xmr_current(const struct xmr *xmr)
{
    if (xmr->newest == NULL)
        return NULL;
    const struct xmr_segment *segment = &xmr->segments[xmr->newest->segment];
    return xmr_has_limits(segment) ? segment : NULL;
}

double xmr_bound(const struct xmr *xmr, const struct xmr_point *point, double bound)
{
    return xmr->basis == XMR_YEAR_RATIO ? point->base * exp(bound) : point->base + bound;
}

/* The newest rebase that a period lies in or behind. */
static size_t find_rebase(const struct xmr_request *request, struct period period)
{
    size_t found = XMR_NO_REBASE;
    int32_t day = period_start(period);
    for (size_t i = 0; i < request->rebase_count; i++) {
        int32_t here = period_start(request->rebases[i]);
        if (here <= day &&
            (found == XMR_NO_REBASE || here > period_start(request->rebases[found])))
            found = i;
    }
    return found;
}

/* False where the observation cannot be judged: no value, or none a year before that belongs
 * to the same level. */
static bool make_point(const struct xmr_request *request, const struct observation *here,
                       size_t rebase, struct xmr_point *out)
{
    if (!series_has_value(here))
        return false;
    *out = (struct xmr_point){.observation = here, .value = decimal_double(here->value)};
    if (request->basis == XMR_LEVEL)
        return true;
    const struct observation *before = series_year_ago(request->series, here->period);
    struct decimal difference;
    if (before == NULL || find_rebase(request, before->period) != rebase)
        return false;
    out->base = decimal_double(before->value);
    out->before = before;
    if (request->basis == XMR_YEAR_RATIO) {
        if (here->value.units <= 0 || before->value.units <= 0)
            return false;
        out->value = log(out->value / out->base);
        return true;
    }
    if (decimal_subtract(here->value, before->value, &difference) < 0)
        return false;
    out->value = decimal_double(difference);
    return true;
}

static void gather(const struct xmr_request *request, struct xmr *out)
{
    const struct series *series = request->series;
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        size_t rebase = find_rebase(request, here->period);
        struct xmr_point *point = &out->points[out->count];
        if (!make_point(request, here, rebase, point))
            continue;
        if (out->count == 0 || out->segments[out->segment_count - 1].rebase != rebase)
            out->segments[out->segment_count++] =
                (struct xmr_segment){.first = out->count, .rebase = rebase};
        out->segments[out->segment_count - 1].count++;
        point->segment = out->segment_count - 1;
        out->count++;
    }
}

static bool follows(const struct xmr_point *before, const struct xmr_point *point)
{
    return period_compare(period_next(before->observation->period),
                          point->observation->period) == 0;
}

/* The mean of the moving ranges below `most`; their number goes to *count. */
static double find_range(const struct xmr_point *points, size_t n, double most, size_t *count)
{
    double sum = 0;
    *count = 0;
    for (size_t i = 1; i < n; i++) {
        double range = fabs(points[i].value - points[i - 1].value);
        if (!follows(&points[i - 1], &points[i]) || range >= most)
            continue;
        sum += range;
        ++*count;
    }
    return *count > 0 ? sum / (double)*count : 0;
}

/* What is left of the ranges must still measure something. */
static double screen(const struct xmr_point *points, size_t n, double mean_range)
{
    size_t count = 0;
    double screened = find_range(points, n, RANGE_LIMIT * mean_range, &count);
    return screened > 0 ? screened : mean_range;
}

/* Of neighbours; the pairs are fewer than the points, so each is an average. */
static double correlate(const struct xmr_point *points, size_t n, double mean)
{
    double together = 0;
    double alone = 0;
    size_t pairs = 0;
    for (size_t i = 0; i < n; i++) {
        double off = points[i].value - mean;
        alone += off * off;
        if (i == 0 || !follows(&points[i - 1], &points[i]))
            continue;
        together += off * (points[i - 1].value - mean);
        pairs++;
    }
    if (pairs == 0 || !(alone > 0))
        return 0;
    /* both are averages of their own, and so may be a little apart */
    return fmax(-1, fmin(1, together / (double)pairs / (alone / (double)n)));
}

/* 1 above a bound, -1 below, 0 on it. */
static int side(const struct xmr_segment *segment, double value, double bound)
{
    double slack = SLACK * segment->mean_range;
    return value > bound + slack ? 1 : value < bound - slack ? -1 : 0;
}

static bool is_outside(const struct xmr_segment *segment, double value)
{
    return side(segment, value, segment->upper) > 0 ||
           side(segment, value, segment->lower) < 0;
}

static size_t count_outside(const struct xmr_segment *segment, const struct xmr_point *points)
{
    size_t outside = 0;
    for (size_t i = 0; i < segment->base; i++) {
        if (is_outside(segment, points[i].value))
            outside++;
    }
    return outside;
}

static size_t find_least(const struct xmr_request *request)
{
    static const size_t a_year[] = {
        [FREQUENCY_DAILY] = 365,   [FREQUENCY_WEEKLY] = 52,       [FREQUENCY_MONTHLY] = 12,
        [FREQUENCY_QUARTERLY] = 4, [FREQUENCY_CALENDAR_YEAR] = 1, [FREQUENCY_FISCAL_YEAR] = 1};
    size_t year = a_year[request->series->frequency];
    bool whole = request->basis != XMR_LEVEL && year > XMR_POINTS_TRIAL;
    return whole ? year : XMR_POINTS_TRIAL;
}

static enum xmr_grade grade(const struct xmr_segment *segment, const struct xmr_point *points,
                            size_t least)
{
    size_t known = segment->ranges + 1; /* never more than the points */
    if (known < least)
        return XMR_FEW;
    if (!(segment->mean_range > 0))
        return XMR_FLAT;
    if ((double)count_outside(segment, points) > UNSTABLE_SHARE * (double)segment->base)
        return XMR_UNSTABLE;
    size_t full = segment->fixed ? XMR_POINTS_FIXED : XMR_POINTS_FULL;
    return known < full ? XMR_TRIAL : XMR_FULL;
}

/* The first points that were asked for, as soon as there are so many; of a comparison with the
 * year before a whole year of them. */
static void choose_base(struct xmr_segment *segment, size_t fixed, size_t least)
{
    size_t wanted = fixed > 0 && fixed < least ? least : fixed;
    segment->fixed = wanted > 0 && segment->count >= wanted;
    segment->base = segment->fixed ? wanted : segment->count;
}

static void measure(struct xmr_segment *segment, const struct xmr_point *points, size_t least)
{
    size_t n = segment->base;
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += points[i].value;
    segment->mean = sum / (double)n;
    double range = find_range(points, n, INFINITY, &segment->ranges);
    range = screen(points, n, range);
    segment->mean_range = range;
    segment->lower = segment->mean - LIMIT * range;
    segment->upper = segment->mean + LIMIT * range;
    segment->near_lower = segment->mean - NEAR_LIMIT * range;
    segment->near_upper = segment->mean + NEAR_LIMIT * range;
    segment->correlation = correlate(points, n, segment->mean);
    segment->grade = grade(segment, points, least);
}

static void flag(struct xmr_point *point, int way, enum xmr_rule rule)
{
    if (way > 0)
        point->high |= (unsigned)rule;
    else
        point->low |= (unsigned)rule;
}

static void flag_outside(const struct xmr_segment *segment, struct xmr_point *points)
{
    for (size_t i = 0; i < segment->count; i++) {
        if (is_outside(segment, points[i].value))
            flag(&points[i], points[i].value > segment->mean ? 1 : -1, XMR_OUTSIDE);
    }
}

/* The way of a point: its side of the mean, or whether it rose from the one before. */
static int find_way(const struct xmr_segment *segment, const struct xmr_point *points,
                    size_t i, enum xmr_rule rule)
{
    if (rule == XMR_SHIFT)
        return side(segment, points[i].value, segment->mean);
    if (i == 0 || !follows(&points[i - 1], &points[i]))
        return 0;
    return side(segment, points[i].value, points[i - 1].value);
}

/* Runs of one way: of points (shift), or of steps, one less than their points (trend). */
static void flag_runs(const struct xmr_segment *segment, struct xmr_point *points,
                      enum xmr_rule rule, size_t asked)
{
    size_t least = asked > 0 ? asked : XMR_RUN;
    size_t extra = rule == XMR_TREND ? 1 : 0;
    size_t run = 0;
    int before = 0;
    for (size_t i = 0; i < segment->count; i++) {
        int way = find_way(segment, points, i, rule);
        bool on = way != 0 && way == before && i > 0 && follows(&points[i - 1], &points[i]);
        run = way == 0 ? 0 : on ? run + 1 : 1;
        before = way;
        size_t length = run + extra;
        for (size_t k = 0; length >= least && k < (length == least ? length : 1); k++)
            flag(&points[i - k], way, rule);
    }
}

/* Of the side that all three are on, how many are beyond its near limit; 0 when they are not.
 */
static void flag_three(const struct xmr_segment *segment, struct xmr_point *points)
{
    bool beyond[3];
    int way = side(segment, points[0].value, segment->mean);
    int count = 0;
    if (!follows(&points[0], &points[1]) || !follows(&points[1], &points[2]))
        return;
    for (int i = 0; i < 3; i++) {
        double bound = way > 0 ? segment->near_upper : segment->near_lower;
        if (way == 0 || side(segment, points[i].value, segment->mean) != way)
            return;
        beyond[i] = side(segment, points[i].value, bound) == way;
        count += beyond[i] ? 1 : 0;
    }
    for (int i = 0; count >= 2 && i < 3; i++) {
        if (beyond[i])
            flag(&points[i], way, XMR_TWO_OF_THREE);
    }
}

static bool is_echo(const struct xmr_point *points, size_t i)
{
    const struct xmr_point *point = &points[i];
    for (size_t k = 0; k < i; k++) {
        if (points[k].observation == point->before)
            return ((point->high & XMR_OUTSIDE) && (points[k].low & XMR_OUTSIDE)) ||
                   ((point->low & XMR_OUTSIDE) && (points[k].high & XMR_OUTSIDE));
    }
    return false;
}

/* In the order of time: what is an echo has none. */
static void clear_echoes(const struct xmr_segment *segment, struct xmr_point *points)
{
    for (size_t i = 0; i < segment->count; i++) {
        points[i].echo = is_echo(points, i);
        if (points[i].echo)
            points[i].high = points[i].low = 0;
    }
}

static void flag_rules(const struct xmr_segment *segment, struct xmr_point *points,
                       struct xmr_runs runs)
{
    flag_outside(segment, points);
    if (segment->correlation >= XMR_CORRELATED)
        return;
    flag_runs(segment, points, XMR_TREND, runs.trend);
    for (size_t i = 0; i + 3 <= segment->count; i++)
        flag_three(segment, points + i);
    flag_runs(segment, points, XMR_SHIFT, runs.shift);
}

void xmr_judge(const struct xmr_request *request, struct arena *arena, struct xmr *out)
{
    size_t most = request->series->count + 1;
    *out = (struct xmr){.basis = request->basis,
                        .points = arena_alloc(arena, most, sizeof *out->points),
                        .segments = arena_alloc(arena, most, sizeof *out->segments)};
    gather(request, out);
    size_t least = find_least(request);
    for (size_t i = 0; i < out->segment_count; i++) {
        struct xmr_segment *segment = &out->segments[i];
        choose_base(segment, request->fixed, least);
        measure(segment, out->points + segment->first, least);
        if (!xmr_has_limits(segment))
            continue;
        flag_rules(segment, out->points + segment->first, request->runs);
        if (request->basis != XMR_LEVEL)
            clear_echoes(segment, out->points + segment->first);
    }
    const struct observation *latest = series_latest(request->series);
    if (out->count > 0 && out->points[out->count - 1].observation == latest)
        out->newest = &out->points[out->count - 1];
}

/* How many of the n points make the first of the two levels that leave the least variation; of
 * the sums of both, the larger their squares over their counts, the less is left. */
static size_t find_split(const struct xmr_point *points, size_t n)
{
    double all = 0;
    double sum = 0;
    double most = -INFINITY;
    size_t found = 0;
    for (size_t i = 0; i < n; i++)
        all += points[i].value;
    for (size_t k = 1; k + XMR_POINTS_TRIAL <= n; k++) {
        sum += points[k - 1].value;
        double rest = all - sum;
        double told = sum * sum / (double)k + rest * rest / (double)(n - k);
        if (k < XMR_POINTS_TRIAL || told <= most)
            continue;
        most = told;
        found = k;
    }
    return found;
}

bool xmr_find_step(const struct xmr *xmr, const struct xmr_segment *segment,
                   struct xmr_step *out)
{
    const struct xmr_point *points = xmr->points + segment->first;
    if (xmr->basis != XMR_LEVEL || segment->grade != XMR_UNSTABLE || segment->fixed)
        return false;
    size_t split = find_split(points, segment->count);
    *out =
        (struct xmr_step){.at = points + split,
                          .before = {.first = segment->first, .count = split, .base = split},
                          .after = {.first = segment->first + split,
                                    .count = segment->count - split,
                                    .base = segment->count - split}};
    if (split == 0)
        return false;
    measure(&out->before, points, XMR_POINTS_TRIAL);
    measure(&out->after, points + split, XMR_POINTS_TRIAL);
    return xmr_has_limits(&out->before) && xmr_has_limits(&out->after) &&
           out->before.correlation < XMR_CORRELATED &&
           out->after.correlation < XMR_CORRELATED &&
           is_outside(&out->before, out->after.mean);
}

/* The rule to name, as the lowest bit. */
static unsigned first_of(unsigned rules)
{
    return rules & (~rules + 1);
}

enum xmr_sign xmr_sign_of(const struct xmr_point *point, int direction)
{
    unsigned good = direction > 0 ? point->high : point->low;
    unsigned bad = direction > 0 ? point->low : point->high;
    if (point->high == 0 && point->low == 0)
        return XMR_COMMON;
    if (direction != 0)
        return bad != 0 ? XMR_CONCERN : good != 0 ? XMR_IMPROVEMENT : XMR_COMMON;
    if (point->low == 0)
        return XMR_HIGH;
    return point->high != 0 && first_of(point->high) < first_of(point->low) ? XMR_HIGH
                                                                            : XMR_LOW;
}

bool xmr_is_upward(enum xmr_sign sign, int direction)
{
    return sign == XMR_HIGH || (sign == XMR_IMPROVEMENT && direction > 0) ||
           (sign == XMR_CONCERN && direction < 0);
}

enum xmr_assurance xmr_assure(const struct xmr_segment *segment, double target, int direction)
{
    if (direction == 0)
        return XMR_ASSURES_NOTHING;
    int over = side(segment, target, segment->upper);
    int under = side(segment, target, segment->lower);
    if (over <= 0 && under >= 0)
        return XMR_HITS_AND_MISSES;
    return (over > 0) == (direction > 0) ? XMR_FAILS : XMR_PASSES;
}
