/* SPDX-License-Identifier: GPL-3.0-or-later */
/* frame: title, axes and foot of a chart. */
#include "graphs/frame.h"

#include <math.h>

#include "config/phrase.h"
#include "core/str.h"
#include "graphs/caption.h"
#include "graphs/palette.h"
#include "graphs/plot.h"
#include "graphs/verdict.h"

#define TITLE_SIZE 25.0
#define SUBTITLE_SIZE 17.0
#define LABEL_SIZE 12.0
#define FOOT_SIZE 11.5
#define PANEL_HEIGHT 22.0
#define NAMED_MOST 12 /* values whose years are labelled before all others */
#define ROW_HEIGHT 16.0

static double inner_width(const struct scene *scene)
{
    return scene->width - 2 * SHEET_LEFT;
}

static struct scene_box put_title(struct scene *scene, const char *title, double y)
{
    struct scene_text text = {.text = title,
                              .x = SHEET_LEFT,
                              .y = y,
                              .size = TITLE_SIZE,
                              .bold = true,
                              .colour = PALETTE_INK,
                              .width = inner_width(scene),
                              .lines = 2,
                              .role = SCENE_ROLE_TITLE};
    return scene_text(scene, &text);
}

/* Under the title. */
static struct scene_text make_subtitle(const struct scene *scene, const char *words,
                                       struct scene_box title)
{
    return (struct scene_text){.text = words,
                               .x = SHEET_LEFT,
                               .y = title.y + title.h + 7,
                               .size = SUBTITLE_SIZE,
                               .colour = PALETTE_SOFT,
                               .width = inner_width(scene),
                               .lines = 2,
                               .role = SCENE_ROLE_SUBTITLE};
}

double frame_title(struct scene *scene, const char *title, const char *words, double y)
{
    struct scene_box box = put_title(scene, title, y);
    if (str_empty(words))
        return box.y + box.h + 4;
    struct scene_text subtitle = make_subtitle(scene, words, box);
    box = scene_text(scene, &subtitle);
    return box.y + box.h + 8;
}

/* Behind the newest value: how far it is from where it should be, and who answered. */
static void put_more(const struct sheet *sheet, struct buf *words)
{
    void (*const say[])(const struct chart_input *, struct buf *) = {caption_course,
                                                                     caption_answers};
    struct buf more;
    buf_init(&more, SHEET_LIMIT);
    for (size_t i = 0; i < sizeof say / sizeof *say; i++) {
        buf_reset(&more);
        say[i](sheet->input, &more);
        if (more.length > 0)
            buf_printf(words, "%s%s", words_pick(sheet->language, "　", "; "),
                       buf_text(&more));
    }
    buf_free(&more);
}

double frame_head(struct sheet *sheet, double y)
{
    struct scene_box box =
        put_title(sheet->scene, caption_title(sheet->input->indicator, sheet->language), y);
    /* Without values the panel says so, once. */
    if (!caption_has_values(sheet->input->series))
        return box.y + box.h + 4;
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    caption_latest(sheet->input, &words);
    put_more(sheet, &words);
    struct scene_text subtitle = make_subtitle(sheet->scene, buf_text(&words), box);
    box = scene_text(sheet->scene, &subtitle);
    double below = verdict_draw(sheet, &subtitle, box);
    buf_free(&words);
    return below + 8;
}

double frame_panels(struct sheet *detail, const struct sheet *whole, double y)
{
    enum language language = detail->language;
    const struct sheet *sheets[] = {detail, whole};
    const char *names[] = {words_pick(language, "拡大：", "Enlarged: "),
                           words_pick(language, "全体：", "Whole: ")};
    for (int i = 0; i < 2; i++) {
        const struct indicator *indicator = sheets[i]->input->indicator;
        enum frequency unit = indicator->frequency;
        char first[WORDS_SIZE];
        char last[WORDS_SIZE];
        words_period(period_of_day(unit, sheets[i]->time.first), indicator->year_label,
                     language, first);
        words_period(period_of_day(unit, sheets[i]->time.end - 1), indicator->year_label,
                     language, last);
        const char *text =
            arena_printf(detail->scene->arena, "%s%s%s%s%s", names[i], first,
                         words_pick(language, "～", " to "), last,
                         i == 0 ? ""
                                : words_pick(language, "（灰色の期間を左に拡大）",
                                             " (the grey part is enlarged at the left)"));
        scene_text(detail->scene, &(struct scene_text){.text = text,
                                                       .x = sheets[i]->plot.x,
                                                       .y = y + 4,
                                                       .size = LABEL_SIZE,
                                                       .bold = true,
                                                       .colour = PALETTE_INK,
                                                       .width = sheets[i]->plot.w,
                                                       .lines = 1,
                                                       .role = SCENE_ROLE_PANEL});
    }
    return y + PANEL_HEIGHT;
}

