/* SPDX-License-Identifier: GPL-3.0-or-later */
/* change: see change.h. */
#include "graphs/change.h"

#include <math.h>
#include <stdlib.h>

#include "config/limits.h"
#include "config/phrase.h"
#include "core/rolling.h"
#include "graphs/palette.h"
#include "graphs/plot.h"
#include "graphs/shape.h"

#define ROOM 34.0    /* between plot and panel, for its title */
#define HIGHEST 96.0 /* of the panel */
#define SHARE_OF_PLOT 0.3
#define LEAST 44.0
#define TICKS 3
#define MOST                                                                                  \
    150.0          /* per cent: a month after one without visitors would flatten all others   \
                    */
#define SHARE 0.74 /* of the period */
#define SIZE 11.0
#define TITLE_SIZE 12.0
#define CUT_SIZE 10.0
#define CUT_POINT 5.0
#define CUT_GAP 7.0
#define CUTS_TOLD 12

/* A bar beyond the axis. */
struct cut {
    struct period period;
    struct decimal percent;
};

static double find_height(double plot_height)
{
    return fmax(LEAST, fmin(HIGHEST, floor(plot_height * SHARE_OF_PLOT)));
}

double change_height(double plot_height)
{
    return ROOM + find_height(plot_height);
}

/* What is known of all values before each is looked at. */
struct glass {
    const struct chart_input *input;
    bool apt; /* a change in per cent has a meaning */
};

static struct glass look_at(const struct chart_input *input)
{
    return (struct glass){input, phrase_percent_apt(input->indicator, input->series)};
}

static bool find(const struct glass *glass, size_t i, struct decimal *percent)
{
    const struct chart_input *input = glass->input;
    if (!glass->apt)
        return false;
    const struct observation *here = &input->series->observations[i];
    const struct observation *before = series_year_ago(input->series, here->period);
    return series_has_value(here) && before != NULL &&
           limits_compares(input->indicator, before->period, here->period) &&
           phrase_percent_of(input->indicator, here->value, before->value, percent);
}

bool change_wanted(const struct chart_input *input)
{
    const struct series *series = input->series;
    struct decimal percent;
    size_t count = 0;
    bool any = false;
    if (series == NULL || !shape_has_mean(input->indicator, series))
        return false;
    struct glass glass = look_at(input);
    for (size_t i = 0; i < series->count; i++) {
        count += series_has_value(&series->observations[i]);
        any = any || find(&glass, i, &percent);
    }
    return any && count > rolling_year(series->frequency);
}

static struct axis make_axis(const struct sheet *sheet)
{
    const struct series *series = sheet->input->series;
    struct glass glass = look_at(sheet->input);
    double low = 0;
    double high = 0;
    for (size_t i = 0; i < series->count; i++) {
        struct decimal percent;
        if (!plot_shows(sheet, &series->observations[i]) || !find(&glass, i, &percent))
            continue;
        low = fmin(low, decimal_double(percent));
        high = fmax(high, decimal_double(percent));
    }
    return axis_make(low, fmin(high, MOST), TICKS, 1);
}

bool change_is_cut(const struct sheet *sheet)
{
    const struct series *series = sheet->input->series;
    struct axis axis = make_axis(sheet);
    struct glass glass = look_at(sheet->input);
    for (size_t i = 0; i < series->count; i++) {
        struct decimal percent;
        if (plot_shows(sheet, &series->observations[i]) && find(&glass, i, &percent) &&
            decimal_double(percent) > axis.high)
            return true;
    }
    return false;
}

static void put_text(struct sheet *sheet, const char *text, struct scene_point at,
                     enum scene_align align, bool bold)
{
    scene_text(sheet->scene, &(struct scene_text){.text = text,
                                                  .x = at.x,
                                                  .y = at.y,
                                                  .middle = true,
                                                  .align = align,
                                                  .size = SIZE,
                                                  .bold = bold,
                                                  .halo = bold,
                                                  .colour = bold ? PALETTE_INK : PALETTE_SOFT,
                                                  .role = SCENE_ROLE_CHANGE});
}

