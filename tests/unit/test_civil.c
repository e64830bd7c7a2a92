/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/civil: every day of 1600 to 2400 against libc. */
#include "core/civil.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>
#include <stdio.h>
#include <time.h>

static void test_known_days(void **state)
{
    (void)state;
    static const struct {
        int year, month, day;
        int32_t want;
    } CASES[] = {
        {1970, 1, 1, 0},       {1969, 12, 31, -1},     {1970, 1, 2, 1},
        {2000, 2, 29, 11016},  {2000, 3, 1, 11017},    {2024, 4, 1, 19814},
        {1600, 1, 1, -135140}, {0, 3, 1, -719468},     {-1, 12, 31, -719529},
        {0, 1, 1, -719528},    {2400, 12, 31, 157419},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct civil date = civil_date(CASES[i].want);

        assert_int_equal(civil_day(CASES[i].year, CASES[i].month, CASES[i].day),
                         CASES[i].want);
        assert_int_equal(date.year, CASES[i].year);
        assert_int_equal(date.month, CASES[i].month);
        assert_int_equal(date.day, CASES[i].day);
    }
}

static void check_day(int32_t day)
{
    time_t seconds = (time_t)day * 86400;
    struct civil date = civil_date(day);
    char want[64], got[64];
    struct tm tm;
    int year, week;

    assert_non_null(gmtime_r(&seconds, &tm));
    strftime(want, sizeof want, "%Y-%m-%d %u %G-%V", &tm);
    civil_iso_week(day, &year, &week);
    snprintf(got, sizeof got, "%04d-%02d-%02d %d %04d-%02d", date.year, date.month, date.day,
             civil_weekday(day), year, week);
    assert_string_equal(got, want);
    assert_int_equal(civil_day(date.year, date.month, date.day), day);
    assert_true(civil_valid(date.year, date.month, date.day));
    assert_int_equal(civil_week_monday(year, week), day - civil_weekday(day) + 1);
}

static void test_every_day_of_800_years(void **state)
{
    (void)state;
    int32_t end = civil_day(2401, 1, 1);

    for (int32_t day = civil_day(1600, 1, 1); day < end; day++)
        check_day(day);
}

static void test_valid_days_are_those_that_exist(void **state)
{
    (void)state;
    for (int year = 1896; year <= 2104; year++) {
        int days = 0;

        for (int month = -1; month <= 14; month++) {
            for (int day = -1; day <= 33; day++)
                days += civil_valid(year, month, day);
        }
        assert_int_equal(days, civil_day(year + 1, 1, 1) - civil_day(year, 1, 1));
    }
    assert_false(civil_valid(2023, 2, 29));
    assert_true(civil_valid(2024, 2, 29));
    assert_false(civil_valid(1900, 2, 29));
    assert_true(civil_valid(2000, 2, 29));
    assert_false(civil_valid(2024, INT_MIN, 1));
    assert_false(civil_valid(2024, INT_MAX, 1));
    assert_false(civil_valid(2024, 1, INT_MIN));
    assert_false(civil_valid(2024, 1, INT_MAX));
    assert_int_equal(civil_month_days(2024, 2), 29);
    assert_int_equal(civil_month_days(2023, 2), 28);
    assert_int_equal(civil_month_days(2024, 12), 31);
}

/* 53 weeks: the year starts on a Thursday, or on a Wednesday in a leap year. */
static void test_years_of_53_weeks(void **state)
{
    (void)state;
    static const int LONG[] = {1903, 1908, 1998, 2004, 2009, 2015, 2020, 2026, 2032, 2037};

    for (size_t i = 0; i < sizeof LONG / sizeof LONG[0]; i++)
        assert_int_equal(civil_weeks_in_year(LONG[i]), 53);
    for (int year = 1600; year <= 2400; year++) {
        int first = civil_weekday(civil_day(year, 1, 1));
        int leap = civil_month_days(year, 2) == 29;

        assert_int_equal(civil_weeks_in_year(year),
                         first == 4 || (first == 3 && leap) ? 53 : 52);
    }
}

static void test_add_months(void **state)
{
    (void)state;
    static const struct {
        int from[3];
        int months;
        int want[3];
    } CASES[] = {
        {{2024, 4, 15}, 0, {2024, 4, 1}},  {{2024, 12, 31}, 1, {2025, 1, 1}},
        {{2024, 1, 1}, -1, {2023, 12, 1}}, {{2024, 3, 31}, -25, {2022, 2, 1}},
        {{2024, 1, 31}, 13, {2025, 2, 1}}, {{2, 1, 1}, -25, {-1, 12, 1}},
        {{2024, 7, 9}, 120, {2034, 7, 1}},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const int *from = CASES[i].from;
        const int *want = CASES[i].want;
        int32_t got = civil_add_months(civil_day(from[0], from[1], from[2]), CASES[i].months);

        assert_int_equal(got, civil_day(want[0], want[1], want[2]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_days),
        cmocka_unit_test(test_every_day_of_800_years),
        cmocka_unit_test(test_valid_days_are_those_that_exist),
        cmocka_unit_test(test_years_of_53_weeks),
        cmocka_unit_test(test_add_months),
    };

    return cmocka_run_group_tests_name("civil", tests, NULL, NULL);
}
