/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of alerts/falsealarm and core/noise: the rates of rules where nothing happens. All
 * figures are simulated. */
#include "alerts/falsealarm.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "core/noise.h"
#include "core/xmr.h"

enum { POINTS_MAX = 80, RUNS = 20000, FIRST = 2000 * 12 };

static void test_noise(void **state)
{
    (void)state;
    struct noise noise = {1};
    struct noise again = {1};
    double sum = 0;
    double squares = 0;
    int beyond = 0;

    for (int i = 0; i < 100000; i++) {
        double here = noise_normal(&noise);

        assert_true(here == noise_normal(&again));
        sum += here;
        squares += here * here;
        beyond += fabs(here) > 1.959964;
    }
    assert_true(fabs(sum / 100000) < 0.01);
    assert_true(fabs(squares / 100000 - 1) < 0.02);
    assert_true(abs(beyond - 5000) < 250);
    for (int i = 0; i < 1000; i++) {
        double even = noise_even(&noise);

        assert_true(even > 0 && even <= 1);
    }
}

/* --- what core/xmr flags, beside the figures of another simulation --- */

struct flagged {
    double any, newest; /* per cent of series */
};

static struct flagged count_flags(size_t points, enum xmr_basis basis, unsigned rules,
                                  size_t shift, size_t fixed)
{
    static struct observation observations[POINTS_MAX];
    struct series series = {
        .frequency = FREQUENCY_MONTHLY, .observations = observations, .count = points};
    const struct xmr_request request = {
        .series = &series, .basis = basis, .runs = {.shift = shift}, .fixed = fixed};
    struct noise noise = {20240401};
    size_t any = 0;
    size_t newest = 0;

    for (int run = 0; run < RUNS; run++) {
        struct arena *arena = arena_new();
        struct xmr xmr;
        bool some = false;

        for (size_t i = 0; i < points; i++)
            observations[i] =
                (struct observation){.period = {FREQUENCY_MONTHLY, FIRST + (int32_t)i},
                                     .value = {llround(10000 * noise_normal(&noise)), 4}};
        xmr_judge(&request, arena, &xmr);
        for (size_t i = 0; i < xmr.count; i++)
            some = some || ((xmr.points[i].high | xmr.points[i].low) & rules) != 0;
        any += some;
        newest += xmr.newest && ((xmr.newest->high | xmr.newest->low) & rules) != 0;
        arena_free(arena);
    }
    return (struct flagged){100.0 * (double)any / RUNS, 100.0 * (double)newest / RUNS};
}

/* Outside of limits without screening, by other means than the program's own. */
static double count_unscreened(size_t points)
{
    struct noise noise = {20240401};
    size_t any = 0;

    for (int run = 0; run < RUNS; run++) {
        double value[POINTS_MAX];
        double mean = 0;
        double range = 0;
        bool some = false;

        for (size_t i = 0; i < points; i++) {
            value[i] = noise_normal(&noise);
            mean += value[i] / (double)points;
            range += i > 0 ? fabs(value[i] - value[i - 1]) / (double)(points - 1) : 0;
        }
        for (size_t i = 0; i < points; i++)
            some = some || fabs(value[i] - mean) > 2.66 * range;
        any += some;
    }
    return 100.0 * (double)any / RUNS;
}

/* alerting.md 3.6 simulated limits without screening: 24 points 15 % (newest 1.6 %), outside
 * only 6 % (0.4 %), shift of 8 11 % (0.7 %), limits fixed on the first 12 30 % (5.3 %); a
 * year's difference of 60 months 37 % (1.5 %). Screening, the default of NHSRplotthedots,
 * makes limits narrower and flags more. */