static void draw_axis(struct sheet *sheet, const struct axis *axis, struct scene_box box)
{
    for (size_t i = 0; i < axis->count; i++) {
        struct decimal tick = axis_tick(axis, i);
        double y = axis_y(axis, decimal_double(tick), box.y + box.h, box.y);
        struct scene_point line[] = {{box.x, floor(y) + 0.5}, {box.x + box.w, floor(y) + 0.5}};
        bool zero = decimal_is_zero(tick);
        scene_line(
            sheet->scene, line, 2,
            (struct scene_style){.stroke = zero ? PALETTE_AXIS : PALETTE_GRID, .width = 1},
            SCENE_ROLE_GRID);
        char text[WORDS_SIZE];
        words_value(tick, axis_places(axis), sheet->language, text);
        if (sheet->is_first)
            put_text(sheet, text, (struct scene_point){box.x - 9, y}, SCENE_RIGHT, false);
    }
}

/* Broken near its top, and pointed: it goes on. */
static void draw_cut(struct sheet *sheet, struct scene_box bar)
{
    struct scene_point point[] = {{bar.x, bar.y + 0.5},
                                  {bar.x + bar.w / 2, bar.y - CUT_POINT},
                                  {bar.x + bar.w, bar.y + 0.5}};
    struct scene_point gap[] = {{bar.x - 1, bar.y + CUT_GAP + 2},
                                {bar.x + bar.w + 1, bar.y + CUT_GAP - 2}};
    scene_area(sheet->scene, point, 3, (struct scene_style){.fill = PALETTE_MAIN},
               SCENE_ROLE_CHANGE);
    scene_line(sheet->scene, gap, 2, (struct scene_style){.stroke = PALETTE_PAPER, .width = 2},
               SCENE_ROLE_NONE);
}

static void draw_bar(struct sheet *sheet, const struct axis *axis, struct scene_box box,
                     struct period period, double percent)
{
    double left = timeaxis_x(&sheet->time, period_start(period));
    double right = timeaxis_x(&sheet->time, period_end(period));
    double width = (right - left) * SHARE;
    double zero = axis_y(axis, 0, box.y + box.h, box.y);
    double y = axis_y(axis, percent, box.y + box.h, box.y);
    scene_rect(
        sheet->scene,
        (struct scene_box){(left + right - width) / 2, fmin(y, zero), width, fabs(y - zero)},
        (struct scene_style){.fill = PALETTE_MAIN}, SCENE_ROLE_CHANGE);
    if (percent > axis->high)
        draw_cut(sheet, (struct scene_box){(left + right - width) / 2, box.y, width, zero});
}

/* Returns its right end. */
static double put_title(struct sheet *sheet, struct scene_box box)
{
    bool months = sheet->input->indicator->frequency == FREQUENCY_MONTHLY;
    const char *text = months
                           ? words_pick(sheet->language, "前年同月比（％）",
                                        "Change on the same month of the year before (%)")
                           : words_pick(sheet->language, "前年同期比（％）",
                                        "Change on the same quarter of the year before (%)");
    struct scene_box title =
        scene_text(sheet->scene, &(struct scene_text){.text = text,
                                                      .x = SHEET_LEFT,
                                                      .y = box.y - 24,
                                                      .size = TITLE_SIZE,
                                                      .colour = PALETTE_SOFT,
                                                      .role = SCENE_ROLE_CHANGE});
    return title.x + title.w;
}

/* What a cut bar would reach; false where `taken` has no room for it. */
static bool put_cut_value(struct sheet *sheet, struct scene_box box, struct cut cut,
                          const struct scene_box *taken, size_t count, struct scene_box *out)
{
    char words[WORDS_SIZE];
    words_change(decimal_round(cut.percent, 0), 0, sheet->language, words);
    double left = timeaxis_x(&sheet->time, period_start(cut.period));
    struct scene_text text = {
        .text = words,
        .x = (left + timeaxis_x(&sheet->time, period_end(cut.period))) / 2,
        .y = box.y - CUT_POINT - SIZE / 2 - 1,
        .middle = true,
        .align = SCENE_CENTRE,
        .size = CUT_SIZE,
        .halo = true,
        .colour = PALETTE_SOFT,
        .role = SCENE_ROLE_CHANGE,
    };
    struct scene_box size = scene_text_box(sheet->scene, &text);
    text.x = fmax(text.x, box.x + size.w / 2);
    text.x = fmin(text.x, box.x + box.w - size.w / 2);
    *out = scene_text_box(sheet->scene, &text);
    for (size_t i = 0; i < count; i++) {
        if (out->x < taken[i].x + taken[i].w + 4 && taken[i].x < out->x + out->w + 4)
            return false;
    }
    scene_text(sheet->scene, &text);
    return true;
}

