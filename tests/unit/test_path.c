/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/path. All figures here are test data. */
#include "core/path.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct period month(int year, int number)
{
    return (struct period){FREQUENCY_MONTHLY, year * 12 + number - 1};
}

static struct path make(int64_t first, int64_t last, int places)
{
    return (struct path){month(2023, 4), month(2027, 4), {first, places}, {last, places}};
}

static void expect(const struct path *path, struct period at, int places, int64_t units)
{
    struct decimal got;
    assert_true(path_required(path, at, places, &got));
    assert_int_equal(got.units, units);
    assert_int_equal(got.places, places);
}

static void test_required(void **state)
{
    (void)state;
    struct path path = make(-82, 0, 1);
    struct decimal none;
    expect(&path, month(2023, 4), 1, -82);
    expect(&path, month(2025, 4), 1, -41);
    /* -8.2 * 47 / 48 = -8.029... */
    expect(&path, month(2023, 5), 1, -80);
    expect(&path, month(2023, 5), 3, -8029);
    expect(&path, month(2027, 4), 1, 0);
    expect(&path, month(2040, 1), 1, 0);
    assert_false(path_required(&path, month(2023, 3), 1, &none));
    assert_false(path_required(&path, month(2023, 4), 10, &none));
    /* fewer places than the ends have: half away from zero */
    path = make(-25, 25, 1);
    expect(&path, month(2023, 4), 0, -3);
    expect(&path, month(2025, 4), 0, 0);
    expect(&path, month(2027, 4), 0, 3);
    /* a path that is none */
    path.to = path.from;
    assert_false(path_required(&path, path.from, 0, &none));
}

/* The largest and the smallest numbers. */
static void test_extremes(void **state)
{
    (void)state;
    struct decimal none;
    struct path path = make(INT64_MIN + 1, INT64_MAX, 0);
    expect(&path, month(2025, 4), 0, 0);
    expect(&path, month(2027, 4), 0, INT64_MAX);
    assert_false(path_required(&path, month(2027, 4), 9, &none));
    path = make(1, 3, 9);
    expect(&path, month(2025, 4), 9, 2);
    path = (struct path){{FREQUENCY_DAILY, INT32_MIN},
                         {FREQUENCY_DAILY, INT32_MAX},
                         {INT64_MIN + 1, 0},
                         {INT64_MAX, 9}};
    expect(&path, path.to, 0, INT64_C(9223372037));
}

static void judge(const struct path *path, struct period at, int64_t units, int better,
                  enum path_state state, int64_t gap)
{
    struct path_standing standing;
    assert_true(path_judge(path, at, (struct decimal){units, 1}, 1, better, &standing));
    assert_int_equal(standing.state, state);
    assert_int_equal(standing.gap.units, gap);
}

static void test_states(void **state)
{
    (void)state;
    struct path up = make(100, 200, 1);
    judge(&up, month(2025, 4), 150, 1, PATH_ON_TRACK, 0);
    judge(&up, month(2025, 4), 149, 1, PATH_BEHIND, -1);
    judge(&up, month(2025, 4), 200, 1, PATH_REACHED, 50);
    judge(&up, month(2028, 4), 199, 1, PATH_BEHIND, -1);
    judge(&up, month(2025, 4), 149, 0, PATH_OPEN, -1);
    struct path down = make(200, 100, 1);
    judge(&down, month(2025, 4), 151, -1, PATH_BEHIND, 1);
    judge(&down, month(2025, 4), 140, -1, PATH_ON_TRACK, -10);
    judge(&down, month(2025, 4), 99, -1, PATH_REACHED, -51);
    /* a fall that is allowed for, or a level to be held, is not reached before its end */
    judge(&down, month(2023, 4), 200, 1, PATH_ON_TRACK, 0);
    judge(&down, month(2025, 4), 149, 1, PATH_BEHIND, -1);
    judge(&down, month(2027, 4), 100, 1, PATH_REACHED, 0);
    struct path level = make(100, 100, 1);
    judge(&level, month(2025, 4), 100, 1, PATH_ON_TRACK, 0);
    judge(&level, month(2027, 4), 100, 1, PATH_REACHED, 0);
}

static void test_shares(void **state)
{
    (void)state;
    struct path path = make(-80, 0, 1);
    struct path_standing standing;
    assert_true(path_judge(&path, month(2024, 4), (struct decimal){-90, 1}, 1, 1, &standing));
    assert_true(standing.has_share);
    assert_true(fabs(standing.share + 0.125) < 1e-9 && fabs(standing.due - 0.25) < 1e-9);
    assert_int_equal(standing.required.units, -60);
    assert_true(path_judge(&path, month(2031, 4), (struct decimal){-40, 1}, 1, 1, &standing));
    assert_true(fabs(standing.share - 0.5) < 1e-9 && fabs(standing.due - 1) < 1e-9);
    path = make(5, 5, 1);
    assert_true(path_judge(&path, month(2024, 4), (struct decimal){5, 1}, 1, 1, &standing));
    assert_false(standing.has_share);
    assert_false(path_judge(&path, month(2020, 4), (struct decimal){5, 1}, 1, 1, &standing));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_required),
        cmocka_unit_test(test_extremes),
        cmocka_unit_test(test_states),
        cmocka_unit_test(test_shares),
    };
    return cmocka_run_group_tests_name("path", tests, NULL, NULL);
}
