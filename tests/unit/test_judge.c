/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of alerts/judge. All names and figures are test data. */
#include "alerts/judge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

enum { NOW = 1711929600, MONTHS_MAX = 24 };

struct stage {
    struct settings settings;
    struct indicator indicator;
    struct alert_rule rule;
    struct observation observations[MONTHS_MAX];
    struct series series;
    struct arena *arena;
    struct series vintages;
    struct series respondents;
    struct alert open; /* valid while is_open */
    bool is_open;
    bool told; /* by the last judgement */
    int64_t silenced;
    bool inhibited;
    bool redefined;
};

static void set_stage(struct stage *stage, const char *when, const char *clear)
{
    *stage = (struct stage){
        .indicator = {.id = "di",
                      .title = {"業況DI", NULL},
                      .unit_label = {"ポイント", NULL},
                      .decimals = 1,
                      .frequency = FREQUENCY_MONTHLY},
        .rule = {.id = "deep", .when = when, .clear = clear, .severity = SEVERITY_CRITICAL},
        .arena = arena_new(),
    };
    stage->rule.indicator = &stage->indicator;
    stage->series.observations = stage->observations;
}

static void observe(struct stage *stage, int64_t tenths, enum observation_status status)
{
    size_t n = stage->series.count++;

    stage->observations[n] =
        (struct observation){.period = {FREQUENCY_MONTHLY, 24000 + (int32_t)n},
                             .value = {tenths, 1},
                             .status = status};
}

static struct judge_case case_of(const struct stage *stage, int64_t now)
{
    return (struct judge_case){.settings = &stage->settings,
                               .rule = &stage->rule,
                               .series = &stage->series,
                               .vintages = stage->vintages.count ? &stage->vintages : NULL,
                               .respondents =
                                   stage->respondents.count ? &stage->respondents : NULL,
                               .open = stage->is_open ? &stage->open : NULL,
                               .now = now,
                               .silenced = stage->silenced > now ? stage->silenced : 0,
                               .inhibited = stage->inhibited,
                               .redefined = stage->redefined,
                               .arena = stage->arena};
}

/* Judges as a cycle does, twice: the second time nothing may be new. */
static enum verdict judge(struct stage *stage, int64_t now)
{
    struct judge_case judged = case_of(stage, now);
    struct judgement first, again;
    struct err err = {0};

    if (judge_rule(&judged, &first, &err))
        fail_msg("%s", err.text);
    if (first.verdict != VERDICT_NOTHING && first.verdict != VERDICT_STANDING) {
        stage->open = first.alert;
        stage->is_open = first.alert.state != ALERT_RESOLVED;
    }
    stage->told = first.tell;
    stage->redefined = false;
    judged = case_of(stage, now + 1);
    assert_int_equal(judge_rule(&judged, &again, &err), 0);
    assert_false(again.tell);
    assert_int_equal(again.verdict, stage->is_open ? VERDICT_STANDING : VERDICT_NOTHING);
    return first.verdict;
}

static void test_life_of_an_alert(void **state)
{
    (void)state;
    static const struct {
        int64_t tenths;
        enum observation_status status;
        enum verdict want;
    } CASES[] = {
        {-299, OBSERVATION_FINAL, VERDICT_NOTHING},
        {-300, OBSERVATION_FINAL, VERDICT_NOTHING},
        {-301, OBSERVATION_FINAL, VERDICT_RAISED},
        {0, OBSERVATION_MISSING, VERDICT_STANDING},
        {990, OBSERVATION_FORECAST, VERDICT_STANDING},
        {-500, OBSERVATION_PRELIMINARY, VERDICT_MOVED},
        {-270, OBSERVATION_FINAL, VERDICT_MOVED}, /* no longer below, not yet cleared */
        {-250, OBSERVATION_FINAL, VERDICT_MOVED},
        {-249, OBSERVATION_FINAL, VERDICT_RESOLVED},
        {-270, OBSERVATION_FINAL, VERDICT_NOTHING},
        {-999, OBSERVATION_FINAL, VERDICT_RAISED},
        {990, OBSERVATION_FINAL, VERDICT_RESOLVED},
    };
    struct stage stage;

    set_stage(&stage, "below -30", "above -25");
    assert_int_equal(judge(&stage, NOW), VERDICT_NOTHING);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        observe(&stage, CASES[i].tenths, CASES[i].status);
        enum verdict got = judge(&stage, NOW + 10 * (int64_t)i);
        if (got != CASES[i].want)
            fail_msg("month %zu: verdict %d", i, (int)got);
    }
    arena_free(stage.arena);
}

