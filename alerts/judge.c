/* SPDX-License-Identifier: GPL-3.0-or-later */
/* judge: see judge.h. */
#include "alerts/judge.h"

#include <string.h>

#include "alerts/life.h"
#include "alerts/message.h"
#include "alerts/remark.h"
#include "alerts/standing.h"
#include "alerts/withdrawal.h"
#include "config/limits.h"
#include "core/buf.h"
#include "core/str.h"
#include "core/xmr.h"

#define TEXT_LIMIT 4096

static void check_fit(const struct alert_rule *rule, const struct rule *part,
                      const struct origin *origin, struct faults *faults)
{
    const char *reason = rule->indicator ? rule_refuse(part, rule->indicator) : NULL;

    if (reason)
        fault_add(faults, origin->file, origin->line, "\"%s\" does not fit indicator %s: %s",
                  origin == &rule->when_origin ? rule->when : rule->clear, rule->indicator->id,
                  reason);
}

static void check_rule(const struct alert_rule *rule, struct faults *faults)
{
    struct rule raise;
    struct standing_rule both;
    struct err err = {0};

    if (rule_parse(rule->when, &raise, &err)) {
        fault_add(faults, rule->when_origin.file, rule->when_origin.line, "%s", err.text);
        return;
    }
    check_fit(rule, &raise, &rule->when_origin, faults);
    if ((rule_is_timed(&raise) || rule_needs_vintages(&raise)) &&
        (rule->hold > 1 || rule->settle > 1))
        fault_add(faults, rule->when_origin.file, rule->when_origin.line,
                  "\"%s\" is judged once, expected no hold and no settle", rule->when);
    if (standing_parse(rule, &both, &err)) {
        const struct origin *origin =
            str_empty(rule->clear) ? &rule->when_origin : &rule->clear_origin;

        fault_add(faults, origin->file, origin->line, "%s", err.text);
    } else if (both.has_reset) {
        check_fit(rule, &both.reset, &rule->clear_origin, faults);
    }
}

void judge_check(const struct settings *settings, struct faults *faults)
{
    for (size_t i = 0; i < settings->alert_count; i++) {
        if (!str_empty(settings->alerts[i].when))
            check_rule(&settings->alerts[i], faults);
    }
}

bool judge_is_timed(const struct alert_rule *rule)
{
    struct err ignored = {0};
    struct rule raise;

    return rule_parse(rule->when, &raise, &ignored) == 0 && rule_is_timed(&raise);
}

const char *judge_segment(const struct indicator *indicator, struct period period,
                          struct arena *arena)
{
    size_t segment = limits_segment(indicator, period);
    char text[PERIOD_TEXT_SIZE];

    if (segment == XMR_NO_REBASE)
        return "";
    period_print(indicator->rebases[segment].period, text);
    return arena_strdup(arena, text);
}

/* The values that came since the last message. */
static size_t count_releases(const struct series *series, const struct alert *open)
{
    size_t count = 0;

    if (!open || open->told == 0)
        return 0;
    for (size_t i = 0; i < series->count; i++)
        count += series_has_value(&series->observations[i]) &&
                 period_compare(series->observations[i].period, open->told_period) > 0;
    return count;
}

/* A value came since it was judged last. */
static bool is_newer(const struct series *series, const struct alert *open)
{
    const struct observation *latest = series_latest(series);

    return open && latest && period_compare(latest->period, open->period) > 0;
}

static void fill_alert(const struct judge_case *judged, const struct life_step *step,
                       struct alert *out)
{
    const struct alert_rule *rule = judged->rule;
    const struct observation *latest = series_latest(judged->series);
    bool begins = !judged->open ||
                  (judged->open->state == ALERT_PENDING) != (step->state == ALERT_PENDING);

