/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/series. All figures are test data. */
#include "core/series.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { APRIL = 2023 * 12 + 3 };

static struct period month(int32_t n)
{
    return (struct period){FREQUENCY_MONTHLY, n};
}

static void test_status_names(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"final",    "preliminary", "revised",
                                        "estimate", "forecast",    "missing"};
    enum observation_status got;

    for (int i = OBSERVATION_FINAL; i <= OBSERVATION_MISSING; i++) {
        assert_string_equal(series_status_name((enum observation_status)i), NAMES[i]);
        assert_true(series_status_parse(NAMES[i], &got));
        assert_int_equal(got, i);
    }
    assert_false(series_status_parse("Final", &got));
    assert_false(series_status_parse("", &got));
    assert_false(series_status_parse(NULL, &got));
}

static void test_has_value(void **state)
{
    (void)state;
    for (int i = OBSERVATION_FINAL; i <= OBSERVATION_MISSING; i++) {
        struct observation observation = {.status = (enum observation_status)i};

        assert_int_equal(series_has_value(&observation),
                         i != OBSERVATION_FORECAST && i != OBSERVATION_MISSING);
    }
}

static void test_empty(void **state)
{
    (void)state;
    struct series series = {.frequency = FREQUENCY_MONTHLY};

    assert_null(series_find(&series, month(APRIL)));
    assert_null(series_latest(&series));
    assert_null(series_before(&series, month(APRIL)));
    assert_null(series_year_ago(&series, month(APRIL)));
}

static void test_find(void **state)
{
    (void)state;
    struct observation observations[40];

    /* every second month, series of every length */
    for (size_t count = 0; count <= 40; count++) {
        struct series series = {.observations = observations, .count = count};

        for (size_t i = 0; i < count; i++)
            observations[i] = (struct observation){.period = month(APRIL + 2 * (int32_t)i)};
        for (int32_t n = -2; n < 84; n++) {
            const struct observation *found = series_find(&series, month(APRIL + n));
            int there = n >= 0 && n % 2 == 0 && n / 2 < (int32_t)count;

            assert_ptr_equal(found, there ? &observations[n / 2] : NULL);
        }
    }
}

static void test_skips_what_has_no_value(void **state)
{
    (void)state;
    struct observation observations[] = {
        {.period = month(APRIL - 12), .status = OBSERVATION_MISSING},
        {.period = month(APRIL - 11), .status = OBSERVATION_FINAL},
        {.period = month(APRIL), .status = OBSERVATION_PRELIMINARY},
        {.period = month(APRIL + 1), .status = OBSERVATION_ESTIMATE},
        {.period = month(APRIL + 2), .status = OBSERVATION_MISSING},
        {.period = month(APRIL + 3), .status = OBSERVATION_FORECAST},
    };
    struct series series = {.observations = observations, .count = 6};

    assert_ptr_equal(series_latest(&series), &observations[3]);
    assert_ptr_equal(series_before(&series, month(APRIL + 9)), &observations[3]);
    assert_ptr_equal(series_before(&series, month(APRIL + 1)), &observations[2]);
    assert_ptr_equal(series_before(&series, month(APRIL)), &observations[1]);
    assert_null(series_before(&series, month(APRIL - 11)));
    assert_null(series_before(&series, month(APRIL - 99)));
    assert_null(series_year_ago(&series, month(APRIL)));
    assert_ptr_equal(series_year_ago(&series, month(APRIL + 1)), &observations[1]);
    assert_null(series_year_ago(&series, month(APRIL + 2)));
    /* the missing one is found: it is known that there is no figure */
    assert_ptr_equal(series_find(&series, month(APRIL - 12)), &observations[0]);

    series.count = 1;
    assert_null(series_latest(&series));
}

/* Of each period the last that was not set aside; one that was only set aside does not stand.
 */
static void test_what_stands_of_all_vintages(void **state)
{
    (void)state;
    struct observation vintages[] = {
        {.period = month(APRIL), .value = {1, 0}},
        {.period = month(APRIL), .value = {2, 0}},
        {.period = month(APRIL), .value = {3, 0}, .aside = true},
        {.period = month(APRIL + 1), .value = {4, 0}, .aside = true},
        {.period = month(APRIL + 2), .value = {5, 0}, .aside = true},
        {.period = month(APRIL + 2), .value = {6, 0}},
        {.period = month(APRIL + 3), .value = {7, 0}},
    };
    static const int64_t STANDS[] = {2, 6, 7};
    const struct series all = {.indicator = "a",
                               .frequency = FREQUENCY_MONTHLY,
                               .observations = vintages,
                               .count = sizeof vintages / sizeof vintages[0]};
    struct arena *arena = arena_new();
    struct series series;

    series_standing(&all, arena, &series);
    assert_string_equal(series.indicator, "a");
    assert_int_equal(series.frequency, FREQUENCY_MONTHLY);
    assert_int_equal(series.count, 3);
    for (size_t i = 0; i < series.count; i++)
        assert_int_equal(series.observations[i].value.units, STANDS[i]);
    series_standing(&(struct series){.indicator = "b"}, arena, &series);
    assert_int_equal(series.count, 0);
    arena_free(arena);
}

static void test_embargo(void **state)
{
    (void)state;
    struct observation items[] = {{.embargo = 0}, {.embargo = 70}, {.embargo = 50}};
    assert_int_equal(series_embargo(&(struct series){.observations = items, .count = 3}), 70);
    assert_int_equal(series_embargo(&(struct series){.observations = items, .count = 1}), 0);
    assert_int_equal(series_embargo(&(struct series){0}), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_status_names),
        cmocka_unit_test(test_has_value),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_skips_what_has_no_value),
        cmocka_unit_test(test_what_stands_of_all_vintages),
        cmocka_unit_test(test_embargo),
    };

    return cmocka_run_group_tests_name("series", tests, NULL, NULL);
}
