/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/period. */
#include "core/period.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/civil.h"
#include "core/str.h"

enum { FREQUENCIES = FREQUENCY_FISCAL_YEAR + 1 };

static void test_frequency_names(void **state)
{
    (void)state;
    static const char *const NAMES[FREQUENCIES] = {
        "daily", "weekly", "monthly", "quarterly", "calendar-year", "fiscal-year"};
    enum frequency got;

    for (int i = 0; i < FREQUENCIES; i++) {
        assert_string_equal(period_frequency_name((enum frequency)i), NAMES[i]);
        assert_true(period_frequency_parse(NAMES[i], &got));
        assert_int_equal(got, i);
    }
    assert_false(period_frequency_parse("Monthly", &got));
    assert_false(period_frequency_parse("", &got));
    assert_false(period_frequency_parse("yearly", &got));
    assert_false(period_frequency_parse(NULL, &got));
}

static void test_parse_and_print(void **state)
{
    (void)state;
    static const struct {
        enum frequency frequency;
        const char *text;
        int32_t n;
        int start[3], end[3];
    } CASES[] = {
        {FREQUENCY_DAILY, "2024-04-01", 19814, {2024, 4, 1}, {2024, 4, 2}},
        {FREQUENCY_DAILY, "2024-02-29", 19782, {2024, 2, 29}, {2024, 3, 1}},
        {FREQUENCY_DAILY, "1969-12-31", -1, {1969, 12, 31}, {1970, 1, 1}},
        {FREQUENCY_WEEKLY, "1970-W01", 0, {1969, 12, 29}, {1970, 1, 5}},
        {FREQUENCY_WEEKLY, "1969-W52", -1, {1969, 12, 22}, {1969, 12, 29}},
        {FREQUENCY_WEEKLY, "2024-W14", 2831, {2024, 4, 1}, {2024, 4, 8}},
        {FREQUENCY_WEEKLY, "2020-W53", 2661, {2020, 12, 28}, {2021, 1, 4}},
        {FREQUENCY_MONTHLY, "2024-04", 24291, {2024, 4, 1}, {2024, 5, 1}},
        {FREQUENCY_MONTHLY, "2023-12", 24287, {2023, 12, 1}, {2024, 1, 1}},
        {FREQUENCY_QUARTERLY, "2024-Q2", 8097, {2024, 4, 1}, {2024, 7, 1}},
        {FREQUENCY_QUARTERLY, "2024-Q4", 8099, {2024, 10, 1}, {2025, 1, 1}},
        {FREQUENCY_CALENDAR_YEAR, "2024", 2024, {2024, 1, 1}, {2025, 1, 1}},
        {FREQUENCY_CALENDAR_YEAR, "1868", 1868, {1868, 1, 1}, {1869, 1, 1}},
        {FREQUENCY_CALENDAR_YEAR, "2100", 2100, {2100, 1, 1}, {2101, 1, 1}},
        {FREQUENCY_FISCAL_YEAR, "FY2024", 2024, {2024, 4, 1}, {2025, 4, 1}},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const int *start = CASES[i].start;
        const int *end = CASES[i].end;
        char text[PERIOD_TEXT_SIZE];
        struct period period;
        struct err err = {0};

        if (period_parse(CASES[i].text, CASES[i].frequency, &period, &err))
            fail_msg("%s", err.text);
        assert_int_equal(period.frequency, CASES[i].frequency);
        assert_int_equal(period.n, CASES[i].n);
        period_print(period, text);
        assert_string_equal(text, CASES[i].text);
        assert_int_equal(period_start(period), civil_day(start[0], start[1], start[2]));
        assert_int_equal(period_end(period), civil_day(end[0], end[1], end[2]));
    }
}

