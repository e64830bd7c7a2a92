/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/rolling, core/revision and core/margin. All figures here are test data. */
#include "core/rolling.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/margin.h"
#include "core/revision.h"

static struct observation items[40];

static struct series make(enum frequency frequency, size_t count)
{
    for (size_t i = 0; i < count; i++)
        items[i] = (struct observation){.period = {frequency, 24000 + (int32_t)i},
                                        .value = {(int64_t)i + 1, 0}};
    return (struct series){"test", frequency, items, count};
}

static void test_years(void **state)
{
    (void)state;
    struct series series = make(FREQUENCY_MONTHLY, 13);
    struct decimal got;
    assert_false(rolling_total(&series, 10, &got));
    assert_true(rolling_total(&series, 11, &got));
    assert_int_equal(got.units, 78);
    assert_true(rolling_mean(&series, 11, 1, &got));
    assert_int_equal(got.units, 65);
    assert_true(rolling_mean(&series, 12, 0, &got));
    assert_int_equal(got.units, 8); /* 7.5 */
    assert_false(rolling_mean(&series, 13, 0, &got));
    assert_false(rolling_mean(&series, 12, -1, &got));
    for (size_t i = 0; i < 13; i++)
        items[i].value.units = -items[i].value.units;
    assert_true(rolling_mean(&series, 12, 0, &got));
    assert_int_equal(got.units, -8);
    assert_int_equal(rolling_year(FREQUENCY_DAILY), 0);
    assert_int_equal(rolling_year(FREQUENCY_WEEKLY), 0);
    assert_int_equal(rolling_year(FREQUENCY_FISCAL_YEAR), 1);
    series = make(FREQUENCY_QUARTERLY, 4);
    assert_true(rolling_mean(&series, 3, 1, &got));
    assert_int_equal(got.units, 25);
}

/* What is printed, drawn and judged is fine enough for a change of one in a hundred. */
static void test_fine_means(void **state)
{
    (void)state;
    static const struct {
        int64_t sum;
        int places;
        int64_t units;
        int got;
    } CASES[] = {{77, 0, 642, 2},      {626, 0, 5217, 2}, {1361, 0, 1134, 1},
                 {65184, 0, 5432, 0},  {-77, 0, -642, 2}, {1483, 2, 1236, 3},
                 {120000, 0, 10000, 0}};
    struct decimal got;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct series series = make(FREQUENCY_MONTHLY, 12);
        for (size_t k = 0; k < 12; k++)
            items[k].value = (struct decimal){k == 0 ? CASES[i].sum : 0, CASES[i].places};
        assert_true(rolling_fine_mean(&series, 11, CASES[i].places, &got));
        assert_int_equal(got.units, CASES[i].units);
        assert_int_equal(got.places, CASES[i].got);
        assert_false(rolling_fine_mean(&series, 10, CASES[i].places, &got));
    }
    struct series years = make(FREQUENCY_FISCAL_YEAR, 3);
    assert_true(rolling_fine_mean(&years, 2, 0, &got));
    assert_true(got.units == 3 && got.places == 0);
}

/* Eleven months are no year, whether one is missing, absent or a forecast. */
static void test_gaps(void **state)
{
    (void)state;
    struct decimal got;
    struct series series = make(FREQUENCY_MONTHLY, 24);
    items[5].status = OBSERVATION_MISSING;
    assert_false(rolling_total(&series, 11, &got));
    assert_false(rolling_total(&series, 16, &got));
    assert_true(rolling_total(&series, 17, &got));
    items[5].status = OBSERVATION_FORECAST;
    assert_false(rolling_total(&series, 16, &got));
    series = make(FREQUENCY_MONTHLY, 24);
    for (size_t i = 12; i < 24; i++)
        items[i].period.n += 1;
    assert_false(rolling_total(&series, 15, &got));
    assert_true(rolling_total(&series, 23, &got));
    items[20].value.units = INT64_MAX;
    assert_false(rolling_total(&series, 23, &got));
    assert_false(rolling_mean(&series, 23, 0, &got));
}

/* Versions by period: the last of each stands. */
static struct observation versions[40];
static struct series vintages = {"test", FREQUENCY_MONTHLY, versions, 0};

static void say(int32_t n, int64_t units, int64_t at, bool aside)
{
    versions[vintages.count++] = (struct observation){.period = {FREQUENCY_MONTHLY, n},
                                                      .value = {units, 1},
                                                      .recorded_at = at,
                                                      .aside = aside};
}

