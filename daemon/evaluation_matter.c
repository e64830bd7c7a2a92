/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluation: of the indicators that the program moves; see evaluation.h. */
#include "daemon/evaluation.h"

#include "config/course.h"
#include "config/edition.h"
#include "config/limits.h"
#include "config/phrase.h"
#include "core/str.h"
#include "core/words.h"

__extension__ typedef __int128 wide;

static const char *pick(const struct evaluation *evaluation, const char *ja, const char *en)
{
    return words_pick(evaluation->settings->site.language, ja, en);
}

/* --- the value of the year --- */

static struct period fiscal_year(int year)
{
    return (struct period){FREQUENCY_FISCAL_YEAR, year};
}

/* The last of its periods that lie within the fiscal year; for a calendar year, the year of
 * that number. */
static struct period last_within(enum frequency frequency, int year)
{
    if (period_is_yearly(frequency))
        return (struct period){frequency, year};
    int32_t end = period_end(fiscal_year(year));
    struct period last = period_of_day(frequency, end - 1);

    return period_end(last) > end ? period_add(last, -1) : last;
}

static bool within(struct period period, int year)
{
    return period_is_yearly(period.frequency)
               ? period.n == year
               : period_start(period) >= period_start(fiscal_year(year)) &&
                     period_end(period) <= period_end(fiscal_year(year));
}

static const struct observation *newest_within(const struct series *series, int year)
{
    struct period behind = period_next(last_within(series->frequency, year));
    const struct observation *found = series_before(series, behind);

    return found != NULL && within(found->period, year) ? found : NULL;
}

/* The mean of the fiscal year, all of whose periods must be there. */
static bool find_mean(const struct evaluation_matter *matter, int year,
                      const struct observation **at, struct decimal *out)
{
    const struct observation *last =
        series_find(&matter->series, last_within(matter->indicator->frequency, year));

    *at = last;
    return last != NULL && series_has_value(last) &&
           course_mean(matter->indicator, &matter->series, last, out);
}

static bool find_value(const struct evaluation_matter *matter, int year,
                       const struct observation **at, struct decimal *out)
{
    if (matter->mean)
        return find_mean(matter, year, at, out);
    *at = newest_within(&matter->series, year);
    if (*at == NULL)
        return false;
    *out = decimal_round((*at)->value, phrase_places(matter->indicator, (*at)->value));
    return true;
}

static bool is_withheld(const struct evaluation_matter *matter, int year)
{
    const struct observation *there =
        series_find(&matter->series, last_within(matter->indicator->frequency, year));

    return there != NULL && there->masked;
}

static const char *say_withheld(const struct evaluation *evaluation)
{
    return pick(evaluation, "小さい件数のため載せない", "a small count, withheld");
}

static const char *explain(const struct evaluation *evaluation,
                           const struct evaluation_matter *matter, int year)
{
    if (is_withheld(matter, year))
        return say_withheld(evaluation);
    if (matter->mean && newest_within(&matter->series, year) != NULL)
        return pick(evaluation, "年度の全期間の値がそろっていない（年度の平均で見る指標）",
                    "values of the year are missing, and it is read by the year's mean");
    return pick(evaluation, "この年度の値がない", "there is no value of this year");
}

/* A year before: of the same period, or the mean of that fiscal year. */
static void find_previous(const struct evaluation *evaluation,
                          struct evaluation_matter *matter)
{
    const struct indicator *indicator = matter->indicator;

    if (matter->mean) {
        matter->has_previous =
            find_mean(matter, evaluation->year - 1, &matter->before, &matter->previous);
    } else if (matter->now != NULL) {
        matter->before = series_year_ago(&matter->series, matter->now->period);
        matter->has_previous = matter->before != NULL;
        if (matter->has_previous)
            matter->previous = decimal_round(matter->before->value,
                                             phrase_places(indicator, matter->before->value));
    } else {
        matter->has_previous =
            find_value(matter, evaluation->year - 1, &matter->before, &matter->previous);
    }
}

static const struct comment *find_comment(const struct evaluation *evaluation,
                                          const struct evaluation_matter *matter,
                                          const struct comments *comments,
                                          enum comment_state state)
{
    const char *id = matter->indicator->id;
    struct comments own = comment_of(comments, id);
    const struct comment *found =
        matter->now == NULL ? NULL : comment_find(comments, id, matter->now->period, state);