static void test_refuses(void **state)
{
    (void)state;
    static const struct {
        enum frequency frequency;
        const char *text;
    } CASES[] = {
        {FREQUENCY_DAILY, ""},
        {FREQUENCY_DAILY, "2024-04"},
        {FREQUENCY_DAILY, "2024-02-30"},
        {FREQUENCY_DAILY, "2023-02-29"},
        {FREQUENCY_DAILY, "2024-4-1"},
        {FREQUENCY_DAILY, "2024-04-01 "},
        {FREQUENCY_DAILY, " 2024-04-01"},
        {FREQUENCY_DAILY, "2024/04/01"},
        {FREQUENCY_DAILY, "0999-04-01"},
        {FREQUENCY_DAILY, "2024-00-01"},
        {FREQUENCY_DAILY, "2024-01-00"},
        {FREQUENCY_DAILY, "20240401"},
        {FREQUENCY_WEEKLY, "2024-W00"},
        {FREQUENCY_WEEKLY, "2024-W53"},
        {FREQUENCY_WEEKLY, "2020-W54"},
        {FREQUENCY_WEEKLY, "2024-14"},
        {FREQUENCY_WEEKLY, "2024-w14"},
        {FREQUENCY_WEEKLY, "2024-W1"},
        {FREQUENCY_MONTHLY, "2024-13"},
        {FREQUENCY_MONTHLY, "2024-00"},
        {FREQUENCY_MONTHLY, "2024"},
        {FREQUENCY_MONTHLY, "2024-04-01"},
        {FREQUENCY_MONTHLY, "-024-04"},
        {FREQUENCY_MONTHLY, "２０２４-04"},
        {FREQUENCY_QUARTERLY, "2024-Q0"},
        {FREQUENCY_QUARTERLY, "2024-Q5"},
        {FREQUENCY_QUARTERLY, "2024Q1"},
        {FREQUENCY_QUARTERLY, "2024-Q11"},
        {FREQUENCY_CALENDAR_YEAR, "999"},
        {FREQUENCY_CALENDAR_YEAR, "FY2024"},
        {FREQUENCY_CALENDAR_YEAR, "20245"},
        {FREQUENCY_FISCAL_YEAR, "2024"},
        {FREQUENCY_FISCAL_YEAR, "fy2024"},
        {FREQUENCY_FISCAL_YEAR, "FY"},
        {FREQUENCY_FISCAL_YEAR, "FY 2024"},
        {FREQUENCY_DAILY, "1867-12-31"},
        {FREQUENCY_WEEKLY, "1867-W52"},
        {FREQUENCY_MONTHLY, "2101-01"},
        {FREQUENCY_QUARTERLY, "1023-Q1"},
        {FREQUENCY_CALENDAR_YEAR, "1867"},
        {FREQUENCY_FISCAL_YEAR, "FY2101"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct period period;
        struct err err = {0};

        if (period_parse(CASES[i].text, CASES[i].frequency, &period, &err) == 0)
            fail_msg("\"%s\" should be no %s period", CASES[i].text,
                     period_frequency_name(CASES[i].frequency));
        assert_int_equal(err.code, ERR_USAGE);
    }
}

static void test_reason_says_what_was_expected(void **state)
{
    (void)state;
    struct period period;
    struct err err = {0};

    assert_int_equal(period_parse("2024-13", FREQUENCY_MONTHLY, &period, &err), -1);
    assert_string_equal(err.text, "\"2024-13\": expected a month such as 2024-04");
    assert_int_equal(period_parse_within("x", FREQUENCY_FISCAL_YEAR, &period, &err), -1);
    assert_string_equal(err.text, "\"x\": expected a fiscal year such as FY2024");
    assert_int_equal(period_parse("FY1023", FREQUENCY_FISCAL_YEAR, &period, &err), -1);
    assert_string_equal(
        err.text,
        "\"FY1023\": expected a fiscal year such as FY2024, of the years 1868 to 2100");
}

static void test_parse_within(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum frequency frequency;
        const char *want; /* NULL = refused */
    } CASES[] = {
        {"2024-05-03", FREQUENCY_FISCAL_YEAR, "FY2024"},
        {"2024-03-31", FREQUENCY_FISCAL_YEAR, "FY2023"},
        {"2024-03", FREQUENCY_FISCAL_YEAR, "FY2023"},
        {"2024-Q1", FREQUENCY_FISCAL_YEAR, "FY2023"},
        {"FY2024", FREQUENCY_FISCAL_YEAR, "FY2024"},
        {"2024", FREQUENCY_FISCAL_YEAR, NULL},
        {"2024", FREQUENCY_CALENDAR_YEAR, "2024"},
        {"FY2024", FREQUENCY_CALENDAR_YEAR, NULL},
        {"2024-W01", FREQUENCY_CALENDAR_YEAR, "2024"},
        {"2020-W53", FREQUENCY_CALENDAR_YEAR, NULL},
        {"2024-W14", FREQUENCY_MONTHLY, "2024-04"},
        {"2024-W18", FREQUENCY_MONTHLY, NULL},
        {"2024-04-30", FREQUENCY_MONTHLY, "2024-04"},
        {"2024-Q2", FREQUENCY_MONTHLY, NULL},
        {"2024-06", FREQUENCY_QUARTERLY, "2024-Q2"},
        {"2024-12-31", FREQUENCY_WEEKLY, "2025-W01"},
        {"2024-04", FREQUENCY_WEEKLY, NULL},
        {"2024-02", FREQUENCY_WEEKLY, NULL},
        {"2024-04", FREQUENCY_DAILY, NULL},
        {"2024-02-30", FREQUENCY_MONTHLY, NULL},
        {"", FREQUENCY_MONTHLY, NULL},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char text[PERIOD_TEXT_SIZE] = "";
        struct period period;
        struct err err = {0};
        int failed = period_parse_within(CASES[i].text, CASES[i].frequency, &period, &err);

        if (!failed)
            period_print(period, text);
        if (!str_equal(CASES[i].want ? CASES[i].want : "", text))
            fail_msg("\"%s\" gave \"%s\"", CASES[i].text, text);
        assert_int_equal(err.code, CASES[i].want ? ERR_NONE : ERR_USAGE);
    }
}

