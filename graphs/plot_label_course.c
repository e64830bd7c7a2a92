/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plot_label_course: the words at the target, at the start of the path to it, and at the mean.
 */
#include "graphs/plot.h"

#include <math.h>

#include "core/buf.h"
#include "graphs/caption.h"
#include "graphs/field.h"
#include "graphs/palette.h"

#define SIZE 12.0
#define SIZE_EDGE 11.0
#define EDGE 4.0
#define STEP 12.0
#define MARKER 8.0
#define ROWS 4
#define ROWS_MOST 12 /* over or under a curve, or bars and their values */
#define ROW 7.0
#define MEAN_STEP 3.0
#define MEAN_STEPS 6
#define OVER 12.0 /* beyond the right end of the plot */

static struct scene_text make_text(const char *words)
{
    return (struct scene_text){.text = words,
                               .align = SCENE_CENTRE,
                               .size = SIZE,
                               .halo = true,
                               .colour = PALETTE_TARGET,
                               .role = SCENE_ROLE_TARGET};
}

static bool try_at(struct sheet *sheet, struct scene_text *text, double x, double y,
                   struct field *field)
{
    double half = scene_text_box(sheet->scene, text).w / 2;
    double most = sheet->plot.x + sheet->plot.w + OVER - half;
    double least = sheet->plot.x + 2 + half;
    return field_put(sheet, text, (struct scene_point){fmax(fmin(x, most), least), y}, field);
}

/* Over or under a marker, as near as there is room, shifted to either side but not off it;
 * else beside it. */
static bool put_at_marker(struct sheet *sheet, struct scene_text *text, struct scene_point at,
                          int rows, struct field *field)
{
    struct scene_box size = scene_text_box(sheet->scene, text);
    int shifts = (int)(size.w / 2 / STEP);
    for (int row = 0; row < rows; row++) {
        double over = at.y - MARKER - size.h - row * ROW;
        double under = at.y + MARKER + row * ROW;
        for (int i = 0; i <= shifts; i++) {
            for (int side = -1; side <= 1; side += 2) {
                double x = at.x + side * i * STEP;
                if (try_at(sheet, text, x, over, field) ||
                    try_at(sheet, text, x, under, field))
                    return true;
            }
        }
    }
    double middle = at.y - size.h / 2;
    double away = MARKER + 2 + size.w / 2;
    return try_at(sheet, text, at.x - away, middle, field) ||
           try_at(sheet, text, at.x + away, middle, field);
}

/* From a marker to words that found their room further off only. */
static void put_leader(struct sheet *sheet, struct scene_point at, struct scene_box words,
                       const struct field *field)
{
    bool over = words.y < at.y;
    double edge = over ? words.y + words.h : words.y;
    double end = over ? at.y - MARKER / 2 : at.y + MARKER / 2;
    struct scene_box way = {at.x - 1, fmin(edge, end), 2, fabs(edge - end)};
    struct scene_point line[] = {{at.x, edge}, {at.x, end}};
    if (way.h > 2 * ROW && words.x < at.x && at.x < words.x + words.w &&
        !field_crosses_words(field, (struct scene_box){way.x, way.y + 1, way.w, way.h - 1}))
        scene_line(sheet->scene, line, 2,
                   (struct scene_style){.stroke = PALETTE_TARGET, .width = 0.8},
                   SCENE_ROLE_NONE);
}

/* As near as nothing is in the way, then over thin lines; then further off, with a line to the
 * marker. */
static bool put_at_end(struct sheet *sheet, struct scene_text *text, struct scene_point at,
                       struct field *field)
{
    bool put = false;
    for (int i = 0; !put && i < 4; i++) {
        field->from = i % 2 == 0 ? 0 : field->lines;
        put = put_at_marker(sheet, text, at, i < 2 ? ROWS : ROWS_MOST, field);
    }
    field->from = 0;
    bool beyond = text->role == SCENE_ROLE_TARGET && plot_target_is_beyond(sheet);
    if (put && !beyond) /* where no marker is there is nothing to lead to */
        put_leader(sheet, at, scene_text_box(sheet->scene, text), field);
    return put;
}

/* Of a path that leaves the picture: over all, at the right. */
static bool put_in_corner(struct sheet *sheet, struct scene_text *text, struct field *field)
{
    double right = sheet->plot.x + sheet->plot.w;
    for (int row = 0; row < ROWS; row++) {
        if (try_at(sheet, text, right, sheet->plot.y + 4 + row * ROW, field))
            return true;
    }
    return false;
}

