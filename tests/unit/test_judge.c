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
    struct alert open; /* valid while is_open */
    bool is_open;
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

/* Judges as a cycle does, twice: the second time nothing may be new. */
static enum verdict judge(struct stage *stage, int64_t now)
{
    enum verdict first, again;
    struct alert out = {0};
    struct err err = {0};

    if (judge_rule(&stage->settings, &stage->rule, &stage->series,
                   stage->is_open ? &stage->open : NULL, now, stage->arena, &first, &out,
                   &err))
        fail_msg("%s", err.text);
    if (first == VERDICT_RAISED || first == VERDICT_MOVED)
        stage->open = out;
    stage->is_open = first == VERDICT_RAISED || (stage->is_open && first != VERDICT_RESOLVED);
    if (first == VERDICT_RESOLVED)
        stage->open = out;
    assert_int_equal(judge_rule(&stage->settings, &stage->rule, &stage->series,
                                stage->is_open ? &stage->open : NULL, now + 1, stage->arena,
                                &again, &out, &err),
                     0);
    assert_int_equal(again, stage->is_open ? VERDICT_STANDING : VERDICT_NOTHING);
    return first;
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
        enum verdict verdict;
        struct alert out;
        struct err err = {0};

        set_stage(&stage, PAIRS[i][0], PAIRS[i][1]);
        observe(&stage, -301, OBSERVATION_FINAL);
        assert_int_equal(judge_rule(&stage.settings, &stage.rule, &stage.series, NULL, NOW,
                                    stage.arena, &verdict, &out, &err),
                         -1);
        assert_int_equal(err.code, ERR_CONFIG);
        arena_free(stage.arena);
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
        cmocka_unit_test(test_life_of_an_alert),  cmocka_unit_test(test_without_clear),
        cmocka_unit_test(test_what_is_saved),     cmocka_unit_test(test_revised_away),
        cmocka_unit_test(test_no_value_any_more), cmocka_unit_test(test_changed_words),
        cmocka_unit_test(test_bad_rule),          cmocka_unit_test(test_check_names_the_line),
    };

    return cmocka_run_group_tests_name("judge", tests, NULL, NULL);
}
