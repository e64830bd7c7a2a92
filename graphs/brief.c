/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brief: see brief.h. Programs: brief_program.c; what is not known: brief_gap.c; questions:
 * brief_ask.c. */
#include "graphs/brief.h"

#include <string.h>

#include "config/course.h"
#include "config/edition.h"
#include "config/limits.h"
#include "config/phrase.h"
#include "core/instant.h"
#include "core/str.h"
#include "graphs/brief_part.h"
#include "graphs/caption.h"
#include "graphs/describe.h"
#include "graphs/limit.h"
#include "graphs/plot.h"
#include "graphs/scene.h"
#include "graphs/withheld.h"

#define PLOT_LEAST 120.0
#define PLOT_MORE 180.0
#define PERIODS 6 /* of the table */
#define TITLE_WIDTH 3.0

/* What is left out first has the greatest rank; see paper.h. */
enum {
    RANK_TARGET = 3,
    RANK_CAUSE = 4,
    RANK_DEFINITION = 5,
    RANK_PEER = 8,
    RANK_WAY = 13,
    RANK_USUAL = 28,
    RANK_FORMER = 9,
    RANK_FORMER_TOO = 40, /* beside one on the figure itself */
    RANK_SENTENCE = 3     /* of a comment, more than of the one before */
};

/* --- head --- */

static const char *say_mark(const struct brief *brief)
{
    return edition_is_internal(brief->settings)
               ? brief_pick(brief, "議会答弁資料（内部資料）",
                            "Brief for the council (internal)")
               : brief_pick(brief, "議会答弁資料（公表されている内容による）",
                            "Brief for the council (of what is public)");
}

/* Of an earlier state what is of then; else of which day it is. */
static const char *say_stamp(const struct brief *brief)
{
    const struct as_of *as_of = &brief->settings->site.as_of;
    struct period today = {FREQUENCY_DAILY, instant_day(brief->chart->now)};
    struct buf words;

    if (as_of->words.text == NULL)
        return arena_printf(brief->arena, "%s%s%s", brief_pick(brief, "", "as of "),
                            brief_period(brief, today), brief_pick(brief, "現在", ""));
    buf_init(&words, BRIEF_LIMIT);
    caption_as_of(brief->settings, &words);
    if (!as_of->whole)
        buf_puts(&words, brief_pick(brief, "（事業・予算・目標は現在の設定による）",
                                    " (programs, budgets, targets: those of now)"));
    return buf_keep(&words, brief->arena);
}

static const char *say_title(const struct brief *brief)
{
    const char *title = caption_title(brief->indicator, brief->language);

    if (brief->input->newer == NULL || brief->now == NULL)
        return title;
    return arena_printf(brief->arena, "%s%s%s%s", title, brief_pick(brief, "（", " ("),
                        brief_period(brief, brief->now->period), brief_pick(brief, "）", ")"));
}

/* "令和3年度　460,000人〔概数〕": whatever figure is named, with what is to be known of it. */
static const char *say_figure(const struct brief *brief, const struct observation *figure,
                              const char *gap)
{
    const char *status = words_said(figure, brief->language);

    return arena_printf(brief->arena, "%s%s%s%s%s%s", brief_period(brief, figure->period), gap,
                        brief_value(brief, brief->indicator, figure),
                        str_empty(status) ? "" : brief_pick(brief, "〔", " ["), status,
                        str_empty(status) ? "" : brief_pick(brief, "〕", "]"));
}

/* The figure in large letters, how it changed below it. */
static void put_figure(const struct brief *brief)
{
    struct buf words;

    if (brief->now == NULL) {
        paper_say(brief->paper, PAPER_LEAD, PAPER_KEPT, brief_caption(brief, caption_latest));
        return;
    }
    paper_say(brief->paper, PAPER_LEAD, PAPER_KEPT,
              say_figure(brief, brief->now, brief_pick(brief, "　", ": ")));
    buf_init(&words, BRIEF_LIMIT);
    (void)phrase_change(brief->indicator, brief->series, brief->now, brief->language, &words);
    withheld_newest(brief->chart, &words);
    paper_say(brief->paper, PAPER_PLAIN, PAPER_KEPT, brief_keep(brief, &words));
    buf_free(&words);
}