static void test_without_clear(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, "above 5", "");
    observe(&stage, 51, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    observe(&stage, 50, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW), VERDICT_RESOLVED);
    arena_free(stage.arena);
}

static void test_what_is_saved(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, "below -30", "above -25");
    observe(&stage, -301, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    assert_int_equal(stage.open.number, 0);
    assert_string_equal(stage.open.rule_id, "deep");
    assert_string_equal(stage.open.indicator_id, "di");
    assert_string_equal(stage.open.rule, "below -30");
    assert_string_equal(stage.open.severity, "critical");
    assert_int_equal(stage.open.state, ALERT_FIRING);
    assert_int_equal(stage.open.since, NOW);
    assert_int_equal(stage.open.changed, NOW);
    assert_int_equal(stage.open.period.n, 24000);
    assert_int_equal(stage.open.value.units, -301);
    assert_string_equal(stage.open.text,
                        "【要確認】業況DI 2000年1月 ▲30.1ポイント、▲30.0を下回る");

    /* acknowledged by a person, and worse: it stays acknowledged, and its row */
    stage.open.number = 7;
    stage.open.state = ALERT_ACKNOWLEDGED;
    observe(&stage, -401, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW + 100), VERDICT_MOVED);
    assert_int_equal(stage.open.number, 7);
    assert_int_equal(stage.open.state, ALERT_ACKNOWLEDGED);
    assert_int_equal(stage.open.since, NOW);
    assert_int_equal(stage.open.changed, NOW + 100);
    assert_int_equal(stage.open.period.n, 24001);
    assert_non_null(strstr(stage.open.text, "▲40.1ポイント（前月比▲10.0ポイント）"));

    /* the same period, revised */
    stage.observations[1].value.units = -402;
    assert_int_equal(judge(&stage, NOW + 200), VERDICT_MOVED);
    assert_int_equal(stage.open.value.units, -402);

    observe(&stage, 0, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW + 300), VERDICT_RESOLVED);
    assert_int_equal(stage.open.number, 7);
    assert_int_equal(stage.open.state, ALERT_RESOLVED);
    assert_int_equal(stage.open.since, NOW);
    assert_int_equal(stage.open.changed, NOW + 300);
    assert_int_equal(strncmp(stage.open.text, "【解消】", strlen("【解消】")), 0);
    arena_free(stage.arena);
}

/* A revision that takes the reason away clears the alert. */
static void test_revised_away(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, "below -30", "above -25");
    observe(&stage, -301, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    stage.observations[0].value.units = -101;
    assert_int_equal(judge(&stage, NOW), VERDICT_RESOLVED);
    arena_free(stage.arena);
}

/* Values gone (all missing now): the alert stands; nobody can say that it is over. */
/* The configuration may change under an open alert. */
static void test_changed_words(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, "below -30", "above -25");
    observe(&stage, -301, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);

    stage.rule.severity = SEVERITY_INFO;
    assert_int_equal(judge(&stage, NOW + 10), VERDICT_MOVED);
    assert_string_equal(stage.open.severity, "info");
    assert_non_null(strstr(stage.open.text, "【情報】"));
    assert_int_equal(stage.open.since, NOW);
    assert_int_equal(stage.open.changed, NOW + 10);

    stage.rule.when = "below -28";
    assert_int_equal(judge(&stage, NOW + 20), VERDICT_MOVED);
    assert_string_equal(stage.open.rule, "below -28");
    assert_non_null(strstr(stage.open.text, "▲28.0を下回る"));

    stage.indicator.title.text = "景況DI";
    assert_int_equal(judge(&stage, NOW + 30), VERDICT_MOVED);
    assert_non_null(strstr(stage.open.text, "景況DI"));

    stage.rule.clear = "above -24"; /* in nobody's words before it clears */
    assert_int_equal(judge(&stage, NOW + 40), VERDICT_STANDING);
    arena_free(stage.arena);
}

