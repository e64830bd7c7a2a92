/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/span: which days a chart shows. Test data. */
#include "graphs/span.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/civil.h"
#include "core/instant.h"

/* Days are of the whole; detail_end = 0: nothing is enlarged. */
struct expected {
    int32_t first, end;
    int32_t detail_first, detail_end;
    double left, right; /* of the whole; 0 = not asked */
};

static struct observation observations[2000];
static struct observation others[2000];

static struct span choose_beside(enum frequency frequency, int32_t first, size_t count,
                                 int budget_year, int32_t other, size_t other_count)
{
    struct settings settings = {0};
    struct indicator indicator = {.id = "test", .frequency = frequency};
    struct series series = {"test", frequency, observations, count};
    struct series compare = {"other", frequency, others, other_count};
    for (size_t i = 0; i < count; i++)
        observations[i] = (struct observation){.period = {frequency, first + (int32_t)i}};
    for (size_t i = 0; i < other_count; i++)
        others[i] = (struct observation){.period = {frequency, other + (int32_t)i}};
    struct chart_input input = {.settings = &settings,
                                .indicator = &indicator,
                                .series = &series,
                                .compare = other_count > 0 ? &compare : NULL,
                                .now = INT64_C(1711929600)};
    struct strip strip = {0};
    if (budget_year != 0) {
        strip.count = 1;
        strip.first = period_start((struct period){FREQUENCY_FISCAL_YEAR, budget_year});
        strip.last = period_end((struct period){FREQUENCY_FISCAL_YEAR, budget_year});
    }
    return span_choose(&input, &strip, 100, 1100);
}

static struct span choose(enum frequency frequency, int32_t first, size_t count,
                          int budget_year)
{
    return choose_beside(frequency, first, count, budget_year, 0, 0);
}

static void check(struct span span, struct expected expected)
{
    assert_int_equal(span.whole.first, expected.first);
    assert_int_equal(span.whole.end, expected.end);
    assert_int_equal(span.enlarged, expected.detail_end != 0);
    if (expected.right > 0) {
        assert_true(fabs(span.whole.left - expected.left) < 0.01);
        assert_true(fabs(span.whole.right - expected.right) < 0.01);
    }
    if (!span.enlarged)
        return;
    assert_int_equal(span.detail.first, expected.detail_first);
    assert_int_equal(span.detail.end, expected.detail_end);
    assert_true(span.detail.right < span.whole.left);
    assert_true(span.detail.right - span.detail.left >= 100);
    assert_true(span.whole.right - span.whole.left > 500);
}

static void test_spans(void **state)
{
    (void)state;
    /* two years, budgets two years later: all in one */
    check(choose(FREQUENCY_FISCAL_YEAR, 2021, 2, 2024),
          (struct expected){.first = civil_day(2021, 4, 1), .end = civil_day(2025, 4, 1)});
    /* decades: to the end of the budget year */
    check(choose(FREQUENCY_FISCAL_YEAR, 1967, 55, 2024),
          (struct expected){.first = civil_day(1967, 4, 1), .end = civil_day(2025, 4, 1)});
    /* the budget year lies within the series, or before it */
    check(choose(FREQUENCY_MONTHLY, 2020 * 12, 84, 2024),
          (struct expected){.first = civil_day(2020, 1, 1), .end = civil_day(2027, 1, 1)});
    check(choose(FREQUENCY_MONTHLY, 2024 * 12 + 7, 1, 2022),
          (struct expected){.first = civil_day(2022, 4, 1), .end = civil_day(2024, 9, 1)});
    /* bars twenty years before the budget are wide enough to be read */
    check(choose(FREQUENCY_FISCAL_YEAR, 2005, 1, 2024),
          (struct expected){.first = civil_day(2005, 4, 1), .end = civil_day(2025, 4, 1)});
    /* nothing but programs; nothing at all */
    check(choose(FREQUENCY_FISCAL_YEAR, 0, 0, 2024),
          (struct expected){.first = civil_day(2022, 4, 1), .end = civil_day(2025, 4, 1)});
    check(choose(FREQUENCY_MONTHLY, 0, 0, 2024),
          (struct expected){.first = civil_day(2022, 4, 1), .end = civil_day(2025, 4, 1)});
    check(choose(FREQUENCY_MONTHLY, 0, 0, 0),
          (struct expected){.first = civil_day(2022, 1, 1), .end = civil_day(2025, 1, 1)});
    /* days are not rounded to months, which would read as missing */
    check(choose(FREQUENCY_DAILY, civil_day(2023, 12, 10), 60, 0),
          (struct expected){.first = civil_day(2023, 12, 10), .end = civil_day(2024, 2, 8)});
}

