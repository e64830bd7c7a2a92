/* SPDX-License-Identifier: GPL-3.0-or-later */
/* judgement: see judgement.h. */
#include "daemon/judgement.h"

#include <inttypes.h>
#include <string.h>

#include "alerts/falsealarm.h"
#include "alerts/judge.h"
#include "alerts/life.h"
#include "core/buf.h"
#include "core/str.h"
#include "core/version.h"
#include "daemon/expecting.h"
#include "daemon/telling.h"
#include "daemon/watch.h"

#define BREAKS_LIMIT ((size_t)64 << 10)
#define CHANCE_LIMIT 512
#define CHANCES_MOST 20 /* reckoned in one cycle: a second or two of its transaction */

struct bench {
    struct ledger *ledger;
    const struct settings *settings;
    int64_t now;
    struct arena *arena;
    struct alert *open;
    size_t open_count;
    struct alert_silence *silences;
    size_t silence_count;
    struct expecting expecting;
    struct judgement_counts *counts;
    size_t chances; /* reckoned so far */
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

/* What a new alert says of false alarms; the first ones of a cycle do. */
static void put_chance(struct bench *bench, const struct judge_case *judged,
                       struct alert *alert)
{
    const struct alert_rule *rule = judged->rule;
    struct standing_rule parsed;
    struct err ignored = {0};
    struct buf text;

    if ((alert->occasion != ALERT_RAISED && alert->occasion != ALERT_EXPIRED) ||
        alert->withdrawn || bench->chances >= CHANCES_MOST ||
        standing_parse(rule, &parsed, &ignored))
        return;
    bench->chances++;
    buf_init(&text, CHANCE_LIMIT);
    falsealarm_say(&parsed, rule->indicator, judged->series, bench->settings->site.language,
                   &text);
    alert->chance = buf_keep(&text, bench->arena);
}

static int apply(struct bench *bench, const struct judge_case *judged, struct judgement *done,
                 struct err *err)
{
    bool was_open = judged->open && judged->open->state != ALERT_PENDING;

    if (done->verdict != VERDICT_NOTHING && done->verdict != VERDICT_STANDING &&
        ledger_save_alert(bench->ledger, &done->alert, err))
        return -1;
    bench->counts->raised += done->verdict == VERDICT_RAISED;
    bench->counts->resolved += done->verdict == VERDICT_RESOLVED && was_open;
    if (!done->tell)
        return 0;
    put_chance(bench, judged, &done->alert);
    if (judge_over(judged, &done->alert, err))
        return -1;
    return telling_alert(&(struct telling){bench->ledger, bench->settings, bench->now},
                         judged->rule, &done->alert, judged->series, err);
}

/* A baseline or target as it is judged against. */
static void put_mark(struct buf *out, const struct mark *mark)
{
    if (!mark->set)
        buf_puts(out, " -");
    else
        buf_printf(out, " %" PRId32 "=%" PRId64 "/%d",
                   mark->has_period ? mark->period.n : INT32_MIN, mark->value.units,
                   mark->value.places);
}

/* What a value is judged by, in short. */
static const char *print_definition(const struct bench *bench, const struct alert_rule *rule)
{
    const struct indicator *indicator = rule->indicator;
    struct buf breaks;

    buf_init(&breaks, BREAKS_LIMIT);
    for (size_t i = 0; i < indicator->rebase_count; i++)
        buf_printf(&breaks, " %" PRId32, indicator->rebases[i].period.n);
    put_mark(&breaks, &indicator->baseline);
    put_mark(&breaks, &indicator->target);
    const char *text =
        arena_printf(bench->arena, "%s; %s; %d %d; %d %d %d %d%s", rule->when, rule->clear,
                     rule->hold, rule->settle, (int)indicator->better, (int)indicator->limits,
                     indicator->limits_baseline, (int)indicator->basis, buf_text(&breaks));
    buf_free(&breaks);
    return text;
}

/* What the verdict and the alert's words are made from: "~definition|the rest". */
static const char *print_mark(const struct bench *bench, const struct alert_rule *rule,
                              int64_t revision)
{
    const struct indicator *indicator = rule->indicator;
    enum language language = bench->settings->site.language;

    return arena_printf(bench->arena, "~%s|%s %" PRId64 "; %d; %d %s; %s; %d %d; %d; %s",
                        print_definition(bench, rule), indicator->id, revision,
                        (int)rule->severity, (int)language,
                        settings_label(&indicator->title, language),
                        settings_label(&indicator->unit_label, language), indicator->decimals,
                        (int)indicator->year_label, rule->remind, VERSION_TEXT);
}

/* Whether two marks tell of two definitions; of a mark as it was written once (or none)
 * nothing is known. */
static bool is_redefined(const char *before, const char *mark)
{
    if (str_empty(before) || *before != '~')
        return false;
    size_t length = strcspn(mark, "|");
    return strcspn(before, "|") != length || strncmp(before, mark, length) != 0;
}

/* A declared break begins another alert; the one before it ends without a message. */
static int end_segment(struct bench *bench, struct judge_case *judged, struct err *err)
{
    const struct observation *latest = series_latest(judged->series);

    if (!judged->open || !latest || str_equal(judged->open->segment, "?") ||
        str_equal(judged->open->segment,
                  judge_segment(judged->rule->indicator, latest->period, bench->arena)))
        return 0;
    struct alert over = *judged->open;
    over.state = ALERT_RESOLVED;
    over.changed = bench->now;
    over.note = words_pick(bench->settings->site.language, "系列の区切りのため",
                           "a break of the series was declared");
    judged->open = NULL;
    return ledger_save_alert(bench->ledger, &over, err);
}

static int load(struct bench *bench, const struct indicator *indicator,
                struct judge_case *judged, struct err *err)
{
    struct series *loaded = arena_alloc(bench->arena, 3, sizeof *loaded);
    const struct indicator *answers = indicator->respondents;