    *out = judged->open ? *judged->open : (struct alert){0};
    if (begins && step->state != ALERT_RESOLVED)
        out->since = judged->now;
    if (latest) {
        out->period = latest->period;
        out->value = latest->value;
        out->segment = judge_segment(rule->indicator, latest->period, judged->arena);
    }
    out->rule_id = rule->id;
    out->indicator_id = rule->indicator->id;
    out->source_id = "";
    out->rule = rule->when;
    out->state = step->state;
    out->changed = judged->now;
    out->occasion = step->occasion;
    out->ending = ALERT_END_CLEARED;
    out->withdrawn = false;
    out->who = NULL;
    out->note = NULL;
    out->chance = NULL;
    if (step->state != ALERT_ACKNOWLEDGED)
        out->until = 0;
}

/* What was told is remembered; what is to be told anew is not told yet. */
static void note_told(const struct judge_case *judged, const struct life_step *step,
                      struct alert *out)
{
    bool anew =
        step->state == ALERT_PENDING ||
        (step->state == ALERT_FIRING && step->occasion != ALERT_REMINDED && !step->tell);

    if (step->tell && step->state != ALERT_RESOLVED) {
        out->told = judged->now;
        out->told_period = out->period;
    }
    if (anew)
        out->told = 0;
}

/* Whether anything is to be saved: what is judged, by which words, and what is said of it. */
static bool is_moved(const struct alert *before, const struct alert *after)
{
    return period_compare(after->period, before->period) != 0 ||
           decimal_compare(after->value, before->value) != 0 ||
           after->state != before->state || after->told != before->told ||
           !str_equal(after->rule, before->rule) ||
           !str_equal(after->severity, before->severity) ||
           !str_equal(after->text, before->text);
}

static enum verdict name_verdict(const struct alert *before, const struct life_step *step,
                                 const struct alert *after)
{
    bool was_open = before && before->state != ALERT_PENDING;

    if (step->state == ALERT_RESOLVED || (was_open && step->state == ALERT_PENDING))
        return VERDICT_RESOLVED;
    if (step->state != ALERT_PENDING && !was_open)
        return VERDICT_RAISED;
    if (!before)
        return VERDICT_PENDING;
    return is_moved(before, after) ? VERDICT_MOVED : VERDICT_STANDING;
}

static int put_words(const struct judge_case *judged, const struct standing_rule *rule,
                     const struct rule_case *here, struct alert *out, struct err *err)
{
    struct buf text;

    if (rule_on_trial(&rule->raise, here))
        out->severity = settings_severity_name(SEVERITY_INFO);
    else
        out->severity = settings_severity_name(judged->rule->severity);
    remark_fill(judged, rule, here, out);
    if (out->ending == ALERT_END_REDEFINED)
        remark_former(judged, out);
    buf_init(&text, TEXT_LIMIT);
    int failed =
        message_subject(judged->settings, judged->rule, out, judged->series, &text, err);
    out->text = buf_keep(&text, judged->arena);
    return failed;
}

/* The figure that was judged last was taken back: what is open stays open, and is told so
 * once. */
static int stay(const struct judge_case *judged, const struct standing_rule *rule,
                const struct rule_case *here, struct judgement *out, struct err *err)
{
    const struct alert *open = judged->open;
    enum language language = judged->settings->site.language;
    struct alert *alert = &out->alert;
    struct buf text;

    out->verdict = open ? VERDICT_STANDING : VERDICT_NOTHING;
    if (!open || open->state == ALERT_PENDING)
        return 0;
    *alert = *open;
    remark_fill(judged, rule, here, alert);
    alert->fact = withdrawal_say(alert->condition, language, judged->arena);
    alert->withdrawn = true;
    alert->caveat = alert->detail = NULL;
    alert->changed = judged->now;
    alert->occasion = ALERT_RAISED;
    alert->who = NULL;
    alert->note = NULL;
    buf_init(&text, TEXT_LIMIT);
    int failed =
        message_subject(judged->settings, judged->rule, alert, judged->series, &text, err);
    alert->text = buf_keep(&text, judged->arena);
    out->tell = open->state == ALERT_FIRING && open->told != 0 && judged->silenced == 0 &&
                !judged->inhibited && !strstr(open->text, withdrawal_fact(language));
    if (is_moved(open, alert))
        out->verdict = VERDICT_MOVED;
    return failed;
}

