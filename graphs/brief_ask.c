/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brief_ask: questions that are likely, each with the figure that answers it. */
#include "graphs/brief_part.h"

#include <string.h>

#include "config/calendar.h"
#include "config/course.h"
#include "config/edition.h"
#include "config/limits.h"
#include "config/phrase.h"
#include "core/civil.h"
#include "core/rolling.h"
#include "core/str.h"
#include "graphs/caption.h"
#include "graphs/describe.h"
#include "graphs/withheld.h"

/* What ended by then was not touched by the infections of COVID-19 in Japan, whose first
 * measures were taken in February 2020. */
#define BEFORE_COVID_YEAR 2020
#define BEFORE_COVID_MONTH 2
#define COMMENT_SHORT 45 /* characters of a cause in an answer */

typedef bool (*ask)(const struct brief *brief, struct buf *question, struct buf *answer);

/* --- how it changed --- */

static const char *say_way(const struct brief *brief)
{
    int way = brief_direction(brief);

    return way > 0   ? brief_pick(brief, "上がった", "rise")
           : way < 0 ? brief_pick(brief, "下がった", "fall")
                     : "";
}

static bool ask_cause(const struct brief *brief, struct buf *question, struct buf *answer)
{
    const char *way = say_way(brief);
    const char *owners = brief_owners(brief);
    const struct comment *comment = brief_comment(brief);

    bool told = comment != NULL && !str_empty(comment->cause);

    if (str_empty(way) || (!told && !edition_is_internal(brief->settings)))
        return false;
    if (brief->language == LANGUAGE_JA)
        buf_printf(question, "なぜ%s%sのか", brief_has_season(brief) ? "前年同期より" : "",
                   way);
    else
        buf_printf(question, "Why did it %s%s?", way,
                   brief_has_season(brief) ? " on the year before" : "");
    if (told) {
        buf_printf(answer, "%s%s",
                   comment->state == COMMENT_DRAFT ? brief_pick(brief, "【案】", "[draft] ")
                                                   : "",
                   comment_brief(comment->cause, COMMENT_SHORT, brief->arena));
        return true;
    }
    buf_puts(answer,
             brief_pick(brief, "要因のコメントは登録されていない", "No cause is on record"));
    if (!str_empty(owners))
        buf_printf(answer, "%s%s%s", brief_pick(brief, "。", "; "),
                   brief_pick(brief, "", "to be asked: "), owners);
    buf_puts(answer, str_empty(owners) ? "" : brief_pick(brief, "に確認する", ""));
    return true;
}

/* Not of what is a change on the year before already. */
static bool ask_year(const struct brief *brief, struct buf *question, struct buf *answer)
{
    const struct observation *ago = series_year_ago(brief->series, brief->now->period);
    const char *name = words_year_before(brief->indicator->frequency, brief->language);

    if (ago == NULL || rolling_year(brief->indicator->frequency) < 2 ||
        brief->indicator->basis != BASIS_LEVEL || brief_then(brief, ago->period) == NULL)
        return false;
    if (brief->language == LANGUAGE_JA)
        buf_printf(question, "%sと比べてどうか", name);
    else
        buf_printf(question, "How does it compare with the %s?", name);
    buf_printf(answer, "%s%s%s%s%s", brief_difference(brief, brief->now->value, ago->value),
               brief_pick(brief, "。", "; "), brief_period(brief, ago->period),
               brief_pick(brief, "は", ": "), brief_value(brief, brief->indicator, ago));
    return true;
}

/* How many changes one way end with the figure, each from a period to the next. */
static size_t count_run(const struct brief *brief, int way)
{
    const struct observation *here = brief->now;
    size_t count = 0;

    for (;;) {
        const struct observation *before = brief_then(brief, period_add(here->period, -1));

        if (before == NULL || way * decimal_compare(here->value, before->value) <= 0)
            return count;
        count++;
        here = before;
    }
}