/* Each day of 1600 to 2400 lies in just one period of each frequency, and the periods follow
 * one another without a gap. */
static void test_periods_tile_the_calendar(void **state)
{
    (void)state;
    int32_t first = civil_day(1600, 1, 1);
    int32_t last = civil_day(2400, 12, 31);

    for (int f = 0; f < FREQUENCIES; f++) {
        struct period period = period_of_day((enum frequency)f, first);

        for (int32_t day = first; day <= last; day++) {
            if (day == period_end(period)) {
                struct period next = period_next(period);

                assert_int_equal(period_start(next), period_end(period));
                assert_true(period_compare(period, next) < 0);
                assert_true(period_compare(next, period) > 0);
                period = next;
            }
            struct period found = period_of_day((enum frequency)f, day);
            if (found.n != period.n || found.frequency != period.frequency ||
                period_start(found) > day || period_end(found) <= day)
                fail_msg("day %d lies in another %s period", (int)day,
                         period_frequency_name((enum frequency)f));
        }
        assert_int_equal(period_compare(period, period), 0);
    }
}

static void test_print_and_parse_round_trip(void **state)
{
    (void)state;
    for (int f = 0; f < FREQUENCIES; f++) {
        struct period period =
            period_of_day((enum frequency)f, civil_day(PERIOD_YEAR_MIN, 4, 1));
        struct period end =
            period_of_day((enum frequency)f, civil_day(PERIOD_YEAR_MAX, 12, 1));

        for (; period_compare(period, end) <= 0; period = period_next(period)) {
            char text[PERIOD_TEXT_SIZE];
            struct period back;
            struct err err = {0};

            period_print(period, text);
            if (period_parse(text, (enum frequency)f, &back, &err) || back.n != period.n)
                fail_msg("%s does not come back: %s", text, err.text);
            if (period_parse_within(text, (enum frequency)f, &back, &err) ||
                back.n != period.n)
                fail_msg("%s does not come back within: %s", text, err.text);
        }
    }
}

/* What convert gives contains the whole; what it refuses no period of the other kind contains.
 */
