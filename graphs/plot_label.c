/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plot_label: values written at their marks, where nothing else stands. */
#include "graphs/plot.h"

#include <math.h>
#include <stdlib.h>

#include "config/phrase.h"
#include "core/buf.h"
#include "graphs/field.h"
#include "graphs/outlook.h"
#include "graphs/palette.h"
#include "graphs/withheld.h"

#define FEW_BARS 15  /* each has its value */
#define ALL_BARS 200 /* more are not all tried */
#define ALL_STEPS 36
#define SIZE 11.0
#define SMALLER 1     /* within a narrow bar */
#define LINE_AWAY 7.0 /* the same from a dot, and a line that slants */
#define DOT 4.0
#define APART 14.0
#define HOLD 5.0 /* a shifted value reaches so far over the middle of its mark */
#define NUDGE 2.0
#define INSIDE 4.0 /* from the axis, whose labels are figures, too */
#define STEP 4.0
#define STEPS 22        /* away from the mark, at most ... */
#define STEPS_FEW 6     /* ... before a line is crossed */
#define INSIDE_STEPS 12 /* into a bar */
#define MUST 3          /* ranks: last, highest, lowest */
#define HIGHEST 1
#define LOWEST 2

struct candidate {
    size_t point;
    int rank; /* least first */
};

/* A value shifted over other bars is taken for theirs, unless they are clearly shorter. */
static bool is_apart(const struct plot *plot, const struct plot_point *point, double left,
                     double right)
{
    for (size_t i = 0; i < plot->count; i++) {
        const struct plot_point *other = &plot->points[i];
        double shorter = point->value < 0 ? point->y - other->y : other->y - point->y;
        if (other != point && other->left < right && other->right > left && shorter < APART)
            return false;
    }
    return true;
}

/* At a height over its bar: in the middle, else shifted as little as is needed to either side,
 * but never off its own middle. */
static bool put_over_bar(struct sheet *sheet, const struct plot *plot,
                         const struct plot_point *point, struct scene_text *text, double y,
                         struct field *field)
{
    double half = scene_text_box(sheet->scene, text).w / 2;
    double middle = (point->left + point->right) / 2;
    int steps = (int)(fmax(half - HOLD, 0) / NUDGE);
    for (int i = 0; i <= steps; i++) {
        for (int side = 1; side >= -1; side -= 2) {
            struct scene_point spot = {middle + side * i * NUDGE, y};
            if ((i == 0 || is_apart(plot, point, spot.x - half, spot.x + half)) &&
                field_put(sheet, text, spot, field))
                return true;
        }
    }
    return false;
}

/* On the flanks of a line, where it leaves room. */
static bool put_on_flank(struct sheet *sheet, const struct plot_point *point,
                         struct scene_text *text, struct field *field)
{
    struct scene_box size = scene_text_box(sheet->scene, text);
    double middle = (point->left + point->right) / 2;
    for (int side = -1; side <= 1; side += 2) {
        double x = middle + side * (size.w / 2 + DOT + 2 * NUDGE);
        if (field_put(sheet, text, (struct scene_point){x, point->y - size.h - DOT}, field) ||
            field_put(sheet, text, (struct scene_point){x, point->y + DOT}, field))
            return true;
    }
    return false;
}

/* At the mark: over or under it, or behind the end of a line. */
static bool put_near(struct sheet *sheet, const struct plot *plot,
                     const struct plot_point *point, struct scene_text *text,
                     struct field *field)
{
    struct scene_box size = scene_text_box(sheet->scene, text);
    double middle = (point->left + point->right) / 2;
    bool line = plot->shape == CHART_LINE;
    double away = line ? LINE_AWAY : FIELD_AWAY;
    double above = point->y - away - size.h;
    double below = point->y + away;
    double first = point->value < 0 ? below : above;
    if (plot->bars)
        return put_over_bar(sheet, plot, point, text, first, field);
    /* a narrow mark at the edge of the plot has its value inside */
    middle = fmax(middle, sheet->plot.x + INSIDE + size.w / 2);
    double second = point->value < 0 ? above : below;
    double behind = (line ? middle + DOT : point->right) + 5 + size.w / 2;
    bool last = point == &plot->points[plot->count - 1];
    bool open = last || point[1].left > point->right + 1;
    return field_put(sheet, text, (struct scene_point){middle, first}, field) ||
           field_put(sheet, text, (struct scene_point){middle, second}, field) ||
           (open && field_put(sheet, text, (struct scene_point){behind, point->y - size.h / 2},
                              field)) ||
           (line && put_on_flank(sheet, point, text, field));
}

