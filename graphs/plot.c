/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plot: the values of an indicator between two axes. */
#include "graphs/plot.h"

#include <math.h>

#include "config/limits.h"
#include "config/phrase.h"
#include "core/str.h"
#include "core/unicode.h"
#include "graphs/caption.h"
#include "graphs/limit.h"
#include "graphs/outlook.h"
#include "graphs/palette.h"
#include "graphs/shape.h"

#define TICKS 8
#define LOW 240.0        /* a plot that is no higher ... */
#define TICKS_LOW 5      /* ... has room for these at most ... */
#define TICK_HEIGHT 20.0 /* ... so far apart */
#define HEADROOM 0.08    /* of the range, for values written at the marks */
#define BAR_SHARE 0.74   /* of the period */
#define BAR_MAX 72.0
#define LONE_WIDTH 8.0 /* a narrower period that stands alone gets a dot ... */
#define LONE 3.0       /* ... of this radius */
#define LONE_SMALL 1.8 /* in a thumbnail */
#define DENSE 0.6      /* of the periods have a value: the area can be seen */
#define SIGN_COLUMNS 4 /* a longer sign for no figure is written ― */
#define SIGN_RISE 11.0 /* of its middle over the lower edge of the plot */
#define HALF 50.0      /* per cent ... */
#define WHOLE 100.0
#define COMPARE 1.8 /* solid and heavier than any mean or limit of its grey */
#define FLAT 0.6    /* values that stay above this part of the highest do not need zero */

struct range {
    bool any;
    double low, high;
};

bool plot_has_bars(const struct indicator *indicator)
{
    return shape_of(indicator, NULL) == CHART_BARS;
}

bool plot_is_soft(enum observation_status status)
{
    return status == OBSERVATION_PRELIMINARY || status == OBSERVATION_ESTIMATE;
}

static void stretch(struct range *range, double value)
{
    range->low = range->any ? fmin(range->low, value) : value;
    range->high = range->any ? fmax(range->high, value) : value;
    range->any = true;
}

bool plot_shows(const struct sheet *sheet, const struct observation *observation)
{
    return series_has_value(observation) &&
           timeaxis_shows(&sheet->time, period_start(observation->period),
                          period_end(observation->period));
}

static void stretch_series(const struct sheet *sheet, const struct series *series,
                           struct range *range)
{
    for (size_t i = 0; series != NULL && i < series->count; i++) {
        if (plot_shows(sheet, &series->observations[i]))
            stretch(range, decimal_double(series->observations[i].value));
    }
}

/* The arrow begins at what stood before. */
static void stretch_revision(const struct sheet *sheet, struct range *range)
{
    const struct chart_input *input = sheet->input;
    struct revision revision;
    if (input->vintages == NULL ||
        !revision_find(input->series, input->vintages, sheet->scene->arena, &revision))
        return;
    const struct observation *here = series_find(input->series, revision.period);
    if (here != NULL && plot_shows(sheet, here))
        stretch(range, decimal_double(revision.former));
}

static void stretch_outlook(const struct sheet *sheet, struct range *range)
{
    const struct series *series = sheet->input->outlook;
    for (size_t i = 0; series != NULL && i < series->count; i++) {
        if (outlook_is_shown(sheet, &series->observations[i]))
            stretch(range, decimal_double(series->observations[i].value));
    }
}

/* Around values that do not differ there is nothing to enlarge. */
static bool wants_zero(const struct indicator *indicator, const struct range *range)
{
    if (plot_has_bars(indicator) || indicator->basis == BASIS_YEAR_ON_YEAR || range->low < 0)
        return true;
    return range->low < FLAT * range->high || !(range->low < range->high);
}

/* A share of which more than half is reached is seen against the whole. */
static void widen_share(const struct indicator *indicator, struct range *range)
{
    bool whole = phrase_is_percent(indicator) && !(range->low < 0) && !(range->low > 0);
    if (whole && range->high > HALF && range->high <= WHOLE)
        range->high = WHOLE;
}

