/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/timeaxis: days to places, and labels that do not meet. */
#include "graphs/timeaxis.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/civil.h"
#include "core/unicode.h"

static void assert_near(double a, double b)
{
    if (fabs(a - b) > 0.01)
        fail_msg("%.3f is not %.3f", a, b);
}

static struct timeaxis one(int32_t first, int32_t end)
{
    return (struct timeaxis){first, end, 100, 1100};
}

static bool has(const struct timeaxis_ticks *ticks, int row, const char *text)
{
    for (size_t i = 0; i < ticks->label_count; i++) {
        if (ticks->labels[i].row == row && strcmp(ticks->labels[i].text, text) == 0)
            return true;
    }
    return false;
}

static void assert_apart(const struct timeaxis_ticks *ticks, double size)
{
    for (size_t i = 0; i < ticks->label_count; i++) {
        for (size_t k = 0; k < i; k++) {
            const struct timeaxis_label *one = &ticks->labels[i];
            const struct timeaxis_label *two = &ticks->labels[k];
            double both = unicode_width(one->text) + unicode_width(two->text);
            assert_true(one->row != two->row || fabs(one->x - two->x) > both * size * 0.3);
        }
    }
}

static struct timeaxis_ticks *make(const struct timeaxis *axis, enum frequency frequency,
                                   enum year_label label, enum language language)
{
    struct timeaxis_ticks *ticks = calloc(1, sizeof *ticks);
    assert_non_null(ticks);
    struct timeaxis_style style = {
        .frequency = frequency, .year_label = label, .language = language, .size = 12};
    timeaxis_ticks(axis, &style, ticks);
    assert_apart(ticks, 12);
    return ticks;
}

