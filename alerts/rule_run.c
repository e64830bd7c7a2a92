/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule_run: falling N, rising N: N times in a row below (above) the value before, or that of
 * the year before. An equal value, a missing one and a break end the run. */
#include "alerts/rule_kind.h"

enum { RUN_LEAST = 1, RUN_MOST = 60 };

static int read_run(struct rule_reader *reader, struct rule *out)
{
    if (!rule_count(reader, RUN_LEAST, RUN_MOST, &out->count))
        return -1;
    if (rule_word(reader, "from")) {
        if (!rule_word(reader, "last-year"))
            return -1;
        out->base = RULE_LAST_YEAR;
    }
    return rule_end(reader);
}

static const char *refuse(const struct rule *rule, const struct indicator *indicator)
{
    return rule->base == RULE_LAST_YEAR ? rule_year_refused(indicator)
                                        : rule_neighbours_refused(indicator);
}

/* One step of the run; unknown where a value is missing. */
static enum rule_answer step(const struct rule *rule, const struct rule_case *judged,
                             struct period period)
{
    const struct series *series = judged->series;
    struct period then =
        rule->base == RULE_LAST_YEAR ? period_year_before(period) : period_add(period, -1);
    const struct observation *now = series_find(series, period);
    const struct observation *before = series_find(series, then);

    if (!now || !before || !series_has_value(now) || !series_has_value(before) ||
        !rule_same_segment(judged->indicator, then, period))
        return RULE_UNKNOWN;
    int order = decimal_compare(now->value, before->value);
    return order != 0 && (order > 0) == (rule->way > 0) ? RULE_YES : RULE_NO;
}

static enum rule_answer judge(const struct rule *rule, const struct rule_case *judged)
{
    struct period newest = series_latest(judged->series)->period;
    enum rule_answer answer = RULE_YES;

    if (rule->base == RULE_LAST_YEAR && !rule_has_years(judged))
        return RULE_UNKNOWN;
    for (size_t k = 0; k < rule->count; k++) {
        enum rule_answer one = step(rule, judged, period_add(newest, -(int32_t)k));

        if (one == RULE_NO)
            return RULE_NO;
        if (one == RULE_UNKNOWN)
            answer = RULE_UNKNOWN;
    }
    return answer;
}

static void put(const struct rule *rule, const struct indicator *indicator, size_t count,
                enum language language, struct buf *out)
{
    rule_say_periods(count, indicator->frequency, language, out);
    buf_puts(out, words_pick(language, "連続で", " in a row "));
    if (language == LANGUAGE_EN)
        buf_printf(out, "%s the ", rule->way < 0 ? "below" : "above");
    rule_say_base(rule, indicator->frequency, language, out);
    if (language == LANGUAGE_JA)
        buf_puts(out, rule->way < 0 ? "を下回る" : "を上回る");
}

static void say(const struct rule *rule, const struct indicator *indicator,
                enum language language, struct buf *out)
{
    put(rule, indicator, rule->count, language, out);
}

/* How long the run is by now. */
static void fact(const struct rule *rule, const struct rule_case *judged,
                 enum language language, struct buf *out)
{
    struct period newest = series_latest(judged->series)->period;
    size_t count = 0;

    while (step(rule, judged, period_add(newest, -(int32_t)count)) == RULE_YES)
        count++;
    put(rule, judged->indicator, count, language, out);
}

const struct rule_kind rule_run_falling = {
    .name = "falling",
    .way = -1,
    .free = true,
    .form = "falling N [from last-year]` with N of 1 to 60, e.g. `falling 6",
    .read = read_run,
    .refuse = refuse,
    .judge = judge,
    .say = say,
    .fact = fact,
};

const struct rule_kind rule_run_rising = {
    .name = "rising",
    .way = 1,
    .free = true,
    .form = "rising N [from last-year]` with N of 1 to 60, e.g. `rising 6",
    .read = read_run,
    .refuse = refuse,
    .judge = judge,
    .say = say,
    .fact = fact,
};
