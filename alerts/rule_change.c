/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule_change: falls X, rises X% from previous, last-year, average N: by X or more. */
#include "alerts/rule_kind.h"

#include "config/phrase.h"
#include "core/rolling.h"

enum { AVERAGE_LEAST = 2, AVERAGE_MOST = 120, AVERAGE_PLACES = 3 };

static int read_change(struct rule_reader *reader, struct rule *out)
{
    if (!rule_amount(reader, out) || !rule_word(reader, "from"))
        return -1;
    if (rule_word(reader, "previous"))
        out->base = RULE_PREVIOUS;
    else if (rule_word(reader, "last-year"))
        out->base = RULE_LAST_YEAR;
    else if (rule_word(reader, "average") &&
             rule_count(reader, AVERAGE_LEAST, AVERAGE_MOST, &out->count))
        out->base = RULE_AVERAGE;
    else
        return -1;
    return rule_end(reader);
}

static const char *refuse(const struct rule *rule, const struct indicator *indicator)
{
    const char *reason = rule->percent ? rule_percent_refused(indicator) : NULL;
    size_t year = rolling_year(indicator->frequency);

    if (reason)
        return reason;
    if (rule->base == RULE_LAST_YEAR)
        return rule_year_refused(indicator);
    if (rule->base == RULE_AVERAGE && year > 1 && rule->count % year == 0 &&
        rule_neighbours_refused(indicator))
        return "a month or quarter is not compared with the mean of a year, expected `from "
               "last-year` (or `limits = level` in the indicator where it has no season)";
    return rule_neighbours_refused(indicator);
}

/* The mean of the N periods before; false unless all are known and of one level. */
static bool find_average(const struct rule *rule, const struct rule_case *judged,
                         const struct observation *now, struct decimal *out)
{
    struct decimal sum = {0, 0};

    for (size_t k = 1; k <= rule->count; k++) {
        struct period period = period_add(now->period, -(int32_t)k);
        const struct observation *before = series_find(judged->series, period);

        if (!before || !series_has_value(before) ||
            !rule_same_segment(judged->indicator, period, now->period) ||
            decimal_add(sum, before->value, &sum))
            return false;
    }
    int places = sum.places + AVERAGE_PLACES;
    if (places > DECIMAL_PLACES_MAX)
        places = DECIMAL_PLACES_MAX;
    return decimal_divide(sum, (int64_t)rule->count, places, out) == 0;
}

/* What is surveyed every few years is compared with the last survey; of a month that is
 * missing nothing is known. */
static const struct observation *find_before(const struct rule *rule,
                                             const struct series *series,
                                             const struct observation *now)
{
    const struct observation *before;

    if (rule->base == RULE_LAST_YEAR)
        return series_year_ago(series, now->period);
    before = series_before(series, now->period);
    return before && (period_is_yearly(now->period.frequency) ||
                      period_compare(period_next(before->period), now->period) == 0)
               ? before
               : NULL;
}

static bool find_base(const struct rule *rule, const struct rule_case *judged,
                      const struct observation *now, struct decimal *out)
{
    if (rule->base == RULE_AVERAGE)
        return find_average(rule, judged, now, out);
    const struct observation *before = find_before(rule, judged->series, now);
    if (!before || !rule_same_segment(judged->indicator, before->period, now->period))
        return false;
    *out = before->value;
    return rule->base == RULE_PREVIOUS || rule_has_years(judged);
}

/* The change times `to`, and the limit as the same multiple: X% of a base b is reached where
 * 100 (value - b) is X b. False where a per cent has no meaning. */
static bool find_change(const struct rule *rule, const struct rule_case *judged,
                        struct decimal *change, struct decimal *limit)
{
    const struct observation *now = series_latest(judged->series);
    struct decimal base, percent;

    *limit = rule->limit;
    if (!find_base(rule, judged, now, &base) || decimal_subtract(now->value, base, change))
        return false;
    if (!rule->percent)
        return true;
    return phrase_percent(judged->indicator, judged->series, now->value, base, &percent) &&
           decimal_multiply(*change, (struct decimal){100, 0}, change) == 0 &&
           decimal_multiply(*limit, base, limit) == 0;
}

static enum rule_answer judge(const struct rule *rule, const struct rule_case *judged)
{
    struct decimal change, limit;

