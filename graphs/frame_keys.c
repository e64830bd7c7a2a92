/* SPDX-License-Identifier: GPL-3.0-or-later */
/* frame_keys: the legend of a chart: what its lines, bars and shades are. */
#include "graphs/frame.h"

#include <math.h>

#include "config/limits.h"
#include "core/str.h"
#include "graphs/caption.h"
#include "graphs/limit.h"
#include "graphs/outlook.h"
#include "graphs/palette.h"
#include "graphs/plot.h"

#define SIZE 12.0
#define HEIGHT 24.0
#define SWATCH 26.0
#define GAP 6.0
#define APART 24.0
#define NAME_WIDTH 560.0
#define MARK 4.6
#define BAND 6.0 /* half of the swatch of the limits */

/* Where the next key stands. */
struct place {
    struct sheet *sheet;
    double x;
    double top;
    size_t count;
};

enum swatch { SWATCH_NONE, SWATCH_BOX, SWATCH_LINE, SWATCH_DOT };

static void put_swatch(const struct place *place, enum swatch swatch, struct scene_style style)
{
    struct scene *scene = place->sheet->scene;
    double middle = place->top + HEIGHT / 2;
    struct scene_point line[] = {{place->x, floor(middle) + 0.5},
                                 {place->x + SWATCH, floor(middle) + 0.5}};
    if (swatch == SWATCH_BOX)
        scene_rect(scene, (struct scene_box){place->x, middle - 5, SWATCH, 10}, style,
                   SCENE_ROLE_NONE);
    else if (swatch == SWATCH_LINE)
        scene_line(scene, line, 2, style, SCENE_ROLE_NONE);
    else if (swatch == SWATCH_DOT)
        scene_dot(scene, (struct scene_point){place->x + SWATCH / 2, middle}, 3.5, style,
                  SCENE_ROLE_NONE);
}

/* Beside the last one, or at the left below; returns the middle of its swatch. */
static struct scene_point put_key(struct place *place, const char *text, enum swatch swatch,
                                  struct scene_style style)
{
    struct scene *scene = place->sheet->scene;
    struct scene_text word = {.text = text,
                              .middle = true,
                              .size = SIZE,
                              .colour = PALETTE_INK,
                              .width = NAME_WIDTH,
                              .lines = 1,
                              .role = SCENE_ROLE_KEY};
    double width = SWATCH + GAP + scene_text_box(scene, &word).w;
    if (place->count > 0 && place->x + width > scene->width - SHEET_LEFT) {
        place->x = SHEET_LEFT;
        place->top += HEIGHT;
    }
    put_swatch(place, swatch, style);
    word.x = place->x + SWATCH + GAP;
    word.y = place->top + HEIGHT / 2;
    scene_text(scene, &word);
    struct scene_point swatch_at = {place->x + SWATCH / 2, place->top + HEIGHT / 2};
    place->x += width + APART;
    place->count++;
    return swatch_at;
}

static bool has_status(const struct sheet *sheet, enum observation_status status)
{
    const struct series *series = sheet->input->series;
    for (size_t i = 0; i < series->count; i++) {
        if (series->observations[i].status == status)
            return true;
    }
    return false;
}

/* The key shows what the plot does, a pale bar or a hollow dot, and says the words that stand
 * behind a value. */
static void put_soft(struct place *place, bool bars)
{
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    for (int status = OBSERVATION_FINAL; status <= OBSERVATION_MISSING; status++) {
        enum observation_status here = (enum observation_status)status;
        if (plot_is_soft(here) && has_status(place->sheet, here))
            buf_printf(&words, "%s%s",
                       words.length == 0 ? "" : words_pick(place->sheet->language, "・", ", "),
                       words_status(here, place->sheet->language));
    }
    struct scene_style style = {.fill = bars ? PALETTE_MAIN_PALE : PALETTE_PAPER,
                                .stroke = PALETTE_MAIN,
                                .width = bars ? 1 : 1.6};
    if (words.length > 0)
        put_key(place, buf_text(&words), bars ? SWATCH_BOX : SWATCH_DOT, style);
    buf_free(&words);
}

static void put_own(struct place *place, bool bars)
{
    struct scene_style own = {.stroke = PALETTE_MAIN, .width = 2.4};
    if (bars)
        own = (struct scene_style){.fill = PALETTE_MAIN};
    put_key(place, caption_title(place->sheet->input->indicator, place->sheet->language),
            bars ? SWATCH_BOX : SWATCH_LINE, own);
}

static void put_compare(struct place *place)
{
    put_key(place,
            caption_title(place->sheet->input->indicator->compare, place->sheet->language),
            SWATCH_LINE, (struct scene_style){.stroke = PALETTE_COMPARE, .width = 1.8});
}

