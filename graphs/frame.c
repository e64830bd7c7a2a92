/* SPDX-License-Identifier: GPL-3.0-or-later */
/* frame: title, keys, axes and foot of a chart. */
#include "graphs/frame.h"

#include <math.h>

#include "config/phrase.h"
#include "core/str.h"
#include "graphs/caption.h"
#include "graphs/palette.h"
#include "graphs/plot.h"

#define TITLE_SIZE 25.0
#define SUBTITLE_SIZE 17.0
#define LABEL_SIZE 12.0
#define FOOT_SIZE 11.5
#define KEY_SIZE 12.0
#define KEY_HEIGHT 24.0
#define ROW_HEIGHT 16.0

static double inner_width(const struct sheet *sheet)
{
    return sheet->scene->width - 2 * SHEET_LEFT;
}

double frame_head(struct sheet *sheet, double y)
{
    struct scene_text title = {.text = caption_title(sheet->input->indicator, sheet->language),
                               .x = SHEET_LEFT,
                               .y = y,
                               .size = TITLE_SIZE,
                               .bold = true,
                               .colour = PALETTE_INK,
                               .width = inner_width(sheet),
                               .lines = 2,
                               .role = SCENE_ROLE_TITLE};
    struct scene_box box = scene_text(sheet->scene, &title);
    /* Without values the panel says so, once. */
    if (!caption_has_values(sheet->input->series))
        return box.y + box.h + 4;
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    caption_latest(sheet->input, &words);
    struct scene_text subtitle = {.text = buf_text(&words),
                                  .x = SHEET_LEFT,
                                  .y = box.y + box.h + 7,
                                  .size = SUBTITLE_SIZE,
                                  .colour = PALETTE_SOFT,
                                  .width = inner_width(sheet),
                                  .lines = 2,
                                  .role = SCENE_ROLE_SUBTITLE};
    box = scene_text(sheet->scene, &subtitle);
    buf_free(&words);
    return box.y + box.h + 8;
}

static double put_key(struct sheet *sheet, double x, double middle, const char *text,
                      struct scene_style style)
{
    if (style.fill != 0)
        scene_rect(sheet->scene, (struct scene_box){x, middle - 5, 26, 10}, style,
                   SCENE_ROLE_NONE);
    else
        scene_line(
            sheet->scene,
            (struct scene_point[]){{x, floor(middle) + 0.5}, {x + 26, floor(middle) + 0.5}}, 2,
            style, SCENE_ROLE_NONE);
    struct scene_text word = {.text = text,
                              .x = x + 32,
                              .y = middle,
                              .middle = true,
                              .size = KEY_SIZE,
                              .colour = PALETTE_INK,
                              .width = 420,
                              .lines = 1,
                              .role = SCENE_ROLE_KEY};
    struct scene_box box = scene_text(sheet->scene, &word);
    return box.x + box.w + 24;
}

/* The key shows what the plot does: a pale bar, or a hollow dot. */
static void put_soft_key(struct sheet *sheet, double x, double middle, bool bars)
{
    struct scene_style style = {.fill = bars ? PALETTE_MAIN_PALE : PALETTE_NONE,
                                .stroke = bars ? PALETTE_MAIN : PALETTE_NONE,
                                .width = 1};
    if (!bars)
        scene_dot(
            sheet->scene, (struct scene_point){x + 13, middle}, 3.5,
            (struct scene_style){.fill = PALETTE_WHITE, .stroke = PALETTE_MAIN, .width = 1.6},
            SCENE_ROLE_NONE);
    put_key(sheet, x, middle,
            words_pick(sheet->language, "速報値・推計値", "preliminary or estimated"), style);
}

static bool has_soft(const struct series *series)
{
    for (size_t i = 0; i < series->count; i++) {
        if (plot_is_soft(series->observations[i].status))
            return true;
    }
    return false;
}

/* A thin line that shows nothing needs no key. */
static bool shows_compare(const struct sheet *sheet)
{
    const struct series *series = sheet->input->compare;
    for (size_t i = 0; series != NULL && i < series->count; i++) {
        const struct observation *observation = &series->observations[i];
        if (series_has_value(observation) &&
            timeaxis_shows(&sheet->time, period_start(observation->period),
                           period_end(observation->period)))
            return true;
    }
    return false;
}