static bool ask_run(const struct brief *brief, struct buf *question, struct buf *answer)
{
    int way = brief_has_season(brief) ? 0 : brief_direction(brief);
    size_t count = way == 0 ? 0 : count_run(brief, way);

    if (count < 2)
        return false;
    if (brief->language == LANGUAGE_JA) {
        buf_printf(question, "いつから%s続けているか", way > 0 ? "上がり" : "下がり");
        buf_printf(answer, "%zu期続けて%s（%sから）", count, way > 0 ? "上昇" : "低下",
                   brief_period(brief, period_add(brief->now->period, 1 - (int32_t)count)));
    } else {
        buf_printf(question, "Since when does it %s?", way > 0 ? "rise" : "fall");
        buf_printf(answer, "%zu periods in a row, from %s", count,
                   brief_period(brief, period_add(brief->now->period, 1 - (int32_t)count)));
    }
    return true;
}

/* --- how high it is --- */

/* The first that it can be compared with. */
static const struct observation *find_first(const struct brief *brief)
{
    for (size_t i = 0; i < brief->series->count; i++) {
        if (brief_then(brief, brief->series->observations[i].period) != NULL)
            return &brief->series->observations[i];
    }
    return brief->now;
}

static bool ask_extremes(const struct brief *brief, struct buf *question, struct buf *answer)
{
    struct buf words;

    buf_init(&words, BRIEF_LIMIT);
    describe_extremes(brief->chart, &words);
    bool told = words.length > 0;
    if (told) {
        buf_puts(question, brief_pick(brief, "過去最高・最低はいつか",
                                      "When was it highest and lowest?"));
        const char *end = brief_pick(brief, "。", ".");
        size_t length = words.length - (str_ends(buf_text(&words), end) ? strlen(end) : 0);

        /* the sentence goes on */
        buf_printf(answer, "%.*s%s%s%s", (int)length, buf_text(&words),
                   brief_pick(brief, "（", " ("),
                   brief_period(brief, find_first(brief)->period),
                   brief_pick(brief, "以降）", " on)"));
    }
    buf_free(&words);
    return told;
}

/* The newest earlier value at least as high (after a rise), or as low (after a fall), that it
 * can be compared with; *far = there is none among some. */
static const struct observation *find_since(const struct brief *brief, int way, bool *far)
{
    const struct observation *at = brief->now;
    size_t seen = 0;

    while (at > brief->series->observations) {
        at--;
        if (brief_then(brief, at->period) == NULL)
            continue;
        if (seen++ > 0 && way * decimal_compare(at->value, brief->now->value) >= 0)
            return at;
    }
    *far = seen > 2;
    return NULL;
}

/* Between the two no figure is missing: one that is not known could have been as high. */
static bool is_whole(const struct brief *brief, const struct observation *since)
{
    for (const struct observation *at = since; at < brief->now; at++) {
        if (!series_has_value(at) ||
            period_compare(period_next(at->period), at[1].period) != 0)
            return false;
    }
    return true;
}

static bool ask_since(const struct brief *brief, struct buf *question, struct buf *answer)
{
    int way = brief_has_season(brief) ? 0 : brief_direction(brief);
    bool far = false;
    const struct observation *since =
        way == 0 || withheld_count(brief->series) > 0 ? NULL : find_since(brief, way, &far);

    if (since == NULL && !far)
        return false;
    buf_puts(question, way > 0 ? brief_pick(brief, "いつ以来の高さか", "How high is that?")
                               : brief_pick(brief, "いつ以来の低さか", "How low is that?"));
    if (since == NULL)
        buf_puts(answer, way > 0 ? brief_pick(brief, "比べられる値の中で最も高い",
                                              "the highest that it compares with")
                                 : brief_pick(brief, "比べられる値の中で最も低い",
                                              "the lowest that it compares with"));
    else
        buf_printf(answer, "%s%s%s%s%s%s%s", brief_pick(brief, "", "as it was not since "),
                   brief_period(brief, since->period), brief_pick(brief, "（", " ("),
                   brief_value(brief, brief->indicator, since), brief_pick(brief, "）", ")"),
                   brief_pick(brief, "以来", ""),
                   is_whole(brief, since) ? ""
                                          : brief_pick(brief, "（値が分かる期間のうち）",
                                                       ", of the periods that are known"));
    return true;
}

