/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outcome: see outcome.h. */
#include "config/outcome.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "config/phrase.h"
#include "core/rolling.h"

#define YEARS_MOST 60
#define WHEELER 2.66 /* 3 / d2 of two neighbours */

/* Means of years, or values of yearly series. */
struct years {
    struct decimal values[YEARS_MOST];
    size_t count;
    struct period first, last; /* periods used */
};

static int places_of(const struct indicator *indicator, const struct series *series)
{
    const struct observation *latest = series_latest(series);
    int places = latest ? phrase_places(indicator, latest->value) : 0;

    return places < DECIMAL_PLACES_MAX ? places + 1 : places;
}

/* The year that ends with the period, if all of it is there. */
static bool add_year(const struct series *series, struct period last, int places,
                     struct years *out)
{
    size_t at = series_position(series, last);
    struct decimal mean;

    if (out->count == YEARS_MOST || at >= series->count ||
        period_compare(series->observations[at].period, last) != 0 ||
        !rolling_mean(series, at, places, &mean))
        return false;
    out->values[out->count++] = mean;
    return true;
}

/* Years that end before a day, backwards as long as they follow on one another. */
static void find_before(const struct series *series, int32_t day, int places,
                        struct years *out)
{
    int32_t year = (int32_t)rolling_year(series->frequency);
    struct period last = period_of_day(series->frequency, day);

    do
        last = period_add(last, -1);
    while (period_end(last) > day);
    out->last = last;
    while (add_year(series, last, places, out))
        last = period_add(last, -year);
    out->first = period_next(last);
}

static void find_after(const struct series *series, int32_t day, int places, struct years *out)
{
    int32_t year = (int32_t)rolling_year(series->frequency);
    struct period first = period_of_day(series->frequency, day);

    while (period_start(first) < day)
        first = period_next(first);
    out->first = first;
    while (add_year(series, period_add(first, year - 1), places, out))
        first = period_add(first, year);
    out->last = period_add(first, -1);
}

static bool find_mean(const struct years *years, int places, struct decimal *out)
{
    struct decimal sum = {0, 0};

    for (size_t i = 0; i < years->count; i++) {
        if (decimal_add(sum, years->values[i], &sum) != 0)
            return false;
    }
    return decimal_divide(sum, (int64_t)years->count, places, out) == 0;
}

static double moving_range(const struct years *years)
{
    double sum = 0;

    for (size_t i = 1; i < years->count; i++)
        sum += fabs(decimal_double(years->values[i]) - decimal_double(years->values[i - 1]));
    return sum / (double)(years->count - 1);
}

static bool is_broken(const struct indicator *indicator, struct period first,
                      struct period last)
{
    for (size_t i = 0; i < indicator->rebase_count; i++) {
        struct period at = indicator->rebases[i].period;

        if (period_compare(at, first) > 0 && period_compare(at, last) <= 0)
            return true;
    }
    return false;
}

/* The largest amount that is known of it, of any year and kind. */
static bool is_small(const struct program *program)
{
    int64_t most = -1;

    for (size_t i = 0; i < program->year_count; i++) {
        int64_t amount;

        if (settings_program_amount(&program->years[i], &amount) != AMOUNT_NONE)
            most = amount > most ? amount : most;
    }
    return most >= 0 && most <= OUTCOME_SMALL;
}

static enum outcome_reason find_reason(const struct program *program,
                                       const struct indicator *indicator)
{
    if (indicator->kind == INDICATOR_CONTEXT)
        return OUTCOME_REASON_CONTEXT;
    if (indicator->kind == INDICATOR_OUTPUT)
        return OUTCOME_REASON_OUTPUT;
    if (indicator->better == BETTER_NEUTRAL)
        return OUTCOME_REASON_NEUTRAL;
    if (program->kind == PROGRAM_LOAN)
        return OUTCOME_REASON_LOAN;
    if (is_small(program))
        return OUTCOME_REASON_SMALL;
    if (!program->has_start)
        return OUTCOME_REASON_START;
    return program->lag_months < 0 ? OUTCOME_REASON_LAG : OUTCOME_REASON_NONE;
}

/* Of the line of least squares, a year; the newest value is the first. */
static double slope(const struct years *years)
{
    double middle = (double)(years->count - 1) / 2;
    double over = 0;
    double under = 0;

    for (size_t i = 0; i < years->count; i++) {
        double year = middle - (double)i;

        over += year * decimal_double(years->values[i]);
        under += year * year;
    }
    return over / under;
}

/* From the middle of the years before to that of the years after, in years. */
static double distance(const struct years *before, const struct years *after)
{
    double periods = (double)rolling_year(before->last.frequency);
    double gap = ((double)after->first.n - before->last.n - 1) / periods;

    return gap + (double)(before->count + after->count) / 2;
}