    for (size_t i = own.count; found == NULL && i-- > 0;)
        if (own.items[i].state == state && within(own.items[i].period, evaluation->year))
            found = &own.items[i];
    return found;
}

void evaluation_matter_find(const struct evaluation *evaluation,
                            struct evaluation_matter *matter, const struct comments *comments)
{
    matter->mean = course_by_mean(matter->indicator, &matter->series);
    matter->known = find_value(matter, evaluation->year, &matter->now, &matter->value);
    if (!matter->known)
        matter->now = NULL;
    matter->why = matter->known ? "" : explain(evaluation, matter, evaluation->year);
    find_previous(evaluation, matter);
    matter->comment = find_comment(evaluation, matter, comments, COMMENT_APPROVED);
    matter->draft = find_comment(evaluation, matter, comments, COMMENT_DRAFT);
}

/* --- the rate --- */

/* value / target * 100 with one place, half away from zero; false on overflow. */
static bool find_rate(struct decimal value, struct decimal target, struct decimal *out)
{
    wide number = (wide)value.units * 1000;
    wide by = target.units;

    for (int i = 0; i < target.places; i++)
        number *= 10;
    for (int i = 0; i < value.places; i++)
        by *= 10;
    wide rate = (2 * number + by) / (2 * by);

    if (rate > INT64_MAX)
        return false;
    *out = (struct decimal){(int64_t)rate, 1};
    return true;
}

/* NULL where a rate says something. */
static const char *refuse_rate(const struct evaluation *evaluation,
                               const struct evaluation_matter *matter)
{
    const struct indicator *indicator = matter->indicator;
    const struct decimal zero = {0, 0};

    if (!indicator->target.set)
        return pick(evaluation, "目標値が設定にない", "no target is configured");
    if (!matter->known)
        return matter->why;
    if (indicator->basis != BASIS_LEVEL)
        return pick(evaluation, "前年比などの変化を表す値で、率にする意味がない",
                    "it is a change, of which a rate says nothing");
    if (course_goes_below_zero(indicator, &matter->series))
        return pick(evaluation, "負の値をとりうる指標で、率にする意味がない",
                    "it can be below zero, where a rate says nothing");
    if (decimal_compare(indicator->target.value, zero) <= 0)
        return pick(evaluation, "目標値が0で、率にできない", "its target is 0");
    if (indicator->better == BETTER_LOWER)
        return pick(evaluation, "低い方がよい指標で、率の算式が一つに定まらない",
                    "lower is better, for which there is no one formula");
    if (indicator->better == BETTER_NEUTRAL)
        return pick(evaluation, "高低の良し悪しがない指標", "neither way is better");
    if (indicator->baseline.set && indicator->baseline.has_period &&
        !limits_compares(indicator, indicator->baseline.period, matter->now->period))
        return pick(evaluation, "基準値との間に統計の断層があり、目標値と比べられない",
                    "a declared break lies between its baseline and the value");
    return NULL;
}

static void put_number(const struct evaluation *evaluation,
                       const struct evaluation_matter *matter, struct decimal value,
                       struct evaluation_value *out)
{
    char text[DECIMAL_TEXT_SIZE];

    decimal_print(value, text);
    out->kind = EVALUATION_NUMBER;
    out->text = arena_strdup(evaluation->arena, text);
    out->places = value.places;
    out->percent = phrase_is_percent(matter->indicator);
}

static void put_rate(const struct evaluation *evaluation,
                     const struct evaluation_matter *matter, struct evaluation_value *out)
{
    struct decimal rate = {0, 0};
    const char *why = refuse_rate(evaluation, matter);

    if (why == NULL && !find_rate(matter->value, matter->indicator->target.value, &rate))
        why = pick(evaluation, "大きすぎる", "too large");
    out->reason = why == NULL ? "" : why;
    if (why != NULL)
        return;
    put_number(evaluation, matter, rate, out);
    out->percent = true;
}

