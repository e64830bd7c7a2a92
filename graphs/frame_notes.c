/* SPDX-License-Identifier: GPL-3.0-or-later */
/* frame_notes: what has to be said of blanks, signs and what is not shown. */
#include "graphs/frame.h"

#include <string.h>

#include "config/course.h"
#include "graphs/caption.h"
#include "graphs/change.h"
#include "graphs/limit.h"
#include "graphs/plot.h"
#include "graphs/withheld.h"

static bool is_on_axis(const struct sheet *sheet, const struct observation *observation)
{
    return timeaxis_shows(&sheet->time, period_start(observation->period),
                          period_end(observation->period));
}

/* Between two known periods: no figure that anybody knows of. What a publisher printed as
 * missing is known; where only the axis goes on there is no period that lacks its figure. */
static bool has_blank(const struct sheet *sheet, const struct series *series)
{
    const struct observation *before = NULL;
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        if (here->status == OBSERVATION_FORECAST || !is_on_axis(sheet, here))
            continue;
        if (before != NULL && period_compare(period_next(before->period), here->period) != 0)
            return true;
        before = here;
    }
    return false;
}

/* The signs that stand in the plot, "「X」「―」"; *hidden when one has no room there. */
static void gather_signs(const struct sheet *sheet, struct buf *out, bool *hidden)
{
    const struct series *series = sheet->input->series;
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        struct scene_text sign;
        if (here->status != OBSERVATION_MISSING || here->masked || !is_on_axis(sheet, here))
            continue;
        if (!plot_missing(sheet, here, &sign)) {
            *hidden = true;
            continue;
        }
        const char *quoted = arena_printf(sheet->scene->arena, "「%s」", sign.text);
        if (strstr(buf_text(out), quoted) == NULL)
            buf_puts(out, quoted);
    }
}

static void put_note(const char *text, struct frame_notes *out)
{
    if (out->count < FRAME_NOTES_MOST)
        out->texts[out->count++] = text;
}

static void note_blanks(const struct sheet *sheet, struct frame_notes *out)
{
    const struct chart_input *input = sheet->input;
    bool hidden = false;
    struct buf signs;
    buf_init(&signs, SHEET_LIMIT);
    gather_signs(sheet, &signs, &hidden);
    if (has_blank(sheet, input->series) ||
        (plot_shows_compare(sheet) && has_blank(sheet, input->compare)))
        put_note(words_pick(sheet->language, "空白は公表値を確認できていない期間",
                            "blank where no published figure was confirmed"),
                 out);
    if (signs.length > 0)
        put_note(arena_printf(sheet->scene->arena, "%s%s", buf_text(&signs),
                              words_pick(sheet->language, "は公表資料に数値のない期間",
                                         " where the publisher prints no figure")),
                 out);
    if (hidden)
        put_note(words_pick(sheet->language, "公表資料に数値のない期間も空白",
                            "blank, too, where the publisher prints no figure"),
                 out);
    buf_free(&signs);
}

/* A comparison that is known from earlier on is not shown before the series. */
static void note_compare(const struct sheet *sheet, struct frame_notes *out)
{
    const struct chart_input *input = sheet->input;
    bool earlier = false;
    if (!plot_shows_compare(sheet) || input->indicator->compare == NULL)
        return;
    for (size_t i = 0; i < input->compare->count; i++) {
        const struct observation *here = &input->compare->observations[i];
        earlier = earlier ||
                  (series_has_value(here) && period_end(here->period) <= sheet->time.first);
    }
    if (!earlier)
        return;
    char first[WORDS_SIZE];
    words_period(period_of_day(input->compare->frequency, sheet->time.first),
                 input->indicator->year_label, sheet->language, first);
    const char *title = caption_title(input->indicator->compare, sheet->language);
    put_note(sheet->language == LANGUAGE_JA
                 ? arena_printf(sheet->scene->arena, "「%s」は%s以降を表示", title, first)
                 : arena_printf(sheet->scene->arena, "%s is shown from %s on", title, first),
             out);
}

static void note_revision(const struct sheet *sheet, struct frame_notes *out)
{
    struct revision revision;
    if (!plot_shows_revision(sheet, &revision))
        return;
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    buf_puts(&words, words_pick(sheet->language, "矢印は直近の大きな改定：",
                                "the arrow is the last big revision, "));
    caption_revision(sheet->input, &revision, &words);
    put_note(buf_keep(&words, sheet->scene->arena), out);
}