static void compare(const struct indicator *indicator, const struct years *before,
                    const struct years *after, int places, struct outcome *out)
{
    if (before->count < OUTCOME_BEFORE || after->count < OUTCOME_AFTER ||
        !find_mean(before, places, &out->before) || !find_mean(after, places, &out->after)) {
        out->reason = OUTCOME_REASON_FEW;
        return;
    }
    if (is_broken(indicator, before->first, after->last)) {
        out->reason = OUTCOME_REASON_BREAK;
        return;
    }
    double way = indicator->better == BETTER_HIGHER ? 1 : -1;
    double moved = way * (decimal_double(out->after) - decimal_double(out->before));
    double usual = WHEELER * moving_range(before);
    double carried = way * slope(before) * distance(before, after);

    if (moved > usual && carried > 0 && moved - carried <= usual) {
        out->reason = OUTCOME_REASON_TREND;
        return;
    }
    out->before_count = before->count;
    out->after_count = after->count;
    out->state = moved > usual ? OUTCOME_CONSISTENT : OUTCOME_NO_SIGN;
}

void outcome_judge(const struct program *program, const struct indicator *indicator,
                   const struct series *series, int32_t today, struct outcome *out)
{
    struct years before = {.count = 0};
    struct years after = {.count = 0};
    int places = places_of(indicator, series);
    int32_t judged;

    *out =
        (struct outcome){.state = OUTCOME_UNCLEAR, .reason = find_reason(program, indicator)};
    if (out->reason != OUTCOME_REASON_NONE)
        return;
    if (!settings_judged_from(program, &judged)) {
        out->reason = OUTCOME_REASON_LAG;
        return;
    }
    if (today < judged) {
        out->state = OUTCOME_EARLY;
        return;
    }
    if (rolling_year(series->frequency) == 0) {
        out->reason = OUTCOME_REASON_FEW;
        return;
    }
    find_before(series, program->start, places, &before);
    find_after(series, judged, places, &after);
    compare(indicator, &before, &after, places, out);
}

const char *outcome_state_say(enum outcome_state state, enum language language)
{
    switch (state) {
    case OUTCOME_EARLY:
        return words_pick(language, "効果を判断できる時期の前", "too early to judge");
    case OUTCOME_NO_SIGN:
        return words_pick(language, "変化は確認できない", "no sign");
    case OUTCOME_CONSISTENT:
        return words_pick(language, "整合的な動き", "consistent");
    case OUTCOME_UNCLEAR:
        break;
    }
    return words_pick(language, "判断できない", "cannot tell");
}

static_assert(OUTCOME_BEFORE == 5 && OUTCOME_AFTER == 2, "the words below say so");

const char *outcome_reason_say(enum outcome_reason reason, enum language language)
{
    static const char *const JA[] = {
        [OUTCOME_REASON_NONE] = "",
        [OUTCOME_REASON_START] = "開始時期が分からない",
        [OUTCOME_REASON_LAG] = "効果が現れるまでの期間が定められていない",
        [OUTCOME_REASON_CONTEXT] = "背景の指標",
        [OUTCOME_REASON_OUTPUT] = "活動指標（事業そのものの実績）",
        [OUTCOME_REASON_NEUTRAL] = "高低の良し悪しがない指標",
        [OUTCOME_REASON_LOAN] = "融資は景気が悪い年ほど多く使われる",
        [OUTCOME_REASON_SMALL] = "事業の規模が小さく、市全体の指標には表れない",
        [OUTCOME_REASON_BREAK] = "間に系列の断絶がある",
        [OUTCOME_REASON_FEW] = "前後を比べる値が足りない：前5年・後2年が必要",
        [OUTCOME_REASON_TREND] = "開始前からの傾向が続いている",
    };
    static const char *const EN[] = {
        [OUTCOME_REASON_NONE] = "",
        [OUTCOME_REASON_START] = "its start is not known",
        [OUTCOME_REASON_LAG] = "how long an effect takes is not stated",
        [OUTCOME_REASON_CONTEXT] = "a background indicator",
        [OUTCOME_REASON_OUTPUT] = "an output: what the program itself does",
        [OUTCOME_REASON_NEUTRAL] = "neither way is better",
        [OUTCOME_REASON_LOAN] = "loans are used more in bad years",
        [OUTCOME_REASON_SMALL] = "too small to show in a figure of the whole city",
        [OUTCOME_REASON_BREAK] = "the series was broken between them",
        [OUTCOME_REASON_FEW] = "too few years: it takes 5 before and 2 after",
        [OUTCOME_REASON_TREND] = "it went that way before its start, too",
    };

    return words_pick(language, JA[reason], EN[reason]);
}
