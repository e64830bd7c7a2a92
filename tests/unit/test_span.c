/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/span: which days a chart shows. Test data. */
#include "graphs/span.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/civil.h"
#include "core/instant.h"

struct expected {
    size_t runs;
    int32_t first, end;             /* of the first run */
    int32_t second_first, last_end; /* of the second */
};

static struct observation observations[500];

static struct timeaxis choose(enum frequency frequency, int32_t first, size_t count,
                              int budget_year)
{
    struct settings settings = {0};
    struct indicator indicator = {.id = "test", .frequency = frequency};
    struct series series = {"test", frequency, observations, count};
    for (size_t i = 0; i < count; i++)
        observations[i] = (struct observation){.period = {frequency, first + (int32_t)i}};
    struct chart_input input = {.settings = &settings,
                                .indicator = &indicator,
                                .series = &series,
                                .now = INT64_C(1711929600),
                                .scale = 1};
    struct strip strip = {0};
    if (budget_year != 0) {
        strip.count = 1;
        strip.first = period_start((struct period){FREQUENCY_FISCAL_YEAR, budget_year});
        strip.last = period_end((struct period){FREQUENCY_FISCAL_YEAR, budget_year});
    }
    return span_choose(&input, &strip, 100, 1100);
}

static void check(struct timeaxis axis, struct expected expected)
{
    assert_int_equal(axis.count, expected.runs);
    assert_int_equal(axis.runs[0].first, expected.first);
    assert_int_equal(axis.runs[0].end, expected.end);
    if (expected.runs == 2) {
        assert_int_equal(axis.runs[1].first, expected.second_first);
        assert_int_equal(axis.runs[1].end, expected.last_end);
        assert_true(axis.runs[0].right - axis.runs[0].left > 500);
        assert_true(axis.runs[1].left > axis.runs[0].right);
        assert_true(axis.runs[1].right - axis.runs[1].left > 200);
    }
}

static void test_spans(void **state)
{
    (void)state;
    /* two years, budgets two years later: all in one */
    check(choose(FREQUENCY_FISCAL_YEAR, 2021, 2, 2024),
          (struct expected){1, civil_day(2021, 4, 1), civil_day(2025, 4, 1), 0, 0});
    /* decades: to the end of the budget year */
    check(choose(FREQUENCY_FISCAL_YEAR, 1967, 55, 2024),
          (struct expected){1, civil_day(1967, 4, 1), civil_day(2025, 4, 1), 0, 0});
    /* six months of 2016 and a budget of 2024: broken */
    check(choose(FREQUENCY_MONTHLY, 2016 * 12 + 2, 6, 2024),
          (struct expected){2, civil_day(2016, 3, 1), civil_day(2016, 9, 1),
                            civil_day(2024, 4, 1), civil_day(2025, 4, 1)});
    /* the budget year lies within the series */
    check(choose(FREQUENCY_MONTHLY, 2020 * 12, 84, 2024),
          (struct expected){1, civil_day(2020, 1, 1), civil_day(2027, 1, 1), 0, 0});
    /* one value has room on both sides */
    check(choose(FREQUENCY_CALENDAR_YEAR, 2016, 1, 0),
          (struct expected){1, civil_day(2015, 1, 1), civil_day(2018, 1, 1), 0, 0});
    check(choose(FREQUENCY_FISCAL_YEAR, 2005, 1, 2024),
          (struct expected){2, civil_day(2004, 4, 1), civil_day(2007, 4, 1),
                            civil_day(2024, 4, 1), civil_day(2025, 4, 1)});
    /* nothing but programs; nothing at all */
    check(choose(FREQUENCY_FISCAL_YEAR, 0, 0, 2024),
          (struct expected){1, civil_day(2022, 4, 1), civil_day(2025, 4, 1), 0, 0});
    check(choose(FREQUENCY_MONTHLY, 0, 0, 0),
          (struct expected){1, civil_day(2022, 1, 1), civil_day(2025, 1, 1), 0, 0});
    /* days are rounded to months */
    check(choose(FREQUENCY_DAILY, civil_day(2023, 12, 10), 60, 0),
          (struct expected){1, civil_day(2023, 12, 1), civil_day(2024, 3, 1), 0, 0});
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_spans)};
    struct err err;
    if (instant_set_zone("Asia/Tokyo", &err) != 0)
        return 1;
    return cmocka_run_group_tests_name("span", tests, NULL, NULL);
}
