/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of config/limits. All figures are test data. */
#include "config/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { NOTHING = -1 };

static int basis_of(struct indicator indicator, int64_t value)
{
    enum xmr_basis basis;
    struct observation observations[] = {{.status = OBSERVATION_MISSING, .value = {-1, 0}},
                                         {.value = {value, 0}}};
    struct series series = {"test", indicator.frequency, observations, 2};
    return limits_basis(&indicator, &series, &basis) ? (int)basis : NOTHING;
}

static void test_basis(void **state)
{
    (void)state;
    static const struct {
        struct indicator indicator;
        int basis;
    } cases[] = {
        {{.frequency = FREQUENCY_FISCAL_YEAR}, XMR_LEVEL},
        {{.frequency = FREQUENCY_CALENDAR_YEAR}, XMR_LEVEL},
        {{.frequency = FREQUENCY_MONTHLY, .basis = BASIS_YEAR_ON_YEAR}, XMR_LEVEL},
        /* two values are no evidence of a season */
        {{.frequency = FREQUENCY_MONTHLY}, XMR_LEVEL},
        {{.frequency = FREQUENCY_QUARTERLY}, XMR_LEVEL},
        {{.frequency = FREQUENCY_WEEKLY}, XMR_LEVEL},
        {{.frequency = FREQUENCY_MONTHLY, .limits = LIMITS_YEAR_ON_YEAR}, XMR_YEAR_RATIO},
        {{.frequency = FREQUENCY_DAILY}, NOTHING},
        {{.frequency = FREQUENCY_DAILY, .limits = LIMITS_LEVEL}, XMR_LEVEL},
        {{.frequency = FREQUENCY_MONTHLY, .limits = LIMITS_LEVEL}, XMR_LEVEL},
        {{.frequency = FREQUENCY_FISCAL_YEAR, .limits = LIMITS_YEAR_ON_YEAR}, XMR_YEAR_RATIO},
        {{.frequency = FREQUENCY_FISCAL_YEAR, .limits = LIMITS_NONE}, NOTHING},
    };
    struct indicator rate = {.frequency = FREQUENCY_MONTHLY, .limits = LIMITS_YEAR_ON_YEAR};
    assert_int_equal(basis_of(rate, -1), XMR_YEAR_DIFFERENCE);
    rate.unit = "％";
    assert_int_equal(basis_of(rate, 1), XMR_YEAR_DIFFERENCE);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(basis_of(cases[i].indicator, 50), cases[i].basis);
}

/* Evidence of a season; and counts that are too small for a ratio, or for limits. */
static void test_evidence(void **state)
{
    (void)state;
    static const int season[] = {0, 1, 2, 4, 6, 7, 9, 8, 6, 4, 2, 1};
    struct indicator indicator = {.frequency = FREQUENCY_MONTHLY};
    struct observation observations[60];
    struct series series = {"test", FREQUENCY_MONTHLY, observations, 60};
    enum xmr_basis basis;
    const struct {
        int level, swing, basis;
        enum limits_counts counts;
    } cases[] = {{100, 5, XMR_YEAR_RATIO, LIMITS_NO_COUNTS},
                 {100, 0, XMR_LEVEL, LIMITS_NO_COUNTS},
                 {2, 1, XMR_LEVEL, LIMITS_SMALL},
                 {-3, 0, NOTHING, LIMITS_RARE}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        for (int i = 0; i < 60; i++) {
            int value = cases[c].level + cases[c].swing * season[i % 12] + i * i * 7 % 5;
            observations[i] = (struct observation){.period = {FREQUENCY_MONTHLY, 24000 + i},
                                                   .value = {value > 0 ? value : 0, 0}};
        }
        assert_int_equal(limits_counts(&indicator, &series), cases[c].counts);
        int got = limits_basis(&indicator, &series, &basis) ? (int)basis : NOTHING;
        if (got != cases[c].basis)
            fail_msg("case %zu: %d", c, got);
    }
    indicator.limits = LIMITS_LEVEL; /* the office may ask for them */
    assert_true(limits_basis(&indicator, &series, &basis));
}

