/* SPDX-License-Identifier: GPL-3.0-or-later */
/* judgement: see judgement.h. */
#include "daemon/judgement.h"

#include <inttypes.h>

#include "alerts/judge.h"
#include "core/str.h"
#include "core/version.h"
#include "daemon/telling.h"

struct bench {
    struct ledger *ledger;
    const struct settings *settings;
    int64_t now;
    struct arena *arena;
    struct alert *open;
    size_t open_count;
    struct judgement_counts *counts;
};

static bool is_of(const struct alert *alert, const struct alert_rule *rule)
{
    return str_equal(alert->rule_id, rule->id) &&
           str_equal(alert->indicator_id, rule->indicator->id) &&
           alert->period.frequency == rule->indicator->frequency;
}

static const struct alert *find_open(const struct bench *bench, const struct alert_rule *rule)
{
    for (size_t i = 0; i < bench->open_count; i++) {
        if (is_of(&bench->open[i], rule))
            return &bench->open[i];
    }
    return NULL;
}

static int apply(struct bench *bench, const struct alert_rule *rule, enum verdict verdict,
                 struct alert *alert, const struct series *series, struct err *err)
{
    if (verdict == VERDICT_NOTHING || verdict == VERDICT_STANDING)
        return 0;
    if (ledger_save_alert(bench->ledger, alert, err))
        return -1;
    if (verdict == VERDICT_MOVED)
        return 0;
    bench->counts->raised += verdict == VERDICT_RAISED;
    bench->counts->resolved += verdict == VERDICT_RESOLVED;
    return telling_alert(&(struct telling){bench->ledger, bench->settings, bench->now}, rule,
                         alert, series, err);
}

/* What the verdict and the alert's words are made from. */
static const char *print_mark(const struct bench *bench, const struct alert_rule *rule,
                              int64_t revision)
{
    const struct indicator *indicator = rule->indicator;
    enum language language = bench->settings->site.language;

    return arena_printf(bench->arena, "%s %" PRId64 " %s; %s; %d; %d %s; %s; %d %d; %s",
                        indicator->id, revision, rule->when, rule->clear, (int)rule->severity,
                        (int)language, settings_label(&indicator->title, language),
                        settings_label(&indicator->unit_label, language), indicator->decimals,
                        (int)indicator->year_label, VERSION_TEXT);
}

/* A rule is judged anew when its series or its own words changed; the mark tells. */
static int judge_one(struct bench *bench, const struct alert_rule *rule, struct err *err)
{
    const char *cache = arena_printf(bench->arena, "judge:%s", rule->id);
    const char *before;
    int64_t revision;
    struct series series;
    enum verdict verdict;
    struct alert alert;

    if (ledger_revision(bench->ledger, rule->indicator->id, &revision, err) ||
        ledger_mark(bench->ledger, cache, bench->arena, &before, err))
        return -1;
    const char *mark = print_mark(bench, rule, revision);
    if (str_equal(before, mark) || rule->indicator->standing.refused)
        return 0;
    if (ledger_series(bench->ledger, rule->indicator->id, rule->indicator->frequency, NULL,
                      bench->arena, &series, err) ||
        judge_rule(bench->settings, rule, &series, find_open(bench, rule), bench->now,
                   bench->arena, &verdict, &alert, err) ||
        apply(bench, rule, verdict, &alert, &series, err))
        return err_prefix(err, "alert %s", rule->id);
    return ledger_set_mark(bench->ledger, cache, mark, err);
}

static bool is_configured(const struct settings *settings, const struct alert *alert)
{
    for (size_t i = 0; i < settings->alert_count; i++) {
        if (is_of(alert, &settings->alerts[i]))
            return true;
    }
    return false;
}

static int retire_orphans(struct bench *bench, struct err *err)
{
    for (size_t i = 0; i < bench->open_count; i++) {
        struct alert alert = bench->open[i];

        if (is_configured(bench->settings, &alert))
            continue;
        alert.state = ALERT_RESOLVED;
        alert.changed = bench->now;
        bench->counts->resolved++;
        if (ledger_save_alert(bench->ledger, &alert, err) ||
            ledger_clear_marks(bench->ledger,
                               arena_printf(bench->arena, "judge:%s", alert.rule_id), err))
            return -1;
    }
    return 0;
}

int judgement_run(struct ledger *ledger, const struct settings *settings, int64_t now,
                  struct judgement_counts *counts, struct err *err)
{
    struct bench bench = {ledger, settings, now, arena_new(), NULL, 0, counts};
    int failed =
        ledger_alerts(ledger, true, 0, bench.arena, &bench.open, &bench.open_count, err);

    if (!failed)
        failed = retire_orphans(&bench, err);
    for (size_t i = 0; i < settings->alert_count && !failed; i++)
        failed = judge_one(&bench, &settings->alerts[i], err);
    arena_free(bench.arena);
    return failed;
}
