/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plot_course: where the indicator should be: a level, or the path from baseline to target. */
#include "graphs/plot.h"

#include <math.h>

#include "config/course.h"
#include "graphs/palette.h"

#define DIAMOND 6.0
#define SQUARE 4.0
#define AROUND 7.5 /* a square round a value, which it must not hide */
#define NEAR 9.0

/* Days are reckoned in fractions here, and beyond the axis, to which a path is cut. */
struct spot {
    double day;
    double value;
};

static double middle_of(struct period period)
{
    return ((double)period_start(period) + (double)period_end(period)) / 2;
}

static bool is_on_axis(const struct sheet *sheet, double day)
{
    return day >= sheet->time.first && day <= sheet->time.end;
}

static struct scene_point place(const struct sheet *sheet, struct spot spot)
{
    const struct timeaxis *time = &sheet->time;
    double share = (spot.day - time->first) / ((double)time->end - time->first);
    return (struct scene_point){time->left + share * (time->right - time->left),
                                plot_y(sheet, spot.value)};
}

static struct spot cut(struct spot from, struct spot to, double day)
{
    double share = (day - from.day) / (to.day - from.day);
    return (struct spot){day, from.value + share * (to.value - from.value)};
}

/* The ends of the path as far as the axis goes; false when nothing of it is there. */
static bool find_ends(const struct sheet *sheet, struct spot *from, struct spot *to)
{
    struct path path;
    if (!course_path(sheet->input->indicator, &path))
        return false;
    *from = (struct spot){middle_of(path.from), decimal_double(path.first)};
    *to = (struct spot){middle_of(path.to), decimal_double(path.last)};
    struct spot first = *from;
    if (to->day <= sheet->time.first || from->day >= sheet->time.end)
        return false;
    if (from->day < sheet->time.first)
        *from = cut(first, *to, sheet->time.first);
    if (to->day > sheet->time.end)
        *to = cut(first, *to, sheet->time.end);
    return true;
}

/* A path that begins only behind the picture: nothing of it is drawn. */
static bool is_later(const struct sheet *sheet)
{
    struct path path;
    return course_path(sheet->input->indicator, &path) &&
           middle_of(path.from) >= sheet->time.end;
}

size_t plot_course_values(const struct sheet *sheet, double out[2])
{
    const struct mark *target = &sheet->input->indicator->target;
    struct spot from;
    struct spot to;
    if (!target->set)
        return 0;
    if (!find_ends(sheet, &from, &to)) {
        if (is_later(sheet))
            return 0;
        out[0] = decimal_double(target->value);
        return 1;
    }
    out[0] = from.value;
    out[1] = to.value;
    return 2;
}

static void draw_level(struct sheet *sheet, double left)
{
    double y = floor(plot_y(sheet, decimal_double(sheet->input->indicator->target.value)));
    struct scene_point line[] = {{left, y + 0.5}, {sheet->plot.x + sheet->plot.w, y + 0.5}};
    scene_line(
        sheet->scene, line, 2,
        (struct scene_style){.stroke = PALETTE_TARGET, .width = 1.6, .dash = SCENE_DASHED},
        SCENE_ROLE_TARGET);
}

static void draw_diamond(struct sheet *sheet, struct scene_point at)
{
    struct scene_point diamond[] = {{at.x - DIAMOND, at.y},
                                    {at.x, at.y - DIAMOND},
                                    {at.x + DIAMOND, at.y},
                                    {at.x, at.y + DIAMOND}};
    scene_area(
        sheet->scene, diamond, 4,
        (struct scene_style){.fill = PALETTE_PAPER, .stroke = PALETTE_TARGET, .width = 1.8},
        SCENE_ROLE_TARGET);
}

/* True if the dot of a value would lie under a marker. */
static bool is_over_dot(const struct sheet *sheet, struct scene_point at)
{
    const struct scene *scene = sheet->scene;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_DOT && item->role == SCENE_ROLE_CURVE &&
            fabs(item->box.x + item->box.w / 2 - at.x) < NEAR &&
            fabs(item->box.y + item->box.h / 2 - at.y) < NEAR)
            return true;
    }
    return false;
}

static void draw_square(struct sheet *sheet, struct scene_point at)
{
    bool around = is_over_dot(sheet, at);
    double half = around ? AROUND : SQUARE;
    scene_rect(sheet->scene, (struct scene_box){at.x - half, at.y - half, 2 * half, 2 * half},
               (struct scene_style){.fill = around ? PALETTE_NONE : PALETTE_PAPER,
                                    .stroke = PALETTE_TARGET,
                                    .width = 1.6},
               SCENE_ROLE_BASELINE);
}

bool plot_target_place(const struct sheet *sheet, struct scene_point *out)
{
    const struct mark *target = &sheet->input->indicator->target;
    struct spot from;
    struct spot to;
    if (!target->set || !target->has_period)
        return false;
    to = (struct spot){middle_of(target->period), decimal_double(target->value)};
    if (!is_on_axis(sheet, to.day) && !find_ends(sheet, &from, &to))
        return false;
    *out = place(sheet, to);
    return true;
}

bool plot_target_is_beyond(const struct sheet *sheet)
{
    const struct mark *target = &sheet->input->indicator->target;
    return target->has_period && middle_of(target->period) > sheet->time.end;
}

bool plot_baseline_place(const struct sheet *sheet, struct scene_point *out)
{
    struct path path;
    if (!course_path(sheet->input->indicator, &path) ||
        !is_on_axis(sheet, middle_of(path.from)))
        return false;
    *out = place(sheet, (struct spot){middle_of(path.from), decimal_double(path.first)});
    return true;
}

/* From the baseline to the target; behind it the target is a level to be kept. */
static void draw_path(struct sheet *sheet)
{
    struct spot from;
    struct spot to;
    struct path path;
    struct scene_point at;
    if (find_ends(sheet, &from, &to)) {
        struct scene_point line[] = {place(sheet, from), place(sheet, to)};
        scene_line(
            sheet->scene, line, 2,
            (struct scene_style){.stroke = PALETTE_TARGET, .width = 1.4, .dash = SCENE_DASHED},
            SCENE_ROLE_PATH);
    }
    if (plot_baseline_place(sheet, &at))
        draw_square(sheet, at);
    if (!course_path(sheet->input->indicator, &path))
        return;
    double end = middle_of(path.to);
    if (end < sheet->time.first)
        draw_level(sheet, sheet->plot.x);
    else if (end < sheet->time.end)
        draw_level(sheet, place(sheet, (struct spot){end, 0}).x);
}

void plot_course(struct sheet *sheet)
{
    const struct mark *target = &sheet->input->indicator->target;
    struct path path;
    struct scene_point at;
    if (!target->set)
        return;
    if (course_path(sheet->input->indicator, &path))
        draw_path(sheet);
    else
        draw_level(sheet, sheet->plot.x);
    if (target->has_period && is_on_axis(sheet, middle_of(target->period)) &&
        plot_target_place(sheet, &at))
        draw_diamond(sheet, at);
}