static void put_newer(const struct brief *brief)
{
    const struct observation *newer = brief->input->newer;

    if (newer == NULL)
        return;
    paper_say(
        brief->paper, PAPER_PLAIN, PAPER_KEPT,
        arena_printf(brief->arena, "%s%s%s",
                     brief_pick(brief, "より新しい値があります：", "There is a newer value: "),
                     say_figure(brief, newer, " "), brief_pick(brief, "。", ".")));
}

/* What may not be told yet, of anything on the sheet, stands over all the rest. */
static void put_embargo(const struct brief *brief)
{
    const struct brief_input *input = brief->input;
    int64_t until = series_embargo(brief->series);
    struct buf words;

    if (input->newer != NULL && input->newer->embargo > until)
        until = input->newer->embargo;
    for (size_t i = 0; i < input->peer_count; i++) {
        int64_t of_peer = series_embargo(input->peers[i].series);

        until = of_peer > until ? of_peer : until;
    }
    if (until == 0)
        return;
    buf_init(&words, BRIEF_LIMIT);
    caption_until(until, brief->language, &words);
    buf_puts(&words, brief_pick(brief, "。", "."));
    paper_say(brief->paper, PAPER_PLAIN, PAPER_KEPT, buf_keep(&words, brief->arena));
}

/* --- what it means --- */

static void usual(const struct chart_input *chart, struct buf *out)
{
    if (limits_shown(chart->settings, chart->indicator))
        limit_describe_newest(chart, out);
}

static const char *join(const struct brief *brief, const char *a, const char *b)
{
    if (str_empty(a) || str_empty(b))
        return str_empty(a) ? b : a;
    return arena_printf(brief->arena, "%s%s%s", a, brief_pick(brief, "、", "; "), b);
}

static const char *say_aims(const struct brief *brief)
{
    const struct indicator *indicator = brief->indicator;
    const char *target = indicator->target.set ? brief_caption(brief, caption_target) : "";
    const char *baseline =
        indicator->baseline.set ? brief_caption(brief, caption_baseline) : "";

    return join(brief, target, baseline);
}

static const char *say_better(const struct brief *brief)
{
    return brief->indicator->better == BETTER_HIGHER
               ? brief_pick(brief, "高い方がよい指標", "higher is better")
           : brief->indicator->better == BETTER_LOWER
               ? brief_pick(brief, "低い方がよい指標", "lower is better")
               : brief_pick(brief, "高低の良し悪しはない指標", "neither way is better");
}

static void put_meaning(const struct brief *brief)
{
    const char *definition = settings_label(&brief->indicator->definition, brief->language);
    struct paper *paper = brief->paper;

    paper_head(paper, brief_pick(brief, "数値の意味", "What it means"));
    paper_list(paper);
    paper_item(paper, RANK_DEFINITION,
               arena_printf(brief->arena, "%s%s%s%s", definition,
                            str_empty(definition) ? "" : brief_pick(brief, "（", " ("),
                            say_better(brief),
                            str_empty(definition) ? "" : brief_pick(brief, "）", ")")));
    paper_item(paper, RANK_TARGET, say_aims(brief));
    if (brief->now != NULL)
        paper_item(paper, RANK_USUAL, brief_caption(brief, usual));
}

/* --- trend --- */

static void compose_picture(const void *subject, double stretch, struct scene *scene)
{
    chart_compose_inset(subject, PLOT_LEAST + stretch * PLOT_MORE, scene);
}

/* A year that is whole: of months with seasons nothing else tells a trend. */
static bool has_mean(const struct brief *brief)
{
    struct decimal ignored;

    return brief->now != NULL &&
           course_mean(brief->indicator, brief->series, brief->now, &ignored);
}

static void put_trend(const struct brief *brief)
{
    const struct series *compare = brief->chart->compare;
    struct buf words;
    struct err ignored = {0};

    if (brief->now == NULL && (compare == NULL || series_latest(compare) == NULL))
        return;
    paper_head(brief->paper, brief_pick(brief, "推移", "How it went"));
    buf_init(&words, BRIEF_LIMIT);
    chart_describe(brief->chart, &words, &ignored);
    paper_picture(brief->paper, compose_picture, brief->chart, brief_keep(brief, &words));
    if (!brief_has_season(brief) || has_mean(brief))
        describe_way(brief->chart, &words);
    paper_say(brief->paper, PAPER_PLAIN, RANK_WAY, brief_keep(brief, &words));
    buf_free(&words);
}