void frame_band(struct sheet *whole, const struct timeaxis *detail)
{
    double left = floor(timeaxis_x(&whole->time, detail->first));
    double right = ceil(timeaxis_x(&whole->time, detail->end));
    scene_rect(whole->scene,
               (struct scene_box){left, whole->plot.y, right - left, whole->plot.h},
               (struct scene_style){.fill = PALETTE_BAND}, SCENE_ROLE_PANEL);
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

/* Bars, balances and most levels begin at zero; where they do not, heights mislead. */
static const char *say_cut(const struct sheet *sheet)
{
    if (sheet->values.low <= 0 && sheet->values.high >= 0)
        return "";
    return words_pick(sheet->language, "（縦軸は0から始まっていません）",
                      " (the axis does not begin at 0)");
}

struct scene_text frame_unit(const struct sheet *sheet)
{
    const char *unit = phrase_unit(sheet->input->indicator, sheet->language);
    const char *name = words_pick(sheet->language, "単位：", "Unit: ");
    return (struct scene_text){.text = arena_printf(sheet->scene->arena, "%s%s%s",
                                                    str_empty(unit) ? "" : name, unit,
                                                    say_cut(sheet)),
                               .x = SHEET_LEFT,
                               .y = sheet->plot.y - 26 - sheet->unit_rise,
                               .size = LABEL_SIZE,
                               .colour = PALETTE_SOFT,
                               .role = SCENE_ROLE_UNIT};
}

static void put_ticks(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->values.count; i++) {
        double share = (double)i / (double)(sheet->values.count - 1);
        char text[WORDS_SIZE];
        print_tick(sheet, i, text);
        scene_text(sheet->scene,
                   &(struct scene_text){.text = text,
                                        .x = sheet->plot.x - 9,
                                        .y = sheet->plot.y + (1 - share) * sheet->plot.h,
                                        .middle = true,
                                        .align = SCENE_RIGHT,
                                        .size = LABEL_SIZE,
                                        .colour = PALETTE_SOFT,
                                        .role = SCENE_ROLE_VALUE_TICK});
    }
    struct scene_text unit = frame_unit(sheet);
    if (!str_empty(unit.text))
        scene_text(sheet->scene, &unit);
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
    }
    if (sheet->is_first)
        put_ticks(sheet);
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
    struct scene_point axis[] = {{sheet->plot.x, bottom},
                                 {sheet->plot.x + sheet->plot.w, bottom}};
    scene_line(sheet->scene, axis, 2, (struct scene_style){.stroke = PALETTE_AXIS, .width = 1},
               SCENE_ROLE_GRID);
    for (size_t i = 0; i < ticks->line_count; i++) {
        double x = floor(ticks->lines[i].x) + 0.5;
        struct scene_point mark[] = {{x, bottom},
                                     {x, bottom + (ticks->lines[i].major ? 6 : 4)}};
        scene_line(sheet->scene, mark, 2,
                   (struct scene_style){.stroke = PALETTE_AXIS, .width = 1}, SCENE_ROLE_GRID);
    }
}

/* Of a few annual values among many years each has its year under it. */
static void name_values(const struct sheet *sheet, struct timeaxis_style *style)
{
    const struct series *series = sheet->input->series;
    struct period *named = arena_alloc(sheet->scene->arena, NAMED_MOST, sizeof *named);
    size_t count = 0;
    for (size_t i = 0; plot_has_bars(sheet->input->indicator) && i < series->count; i++) {
        if (!series_has_value(&series->observations[i]))
            continue;
        if (count == NAMED_MOST)
            return;
        named[count++] = series->observations[i].period;
    }
    style->named = named;
    style->named_count = count;
}

double frame_time(struct sheet *sheet)
{
    const struct indicator *indicator = sheet->input->indicator;
    struct timeaxis_style style = {.frequency = indicator->frequency,
                                   .year_label = indicator->year_label,
                                   .language = sheet->language,
                                   .size = LABEL_SIZE};
    name_values(sheet, &style);
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
    if (sheet->is_first && ticks->years && !ticks->with_unit) {
        put_row_name(sheet, 0, top);
        if (below)
            put_row_name(sheet, 1, top + ROW_HEIGHT);
    }
    return top + (below ? 2 : 1) * ROW_HEIGHT + 6;
}

static double put_line(struct scene *scene, double y, const char *words, int lines)
{
    struct scene_text text = {.text = words,
                              .x = SHEET_LEFT,
                              .y = y,
                              .size = FOOT_SIZE,
                              .colour = PALETTE_SOFT,
                              .width = inner_width(scene),
                              .lines = lines,
                              .role = SCENE_ROLE_FOOT};
    struct scene_box box = scene_text(scene, &text);
    return box.y + box.h + 4;
}

static double put_lines(struct scene *scene, const char *const *lines, size_t count, double y,
                        int most)
{
    struct scene_point rule[] = {{SHEET_LEFT, floor(y) + 0.5},
                                 {scene->width - SHEET_LEFT, floor(y) + 0.5}};
    scene_line(scene, rule, 2, (struct scene_style){.stroke = PALETTE_GRID, .width = 1},
               SCENE_ROLE_NONE);
    y += 8;
    for (size_t i = 0; i < count; i++) {
        if (!str_empty(lines[i]))
            y = put_line(scene, y, lines[i], most);
    }
    return y + 10;
}

double frame_lines(struct scene *scene, const char *const *lines, size_t count, double y)
{
    return put_lines(scene, lines, count, y, 2);
}

static const char *keep(const struct sheet *sheet, struct buf *words)
{
    const char *kept = arena_strdup(sheet->scene->arena, buf_text(words));
    buf_reset(words);
    return kept;
}

double frame_foot(struct sheet *sheet, bool programs, const char *names, double y)
{
    bool compact = sheet->thrift >= SHEET_COMPACT;
    const char *lines[5] = {0};
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    frame_notes(sheet, &words);
    lines[0] = keep(sheet, &words);
    caption_sources(sheet->input, &words);
    if (compact)
        buf_puts(&words, words_pick(sheet->language, "　", " · "));
    else
        lines[1] = keep(sheet, &words);
    caption_stamp(sheet->input, &words);
    lines[2] = keep(sheet, &words);
    lines[3] = names;
    lines[4] = programs ? words_caution(sheet->language) : "";
    buf_free(&words);
    return put_lines(sheet->scene, lines, 5, y, sheet->thrift >= SHEET_FEW_NOTES ? 1 : 2);
}