static void note_stems(const struct sheet *sheet, struct frame_notes *out)
{
    if (plot_has_stems(sheet))
        put_note(words_pick(sheet->language,
                            "値のある期間が少ないため、線で結ばず点と縦線で示す",
                            "too few values to join: each is a dot on a stem"),
                 out);
}

/* A declared break on the axis leaves a year without means and changes. */
static void note_breaks(const struct sheet *sheet, struct frame_notes *out)
{
    const struct indicator *indicator = sheet->input->indicator;
    bool any = false;
    for (size_t i = 0; i < indicator->rebase_count; i++) {
        int32_t day = period_start(indicator->rebases[i].period);
        any = any || (day > sheet->time.first && day < sheet->time.end);
    }
    if (any && plot_shows_mean(sheet))
        put_note(
            words_pick(sheet->language, "統計の断層をまたぐ1年の平均と前年比は示していない",
                       "no mean of a year and no change on the year before across a break "
                       "in the series"),
            out);
}

/* What the gap to the path is reckoned with, or why there is none. */
static void note_course(const struct sheet *sheet, struct frame_notes *out)
{
    const struct chart_input *input = sheet->input;
    struct course course;
    if (course_is_broken(input->indicator, input->series))
        put_note(words_pick(sheet->language,
                            "基準値は統計の断層より前の値のため、目標経路との差は示していない",
                            "the baseline is from before a break in the series: no gap to the "
                            "path is shown"),
                 out);
    else if (course_find(input->indicator, input->series, &course) && course.mean)
        put_note(words_pick(
                     sheet->language,
                     "目標経路との差は、基準値と目標値もその月・期までの1年間の平均として計算",
                     "baseline and target are taken as means of the year up to their "
                     "period, too"),
                 out);
}

/* A line without its words is a riddle. */
static void note_unnamed(const struct sheet *sheet, struct frame_notes *out)
{
    if (sheet->unnamed != NULL)
        put_note(arena_printf(
                     sheet->scene->arena, "%s%s",
                     words_pick(sheet->language, "語のない縦線は", "lines without words: "),
                     sheet->unnamed),
                 out);
}

/* First of all, since pictures are copied into slides. */
static void note_embargo(const struct sheet *sheet, struct frame_notes *out)
{
    struct buf words;
    buf_init(&words, ERR_TEXT_SIZE);
    caption_embargo(sheet->input, &words);
    if (words.length > 0)
        put_note(arena_strdup(sheet->scene->arena, buf_text(&words)), out);
    buf_free(&words);
}

struct frame_notes frame_notes_find(const struct sheet *sheet)
{
    struct frame_notes found = {.count = 0};
    if (!caption_has_values(sheet->input->series))
        return found;
    note_embargo(sheet, &found);
    note_blanks(sheet, &found);
    note_stems(sheet, &found);
    if (change_wanted(sheet->input) && sheet->thrift >= SHEET_NO_CHANGES)
        put_note(words_pick(sheet->language, "前年比の図は標準の大きさの図に示す",
                            "changes on the year before are in the picture of standard size"),
                 &found);
    else if (sheet->changes && change_is_cut(sheet))
        put_note(words_pick(sheet->language,
                            "先のとがった棒は目盛りの上端を超える（数値は前年比％）",
                            "pointed bars go on beyond the top of their axis (to the figure "
                            "over them, in %)"),
                 &found);
    note_unnamed(sheet, &found);
    note_breaks(sheet, &found);
    note_course(sheet, &found);
    note_revision(sheet, &found);
    note_compare(sheet, &found);
    const char *notes[] = {withheld_note(sheet), limit_note(sheet), limit_none_note(sheet),
                           limit_care_note(sheet)};
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        if (*notes[i] != '\0')
            put_note(notes[i], &found);
    }
    return found;
}

void frame_notes(const struct sheet *sheet, struct buf *out)
{
    struct frame_notes found = frame_notes_find(sheet);
    for (size_t i = 0; i < found.count; i++)
        buf_printf(out, "%s%s",
                   i == 0 ? words_pick(sheet->language, "注：", "Note: ")
                          : words_pick(sheet->language, "。", "; "),
                   found.texts[i]);
}