/* --- beside others --- */

/* Of months and quarters the same one of the year before, then the newest up to the figure. */
static size_t choose_periods(const struct brief *brief, struct period out[PERIODS])
{
    const struct series *series = brief->series;
    const struct observation *ago = series_year_ago(series, brief->now->period);
    size_t count = 0;

    for (size_t i = series->count; i > 0 && count < PERIODS; i--) {
        const struct observation *here = &series->observations[i - 1];

        if (series_has_value(here) || here->masked)
            out[count++] = here->period;
    }
    if (ago != NULL && count == PERIODS && period_compare(ago->period, out[count - 1]) < 0)
        out[count - 1] = ago->period;
    for (size_t i = 0; i < count / 2; i++) {
        struct period swap = out[i];

        out[i] = out[count - 1 - i];
        out[count - 1 - i] = swap;
    }
    return count;
}

/* What is to be known of a figure that stands without its words, "" = nothing. */
static const char *say_soft(const struct brief *brief, const struct observation *observation)
{
    bool soft = plot_is_soft(observation->status) || observation->embargo != 0;

    return soft && series_has_value(observation) ? words_said(observation, brief->language)
                                                 : "";
}

/* Without the unit, which the head says. */
static const char *say_bare(const struct brief *brief, const struct indicator *indicator,
                            const struct observation *observation)
{
    char text[WORDS_SIZE];

    if (observation == NULL)
        return "―";
    if (!series_has_value(observation))
        return brief_value(brief, indicator, observation);
    words_value(observation->value, phrase_places(indicator, observation->value),
                brief->language, text);
    return arena_printf(brief->arena, "%s%s", *say_soft(brief, observation) == '\0' ? "" : "*",
                        text);
}

/* "概数・速報値": what the marked ones of these periods are, of any series. */
static const char *say_marks(const struct brief *brief, const struct period *periods,
                             size_t count)
{
    const struct brief_input *input = brief->input;
    struct buf words;

    buf_init(&words, BRIEF_LIMIT);
    for (size_t i = 0; i <= input->peer_count; i++) {
        const struct series *series = i == 0 ? brief->series : input->peers[i - 1].series;

        for (size_t k = 0; k < count; k++) {
            const struct observation *here = series_find(series, periods[k]);
            const char *soft = here == NULL ? "" : say_soft(brief, here);

            if (*soft != '\0' && strstr(buf_text(&words), soft) == NULL)
                buf_printf(&words, "%s%s",
                           words.length == 0 ? "" : brief_pick(brief, "・", ", "), soft);
        }
    }
    return buf_keep(&words, brief->arena);
}

static const char *say_series(const struct brief *brief, const char *marks)
{
    const char *unit = phrase_unit(brief->indicator, brief->language);
    bool both = !str_empty(unit) && !str_empty(marks);

    if (str_empty(unit) && str_empty(marks))
        return brief_pick(brief, "系列", "Series");
    return arena_printf(brief->arena, "%s%s%s%s%s%s%s",
                        brief_pick(brief, "系列（", "Series ("),
                        str_empty(unit) ? "" : brief_pick(brief, "単位：", "unit: "), unit,
                        both ? brief_pick(brief, "、", "; ") : "",
                        str_empty(marks) ? "" : brief_pick(brief, "*は", "* "), marks,
                        brief_pick(brief, "）", ")"));
}

static void put_series(const struct brief *brief, const struct indicator *indicator,
                       const struct series *series, const struct period *periods, size_t count,
                       int rank)
{
    const char *cells[PERIODS + 1] = {caption_title(indicator, brief->language)};

    for (size_t i = 0; i < count; i++)
        cells[i + 1] = say_bare(brief, indicator, series_find(series, periods[i]));
    paper_cells(brief->paper, rank, cells);
}

static void put_table(const struct brief *brief)
{
    const struct brief_input *input = brief->input;
    struct period periods[PERIODS];
    size_t count = choose_periods(brief, periods);
    const char *marks = say_marks(brief, periods, count);
    struct paper_column columns[PERIODS + 1] = {
        {say_series(brief, marks), TITLE_WIDTH, false}};

    for (size_t i = 0; i < count; i++)
        columns[i + 1] = (struct paper_column){brief_period(brief, periods[i]), 1, true};
    paper_table(brief->paper, columns, count + 1);
    put_series(brief, brief->indicator, brief->series, periods, count, PAPER_KEPT);
    for (size_t i = 0; i < input->peer_count; i++)
        put_series(brief, input->peers[i].indicator, input->peers[i].series, periods, count,
                   RANK_PEER + (int)i);
}