/* An alert that was told, of which there is more to tell: a further revision, or a judgement
 * where none was possible. */
static bool has_news(const struct judge_case *judged, const struct standing_rule *rule,
                     const struct rule_case *here, const struct life_step *step)
{
    const struct alert *open = judged->open;

    if (!open || open->told == 0 || step->tell || judged->silenced > 0)
        return false;
    int64_t revised = rule_revised_at(&rule->raise, here);
    if (step->state == ALERT_FIRING &&
        strstr(open->text, withdrawal_fact(judged->settings->site.language)))
        return true;
    return (step->state == ALERT_FIRING || step->state == ALERT_ACKNOWLEDGED) &&
           revised > open->told && revised <= judged->now;
}

/* Nothing became better by another condition; and no revision is taken back by a new period,
 * of which people hear anyway. */
static void find_ending(const struct judge_case *judged, const struct standing_rule *rule,
                        struct judgement *out)
{
    if (out->alert.state != ALERT_RESOLVED && out->alert.occasion != ALERT_CLEARED)
        return;
    if (judged->redefined)
        out->alert.ending = ALERT_END_REDEFINED;
    else if (rule_needs_vintages(&rule->raise) && is_newer(judged->series, judged->open))
        out->alert.ending = ALERT_END_PASSED;
    out->tell = out->tell && out->alert.ending != ALERT_END_PASSED;
}

int judge_rule(const struct judge_case *judged, struct judgement *out, struct err *err)
{
    const struct rule_case here = {.indicator = judged->rule->indicator,
                                   .series = judged->series,
                                   .vintages = judged->vintages,
                                   .until = INT64_MAX,
                                   .awaited = judged->awaited,
                                   .arena = judged->arena};
    struct standing_rule rule;

    *out = (struct judgement){.verdict = VERDICT_NOTHING};
    if (standing_parse(judged->rule, &rule, err))
        return -1;
    bool goes_on = judged->open && rule_needs_vintages(&rule.raise);
    if (withdrawal_is_newest(judged->series, judged->vintages) && !goes_on)
        return stay(judged, &rule, &here, out, err);
    const struct life life = {.before = judged->open,
                              .standing = standing_find(&rule, &here),
                              .now = judged->now,
                              .silenced = judged->silenced,
                              .inhibited = judged->inhibited,
                              .releases = count_releases(judged->series, judged->open),
                              .newer = is_newer(judged->series, judged->open),
                              .remind = (size_t)judged->rule->remind};
    struct life_step step = life_go_on(&life);
    if (has_news(judged, &rule, &here, &step))
        step = (struct life_step){true, ALERT_FIRING, !judged->inhibited, ALERT_RAISED};
    if (!step.exists)
        return 0;
    if (!series_latest(judged->series) && !step.tell) {
        out->verdict = VERDICT_STANDING;
        return 0;
    }
    fill_alert(judged, &step, &out->alert);
    out->tell = step.tell;
    find_ending(judged, &rule, out);
    note_told(judged, &step, &out->alert);
    if (put_words(judged, &rule, &here, &out->alert, err))
        return -1;
    out->verdict = name_verdict(judged->open, &step, &out->alert);
    if (out->verdict == VERDICT_RAISED || out->verdict == VERDICT_RESOLVED)
        out->alert.note = remark_cause(judged);
    return 0;
}

int judge_over(const struct judge_case *judged, struct alert *alert, struct err *err)
{
    struct buf text;

    if (alert->occasion != ALERT_CLEARED || alert->state == ALERT_RESOLVED || !judged->open)
        return 0;
    alert->state = ALERT_RESOLVED;
    alert->since = judged->open->since;
    buf_init(&text, TEXT_LIMIT);
    int failed =
        message_subject(judged->settings, judged->rule, alert, judged->series, &text, err);
    alert->text = buf_keep(&text, judged->arena);
    return failed;
}
