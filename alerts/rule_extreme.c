/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule_extreme: lowest, highest in N years: of the values known in that time, at least half of
 * them, which must reach back over all of it. What has seasons is compared with the same
 * period of those years. */
#include "alerts/rule_kind.h"

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
    window.years_only = rule_by_years(judged);
    return window;
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

/* The periods of the window before the newest one, and how many of them are known; false when
 * one of these is as low (as high) or lower. */
static bool compare(const struct rule *rule, const struct rule_case *judged,
                    const struct window *window, size_t *periods, size_t *known)
{
    const struct observation *newest = series_latest(judged->series);
    struct period period = newest->period;

    *periods = *known = 0;
    for (;;) {
        period = window->years_only ? period_year_before(period) : period_add(period, -1);
        if (period_compare(period, window->from) < 0)
            return true;
        const struct observation *here = series_find(judged->series, period);
        ++*periods;
        if (!here || !series_has_value(here))
            continue;
        ++*known;
        int order = decimal_compare(newest->value, here->value);
        if (order == 0 || (order > 0) != (rule->way > 0))
            return false;
    }
}

/* Of which less than half is known nothing is said. */
static enum rule_answer judge(const struct rule *rule, const struct rule_case *judged)
{
    struct window window = find_window(rule, judged);
    size_t periods, known;

    if (!reaches_back(judged, &window, series_latest(judged->series)->period))
        return RULE_UNKNOWN;
    if (!compare(rule, judged, &window, &periods, &known))
        return RULE_NO;
    return 2 * known < periods ? RULE_UNKNOWN : RULE_YES;
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

static void fact(const struct rule *rule, const struct rule_case *judged,
                 enum language language, struct buf *out)
{
    struct window window = find_window(rule, judged);
    size_t periods, known;

    say(rule, judged->indicator, language, out);
    if (window.years_only)
        buf_puts(out, words_pick(language, "（同じ時期として）", " for the time of year"));
    if (compare(rule, judged, &window, &periods, &known) && known < periods)
        buf_puts(out, words_pick(language, "（値が分かる期間のうち）",
                                 " (of the values that are known)"));
}

const struct rule_kind rule_extreme_lowest = {
    .name = "lowest",
    .way = -1,
    .free = true,
    .form = "lowest in N years` with N of 2 to 100, e.g. `lowest in 10 years",
    .read = read_years,
    .judge = judge,
    .say = say,
    .fact = fact,
};

const struct rule_kind rule_extreme_highest = {
    .name = "highest",
    .way = 1,
    .free = true,
    .form = "highest in N years` with N of 2 to 100, e.g. `highest in 10 years",
    .read = read_years,
    .judge = judge,
    .say = say,
    .fact = fact,
};