/* Room for the written values, but not past what the indicator can be (100 %). */
static void add_room(const struct indicator *indicator, struct range *range)
{
    double low = range->low;
    double high = range->high;
    double room = (high - low) * HEADROOM;
    if (high > 0 || high < 0)
        range->high += room;
    if (low > 0 || low < 0)
        range->low -= room;
    double most = decimal_double(indicator->maximum.value);
    double least = decimal_double(indicator->minimum.value);
    if (phrase_is_percent(indicator) && high <= WHOLE)
        range->high = fmin(range->high, WHOLE);
    if (indicator->maximum.set && high <= most)
        range->high = fmin(range->high, most);
    if (indicator->minimum.set && low >= least)
        range->low = fmax(range->low, least);
}

/* The first look comes before the height. */
static size_t choose_ticks(const struct sheet *sheet)
{
    double height = sheet->plot.h;
    if (!(height > 0 && height < LOW))
        return TICKS;
    return (size_t)fmax(fmin(height / TICK_HEIGHT, TICKS_LOW), 3);
}

/* Ticks are no finer than the values, whose places may be those that were published. */
static int find_places(const struct sheet *sheet)
{
    const struct series *series = sheet->input->series;
    int places = sheet->input->indicator->decimals;
    if (places != PLACES_AS_PUBLISHED)
        return places;
    places = 0;
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        if (plot_shows(sheet, here) && here->value.places > places)
            places = here->value.places;
    }
    return places;
}

struct axis plot_values(const struct sheet *sheet)
{
    const struct indicator *indicator = sheet->input->indicator;
    int places = find_places(sheet);
    size_t ticks = choose_ticks(sheet);
    struct range range = {0};
    double course[2];
    stretch_series(sheet, sheet->input->series, &range);
    stretch_series(sheet, sheet->input->compare, &range);
    for (size_t i = plot_course_values(sheet, course); i-- > 0;)
        stretch(&range, course[i]);
    stretch_revision(sheet, &range);
    stretch_outlook(sheet, &range);
    if (!range.any)
        return axis_make(0, 1, ticks, places);
    limit_widen(sheet, &range.low, &range.high);
    if (wants_zero(indicator, &range))
        stretch(&range, 0);
    widen_share(indicator, &range);
    add_room(indicator, &range);
    return axis_make(range.low, range.high, ticks, places);
}

double plot_y(const struct sheet *sheet, double value)
{
    return axis_y(&sheet->values, value, sheet->plot.y + sheet->plot.h, sheet->plot.y);
}

static size_t place_points(const struct sheet *sheet, const struct indicator *indicator,
                           const struct series *series, struct plot_point *out)
{
    const struct observation *before = NULL;
    size_t count = 0;
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *observation = &series->observations[i];
        if (!plot_shows(sheet, observation))
            continue;
        double value = decimal_double(observation->value);
        out[count++] = (struct plot_point){
            .observation = observation,
            .value = value,
            .left = timeaxis_x(&sheet->time, period_start(observation->period)),
            .right = timeaxis_x(&sheet->time, period_end(observation->period)),
            .y = plot_y(sheet, value),
            .soft = plot_is_soft(observation->status),
            .broken = before != NULL && indicator != NULL &&
                      !limits_compares(indicator, before->period, observation->period)};
        before = observation;
    }
    return count;
}

struct plot plot_place(const struct sheet *sheet)
{
    const struct series *series = sheet->input->series;
    struct plot plot = {.shape = shape_of(sheet->input->indicator, series)};
    plot.bars = plot.shape == CHART_BARS;
    plot.points = arena_alloc(sheet->scene->arena, series->count + 1, sizeof *plot.points);
    plot.count = place_points(sheet, sheet->input->indicator, series, plot.points);
    plot.zero = sheet->values.low <= 0 && sheet->values.high >= 0;
    return plot;
}

double plot_bar_width(double left, double right)
{
    return fmin((right - left) * BAR_SHARE, BAR_MAX);
}

static void draw_bar(struct sheet *sheet, const struct plot_point *point, double base)
{
    double width = plot_bar_width(point->left, point->right);
    double middle = (point->left + point->right) / 2;
    struct scene_box box = {middle - width / 2, fmin(point->y, base), width,
                            fabs(point->y - base)};
    struct scene_style style = {.fill = PALETTE_MAIN};
    if (point->soft)
        style = (struct scene_style){
            .fill = PALETTE_MAIN_PALE, .stroke = PALETTE_MAIN, .width = 1};
    scene_rect(sheet->scene, box, style, SCENE_ROLE_BAR);
}

