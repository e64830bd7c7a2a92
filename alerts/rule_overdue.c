/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule_overdue: overdue: the period that its calendar expects is not there, and the grace is
 * over (core/awaited). */
#include "alerts/rule_kind.h"

#include "config/calendar.h"

static int read_nothing(struct rule_reader *reader, struct rule *out)
{
    (void)out;
    return rule_end(reader);
}

static const char *refuse(const struct rule *rule, const struct indicator *indicator)
{
    (void)rule;
    if (!release_known(calendar_release(indicator, NULL)))
        return "it has no calendar, expected `release = ...` in the indicator or its source";
    return NULL;
}

static enum rule_answer judge(const struct rule *rule, const struct rule_case *judged)
{
    (void)rule;
    if (!judged->awaited)
        return RULE_UNKNOWN;
    return judged->awaited->state == AWAITED_OVERDUE ? RULE_YES : RULE_NO;
}

static void say(const struct rule *rule, const struct indicator *indicator,
                enum language language, struct buf *out)
{
    (void)rule;
    (void)indicator;
    buf_puts(out, words_pick(language, "公表予定日を過ぎても新しい値を確認できない",
                             "no new value after the day on which it was expected"));
}

static void fact(const struct rule *rule, const struct rule_case *judged,
                 enum language language, struct buf *out)
{
    (void)rule;
    if (judged->awaited)
        calendar_say(judged->indicator, judged->awaited, language, out);
}

const struct rule_kind rule_overdue = {
    .name = "overdue",
    .timed = true,
    .form = "overdue",
    .read = read_nothing,
    .refuse = refuse,
    .judge = judge,
    .say = say,
    .fact = fact,
};
