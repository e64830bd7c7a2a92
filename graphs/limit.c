/* SPDX-License-Identifier: GPL-3.0-or-later */
/* limit: control limits in the plot, and marks at what breaks them. */
#include "graphs/limit.h"

#include <math.h>

#include "config/limits.h"
#include "config/phrase.h"
#include "graphs/palette.h"

#define RIM 2.6      /* white, around lines that cross bars */
#define MARK 4.6     /* radius */
#define MARK_MIN 3.4 /* in narrow bars: a square is still no disc */
#define INSIDE 9.0   /* from the end of a bar */
#define TALL 22.0    /* a bar with room for its mark */

/* The limits of a point, within what the indicator can be. */
struct reach {
    double lower, mean, upper;
    bool open_below, open_above; /* the bound stands there, not the limit */
};

/* Points whose limits are drawn as one. */
struct run {
    struct limit_bounds bounds;
    size_t first, count;
};

const struct xmr *limit_find(const struct chart_input *input, struct arena *arena)
{
    if (input->series == NULL || !limits_shown(input->settings, input->indicator))
        return NULL;
    struct xmr *out = arena_alloc(arena, 1, sizeof *out);
    return limits_judge(input->indicator, input->series, arena, out) ? out : NULL;
}

const struct xmr_segment *limit_newest(const struct xmr *limits)
{
    for (size_t i = limits == NULL ? 0 : limits->segment_count; i-- > 0;) {
        if (xmr_has_limits(&limits->segments[i]))
            return &limits->segments[i];
    }
    return NULL;
}

bool limit_any(const struct xmr *limits)
{
    return limit_newest(limits) != NULL;
}

/* A level that never was negative is taken for one that cannot be: a count, an amount. */
struct limit_bounds limit_bounds(const struct chart_input *input)
{
    const struct indicator *indicator = input->indicator;
    struct limit_bounds bounds = {-INFINITY, INFINITY};
    bool negative = indicator->basis == BASIS_YEAR_ON_YEAR;
    for (size_t i = 0; i < input->series->count; i++)
        negative = negative || (series_has_value(&input->series->observations[i]) &&
                                input->series->observations[i].value.units < 0);
    if (!negative)
        bounds.low = 0;
    if (!negative && phrase_is_percent(indicator))
        bounds.high = 100;
    if (indicator->minimum.set)
        bounds.low = decimal_double(indicator->minimum.value);
    if (indicator->maximum.set)
        bounds.high = decimal_double(indicator->maximum.value);
    return bounds;
}

static struct reach reach_of(const struct xmr *limits, const struct xmr_point *point,
                             const struct limit_bounds *bounds)
{
    const struct xmr_segment *segment = &limits->segments[point->segment];
    struct reach reach = {.lower = xmr_bound(limits, point, segment->lower),
                          .mean = xmr_bound(limits, point, segment->mean),
                          .upper = xmr_bound(limits, point, segment->upper)};
    reach.open_below = reach.lower < bounds->low;
    reach.open_above = reach.upper > bounds->high;
    reach.lower = fmin(fmax(reach.lower, bounds->low), bounds->high);
    reach.upper = fmax(fmin(reach.upper, bounds->high), bounds->low);
    return reach;
}

static bool is_shown(const struct sheet *sheet, const struct xmr_point *point)
{
    struct period period = point->observation->period;
    return xmr_has_limits(&sheet->limits->segments[point->segment]) &&
           timeaxis_shows(&sheet->time, period_start(period), period_end(period));
}

bool limit_follows(const struct sheet *sheet)
{
    return limit_any(sheet->limits) && sheet->limits->basis != XMR_LEVEL;
}

/* Limits of a level are never further off than the values vary; those that follow the year
 * before may be, and must not press what they are limits of. */
void limit_widen(const struct sheet *sheet, double *low, double *high)
{
    if (!limit_any(sheet->limits))
        return;
    double room = limit_follows(sheet) ? *high - *low : (double)INFINITY;
    double least = *low - room;
    double most = *high + room;
    struct limit_bounds bounds = limit_bounds(sheet->input);
    for (size_t i = 0; i < sheet->limits->count; i++) {
        const struct xmr_point *point = &sheet->limits->points[i];
        if (!is_shown(sheet, point))
            continue;
        struct reach reach = reach_of(sheet->limits, point, &bounds);
        *low = fmin(*low, fmax(reach.lower, least));
        *high = fmax(*high, fmin(reach.upper, most));
    }
}