static bool find(struct revision *out)
{
    struct series series = {"test", FREQUENCY_MONTHLY, items, 0};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < vintages.count; i++) {
        if (versions[i].aside)
            continue;
        if (series.count > 0 && items[series.count - 1].period.n == versions[i].period.n)
            series.count--;
        items[series.count++] = versions[i];
    }
    bool found = revision_find(&series, &vintages, arena, out);
    arena_free(arena);
    return found;
}

static void test_revision(void **state)
{
    (void)state;
    struct revision got;
    vintages.count = 0;
    for (int i = 0; i < 5; i++)
        say(i, 100 + 10 * (i % 2), 1, false);
    say(5, 200, 1, false); /* typical changes are of 1.0, this one is of 10.0 */
    assert_false(find(&got));
    say(5, 190, 5, false); /* no larger than the typical change */
    assert_false(find(&got));
    say(5, 170, 6, false);
    assert_true(find(&got));
    assert_int_equal(got.period.n, 5);
    assert_int_equal(got.former.units, 190);
    assert_int_equal(got.now.units, 170);
    assert_int_equal(got.at, 6);
    say(5, 300, 7, true); /* what never stood revised nothing */
    assert_true(find(&got));
    assert_int_equal(got.now.units, 170);
    say(5, 170, 8, false); /* the same figure again, now final */
    assert_true(find(&got));
    assert_int_equal(got.at, 6);
    say(6, 170, 1, false);
    say(6, 210, 4, false); /* recorded before: not the last one */
    assert_true(find(&got));
    assert_int_equal(got.period.n, 5);
    versions[vintages.count - 1].recorded_at = 9;
    assert_true(find(&got));
    assert_int_equal(got.period.n, 6);
    versions[vintages.count - 1].status = OBSERVATION_MISSING;
    assert_true(find(&got));
    assert_int_equal(got.period.n, 5);
}

/* What the same document was read as otherwise is no revision, and none is lost by it. */
static void test_reread(void **state)
{
    (void)state;
    struct revision got;
    vintages.count = 0;
    for (int i = 0; i < 6; i++)
        say(i, 100 + 10 * (i % 2), 1, false);
    say(6, 900, 1, false);
    say(6, 90, 2, false);
    versions[6].source = versions[7].source = "s";
    versions[6].document = versions[7].document = "a";
    assert_false(find(&got));
    versions[7].note = "by hand"; /* a person corrected it */
    assert_true(find(&got));
    versions[7].note = NULL;
    say(6, 200, 3, false); /* the publisher's own revision, read wrongly first */
    say(6, 300, 4, false);
    versions[8].source = versions[9].source = "s";
    versions[8].document = versions[9].document = "b";
    assert_true(find(&got));
    assert_int_equal(got.former.units, 90);
    assert_int_equal(got.now.units, 300);
    assert_int_equal(got.at, 3);
    struct revision_walk walk;
    const bool rereads[] = {true, false, true};
    revision_start(&walk, &vintages, versions[6].period, INT64_MAX);
    for (size_t i = 0; i < 3; i++) {
        assert_true(revision_next(&walk, &got));
        assert_int_equal(got.reread, rereads[i]);
    }
    assert_false(revision_next(&walk, &got));
}

/* Of a few values nothing is typical. */
static void test_too_few(void **state)
{
    (void)state;
    struct revision got;
    vintages.count = 0;
    for (int i = 0; i < 4; i++)
        say(i, 100 + i, 1, false);
    say(3, 900, 2, false);
    assert_false(find(&got));
    say(4, 104, 1, false);
    assert_true(find(&got));
}

static void test_margins(void **state)
{
    (void)state;
    /* 104 firms at -15.4: 13 points */
    assert_int_equal(lround(100 * margin_of_balance(-0.154, 104)), 13);
    assert_int_equal(lround(100 * margin_of_balance(0.154, 104)), 13);
    /* more than half of all answers are needed for it */
    assert_int_equal(lround(100 * margin_of_balance(0.8, 100)), 8);
    assert_int_equal(lround(1000 * margin_of_share(0.5, 100)), 98);
    assert_true(!(margin_of_share(0.5, 0) > 0) && !(margin_of_share(0, 100) > 0));
    assert_true(!(margin_of_balance(0.2, -1) > 0) && !(margin_of_balance(1, 100) > 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_years),   cmocka_unit_test(test_fine_means),
        cmocka_unit_test(test_gaps),    cmocka_unit_test(test_revision),
        cmocka_unit_test(test_too_few), cmocka_unit_test(test_margins),
        cmocka_unit_test(test_reread),
    };
    return cmocka_run_group_tests_name("rolling", tests, NULL, NULL);
}
