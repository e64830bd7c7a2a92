/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brief_gap: what is not known, so that nobody says more than the figures do. */
#include "graphs/brief_part.h"

#include <math.h>

#include "config/answers.h"
#include "config/calendar.h"
#include "config/course.h"
#include "config/edition.h"
#include "config/limits.h"
#include "config/phrase.h"
#include "core/instant.h"
#include "core/str.h"
#include "graphs/caption.h"
#include "graphs/describe.h"
#include "graphs/withheld.h"

#define OLD_DAYS (2 * 366) /* as on the pages */

enum {
    RANK_STATUS = 1,
    RANK_COMMENT = 2,
    RANK_HELD = 3,
    RANK_LATE = 3,
    RANK_SAMPLE = 4,
    RANK_BREAK = 5,
    RANK_SOURCE = 6,
    RANK_TARGET = 9,
    RANK_START = 11,
    RANK_NOTE = 23,
    RANK_SPAN = 26
};

static void put(const struct brief *brief, int rank, const char *name, const char *text)
{
    if (!str_empty(text))
        paper_item(brief->paper, rank, arena_printf(brief->arena, "%s%s", name, text));
}

/* --- of the figure --- */

static void put_status(const struct brief *brief)
{
    if (brief->now == NULL || brief->now->status == OBSERVATION_REVISED)
        return;
    const char *status = words_status(brief->now->status, brief->language);
    if (!str_empty(status))
        paper_item(brief->paper, RANK_STATUS,
                   arena_printf(brief->arena, "%s%s", status,
                                brief_pick(brief, "のため、今後変わることがあります。",
                                           ": it may still change.")));
}

/* Of which value, since another one may have a comment; and in the public edition none that
 * is public: whom to ask is the office's business. */
static void put_comment(const struct brief *brief)
{
    const char *owners = brief_owners(brief);

    if (brief->now == NULL || brief_comment(brief) != NULL)
        return;
    const char *period = brief_period(brief, brief->now->period);
    if (!edition_is_internal(brief->settings))
        put(brief, RANK_COMMENT, period,
            brief_pick(brief, "の要因と対応について、公表しているコメントはありません。",
                       ": no cause and no action has been published."));
    else if (str_empty(owners))
        put(brief, RANK_COMMENT, period,
            brief_pick(brief,
                       "の要因と対応のコメントは登録されていません。事業の所管課の登録も"
                       "ありません。",
                       ": no cause and no action is on record, and no section that could be "
                       "asked."));
    else
        put(brief, RANK_COMMENT,
            arena_printf(brief->arena, "%s%s", period,
                         brief_pick(brief,
                                    "の要因と対応のコメントは登録されていません。確認先：",
                                    ": no cause and no action is on record. To be asked: ")),
            owners);
}

static const char *say_held(const struct brief *brief, const struct held *held)
{
    const struct observation *item = &held->observation;

    if (held->whole)
        return held->reason;
    return arena_printf(brief->arena, "%s %s%s%s", brief_period(brief, item->period),
                        series_has_value(item) ? brief_value(brief, brief->indicator, item)
                                               : "",
                        brief_pick(brief, "：", ": "), held->reason);
}

static void put_held(const struct brief *brief)
{
    for (size_t i = 0; i < brief->input->held_count; i++)
        put(brief, RANK_HELD,
            brief_pick(brief, "保留（要確認）の値があります：",
                       "Held until somebody decides: "),
            say_held(brief, &brief->input->held[i]));
}

static void put_late(const struct brief *brief)
{
    const struct awaited *awaited = brief->input->awaited;
    struct buf words;

    if (!awaited_is_open(awaited) || !edition_publishes(brief->settings, EDITION_FAILURES))
        return;
    buf_init(&words, BRIEF_LIMIT);
    calendar_say(brief->indicator, awaited, brief->language, &words);
    put(brief, RANK_LATE, "", brief_keep(brief, &words));
    buf_free(&words);
}

static void put_old(const struct brief *brief)
{
    if (brief->now == NULL || brief->input->newer != NULL ||
        instant_day(brief->chart->now) - period_end(brief->now->period) <= OLD_DAYS)
        return;
    const char *next = brief_period(brief, period_next(brief->now->period));
    paper_item(
        brief->paper, RANK_LATE,
        brief->language == LANGUAGE_JA
            ? arena_printf(brief->arena, "%s以降の値は確認できていません。", next)
            : arena_printf(brief->arena, "No value of %s or later is confirmed.", next));
}