/* The months under their mean; with the name of whose they are, where another is beside. */
static void put_mean(struct place *place, bool named)
{
    const struct sheet *sheet = place->sheet;
    enum frequency frequency = sheet->input->indicator->frequency;
    enum language language = sheet->language;
    const char *what = frequency == FREQUENCY_MONTHLY
                           ? words_pick(language, "各月の値", "each month")
                           : words_pick(language, "各四半期の値", "each quarter");
    if (named)
        what = arena_printf(sheet->scene->arena, "%s%s%s",
                            caption_title(sheet->input->indicator, language),
                            words_pick(language, "：", ": "), what);
    put_key(place, what, SWATCH_LINE,
            (struct scene_style){.stroke = PALETTE_MAIN, .width = 1.5});
    put_key(place, caption_mean(frequency, language), SWATCH_LINE,
            (struct scene_style){.stroke = PALETTE_MEAN, .width = 2.8});
}

/* The days under their mean. */
static void put_days(struct place *place, size_t days)
{
    put_key(place, words_pick(place->sheet->language, "各日の値", "each day"), SWATCH_LINE,
            (struct scene_style){.stroke = PALETTE_DAYS, .width = 1.5});
    put_key(place, plot_days_words(place->sheet, days), SWATCH_LINE, plot_days_style(days));
}

/* A band between two limits around the mean, as the plot has it. */
static void put_band(const struct place *place, struct scene_point at)
{
    struct scene *scene = place->sheet->scene;
    bool lines = !limit_follows(place->sheet);
    bool band = !lines || plot_has_bars(place->sheet->input->indicator);
    enum scene_dash dash =
        limit_newest(place->sheet->limits)->grade == XMR_TRIAL ? SCENE_DOTTED : SCENE_DASHED;
    double left = at.x - SWATCH / 2;
    if (band)
        scene_rect(scene, (struct scene_box){left, at.y - BAND, SWATCH, 2 * BAND},
                   (struct scene_style){.fill = PALETTE_LIMIT_BAND}, SCENE_ROLE_NONE);
    for (int i = -1; lines && i <= 1; i++) {
        double y = floor(at.y + i * BAND) + 0.5;
        struct scene_point line[] = {{left, y}, {left + SWATCH, y}};
        scene_line(scene, line, 2,
                   (struct scene_style){.stroke = PALETTE_LIMIT,
                                        .width = 1,
                                        .dash = i == 0 ? SCENE_CHAIN : dash},
                   SCENE_ROLE_NONE);
    }
}

static void put_limits(struct place *place)
{
    const struct sheet *sheet = place->sheet;
    if (!limit_any(sheet->limits))
        return;
    int direction = limits_direction(sheet->input->indicator);
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    limit_key_words(sheet->input, sheet->limits, &words);
    put_band(place, put_key(place, buf_text(&words), SWATCH_NONE, (struct scene_style){0}));
    buf_free(&words);
    for (int i = XMR_IMPROVEMENT; i <= XMR_LOW; i++) {
        enum xmr_sign sign = (enum xmr_sign)i;
        if (limit_has_sign(sheet, sign))
            limit_mark(sheet->scene,
                       put_key(place, limit_sign_words(sign, direction, sheet->language),
                               SWATCH_NONE, (struct scene_style){0}),
                       MARK, sign, SCENE_ROLE_NONE);
    }
}

double frame_keys(struct sheet *sheet, double y)
{
    const struct indicator *indicator = sheet->input->indicator;
    bool bars = plot_has_bars(indicator);
    struct place place = {.sheet = sheet, .x = SHEET_LEFT, .top = y};
    bool compared = plot_shows_compare(sheet) && indicator->compare != NULL;
    bool mean = plot_shows_mean(sheet) && !plot_has_stems(sheet);
    if (compared && !mean)
        put_own(&place, bars);
    if (mean)
        put_mean(&place, compared);
    if (compared)
        put_compare(&place);
    if (plot_days_window(sheet) > 0)
        put_days(&place, plot_days_window(sheet));
    if (plot_shades_below(sheet))
        put_key(&place, words_pick(sheet->language, "0を下回る部分", "below zero"), SWATCH_BOX,
                (struct scene_style){.fill = PALETTE_BELOW});
    put_soft(&place, bars);
    put_limits(&place);
    if (outlook_any(sheet))
        outlook_mark(sheet->scene, put_key(&place, outlook_words(sheet->language), SWATCH_NONE,
                                           (struct scene_style){0}));
    return place.count == 0 ? y : place.top + HEIGHT;
}
