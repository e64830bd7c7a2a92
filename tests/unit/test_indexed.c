/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/indexed: index numbers, exact and only where they mean something. Test data.
 */
#include "core/indexed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct observation at(int year, int64_t units, int places)
{
    return (struct observation){.period = {FREQUENCY_CALENDAR_YEAR, year},
                                .value = {units, places}};
}

static void test_numbers(void **state)
{
    (void)state;
    struct observation observations[] = {at(2019, 1005, 1), at(2020, 201, 0), at(2021, 0, 0),
                                         at(2022, 67, 0), at(2023, 5, 0)};
    observations[4].status = OBSERVATION_MISSING;
    struct series series = {"a", FREQUENCY_CALENDAR_YEAR, observations, 5};
    struct arena *arena = arena_new();
    struct series index;
    struct err err = {0};
    struct period base = {FREQUENCY_CALENDAR_YEAR, 2020};
    assert_int_equal(indexed_series(&series, base, arena, &index, &err), 0);
    int64_t wanted[] = {500, 1000, 0, 333};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(index.observations[i].value.units, wanted[i]);
        assert_int_equal(index.observations[i].value.places, INDEXED_PLACES);
    }
    assert_int_equal(index.observations[4].status, OBSERVATION_MISSING);
    /* what it was made of stays as it was */
    assert_int_equal(observations[1].value.units, 201);
    arena_free(arena);
}

/* Half a tenth away from zero; and the largest numbers there are. */
static void test_rounding(void **state)
{
    (void)state;
    struct observation observations[] = {at(2020, 2000000, 0), at(2021, 2001000, 0),
                                         at(2022, INT64_MAX, 9)};
    struct series series = {"a", FREQUENCY_CALENDAR_YEAR, observations, 3};
    struct arena *arena = arena_new();
    struct series index;
    struct err err = {0};
    assert_int_equal(indexed_series(&series, observations[0].period, arena, &index, &err), 0);
    assert_int_equal(index.observations[1].value.units, 1001);
    observations[2].value = (struct decimal){INT64_MAX, 0};
    assert_int_equal(indexed_series(&series, observations[0].period, arena, &index, &err), -1);
    assert_int_equal(err.code, ERR_USAGE);
    assert_non_null(strstr(err.text, "too far"));
    arena_free(arena);
}

static void test_refused(void **state)
{
    (void)state;
    struct observation observations[] = {at(2020, 0, 0), at(2021, 10, 0), at(2022, -1, 0)};
    struct series series = {"a", FREQUENCY_CALENDAR_YEAR, observations, 3};
    struct arena *arena = arena_new();
    struct series index;
    struct err err = {0};
    for (int year = 2019; year <= 2022; year++) {
        struct period base = {FREQUENCY_CALENDAR_YEAR, year};
        assert_int_equal(indexed_series(&series, base, arena, &index, &err), -1);
        assert_int_equal(err.code, ERR_USAGE);
        assert_non_null(strstr(err.text, year == 2021 ? "2022: its value is below zero"
                                                      : "no value above zero"));
    }
    arena_free(arena);
}

static void test_base(void **state)
{
    (void)state;
    struct observation one[] = {at(2019, 5, 0), at(2020, 0, 0), at(2022, 10, 0)};
    struct observation two[] = {at(2020, 5, 0), at(2021, 5, 0), at(2022, 7, 0)};
    struct series a = {"a", FREQUENCY_CALENDAR_YEAR, one, 3};
    struct series b = {"b", FREQUENCY_CALENDAR_YEAR, two, 3};
    struct period base;
    assert_true(indexed_base(&a, &b, &base));
    assert_int_equal(base.n, 2022);
    two[2].status = OBSERVATION_MISSING;
    assert_false(indexed_base(&a, &b, &base));
    struct series months = {"c", FREQUENCY_MONTHLY, two, 0};
    assert_false(indexed_base(&a, &months, &base));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_rounding),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_base),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
