/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plot_label: values written at their marks, where nothing else stands. */
#include "graphs/plot.h"

#include <math.h>
#include <stdlib.h>

#include "config/phrase.h"
#include "core/buf.h"
#include "graphs/caption.h"
#include "graphs/palette.h"

#define FEW_BARS 15  /* each has its value */
#define ALL_BARS 200 /* more are not all tried */
#define ALL_STEPS 36
#define SIZE 11.0
#define AWAY 4.5 /* from mark to value */
#define APART 14.0
#define BREATH 4.0 /* beside a value */
#define HOLD 5.0   /* a shifted value reaches so far over the middle of its mark */
#define NUDGE 2.0
#define EDGE 6.0 /* left of the plot, before the labels of the axis */
#define STEP 4.0
#define STEPS 22  /* away from the mark, at most */
#define MUST 3    /* ranks: last, highest, lowest */
#define RISE 14.0 /* above the plot, below what stands there */
#define TARGET_SIZE 12.0
#define TARGET_STEP 12.0

/* What stands in the way. */
struct field {
    struct scene_box *boxes;
    size_t count;
};

struct candidate {
    size_t point;
    int rank; /* least first */
};

static void block(struct field *field, struct scene_box box)
{
    field->boxes[field->count++] = box;
}

static bool is_free(const struct field *field, struct scene_box box, double gap)
{
    for (size_t i = 0; i < field->count; i++) {
        if (scene_overlap(field->boxes[i], box, gap))
            return false;
    }
    return true;
}

static bool is_inside(const struct sheet *sheet, struct scene_box box)
{
    const struct scene_box *plot = &sheet->plot;
    return box.x >= plot->x - EDGE && box.x + box.w <= sheet->scene->width - 4 &&
           box.y >= plot->y - RISE && box.y + box.h <= plot->y + plot->h - 1;
}

static void block_marks(const struct sheet *sheet, struct field *field)
{
    const struct scene *scene = sheet->scene;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        bool path = item->role == SCENE_ROLE_CURVE || item->role == SCENE_ROLE_COMPARE;
        if (item->role == SCENE_ROLE_EVENT && item->kind == SCENE_LINE)
            block(field, (struct scene_box){item->box.x - 1, item->box.y, 2, item->box.h});
        if (item->role == SCENE_ROLE_SIGNAL || item->role == SCENE_ROLE_MISSING ||
            item->role == SCENE_ROLE_BAR || item->role == SCENE_ROLE_ZERO ||
            item->role == SCENE_ROLE_TARGET)
            block(field, item->box);
        for (size_t k = 1; path && k < item->point_count; k++) {
            struct scene_point a = item->points[k - 1];
            struct scene_point b = item->points[k];
            block(field, (struct scene_box){fmin(a.x, b.x), fmin(a.y, b.y) - 1,
                                            fabs(a.x - b.x), fabs(a.y - b.y) + 2});
        }
    }
}

static size_t count_marks(const struct sheet *sheet)
{
    size_t count = 0;
    for (size_t i = 0; i < sheet->scene->count; i++)
        count += sheet->scene->items[i].point_count + 1;
    return count;
}

/* Along its line, from the right; above, then below; at last right above the plot's corner. */
static void label_target(struct sheet *sheet, struct field *field)
{
    if (!sheet->input->indicator->target.set || !sheet->is_last)
        return;
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    caption_target(sheet->input, &words);
    double y = axis_y(&sheet->values, decimal_double(sheet->input->indicator->target.value),
                      sheet->plot.y + sheet->plot.h, sheet->plot.y);
    struct scene_text text = {.text = buf_text(&words),
                              .align = SCENE_RIGHT,
                              .size = TARGET_SIZE,
                              .halo = true,
                              .colour = PALETTE_TARGET,
                              .role = SCENE_ROLE_TARGET};
    struct scene_box size = scene_text_box(sheet->scene, &text);
    bool found = false;
    double right = sheet->plot.x + sheet->plot.w - 4;
    int tries = (int)((sheet->plot.w - size.w) / TARGET_STEP);
    for (int i = 0; !found && i < tries; i++) {
        for (int below = 0; !found && below < 2; below++) {
            text.x = right - i * TARGET_STEP;
            text.y = below ? y + AWAY : y - AWAY - size.h;
            struct scene_box box = scene_text_box(sheet->scene, &text);
            found = is_inside(sheet, box) && is_free(field, box, 1);
        }
    }
    if (!found) {
        text.x = right;
        text.y = fmax(y - AWAY - size.h, sheet->plot.y - size.h);
    }
    block(field, scene_text(sheet->scene, &text));
    buf_free(&words);
}