/* What the straight way asks for at the value's period. */
static void put_due(const struct evaluation *evaluation,
                    const struct evaluation_matter *matter, struct evaluation_value *out)
{
    struct path path;
    struct decimal due;

    if (!matter->known) {
        out->reason = matter->why;
    } else if (!course_path(matter->indicator, &path)) {
        out->reason = ""; /* that of the baseline or the target */
    } else if (!limits_compares(matter->indicator, path.from, matter->now->period)) {
        out->reason = pick(evaluation, "基準値との間に統計の断層がある",
                           "a declared break lies between its baseline and the value");
    } else if (path_required(&path, matter->now->period,
                             phrase_places(matter->indicator, matter->value), &due)) {
        put_number(evaluation, matter, due, out);
    } else {
        out->reason = pick(evaluation, "基準値より前の時期", "before its baseline");
    }
}

/* --- before and after --- */

static void put_reading(const struct evaluation *evaluation,
                        const struct evaluation_matter *matter, struct evaluation_value *out)
{
    enum language language = evaluation->settings->site.language;
    const char *why = outcome_reason_say(matter->outcome.reason, language);
    const char *state = outcome_state_say(matter->outcome.state, language);

    out->kind = EVALUATION_TEXT;
    out->text = str_empty(why) ? state
                               : arena_printf(evaluation->arena, "%s%s%s%s", state,
                                              pick(evaluation, "（", " ("), why,
                                              pick(evaluation, "）", ")"));
}

/* Why there is none the reading says. */
static void put_mean(const struct evaluation *evaluation,
                     const struct evaluation_matter *matter, size_t years, struct decimal mean,
                     struct evaluation_value *out)
{
    if (years > 0)
        put_number(evaluation, matter, mean, out);
}

/* --- any field --- */

static void put_text(const char *text, const char *reason, struct evaluation_value *out)
{
    out->kind = str_empty(text) ? EVALUATION_EMPTY : EVALUATION_TEXT;
    out->text = str_empty(text) ? "" : text;
    out->reason = str_empty(text) ? reason : "";
}

static const char *say_period(const struct evaluation *evaluation,
                              const struct evaluation_matter *matter, struct period period)
{
    char text[WORDS_SIZE];

    words_period(period, matter->indicator->year_label, evaluation->settings->site.language,
                 text);
    return arena_strdup(evaluation->arena, text);
}

/* "2024年度の平均（2025年3月まで）" would be long: the year alone. */
static const char *say_at(const struct evaluation *evaluation,
                          const struct evaluation_matter *matter, const struct observation *at,
                          int year)
{
    if (at == NULL)
        return "";
    if (!matter->mean)
        return say_period(evaluation, matter, at->period);
    return arena_printf(evaluation->arena, "%s%s%s", pick(evaluation, "", "mean of "),
                        say_period(evaluation, matter, fiscal_year(year)),
                        pick(evaluation, "の平均", ""));
}

static void put_mark(const struct evaluation *evaluation,
                     const struct evaluation_matter *matter, const struct mark *mark,
                     bool period, struct evaluation_value *out)
{
    if (period)
        put_text(mark->set && mark->has_period ? say_period(evaluation, matter, mark->period)
                                               : "",
                 "", out);
    else if (mark->set)
        put_number(evaluation, matter, mark->value, out);
    else
        out->reason = pick(evaluation, "設定にない", "not configured");
}

static void put_value(const struct evaluation *evaluation,
                      const struct evaluation_matter *matter, struct evaluation_value *out)
{
    if (matter->known)
        put_number(evaluation, matter, matter->value, out);
    else
        out->reason = matter->why;
}

static void put_previous(const struct evaluation *evaluation,
                         const struct evaluation_matter *matter, struct evaluation_value *out)
{
    if (!matter->has_previous) {
        out->reason =
            is_withheld(matter, evaluation->year - 1)
                ? say_withheld(evaluation)
                : pick(evaluation, "前年度の値がない", "there is no value of a year before");
        return;
    }
    put_number(evaluation, matter, matter->previous, out);
    if (matter->now != NULL && matter->before != NULL &&
        !limits_compares(matter->indicator, matter->before->period, matter->now->period))
        out->reason = pick(evaluation, "統計の断層のため実績値とは比べられない",
                           "not comparable with the value: a declared break lies between");
}

