/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule_level: below X, above X: the newest value against a limit, strictly. */
#include "alerts/rule_kind.h"

static int read_limit(struct rule_reader *reader, struct rule *out)
{
    return rule_number(reader, &out->limit) ? rule_end(reader) : -1;
}

static enum rule_answer judge(const struct rule *rule, const struct rule_case *judged)
{
    int order = decimal_compare(series_latest(judged->series)->value, rule->limit);

    return (rule->way < 0 ? order < 0 : order > 0) ? RULE_YES : RULE_NO;
}

static void say(const struct rule *rule, const struct indicator *indicator,
                enum language language, struct buf *out)
{
    char limit[WORDS_SIZE];
    int places =
        rule->limit.places > indicator->decimals ? rule->limit.places : indicator->decimals;

    words_value(rule->limit, places, language, limit);
    if (language == LANGUAGE_JA)
        buf_printf(out, "%s%s", limit, rule->way < 0 ? "を下回る" : "を上回る");
    else
        buf_printf(out, "%s %s", rule->way < 0 ? "below" : "above", limit);
}

const struct rule_kind rule_level_below = {
    .name = "below",
    .way = -1,
    .level = true,
    .form = "below NUMBER",
    .read = read_limit,
    .judge = judge,
    .say = say,
};

const struct rule_kind rule_level_above = {
    .name = "above",
    .way = 1,
    .level = true,
    .form = "above NUMBER",
    .read = read_limit,
    .judge = judge,
    .say = say,
};