/* A change that one sample gives and the next takes away. */
static void put_sample(const struct brief *brief)
{
    const struct observation *before = brief_before(brief);
    const char *sample = brief->now == NULL ? "" : brief_caption(brief, caption_answers);
    struct answers answers;
    struct decimal change;

    if (before == NULL ||
        !answers_find(brief->indicator, brief->series, brief->chart->respondents, &answers) ||
        phrase_subtract(brief->indicator, brief->now->value, before->value, &change) != 0 ||
        fabs(decimal_double(change)) >= answers.margin) {
        put(brief, RANK_SAMPLE, "", sample);
        return;
    }
    put(brief, RANK_SAMPLE,
        arena_printf(brief->arena, "%s%s%s%s", sample,
                     brief_pick(brief, "。変化（", "; the change of "),
                     brief_difference(brief, brief->now->value, before->value),
                     brief_pick(brief, "）は誤差の目安より小さい", " is less than that")),
        brief_pick(brief, "。", "."));
}

/* --- of the series --- */

static void put_breaks(const struct brief *brief)
{
    const struct indicator *indicator = brief->indicator;
    struct paper_names names;

    paper_names_init(&names, BRIEF_NAMES);
    for (size_t i = 0; i < indicator->rebase_count && brief->series->count > 0; i++) {
        const struct event *rebase = &indicator->rebases[i];

        if (period_end(rebase->period) <= period_start(brief->series->observations[0].period))
            continue;
        paper_names_add(brief->paper, &names,
                        arena_printf(brief->arena, "%s%s%s",
                                     brief_period(brief, rebase->period),
                                     brief_pick(brief, " ", ", "),
                                     settings_event(rebase, brief->language)));
    }
    put(brief, RANK_BREAK,
        brief_pick(brief, "統計の断層（前後は比べられません）：",
                   "Breaks in the series, across which nothing compares: "),
        paper_names_end(brief->paper, &names));
}

static bool uses(const struct series *series, const struct source *source)
{
    for (size_t i = 0; i < series->count; i++) {
        const char *id = series->observations[i].source;

        if (id != NULL && str_equal(id, source->id))
            return true;
    }
    return false;
}

static void put_sources(const struct brief *brief)
{
    struct paper_names names;

    paper_names_init(&names, BRIEF_NAMES);
    for (size_t i = 0; i < brief->settings->source_count; i++) {
        const struct source *source = &brief->settings->sources[i];

        if (source->grade != GRADE_OFFICIAL && uses(brief->series, source))
            paper_names_add(brief->paper, &names,
                            settings_label(&source->title, brief->language));
    }
    put(brief, RANK_SOURCE,
        brief_pick(brief, "公式の資料によらない値（参考値）を含みます：",
                   "Some values are not from official sources: "),
        paper_names_end(brief->paper, &names));
}

static void put_span(const struct brief *brief)
{
    struct buf words;

    if (brief->now == NULL)
        return;
    buf_init(&words, BRIEF_LIMIT);
    describe_span(brief->chart, &words);
    put(brief, RANK_SPAN, brief_pick(brief, "確認できている値：", "Known: "),
        brief_keep(brief, &words));
    withheld_describe(brief->chart, &words);
    put(brief, RANK_SPAN, "", brief_keep(brief, &words));
    buf_free(&words);
}

static void put_target(const struct brief *brief)
{
    const struct mark *target = &brief->indicator->target;

    if (target->set && !target->has_period)
        paper_item(brief->paper, RANK_TARGET,
                   brief_pick(brief,
                              "目標年次は登録されていません（水準として示しています）。",
                              "The year of the target is not on record: it is a level."));
    if (course_is_broken(brief->indicator, brief->series))
        paper_item(brief->paper, RANK_TARGET,
                   brief_pick(brief,
                              "基準値は統計の断層より前の値のため、目標経路との差は示していま"
                              "せん。",
                              "The baseline is from before a break: no gap to the path is "
                              "shown."));
}

/* --- of the programs --- */

static void put_starts(const struct brief *brief)
{
    struct paper_names names;

    paper_names_init(&names, BRIEF_NAMES);
    for (size_t i = 0; i < brief->settings->program_count; i++) {
        const struct program *program = &brief->settings->programs[i];

        if (!program->has_start && settings_moves(program, brief->indicator))
            paper_names_add(
                brief->paper, &names,
                settings_label(&settings_program_latest(program)->title, brief->language));
    }
    put(brief, RANK_START, brief_pick(brief, "開始年度不明の事業：", "Start not known: "),
        paper_names_end(brief->paper, &names));
}

void brief_gaps(const struct brief *brief)
{
    paper_head(brief->paper,
               brief_pick(brief, "分かっていないこと・留意点", "What is not known"));
    paper_list(brief->paper);
    put_status(brief);
    put_comment(brief);
    put_held(brief);
    put_late(brief);
    put_old(brief);
    put_sample(brief);
    put_breaks(brief);
    put_sources(brief);
    put_target(brief);
    put_starts(brief);
    put_span(brief);
    if (edition_is_internal(brief->settings))
        put(brief, RANK_NOTE, brief_pick(brief, "内部メモ：", "Internal note: "),
            settings_label(&brief->indicator->note, brief->language));
}
