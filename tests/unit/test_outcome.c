/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of config/outcome. All names and figures are test data. */
#include "config/outcome.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { FIRST = 2010, MOST = 400 };

struct fixture {
    struct indicator indicator;
    struct program_year year;
    struct program program;
    struct observation observations[MOST];
    struct series series;
};

static int32_t day_of(int year, int month)
{
    return period_start((struct period){FREQUENCY_MONTHLY, year * 12 + month - 1});
}

/* Started in April 2018, can be judged a year later. */
static struct fixture begin(enum frequency frequency)
{
    return (struct fixture){.indicator = {.id = "i",
                                          .frequency = frequency,
                                          .better = BETTER_HIGHER,
                                          .unit_label = {"人", NULL}},
                            .year = {.fiscal_year = 2018, .budget = {true, 5000}},
                            .program = {.id = "p",
                                        .year_count = 1,
                                        .has_start = true,
                                        .start = day_of(2018, 4),
                                        .lag_months = 12},
                            .series = {.indicator = "i", .frequency = frequency}};
}

static struct outcome judge(struct fixture *f, int year)
{
    struct outcome outcome;
    f->program.years = &f->year;
    f->series.observations = f->observations;
    outcome_judge(&f->program, &f->indicator, &f->series, day_of(year, 4), &outcome);
    return outcome;
}

static void add(struct fixture *f, int32_t n, int64_t units)
{
    f->observations[f->series.count++] =
        (struct observation){.period = {f->series.frequency, n}, .value = {units, 0}};
}

/* Fiscal years around 100, from FY2019 on around `after`. */
static struct fixture yearly(int64_t after)
{
    struct fixture f = begin(FREQUENCY_FISCAL_YEAR);
    for (int32_t year = FIRST; year <= 2022; year++)
        add(&f, year, (year < 2019 ? 100 : after) + year % 2 * 4);
    return f;
}

static void test_consistent_or_not(void **state)
{
    struct fixture f = yearly(120);
    struct outcome outcome = judge(&f, 2024);
    (void)state;
    assert_int_equal(outcome.state, OUTCOME_CONSISTENT);
    assert_int_equal(outcome.before_count, 8); /* FY2010 to FY2017 */
    assert_int_equal(outcome.after_count, 4);  /* FY2019 to FY2022 */
    assert_int_equal(decimal_compare(outcome.before, (struct decimal){102, 0}), 0);
    assert_int_equal(decimal_compare(outcome.after, (struct decimal){122, 0}), 0);
    f = yearly(110); /* within 102 ± 10.64 */
    assert_int_equal(judge(&f, 2024).state, OUTCOME_NO_SIGN);
    f = yearly(80); /* the other way is no sign of what was meant */
    assert_int_equal(judge(&f, 2024).state, OUTCOME_NO_SIGN);
    f.indicator.better = BETTER_LOWER;
    assert_int_equal(judge(&f, 2024).state, OUTCOME_CONSISTENT);
}

/* What rose before its start as it did since is no sign of the program. */
static void test_a_trend_goes_on(void **state)
{
    struct fixture f = begin(FREQUENCY_FISCAL_YEAR);
    struct outcome outcome;
    (void)state;
    for (int32_t year = FIRST; year <= 2022; year++)
        add(&f, year, 500 + (year - FIRST) * 20);
    outcome = judge(&f, 2024);
    assert_int_equal(outcome.state, OUTCOME_UNCLEAR);
    assert_int_equal(outcome.reason, OUTCOME_REASON_TREND);
    assert_int_equal(outcome.before_count, 0);
    for (size_t i = 9; i < f.series.count; i++) /* FY2019 on */
        f.observations[i].value.units += 100;
    assert_int_equal(judge(&f, 2024).state, OUTCOME_CONSISTENT);
    f.indicator.better = BETTER_LOWER;
    assert_int_equal(judge(&f, 2024).state, OUTCOME_NO_SIGN);
}

static void test_too_early(void **state)
{
    struct fixture f = yearly(120);
    (void)state;
    assert_int_equal(judge(&f, 2018).state, OUTCOME_EARLY);
    assert_int_not_equal(judge(&f, 2019).state, OUTCOME_EARLY);
}