static void test_no_value_any_more(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, "below -30", "");
    observe(&stage, -301, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    stage.observations[0].status = OBSERVATION_MISSING;
    assert_int_equal(judge(&stage, NOW), VERDICT_STANDING);
    stage.series.count = 0;
    assert_int_equal(judge(&stage, NOW), VERDICT_STANDING);
    arena_free(stage.arena);
}

static void test_bad_rule(void **state)
{
    (void)state;
    static const char *const PAIRS[][2] = {
        {"nonsense", ""}, {"below -30", "nonsense"}, {"below -30", "above -35"}};

    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++) {
        struct stage stage;
        struct judgement done;
        struct err err = {0};

        set_stage(&stage, PAIRS[i][0], PAIRS[i][1]);
        observe(&stage, -301, OBSERVATION_FINAL);
        struct judge_case judged = case_of(&stage, NOW);
        assert_int_equal(judge_rule(&judged, &done, &err), -1);
        assert_int_equal(err.code, ERR_CONFIG);
        arena_free(stage.arena);
    }
}

/* --- hold, settle, remind --- */

static void test_hold_and_settle(void **state)
{
    (void)state;
    static const struct {
        int64_t tenths;
        enum verdict want;
        bool told;
    } CASES[] = {
        {-301, VERDICT_PENDING, false}, {-299, VERDICT_RESOLVED, false},
        {-301, VERDICT_PENDING, false}, {-310, VERDICT_MOVED, false},
        {-320, VERDICT_RAISED, true},   {-299, VERDICT_MOVED, false},
        {-301, VERDICT_MOVED, false},   {-299, VERDICT_MOVED, false},
        {-298, VERDICT_RESOLVED, true}, {-301, VERDICT_PENDING, false},
    };
    struct stage stage;

    set_stage(&stage, "below -30", "");
    stage.rule.hold = 3;
    stage.rule.settle = 2;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        observe(&stage, CASES[i].tenths, OBSERVATION_FINAL);
        enum verdict got = judge(&stage, NOW + 10 * (int64_t)i);
        if (got != CASES[i].want || stage.told != CASES[i].told)
            fail_msg("month %zu: verdict %d, told %d", i, (int)got, stage.told);
    }
    assert_int_equal(stage.open.state, ALERT_PENDING);
    arena_free(stage.arena);
}

/* Releases are counted, not hours; what was acknowledged is not told again. */
static void test_remind(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, "below -30", "");
    stage.rule.remind = 3;
    for (int i = 0; i < 8; i++) {
        observe(&stage, -301 - i, OBSERVATION_FINAL);
        (void)judge(&stage, NOW + 1000000 * i);
        assert_int_equal(stage.told, i % 3 == 0);
        if (stage.told)
            assert_int_equal(stage.open.occasion, i == 0 ? ALERT_RAISED : ALERT_REMINDED);
    }
    stage.open.state = ALERT_ACKNOWLEDGED;
    for (int i = 0; i < 6; i++) {
        observe(&stage, -401, OBSERVATION_FINAL);
        (void)judge(&stage, NOW + 1000000 * i);
        assert_false(stage.told);
    }
    arena_free(stage.arena);
}

/* --- silence, inhibition, revisions, breaks --- */