static void check_convert(struct period period, enum frequency frequency)
{
    struct period out;
    int32_t start = period_start(period);
    int32_t end = period_end(period);
    struct period holder = period_of_day(frequency, start);
    bool contained = period_end(holder) >= end;

    if (period_convert(period, frequency, &out) != contained)
        fail_msg("convert to %s is wrong", period_frequency_name(frequency));
    if (contained) {
        assert_int_equal(out.frequency, frequency);
        assert_true(period_start(out) <= start && period_end(out) >= end);
    }
}

static void test_convert(void **state)
{
    (void)state;
    for (int from = 0; from < FREQUENCIES; from++) {
        for (int to = 0; to < FREQUENCIES; to++) {
            struct period period = period_of_day((enum frequency)from, civil_day(1950, 1, 1));
            struct period end = period_of_day((enum frequency)from, civil_day(2050, 1, 1));

            for (; period_compare(period, end) <= 0; period = period_next(period))
                check_convert(period, (enum frequency)to);
        }
    }
    struct period out;
    assert_false(period_convert((struct period){FREQUENCY_CALENDAR_YEAR, 2024},
                                FREQUENCY_FISCAL_YEAR, &out));
    assert_false(period_convert((struct period){FREQUENCY_FISCAL_YEAR, 2024},
                                FREQUENCY_CALENDAR_YEAR, &out));
}

static void test_add(void **state)
{
    (void)state;
    struct period december = {FREQUENCY_MONTHLY, 2023 * 12 + 11};
    char text[PERIOD_TEXT_SIZE];

    period_print(period_add(december, 1), text);
    assert_string_equal(text, "2024-01");
    period_print(period_add(december, -12), text);
    assert_string_equal(text, "2022-12");
    assert_int_equal(period_compare(period_add(period_add(december, 7), -7), december), 0);
}

static void test_year_before(void **state)
{
    (void)state;
    static const struct {
        enum frequency frequency;
        const char *text, *want;
    } CASES[] = {
        {FREQUENCY_DAILY, "2024-04-01", "2023-04-01"},
        {FREQUENCY_DAILY, "2024-02-29", "2023-02-28"},
        {FREQUENCY_DAILY, "2025-02-28", "2024-02-28"},
        {FREQUENCY_WEEKLY, "2024-W14", "2023-W14"},
        {FREQUENCY_WEEKLY, "2020-W53", "2019-W52"},
        {FREQUENCY_WEEKLY, "2021-W01", "2020-W01"},
        {FREQUENCY_MONTHLY, "2024-01", "2023-01"},
        {FREQUENCY_QUARTERLY, "2024-Q4", "2023-Q4"},
        {FREQUENCY_CALENDAR_YEAR, "2024", "2023"},
        {FREQUENCY_FISCAL_YEAR, "FY2024", "FY2023"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char text[PERIOD_TEXT_SIZE];
        struct period period;
        struct err err = {0};

        assert_int_equal(period_parse(CASES[i].text, CASES[i].frequency, &period, &err), 0);
        period_print(period_year_before(period), text);
        assert_string_equal(text, CASES[i].want);
    }
}

static void test_print_day(void **state)
{
    char text[PERIOD_TEXT_SIZE];
    (void)state;
    period_print_day(0, text);
    assert_string_equal(text, "1970-01-01");
    period_print_day(19814, text);
    assert_string_equal(text, "2024-04-01");
}

static void test_yearly(void **state)
{
    (void)state;
    for (int i = FREQUENCY_DAILY; i <= FREQUENCY_FISCAL_YEAR; i++)
        assert_int_equal(period_is_yearly((enum frequency)i), i >= FREQUENCY_CALENDAR_YEAR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_yearly),
        cmocka_unit_test(test_print_day),
        cmocka_unit_test(test_frequency_names),
        cmocka_unit_test(test_parse_and_print),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_reason_says_what_was_expected),
        cmocka_unit_test(test_parse_within),
        cmocka_unit_test(test_periods_tile_the_calendar),
        cmocka_unit_test(test_print_and_parse_round_trip),
        cmocka_unit_test(test_convert),
        cmocka_unit_test(test_add),
        cmocka_unit_test(test_year_before),
    };

    return cmocka_run_group_tests_name("period", tests, NULL, NULL);
}