static bool put_at(struct sheet *sheet, struct scene_text *text, struct scene_point spot,
                   struct field *field)
{
    text->x = spot.x;
    text->y = spot.y;
    struct scene_box box = scene_text_box(sheet->scene, text);
    if (!is_inside(sheet, box) || !is_free(field, box, 2))
        return false;
    box = scene_text(sheet->scene, text);
    block(field, (struct scene_box){box.x - BREATH, box.y, box.w + 2 * BREATH, box.h});
    return true;
}

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
                put_at(sheet, text, spot, field))
                return true;
        }
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
    double above = point->y - AWAY - size.h;
    double below = point->y + AWAY;
    double first = point->value < 0 ? below : above;
    if (plot->bars)
        return put_over_bar(sheet, plot, point, text, first, field);
    /* a narrow mark at the edge of the plot has its value a little inside */
    middle = fmax(middle, sheet->plot.x - EDGE + size.w / 2);
    double second = point->value < 0 ? above : below;
    double behind = point->right + 5 + size.w / 2;
    bool last = point == &plot->points[plot->count - 1];
    bool open = last || point[1].left > point->right + 1;
    return put_at(sheet, text, (struct scene_point){middle, first}, field) ||
           put_at(sheet, text, (struct scene_point){middle, second}, field) ||
           (open &&
            put_at(sheet, text, (struct scene_point){behind, point->y - size.h / 2}, field));
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
            if (put_at(sheet, text, spot, field))
                return true;
        }
    }
    return false;
}

/* Further off, with a thin line to the mark: only for the values that must not be missing. */
static bool put_far(struct sheet *sheet, const struct plot_point *point,
                    struct scene_text *text, struct field *field)
{
    struct scene_box size = scene_text_box(sheet->scene, text);
    double middle = (point->left + point->right) / 2;
    double way = point->value < 0 ? 1 : -1;
    for (int i = 1; i <= STEPS; i++) {
        double near = point->y + way * (AWAY + i * STEP);
        struct scene_point spot = {middle, way > 0 ? near : near - size.h};
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

/* In the empty room to the right of the last mark, beyond what stands beside it. */
static bool put_behind(struct sheet *sheet, const struct plot_point *point,
                       struct scene_text *text, struct field *field)
{
    struct scene_box size = scene_text_box(sheet->scene, text);
    for (int i = 0; i <= STEPS; i++) {
        double left = point->right + AWAY + i * STEP;
        struct scene_point spot = {left + size.w / 2, point->y - size.h / 2};
        if (!put_at(sheet, text, spot, field))
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
    double least = sheet->plot.x - EDGE + size.w / 2;
    double most = sheet->scene->width - 4 - size.w / 2;
    text->x = fmin(fmax((point->left + point->right) / 2, least), most);
    text->y = sheet->plot.y - size.h - 1;
    block(field, scene_text(sheet->scene, text));
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
    bool must = candidate->rank < MUST || (plot->bars && plot->count <= FEW_BARS);
    bool put = put_near(sheet, plot, point, &text, field) ||
               (must && put_far(sheet, point, &text, field)) ||
               (last && put_behind(sheet, point, &text, field));
    if (!put && last)
        put_anyhow(sheet, point, &text, field);
}

/* The last, the highest, the lowest, the first, peaks and troughs, then the rest from the
 * newest. */
static int rank_point(const struct plot *plot, size_t i, size_t high, size_t low)
{
    if (i + 1 == plot->count)
        return 0;
    if (i == high)
        return 1;
    if (i == low)
        return 2;
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
    bool all = plot->count <= (plot->bars ? ALL_BARS : ALL_STEPS);
    for (size_t i = 0; i < plot->count; i++) {
        if (all || order[i].rank < MUST)
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
                                  {(left + right) / 2, y - AWAY - size.h},
                                  {(left + right) / 2, y + AWAY}};
    for (size_t i = 0; i < sizeof spots / sizeof *spots; i++) {
        if (put_at(sheet, &text, spots[i], field))
            return;
    }
}

void plot_label(struct sheet *sheet, const struct plot *plot)
{
    struct field field = {.boxes = arena_alloc(sheet->scene->arena,
                                               count_marks(sheet) + plot->count + 2,
                                               sizeof *field.boxes)};
    block_marks(sheet, &field);
    label_target(sheet, &field);
    if (plot->count > 0 && sheet->is_first)
        label_points(sheet, plot, &field);
    label_compare(sheet, &field);
}
