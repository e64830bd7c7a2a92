/* SPDX-License-Identifier: GPL-3.0-or-later */
/* judge: see judge.h. */
#include "alerts/judge.h"

#include "alerts/message.h"
#include "alerts/rule.h"
#include "core/buf.h"
#include "core/str.h"

#define TEXT_LIMIT 4096

void judge_check(const struct settings *settings, struct faults *faults)
{
    for (size_t i = 0; i < settings->alert_count; i++) {
        const struct alert_rule *rule = &settings->alerts[i];
        struct rule raise, reset;
        bool has_reset;
        struct err err = {0};

        if (str_empty(rule->when))
            continue;
        if (rule_parse(rule->when, &raise, &err))
            fault_add(faults, rule->when_origin.file, rule->when_origin.line, "%s", err.text);
        else if (rule_parse_pair(rule->when, rule->clear, &raise, &reset, &has_reset, &err))
            fault_add(faults, rule->clear_origin.file, rule->clear_origin.line, "%s",
                      err.text);
    }
}

static enum verdict decide(const struct alert_rule *rule, const struct series *series,
                           const struct alert *open, struct err *err, int *failed)
{
    const struct observation *latest = series_latest(series);
    struct rule raise, reset;
    bool has_reset;

    *failed = rule_parse_pair(rule->when, rule->clear, &raise, &reset, &has_reset, err);
    if (*failed || !latest)
        return open && !*failed ? VERDICT_STANDING : VERDICT_NOTHING;
    if (!open)
        return rule_holds(&raise, series) ? VERDICT_RAISED : VERDICT_NOTHING;
    if (has_reset ? rule_holds(&reset, series) : !rule_holds(&raise, series))
        return VERDICT_RESOLVED;
    return VERDICT_STANDING;
}

static void fill_alert(const struct alert_rule *rule, const struct observation *latest,
                       const struct alert *open, int64_t now, struct alert *out)
{
    if (open)
        *out = *open;
    else
        *out = (struct alert){.since = now, .state = ALERT_FIRING};
    out->rule_id = rule->id;
    out->indicator_id = rule->indicator->id;
    out->rule = rule->when;
    out->severity = settings_severity_name(rule->severity);
    out->changed = now;
    out->period = latest->period;
    out->value = latest->value;
}

/* Whether anything is to be saved: what is judged, by which words, and what is said of it. */
static bool is_moved(const struct alert *before, const struct alert *after)
{
    return period_compare(after->period, before->period) != 0 ||
           decimal_compare(after->value, before->value) != 0 ||
           !str_equal(after->rule, before->rule) ||
           !str_equal(after->severity, before->severity) ||
           !str_equal(after->text, before->text);
}

int judge_rule(const struct settings *settings, const struct alert_rule *rule,
               const struct series *series, const struct alert *open, int64_t now,
               struct arena *arena, enum verdict *verdict, struct alert *out, struct err *err)
{
    const struct observation *latest = series_latest(series);
    int failed;

    *verdict = decide(rule, series, open, err, &failed);
    if (failed)
        return -1;
    if (*verdict == VERDICT_NOTHING || !latest)
        return 0;

    fill_alert(rule, latest, open, now, out);
    if (*verdict == VERDICT_RESOLVED)
        out->state = ALERT_RESOLVED;

    struct buf text;
    buf_init(&text, TEXT_LIMIT);
    failed = message_subject(settings, rule, out, series, &text, err);
    out->text = arena_strdup(arena, buf_text(&text));
    buf_free(&text);
    if (*verdict == VERDICT_STANDING && is_moved(open, out))
        *verdict = VERDICT_MOVED;
    return failed;
}
