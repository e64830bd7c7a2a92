/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of alerts/backtest. All figures are test data. */
#include "alerts/backtest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/instant.h"

enum { DAY = 86400 };

struct version {
    int32_t year;
    int64_t value;
    int32_t recorded;  /* day */
    int32_t published; /* day; 0 = not known */
    bool aside;
};

struct stage {
    struct indicator indicator;
    struct observation observations[16];
    struct series vintages;
    struct arena *arena;
    struct backtest result;
};

static void replay(struct stage *stage, const struct version *versions, size_t count,
                   const char *when, const char *clear)
{
    const struct alert_rule rule = {.when = when, .clear = clear};
    struct standing_rule parsed;
    struct err err = {0};

    *stage = (struct stage){.indicator = {.id = "x",
                                          .unit = "人",
                                          .unit_label = {"人", NULL},
                                          .frequency = FREQUENCY_FISCAL_YEAR},
                            .arena = arena_new()};
    for (size_t i = 0; i < count; i++)
        stage->observations[i] =
            (struct observation){.period = {FREQUENCY_FISCAL_YEAR, versions[i].year},
                                 .value = {versions[i].value, 0},
                                 .recorded_at = (int64_t)versions[i].recorded * DAY,
                                 .dated = versions[i].published != 0,
                                 .published = versions[i].published,
                                 .aside = versions[i].aside};
    stage->vintages = (struct series){.frequency = FREQUENCY_FISCAL_YEAR,
                                      .observations = stage->observations,
                                      .count = count};
    if (standing_parse(&rule, &parsed, &err))
        fail_msg("%s", err.text);
    const struct backtest_case asked = {.indicator = &stage->indicator,
                                        .rule = &parsed,
                                        .vintages = &stage->vintages,
                                        .language = LANGUAGE_JA,
                                        .from = INT32_MIN,
                                        .to = INT32_MAX,
                                        .arena = stage->arena};
    backtest_run(&asked, &stage->result);
}

static int32_t end_of(int32_t year)
{
    return period_end((struct period){FREQUENCY_FISCAL_YEAR, year});
}

/* A history that was loaded at once is replayed as if each year had been published when it was
 * over. */
static void test_loaded_at_once(void **state)
{
    (void)state;
    static const struct version LOADED[] = {{2000, 120, 19000, 0, false},
                                            {2001, 90, 19000, 0, false},
                                            {2002, 105, 19000, 0, false},
                                            {2003, 115, 19000, 0, false},
                                            {2004, 80, 19000, 0, false}};
    struct stage stage;

    replay(&stage, LOADED, 5, "below 100", "above 110");
    assert_int_equal(stage.result.count, 2);
    assert_int_equal(stage.result.assumed, 5);
    assert_int_equal(stage.result.values, 5);
    const struct backtest_spell *first = &stage.result.spells[0];
    assert_int_equal(first->raised, end_of(2001));
    assert_int_equal(first->period.n, 2001);
    assert_int_equal(first->value.units, 90);
    assert_string_equal(first->fact, "100を下回る");
    assert_true(first->over);
    assert_int_equal(first->cleared, end_of(2003));
    assert_int_equal(first->releases, 2);
    assert_false(stage.result.spells[1].over);
    assert_int_equal(stage.result.spells[1].raised, end_of(2004));
    arena_free(stage.arena);
}

/* Published days count, else the days of recording; what was set aside never stood. */
static void test_as_it_was_known(void **state)
{
    (void)state;
    static const struct version KNOWN[] = {{2000, 120, 11500, 0, false},
                                           {2001, 90, 11900, 11850, false},
                                           {2001, 5, 11910, 0, true},
                                           {2001, 110, 12000, 0, false},
                                           {2002, 95, 12300, 0, false}};
    struct stage stage;

    replay(&stage, KNOWN, 5, "below 100", "");
    assert_int_equal(stage.result.versions, 4);
    assert_int_equal(stage.result.assumed, 1);
    assert_int_equal(stage.result.count, 2);
    assert_int_equal(stage.result.spells[0].raised, 11850);
    assert_int_equal(stage.result.spells[0].cleared, instant_day(12000 * (int64_t)DAY));
    assert_int_equal(stage.result.spells[0].cleared_period.n, 2001); /* by a revision */
    assert_int_equal(stage.result.spells[1].raised, instant_day(12300 * (int64_t)DAY));
    arena_free(stage.arena);
}

/* What is filled in later of a year long over was not known then; it raises nothing. */
static void test_filled_in(void **state)
{
    (void)state;
    static const struct version FILLED[] = {{2000, 120, 11500, 0, false},
                                            {2001, 50, 13000, 0, false},
                                            {2002, 130, 12300, 0, false},
                                            {2003, 140, 12700, 0, false}};
    struct stage stage;

    replay(&stage, FILLED, 4, "below 100", "");
    assert_int_equal(stage.result.assumed, 2);
    assert_int_equal(stage.result.count, 1); /* as if published when it was over */
    assert_int_equal(stage.result.spells[0].raised, end_of(2001));
    arena_free(stage.arena);
}

