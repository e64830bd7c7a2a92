/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule_revised: revised by X, X%: the largest change that the publisher made to a value that
 * stood, since the newest period came; it ends with the next one. */
#include "alerts/rule_kind.h"

#include "config/phrase.h"
#include "core/revision.h"

static int read_revision(struct rule_reader *reader, struct rule *out)
{
    if (!rule_word(reader, "by") || !rule_amount(reader, out) || out->limit.units <= 0)
        return -1;
    return rule_end(reader);
}

static const char *refuse(const struct rule *rule, const struct indicator *indicator)
{
    return rule->percent ? rule_percent_refused(indicator) : NULL;
}

/* Its size times 100 and the limit times what stood, or both as they are. */
static bool is_large(const struct rule *rule, const struct rule_case *judged,
                     const struct revision *revision)
{
    struct decimal change, percent;
    struct decimal limit = rule->limit;

    if (decimal_subtract(revision->now, revision->former, &change))
        return false;
    if (change.units < 0)
        change.units = -change.units;
    if (!rule->percent)
        return decimal_compare(change, limit) >= 0;
    return phrase_percent(judged->indicator, judged->series, revision->now, revision->former,
                          &percent) &&
           decimal_multiply(change, (struct decimal){100, 0}, &change) == 0 &&
           decimal_multiply(limit, revision->former, &limit) == 0 &&
           decimal_compare(change, limit) >= 0;
}

static bool find(const struct rule *rule, const struct rule_case *judged,
                 struct revision *found)
{
    struct revision_walk walk;

    if (!judged->vintages)
        return false;
    revision_start(&walk, judged->vintages, series_latest(judged->series)->period,
                   judged->until);
    while (revision_next(&walk, found)) {
        if (!found->reread && is_large(rule, judged, found))
            return true;
    }
    return false;
}

static enum rule_answer judge(const struct rule *rule, const struct rule_case *judged)
{
    struct revision revision;

    if (!judged->vintages)
        return RULE_UNKNOWN;
    return find(rule, judged, &revision) ? RULE_YES : RULE_NO;
}

static void say(const struct rule *rule, const struct indicator *indicator,
                enum language language, struct buf *out)
{
    buf_puts(out, words_pick(language, "公表済みの値が", "a published value revised by "));
    rule_say_amount(rule, indicator, language, out);
    buf_puts(out, words_pick(language, "以上改定", " or more"));
}

static void fact(const struct rule *rule, const struct rule_case *judged,
                 enum language language, struct buf *out)
{
    const struct indicator *indicator = judged->indicator;
    struct revision revision;
    char text[WORDS_SIZE];

    if (!find(rule, judged, &revision))
        return;
    words_period(revision.period, indicator->year_label, language, text);
    buf_printf(out, "%s%s", text, words_pick(language, "の値を", " revised from "));
    phrase_value(indicator, revision.former, language, out);
    buf_puts(out, words_pick(language, "から", " to "));
    phrase_value(indicator, revision.now, language, out);
    buf_puts(out, words_pick(language, "に改定", ""));
}

const struct rule_kind rule_revised = {
    .name = "revised",
    .vintages = true,
    .form = "revised by X|X%` with X above 0, e.g. `revised by 2%",
    .read = read_revision,
    .refuse = refuse,
    .judge = judge,
    .say = say,
    .fact = fact,
};
