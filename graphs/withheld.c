/* SPDX-License-Identifier: GPL-3.0-or-later */
/* withheld: see withheld.h. */
#include "graphs/withheld.h"

#include "config/limits.h"
#include "config/phrase.h"
#include "graphs/caption.h"
#include "graphs/describe.h"
#include "graphs/plot.h"
#include "graphs/shape.h"

static enum language language_of(const struct chart_input *input)
{
    return input->settings->site.language;
}

size_t withheld_count(const struct series *series)
{
    size_t count = 0;
    for (size_t i = 0; series != NULL && i < series->count; i++)
        count += series->observations[i].masked;
    return count;
}

bool withheld_above(const struct chart_input *input, struct decimal highest)
{
    struct decimal least = {input->settings->site.min_cell, 0};
    return withheld_count(input->series) > 0 && decimal_compare(highest, least) < 0;
}

bool withheld_below(const struct chart_input *input, struct decimal lowest)
{
    return withheld_count(input->series) > 0 &&
           decimal_compare(lowest, (struct decimal){0, 0}) > 0;
}

/* "5件未満", "below 5 cases" */
static void put_bound(const struct chart_input *input, struct buf *out)
{
    enum language language = language_of(input);
    struct decimal least = {input->settings->site.min_cell, 0};
    buf_puts(out, words_pick(language, "", "below "));
    phrase_value(input->indicator, least, language, out);
    buf_puts(out, words_pick(language, "未満", ""));
}

static const char *say_bound(const struct chart_input *input, struct arena *arena)
{
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    put_bound(input, &words);
    return buf_keep(&words, arena);
}

const char *withheld_none(const struct chart_input *input, struct arena *arena)
{
    enum language language = language_of(input);
    if (withheld_count(input->series) == 0)
        return caption_none(language);
    return arena_printf(arena, "%s%s%s",
                        words_pick(language, "公表する実績値はありません（",
                                   "No value is published (all withheld, being "),
                        say_bound(input, arena), words_pick(language, "のため秘匿）", ")"));
}

void withheld_newest(const struct chart_input *input, struct buf *out)
{
    enum language language = language_of(input);
    const struct observation *newest = NULL;
    for (size_t i = 0; i < input->series->count; i++) {
        const struct observation *here = &input->series->observations[i];
        if (here->masked)
            newest = here;
        else if (series_has_value(here))
            newest = NULL;
    }
    if (newest == NULL)
        return;
    char period[WORDS_SIZE];
    words_period(newest->period, input->indicator->year_label, language, period);
    buf_printf(out, "%s%s%s", words_pick(language, "（", " ("), period,
               words_pick(language, "は秘匿）", " is withheld)"));
}

/* How many on the axis have room for their sign, and how many have none. */
static void count_signs(const struct sheet *sheet, const struct series *series, size_t *shown,
                        size_t *hidden)
{
    for (size_t i = 0; series != NULL && i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        struct scene_text sign;
        if (!here->masked || !timeaxis_shows(&sheet->time, period_start(here->period),
                                             period_end(here->period)))
            continue;
        bool signs = series == sheet->input->series && plot_missing(sheet, here, &sign);
        *(signs ? shown : hidden) += 1;
    }
}

/* What cannot be told without them. */
static const char *say_loss(const struct sheet *sheet)
{
    const struct chart_input *input = sheet->input;
    enum language language = sheet->language;
    if (withheld_count(input->series) == 0)
        return "";
    bool limits = limits_shown(input->settings, input->indicator);
    bool mean = shape_has_mean(input->indicator, input->series);
    bool some = plot_shows_mean(sheet);
    if (limits && mean)
        return some ? words_pick(language,
                                 "このため管理限界は示さず、平均は秘匿のない1年間だけ",
                                 "so no control limits, and means of whole years only")
                    : words_pick(language, "このため管理限界と1年間の平均は示していない",
                                 "so no control limits and no means of a year");
    if (limits)
        return words_pick(language, "このため管理限界は示していない", "so no control limits");
    if (!mean)
        return "";
    return some ? words_pick(language, "このため平均は秘匿のない1年間だけ",
                             "so means of whole years only")
                : words_pick(language, "このため1年間の平均は示していない",
                             "so no means of a year");
}

const char *withheld_note(const struct sheet *sheet)
{
    struct arena *arena = sheet->scene->arena;
    size_t shown = 0;
    size_t hidden = 0;
    count_signs(sheet, sheet->input->series, &shown, &hidden);
    count_signs(sheet, sheet->input->compare, &shown, &hidden);
    if (shown + hidden == 0)
        return "";
    bool ja = sheet->language == LANGUAGE_JA;
    const char *what =
        shown == 0    ? (ja ? "空白に秘匿した値" : "some blanks are withheld")
        : hidden == 0 ? (ja ? "「×」は秘匿" : "× is withheld")
                      : (ja ? "「×」と一部の空白は秘匿" : "× and some blanks are withheld");
    const char *bound = say_bound(sheet->input, arena);
    const char *loss = say_loss(sheet);
    return arena_printf(arena, "%s%s%s%s%s%s", what, ja ? "（" : " (", bound,
                        ja ? (shown == 0 ? "）を含む" : "）") : ")",
                        *loss == '\0' ? "" : (ja ? "。" : "; "), loss);
}

void withheld_describe(const struct chart_input *input, struct buf *out)
{
    size_t count = withheld_count(input->series);
    enum language language = language_of(input);
    if (count == 0)
        return;
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    if (language == LANGUAGE_JA)
        buf_printf(&words, "ほかに%zu期の値は秘匿（", count);
    else
        buf_printf(&words, "%zu more value%s withheld (", count, count == 1 ? " is" : "s are");
    put_bound(input, &words);
    buf_puts(&words, words_pick(language, "）", ")"));
    describe_sentence(language, "", buf_text(&words), out);
    buf_free(&words);
}