/* Those of a segment when they are the same for all, else those that follow each other. */
static size_t count_run(const struct sheet *sheet, size_t first)
{
    const struct xmr *limits = sheet->limits;
    size_t n = 1;
    while (first + n < limits->count) {
        const struct xmr_point *point = &limits->points[first + n];
        bool next = period_compare(period_next(point[-1].observation->period),
                                   point->observation->period) == 0;
        if (!is_shown(sheet, point) || point->segment != point[-1].segment ||
            (limits->basis != XMR_LEVEL && !next))
            break;
        n++;
    }
    return n;
}

/* From `run` on to the next one with points on the axis; false at the end. Begins with a run
 * of no points. */
static bool next_run(const struct sheet *sheet, struct run *run)
{
    if (!limit_any(sheet->limits))
        return false;
    run->first += run->count;
    while (run->first < sheet->limits->count &&
           !is_shown(sheet, &sheet->limits->points[run->first]))
        run->first++;
    if (run->first == sheet->limits->count)
        return false;
    run->count = count_run(sheet, run->first);
    return true;
}

enum edge { EDGE_LOWER, EDGE_MEAN, EDGE_UPPER };

/* One edge of a run, as steps from left to right; returns the number of points. */
static size_t trace(const struct sheet *sheet, const struct run *run, enum edge edge,
                    struct scene_point *out)
{
    for (size_t i = 0; i < run->count; i++) {
        const struct xmr_point *point = &sheet->limits->points[run->first + i];
        struct reach reach = reach_of(sheet->limits, point, &run->bounds);
        double value = edge == EDGE_LOWER   ? reach.lower
                       : edge == EDGE_UPPER ? reach.upper
                                            : reach.mean;
        double y = floor(plot_y(sheet, value)) + 0.5;
        struct period period = point->observation->period;
        out[2 * i] = (struct scene_point){timeaxis_x(&sheet->time, period_start(period)), y};
        out[2 * i + 1] = (struct scene_point){timeaxis_x(&sheet->time, period_end(period)), y};
    }
    return 2 * run->count;
}

void limit_draw_band(struct sheet *sheet, bool bars)
{
    if (!bars && !limit_follows(sheet))
        return;
    struct run run = {.bounds = limit_bounds(sheet->input)};
    while (next_run(sheet, &run)) {
        struct scene_point *path =
            arena_alloc(sheet->scene->arena, 6 * run.count, sizeof *path);
        size_t n = trace(sheet, &run, EDGE_UPPER, path);
        struct scene_point *below = path + 2 * n;
        trace(sheet, &run, EDGE_LOWER, below);
        for (size_t k = 0; k < n; k++)
            path[n + k] = below[n - 1 - k];
        scene_area(sheet->scene, path, 2 * n, (struct scene_style){.fill = PALETTE_LIMIT_BAND},
                   SCENE_ROLE_LIMIT);
    }
}

/* The edge of the band is enough where it moves; a bound, or the edge of the plot, is no
 * limit. */
static bool has_line(const struct sheet *sheet, const struct run *run, enum edge edge)
{
    struct reach reach =
        reach_of(sheet->limits, &sheet->limits->points[run->first], &run->bounds);
    if (limit_follows(sheet))
        return false;
    if (edge == EDGE_LOWER)
        return !reach.open_below && reach.lower >= sheet->values.low;
    return edge == EDGE_MEAN || (!reach.open_above && reach.upper <= sheet->values.high);
}

static void draw_edge(struct sheet *sheet, const struct run *run, enum edge edge, bool bars)
{
    if (!has_line(sheet, run, edge))
        return;
    const struct xmr *limits = sheet->limits;
    struct scene_point *path = arena_alloc(sheet->scene->arena, 2 * run->count, sizeof *path);
    size_t n = trace(sheet, run, edge, path);
    struct scene_point ends[] = {path[0], path[n - 1]};
    bool trial = limits->segments[limits->points[run->first].segment].grade == XMR_TRIAL;
    struct scene_style style = {.stroke = PALETTE_LIMIT, .width = 1};
    style.dash = edge == EDGE_MEAN ? SCENE_CHAIN : trial ? SCENE_DOTTED : SCENE_DASHED;
    if (bars)
        scene_line(sheet->scene, ends, 2,
                   (struct scene_style){.stroke = PALETTE_RIM, .width = RIM}, SCENE_ROLE_NONE);
    scene_line(sheet->scene, ends, 2, style, SCENE_ROLE_LIMIT);
}