static void test_silence(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, "below -30", "");
    stage.silenced = NOW + 100;
    observe(&stage, -301, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    assert_int_equal(stage.open.state, ALERT_SILENCED);
    assert_false(stage.told);
    assert_int_equal(judge(&stage, NOW + 50), VERDICT_STANDING);
    assert_int_equal(judge(&stage, NOW + 100), VERDICT_MOVED);
    assert_int_equal(stage.open.state, ALERT_FIRING);
    assert_true(stage.told);
    assert_int_equal(stage.open.occasion, ALERT_EXPIRED);

    /* silenced again, and resolved meanwhile: nobody hears of it */
    stage.silenced = NOW + 900;
    assert_int_equal(judge(&stage, NOW + 200), VERDICT_MOVED);
    assert_int_equal(stage.open.state, ALERT_SILENCED);
    observe(&stage, 0, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW + 300), VERDICT_RESOLVED);
    assert_false(stage.told);
    arena_free(stage.arena);
}

static void test_acknowledged_until(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, "below -30", "");
    observe(&stage, -301, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    stage.open.state = ALERT_ACKNOWLEDGED;
    stage.open.until = NOW + 100;
    assert_int_equal(judge(&stage, NOW + 50), VERDICT_STANDING);
    assert_int_equal(judge(&stage, NOW + 100), VERDICT_MOVED);
    assert_int_equal(stage.open.state, ALERT_FIRING);
    assert_true(stage.told);
    assert_int_equal(stage.open.until, 0);
    arena_free(stage.arena);
}

/* ... or up to the next value, which a revision is not. */
static void test_acknowledged_until_next(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, "below -30", "");
    observe(&stage, -310, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    stage.open.state = ALERT_ACKNOWLEDGED;
    stage.open.until = ALERT_NEXT_RELEASE;
    assert_int_equal(judge(&stage, NOW + 100), VERDICT_STANDING);
    stage.observations[0].value.units = -320;
    assert_int_equal(judge(&stage, NOW + 200), VERDICT_MOVED);
    assert_int_equal(stage.open.state, ALERT_ACKNOWLEDGED);
    assert_false(stage.told);
    observe(&stage, -310, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW + 300), VERDICT_MOVED);
    assert_true(stage.told);
    assert_int_equal(stage.open.state, ALERT_FIRING);
    assert_int_equal(stage.open.occasion, ALERT_EXPIRED);
    assert_int_equal(stage.open.until, 0);
    arena_free(stage.arena);
}

static void test_inhibited(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, "below -30", "");
    stage.inhibited = true;
    observe(&stage, -301, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    assert_int_equal(stage.open.state, ALERT_FIRING);
    assert_false(stage.told);
    stage.inhibited = false;
    assert_int_equal(judge(&stage, NOW + 10), VERDICT_MOVED);
    assert_true(stage.told);
    assert_int_equal(stage.open.occasion, ALERT_RAISED);
    arena_free(stage.arena);
}

/* A revision that raises or resolves says so; a newer value that comes with it does not. */
static void test_revision_is_said(void **state)
{
    (void)state;
    struct observation all[4];
    struct stage stage;

    set_stage(&stage, "below -30", "");
    observe(&stage, -290, OBSERVATION_FINAL);
    all[0] = stage.observations[0];
    all[0].recorded_at = NOW - 100;
    stage.vintages = (struct series){.observations = all, .count = 1};
    assert_int_equal(judge(&stage, NOW - 100), VERDICT_NOTHING);

    stage.observations[0].value.units = -310;
    all[1] = stage.observations[0];
    all[1].recorded_at = NOW;
    stage.vintages.count = 2;
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    assert_string_equal(stage.open.note,
                        "2000年1月の値が▲29.0ポイントから▲31.0ポイントに改定されたため");

    /* of a rule that judges revisions it is the fact, and not said again */
    stage.rule.when = "revised by 1";
    stage.is_open = false;
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    assert_null(stage.open.note);
    stage.rule.when = "below -30";

    all[0].source = all[1].source = "s";
    all[0].document = all[1].document = "a";
    stage.is_open = false;
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    assert_string_equal(
        stage.open.note,
        "2000年1月の値が▲29.0ポイントから▲31.0ポイントになったため（同じ資料の読み直し）");

    stage.observations[0].value.units = -200;
    all[2] = stage.observations[0];
    all[2].recorded_at = NOW + 100;
    observe(&stage, -310, OBSERVATION_FINAL);
    all[3] = stage.observations[1];
    all[3].recorded_at = NOW + 100;
    stage.vintages.count = 4;
    stage.is_open = false;
    assert_int_equal(judge(&stage, NOW + 100), VERDICT_RAISED);
    assert_null(stage.open.note);
    arena_free(stage.arena);
}