static void test_places(void **state)
{
    (void)state;
    struct timeaxis axis = {0, 100, 10, 110};
    const struct {
        int32_t day;
        double x;
    } cases[] = {{-5, 10}, {0, 10}, {50, 60}, {100, 110}, {9999, 110}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_near(timeaxis_x(&axis, cases[i].day), cases[i].x);
    assert_true(timeaxis_shows(&axis, 90, 200));
    assert_false(timeaxis_shows(&axis, 100, 1000));
    assert_false(timeaxis_shows(&axis, -10, 0));
}

static void test_fiscal_years(void **state)
{
    (void)state;
    struct timeaxis axis = one(civil_day(2021, 4, 1), civil_day(2025, 4, 1));
    struct timeaxis_ticks *ticks =
        make(&axis, FREQUENCY_FISCAL_YEAR, YEAR_LABEL_STARTS, LANGUAGE_JA);
    assert_int_equal(ticks->label_count, 8);
    assert_true(has(ticks, 0, "2024年度"));
    assert_true(has(ticks, 1, "令和6"));
    /* in the middle of its fiscal year */
    assert_near(ticks->labels[0].x, 100 + 1000 * 182.5 / 1461);
    free(ticks);
    ticks = make(&axis, FREQUENCY_FISCAL_YEAR, YEAR_LABEL_STARTS, LANGUAGE_EN);
    assert_true(has(ticks, 0, "FY2024"));
    assert_int_equal(ticks->label_count, 4);
    free(ticks);
}

static void test_many_years(void **state)
{
    (void)state;
    struct timeaxis axis = one(civil_day(1967, 4, 1), civil_day(2025, 4, 1));
    struct timeaxis_ticks *ticks =
        make(&axis, FREQUENCY_FISCAL_YEAR, YEAR_LABEL_STARTS, LANGUAGE_JA);
    assert_true(ticks->years && !ticks->with_unit);
    assert_true(has(ticks, 0, "1990"));
    assert_true(has(ticks, 1, "昭和60"));
    assert_false(has(ticks, 0, "1971"));
    assert_in_range(ticks->label_count, 12, 60);
    free(ticks);
}

static void test_months(void **state)
{
    (void)state;
    struct timeaxis axis = one(civil_day(2016, 3, 1), civil_day(2016, 9, 1));
    struct timeaxis_ticks *ticks =
        make(&axis, FREQUENCY_MONTHLY, YEAR_LABEL_STARTS, LANGUAGE_JA);
    assert_true(has(ticks, 0, "3月"));
    assert_true(has(ticks, 0, "8月"));
    assert_false(has(ticks, 0, "9月"));
    assert_true(has(ticks, 1, "2016年（平成28年）"));
    assert_false(ticks->years);
    free(ticks);
    ticks = make(&axis, FREQUENCY_MONTHLY, YEAR_LABEL_STARTS, LANGUAGE_EN);
    assert_true(has(ticks, 0, "Mar"));
    assert_true(has(ticks, 1, "2016"));
    free(ticks);
}

/* Years that have to be named push the round ones aside. */
static void test_named_years(void **state)
{
    (void)state;
    struct timeaxis axis = one(civil_day(1979, 1, 1), civil_day(2018, 1, 1));
    const struct period named[] = {{FREQUENCY_CALENDAR_YEAR, 2017},
                                   {FREQUENCY_CALENDAR_YEAR, 1979},
                                   {FREQUENCY_CALENDAR_YEAR, 1901}};
    struct timeaxis_style style = {
        .frequency = FREQUENCY_CALENDAR_YEAR, .size = 12, .named = named, .named_count = 3};
    struct timeaxis_ticks *ticks = calloc(1, sizeof *ticks);
    assert_non_null(ticks);
    timeaxis_ticks(&axis, &style, ticks);
    const char *const there[] = {"1979", "1985", "2010", "2017"};
    for (size_t i = 0; i < sizeof there / sizeof *there; i++)
        assert_true(has(ticks, 0, there[i]));
    assert_true(has(ticks, 1, "昭和54"));
    const char *const gone[] = {"1980", "2016", "1901"};
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
        assert_false(has(ticks, 0, gone[i]));
    free(ticks);
}

static void test_days(void **state)
{
    (void)state;
    struct timeaxis axis = one(civil_day(2024, 10, 20), civil_day(2024, 11, 25));
    struct timeaxis_ticks *ticks =
        make(&axis, FREQUENCY_DAILY, YEAR_LABEL_STARTS, LANGUAGE_JA);
    assert_true(has(ticks, 0, "20日"));
    assert_true(has(ticks, 0, "1日"));
    assert_true(has(ticks, 1, "2024年10月（令和6年）"));
    assert_true(has(ticks, 1, "2024年11月（令和6年）"));
    assert_int_equal(ticks->line_count, 1);
    free(ticks);
    /* each month by its own era; where there is no room without it */
    axis = one(civil_day(2019, 4, 12), civil_day(2019, 5, 6));
    ticks = make(&axis, FREQUENCY_DAILY, YEAR_LABEL_STARTS, LANGUAGE_JA);
    assert_true(has(ticks, 1, "2019年4月（平成31年）"));
    assert_true(has(ticks, 1, "2019年5月（令和元年）"));
    free(ticks);
    axis = one(civil_day(2024, 10, 28), civil_day(2024, 12, 6));
    ticks = make(&axis, FREQUENCY_DAILY, YEAR_LABEL_STARTS, LANGUAGE_JA);
    assert_true(has(ticks, 1, "2024年10月"));
    free(ticks);
    ticks = make(&axis, FREQUENCY_DAILY, YEAR_LABEL_STARTS, LANGUAGE_EN);
    assert_true(has(ticks, 1, "Nov 2024") || has(ticks, 1, "November 2024"));
    free(ticks);
    /* too narrow for days: a part of a month has its name where it fits */
    axis = one(civil_day(2024, 1, 20), civil_day(2024, 9, 25));
    ticks = make(&axis, FREQUENCY_DAILY, YEAR_LABEL_STARTS, LANGUAGE_JA);
    assert_true(has(ticks, 0, "1月"));
    assert_true(has(ticks, 0, "9月"));
    free(ticks);
}

static void test_graduates(void **state)
{
    (void)state;
    struct timeaxis axis = one(civil_day(2022, 4, 1), civil_day(2025, 4, 1));
    struct timeaxis_ticks *ticks =
        make(&axis, FREQUENCY_FISCAL_YEAR, YEAR_LABEL_ENDS, LANGUAGE_JA);
    assert_true(has(ticks, 0, "2024年3月卒"));
    assert_true(has(ticks, 1, "令和6"));
    free(ticks);
}

/* Every length from days to centuries has some labels, none over another. */
static void test_all_lengths(void **state)
{
    (void)state;
    const enum frequency kinds[] = {FREQUENCY_DAILY,         FREQUENCY_WEEKLY,
                                    FREQUENCY_MONTHLY,       FREQUENCY_QUARTERLY,
                                    FREQUENCY_CALENDAR_YEAR, FREQUENCY_FISCAL_YEAR};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        for (int years = 1; years < 400; years += 1 + years / 4) {
            struct timeaxis axis = one(civil_day(2024 - years, 1, 1), civil_day(2024, 1, 1));
            struct timeaxis_ticks *ticks =
                make(&axis, kinds[k], YEAR_LABEL_STARTS, LANGUAGE_JA);
            assert_true(ticks->label_count > 0);
            free(ticks);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),      cmocka_unit_test(test_fiscal_years),
        cmocka_unit_test(test_many_years),  cmocka_unit_test(test_months),
        cmocka_unit_test(test_named_years), cmocka_unit_test(test_days),
        cmocka_unit_test(test_graduates),   cmocka_unit_test(test_all_lengths),
    };
    return cmocka_run_group_tests_name("timeaxis", tests, NULL, NULL);
}