static int by_size(const void *a, const void *b)
{
    const struct cut *x = a;
    const struct cut *y = b;
    int order = decimal_compare(y->percent, x->percent);
    return order != 0 ? order : period_compare(x->period, y->period);
}

/* Of bars side by side the largest is told. */
static void put_cut_values(struct sheet *sheet, const struct axis *axis, struct scene_box box,
                           double title_right)
{
    const struct series *series = sheet->input->series;
    struct arena *arena = sheet->scene->arena;
    struct glass glass = look_at(sheet->input);
    struct cut *cuts = arena_alloc(arena, series->count + 1, sizeof *cuts);
    struct scene_box *taken = arena_alloc(arena, series->count + 1, sizeof *taken);
    size_t count = 0;
    size_t told = 0;
    for (size_t i = 0; i < series->count; i++) {
        struct cut *cut = &cuts[count];
        cut->period = series->observations[i].period;
        if (plot_shows(sheet, &series->observations[i]) && find(&glass, i, &cut->percent) &&
            decimal_double(cut->percent) > axis->high)
            count++;
    }
    qsort(cuts, count, sizeof *cuts, by_size);
    taken[told++] = (struct scene_box){.x = 0, .w = title_right};
    for (size_t i = 0; i < count && told <= CUTS_TOLD; i++)
        told += put_cut_value(sheet, box, cuts[i], taken, told, &taken[told]);
}

/* Behind the newest bar. */
static void put_newest(struct sheet *sheet, const struct axis *axis, struct scene_box box)
{
    const struct observation *latest = series_latest(sheet->input->series);
    struct glass glass = look_at(sheet->input);
    struct decimal percent;
    if (latest == NULL || !plot_shows(sheet, latest) ||
        !find(&glass, (size_t)(latest - sheet->input->series->observations), &percent))
        return;
    char text[WORDS_SIZE];
    bool far = decimal_double(percent) >= 1000; /* its tenths would leave the picture */
    words_change(percent, far ? 0 : 1, sheet->language, text);
    double y = axis_y(axis, decimal_double(percent), box.y + box.h, box.y);
    put_text(sheet, text,
             (struct scene_point){timeaxis_x(&sheet->time, period_end(latest->period)) + 4,
                                  fmin(fmax(y, box.y + SIZE / 2), box.y + box.h - SIZE / 2)},
             SCENE_LEFT, true);
}

void change_draw(struct sheet *sheet)
{
    const struct series *series = sheet->input->series;
    struct scene_box box = {sheet->plot.x, sheet->plot.y + sheet->plot.h + ROOM, sheet->plot.w,
                            find_height(sheet->plot.h)};
    struct axis axis = make_axis(sheet);
    struct glass glass = look_at(sheet->input);
    double title_right = sheet->is_first ? put_title(sheet, box) : 0;
    draw_axis(sheet, &axis, box);
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        struct decimal percent;
        if (plot_shows(sheet, here) && find(&glass, i, &percent))
            draw_bar(sheet, &axis, box, here->period, decimal_double(percent));
    }
    put_cut_values(sheet, &axis, box, title_right);
    if (sheet->is_first)
        put_newest(sheet, &axis, box);
}

bool change_say(const struct chart_input *input, struct buf *out)
{
    const struct observation *latest = series_latest(input->series);
    enum language language = input->settings->site.language;
    struct decimal percent;
    char text[WORDS_SIZE];
    if (latest == NULL || !change_wanted(input))
        return false;
    struct glass glass = look_at(input);
    if (!find(&glass, (size_t)(latest - input->series->observations), &percent))
        return false;
    words_change(percent, 1, language, text);
    if (language == LANGUAGE_JA)
        buf_printf(out, "%s%s％",
                   input->indicator->frequency == FREQUENCY_MONTHLY ? "前年同月比"
                                                                    : "前年同期比",
                   text);
    else
        buf_printf(out, "%s%% on the year before", text);
    return true;
}