size_t plot_run(const struct plot_point *points, size_t count, size_t first)
{
    size_t n = 1;
    while (first + n < count &&
           period_compare(period_next(points[first + n - 1].observation->period),
                          points[first + n].observation->period) == 0 &&
           !points[first + n].broken)
        n++;
    return n;
}

static void draw_area(struct sheet *sheet, const struct plot_point *points, size_t count,
                      bool above)
{
    double zero = plot_y(sheet, 0);
    struct scene_point *path = arena_alloc(sheet->scene->arena, 2 * count + 2, sizeof *path);
    size_t n = 0;
    bool any = false;
    path[n++] = (struct scene_point){points[0].left, zero};
    for (size_t i = 0; i < count; i++) {
        double y = above ? fmin(points[i].y, zero) : fmax(points[i].y, zero);
        any = any || fabs(y - zero) > 0;
        path[n++] = (struct scene_point){points[i].left, y};
        path[n++] = (struct scene_point){points[i].right, y};
    }
    path[n++] = (struct scene_point){points[count - 1].right, zero};
    if (any)
        scene_area(sheet->scene, path, n,
                   (struct scene_style){.fill = above ? PALETTE_MAIN_LIGHT : PALETTE_BELOW},
                   SCENE_ROLE_AREA);
}

static void draw_steps(struct sheet *sheet, const struct plot_point *points, size_t count,
                       struct scene_style style, enum scene_role role)
{
    struct scene_point *path = arena_alloc(sheet->scene->arena, 2 * count, sizeof *path);
    for (size_t i = 0; i < count; i++) {
        path[2 * i] = (struct scene_point){points[i].left, points[i].y};
        path[2 * i + 1] = (struct scene_point){points[i].right, points[i].y};
    }
    scene_line(sheet->scene, path, 2 * count, style, role);
    double wide = points[0].right - points[0].left;
    if (count == 1 && wide < LONE_WIDTH)
        scene_dot(sheet->scene,
                  (struct scene_point){(points[0].left + points[0].right) / 2, points[0].y},
                  fmax(style.width + 0.4, wide < 1 ? LONE_SMALL : LONE),
                  (struct scene_style){.fill = style.stroke}, role);
}

/* Areas of lonely months are stripes that say nothing. */
bool plot_is_dense(const struct sheet *sheet)
{
    const struct series *series = sheet->input->series;
    const struct observation *first = NULL;
    const struct observation *last = NULL;
    int64_t count = 0;
    for (size_t i = 0; i < series->count; i++) {
        if (!plot_shows(sheet, &series->observations[i]))
            continue;
        last = &series->observations[i];
        first = first == NULL ? last : first;
        count++;
    }
    return first != NULL &&
           (double)count >= DENSE * (double)((int64_t)last->period.n - first->period.n + 1);
}

/* Areas would hide a band of limits behind the curve. */
static bool has_area(const struct sheet *sheet)
{
    return plot_is_dense(sheet) && !limit_follows(sheet);
}

bool plot_shades_below(const struct sheet *sheet)
{
    const struct series *series = sheet->input->series;
    bool below = false;
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        below = below || (plot_shows(sheet, here) && decimal_double(here->value) < 0);
    }
    return below && shape_of(sheet->input->indicator, series) == CHART_STEPS &&
           has_area(sheet);
}

bool plot_shows_compare(const struct sheet *sheet)
{
    const struct series *series = sheet->input->compare;
    for (size_t i = 0; series != NULL && i < series->count; i++) {
        if (plot_shows(sheet, &series->observations[i]))
            return true;
    }
    return false;
}

static void draw_curve(struct sheet *sheet, const struct plot *plot)
{
    struct scene_style line = {.stroke = PALETTE_MAIN, .width = plot->count > 120 ? 1.8 : 2.4};
    bool shaded = plot->zero && sheet->is_first && has_area(sheet);
    for (size_t i = 0; shaded && i < plot->count;) {
        size_t run = plot_run(plot->points, plot->count, i);
        draw_area(sheet, plot->points + i, run, true);
        draw_area(sheet, plot->points + i, run, false);
        i += run;
    }
    for (size_t i = 0; i < plot->count;) {
        size_t run = plot_run(plot->points, plot->count, i);
        draw_steps(sheet, plot->points + i, run, line, SCENE_ROLE_CURVE);
        i += run;
    }
    plot_soft(sheet, plot);
}

