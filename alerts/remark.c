/* SPDX-License-Identifier: GPL-3.0-or-later */
/* remark: see remark.h. */
#include "alerts/remark.h"

#include <math.h>

#include "config/answers.h"
#include "config/limits.h"
#include "config/phrase.h"
#include "core/revision.h"
#include "core/str.h"

#define REMARK_LIMIT 2048

static enum language language_of(const struct judge_case *judged)
{
    return judged->settings->site.language;
}

static const char *say_rule(const struct judge_case *judged, const struct rule *rule,
                            size_t times)
{
    enum language language = language_of(judged);
    struct buf text;

    buf_init(&text, REMARK_LIMIT);
    rule_say(rule, judged->rule->indicator, language, &text);
    if (times > 1 && language == LANGUAGE_JA)
        buf_printf(&text, "（%zu回続けて）", times);
    else if (times > 1)
        buf_printf(&text, " (%zu times in a row)", times);
    return buf_keep(&text, judged->arena);
}

/* How many answered is awaited, and not known of this period. */
static void put_no_answers(const struct judge_case *judged, const struct observation *latest,
                           struct buf *out)
{
    const struct observation *count =
        judged->respondents ? series_find(judged->respondents, latest->period) : NULL;

    if (judged->rule->indicator->respondents && !(count && series_has_value(count)))
        buf_puts(out, words_pick(language_of(judged),
                                 "回答数は未確認（誤差の目安は算出できません）\n",
                                 "how many answered is not known yet, nor the margin\n"));
}

/* A change that chance alone would bring about says so. */
static void put_margin(const struct judge_case *judged, struct buf *out)
{
    const struct indicator *indicator = judged->rule->indicator;
    const struct observation *latest = series_latest(judged->series);
    const struct observation *before =
        latest ? series_before(judged->series, latest->period) : NULL;
    struct answers answers;

    if (!latest)
        return;
    if (!answers_find(indicator, judged->series, judged->respondents, &answers)) {
        put_no_answers(judged, latest, out);
        return;
    }
    answers_say(indicator, &answers, language_of(judged), out);
    if (before && limits_compares(indicator, before->period, latest->period) &&
        fabs(decimal_double(latest->value) - decimal_double(before->value)) < answers.margin)
        buf_puts(out, words_pick(language_of(judged), "（前回からの変化はこの範囲内）",
                                 " (the change from the value before is within it)"));
    buf_putc(out, '\n');
}

/* The limits themselves, where they are what it is judged by. */
static void put_limits(const struct judge_case *judged, const struct rule *rule,
                       struct buf *out)
{
    struct xmr xmr;

    if (rule_by_limits(rule) &&
        limits_judge(judged->rule->indicator, judged->series, judged->arena, &xmr) &&
        limits_say(judged->rule->indicator, &xmr, language_of(judged), out))
        buf_putc(out, '\n');
}

/* ... and what is to be known of them. */
static void put_doubts(const struct judge_case *judged, const struct rule *rule,
                       const struct rule_case *here, struct buf *out)
{
    enum language language = language_of(judged);
    struct xmr xmr;

    if (!rule_by_limits(rule))
        return;
    if (rule_on_trial(rule, here))
        buf_puts(out, words_pick(language, "管理限界は試行（13期に満たない値による）\n",
                                 "limits on trial (of fewer than 13 values)\n"));
    if (limits_judge(judged->rule->indicator, judged->series, judged->arena, &xmr) &&
        xmr_current(&xmr) && xmr_current(&xmr)->correlation >= XMR_CORRELATED)
        buf_printf(out, "%s%.1f%s\n",
                   words_pick(language, "隣り合う値が似ているため（自己相関",
                              "neighbouring values are alike (autocorrelation "),
                   xmr_current(&xmr)->correlation,
                   words_pick(language, "）、管理限界の外のみを判定",
                              "): only values outside the limits are judged"));
}