double frame_keys(struct sheet *sheet, double y)
{
    const struct indicator *indicator = sheet->input->indicator;
    bool compare = shows_compare(sheet) && indicator->compare != NULL;
    bool soft = has_soft(sheet->input->series);
    if (!compare && !soft)
        return y;
    bool bars = plot_has_bars(indicator);
    double x = SHEET_LEFT;
    double middle = y + KEY_HEIGHT / 2;
    struct scene_style main_style = {.stroke = PALETTE_MAIN, .width = 2.4};
    if (bars)
        main_style = (struct scene_style){.fill = PALETTE_MAIN};
    if (compare) {
        x = put_key(sheet, x, middle, caption_title(indicator, sheet->language), main_style);
        x = put_key(sheet, x, middle, caption_title(indicator->compare, sheet->language),
                    (struct scene_style){.stroke = PALETTE_COMPARE, .width = 1.4});
    }
    if (soft)
        put_soft_key(sheet, x, middle, bars);
    return y + KEY_HEIGHT;
}

static void print_tick(const struct sheet *sheet, size_t i, char out[WORDS_SIZE])
{
    words_value(axis_tick(&sheet->values, i), axis_places(&sheet->values), sheet->language,
                out);
}

double frame_tick_width(const struct sheet *sheet)
{
    double widest = 0;
    for (size_t i = 0; i < sheet->values.count; i++) {
        char text[WORDS_SIZE];
        print_tick(sheet, i, text);
        struct scene_text item = {.text = text, .size = LABEL_SIZE};
        widest = fmax(widest, scene_text_box(sheet->scene, &item).w);
    }
    return widest;
}

static void put_unit(struct sheet *sheet)
{
    const char *unit = phrase_unit(sheet->input->indicator, sheet->language);
    if (str_empty(unit))
        return;
    const char *text = arena_printf(sheet->scene->arena, "%s%s",
                                    words_pick(sheet->language, "単位：", "Unit: "), unit);
    scene_text(sheet->scene, &(struct scene_text){.text = text,
                                                  .x = SHEET_LEFT,
                                                  .y = sheet->plot.y - 26,
                                                  .size = LABEL_SIZE,
                                                  .colour = PALETTE_SOFT,
                                                  .role = SCENE_ROLE_UNIT});
}

void frame_values(struct sheet *sheet)
{
    double bottom = sheet->plot.y + sheet->plot.h;
    for (size_t i = 0; i < sheet->values.count; i++) {
        double share = (double)i / (double)(sheet->values.count - 1);
        double y = bottom - share * sheet->plot.h;
        double line = floor(y) + 0.5;
        struct scene_point grid[] = {{sheet->plot.x, line},
                                     {sheet->plot.x + sheet->plot.w, line}};
        scene_line(sheet->scene, grid, 2,
                   (struct scene_style){.stroke = PALETTE_GRID, .width = 1}, SCENE_ROLE_GRID);
        char text[WORDS_SIZE];
        print_tick(sheet, i, text);
        scene_text(sheet->scene, &(struct scene_text){.text = text,
                                                      .x = sheet->plot.x - 9,
                                                      .y = y,
                                                      .middle = true,
                                                      .align = SCENE_RIGHT,
                                                      .size = LABEL_SIZE,
                                                      .colour = PALETTE_SOFT,
                                                      .role = SCENE_ROLE_VALUE_TICK});
    }
    put_unit(sheet);
}

/* What bare numbers under the axis are, at its left end. */
static const char *row_name(const struct sheet *sheet, int row)
{
    const struct indicator *indicator = sheet->input->indicator;
    bool fiscal = indicator->frequency == FREQUENCY_FISCAL_YEAR;
    bool graduates = fiscal && indicator->year_label == YEAR_LABEL_ENDS;
    if (sheet->language == LANGUAGE_EN)
        return row == 0 && fiscal ? (graduates ? "March" : "FY") : "";
    if (row == 1)
        return "和暦";
    return graduates ? "3月卒" : fiscal ? "年度" : "年";
}

