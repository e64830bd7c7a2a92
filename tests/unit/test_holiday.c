/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/holiday: every day of 1955 to 2027 against the Cabinet Office's list
 * (tests/data/holidays), and what the list does not reach. */
#include "core/holiday.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "core/civil.h"

#define FIRST 1955
#define LAST 2027
#define DAYS_MAX 27000

static int32_t first_day(void)
{
    return civil_day(FIRST, 1, 1);
}

static void test_the_list_of_the_cabinet_office(void **state)
{
    (void)state;
    static bool listed[DAYS_MAX];
    char line[128];
    int count = 0;
    FILE *file = fopen("tests/data/holidays/japan.csv", "r");

    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        int year, month, day;
        char name[96];

        if (sscanf(line, "%d/%d/%d,%95s", &year, &month, &day, name) != 4)
            continue;
        listed[civil_day(year, month, day) - first_day()] = true;
        count++;
        const char *ours = holiday_name(civil_day(year, month, day));
        /* Its words for single days are other words (休日（祝日扱い）,
         * 体育の日（スポーツの日）). */
        if (!ours || (!strstr(name, "（") && strcmp(ours, name) != 0))
            fail_msg("%s: we say %s", line, ours ? ours : "no holiday");
    }
    fclose(file);
    assert_int_equal(count, 1067);
    for (int32_t day = first_day(); day < civil_day(LAST + 1, 1, 1); day++) {
        struct civil date = civil_date(day);

        if (!listed[day - first_day()] && holiday_name(day))
            fail_msg("%d-%d-%d is no holiday, we say %s", date.year, date.month, date.day,
                     holiday_name(day));
    }
}

static void test_beyond_the_list(void **state)
{
    (void)state;
    static const struct {
        int year, month, day;
        const char *want;
    } CASES[] = {
        {1948, 9, 23, "秋分の日"},
        {1948, 11, 3, "文化の日"},
        {1948, 3, 21, NULL},
        {1948, 4, 29, NULL},
        {1947, 11, 23, NULL},
        {1949, 1, 1, "元日"},
        {1949, 3, 21, "春分の日"},
        {1954, 9, 23, "秋分の日"},
        /* by the law as it stands; the equinoxes of the almanac's formula */
        {2030, 3, 20, "春分の日"},
        {2032, 9, 21, "休日"},
        {2044, 9, 22, "秋分の日"},
        {2092, 3, 19, "春分の日"},
        {2100, 3, 20, "春分の日"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const char *got = holiday_name(civil_day(CASES[i].year, CASES[i].month, CASES[i].day));

        if (CASES[i].want == NULL)
            assert_null(got);
        else
            assert_string_equal(got ? got : "none", CASES[i].want);
    }
}

static void check_business(int year, int month, int day, bool want)
{
    assert_int_equal(holiday_is_business_day(HOLIDAYS_JAPAN, civil_day(year, month, day)),
                     want);
}

static void test_business_days(void **state)
{
    (void)state;
    check_business(2026, 12, 28, true);
    check_business(2026, 12, 29, false);
    check_business(2026, 12, 31, false);
    check_business(2027, 1, 1, false);
    check_business(2027, 1, 2, false); /* a Saturday */
    check_business(2025, 1, 3, false); /* a Friday */
    check_business(2027, 1, 4, true);
    check_business(2026, 9, 22, false); /* between two holidays */
    check_business(2026, 9, 24, true);
    check_business(2026, 9, 26, false);
    assert_true(holiday_is_business_day(HOLIDAYS_WEEKENDS, civil_day(2026, 12, 31)));
    assert_true(holiday_is_business_day(HOLIDAYS_WEEKENDS, civil_day(2026, 5, 5)));
    assert_false(holiday_is_business_day(HOLIDAYS_WEEKENDS, civil_day(2026, 5, 9)));
}

static void test_steps(void **state)
{
    (void)state;
    int32_t late = civil_day(2026, 12, 29);
    int32_t golden = civil_day(2026, 5, 1); /* Friday; then Saturday to Wednesday, the 6th */

    assert_int_equal(holiday_next(HOLIDAYS_JAPAN, late), civil_day(2027, 1, 4));
    assert_int_equal(holiday_previous(HOLIDAYS_JAPAN, late), civil_day(2026, 12, 28));
    assert_int_equal(holiday_next(HOLIDAYS_JAPAN, golden), golden);
    assert_int_equal(holiday_previous(HOLIDAYS_JAPAN, golden), golden);
    assert_int_equal(holiday_add(HOLIDAYS_JAPAN, golden, 0), golden);
    assert_int_equal(holiday_add(HOLIDAYS_JAPAN, golden, 1), civil_day(2026, 5, 7));
    assert_int_equal(holiday_add(HOLIDAYS_WEEKENDS, golden, 1), civil_day(2026, 5, 4));
    assert_int_equal(holiday_add(HOLIDAYS_JAPAN, golden, 2), civil_day(2026, 5, 8));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_list_of_the_cabinet_office),
        cmocka_unit_test(test_beyond_the_list),
        cmocka_unit_test(test_business_days),
        cmocka_unit_test(test_steps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
