/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/axis: round ticks around whatever is shown. */
#include "graphs/axis.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_near(double a, double b)
{
    if (fabs(a - b) > 0.01)
        fail_msg("%.3f is not %.3f", a, b);
}

static void assert_ticks(double low, double high, size_t most, const char *first,
                         const char *last, size_t count)
{
    struct axis axis = axis_make(low, high, most, DECIMAL_PLACES_MAX);
    char text[DECIMAL_TEXT_SIZE];
    decimal_print(axis_tick(&axis, 0), text);
    assert_string_equal(text, first);
    decimal_print(axis_tick(&axis, axis.count - 1), text);
    assert_string_equal(text, last);
    assert_int_equal(axis.count, count);
}

static void test_round(void **state)
{
    (void)state;
    assert_ticks(0, 3072353, 6, "0", "4000000", 5);
    assert_ticks(-28, 0, 6, "-30", "0", 7);
    assert_ticks(-74.2, 12.5, 6, "-80", "20", 6);
    assert_ticks(0, 138000, 6, "0", "150000", 4);
    assert_ticks(0, 1, 6, "0.0", "1.0", 6);
    assert_ticks(61, 64, 6, "61.0", "64.0", 7);
    assert_ticks(0, 100, 6, "0", "100", 6);
    assert_ticks(-15.4, -15.4, 6, "-17", "-13", 5);
}

/* Counts have no tenths, and nothing but zeros needs no billionths. */
static void test_no_finer_than_the_values(void **state)
{
    (void)state;
    static const struct {
        double low, high;
        int places;
        const char *first, *second, *last;
    } CASES[] = {
        {0, 0, 0, "0", "1", "1"},
        {0, 0, 1, "0.0", "0.2", "1.0"},
        {0, 0, 9, "0.0", "0.2", "1.0"},
        {0, 1, 0, "0", "1", "1"},
        {0, 3, 0, "0", "1", "3"},
        {5, 5, 0, "4", "5", "6"},
        {98.0, 98.2, 1, "98.0", "98.1", "98.2"},
        {0, 1e-4, 0, "0", "1", "1"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct axis axis = axis_make(CASES[i].low, CASES[i].high, 6, CASES[i].places);
        char text[DECIMAL_TEXT_SIZE];
        decimal_print(axis_tick(&axis, 0), text);
        assert_string_equal(text, CASES[i].first);
        decimal_print(axis_tick(&axis, 1), text);
        assert_string_equal(text, CASES[i].second);
        decimal_print(axis_tick(&axis, axis.count - 1), text);
        assert_string_equal(text, CASES[i].last);
    }
}

static void test_tiny_and_huge(void **state)
{
    (void)state;
    struct axis tiny = axis_make(0, 1e-9, 6, DECIMAL_PLACES_MAX);
    assert_int_equal(axis_places(&tiny), 9);
    assert_true(tiny.high >= 1e-9);
    assert_in_range(tiny.count, 2, 7);
    struct axis huge = axis_make(0, 1e12, 6, DECIMAL_PLACES_MAX);
    assert_int_equal(axis_places(&huge), 0);
    assert_int_equal(axis_tick(&huge, huge.count - 1).units, INT64_C(1000000000000));
    struct axis most = axis_make(-9e18, 9e18, 6, DECIMAL_PLACES_MAX);
    assert_true(most.count >= 2);
    (void)axis_tick(&most, most.count - 1);
}

static void test_odd(void **state)
{
    (void)state;
    const double odd[][2] = {{0, 0},        {5, 5},   {10, -10},        {(double)NAN, 1},
                             {0, INFINITY}, {-7, -7}, {1e12, 1e12 + 1}, {500, 500}};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct axis axis = axis_make(odd[i][0], odd[i][1], 6, DECIMAL_PLACES_MAX);
        assert_in_range(axis.count, 2, 7);
        assert_true(axis.high > axis.low);
        assert_true(isfinite(axis.low) && isfinite(axis.high));
    }
}

/* Whatever the range: it lies between the ends, and the ticks are neither few nor many. */
static void test_contains(void **state)
{
    (void)state;
    for (int e = -8; e < 15; e++) {
        for (int i = 1; i < 100; i += 3) {
            double high = i * pow(10, e);
            double low = (i % 2 ? -0.4 : 0.3) * high;
            struct axis axis = axis_make(low, high, 6, DECIMAL_PLACES_MAX);
            double room = (axis.high - axis.low) * 1e-5;
            assert_true(axis.low <= low + room && axis.high >= high - room);
            assert_in_range(axis.count, 3, 7);
        }
    }
}

static void test_places(void **state)
{
    (void)state;
    struct axis axis = axis_make(0, 100, 5, DECIMAL_PLACES_MAX);
    assert_near(axis_y(&axis, 0, 400, 100), 400);
    assert_near(axis_y(&axis, 100, 400, 100), 100);
    assert_near(axis_y(&axis, 50, 400, 100), 250);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round),         cmocka_unit_test(test_no_finer_than_the_values),
        cmocka_unit_test(test_tiny_and_huge), cmocka_unit_test(test_odd),
        cmocka_unit_test(test_contains),      cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests_name("axis", tests, NULL, NULL);
}