/* --- before the infections --- */

/* The newest period of the same season that ended before them. */
static struct period before_covid(const struct brief *brief)
{
    int32_t day = civil_day(BEFORE_COVID_YEAR, BEFORE_COVID_MONTH, 1);
    int32_t year = (int32_t)rolling_year(brief->indicator->frequency);
    struct period at = brief->now->period;

    while (period_end(at) > day)
        at = period_add(at, -year);
    return at;
}

static bool ask_covid(const struct brief *brief, struct buf *question, struct buf *answer)
{
    bool years = rolling_year(brief->indicator->frequency) > 0;
    struct period period = years ? before_covid(brief) : brief->now->period;
    const struct observation *then = brief_then(brief, period);

    if (then == NULL || period_compare(period, brief->now->period) >= 0)
        return false;
    buf_puts(question, brief_pick(brief, "コロナ前と比べてどうか",
                                  "How does it compare with before COVID-19?"));
    buf_printf(answer, "%s%s%s%s%s", brief_difference(brief, brief->now->value, then->value),
               brief_pick(brief, "。", "; "), brief_period(brief, period),
               brief_pick(brief, "は", ": "), brief_value(brief, brief->indicator, then));
    return true;
}

/* --- what is aimed at --- */

static bool ask_target(const struct brief *brief, struct buf *question, struct buf *answer)
{
    const char *course = brief_caption(brief, caption_course);

    if (str_empty(course) || !brief->indicator->target.set)
        return false;
    buf_puts(question,
             brief_pick(brief, "目標に対してどうか", "How does it stand to the target?"));
    buf_puts(answer, course);
    return true;
}

/* A straight line from the figure to the target; of months with seasons there is none. */
static bool ask_needed(const struct brief *brief, struct buf *question, struct buf *answer)
{
    const struct indicator *indicator = brief->indicator;
    const struct mark *target = &indicator->target;
    struct decimal all;
    struct decimal each;

    if (!target->set || !target->has_period || course_by_mean(indicator, brief->series) ||
        period_compare(target->period, brief->now->period) <= 0 ||
        phrase_subtract(indicator, target->value, brief->now->value, &all) != 0)
        return false;
    int64_t left = (int64_t)target->period.n - brief->now->period.n;
    int way = decimal_compare(all, (struct decimal){0, 0}) * limits_direction(indicator);
    int places = phrase_places(indicator, target->value);
    if (way <= 0 || decimal_divide(all, left, places, &each) != 0)
        return false;
    buf_puts(question, brief_pick(brief, "目標まで毎期どれだけ必要か",
                                  "What would it take to reach the target?"));
    buf_puts(answer, brief_pick(brief, "毎期", ""));
    phrase_derived_difference(indicator, each, brief->language, answer);
    if (brief->language == LANGUAGE_JA)
        buf_printf(answer, "（%sまで残り%lld期）", brief_period(brief, target->period),
                   (long long)left);
    else
        buf_printf(answer, " in each period up to %s (%lld left)",
                   brief_period(brief, target->period), (long long)left);
    return true;
}

static bool ask_baseline(const struct brief *brief, struct buf *question, struct buf *answer)
{
    const struct mark *baseline = &brief->indicator->baseline;

    if (!baseline->set || !baseline->has_period ||
        !limits_compares(brief->indicator, baseline->period, brief->now->period) ||
        period_compare(baseline->period, brief->now->period) >= 0 ||
        course_is_seasonal(brief->indicator, brief->series))
        return false;
    buf_puts(question, brief_pick(brief, "基準値と比べてどうか",
                                  "How does it compare with the baseline?"));
    buf_printf(answer, "%s%s%s", brief_difference(brief, brief->now->value, baseline->value),
               brief_pick(brief, "。", "; "), brief_caption(brief, caption_baseline));
    return true;
}