/* --- causes and actions --- */

/* "（令和6年度、まちなか課）": on what and by whom, in front, so that it is left out last. */
static const char *say_origin(const struct brief *brief, const struct comment *comment)
{
    return arena_printf(
        brief->arena, "%s%s%s%s%s%s", brief_pick(brief, "（", " ("),
        brief_period(brief, comment->period), brief_pick(brief, "、", ", "), comment->section,
        comment_is_outrun(comment, series_find(brief->series, comment->period))
            ? brief_pick(brief, "、この後に値が改定された", "; the figure was revised since")
            : "",
        brief_pick(brief, "）", ")"));
}

static void put_part(const struct brief *brief, const struct comment *comment, bool cause,
                     int rank)
{
    const char *text = cause ? comment->cause : comment->action;

    if (str_empty(text))
        return;
    paper_tell(
        brief->paper, rank, RANK_SENTENCE,
        arena_printf(
            brief->arena, "%s%s%s%s%s",
            comment->state == COMMENT_DRAFT ? brief_pick(brief, "【案】", "[draft] ") : "",
            cause ? brief_pick(brief, "要因", "Cause") : brief_pick(brief, "対応", "Action"),
            cause || str_empty(comment->cause) ? say_origin(brief, comment) : "",
            brief_pick(brief, "：", ": "), text));
}

static void put_comment(const struct brief *brief, const struct comment *comment, int rank)
{
    put_part(brief, comment, true, rank);
    put_part(brief, comment, false, rank + 1);
}

/* The one on the value before, where that had one. */
static const struct comment *find_former(const struct brief *brief)
{
    const struct observation *before =
        brief->now == NULL ? NULL : series_before(brief->series, brief->now->period);

    return before == NULL ? NULL
                          : comment_find(brief->input->comments, brief->indicator->id,
                                         before->period, COMMENT_APPROVED);
}

static void put_comments(const struct brief *brief)
{
    const struct comment *comment = brief_comment(brief);
    const struct comment *former = find_former(brief);

    if (comment == NULL && former == NULL)
        return;
    paper_head(brief->paper, brief_pick(brief, "要因と対応", "Causes and actions"));
    if (comment != NULL)
        put_comment(brief, comment, RANK_CAUSE);
    if (former != NULL)
        put_comment(brief, former, comment == NULL ? RANK_FORMER : RANK_FORMER_TOO);
}

/* --- the whole --- */

static void put_foot(const struct brief *brief)
{
    paper_say(brief->paper, PAPER_SOFT, PAPER_KEPT,
              arena_printf(brief->arena, "%s%s%s", brief_caption(brief, caption_sources),
                           brief_pick(brief, "。", ". "), words_caution(brief->language)));
}

static struct brief open_brief(const struct brief_input *input, struct paper *paper)
{
    const struct chart_input *chart = input->chart;

    return (struct brief){.input = input,
                          .chart = chart,
                          .settings = chart->settings,
                          .indicator = chart->indicator,
                          .series = chart->series,
                          .now = series_latest(chart->series),
                          .language = chart->settings->site.language,
                          .paper = paper,
                          .arena = paper->arena};
}

void brief_compose(const struct brief_input *input, struct paper *paper)
{
    struct brief brief = open_brief(input, paper);

    paper->id = brief.indicator->id;
    paper->mark = say_mark(&brief);
    paper->stamp = say_stamp(&brief);
    paper->title = say_title(&brief);
    paper->author = settings_label(&brief.settings->site.title, brief.language);
    paper->made = brief.chart->now;
    paper->single = true;
    put_figure(&brief);
    put_newer(&brief);
    put_embargo(&brief);
    put_meaning(&brief);
    put_trend(&brief);
    if (brief.now != NULL)
        put_table(&brief);
    put_comments(&brief);
    brief_programs(&brief);
    brief_gaps(&brief);
    brief_ask(&brief);
    put_foot(&brief);
}