/* Along its line, from the right; above, then below. */
static bool put_along(struct sheet *sheet, struct scene_text *text, double y,
                      struct field *field)
{
    struct scene_box size = scene_text_box(sheet->scene, text);
    double right = sheet->plot.x + sheet->plot.w - 4;
    int tries = (int)((sheet->plot.w - size.w) / STEP);
    for (int i = 0; i < tries; i++) {
        for (int below = 0; below < 2; below++) {
            text->x = right - size.w / 2 - i * STEP;
            text->y = below ? y + FIELD_AWAY : y - FIELD_AWAY - size.h;
            struct scene_box box = scene_text_box(sheet->scene, text);
            if (!field_is_inside(sheet, box) || !field_is_free(field, box, 1))
                continue;
            field_block(sheet, field, scene_text(sheet->scene, text));
            return true;
        }
    }
    return false;
}

/* Behind the end of its line, where bars leave no room along it. */
static bool put_at_edge(struct sheet *sheet, struct scene_text *text, double y,
                        struct field *field)
{
    struct scene_text small = *text;
    small.size = SIZE_EDGE;
    struct scene_box size = scene_text_box(sheet->scene, &small);
    small.x = sheet->scene->width - EDGE - size.w / 2;
    small.y = y - size.h / 2;
    struct scene_box box = scene_text_box(sheet->scene, &small);
    /* the line itself runs on under the words */
    struct scene_box above = {box.x, box.y, box.w, box.h / 2 - 2};
    struct scene_box below = {box.x, box.y + box.h / 2 + 2, box.w, box.h / 2 - 2};
    if (!field_is_free(field, above, 0) || !field_is_free(field, below, 0))
        return false;
    field_block(sheet, field, scene_text(sheet->scene, &small));
    return true;
}

/* At last right above the plot's corner. */
static void label_target(struct sheet *sheet, struct field *field)
{
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    caption_target(sheet->input, &words);
    if (plot_target_is_beyond(sheet))
        buf_puts(&words, " →");
    struct scene_text text = make_text(buf_text(&words));
    struct scene_point at;
    double y = plot_y(sheet, decimal_double(sheet->input->indicator->target.value));
    bool marked = plot_target_place(sheet, &at);
    bool beyond = plot_target_is_beyond(sheet);
    if (!(beyond && put_in_corner(sheet, &text, field)) &&
        !(marked && put_at_end(sheet, &text, at, field)) &&
        (marked ||
         (!put_along(sheet, &text, y, field) && !put_at_edge(sheet, &text, y, field)))) {
        struct scene_box size = scene_text_box(sheet->scene, &text);
        double most = sheet->plot.x + sheet->plot.w - 4 - size.w / 2;
        text.x = marked ? fmin(at.x, most) : most;
        text.y = fmax(y - FIELD_AWAY - size.h, sheet->plot.y - size.h);
        field_block(sheet, field, scene_text(sheet->scene, &text));
    }
    buf_free(&words);
}

void plot_label_mean(struct sheet *sheet, struct field *field)
{
    struct plot_point end;
    struct decimal mean;
    if (!sheet->is_first || !plot_mean_end(sheet, &end, &mean))
        return;
    char words[WORDS_SIZE];
    words_value(mean, mean.places, sheet->language, words);
    struct scene_text text = make_text(words);
    text.colour = PALETTE_MEAN;
    text.role = SCENE_ROLE_MEAN;
    text.bold = true;
    struct scene_box size = scene_text_box(sheet->scene, &text);
    double middle = (end.left + end.right) / 2;
    const struct scene_point spots[] = {{middle + MARKER + size.w / 2, end.y - size.h / 2},
                                        {middle, end.y - MARKER - size.h},
                                        {middle, end.y + MARKER}};
    for (size_t i = 0; i < sizeof spots / sizeof *spots; i++) {
        if (field_put(sheet, &text, spots[i], field))
            return;
    }
    /* behind the end, a little higher or lower */
    for (int i = 1; i <= MEAN_STEPS; i++) {
        double shift = i * MEAN_STEP;
        if (field_put(sheet, &text, (struct scene_point){spots[0].x, spots[0].y - shift},
                      field) ||
            field_put(sheet, &text, (struct scene_point){spots[0].x, spots[0].y + shift},
                      field))
            return;
    }
}

void plot_label_target(struct sheet *sheet, struct field *field)
{
    if (sheet->is_last && sheet->input->indicator->target.set)
        label_target(sheet, field);
}

void plot_label_baseline(struct sheet *sheet, struct field *field)
{
    struct scene_point at;
    if (!sheet->is_last || !sheet->input->indicator->target.set ||
        !plot_baseline_place(sheet, &at))
        return;
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    caption_baseline(sheet->input, &words);
    struct scene_text text = make_text(buf_text(&words));
    text.role = SCENE_ROLE_BASELINE;
    put_at_end(sheet, &text, at, field);
    buf_free(&words);
}
