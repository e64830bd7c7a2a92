/* SPDX-License-Identifier: GPL-3.0-or-later */
/* thumbnail: see thumbnail.h. */
#include "graphs/thumbnail.h"

#include <math.h>

#include "config/phrase.h"
#include "core/str.h"
#include "graphs/caption.h"
#include "graphs/plot.h"
#include "graphs/sheet.h"
#include "graphs/withheld.h"

#define MARGIN 14.0
#define TITLE_SIZE 14.0
#define VALUE_SIZE 22.0
#define SMALL_SIZE 11.0
#define PLOT_TOP 86.0
#define PLOT_BOTTOM 154.0
#define LABEL_TOP 159.0
#define NEWEST 3.5 /* radius of the dot at the newest value */

static double inner(const struct sheet *sheet)
{
    return sheet->scene->width - 2 * MARGIN;
}

static struct scene_box put_line(struct sheet *sheet, struct scene_text text)
{
    if (text.colour == PALETTE_NONE)
        text.colour = PALETTE_INK;
    text.lines = 1;
    return scene_text(sheet->scene, &text);
}

/* How final it is and how it changed stand below, as far as there is room. */
static void put_newest(struct sheet *sheet, double y)
{
    const struct indicator *indicator = sheet->input->indicator;
    const struct observation *latest = series_latest(sheet->input->series);
    struct buf words;

    buf_init(&words, SHEET_LIMIT);
    phrase_value(indicator, latest->value, sheet->language, &words);
    struct scene_box box = put_line(sheet, (struct scene_text){.text = buf_text(&words),
                                                               .x = MARGIN,
                                                               .y = y,
                                                               .size = VALUE_SIZE,
                                                               .bold = true,
                                                               .width = inner(sheet),
                                                               .role = SCENE_ROLE_VALUE});
    buf_reset(&words);
    const char *status = words_said(latest, sheet->language);
    if (!str_empty(status))
        buf_printf(&words, "%s%s%s", words_pick(sheet->language, "〔", "["), status,
                   words_pick(sheet->language, "〕", "] "));
    (void)phrase_change(indicator, sheet->input->series, latest, sheet->language, &words);
    if (words.length > 0)
        put_line(sheet, (struct scene_text){.text = buf_text(&words),
                                            .x = MARGIN,
                                            .y = box.y + box.h + 1,
                                            .size = SMALL_SIZE,
                                            .colour = PALETTE_SOFT,
                                            .width = inner(sheet),
                                            .role = SCENE_ROLE_SUBTITLE});
    buf_free(&words);
}

static struct scene_text period_text(const struct sheet *sheet, struct period period)
{
    char words[WORDS_SIZE];

    words_period(period, sheet->input->indicator->year_label, sheet->language, words);
    return (struct scene_text){.text = arena_strdup(sheet->scene->arena, words),
                               .y = LABEL_TOP,
                               .size = SMALL_SIZE,
                               .colour = PALETTE_SOFT,
                               .role = SCENE_ROLE_TIME_TICK};
}

/* The last one always, the first where it has room beside it. */
static void put_periods(struct sheet *sheet, struct period first, struct period last)
{
    struct scene_text right = period_text(sheet, last);
    struct scene_text left = period_text(sheet, first);

    right.align = SCENE_RIGHT;
    right.x = sheet->scene->width - MARGIN;
    left.x = MARGIN;
    struct scene_box box = put_line(sheet, right);
    if (first.n != last.n &&
        !scene_overlap(scene_text_box(sheet->scene, &left), box, 2 * SMALL_SIZE))
        put_line(sheet, left);
}

static void find_ends(const struct series *series, struct period *first, struct period *last)
{
    *last = series_latest(series)->period;
    *first = *last;
    for (size_t i = series->count; i > 0; i--) {
        if (series_has_value(&series->observations[i - 1]))
            *first = series->observations[i - 1].period;
    }
}

/* Nothing but the marks: whoever wants a value looks at the chart. */
static void put_marks(struct sheet *sheet, struct period first, struct period last)
{
    double right = sheet->scene->width - MARGIN;

    sheet->plot = (struct scene_box){MARGIN, PLOT_TOP, right - MARGIN, PLOT_BOTTOM - PLOT_TOP};
    sheet->time = (struct timeaxis){period_start(first), period_end(last), MARGIN, right};
    sheet->values = plot_values(sheet);
    struct plot plot = plot_place(sheet);
    plot_marks(sheet, &plot);
    const struct plot_point *newest = &plot.points[plot.count - 1];
    /* where the line ends */
    double end = plot.shape == CHART_LINE ? (newest->left + newest->right) / 2 : newest->right;
    if (!plot.bars && !newest->soft)
        scene_dot(
            sheet->scene, (struct scene_point){fmin(end, right - NEWEST), newest->y}, NEWEST,
            (struct scene_style){.fill = PALETTE_MAIN, .stroke = PALETTE_PAPER, .width = 1},
            SCENE_ROLE_CURVE);
}

void thumbnail_compose(const struct chart_input *input, struct scene *scene)
{
    struct sheet sheet = {.input = input,
                          .language = input->settings->site.language,
                          .scene = scene,
                          .is_first = true};
    /* what it is beside is told by the chart */
    struct chart_input alone = *input;
    struct period first;
    struct period last;

    alone.compare = NULL;
    alone.outlook = NULL;
    sheet.input = &alone;
    scene->width = THUMBNAIL_WIDTH;
    scene->height = THUMBNAIL_HEIGHT;
    struct scene_box title = put_line(
        &sheet, (struct scene_text){.text = caption_title(input->indicator, sheet.language),
                                    .x = MARGIN,
                                    .y = MARGIN - 4,
                                    .size = TITLE_SIZE,
                                    .width = inner(&sheet),
                                    .role = SCENE_ROLE_TITLE});
    if (!caption_has_values(input->series)) {
        put_line(&sheet, (struct scene_text){.text = withheld_none(input, scene->arena),
                                             .x = scene->width / 2,
                                             .y = (PLOT_TOP + PLOT_BOTTOM) / 2,
                                             .middle = true,
                                             .align = SCENE_CENTRE,
                                             .size = SMALL_SIZE,
                                             .colour = PALETTE_SOFT,
                                             .width = inner(&sheet),
                                             .role = SCENE_ROLE_EMPTY});
        return;
    }
    put_newest(&sheet, title.y + title.h + 3);
    find_ends(input->series, &first, &last);
    put_marks(&sheet, first, last);
    put_periods(&sheet, first, last);
}