static void test_flags_in_control(void **state)
{
    (void)state;
    const unsigned all = XMR_OUTSIDE | XMR_TREND | XMR_TWO_OF_THREE | XMR_SHIFT;
    static const struct {
        size_t points;
        enum xmr_basis basis;
        bool outside_only;
        size_t shift, fixed;
        double any, newest; /* per cent */
    } CASES[] = {
        {24, XMR_LEVEL, false, 0, 0, 18.1, 1.6},
        {24, XMR_LEVEL, true, 0, 0, 9.7, 0.7},
        {24, XMR_LEVEL, false, 8, 0, 14.2, 1.2},
        {24, XMR_LEVEL, false, 0, 12, 31.9, 6.3},
        {60, XMR_YEAR_DIFFERENCE, false, 0, 0, 41, 1.7},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct flagged got = count_flags(CASES[i].points, CASES[i].basis,
                                         CASES[i].outside_only ? XMR_OUTSIDE : all,
                                         CASES[i].shift, CASES[i].fixed);

        if (fabs(got.any - CASES[i].any) > 0.5 || fabs(got.newest - CASES[i].newest) > 0.15)
            fail_msg("%zu: %.2f, %.2f", i, got.any, got.newest);
    }
    double unscreened = count_unscreened(24);
    if (fabs(unscreened - 6) > 0.7)
        fail_msg("%.2f", unscreened);
}

/* --- rules --- */

struct stage {
    struct indicator indicator;
    struct observation observations[POINTS_MAX];
    struct series series;
};

/* Values that vary around 1,000, or that go on rising. */
static void set_stage(struct stage *stage, enum frequency frequency, size_t count, bool rising)
{
    struct noise noise = {7};

    *stage = (struct stage){
        .indicator = {
            .id = "x", .unit = "人", .frequency = frequency, .limits = LIMITS_LEVEL}};
    for (size_t i = 0; i < count; i++)
        stage->observations[i] = (struct observation){
            .period = {frequency, 1960 + (int32_t)i},
            .value = {llround(1000 + 50 * noise_normal(&noise)) + (rising ? 200 * (int)i : 0),
                      0}};
    stage->series = (struct series){
        .frequency = frequency, .observations = stage->observations, .count = count};
}

static struct falsealarm find(const struct stage *stage, const char *when, const char *clear)
{
    const struct alert_rule rule = {.when = when, .clear = clear};
    struct standing_rule parsed;
    struct falsealarm found, again;
    struct err err = {0};

    if (standing_parse(&rule, &parsed, &err))
        fail_msg("%s", err.text);
    falsealarm_find(&parsed, &stage->indicator, &stage->series, &found);
    falsealarm_find(&parsed, &stage->indicator, &stage->series, &again);
    assert_true(!(found.per_year > again.per_year || found.per_year < again.per_year));
    return found;
}

static void test_rates(void **state)
{
    (void)state;
    static const struct {
        enum frequency frequency;
        size_t count;
        const char *when, *clear;
        double low, high; /* a year */
    } CASES[] = {
        /* of four years three falling steps: 1/24; of three two: 1/6, less what goes on */
        {FREQUENCY_FISCAL_YEAR, 30, "falling 2", "", 0.11, 0.14},
        {FREQUENCY_FISCAL_YEAR, 30, "falling 3", "", 0.02, 0.05},
        /* the lowest of six: 1/6, of which few go on */
        {FREQUENCY_FISCAL_YEAR, 30, "lowest in 5 years", "", 0.13, 0.17},
        {FREQUENCY_FISCAL_YEAR, 30, "signal", "", 0.002, 0.02},
        {FREQUENCY_MONTHLY, 24, "signal", "", 0.05, 0.2},
        {FREQUENCY_MONTHLY, 24, "signal both-sides", "", 0.1, 0.4},
        /* two deviations of a difference are 141: 2.3 % a month */
        {FREQUENCY_MONTHLY, 60, "falls 141 from previous", "", 0.1, 0.5},
        /* half of the values; and hardly ever with a far end */
        {FREQUENCY_FISCAL_YEAR, 40, "below 1000", "", 0.15, 0.35},
        {FREQUENCY_FISCAL_YEAR, 40, "below 1000", "above 1500", 0, 0.01},
        {FREQUENCY_FISCAL_YEAR, 40, "below 500", "", 0, 0.001},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct stage stage;

        set_stage(&stage, CASES[i].frequency, CASES[i].count, false);
        struct falsealarm got = find(&stage, CASES[i].when, CASES[i].clear);
        if (got.result != FALSEALARM_KNOWN || got.per_year < CASES[i].low ||
            got.per_year > CASES[i].high)
            fail_msg("%s: %d, %.3f", CASES[i].when, (int)got.result, got.per_year);
        assert_int_equal(got.values, CASES[i].count);
    }
}

