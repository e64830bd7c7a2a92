/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule_behind: behind target X: by X or more behind the straight path from baseline to target,
 * as config/course reckons it for the charts. */
#include "alerts/rule_kind.h"

#include "config/course.h"
#include "config/limits.h"
#include "config/phrase.h"

static int read_target(struct rule_reader *reader, struct rule *out)
{
    if (!rule_word(reader, "target") || !rule_number(reader, &out->limit) ||
        out->limit.units <= 0)
        return -1;
    return rule_end(reader);
}

static const char *refuse(const struct rule *rule, const struct indicator *indicator)
{
    struct path ignored;

    (void)rule;
    if (!course_path(indicator, &ignored))
        return "it has no path: expected `baseline = PERIOD VALUE`, and `target = PERIOD "
               "VALUE` later than that";
    return rule_side_refused(indicator);
}

/* How far behind; negative = ahead. */
static bool find_gap(const struct rule_case *judged, struct course *course,
                     struct decimal *out)
{
    if (!course_find(judged->indicator, judged->series, course))
        return false;
    *out = course->standing.gap;
    if (limits_direction(judged->indicator) > 0)
        out->units = -out->units;
    return true;
}

static enum rule_answer judge(const struct rule *rule, const struct rule_case *judged)
{
    struct course course;
    struct decimal gap;

    if (!find_gap(judged, &course, &gap))
        return RULE_UNKNOWN;
    return course.standing.state == PATH_BEHIND && decimal_compare(gap, rule->limit) >= 0
               ? RULE_YES
               : RULE_NO;
}

static void say(const struct rule *rule, const struct indicator *indicator,
                enum language language, struct buf *out)
{
    bool lower = indicator->better == BETTER_LOWER;

    buf_puts(out, words_pick(language, "基準値と目標値を結ぶ目安を", ""));
    rule_say_amount(rule, indicator, language, out);
    if (language == LANGUAGE_JA)
        buf_puts(out, lower ? "以上上回る" : "以上下回る");
    else
        buf_printf(out, " or more %s the path from baseline to target",
                   lower ? "above" : "below");
}

static void fact(const struct rule *rule, const struct rule_case *judged,
                 enum language language, struct buf *out)
{
    struct course course;

    (void)rule;
    if (course_find(judged->indicator, judged->series, &course))
        course_say(judged->indicator, &course, language, out);
}

static void put_mark(const struct indicator *indicator, const struct mark *mark,
                     enum language language, struct buf *out)
{
    char period[WORDS_SIZE];

    words_period(mark->period, indicator->year_label, language, period);
    phrase_value(indicator, mark->value, language, out);
    buf_printf(out, language == LANGUAGE_JA ? "（%s）" : " (%s)", period);
}

/* What is required now and what was judged, so that a reader can reckon it again. */
static void detail(const struct rule *rule, const struct rule_case *judged,
                   enum language language, struct buf *out)
{
    const struct indicator *indicator = judged->indicator;
    struct course course;
    char period[WORDS_SIZE];

    (void)rule;
    if (!course_find(indicator, judged->series, &course))
        return;
    words_period(course.newest->period, indicator->year_label, language, period);
    buf_printf(out, language == LANGUAGE_JA ? "%sの目安: " : "The path at %s: ", period);
    phrase_derived(indicator, course.standing.required, language, out);
    buf_puts(out, words_pick(language, "、基準値 ", "; baseline "));
    put_mark(indicator, &indicator->baseline, language, out);
    buf_puts(out, words_pick(language, "、目標値 ", ", target "));
    put_mark(indicator, &indicator->target, language, out);
    buf_putc(out, '\n');
    if (!course.mean)
        return;
    buf_puts(out, course.newest->period.frequency == FREQUENCY_MONTHLY
                      ? words_pick(language, "比べる値: 直近12か月平均 ",
                                   "Compared with it: the mean of the last 12 months, ")
                      : words_pick(language, "比べる値: 直近4四半期平均 ",
                                   "Compared with it: the mean of the last 4 quarters, "));
    phrase_derived(indicator, course.value, language, out);
    buf_putc(out, '\n');
}

const struct rule_kind rule_behind = {
    .name = "behind",
    .form = "behind target NUMBER` with a number above 0, e.g. `behind target 50",
    .read = read_target,
    .refuse = refuse,
    .judge = judge,
    .say = say,
    .fact = fact,
    .detail = detail,
};
