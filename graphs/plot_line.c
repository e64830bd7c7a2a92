/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plot_line: figures as a line from month to month, and the mean of the year over it. */
#include "graphs/plot.h"

#include <math.h>

#include "config/course.h"
#include "graphs/palette.h"
#include "graphs/shape.h"

#define FEW 36 /* points, each with a dot */
#define DOT 2.6
#define LONE 4.0 /* between two gaps: all that there is of it ... */
#define LONE_NARROW 1.8
#define NARROW 1.5 /* ... but of very many periods, where larger ones would be a cloud */
#define SOFT_DOT 3.5

static double middle_of(const struct plot_point *point)
{
    return (point->left + point->right) / 2;
}

static void put_dot(struct sheet *sheet, const struct plot_point *point, double radius,
                    struct scene_style style, enum scene_role role)
{
    scene_dot(sheet->scene, (struct scene_point){middle_of(point), point->y}, radius, style,
              role);
}

static bool is_narrow(const struct plot_point *point)
{
    return point->right - point->left < NARROW;
}

void plot_trace(struct sheet *sheet, const struct plot_point *points, size_t count,
                struct scene_style style, enum scene_role role)
{
    struct scene_point *path = arena_alloc(sheet->scene->arena, count + 1, sizeof *path);
    for (size_t i = 0; i < count; i++)
        path[i] = (struct scene_point){middle_of(&points[i]), points[i].y};
    scene_line(sheet->scene, path, count, style, role);
    if (count == 1)
        put_dot(sheet, points, fmax(style.width + 0.4, is_narrow(points) ? LONE_NARROW : LONE),
                (struct scene_style){.fill = style.stroke}, role);
}

void plot_soft(struct sheet *sheet, const struct plot *plot)
{
    struct scene_style hollow = {.fill = PALETTE_PAPER, .stroke = PALETTE_MAIN, .width = 1.6};
    for (size_t i = 0; i < plot->count; i++) {
        if (plot->points[i].soft)
            put_dot(sheet, &plot->points[i], SOFT_DOT, hollow, SCENE_ROLE_CURVE);
    }
}

static bool is_lone(const struct plot *plot, size_t i)
{
    return plot_run(plot->points, plot->count, i) == 1 &&
           (i == 0 || plot_run(plot->points, i + 1, i - 1) == 1);
}

bool plot_has_stems(const struct sheet *sheet)
{
    return shape_of(sheet->input->indicator, sheet->input->series) == CHART_LINE &&
           !plot_is_dense(sheet) && sheet->values.low <= 0 && sheet->values.high >= 0;
}

/* A line between lonely months would tell of what nobody knows. */
static void draw_stems(struct sheet *sheet, const struct plot *plot)
{
    double zero = plot_y(sheet, 0);
    for (size_t i = 0; i < plot->count; i++) {
        const struct plot_point *point = &plot->points[i];
        double x = middle_of(point);
        struct scene_point stem[] = {{x, zero}, {x, point->y}};
        scene_line(sheet->scene, stem, 2,
                   (struct scene_style){.stroke = PALETTE_MAIN_PALE, .width = 2},
                   SCENE_ROLE_AREA);
        put_dot(sheet, point, is_narrow(point) ? LONE_NARROW : LONE,
                (struct scene_style){.fill = PALETTE_MAIN}, SCENE_ROLE_CURVE);
    }
}

/* The i-th observation as the mean of the year that it ends. */
static bool find_mean(const struct sheet *sheet, size_t i, struct decimal *out)
{
    const struct series *series = sheet->input->series;
    const struct observation *here = &series->observations[i];
    return plot_shows(sheet, here) && course_mean(sheet->input->indicator, series, here, out);
}

bool plot_shows_mean(const struct sheet *sheet)
{
    const struct series *series = sheet->input->series;
    struct decimal mean;
    if (!shape_has_mean(sheet->input->indicator, series))
        return false;
    for (size_t i = 0; i < series->count; i++) {
        if (find_mean(sheet, i, &mean))
            return true;
    }
    return false;
}

static struct plot_point place_mean(const struct sheet *sheet, const struct observation *here,
                                    struct decimal mean)
{
    return (struct plot_point){.observation = here,
                               .left = timeaxis_x(&sheet->time, period_start(here->period)),
                               .right = timeaxis_x(&sheet->time, period_end(here->period)),
                               .y = plot_y(sheet, decimal_double(mean))};
}

bool plot_mean_end(const struct sheet *sheet, struct plot_point *out, struct decimal *mean)
{
    const struct series *series = sheet->input->series;
    const struct observation *latest = series_latest(series);
    if (latest == NULL || !shape_has_mean(sheet->input->indicator, series) ||
        plot_has_stems(sheet) ||
        !find_mean(sheet, (size_t)(latest - series->observations), mean))
        return false;
    *out = place_mean(sheet, latest, *mean);
    return true;
}

static void draw_mean(struct sheet *sheet)
{
    const struct series *series = sheet->input->series;
    struct plot_point *points =
        arena_alloc(sheet->scene->arena, series->count + 1, sizeof *points);
    size_t count = 0;
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        struct decimal mean;
        if (!find_mean(sheet, i, &mean))
            continue;
        points[count++] = place_mean(sheet, here, mean);
    }
    struct scene_style style = {.stroke = PALETTE_MEAN, .width = 2.8};
    for (size_t i = 0; i < count;) {
        size_t run = plot_run(points, count, i);
        plot_trace(sheet, points + i, run, style, SCENE_ROLE_MEAN);
        i += run;
    }
}

void plot_line(struct sheet *sheet, const struct plot *plot)
{
    bool mean = plot_shows_mean(sheet);
    size_t days = plot_days_window(sheet);
    struct scene_style line = {.stroke = PALETTE_MAIN, .width = mean ? 1.5 : 2.4};
    if (days > 0)
        line = (struct scene_style){.stroke = PALETTE_DAYS, .width = 1};
    if (plot_has_stems(sheet)) {
        draw_stems(sheet, plot);
        plot_soft(sheet, plot);
        return;
    }
    for (size_t i = 0; i < plot->count;) {
        size_t run = plot_run(plot->points, plot->count, i);
        if (run > 1 || plot->count > FEW)
            plot_trace(sheet, plot->points + i, run, line, SCENE_ROLE_CURVE);
        i += run;
    }
    for (size_t i = 0; plot->count <= FEW && i < plot->count; i++)
        put_dot(sheet, &plot->points[i], is_lone(plot, i) ? LONE : DOT,
                (struct scene_style){.fill = PALETTE_MAIN}, SCENE_ROLE_CURVE);
    plot_soft(sheet, plot);
    if (mean)
        draw_mean(sheet);
    if (days > 0)
        plot_days_draw(sheet, days);
}
