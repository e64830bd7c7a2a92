/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart: composes the picture of one indicator, draws it, and says it in words. */
#include "graphs/chart.h"

#include <math.h>

#include "core/file.h"
#include "core/instant.h"
#include "graphs/canvas.h"
#include "graphs/caption.h"
#include "graphs/frame.h"
#include "graphs/palette.h"
#include "graphs/plot.h"
#include "graphs/scene.h"
#include "graphs/sheet.h"
#include "graphs/span.h"
#include "graphs/strip.h"

#define TOP 24.0
#define PLOT_HEIGHT 330.0
#define EMPTY_HEIGHT 150.0 /* of the panel that says that there are no values */
#define TICK_GAP 18.0
#define LEFT_LEAST 84.0
#define PNG_LIMIT (64u << 20)

/* A page that is too wide for numbers without end. */
#define TICK_WIDTH_MAX 240.0

/* Widths are needed before places: the days of the axis are chosen first, its left end when
 * the labels of the value axis are known. */
static void lay_out(struct sheet *sheet, const struct strip *strip)
{
    double right = sheet->scene->width - SHEET_RIGHT;
    sheet->time = span_choose(sheet->input, strip, LEFT_LEAST, right);
    sheet->values = plot_values(sheet);
    double ticks = fmin(frame_tick_width(sheet), TICK_WIDTH_MAX);
    double left = ceil(fmax(LEFT_LEAST, SHEET_LEFT + ticks + TICK_GAP));
    sheet->plot.x = left;
    sheet->plot.w = right - left;
    sheet->time = span_choose(sheet->input, strip, left, right);
}

/* Pale where days were left out. */
static void put_break(struct sheet *sheet)
{
    if (sheet->time.count < 2)
        return;
    double left = sheet->time.runs[0].right;
    struct scene_box box = {left, sheet->plot.y - 1, sheet->time.runs[1].left - left,
                            sheet->plot.h + 1};
    scene_rect(sheet->scene, box, (struct scene_style){.fill = PALETTE_PANEL},
               SCENE_ROLE_TIME_BREAK);
}

/* Two slanted strokes across the axis, and what they stand for. */
static void mark_break(struct sheet *sheet)
{
    if (sheet->time.count < 2)
        return;
    double bottom = sheet->plot.y + sheet->plot.h;
    double middle = (sheet->time.runs[0].right + sheet->time.runs[1].left) / 2;
    for (int i = -1; i <= 1; i += 2) {
        double x = middle + 4 * i;
        struct scene_point stroke[] = {{x - 3, bottom + 7}, {x + 3, bottom - 7}};
        scene_line(sheet->scene, stroke, 2,
                   (struct scene_style){.stroke = PALETTE_AXIS, .width = 1.3},
                   SCENE_ROLE_TIME_BREAK);
    }
    scene_text(sheet->scene,
               &(struct scene_text){.text = words_pick(sheet->language, "省略", "cut"),
                                    .x = middle,
                                    .y = sheet->plot.y + 8,
                                    .align = SCENE_CENTRE,
                                    .size = 11,
                                    .colour = PALETTE_SOFT,
                                    .role = SCENE_ROLE_TIME_BREAK});
}

static void put_empty(struct sheet *sheet)
{
    scene_rect(sheet->scene, sheet->plot,
               (struct scene_style){.fill = PALETTE_PANEL, .stroke = PALETTE_GRID, .width = 1},
               SCENE_ROLE_EMPTY);
    scene_text(sheet->scene, &(struct scene_text){.text = caption_none(sheet->language),
                                                  .x = sheet->plot.x + sheet->plot.w / 2,
                                                  .y = sheet->plot.y + sheet->plot.h / 2,
                                                  .middle = true,
                                                  .align = SCENE_CENTRE,
                                                  .size = 18,
                                                  .colour = PALETTE_SOFT,
                                                  .role = SCENE_ROLE_EMPTY});
}

static void put_values(struct sheet *sheet, const struct frame_events *events)
{
    frame_values(sheet);
    put_break(sheet);
    struct plot plot = plot_place(sheet);
    frame_events_draw(sheet, events);
    plot_draw(sheet, &plot);
}

static void compose_sheet(struct sheet *sheet, const struct strip *strip)
{
    bool any = caption_has_values(sheet->input->series);
    lay_out(sheet, strip);
    double y = frame_head(sheet, TOP);
    if (any)
        y = frame_keys(sheet, y);
    struct frame_events events = frame_events_place(sheet);
    sheet->plot.y = floor(y + (any ? frame_events_height(&events) + 34 : 12));
    sheet->plot.h = any ? PLOT_HEIGHT : EMPTY_HEIGHT;
    if (any)
        put_values(sheet, &events);
    else
        put_empty(sheet);
    y = frame_time(sheet);
    mark_break(sheet);
    y = strip_draw(sheet, strip, y);
    y = frame_foot(sheet, strip->count > 0, y + 8);
    sheet->scene->height = ceil(y);
}

void chart_compose(const struct chart_input *input, struct scene *scene)
{
    struct strip strip;
    strip_gather(input, scene->arena, &strip);
    scene->width = CHART_WIDTH;
    struct sheet sheet = {
        .input = input, .language = input->settings->site.language, .scene = scene};
    compose_sheet(&sheet, &strip);
}

static int draw(const struct chart_input *input, struct canvas *canvas, const char *path,
                struct err *err)
{
    struct scene scene;
    scene_init(&scene, canvas_measure(canvas));
    chart_compose(input, &scene);
    struct buf png;
    buf_init(&png, PNG_LIMIT);
    int result = canvas_draw(canvas, &scene, input->scale, &png, err);
    if (result == 0)
        result = file_write(path, png.data, png.length, err);
    buf_free(&png);
    scene_free(&scene);
    return result;
}

int chart_draw(const struct chart_input *input, const char *path, struct err *err)
{
    if (input->scale != 1 && input->scale != 2)
        return err_set(err, ERR_INTERNAL, "chart scale %d, expected 1 or 2", input->scale);
    struct canvas *canvas = NULL;
    int result = canvas_new(&canvas, err);
    if (result == 0)
        result = draw(input, canvas, path, err);
    canvas_free(canvas);
    return result;
}