/* A white rim keeps the line apart from the bars that it crosses. */
static void draw_compare(struct sheet *sheet, const struct plot *plot)
{
    const struct series *series = sheet->input->compare;
    if (series == NULL || series->count == 0)
        return;
    struct plot_point *points =
        arena_alloc(sheet->scene->arena, series->count, sizeof *points);
    size_t count = place_points(sheet, sheet->input->indicator->compare, series, points);
    struct scene_style line = {.stroke = PALETTE_COMPARE, .width = plot->bars ? 2 : COMPARE};
    struct scene_style rim = {.stroke = PALETTE_PAPER, .width = line.width + 1.6};
    for (int pass = plot->bars ? 0 : 1; pass < 2; pass++) {
        for (size_t i = 0; i < count;) {
            size_t run = plot_run(points, count, i);
            struct scene_style style = pass == 0 ? rim : line;
            enum scene_role role = pass == 0 ? SCENE_ROLE_NONE : SCENE_ROLE_COMPARE;
            if (plot->shape == CHART_LINE)
                plot_trace(sheet, points + i, run, style, role);
            else
                draw_steps(sheet, points + i, run, style, role);
            i += run;
        }
    }
}

bool plot_missing(const struct sheet *sheet, const struct observation *observation,
                  struct scene_text *out)
{
    double left = timeaxis_x(&sheet->time, period_start(observation->period));
    double right = timeaxis_x(&sheet->time, period_end(observation->period));
    const char *cell = observation->cell;
    bool own = !str_empty(cell) && unicode_width(cell) <= SIGN_COLUMNS;
    *out = (struct scene_text){.text = observation->masked ? "×"
                                       : own               ? cell
                                                           : "―",
                               .x = (left + right) / 2,
                               .y = sheet->plot.y + sheet->plot.h - SIGN_RISE,
                               .middle = true,
                               .align = SCENE_CENTRE,
                               .size = 12,
                               .halo = true,
                               .colour = PALETTE_SOFT,
                               .role = SCENE_ROLE_MISSING};
    return scene_text_box(sheet->scene, out).w <= right - left;
}

static void draw_missing(struct sheet *sheet)
{
    const struct series *series = sheet->input->series;
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        struct scene_text sign;
        if (here->status == OBSERVATION_MISSING &&
            timeaxis_shows(&sheet->time, period_start(here->period),
                           period_end(here->period)) &&
            plot_missing(sheet, here, &sign))
            scene_text(sheet->scene, &sign);
    }
}

static void draw_zero(struct sheet *sheet)
{
    double y = floor(plot_y(sheet, 0)) + 0.5;
    struct scene_point line[] = {{sheet->plot.x, y}, {sheet->plot.x + sheet->plot.w, y}};
    scene_line(sheet->scene, line, 2,
               (struct scene_style){.stroke = PALETTE_AXIS, .width = 1.2}, SCENE_ROLE_ZERO);
}

void plot_marks(struct sheet *sheet, const struct plot *plot)
{
    limit_draw_band(sheet, plot->bars);
    for (size_t i = 0; plot->bars && i < plot->count; i++)
        draw_bar(sheet, &plot->points[i], plot_y(sheet, 0));
    limit_draw_lines(sheet, plot->bars);
    draw_compare(sheet, plot);
    if (plot->shape == CHART_STEPS)
        draw_curve(sheet, plot);
    else if (plot->shape == CHART_LINE)
        plot_line(sheet, plot);
    if (plot->zero)
        draw_zero(sheet);
    plot_course(sheet);
}

void plot_draw(struct sheet *sheet, const struct plot *plot)
{
    plot_marks(sheet, plot);
    plot_revision(sheet, plot);
    draw_missing(sheet);
    limit_draw_marks(sheet, plot);
    outlook_draw(sheet);
    plot_label(sheet, plot);
}