static void test_cannot_tell(void **state)
{
    struct fixture f = yearly(120);
    struct event rebase = {.period = {FREQUENCY_FISCAL_YEAR, 2018}, .text = "other method"};
    (void)state;
    f.program.has_start = false;
    assert_int_equal(judge(&f, 2024).reason, OUTCOME_REASON_START);
    f = yearly(120);
    f.program.lag_months = -1;
    assert_int_equal(judge(&f, 2024).reason, OUTCOME_REASON_LAG);
    f = yearly(120);
    f.indicator.kind = INDICATOR_CONTEXT;
    assert_int_equal(judge(&f, 2024).reason, OUTCOME_REASON_CONTEXT);
    f = yearly(120);
    f.indicator.kind = INDICATOR_OUTPUT;
    assert_int_equal(judge(&f, 2024).reason, OUTCOME_REASON_OUTPUT);
    f = yearly(120);
    f.indicator.better = BETTER_NEUTRAL;
    assert_int_equal(judge(&f, 2024).reason, OUTCOME_REASON_NEUTRAL);
    f = yearly(120);
    f.program.kind = PROGRAM_LOAN;
    assert_int_equal(judge(&f, 2024).reason, OUTCOME_REASON_LOAN);
    f = yearly(120);
    f.year.budget.thousand_yen = 1000;
    assert_int_equal(judge(&f, 2024).reason, OUTCOME_REASON_SMALL);
    f = yearly(120);
    f.indicator.rebases = &rebase;
    f.indicator.rebase_count = 1;
    assert_int_equal(judge(&f, 2024).reason, OUTCOME_REASON_BREAK);
    rebase.period.n = 2010; /* before all that is compared */
    assert_int_equal(judge(&f, 2024).state, OUTCOME_CONSISTENT);
    f = yearly(120);
    f.series.count = 10; /* to FY2019: one year after */
    assert_int_equal(judge(&f, 2024).reason, OUTCOME_REASON_FEW);
    f.series.count = 0;
    assert_int_equal(judge(&f, 2024).reason, OUTCOME_REASON_FEW);
    f = yearly(120);
    f.observations[5].status = OBSERVATION_MISSING; /* FY2015: two years are left before */
    assert_int_equal(judge(&f, 2024).reason, OUTCOME_REASON_FEW);
    assert_int_equal(judge(&f, 2024).before_count, 0);
}

/* Months are compared as years: a season is no effect, and part of a year is none. */
static void test_months(void **state)
{
    struct fixture f = begin(FREQUENCY_MONTHLY);
    (void)state;
    for (int32_t n = FIRST * 12 + 3; n < 2021 * 12 + 3; n++)
        add(&f, n, 100 + (n % 12 == 7 ? 600 : 0) + n / 12 % 2 * 2);
    struct outcome outcome = judge(&f, 2024);
    assert_int_equal(outcome.state, OUTCOME_NO_SIGN);
    assert_int_equal(outcome.before_count, 8);
    assert_int_equal(outcome.after_count, 2); /* April 2019 to March 2021 */
    f.series.count--;                         /* a month is missing */
    assert_int_equal(judge(&f, 2024).reason, OUTCOME_REASON_FEW);
    f = begin(FREQUENCY_DAILY);
    add(&f, 15000, 1);
    assert_int_equal(judge(&f, 2024).reason, OUTCOME_REASON_FEW);
}

static void test_words(void **state)
{
    (void)state;
    assert_string_equal(outcome_state_say(OUTCOME_EARLY, LANGUAGE_JA),
                        "効果を判断できる時期の前");
    assert_string_equal(outcome_state_say(OUTCOME_CONSISTENT, LANGUAGE_JA), "整合的な動き");
    assert_string_equal(outcome_state_say(OUTCOME_NO_SIGN, LANGUAGE_JA), "変化は確認できない");
    assert_string_equal(outcome_state_say(OUTCOME_UNCLEAR, LANGUAGE_EN), "cannot tell");
    for (int i = OUTCOME_REASON_NONE + 1; i <= OUTCOME_REASON_TREND; i++) {
        assert_true(*outcome_reason_say((enum outcome_reason)i, LANGUAGE_JA) != '\0');
        assert_true(*outcome_reason_say((enum outcome_reason)i, LANGUAGE_EN) != '\0');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_consistent_or_not),
        cmocka_unit_test(test_a_trend_goes_on),
        cmocka_unit_test(test_too_early),
        cmocka_unit_test(test_cannot_tell),
        cmocka_unit_test(test_months),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests_name("outcome", tests, NULL, NULL);
}