/* Another condition is no recovery. */
static void test_a_changed_rule_is_no_recovery(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, "below -30", "above -10");
    observe(&stage, -310, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    assert_null(stage.open.note);
    stage.rule.when = "below -50";
    stage.rule.clear = "";
    stage.redefined = true;
    assert_int_equal(judge(&stage, NOW + 10), VERDICT_RESOLVED);
    assert_true(stage.told);
    assert_int_equal(stage.open.ending, ALERT_END_REDEFINED);
    assert_string_equal(stage.open.note, "判定条件または目標値が変更されたため");
    assert_string_equal(stage.open.text, "【終了】業況DI 2000年1月 ▲31.0ポイント、"
                                         "「▲30.0を下回る」のお知らせは終了");
    assert_string_equal(stage.open.condition, "▲30.0を下回る");
    assert_string_equal(stage.open.clears, "▲50.0を下回る");

    /* and one that is raised by it says so */
    stage.rule.when = "below -20";
    stage.redefined = true;
    assert_int_equal(judge(&stage, NOW + 20), VERDICT_RAISED);
    assert_string_equal(stage.open.note, "判定条件または目標値が変更されて初めての判定");
    arena_free(stage.arena);
}

/* Each further revision is told; the next period ends it without a word. */
static void test_further_revisions(void **state)
{
    (void)state;
    struct observation all[5];
    struct stage stage;

    set_stage(&stage, "revised by 1", "");
    observe(&stage, -290, OBSERVATION_FINAL);
    observe(&stage, -290, OBSERVATION_FINAL);
    all[0] = stage.observations[0];
    all[1] = stage.observations[1];
    all[0].recorded_at = all[1].recorded_at = NOW - 100;
    stage.vintages = (struct series){.observations = all, .count = 2};
    assert_int_equal(judge(&stage, NOW - 100), VERDICT_NOTHING);

    stage.observations[1].value.units = -310;
    all[2] = stage.observations[1];
    all[2].recorded_at = NOW;
    stage.vintages.count = 3;
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    assert_true(stage.told);
    stage.open.state = ALERT_ACKNOWLEDGED;

    stage.observations[0].value.units = -300;
    all[4] = all[2];
    all[3] = all[1];
    all[2] = all[3];
    all[1] = stage.observations[0];
    all[1].recorded_at = NOW + 100;
    all[3] = all[4];
    stage.vintages.count = 4;
    assert_int_equal(judge(&stage, NOW + 100), VERDICT_MOVED);
    assert_true(stage.told);
    assert_int_equal(stage.open.state, ALERT_FIRING);
    assert_int_equal(stage.open.occasion, ALERT_RAISED);
    assert_string_equal(stage.open.fact,
                        "2000年1月の値を▲29.0ポイントから▲30.0ポイントに改定（ほか1件）");
    assert_non_null(stage.open.detail);
    assert_non_null(strstr(stage.open.detail, "2000年2月の値: ▲29.0ポイント→▲31.0ポイント"));

    observe(&stage, -310, OBSERVATION_FINAL);
    all[4] = stage.observations[2];
    all[4].recorded_at = NOW + 200;
    stage.vintages.count = 5;
    assert_int_equal(judge(&stage, NOW + 200), VERDICT_RESOLVED);
    assert_false(stage.told);
    assert_string_equal(stage.open.note, "次の期の値が公表されたため");
    arena_free(stage.arena);
}