/* Six months of 2016 beside a budget of 2024, or a comparison to 2026: two axes with one scale
 * each, and all of the whole is there. */
static void test_enlarged(void **state)
{
    (void)state;
    struct expected expected = {.first = civil_day(2016, 3, 1),
                                .end = civil_day(2025, 4, 1),
                                .detail_first = civil_day(2016, 3, 1),
                                .detail_end = civil_day(2016, 9, 1)};
    check(choose(FREQUENCY_MONTHLY, 2016 * 12 + 2, 6, 2024), expected);
    expected.end = civil_day(2026, 2, 1);
    check(choose_beside(FREQUENCY_MONTHLY, 2016 * 12 + 2, 6, 2024, 1991 * 12, 35 * 12 + 1),
          expected);
    check(choose(FREQUENCY_FISCAL_YEAR, 1960, 3, 2024),
          (struct expected){.first = civil_day(1960, 4, 1),
                            .end = civil_day(2025, 4, 1),
                            .detail_first = civil_day(1960, 4, 1),
                            .detail_end = civil_day(1963, 4, 1)});
}

/* Few periods stand in the middle, and the room beside them is no period. */
static void test_few(void **state)
{
    (void)state;
    check(choose(FREQUENCY_CALENDAR_YEAR, 2016, 1, 0),
          (struct expected){.first = civil_day(2016, 1, 1),
                            .end = civil_day(2017, 1, 1),
                            .left = 100 + 1000 / 3.0,
                            .right = 1100 - 1000 / 3.0});
    check(choose(FREQUENCY_MONTHLY, 2016 * 12, 3, 0),
          (struct expected){.first = civil_day(2016, 1, 1),
                            .end = civil_day(2016, 4, 1),
                            .left = 350,
                            .right = 850});
    check(choose(FREQUENCY_MONTHLY, 2016 * 12, 6, 0),
          (struct expected){.first = civil_day(2016, 1, 1),
                            .end = civil_day(2016, 7, 1),
                            .left = 100,
                            .right = 1100});
}

/* What the publisher printed as missing is shown at the ends, too. */
static void test_missing_at_the_end(void **state)
{
    (void)state;
    struct settings settings = {0};
    struct indicator indicator = {.id = "test", .frequency = FREQUENCY_CALENDAR_YEAR};
    for (int32_t i = 0; i < 5; i++)
        observations[i] = (struct observation){.period = {FREQUENCY_CALENDAR_YEAR, 2018 + i},
                                               .status = i < 3    ? OBSERVATION_FINAL
                                                         : i == 3 ? OBSERVATION_MISSING
                                                                  : OBSERVATION_FORECAST};
    struct series series = {"test", FREQUENCY_CALENDAR_YEAR, observations, 5};
    struct chart_input input = {
        .settings = &settings, .indicator = &indicator, .series = &series};
    struct strip strip = {0};
    check(span_choose(&input, &strip, 100, 1100),
          (struct expected){.first = civil_day(2018, 1, 1), .end = civil_day(2022, 1, 1)});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans), cmocka_unit_test(test_enlarged),
        cmocka_unit_test(test_few), cmocka_unit_test(test_missing_at_the_end)};
    struct err err;
    if (instant_set_zone("Asia/Tokyo", &err) != 0)
        return 1;
    return cmocka_run_group_tests_name("span", tests, NULL, NULL);
}
