/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/season. All figures are test data. */
#include "core/season.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MOST 400

static struct observation items[MOST];
static uint32_t seed;

/* About normal, of deviation 1. */
static double noise(void)
{
    double sum = -6;
    for (int i = 0; i < 12; i++) {
        seed = seed * 1664525 + 1013904223;
        sum += (seed >> 8) / 16777216.0;
    }
    return sum;
}

struct model {
    enum frequency frequency;
    size_t count;
    double level, swing, memory, step;
};

static bool is_seasonal(struct model model, bool ratio)
{
    struct series series = {"test", model.frequency, items, model.count};
    int year = model.frequency == FREQUENCY_MONTHLY ? 12 : 4;
    double kept = 0;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < model.count; i++) {
        kept = model.memory * kept + noise();
        double value = model.level + kept + (i >= model.count / 2 ? model.step : 0) +
                       model.swing * sin(6.2831853 * (double)i / year);
        items[i] = (struct observation){.period = {model.frequency, 24000 + (int32_t)i},
                                        .value = {llround(value * 100), 2}};
    }
    bool evident = season_is_evident(&series, ratio, arena);
    arena_free(arena);
    return evident;
}

static int count(struct model model, bool ratio)
{
    int found = 0;
    seed = 5;
    for (int i = 0; i < 100; i++)
        found += is_seasonal(model, ratio);
    return found;
}

static void test_none(void **state)
{
    (void)state;
    const struct model models[] = {
        {FREQUENCY_MONTHLY, 24, 50, 0, 0, 0},    {FREQUENCY_MONTHLY, 65, 50, 0, 0, 0},
        {FREQUENCY_MONTHLY, 65, 50, 0, 0.5, 0},  {FREQUENCY_MONTHLY, 120, 50, 0, 1, 0},
        {FREQUENCY_MONTHLY, 60, 50, 0, 0, 20},   {FREQUENCY_QUARTERLY, 12, 50, 0, 0, 0},
        {FREQUENCY_QUARTERLY, 58, 50, 0, 0.5, 0}};
    for (size_t i = 0; i < sizeof models / sizeof *models; i++) {
        int found = count(models[i], false);
        if (found > 4)
            fail_msg("model %zu: %d of 100", i, found);
    }
    assert_true(count(models[1], true) <= 4);
}

static void test_some(void **state)
{
    (void)state;
    const struct model models[] = {{FREQUENCY_MONTHLY, 36, 50, 3, 0, 0},
                                   {FREQUENCY_MONTHLY, 60, 50, 2, 0, 0},
                                   {FREQUENCY_MONTHLY, 60, 50, 3, 0.5, 8},
                                   {FREQUENCY_QUARTERLY, 40, 50, 3, 0, 0}};
    for (size_t i = 0; i < sizeof models / sizeof *models; i++) {
        int found = count(models[i], true);
        if (found < 90)
            fail_msg("model %zu: %d of 100", i, found);
    }
}

static void test_edges(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct series series = {"test", FREQUENCY_MONTHLY, items, 0};
    assert_false(season_is_evident(&series, true, arena));
    for (int i = 0; i < MOST; i++)
        items[i] = (struct observation){.period = {FREQUENCY_MONTHLY, i}, .value = {7, 0}};
    series.count = 48;
    assert_false(season_is_evident(&series, true, arena)); /* all the same */
    for (int i = 0; i < MOST; i++)
        items[i].value.units = i % 12 == 6 ? 100 : 0;
    assert_true(season_is_evident(&series, true, arena));
    series.count = 23;
    assert_false(season_is_evident(&series, true, arena));
    /* closed in winter, no period at all */
    size_t known = 0;
    for (int i = 0; i < 72; i++) {
        if (i % 12 < 3)
            continue;
        items[known++] = (struct observation){.period = {FREQUENCY_MONTHLY, i},
                                              .value = {100 + 30 * (i % 12) + i * 7 % 5, 0}};
    }
    series.count = known;
    assert_true(season_is_evident(&series, true, arena));
    series.frequency = FREQUENCY_DAILY;
    assert_false(season_is_evident(&series, true, arena));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_none),
                                       cmocka_unit_test(test_some),
                                       cmocka_unit_test(test_edges)};
    return cmocka_run_group_tests_name("season", tests, NULL, NULL);
}