/* What was taken back is not repeated; what comes in its place is told. */
static void test_withdrawn(void **state)
{
    (void)state;
    struct observation all[3];
    struct stage stage;

    set_stage(&stage, "below -30", "");
    observe(&stage, -200, OBSERVATION_FINAL);
    observe(&stage, -310, OBSERVATION_FINAL);
    memcpy(all, stage.observations, 2 * sizeof *all);
    stage.vintages = (struct series){.observations = all, .count = 2};
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    stage.observations[1].status = OBSERVATION_MISSING;
    all[2] = stage.observations[1];
    stage.vintages.count = 3;
    assert_int_equal(judge(&stage, NOW + 10), VERDICT_MOVED);
    assert_true(stage.told);
    assert_true(stage.open.withdrawn);
    assert_string_equal(stage.open.text,
                        "【情報】業況DI 2000年2月 値が撤回されたため判定できません");
    stage.observations[1].status = OBSERVATION_FINAL;
    stage.observations[1].value.units = -305;
    assert_int_equal(judge(&stage, NOW + 20), VERDICT_MOVED);
    assert_true(stage.told);
    assert_false(stage.open.withdrawn);
    assert_string_equal(stage.open.text, "【要確認】業況DI 2000年2月 ▲30.5ポイント（前月比"
                                         "▲10.5ポイント）、▲30.0を下回る");
    arena_free(stage.arena);
}