    if (!find_change(rule, judged, &change, &limit))
        return RULE_UNKNOWN;
    if (rule->way < 0)
        change.units = -change.units;
    return decimal_compare(change, limit) >= 0 ? RULE_YES : RULE_NO;
}

static const char *direction(const struct rule *rule, enum language language)
{
    return rule->way < 0 ? words_pick(language, "低下", "falls by")
                         : words_pick(language, "上昇", "rises by");
}

static void say(const struct rule *rule, const struct indicator *indicator,
                enum language language, struct buf *out)
{
    if (language == LANGUAGE_EN)
        buf_printf(out, "%s ", direction(rule, language));
    else
        rule_say_base(rule, indicator->frequency, language, out);
    buf_puts(out, words_pick(language, "から", ""));
    rule_say_amount(rule, indicator, language, out);
    buf_puts(out, words_pick(language, "以上", " or more from the "));
    if (language == LANGUAGE_EN)
        rule_say_base(rule, indicator->frequency, language, out);
    else
        buf_puts(out, direction(rule, language));
}

static void put_change(const struct rule *rule, const struct rule_case *judged,
                       enum language language, struct buf *out)
{
    const struct indicator *indicator = judged->indicator;
    const struct observation *now = series_latest(judged->series);
    struct decimal base, change;
    char text[WORDS_SIZE];

    if (!find_base(rule, judged, now, &base))
        return;
    if (!rule->percent && decimal_subtract(now->value, base, &change) == 0)
        phrase_difference(indicator, change, language, out);
    if (rule->percent &&
        phrase_percent(indicator, judged->series, now->value, base, &change)) {
        words_change(change, 1, language, text);
        buf_printf(out, "%s%s", text, words_pick(language, "％", "%"));
    }
}

/* A value far back is named. */
static void fact_previous(const struct rule *rule, const struct rule_case *judged,
                          enum language language, struct buf *out)
{
    const struct indicator *indicator = judged->indicator;
    const struct observation *now = series_latest(judged->series);
    const struct observation *before = find_before(rule, judged->series, now);
    char period[WORDS_SIZE];

    if (!before || period_compare(period_next(before->period), now->period) == 0) {
        say(rule, indicator, language, out);
        return;
    }
    words_period(before->period, indicator->year_label, language, period);
    if (language == LANGUAGE_JA)
        buf_printf(out, "前回値（%s）から", period);
    else
        buf_printf(out, "%s ", direction(rule, language));
    rule_say_amount(rule, indicator, language, out);
    if (language == LANGUAGE_JA)
        buf_printf(out, "以上%s", direction(rule, language));
    else
        buf_printf(out, " or more from the value of %s", period);
}

/* The change from the period before has been said already. */
static void fact(const struct rule *rule, const struct rule_case *judged,
                 enum language language, struct buf *out)
{
    enum frequency frequency = judged->indicator->frequency;

    if (rule->base == RULE_PREVIOUS) {
        fact_previous(rule, judged, language, out);
        return;
    }
    if (period_is_yearly(frequency)) {
        say(rule, judged->indicator, language, out);
        return;
    }
    if (language == LANGUAGE_JA) {
        rule_say_base(rule, frequency, language, out);
        buf_puts(out, "比");
        put_change(rule, judged, language, out);
        buf_puts(out, "、");
        rule_say_amount(rule, judged->indicator, language, out);
        buf_printf(out, "以上の%s", direction(rule, language));
        return;
    }
    put_change(rule, judged, language, out);
    buf_puts(out, " on the ");
    rule_say_base(rule, frequency, language, out);
    buf_printf(out, ", %s ", direction(rule, language));
    rule_say_amount(rule, judged->indicator, language, out);
    buf_puts(out, " or more");
}

const struct rule_kind rule_change_falls = {
    .name = "falls",
    .way = -1,
    .form = "falls X|X% from previous|last-year|average N` with N of 2 to 120, e.g. `falls "
            "10% from previous",
    .read = read_change,
    .refuse = refuse,
    .judge = judge,
    .say = say,
    .fact = fact,
};

const struct rule_kind rule_change_rises = {
    .name = "rises",
    .way = 1,
    .form = "rises X|X% from previous|last-year|average N` with N of 2 to 120, e.g. `rises "
            "10% from previous",
    .read = read_change,
    .refuse = refuse,
    .judge = judge,
    .say = say,
    .fact = fact,
};