static void test_what_is_not_known(void **state)
{
    (void)state;
    static const struct {
        size_t count;
        bool rising;
        const char *when;
        enum falsealarm_result want;
    } CASES[] = {
        {7, false, "below 900", FALSEALARM_FEW},
        {0, false, "signal", FALSEALARM_FEW},
        {30, true, "below 900", FALSEALARM_UNSTABLE},
        {30, true, "falls 10% from previous", FALSEALARM_KNOWN},
        {30, true, "falling 3", FALSEALARM_KNOWN},
        {7, false, "falling 3", FALSEALARM_KNOWN},
        {30, false, "revised by 5%", FALSEALARM_REVISED},
        {30, false, "behind target 5", FALSEALARM_PATH},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct stage stage;

        set_stage(&stage, FREQUENCY_FISCAL_YEAR, CASES[i].count, CASES[i].rising);
        struct falsealarm got = find(&stage, CASES[i].when, "");
        if (got.result != CASES[i].want)
            fail_msg("%s: %d", CASES[i].when, (int)got.result);
        assert_int_equal(falsealarm_reason(got.result, LANGUAGE_JA)[0] == '\0',
                         got.result == FALSEALARM_KNOWN);
    }
    struct stage stage;
    set_stage(&stage, FREQUENCY_FISCAL_YEAR, 30, false);
    for (size_t i = 0; i < 30; i++)
        stage.observations[i].value.units = 1000;
    assert_int_equal(find(&stage, "below 900", "").result, FALSEALARM_FLAT);
    set_stage(&stage, FREQUENCY_MONTHLY, 60, false);
    stage.indicator.limits = LIMITS_AUTO; /* months of persons, which show no season */
    assert_int_equal(find(&stage, "below 900", "").result, FALSEALARM_KNOWN);
    for (int i = 0; i < 60; i++)
        stage.observations[i].value.units += i % 12 == 7 ? 900 : 0;
    assert_int_equal(find(&stage, "below 900", "").result, FALSEALARM_SEASON);
    assert_int_equal(find(&stage, "falls 10% from last-year", "").result, FALSEALARM_KNOWN);
}

/* What is simulated is judged as the real series is: with limits around last year's values
 * where it shows a season, and around a level where it does not. */
static void test_season_decides(void **state)
{
    (void)state;
    struct stage stage;
    double rates[2][2];

    for (int season = 0; season < 2; season++) {
        for (int by_hand = 0; by_hand < 2; by_hand++) {
            set_stage(&stage, FREQUENCY_MONTHLY, 60, false);
            for (int i = 0; i < 60; i++)
                stage.observations[i].value.units += season && i % 12 == 7 ? 900 : 0;
            stage.indicator.limits = !by_hand ? LIMITS_AUTO
                                     : season ? LIMITS_YEAR_ON_YEAR
                                              : LIMITS_LEVEL;
            rates[season][by_hand] = find(&stage, "signal", "").per_year;
        }
        assert_true(
            !(rates[season][0] > rates[season][1] || rates[season][0] < rates[season][1]));
    }
    assert_true(rates[0][0] > rates[1][0] || rates[0][0] < rates[1][0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_noise),          cmocka_unit_test(test_flags_in_control),
        cmocka_unit_test(test_rates),          cmocka_unit_test(test_what_is_not_known),
        cmocka_unit_test(test_season_decides),
    };

    return cmocka_run_group_tests_name("falsealarm", tests, NULL, NULL);
}