static void test_margin_and_trial(void **state)
{
    (void)state;
    struct observation answers[] = {{.period = {FREQUENCY_MONTHLY, 24001}, .value = {104, 0}}};
    struct indicator firms = {.id = "n", .unit = "社", .unit_label = {"社", NULL}};
    struct stage stage;

    set_stage(&stage, "below -10", "");
    stage.indicator.basis = BASIS_YEAR_ON_YEAR;
    stage.indicator.respondents = &firms;
    stage.respondents = (struct series){.observations = answers, .count = 1};
    observe(&stage, -231, OBSERVATION_FINAL);
    observe(&stage, -154, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    assert_string_equal(stage.open.caveat,
                        "回答104社・誤差の目安±13ポイント（前回からの変化はこの範囲内）\n");
    arena_free(stage.arena);

    set_stage(&stage, "signal outside", "");
    stage.indicator.basis = BASIS_YEAR_ON_YEAR;
    for (int i = 0; i < 9; i++)
        observe(&stage, i % 2 ? 10 : 20, OBSERVATION_FINAL);
    observe(&stage, -200, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    assert_string_equal(stage.open.severity, "info");
    assert_non_null(strstr(stage.open.caveat, "管理限界は試行"));
    assert_non_null(strstr(stage.open.text, "【情報】"));
    arena_free(stage.arena);
}

/* What stands behind a declared break is another alert. */
static void test_segments(void **state)
{
    (void)state;
    struct event breaks[] = {{.period = {FREQUENCY_MONTHLY, 24001}, .text = "調査方法の変更"}};
    struct stage stage;

    set_stage(&stage, "below -30", "above 0");
    stage.indicator.rebases = breaks;
    stage.indicator.rebase_count = 1;
    observe(&stage, -400, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    assert_string_equal(stage.open.segment, "");
    stage.is_open = false;
    observe(&stage, -100, OBSERVATION_FINAL); /* not cleared, but of another level */
    assert_int_equal(judge(&stage, NOW), VERDICT_NOTHING);
    observe(&stage, -400, OBSERVATION_FINAL);
    assert_int_equal(judge(&stage, NOW), VERDICT_RAISED);
    assert_string_equal(stage.open.segment, "2000-02");
    arena_free(stage.arena);
}

/* --- what stands does not depend on the order in which it came --- */

static uint32_t random_state = 1;

static uint32_t roll(uint32_t sides)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 16) % sides;
}

/* Brings the values of `all` in an order of their own, judging after each. */
static void arrive(struct stage *stage, const struct observation *all, size_t count)
{
    size_t order[MONTHS_MAX];

    for (size_t i = 0; i < count; i++)
        order[i] = i;
    for (size_t i = count; i > 1; i--) {
        size_t k = roll((uint32_t)i);
        size_t kept = order[i - 1];
        order[i - 1] = order[k];
        order[k] = kept;
    }
    for (size_t i = 0; i < count; i++) {
        struct series *series = &stage->series;
        size_t at = series_position(series, all[order[i]].period);

        memmove(&series->observations[at + 1], &series->observations[at],
                (series->count - at) * sizeof *series->observations);
        series->observations[at] = all[order[i]];
        series->count++;
        (void)judge(stage, NOW + (int64_t)i);
    }
}

static void test_order_does_not_matter(void **state)
{
    (void)state;
    static const char *const RULES[][2] = {
        {"below -30", "above -25"},
        {"below -30", ""},
        {"falls 10 from previous", ""},
        {"falling 2", "rising 2"},
        {"signal", ""},
        {"lowest in 2 years", "above -20"},
        {"falls 5 from average 3", "rises 0 from previous"},
    };

    for (size_t trial = 0; trial < 200; trial++) {
        struct observation all[MONTHS_MAX];
        enum alert_state first = ALERT_RESOLVED;
        size_t count = 12 + roll(12);
        size_t which = trial % (sizeof RULES / sizeof *RULES);

        for (size_t i = 0; i < count; i++)
            all[i] = (struct observation){.period = {FREQUENCY_MONTHLY, 24000 + (int32_t)i},
                                          .value = {-(int64_t)roll(500), 1},
                                          .status = roll(12) == 0 ? OBSERVATION_MISSING
                                                                  : OBSERVATION_FINAL};
        for (int again = 0; again < 4; again++) {
            struct stage stage;

            set_stage(&stage, RULES[which][0], RULES[which][1]);
            stage.indicator.basis = BASIS_YEAR_ON_YEAR;
            stage.rule.hold = 1 + (int)(trial % 3);
            stage.rule.settle = 1 + (int)(trial % 2);
            arrive(&stage, all, count);
            enum alert_state last = stage.is_open ? stage.open.state : ALERT_RESOLVED;
            if (again == 0)
                first = last;
            if (last != first)
                fail_msg("trial %zu, %s: %d or %d", trial, RULES[which][0], (int)first,
                         (int)last);
            arena_free(stage.arena);
        }
    }
}

/* --- versions that arrive in any order --- */

enum { VERSIONS = 30 };

/* What is known of the versions that have arrived: the last recorded of each period. */
static void know(struct stage *stage, const struct observation *all, const bool *here,
                 struct observation *vintages)
{
    stage->series.count = stage->vintages.count = 0;
    for (size_t i = 0; i < VERSIONS; i++) {
        if (!here[i])
            continue;
        size_t last = stage->series.count;

        vintages[stage->vintages.count++] = all[i];
        if (last == 0 || period_compare(stage->observations[last - 1].period, all[i].period))
            stage->series.count++;
        stage->observations[stage->series.count - 1] = all[i];
    }
    stage->vintages.observations = vintages;
}

/* Ten months of three versions each, by period and then as recorded; what is judged in the end
 * does not depend on the order in which they arrived, nor on how many came at once. (A newest
 * figure that is taken back proves nothing: what was open stays so, which is history.) */
static void test_versions_in_any_order(void **state)
{
    (void)state;
    static const char *const RULES[][2] = {
        {"below -30", "above -25"},
        {"rises 8 from previous", "falls 2 from previous"},
        {"falls 8 from average 2", ""},
        {"rising 2", ""},
        {"highest in 2 years", ""},
        {"signal outside both-sides", ""},
        {"signal shift 5", "rises 1 from previous"},
        {"behind target 12", ""},
        {"revised by 9", ""},
    };

    for (size_t trial = 0; trial < 300; trial++) {
        struct observation all[VERSIONS], vintages[VERSIONS];
        enum alert_state first = ALERT_RESOLVED;
        size_t which = trial % (sizeof RULES / sizeof *RULES);

        for (size_t i = 0; i < VERSIONS; i++)
            all[i] = (struct observation){
                .period = {FREQUENCY_MONTHLY, 24000 + (int32_t)(i / 3)},
                .value = {-(int64_t)roll(500), 1},
                .recorded_at = NOW - 1000 * (int64_t)(VERSIONS - i) + 3000 * (int64_t)(i % 3),
                .status = i % 3 == 2 && i < VERSIONS - 3 && roll(8) == 0 ? OBSERVATION_MISSING
                                                                         : OBSERVATION_FINAL};
        for (int again = 0; again < 4; again++) {
            bool here[VERSIONS] = {false};
            struct stage stage;

            set_stage(&stage, RULES[which][0], RULES[which][1]);
            stage.indicator.basis = BASIS_YEAR_ON_YEAR;
            stage.indicator.baseline = (struct mark){
                .set = true, .has_period = true, .period = {FREQUENCY_MONTHLY, 23990}};
            stage.indicator.target = (struct mark){.set = true,
                                                   .has_period = true,
                                                   .period = {FREQUENCY_MONTHLY, 24060},
                                                   .value = {-100, 1}};
            for (size_t left = VERSIONS; left > 0;) {
                size_t come = again == 0 ? VERSIONS : 1 + roll(3);

                for (; come > 0 && left > 0; come--, left--) {
                    size_t place = roll((uint32_t)left);

                    for (size_t i = 0; i < VERSIONS; i++) {
                        if (!here[i] && place-- == 0) {
                            here[i] = true;
                            break;
                        }
                    }
                }
                know(&stage, all, here, vintages);
                (void)judge(&stage, NOW + (int64_t)(VERSIONS - left));
            }
            enum alert_state last = stage.is_open ? stage.open.state : ALERT_RESOLVED;
            if (again == 0)
                first = last;
            if (last != first)
                fail_msg("trial %zu, %s: %d or %d", trial, RULES[which][0], (int)first,
                         (int)last);
            arena_free(stage.arena);
        }
    }
}

static void test_check_names_the_line(void **state)
{
    (void)state;
    struct alert_rule rules[] = {
        {.id = "good", .when = "below 1", .clear = "above 2"},
        {.id = "when", .when = "beneath 1", .clear = "", .when_origin = {"a.ini", 12}},
        {.id = "clear",
         .when = "below 1",
         .clear = "above 0",
         .when_origin = {"a.ini", 20},
         .clear_origin = {"a.ini", 21}},
        {.id = "both",
         .when = "x",
         .clear = "y",
         .when_origin = {"b.ini", 3},
         .clear_origin = {"b.ini", 4}},
    };
    struct settings settings = {.alerts = rules, .alert_count = 4};
    struct faults faults = {0};

    judge_check(&settings, &faults);
    assert_int_equal(faults.count, 3);
    assert_string_equal(faults.items[0].file, "a.ini");
    assert_int_equal(faults.items[0].line, 12);
    assert_non_null(strstr(faults.items[0].text, "\"beneath 1\": expected"));
    assert_int_equal(faults.items[1].line, 21);
    assert_string_equal(faults.items[2].file, "b.ini");
    assert_int_equal(faults.items[2].line, 3);
    fault_free(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_life_of_an_alert),
        cmocka_unit_test(test_without_clear),
        cmocka_unit_test(test_what_is_saved),
        cmocka_unit_test(test_revised_away),
        cmocka_unit_test(test_no_value_any_more),
        cmocka_unit_test(test_changed_words),
        cmocka_unit_test(test_bad_rule),
        cmocka_unit_test(test_check_names_the_line),
        cmocka_unit_test(test_hold_and_settle),
        cmocka_unit_test(test_remind),
        cmocka_unit_test(test_silence),
        cmocka_unit_test(test_acknowledged_until),
        cmocka_unit_test(test_acknowledged_until_next),
        cmocka_unit_test(test_inhibited),
        cmocka_unit_test(test_revision_is_said),
        cmocka_unit_test(test_a_changed_rule_is_no_recovery),
        cmocka_unit_test(test_further_revisions),
        cmocka_unit_test(test_withdrawn),
        cmocka_unit_test(test_margin_and_trial),
        cmocka_unit_test(test_segments),
        cmocka_unit_test(test_order_does_not_matter),
        cmocka_unit_test(test_versions_in_any_order),
    };

    return cmocka_run_group_tests_name("judge", tests, NULL, NULL);
}
