/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/aggregate. All figures are test data. */
#include "core/aggregate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { APRIL = 2023 * 12 + 3 };

static struct series make(struct arena *arena, enum frequency frequency, int32_t first,
                          size_t count)
{
    struct series series = {.indicator = "test",
                            .frequency = frequency,
                            .observations =
                                arena_alloc(arena, count, sizeof(struct observation)),
                            .count = count};
    for (size_t i = 0; i < count; i++)
        series.observations[i] = (struct observation){
            .period = {frequency, first + (int32_t)i}, .value = {(int64_t)i + 1, 1}};
    return series;
}

static void check_value(const struct observation *item, int32_t n, const char *value)
{
    char text[DECIMAL_TEXT_SIZE];
    decimal_print(item->value, text);
    assert_int_equal(item->period.n, n);
    assert_string_equal(text, value);
}

static struct aggregate aggregate(struct arena *arena, const struct series *series,
                                  enum frequency longer, enum aggregate_how how, int places)
{
    struct aggregate out;
    struct err err = {0};
    assert_int_equal(aggregate_series(series, longer, how, places, arena, &out, &err), 0);
    return out;
}

static void test_fits(void **state)
{
    (void)state;
    assert_true(aggregate_fits(FREQUENCY_DAILY, FREQUENCY_WEEKLY));
    assert_true(aggregate_fits(FREQUENCY_MONTHLY, FREQUENCY_FISCAL_YEAR));
    assert_true(aggregate_fits(FREQUENCY_QUARTERLY, FREQUENCY_FISCAL_YEAR));
    assert_false(aggregate_fits(FREQUENCY_WEEKLY, FREQUENCY_MONTHLY));
    assert_false(aggregate_fits(FREQUENCY_MONTHLY, FREQUENCY_MONTHLY));
    assert_false(aggregate_fits(FREQUENCY_QUARTERLY, FREQUENCY_MONTHLY));
    assert_false(aggregate_fits(FREQUENCY_CALENDAR_YEAR, FREQUENCY_FISCAL_YEAR));
}

static void test_sum_mean_last(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    /* April 2023 to June 2024: 0.1 .. 1.5 */
    struct series series = make(arena, FREQUENCY_MONTHLY, APRIL, 15);
    struct aggregate got = aggregate(arena, &series, FREQUENCY_FISCAL_YEAR, AGGREGATE_SUM, 9);
    assert_int_equal(got.made.count, 1);
    check_value(&got.made.observations[0], 2023, "7.8");
    assert_int_equal(got.left_out.count, 1);
    assert_int_equal(got.left_out.observations[0].period.n, 2024);
    got = aggregate(arena, &series, FREQUENCY_QUARTERLY, AGGREGATE_MEAN, 3);
    assert_int_equal(got.made.count, 5);
    check_value(&got.made.observations[0], 2023 * 4 + 1, "0.2"); /* no zeros behind it */
    got = aggregate(arena, &series, FREQUENCY_FISCAL_YEAR, AGGREGATE_LAST, 0);
    assert_int_equal(got.made.count, 1);
    check_value(&got.made.observations[0], 2023, "1.2");
    arena_free(arena);
}

static void test_mean_is_rounded(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct series series = make(arena, FREQUENCY_MONTHLY, APRIL, 3);
    series.observations[0].value = (struct decimal){1, 0};
    series.observations[1].value = (struct decimal){1, 0};
    series.observations[2].value = (struct decimal){0, 0};
    struct aggregate got = aggregate(arena, &series, FREQUENCY_QUARTERLY, AGGREGATE_MEAN, 2);
    check_value(&got.made.observations[0], 2023 * 4 + 1, "0.67");
    series.observations[0].value.units = -1;
    series.observations[1].value.units = -1;
    got = aggregate(arena, &series, FREQUENCY_QUARTERLY, AGGREGATE_MEAN, 0);
    check_value(&got.made.observations[0], 2023 * 4 + 1, "-1");
    arena_free(arena);
}

/* A hole, a figure known to be missing, and what is less than certain. */
static void test_what_is_missing_and_not_certain(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct series series = make(arena, FREQUENCY_MONTHLY, APRIL, 9);
    series.observations[1].status = OBSERVATION_MISSING;
    series.observations[4].status = OBSERVATION_PRELIMINARY;
    series.observations[7].status = OBSERVATION_ESTIMATE;
    struct aggregate got = aggregate(arena, &series, FREQUENCY_QUARTERLY, AGGREGATE_SUM, 0);
    assert_int_equal(got.made.count, 2);
    assert_int_equal(got.left_out.count, 1);
    assert_int_equal(got.left_out.observations[0].period.n, 2023 * 4 + 1);
    assert_int_equal(got.made.observations[0].status, OBSERVATION_PRELIMINARY);
    assert_int_equal(got.made.observations[1].status, OBSERVATION_ESTIMATE);
    /* the last month of each quarter is there and certain */
    got = aggregate(arena, &series, FREQUENCY_QUARTERLY, AGGREGATE_LAST, 0);
    assert_int_equal(got.made.count, 3);
    assert_int_equal(got.made.observations[2].status, OBSERVATION_FINAL);
    arena_free(arena);
}

static void test_refuses(void **state)
{
    struct arena *arena = arena_new();
    struct aggregate out;
    struct err err = {0};
    (void)state;
    struct series series = make(arena, FREQUENCY_WEEKLY, 2000, 9);
    assert_int_equal(
        aggregate_series(&series, FREQUENCY_MONTHLY, AGGREGATE_SUM, 0, arena, &out, &err), -1);
    assert_int_equal(err.code, ERR_USAGE);
    series = make(arena, FREQUENCY_MONTHLY, APRIL, 3);
    series.observations[0].value.units = INT64_MAX;
    assert_int_equal(
        aggregate_series(&series, FREQUENCY_QUARTERLY, AGGREGATE_SUM, 0, arena, &out, &err),
        -1);
    assert_int_equal(err.code, ERR_DATA);
    assert_non_null(strstr(err.text, "2023-Q2"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fits),
        cmocka_unit_test(test_sum_mean_last),
        cmocka_unit_test(test_mean_is_rounded),
        cmocka_unit_test(test_what_is_missing_and_not_certain),
        cmocka_unit_test(test_refuses),
    };
    return cmocka_run_group_tests_name("aggregate", tests, NULL, NULL);
}