/* --- others --- */

/* Balances and shares have a difference; of counts of a city and of the nation only the ways
 * that they go compare. */
static void put_peer(const struct brief *brief, const struct brief_peer *peer,
                     const struct observation *then, struct buf *answer)
{
    struct decimal gap;

    buf_printf(answer, "%s%s%s", caption_title(peer->indicator, brief->language),
               brief_pick(brief, "は", ": "), brief_value(brief, peer->indicator, then));
    if (!phrase_percent_apt(brief->indicator, brief->series)) {
        if (phrase_subtract(brief->indicator, brief->now->value, then->value, &gap) != 0)
            return;
        buf_puts(answer, brief_pick(brief, "、差は", ", we differ by "));
        phrase_difference(brief->indicator, gap, brief->language, answer);
        return;
    }
    struct buf change;

    buf_init(&change, BRIEF_LIMIT);
    if (phrase_change_brief(peer->indicator, peer->series, then, brief->language, &change))
        buf_printf(answer, "%s%s%s", brief_pick(brief, "（", " ("), buf_text(&change),
                   brief_pick(brief, "）", ")"));
    buf_free(&change);
}

static bool ask_peers(const struct brief *brief, struct buf *question, struct buf *answer)
{
    size_t told = 0;

    for (size_t i = 0; i < brief->input->peer_count; i++) {
        const struct brief_peer *peer = &brief->input->peers[i];
        const struct observation *then = series_find(peer->series, brief->now->period);

        if (then == NULL || !series_has_value(then))
            continue;
        buf_puts(answer, told++ > 0 ? brief_pick(brief, "。", "; ") : "");
        put_peer(brief, peer, then, answer);
    }
    buf_puts(question, brief_pick(brief, "全国や他の地域と比べてどうか",
                                  "How does it compare with others?"));
    return told > 0;
}

static bool ask_next(const struct brief *brief, struct buf *question, struct buf *answer)
{
    if (brief->input->awaited->state != AWAITED_SCHEDULED)
        return false;
    buf_puts(question,
             brief_pick(brief, "次の数値はいつ分かるか", "When is the next figure expected?"));
    calendar_say(brief->indicator, brief->input->awaited, brief->language, answer);
    return answer->length > 0;
}

/* In the order in which they are asked. */
static const struct {
    ask put;
    int rank;
} QUESTIONS[] = {
    {ask_cause, 4},     {ask_year, 8},   {ask_run, 18},          {ask_extremes, 10},
    {ask_since, 14},    {ask_covid, 11}, {ask_target, 5},        {ask_needed, 22},
    {ask_baseline, 25}, {ask_peers, 9},  {brief_ask_effect, 17}, {brief_ask_money, 15},
    {ask_next, 20},
};

void brief_ask(const struct brief *brief)
{
    double wide = brief->language == LANGUAGE_JA ? 1.95 : 2.65;
    const struct paper_column columns[] = {{"", wide, false}, {"", 7.2 - wide, false}};
    struct buf question;
    struct buf answer;

    if (brief->now == NULL)
        return;
    buf_init(&question, BRIEF_LIMIT);
    buf_init(&answer, BRIEF_LIMIT);
    paper_head(brief->paper, brief_pick(brief, "想定される質問", "Likely questions"));
    paper_table(brief->paper, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < sizeof QUESTIONS / sizeof *QUESTIONS; i++) {
        const char *cells[2];
        bool has = QUESTIONS[i].put(brief, &question, &answer);

        cells[0] = brief_keep(brief, &question);
        cells[1] = brief_keep(brief, &answer);
        if (has)
            paper_cells(brief->paper, QUESTIONS[i].rank, cells);
    }
    buf_free(&question);
    buf_free(&answer);
}