    judged->series = &loaded[0];
    judged->vintages = &loaded[1];
    judged->respondents = answers ? &loaded[2] : NULL;
    return ledger_series(bench->ledger, indicator->id, indicator->frequency, NULL,
                         bench->arena, &loaded[0], err) ||
                   ledger_vintages(bench->ledger, indicator->id, indicator->frequency,
                                   bench->arena, &loaded[1], err) ||
                   (answers && ledger_series(bench->ledger, answers->id, answers->frequency,
                                             NULL, bench->arena, &loaded[2], err))
               ? -1
               : 0;
}

static int judge_one(struct bench *bench, const struct alert_rule *rule,
                     struct judge_case *judged, struct err *err)
{
    struct judgement done;

    if (load(bench, rule->indicator, judged, err))
        return -1;
    struct awaited *awaited = arena_alloc(bench->arena, 1, sizeof *awaited);
    const struct observation *latest = series_latest(judged->series);
    *awaited = expecting_of(&bench->expecting, rule->indicator, NULL);
    judged->awaited = awaited;
    judged->inhibited = latest && latest->source &&
                        watch_inhibits(bench->open, bench->open_count, latest->source);
    return end_segment(bench, judged, err) || judge_rule(judged, &done, err) ||
                   apply(bench, judged, &done, err)
               ? -1
               : 0;
}

/* A rule is judged anew when its series or its own words changed, which the mark tells; and
 * when the time of what keeps its alert quiet is over. */
static int judge_due(struct bench *bench, const struct alert_rule *rule, struct err *err)
{
    const struct alert probe = {.rule_id = rule->id, .indicator_id = rule->indicator->id};
    const char *cache = arena_printf(bench->arena, "judge:%s", rule->id);
    const char *before;
    int64_t revision;
    struct judge_case judged = {
        .settings = bench->settings,
        .rule = rule,
        .open = find_open(bench, rule),
        .now = bench->now,
        .silenced =
            alert_silenced_until(&probe, bench->silences, bench->silence_count, bench->now),
        .arena = bench->arena,
    };

    if (ledger_revision(bench->ledger, rule->indicator->id, &revision, err) ||
        ledger_mark(bench->ledger, cache, bench->arena, &before, err))
        return -1;
    const char *mark = print_mark(bench, rule, revision);
    bool same = str_equal(before, mark) && !judge_is_timed(rule) &&
                !life_is_due(judged.open, bench->now, judged.silenced, false);
    if (same || rule->indicator->standing.refused)
        return 0;
    judged.redefined = is_redefined(before, mark);
    if (judge_one(bench, rule, &judged, err))
        return err_prefix(err, "alert %s", rule->id);
    return ledger_set_mark(bench->ledger, cache, mark, err);
}

static bool is_configured(const struct settings *settings, const struct alert *alert)
{
    for (size_t i = 0; i < settings->alert_count; i++) {
        if (is_of(alert, &settings->alerts[i]))
            return true;
    }
    return !str_empty(alert->source_id); /* daemon/watch ends those */
}

static int retire_orphans(struct bench *bench, struct err *err)
{
    for (size_t i = 0; i < bench->open_count; i++) {
        struct alert alert = bench->open[i];

        if (is_configured(bench->settings, &alert))
            continue;
        alert.state = ALERT_RESOLVED;
        alert.changed = bench->now;
        alert.note = words_pick(bench->settings->site.language, "設定から外されたため",
                                "it is configured no more");
        bench->counts->resolved++;
        if (ledger_save_alert(bench->ledger, &alert, err) ||
            ledger_clear_marks(bench->ledger,
                               arena_printf(bench->arena, "judge:%s", alert.rule_id), err))
            return -1;
    }
    return 0;
}

static int judge_sources(struct bench *bench, struct err *err)
{
    struct watch watch = {.ledger = bench->ledger,
                          .settings = bench->settings,
                          .now = bench->now,
                          .arena = bench->arena,
                          .silences = bench->silences,
                          .silence_count = bench->silence_count,
                          .expecting = &bench->expecting};
    int failed = watch_run(&watch, err);

    bench->counts->raised += watch.raised;
    bench->counts->resolved += watch.resolved;
    return failed;
}

int judgement_run(struct ledger *ledger, const struct settings *settings, int64_t now,
                  struct judgement_counts *counts, struct err *err)
{
    struct bench bench = {.ledger = ledger,
                          .settings = settings,
                          .now = now,
                          .arena = arena_new(),
                          .counts = counts};
    int failed =
        ledger_silences(ledger, bench.arena, &bench.silences, &bench.silence_count, err) ||
        expecting_load(ledger, settings, now, bench.arena, &bench.expecting, err) ||
        judge_sources(&bench, err) ||
        ledger_alerts(ledger, true, 0, bench.arena, &bench.open, &bench.open_count, err);

    if (!failed)
        failed = retire_orphans(&bench, err);
    for (size_t i = 0; i < settings->alert_count && !failed; i++)
        failed = judge_due(&bench, &settings->alerts[i], err);
    arena_free(bench.arena);
    return failed ? -1 : 0;
}
