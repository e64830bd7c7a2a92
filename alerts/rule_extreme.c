/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule_extreme: lowest, highest in N years: of the values known in that time, which must reach
 * back over all of it. What has seasons is compared with the same period of those years. */
#include "alerts/rule_kind.h"

#include "config/course.h"

enum { YEARS_LEAST = 2, YEARS_MOST = 100 };

static int read_years(struct rule_reader *reader, struct rule *out)
{
    if (!rule_word(reader, "in") ||
        !rule_count(reader, YEARS_LEAST, YEARS_MOST, &out->count) ||
        !rule_word(reader, "years"))
        return -1;
    return rule_end(reader);
}

struct window {
    struct period from; /* N years before the newest value */
    bool years_only;    /* the same period of each year */
};

static struct window find_window(const struct rule *rule, const struct rule_case *judged)
{
    struct window window = {.from = series_latest(judged->series)->period};

    for (size_t i = 0; i < rule->count; i++)
        window.from = period_year_before(window.from);
    window.years_only = course_is_seasonal(judged->indicator, judged->series) &&
                        judged->indicator->limits != LIMITS_LEVEL;
    return window;
}

static bool is_compared(const struct window *window, struct period newest,
                        struct period period)
{
    if (!window->years_only)
        return period_compare(period, window->from) >= 0;
    for (; period_compare(newest, window->from) >= 0; newest = period_year_before(newest)) {
        if (period_compare(newest, period) == 0)
            return true;
    }
    return false;
}

/* Known back to the start of the window, at one level. */
static bool reaches_back(const struct rule_case *judged, const struct window *window,
                         struct period newest)
{
    const struct series *series = judged->series;

    for (size_t i = 0; i < series->count; i++) {
        if (series_has_value(&series->observations[i]))
            return period_compare(series->observations[i].period, window->from) <= 0 &&
                   rule_same_segment(judged->indicator, window->from, newest);
    }
    return false;
}

static enum rule_answer judge(const struct rule *rule, const struct rule_case *judged)
{
    const struct series *series = judged->series;
    const struct observation *newest = series_latest(series);
    struct window window = find_window(rule, judged);

    if (!reaches_back(judged, &window, newest->period))
        return RULE_UNKNOWN;
    for (const struct observation *here = series->observations; here < newest; here++) {
        if (!series_has_value(here) || !is_compared(&window, newest->period, here->period))
            continue;
        int order = decimal_compare(newest->value, here->value);
        if (order == 0 || (order > 0) != (rule->way > 0))
            return RULE_NO;
    }
    return RULE_YES;
}

static void say(const struct rule *rule, const struct indicator *indicator,
                enum language language, struct buf *out)
{
    (void)indicator;
    if (language == LANGUAGE_JA)
        buf_printf(out, "%zu年間で%s", rule->count, rule->way < 0 ? "最低" : "最高");
    else
        buf_printf(out, "%s in %zu years", rule->way < 0 ? "lowest" : "highest", rule->count);
}

static bool has_gaps(const struct rule_case *judged, const struct window *window)
{
    struct period period = series_latest(judged->series)->period;

    while (period_compare(period, window->from) >= 0) {
        const struct observation *here = series_find(judged->series, period);

        if (!here || !series_has_value(here))
            return true;
        period = window->years_only ? period_year_before(period) : period_add(period, -1);
    }
    return false;
}

static void fact(const struct rule *rule, const struct rule_case *judged,
                 enum language language, struct buf *out)
{
    struct window window = find_window(rule, judged);

    say(rule, judged->indicator, language, out);
    if (window.years_only)
        buf_puts(out, words_pick(language, "（同じ時期として）", " for the time of year"));
    if (has_gaps(judged, &window))
        buf_puts(out, words_pick(language, "（値が分かる期間のうち）",
                                 " (of the values that are known)"));
}

const struct rule_kind rule_extreme_lowest = {
    .name = "lowest",
    .way = -1,
    .free = true,
    .form = "lowest in N years",
    .read = read_years,
    .judge = judge,
    .say = say,
    .fact = fact,
};

const struct rule_kind rule_extreme_highest = {
    .name = "highest",
    .way = 1,
    .free = true,
    .form = "highest in N years",
    .read = read_years,
    .judge = judge,
    .say = say,
    .fact = fact,
};