/* Beside what stands in the way, and still over its own mark. */
static bool put_aside(struct sheet *sheet, struct scene_text *text, struct scene_point spot,
                      struct field *field)
{
    double most = fmax(scene_text_box(sheet->scene, text).w / 2 - HOLD, 0);
    double middle = spot.x;
    int steps = (int)ceil(most / NUDGE);
    for (int i = 0; i <= steps; i++) {
        for (int side = -1; side <= 1; side += 2) {
            spot.x = middle + side * fmin(i * NUDGE, most);
            bool clear = spot.x - most - HOLD >= sheet->plot.x; /* of the axis' own figures */
            if (clear && field_put(sheet, text, spot, field))
                return true;
        }
    }
    return false;
}

/* Further off, at most `steps` (upwards when negative), with a thin line to the mark: only for
 * the values that must not be missing. */
static bool put_far(struct sheet *sheet, const struct plot_point *point, double steps,
                    struct scene_text *text, struct field *field)
{
    double way = steps < 0 ? -1 : 1;
    struct scene_box size = scene_text_box(sheet->scene, text);
    double middle = (point->left + point->right) / 2;
    for (int i = 1; i <= fabs(steps); i++) {
        double near = point->y + way * (FIELD_AWAY + i * STEP);
        struct scene_point spot = {middle, way > 0 ? near : near - size.h};
        struct scene_box line = {middle - 1, fmin(point->y, near), 2, fabs(near - point->y)};
        if (field_crosses_words(field, line))
            return false;
        if (!put_aside(sheet, text, spot, field))
            continue;
        struct scene_point leader[] = {{middle, point->y + way}, {middle, near - way}};
        scene_line(sheet->scene, leader, 2,
                   (struct scene_style){.stroke = PALETTE_AXIS, .width = 0.8},
                   SCENE_ROLE_NONE);
        return true;
    }
    return false;
}

/* True if a line between the two would cross words. */
static bool is_crossed(const struct field *field, struct scene_point a, struct scene_point b)
{
    int slices = (int)(fmax(fabs(b.x - a.x), fabs(b.y - a.y)) / NUDGE) + 1;
    for (int i = 0; i <= slices; i++) {
        double x = a.x + (b.x - a.x) * i / slices;
        double y = a.y + (b.y - a.y) * i / slices;
        if (field_crosses_words(field, (struct scene_box){x - 1, y - 1, 2, 2}))
            return true;
    }
    return false;
}

/* Where other words stand straight over the mark: to either side of them, with a slanting line
 * to the mark; `way` is 1 downwards, -1 upwards. */
static bool put_slanting(struct sheet *sheet, const struct plot_point *point, double way,
                         struct scene_text *text, struct field *field)
{
    struct scene_box size = scene_text_box(sheet->scene, text);
    struct scene_point mark = {(point->left + point->right) / 2, point->y};
    for (int i = 0; i <= STEPS * STEPS; i++) {
        int row = i % STEPS;
        int column = i / STEPS + 1;
        double y = mark.y + way * (FIELD_AWAY + row * STEP);
        double x = column * STEP;
        for (int side = -1; side <= 1; side += 2) {
            struct scene_point near = {mark.x + side * x, y};
            struct scene_point spot = {near.x + side * size.w / 2, way > 0 ? y : y - size.h};
            if (is_crossed(field, mark, near) || !field_put(sheet, text, spot, field))
                continue;
            struct scene_point leader[] = {mark, near};
            scene_line(sheet->scene, leader, 2,
                       (struct scene_style){.stroke = PALETTE_AXIS, .width = 0.8},
                       SCENE_ROLE_NONE);
            return true;
        }
    }
    return false;
}

/* Down is 1, up is -1: out of a bar; from the highest of a line up, from its lowest down. */
static double find_way(const struct plot *plot, const struct candidate *candidate)
{
    if (plot->bars || candidate->rank == 0 || candidate->rank >= MUST)
        return plot->points[candidate->point].value < 0 ? 1 : -1;
    return candidate->rank == HIGHEST ? -1 : 1;
}