void remark_fill(const struct judge_case *judged, const struct standing_rule *rule,
                 const struct rule_case *here, struct alert *out)
{
    struct buf text;

    out->condition = say_rule(judged, &rule->raise, rule->hold);
    out->clears = rule->has_reset ? say_rule(judged, &rule->reset, rule->settle) : NULL;
    buf_init(&text, REMARK_LIMIT);
    if (rule_judge(&rule->raise, here) == RULE_YES)
        rule_fact(&rule->raise, here, language_of(judged), &text);
    out->fact = buf_keep(&text, judged->arena);
    buf_init(&text, REMARK_LIMIT);
    rule_detail(&rule->raise, here, language_of(judged), &text);
    put_limits(judged, &rule->raise, &text);
    out->detail = buf_keep(&text, judged->arena);
    buf_init(&text, REMARK_LIMIT);
    put_doubts(judged, &rule->raise, here, &text);
    put_margin(judged, &text);
    out->caveat = buf_keep(&text, judged->arena);
}

void remark_former(const struct judge_case *judged, struct alert *out)
{
    struct err ignored = {0};
    struct rule former;
    const char *present = out->condition;

    if (rule_parse(judged->open->rule, &former, &ignored))
        return;
    out->condition = say_rule(judged, &former, 1);
    out->clears = str_equal(judged->open->rule, judged->rule->when) ? NULL : present;
}

/* The newest change that was recorded now; false when a newer value came with it, or none. */
static bool find_change(const struct judge_case *judged, struct revision *out)
{
    const struct observation *latest = series_latest(judged->series);
    struct revision_walk walk;
    bool found = false;

    if (!latest || !judged->vintages)
        return false;
    revision_start(&walk, judged->vintages, latest->period, INT64_MAX);
    if (walk.from >= judged->now)
        return false;
    for (struct revision here; revision_next(&walk, &here);) {
        if (here.at != judged->now)
            continue;
        *out = here;
        found = true;
    }
    return found;
}

/* Its fact is the revision already. */
static bool judges_versions(const struct judge_case *judged)
{
    struct err ignored = {0};
    struct rule raise;

    return rule_parse(judged->rule->when, &raise, &ignored) == 0 &&
           rule_needs_vintages(&raise);
}

/* What is told of revisions ends with the next period. */
static const char *passed(const struct judge_case *judged)
{
    const struct observation *latest = series_latest(judged->series);

    return judged->open && latest && period_compare(latest->period, judged->open->period) > 0
               ? words_pick(language_of(judged), "次の期の値が公表されたため",
                            "the next period was published")
               : NULL;
}

const char *remark_cause(const struct judge_case *judged)
{
    const struct indicator *indicator = judged->rule->indicator;
    enum language language = language_of(judged);
    struct revision change;
    char period[WORDS_SIZE];
    struct buf text;

    if (judged->redefined && judged->open && judged->open->state != ALERT_PENDING)
        return words_pick(language, "判定条件または目標値が変更されたため",
                          "its condition or target was changed");
    if (judged->redefined)
        return words_pick(language, "判定条件または目標値が変更されて初めての判定",
                          "judged for the first time since its condition or target was "
                          "changed");
    if (judges_versions(judged))
        return passed(judged);
    if (!find_change(judged, &change))
        return NULL;
    words_period(change.period, indicator->year_label, language, period);
    buf_init(&text, REMARK_LIMIT);
    buf_printf(&text, "%s%s", period,
               words_pick(language, "の値が",
                          change.reread ? ": the same document was read anew, from "
                                        : " was revised from "));
    phrase_value(indicator, change.former, language, &text);
    buf_puts(&text, words_pick(language, "から", " to "));
    phrase_value(indicator, change.now, language, &text);
    buf_puts(&text, words_pick(language,
                               change.reread ? "になったため（同じ資料の読み直し）"
                                             : "に改定されたため",
                               ""));
    return buf_keep(&text, judged->arena);
}

void remark_subject(const struct alert *alert, enum language language, struct buf *out)
{
    buf_puts(out, alert->text);
    if (alert->occasion == ALERT_REMINDED)
        buf_puts(out, words_pick(language, "（引き続き該当）", " (still so)"));
    else if (alert->occasion == ALERT_EXPIRED)
        buf_puts(out, words_pick(language, "（確認・停止の期限後も該当）",
                                 " (still so; what kept it quiet is over)"));
    else if (alert->note)
        buf_printf(out, "%s%s%s", words_pick(language, "（", " ("), alert->note,
                   words_pick(language, "）", ")"));
}