static void put_row_name(struct sheet *sheet, int row, double y)
{
    struct scene_text name = {.text = row_name(sheet, row),
                              .x = sheet->plot.x - 20,
                              .y = y,
                              .align = SCENE_RIGHT,
                              .size = LABEL_SIZE - 1,
                              .colour = PALETTE_SOFT,
                              .role = SCENE_ROLE_TIME_TICK};
    if (*name.text != '\0')
        scene_text(sheet->scene, &name);
}

static void put_time_lines(struct sheet *sheet, const struct timeaxis_ticks *ticks)
{
    double bottom = floor(sheet->plot.y + sheet->plot.h) + 0.5;
    for (size_t i = 0; i < sheet->time.count; i++) {
        struct scene_point axis[] = {{sheet->time.runs[i].left, bottom},
                                     {sheet->time.runs[i].right, bottom}};
        scene_line(sheet->scene, axis, 2,
                   (struct scene_style){.stroke = PALETTE_AXIS, .width = 1}, SCENE_ROLE_GRID);
    }
    for (size_t i = 0; i < ticks->line_count; i++) {
        double x = floor(ticks->lines[i].x) + 0.5;
        struct scene_point mark[] = {{x, bottom},
                                     {x, bottom + (ticks->lines[i].major ? 6 : 4)}};
        scene_line(sheet->scene, mark, 2,
                   (struct scene_style){.stroke = PALETTE_AXIS, .width = 1}, SCENE_ROLE_GRID);
    }
}

double frame_time(struct sheet *sheet)
{
    const struct indicator *indicator = sheet->input->indicator;
    struct timeaxis_style style = {indicator->frequency, indicator->year_label,
                                   sheet->language, LABEL_SIZE};
    struct timeaxis_ticks *ticks = arena_alloc(sheet->scene->arena, 1, sizeof *ticks);
    timeaxis_ticks(&sheet->time, &style, ticks);
    put_time_lines(sheet, ticks);
    double top = sheet->plot.y + sheet->plot.h + 9;
    bool below = false;
    for (size_t i = 0; i < ticks->label_count; i++) {
        const struct timeaxis_label *label = &ticks->labels[i];
        below = below || label->row == 1;
        scene_text(sheet->scene,
                   &(struct scene_text){.text = label->text,
                                        .x = label->x,
                                        .y = top + label->row * ROW_HEIGHT,
                                        .align = SCENE_CENTRE,
                                        .size = label->row == 0 ? LABEL_SIZE : LABEL_SIZE - 1,
                                        .colour = label->row == 0 ? PALETTE_INK : PALETTE_SOFT,
                                        .role = SCENE_ROLE_TIME_TICK});
    }
    if (ticks->years && !ticks->with_unit) {
        put_row_name(sheet, 0, top);
        if (below)
            put_row_name(sheet, 1, top + ROW_HEIGHT);
    }
    return top + (below ? 2 : 1) * ROW_HEIGHT + 6;
}

static double put_line(struct sheet *sheet, double y, const struct buf *words, int lines)
{
    struct scene_text text = {.text = buf_text(words),
                              .x = SHEET_LEFT,
                              .y = y,
                              .size = FOOT_SIZE,
                              .colour = PALETTE_SOFT,
                              .width = inner_width(sheet),
                              .lines = lines,
                              .role = SCENE_ROLE_FOOT};
    struct scene_box box = scene_text(sheet->scene, &text);
    return box.y + box.h + 4;
}

double frame_foot(struct sheet *sheet, bool programs, double y)
{
    struct scene_point rule[] = {{SHEET_LEFT, floor(y) + 0.5},
                                 {sheet->scene->width - SHEET_LEFT, floor(y) + 0.5}};
    scene_line(sheet->scene, rule, 2, (struct scene_style){.stroke = PALETTE_GRID, .width = 1},
               SCENE_ROLE_NONE);
    y += 8;
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    caption_sources(sheet->input, &words);
    y = put_line(sheet, y, &words, 2);
    buf_reset(&words);
    caption_stamp(sheet->input, &words);
    y = put_line(sheet, y, &words, 1);
    if (programs) {
        buf_reset(&words);
        buf_puts(&words, words_caution(sheet->language));
        y = put_line(sheet, y, &words, 2);
    }
    buf_free(&words);
    return y + 10;
}