void limit_draw_lines(struct sheet *sheet, bool bars)
{
    struct run run = {.bounds = limit_bounds(sheet->input)};
    while (next_run(sheet, &run)) {
        for (int edge = EDGE_LOWER; edge <= EDGE_UPPER; edge++)
            draw_edge(sheet, &run, (enum edge)edge, bars);
    }
}

uint32_t limit_colour(enum xmr_sign sign)
{
    return sign == XMR_IMPROVEMENT ? PALETTE_BETTER
           : sign == XMR_CONCERN   ? PALETTE_WORSE
           : sign == XMR_COMMON    ? PALETTE_LIMIT
                                   : PALETTE_INK;
}

static void put_triangle(struct scene *scene, struct scene_point at, double radius,
                         bool upward, struct scene_item look)
{
    double up = upward ? -1 : 1;
    struct scene_point points[] = {{at.x - radius, at.y - up * radius * 0.8},
                                   {at.x, at.y + up * radius},
                                   {at.x + radius, at.y - up * radius * 0.8}};
    scene_area(scene, points, 3, look.style, look.role);
}

void limit_mark(struct scene *scene, struct scene_point centre, double radius,
                enum xmr_sign sign, enum scene_role role)
{
    struct scene_style style = {
        .fill = limit_colour(sign), .stroke = PALETTE_PAPER, .width = 1.4};
    double half = radius * 0.9;
    struct scene_box box = {centre.x - half, centre.y - half, 2 * half, 2 * half};
    if (sign == XMR_CONCERN)
        scene_rect(scene, box, style, role);
    else if (sign == XMR_HIGH || sign == XMR_LOW)
        put_triangle(scene, centre, radius * 1.1, sign == XMR_HIGH,
                     (struct scene_item){.style = style, .role = role});
    else
        scene_dot(scene, centre, radius, style, role);
}

/* On the line; inside the end of a bar, or at it when the bar is short. */
static struct scene_point place_mark(const struct sheet *sheet, const struct plot *plot,
                                     const struct plot_point *point)
{
    struct scene_point spot = {(point->left + point->right) / 2, point->y};
    double base = plot_y(sheet, 0);
    if (!plot->bars)
        return spot;
    double way = point->y > base ? -1 : 1; /* towards the foot of the bar */
    spot.y += way * (fabs(point->y - base) >= TALL ? INSIDE : -INSIDE);
    spot.y = fmin(fmax(spot.y, sheet->plot.y + MARK), sheet->plot.y + sheet->plot.h - MARK);
    return spot;
}

/* Of the width of a period; a step goes on to be seen beside its mark. */
static double find_share(const struct plot *plot)
{
    return plot->bars ? 0.36 : plot->shape == CHART_STEPS ? 0.33 : 0.8;
}

void limit_draw_marks(struct sheet *sheet, const struct plot *plot)
{
    if (!limit_any(sheet->limits))
        return;
    int direction = limits_direction(sheet->input->indicator);
    for (size_t i = 0, k = 0; i < sheet->limits->count; i++) {
        const struct xmr_point *point = &sheet->limits->points[i];
        enum xmr_sign sign = xmr_sign_of(point, direction);
        while (k < plot->count && plot->points[k].observation != point->observation &&
               period_compare(plot->points[k].observation->period,
                              point->observation->period) < 0)
            k++;
        if (sign == XMR_COMMON || k == plot->count ||
            plot->points[k].observation != point->observation)
            continue;
        const struct plot_point *at = &plot->points[k];
        double room = (at->right - at->left) * find_share(plot);
        limit_mark(sheet->scene, place_mark(sheet, plot, at), fmax(fmin(MARK, room), MARK_MIN),
                   sign, SCENE_ROLE_SIGNAL);
    }
}

bool limit_has_sign(const struct sheet *sheet, enum xmr_sign sign)
{
    int direction = limits_direction(sheet->input->indicator);
    for (size_t i = 0; limit_any(sheet->limits) && i < sheet->limits->count; i++) {
        const struct xmr_point *point = &sheet->limits->points[i];
        if (is_shown(sheet, point) && xmr_sign_of(point, direction) == sign)
            return true;
    }
    return false;
}