/* In the empty room to the right of the last mark, beyond what stands beside it. */
static bool put_behind(struct sheet *sheet, const struct plot_point *point,
                       struct scene_text *text, struct field *field)
{
    struct scene_box size = scene_text_box(sheet->scene, text);
    for (int i = 0; i <= STEPS; i++) {
        double left = point->right + FIELD_AWAY + i * STEP;
        struct scene_point spot = {left + size.w / 2, point->y - size.h / 2};
        if (!field_put(sheet, text, spot, field))
            continue;
        struct scene_point leader[] = {{point->right + 1, point->y}, {left - 1, point->y}};
        scene_line(sheet->scene, leader, 2,
                   (struct scene_style){.stroke = PALETTE_AXIS, .width = 0.8},
                   SCENE_ROLE_NONE);
        return true;
    }
    return false;
}

/* The newest value is what the chart was made for: rather above the plot than nowhere. */
static void put_anyhow(struct sheet *sheet, const struct plot_point *point,
                       struct scene_text *text, struct field *field)
{
    struct scene_box size = scene_text_box(sheet->scene, text);
    double least = sheet->plot.x + INSIDE + size.w / 2;
    double most = sheet->scene->width - 4 - size.w / 2;
    text->x = fmin(fmax((point->left + point->right) / 2, least), most);
    text->y = sheet->plot.y - size.h - 1;
    field_block(sheet, field, scene_text(sheet->scene, text));
}

/* Within the end of its bar, when nothing else is there and the bar is wide and high enough.
 */
static bool put_inside(struct sheet *sheet, const struct plot *plot,
                       const struct plot_point *point, struct scene_text *text,
                       struct field *field)
{
    struct scene_text inside = *text;
    struct scene_box size = scene_text_box(sheet->scene, text);
    double way = point->value < 0 ? -1 : 1;
    double room = fabs(plot_y(sheet, 0) - point->y) - size.h - FIELD_AWAY;
    if (!plot->bars || size.w + 2 * NUDGE > plot_bar_width(point->left, point->right))
        return false;
    inside.x = (point->left + point->right) / 2;
    inside.halo = false;
    inside.colour = point->soft ? PALETTE_INK : PALETTE_PAPER;
    for (int i = 0; i < INSIDE_STEPS && FIELD_AWAY + i * STEP <= room; i++) {
        double edge = point->y + way * (FIELD_AWAY + i * STEP);
        inside.y = way > 0 ? edge : edge - size.h;
        if (!field_is_free_inside(field, scene_text_box(sheet->scene, &inside), NUDGE))
            continue;
        field_block(sheet, field, scene_text(sheet->scene, &inside));
        return true;
    }
    return false;
}

/* Where no line runs through it; else with its rim over the path and the limits. */
static bool put_point(struct sheet *sheet, const struct plot *plot,
                      const struct candidate *candidate, struct scene_text *text,
                      struct field *field)
{
    const struct plot_point *point = &plot->points[candidate->point];
    double way = find_way(plot, candidate);
    bool last = candidate->rank == 0;
    bool extreme = candidate->rank < MUST;
    bool must = extreme || (plot->bars && plot->count <= FEW_BARS);
    if (put_near(sheet, plot, point, text, field) ||
        put_inside(sheet, plot, point, text, field) ||
        (must && put_far(sheet, point, way * STEPS_FEW, text, field)))
        return true;
    field->from = field->thin;
    bool put = put_near(sheet, plot, point, text, field) ||
               (must && put_far(sheet, point, way * STEPS, text, field)) ||
               (last && put_behind(sheet, point, text, field)) ||
               (extreme && put_slanting(sheet, point, way, text, field)) ||
               (extreme && !plot->bars && put_slanting(sheet, point, -way, text, field));
    field->from = 0;
    return put;
}

static void label_point(struct sheet *sheet, const struct plot *plot,
                        const struct candidate *candidate, struct field *field)
{
    size_t i = candidate->point;
    const struct plot_point *point = &plot->points[i];
    char words[WORDS_SIZE];
    words_value(point->observation->value,
                phrase_places(sheet->input->indicator, point->observation->value),
                sheet->language, words);
    bool last = i + 1 == plot->count;
    struct scene_text text = {.text = words,
                              .align = SCENE_CENTRE,
                              .size = last ? SIZE + 1 : SIZE,
                              .bold = last,
                              .halo = true,
                              .colour = PALETTE_INK,
                              .role = SCENE_ROLE_VALUE};
    if (put_point(sheet, plot, candidate, &text, field) || !last)
        return;
    struct scene_text less = text;
    for (int less_by = 0; less_by <= SMALLER; less_by++) {
        less.size = SIZE - less_by;
        if (put_inside(sheet, plot, point, &less, field))
            return;
    }
    put_anyhow(sheet, point, &text, field);
}

