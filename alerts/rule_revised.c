/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule_revised: revised by X, X%: the changes that the publisher made to values that stood,
 * since the newest period came; it ends with the next one. */
#include "alerts/rule_kind.h"

#include <math.h>

#include "config/phrase.h"
#include "core/instant.h"
#include "core/revision.h"

#define LINES_MAX 12

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

/* How large it is, for the order in which revisions are told. */
static double size_of(const struct rule *rule, const struct revision *revision)
{
    double former = fabs(decimal_double(revision->former));
    double change = fabs(decimal_double(revision->now) - decimal_double(revision->former));

    return rule->percent && former > 0 ? change / former : change;
}

/* The newest comes first, and of those that came together the largest. */
static bool is_first(const struct rule *rule, const struct revision *a,
                     const struct revision *b)
{
    return a->at > b->at || (a->at == b->at && size_of(rule, a) > size_of(rule, b));
}

/* How many there are, and the one that is told first. */
static size_t find(const struct rule *rule, const struct rule_case *judged,
                   struct revision *first)
{
    struct revision_walk walk;
    size_t count = 0;

    if (!judged->vintages)
        return 0;
    revision_start(&walk, judged->vintages, series_latest(judged->series)->period,
                   judged->until);
    for (struct revision here; revision_next(&walk, &here);) {
        if (here.reread || !is_large(rule, judged, &here))
            continue;
        if (count++ == 0 || is_first(rule, &here, first))
            *first = here;
    }
    return count;
}

int64_t rule_revised_at(const struct rule *rule, const struct rule_case *judged)
{
    struct revision newest;

    return rule->kind == &rule_revised && series_latest(judged->series) &&
                   find(rule, judged, &newest) > 0
               ? newest.at
               : 0;
}

static enum rule_answer judge(const struct rule *rule, const struct rule_case *judged)
{
    struct revision revision;

    if (!judged->vintages)
        return RULE_UNKNOWN;
    return find(rule, judged, &revision) > 0 ? RULE_YES : RULE_NO;
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

    size_t count = find(rule, judged, &revision);
    if (count == 0)
        return;
    words_period(revision.period, indicator->year_label, language, text);
    buf_printf(out, "%s%s", text, words_pick(language, "の値を", " revised from "));
    phrase_value(indicator, revision.former, language, out);
    buf_puts(out, words_pick(language, "から", " to "));
    phrase_value(indicator, revision.now, language, out);
    buf_puts(out, words_pick(language, "に改定", ""));
    if (count > 1)
        buf_printf(out, language == LANGUAGE_JA ? "（ほか%zu件）" : " (and %zu more)",
                   count - 1);
}

static void put_line(const struct rule_case *judged, const struct revision *revision,
                     enum language language, struct buf *out)
{
    const struct indicator *indicator = judged->indicator;
    char text[WORDS_SIZE];
    struct decimal percent;

    words_period(revision->period, indicator->year_label, language, text);
    buf_printf(out, "%s%s", text, words_pick(language, "の値: ", ": "));
    phrase_value(indicator, revision->former, language, out);
    buf_puts(out, words_pick(language, "→", " to "));
    phrase_value(indicator, revision->now, language, out);
    if (phrase_percent(indicator, judged->series, revision->now, revision->former, &percent)) {
        words_change(percent, 1, language, text);
        buf_printf(out, language == LANGUAGE_JA ? "（%s％）" : " (%s%%)", text);
    }
    words_period(period_of_day(FREQUENCY_DAILY, instant_day(revision->at)), YEAR_LABEL_STARTS,
                 language, text);
    buf_printf(out, language == LANGUAGE_JA ? "、%s取得\n" : ", fetched %s\n", text);
}

/* All of them, where there are several. */
static void detail(const struct rule *rule, const struct rule_case *judged,
                   enum language language, struct buf *out)
{
    struct revision_walk walk;
    struct revision here;
    size_t count = find(rule, judged, &here);
    size_t told = 0;

    if (count < 2)
        return;
    revision_start(&walk, judged->vintages, series_latest(judged->series)->period,
                   judged->until);
    while (told < LINES_MAX && revision_next(&walk, &here)) {
        if (here.reread || !is_large(rule, judged, &here))
            continue;
        put_line(judged, &here, language, out);
        told++;
    }
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
    .detail = detail,
};