static const char *say_status(const struct evaluation *evaluation,
                              const struct evaluation_matter *matter)
{
    return matter->now == NULL
               ? ""
               : words_status(matter->now->status, evaluation->settings->site.language);
}

/* How a value stands, and what came of the program: where the edition shows verdicts. */
static bool put_verdict(const struct evaluation *evaluation,
                        const struct evaluation_matter *matter, enum sheetfield_id id,
                        struct evaluation_value *out)
{
    const struct outcome *outcome = &matter->outcome;

    if (id != FIELD_RATE && id != FIELD_DUE && id != FIELD_READING && id != FIELD_BEFORE &&
        id != FIELD_AFTER)
        return false;
    if (!edition_publishes(evaluation->settings, EDITION_VERDICTS))
        out->reason = pick(evaluation, "公開版には載せない", "not for the public edition");
    else if (id == FIELD_RATE)
        put_rate(evaluation, matter, out);
    else if (id == FIELD_DUE)
        put_due(evaluation, matter, out);
    else if (id == FIELD_READING)
        put_reading(evaluation, matter, out);
    else if (id == FIELD_BEFORE)
        put_mean(evaluation, matter, outcome->before_count, outcome->before, out);
    else
        put_mean(evaluation, matter, outcome->after_count, outcome->after, out);
    return true;
}

static const char *say_part(const struct comment *comment, bool cause)
{
    const char *text = comment == NULL ? "" : cause ? comment->cause : comment->action;

    return str_empty(text) ? "" : text;
}

/* Who gets the sheet is outside, where no draft goes. One on another period than the value's
 * says on which. */
static void put_comment(const struct evaluation *evaluation,
                        const struct evaluation_matter *matter, bool cause,
                        struct evaluation_value *out)
{
    const struct comment *comment = matter->comment;
    const char *text = say_part(comment, cause);

    if (str_empty(text)) {
        if (*say_part(matter->draft, cause) != '\0')
            out->reason = pick(evaluation, "未承認のコメント（案）は載せない",
                               "a draft is not told before it is approved");
        return;
    }
    bool elsewhere =
        matter->now == NULL || period_compare(comment->period, matter->now->period) != 0;

    out->kind = EVALUATION_TEXT;
    out->text = arena_printf(evaluation->arena, "%s%s%s",
                             elsewhere ? say_period(evaluation, matter, comment->period) : "",
                             elsewhere ? pick(evaluation, "：", ": ") : "", text);
    if (comment_is_outrun(comment, series_find(&matter->series, comment->period)))
        out->reason = pick(evaluation, "コメントの後に値が改定された",
                           "the value was revised after the comment");
}

void evaluation_matter_value(const struct evaluation *evaluation,
                             const struct evaluation_matter *matter, enum sheetfield_id id,
                             struct evaluation_value *out)
{
    const struct indicator *indicator = matter->indicator;
    enum language language = evaluation->settings->site.language;
    int year = evaluation->year;

    if (put_verdict(evaluation, matter, id, out))
        return;
    if (id == FIELD_VALUE)
        put_value(evaluation, matter, out);
    else if (id == FIELD_PREVIOUS)
        put_previous(evaluation, matter, out);
    else if (id == FIELD_BASELINE || id == FIELD_BASELINE_PERIOD)
        put_mark(evaluation, matter, &indicator->baseline, id == FIELD_BASELINE_PERIOD, out);
    else if (id == FIELD_TARGET || id == FIELD_TARGET_PERIOD)
        put_mark(evaluation, matter, &indicator->target, id == FIELD_TARGET_PERIOD, out);
    else if (id == FIELD_CAUSE || id == FIELD_ACTION)
        put_comment(evaluation, matter, id == FIELD_CAUSE, out);
    else
        put_text(id == FIELD_INDICATOR_TITLE ? settings_label(&indicator->title, language)
                 : id == FIELD_UNIT          ? phrase_unit(indicator, language)
                 : id == FIELD_DEFINITION    ? settings_label(&indicator->definition, language)
                 : id == FIELD_PERIOD        ? say_at(evaluation, matter, matter->now, year)
                 : id == FIELD_PREVIOUS_PERIOD
                     ? say_at(evaluation, matter, matter->has_previous ? matter->before : NULL,
                              year - 1)
                     : say_status(evaluation, matter),
                 "", out);
}