/* The last, the highest, the lowest, the first, peaks and troughs, then the rest from the
 * newest. */
static int rank_point(const struct plot *plot, size_t i, size_t high, size_t low)
{
    if (i + 1 == plot->count)
        return 0;
    if (i == high)
        return HIGHEST;
    if (i == low)
        return LOWEST;
    if (i == 0)
        return 3;
    double before = plot->points[i - 1].value;
    double here = plot->points[i].value;
    double after = plot->points[i + 1].value;
    bool turn = (here > before && here > after) || (here < before && here < after);
    return turn ? 4 : 5;
}

static int compare_rank(const void *a, const void *b)
{
    const struct candidate *one = a;
    const struct candidate *two = b;
    if (one->rank != two->rank)
        return one->rank < two->rank ? -1 : 1;
    return one->point > two->point ? -1 : one->point < two->point;
}

static void label_points(struct sheet *sheet, const struct plot *plot, struct field *field)
{
    size_t high = 0;
    size_t low = 0;
    for (size_t i = 1; i < plot->count; i++) {
        high = plot->points[i].value > plot->points[high].value ? i : high;
        low = plot->points[i].value < plot->points[low].value ? i : low;
    }
    struct candidate *order = arena_alloc(sheet->scene->arena, plot->count + 1, sizeof *order);
    for (size_t i = 0; i < plot->count; i++)
        order[i] = (struct candidate){i, rank_point(plot, i, high, low)};
    qsort(order, plot->count, sizeof *order, compare_rank);
    /* the same figure over and over tells nothing */
    const struct chart_input *input = sheet->input;
    bool beyond[] = {[HIGHEST] = withheld_above(input, plot->points[high].observation->value),
                     [LOWEST] = withheld_below(input, plot->points[low].observation->value)};
    bool equal = !(plot->points[high].value > plot->points[low].value);
    bool all = !equal && plot->count <= (plot->bars ? ALL_BARS : ALL_STEPS);
    for (size_t i = 0; i < plot->count; i++) {
        int rank = order[i].rank;
        bool told = rank > 0 && rank < MUST && !beyond[rank];
        if (all || rank == 0 || told)
            label_point(sheet, plot, &order[i], field);
    }
}

/* The newest value of the comparison, behind its end. */
static void label_compare(struct sheet *sheet, struct field *field)
{
    const struct series *series = sheet->input->compare;
    const struct observation *last = NULL;
    for (size_t i = 0; series != NULL && i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        if (series_has_value(here) &&
            timeaxis_shows(&sheet->time, period_start(here->period), period_end(here->period)))
            last = here;
    }
    if (last == NULL || !sheet->is_last)
        return;
    char words[WORDS_SIZE];
    words_value(last->value, phrase_places(sheet->input->indicator, last->value),
                sheet->language, words);
    struct scene_text text = {.text = words,
                              .align = SCENE_CENTRE,
                              .size = SIZE,
                              .halo = true,
                              .colour = PALETTE_COMPARE,
                              .role = SCENE_ROLE_COMPARE};
    struct scene_box size = scene_text_box(sheet->scene, &text);
    double left = timeaxis_x(&sheet->time, period_start(last->period));
    double right = timeaxis_x(&sheet->time, period_end(last->period));
    double y = axis_y(&sheet->values, decimal_double(last->value),
                      sheet->plot.y + sheet->plot.h, sheet->plot.y);
    struct scene_point spots[] = {{right + 5 + size.w / 2, y - size.h / 2},
                                  {(left + right) / 2, y - FIELD_AWAY - size.h},
                                  {(left + right) / 2, y + FIELD_AWAY}};
    for (size_t i = 0; i < sizeof spots / sizeof *spots; i++) {
        if (field_put(sheet, &text, spots[i], field))
            return;
    }
}

void plot_label(struct sheet *sheet, const struct plot *plot)
{
    struct field field = field_make(sheet);
    outlook_label(sheet, &field); /* the target's words have more places to go to */
    plot_label_target(sheet, &field);
    if (!plot->bars)
        plot_label_baseline(sheet, &field);
    if (plot->count > 0 && sheet->is_first)
        label_points(sheet, plot, &field);
    if (plot->bars)
        plot_label_baseline(sheet, &field);
    label_compare(sheet, &field);
    plot_label_mean(sheet, &field);
}