static void test_from_and_to(void **state)
{
    (void)state;
    static const struct version LOADED[] = {{2000, 90, 19000, 0, false},
                                            {2001, 190, 19000, 0, false},
                                            {2002, 90, 19000, 0, false},
                                            {2003, 190, 19000, 0, false},
                                            {2004, 90, 19000, 0, false}};
    const struct alert_rule rule = {.when = "below 100", .clear = ""};
    struct standing_rule parsed;
    struct err err = {0};
    struct stage stage;

    replay(&stage, LOADED, 5, "below 100", "");
    assert_int_equal(stage.result.count, 3);
    assert_int_equal(standing_parse(&rule, &parsed, &err), 0);
    const struct backtest_case asked = {.indicator = &stage.indicator,
                                        .rule = &parsed,
                                        .vintages = &stage.vintages,
                                        .from = end_of(2001),
                                        .to = end_of(2002),
                                        .arena = stage.arena};
    backtest_run(&asked, &stage.result);
    assert_int_equal(stage.result.count, 1);
    assert_int_equal(stage.result.spells[0].raised, end_of(2002));
    assert_false(stage.result.spells[0].over);
    arena_free(stage.arena);
}

static void test_nothing(void **state)
{
    (void)state;
    struct stage stage;

    replay(&stage, NULL, 0, "below 100", "");
    assert_int_equal(stage.result.count, 0);
    assert_int_equal(stage.result.versions, 0);
    arena_free(stage.arena);
}

/* A revision raises `revised by`, and the next year ends it. */
static void test_revised(void **state)
{
    (void)state;
    static const struct version REVISED[] = {{2000, 100, 11500, 11450, false},
                                             {2000, 80, 11600, 11600, false},
                                             {2001, 100, 11900, 11850, false},
                                             {2002, 100, 12300, 12250, false}};
    struct stage stage;

    replay(&stage, REVISED, 4, "revised by 10%", "");
    assert_int_equal(stage.result.count, 1);
    assert_int_equal(stage.result.spells[0].raised, 11600);
    assert_int_equal(stage.result.spells[0].cleared, 11850);
    assert_string_equal(stage.result.spells[0].fact, "平成12年度の値を100人から80人に改定");
    arena_free(stage.arena);
}

/* Expected 45 days after the year, with a grace of 15 days: what came late, and what has not
 * come by now. The rate goes by the time since it is known when versions came. */
static void test_overdue(void **state)
{
    (void)state;
    static const struct {
        int32_t year, late; /* days after the one on which it is expected; 999 = not yet */
        bool dated;
    } CAME[] = {{2000, 0, true}, {2001, 40, true}, {2002, 10, true}, {2003, 20, false}};
    struct stage stage;
    struct release release;
    struct err err = {0};
    struct standing_rule parsed;
    const struct alert_rule rule = {.when = "overdue"};

    replay(&stage, NULL, 0, "below 1", "");
    assert_int_equal(release_parse("+45d", stage.arena, &release, &err), 0);
    stage.indicator.release = release;
    stage.indicator.grace = (struct release_grace){.set = true, .seconds = 15 * DAY};
    for (size_t i = 0; i < sizeof CAME / sizeof *CAME; i++) {
        int32_t day = end_of(CAME[i].year) + 44 + CAME[i].late;

        stage.observations[i] =
            (struct observation){.period = {FREQUENCY_FISCAL_YEAR, CAME[i].year},
                                 .value = {100, 0},
                                 .recorded_at = instant_day_start(day) + 3600,
                                 .dated = CAME[i].dated,
                                 .published = day};
    }
    stage.vintages.count = sizeof CAME / sizeof *CAME;
    assert_int_equal(standing_parse(&rule, &parsed, &err), 0);
    struct backtest_case asked = {.indicator = &stage.indicator,
                                  .rule = &parsed,
                                  .vintages = &stage.vintages,
                                  .language = LANGUAGE_JA,
                                  .from = INT32_MIN,
                                  .to = INT32_MAX,
                                  .now = instant_day_start(end_of(2004) + 100),
                                  .arena = stage.arena};
    backtest_run(&asked, &stage.result);
    assert_int_equal(stage.result.count, 3);
    const struct backtest_spell *spells = stage.result.spells;
    assert_int_equal(spells[0].period.n, 2001);
    assert_int_equal(spells[0].raised, end_of(2001) + 44 + 16);
    assert_int_equal(spells[0].cleared, end_of(2001) + 44 + 40);
    assert_false(spells[0].valued);
    assert_non_null(strstr(spells[0].fact, "新しい値を確認できていません"));
    assert_int_equal(spells[1].period.n, 2003);
    assert_true(spells[1].over);
    assert_int_equal(spells[2].period.n, 2004);
    assert_false(spells[2].over);
    double years, rate;
    assert_true(backtest_rate(&asked, &stage.result, &years, &rate));
    assert_true(years > 4.1 && years < 4.2 && rate > 0.71 && rate < 0.74);
    asked.to = end_of(2001) + 44 + 30;
    backtest_run(&asked, &stage.result);
    assert_int_equal(stage.result.count, 1);
    assert_true(backtest_rate(&asked, &stage.result, &years, &rate));
    asked.to = end_of(2001);
    backtest_run(&asked, &stage.result);
    assert_int_equal(stage.result.count, 0);
    assert_false(backtest_rate(&asked, &stage.result, &years, &rate));
    arena_free(stage.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_loaded_at_once), cmocka_unit_test(test_as_it_was_known),
        cmocka_unit_test(test_filled_in),      cmocka_unit_test(test_from_and_to),
        cmocka_unit_test(test_nothing),        cmocka_unit_test(test_revised),
        cmocka_unit_test(test_overdue),
    };

    return cmocka_run_group_tests_name("backtest", tests, NULL, NULL);
}