/* What a machine makes of the figures is shown to the public only where the office says so. */
static void test_editions(void **state)
{
    (void)state;
    struct settings settings = {0};
    static const bool public[] = {false, true, true, false};
    for (int i = LIMITS_AUTO; i <= LIMITS_NONE; i++) {
        struct indicator indicator = {.limits = (enum limits)i};
        settings.site.audience = AUDIENCE_INTERNAL;
        assert_int_equal(limits_shown(&settings, &indicator), i != LIMITS_NONE);
        settings.site.audience = AUDIENCE_PUBLIC;
        assert_int_equal(limits_shown(&settings, &indicator), public[i]);
    }
}

static void test_judge(void **state)
{
    (void)state;
    struct observation observations[20];
    struct series series = {"test", FREQUENCY_CALENDAR_YEAR, observations, 20};
    for (int i = 0; i < 20; i++)
        observations[i] = (struct observation){.period = {FREQUENCY_CALENDAR_YEAR, 2000 + i},
                                               .value = {50 + i % 3, 0}};
    struct event rebase = {.period = {FREQUENCY_CALENDAR_YEAR, 2010}, .text = "試験"};
    struct indicator indicator = {
        .frequency = FREQUENCY_CALENDAR_YEAR, .rebases = &rebase, .rebase_count = 1};
    struct arena *arena = arena_new();
    struct xmr xmr;
    assert_true(limits_judge(&indicator, &series, arena, &xmr));
    assert_int_equal(xmr.segment_count, 2);
    assert_int_equal(xmr.segments[1].rebase, 0);
    assert_int_equal(xmr.points[xmr.segments[1].first].observation->period.n, 2010);
    indicator.limits = LIMITS_NONE;
    assert_false(limits_judge(&indicator, &series, arena, &xmr));
    arena_free(arena);
}

static void test_direction(void **state)
{
    (void)state;
    assert_int_equal(limits_direction(&(struct indicator){.better = BETTER_HIGHER}), 1);
    assert_int_equal(limits_direction(&(struct indicator){.better = BETTER_LOWER}), -1);
    assert_int_equal(limits_direction(&(struct indicator){.better = BETTER_NEUTRAL}), 0);
}

/* A better level is named by its first period; a worse one is not, nor one that moves on, nor
 * one of fewer than eight values. */
static void test_suggests(void **state)
{
    (void)state;
    static const struct {
        enum better better;
        int level, slope;
        size_t since; /* values at the new level */
        bool want;
    } CASES[] = {{BETTER_HIGHER, 20, 0, 12, true}, {BETTER_LOWER, 20, 0, 12, false},
                 {BETTER_LOWER, -20, 0, 12, true}, {BETTER_NEUTRAL, -20, 0, 12, true},
                 {BETTER_HIGHER, 20, 0, 7, false}, {BETTER_HIGHER, 20, 0, 8, true},
                 {BETTER_HIGHER, 0, 0, 12, false}, {BETTER_HIGHER, 20, 9, 12, false}};

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct arena *arena = arena_new();
        struct indicator indicator = {.frequency = FREQUENCY_FISCAL_YEAR,
                                      .better = CASES[i].better};
        struct observation observations[40];
        struct series series = {"test", FREQUENCY_FISCAL_YEAR, observations,
                                14 + CASES[i].since};
        struct period at;

        for (size_t k = 0; k < series.count; k++) {
            int after = k < 14 ? 0 : (int)k - 13;
            int value =
                100 + (int)(k * 7 % 5) + (after ? CASES[i].level : 0) + CASES[i].slope * after;
            observations[k] = (struct observation){
                .period = {FREQUENCY_FISCAL_YEAR, 1980 + (int32_t)k}, .value = {value, 0}};
        }
        if (limits_suggest(&indicator, &series, arena, &at) != CASES[i].want)
            fail_msg("%zu", i);
        if (CASES[i].want)
            assert_int_equal(at.n, 1994);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_suggests), cmocka_unit_test(test_basis),
        cmocka_unit_test(test_evidence), cmocka_unit_test(test_editions),
        cmocka_unit_test(test_judge),    cmocka_unit_test(test_direction),
    };
    return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
