/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/xmr. All figures are test data. */
#include "core/xmr.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MOST 200
#define FIRST 2000

struct fixture {
    struct arena *arena;
    struct observation observations[MOST];
    struct series series;
    struct period rebases[4];
    struct xmr_request request;
    struct xmr xmr;
};

static void assert_near(double a, double b)
{
    if (fabs(a - b) > 0.005)
        fail_msg("%.4f is not %.4f", a, b);
}

static void start(struct fixture *f, enum frequency frequency)
{
    memset(f, 0, sizeof *f);
    f->arena = arena_new();
    f->series = (struct series){"test", frequency, f->observations, 0};
    f->request = (struct xmr_request){.series = &f->series, .rebases = f->rebases};
}

static void add(struct fixture *f, int32_t n, int64_t units)
{
    f->observations[f->series.count++] =
        (struct observation){.period = {f->series.frequency, n}, .value = {units, 0}};
}

/* Years from FIRST on. */
static void judge(struct fixture *f, const int *values, size_t count)
{
    start(f, FREQUENCY_CALENDAR_YEAR);
    for (size_t i = 0; i < count; i++)
        add(f, FIRST + (int32_t)i, values[i]);
    xmr_judge(&f->request, f->arena, &f->xmr);
}

/* The rules that each point breaks, high and low, as letters: O T 2 S, lower case when low. */
static void print_rules(const struct fixture *f, char *out)
{
    static const struct {
        unsigned rule;
        char high, low;
    } letters[] = {{XMR_OUTSIDE, 'O', 'o'},
                   {XMR_TREND, 'T', 't'},
                   {XMR_TWO_OF_THREE, 'B', 'b'},
                   {XMR_SHIFT, 'S', 's'}};
    for (size_t i = 0; i < f->xmr.count; i++) {
        const struct xmr_point *point = &f->xmr.points[i];
        char *before = out;
        for (size_t k = 0; k < sizeof letters / sizeof *letters; k++) {
            if (point->high & letters[k].rule)
                *out++ = letters[k].high;
            if (point->low & letters[k].rule)
                *out++ = letters[k].low;
        }
        if (out == before)
            *out++ = '.';
        *out++ = ' ';
    }
    *out = '\0';
}

static void assert_rules(struct fixture *f, const char *expected)
{
    char got[MOST * 10];
    print_rules(f, got);
    if (strcmp(got, expected) != 0)
        fail_msg("got      %s\n            expected %s (r %.2f, %.2f .. %.2f .. %.2f)", got,
                 expected, f->xmr.segments[0].correlation, f->xmr.segments[0].lower,
                 f->xmr.segments[0].mean, f->xmr.segments[0].upper);
    arena_free(f->arena);
}

/* The vector of NHSRplotthedots' vignette on outlier screening. */
static void test_limits(void **state)
{
    (void)state;
    static const int values[] = {1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1};
    struct fixture f;
    judge(&f, values, 18);
    assert_int_equal(f.xmr.segment_count, 1);
    const struct xmr_segment *segment = &f.xmr.segments[0];
    assert_int_equal(segment->grade, XMR_FULL);
    assert_int_equal(segment->ranges, 17);
    assert_near(segment->mean, 1.94);
    assert_near(segment->upper, 4.60);
    assert_near(segment->lower, -0.72);
    assert_near(segment->near_upper, 1.9444 + 1.7733);
    assert_near(segment->near_lower, 1.9444 - 1.7733);
    assert_rules(&f, ". . . . O . . . . . . . . . . . . . ");
}

/* The series of NHSRplotthedots' own tests, and what their snapshots say of it: all of it, and
 * its halves. Nothing of it is flagged there, and nothing here. */
static void test_published(void **state)
{
    (void)state;
    static const int64_t values[] = {-56047565, -23017749, 155870831,  7050839,   12928774,
                                     171506499, 46091621,  -126506123, -68685285, -44566197,
                                     122408180, 35981383,  40077145,   11068272,  -55584113,
                                     178691314, 49785048,  -196661716, 70135590,  -47279141};
    static const struct {
        size_t from, count;
        double mean, lower, upper;
    } cases[] = {{0, 20, 0.1416238, -3.01138, 3.294627},
                 {0, 10, 0.0746, -2.60, 2.75},
                 {10, 10, 0.209, -3.28, 3.70}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture f;
        start(&f, FREQUENCY_CALENDAR_YEAR);
        for (size_t k = 0; k < cases[i].count; k++) {
            add(&f, FIRST + (int32_t)k, values[cases[i].from + k]);
            f.observations[k].value.places = 8;
        }
        xmr_judge(&f.request, f.arena, &f.xmr);
        assert_near(f.xmr.segments[0].mean, cases[i].mean);
        assert_near(f.xmr.segments[0].lower, cases[i].lower);
        assert_near(f.xmr.segments[0].upper, cases[i].upper);
        for (size_t k = 0; k < f.xmr.count; k++)
            assert_int_equal(f.xmr.points[k].high | f.xmr.points[k].low, 0);
        arena_free(f.arena);
    }
}

static void test_grades(void **state)
{
    (void)state;
    static const int values[] = {1, 3, 2, 4, 1, 3, 2, 4, 1, 3, 2, 4, 1};
    static const int flat[] = {5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5};
    static const int moving[] = {1, 2, 1, 2, 1, 2, 21, 22, 21, 22, 21, 22, 21};
    struct fixture f;
    for (size_t count = 0; count <= 13; count++) {
        judge(&f, values, count);
        enum xmr_grade grade = count < 8 ? XMR_FEW : count < 13 ? XMR_TRIAL : XMR_FULL;
        assert_int_equal(f.xmr.segment_count, count > 0 ? 1 : 0);
        if (count > 0)
            assert_int_equal(f.xmr.segments[0].grade, grade);
        assert_true((xmr_current(&f.xmr) != NULL) == (count >= 8));
        arena_free(f.arena);
    }
    judge(&f, flat, 13);
    assert_int_equal(f.xmr.segments[0].grade, XMR_FLAT);
    assert_rules(&f, ". . . . . . . . . . . . . ");
    judge(&f, moving, 13);
    assert_int_equal(f.xmr.segments[0].grade, XMR_UNSTABLE);
    assert_rules(&f, ". . . . . . . . . . . . . ");
}

/* Limits of the first points stay, whatever comes; beside what NHSRplotthedots makes of them
 * (fix_after_n_points): mean and ranges of the first twelve. */
static void test_fixed(void **state)
{
    (void)state;
    static const int values[] = {10, 12, 11, 13, 10, 12, 11, 13, 10, 12, 11,
                                 13, 21, 22, 21, 22, 21, 22, 21, 22, 21, 22};
    struct fixture f;
    judge(&f, values, 22);
    assert_int_equal(f.xmr.segments[0].grade, XMR_UNSTABLE);
    arena_free(f.arena);
    for (size_t count = 12; count <= 22; count += 5) {
        start(&f, FREQUENCY_CALENDAR_YEAR);
        f.request.fixed = 12;
        for (size_t i = 0; i < count; i++)
            add(&f, FIRST + (int32_t)i, values[i]);
        xmr_judge(&f.request, f.arena, &f.xmr);
        const struct xmr_segment *segment = &f.xmr.segments[0];
        assert_int_equal(segment->base, 12);
        assert_true(segment->fixed);
        assert_int_equal(segment->ranges, 11);
        assert_int_equal(segment->grade, XMR_FULL);
        assert_near(segment->mean, 11.5);
        assert_near(segment->upper, 11.5 + 2.66 * 21 / 11);
        assert_true(f.xmr.newest->high == (count == 12 ? 0U
                                           : count == 17
                                               ? XMR_OUTSIDE | XMR_TWO_OF_THREE
                                               : XMR_OUTSIDE | XMR_TWO_OF_THREE | XMR_SHIFT));
        arena_free(f.arena);
    }
    /* not yet so many: as if none had been asked for */
    start(&f, FREQUENCY_CALENDAR_YEAR);
    f.request.fixed = 12;
    for (size_t i = 0; i < 11; i++)
        add(&f, FIRST + (int32_t)i, values[i]);
    xmr_judge(&f.request, f.arena, &f.xmr);
    assert_false(f.xmr.segments[0].fixed);
    assert_int_equal(f.xmr.segments[0].grade, XMR_TRIAL);
    arena_free(f.arena);
}

/* Breaches of the four-hour target at one hospital of England, 2016-04 to 2019-03
 * (NHSRdatasets, public domain), the example of NHSRplotthedots' introduction: what its code
 * gives with limits of the first twelve months, and with a new level from 2018-07. */
static void test_published_fixed(void **state)
{
    (void)state;
    static const int values[] = {1195, 1843, 1397, 1333, 1771, 1751, 2013,  1759,  2179,
                                 2585, 1654, 1543, 1632, 1558, 1190, 1357,  1279,  1683,
                                 2190, 1804, 986,  2181, 2048, 2154, 1759,  1637,  1488,
                                 6499, 5983, 6599, 7089, 8120, 8981, 12502, 11376, 10670};
    struct fixture f;
    for (int again = 0; again < 2; again++) {
        start(&f, FREQUENCY_MONTHLY);
        f.request.fixed = again ? 0 : 12;
        if (again)
            f.rebases[f.request.rebase_count++] =
                (struct period){FREQUENCY_MONTHLY, FIRST + 27};
        for (int32_t i = 0; i < 36; i++)
            add(&f, FIRST + i, values[i]);
        xmr_judge(&f.request, f.arena, &f.xmr);
        const struct xmr_segment *segment = &f.xmr.segments[again];
        assert_near(segment->mean, again ? 8646.5556 : 1751.9167);
        assert_near(segment->lower, again ? 5698.2781 : 784.6439);
        assert_near(segment->upper, again ? 11594.8331 : 2719.1894);
        for (size_t i = 0; i < 36; i++) {
            unsigned high = f.xmr.points[i].high;
            unsigned low = f.xmr.points[i].low;
            if (!again)
                assert_true((high != 0) == (i >= 27) && (low != 0) == (i >= 10 && i <= 17));
        }
        arena_free(f.arena);
    }
}

/* Each level has a baseline of its own; of weeks beside the year before it is a year. */
static void test_fixed_and_rebase(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, FREQUENCY_CALENDAR_YEAR);
    f.request.fixed = 12;
    f.rebases[f.request.rebase_count++] = (struct period){FREQUENCY_CALENDAR_YEAR, FIRST + 20};
    for (int32_t i = 0; i < 40; i++)
        add(&f, FIRST + i, (i < 20 ? 100 : 200) + i % 3 + (i >= 32 ? 50 : 0));
    xmr_judge(&f.request, f.arena, &f.xmr);
    assert_int_equal(f.xmr.segment_count, 2);
    assert_near(f.xmr.segments[1].mean, 201);
    assert_true(f.xmr.newest->high & XMR_OUTSIDE);
    arena_free(f.arena);
    start(&f, FREQUENCY_WEEKLY);
    f.request.fixed = 12;
    f.request.basis = XMR_YEAR_DIFFERENCE;
    for (int32_t i = 0; i < 110; i++)
        add(&f, FIRST + i, 100 + i * 7 % 5);
    xmr_judge(&f.request, f.arena, &f.xmr);
    assert_int_equal(f.xmr.segments[0].base, 52);
    arena_free(f.arena);
}

/* Eight on one side, all of them; one on the mean ends the run. */
static void test_shift(void **state)
{
    (void)state;
    static const int eight[] = {7, 8, 9, 6, 9, 6, 6, 7, 2, 3, 6, 1, 3, 1, 7, 1, 4, 3, 2, 9};
    static const int ended[] = {7, 8, 9, 5, 9, 6, 6, 7, 2, 4, 6, 1, 3, 1, 7, 1, 4, 3, 2, 9};
    struct fixture f;
    judge(&f, eight, 20);
    assert_near(f.xmr.segments[0].mean, 5);
    assert_rules(&f, "S S S S S S S S . . . . . . . . . . . . ");
    judge(&f, ended, 20);
    assert_near(f.xmr.segments[0].mean, 5);
    assert_rules(&f, ". . . . . . . . . . . . . . . . . . . . ");
}

static void test_trend(void **state)
{
    (void)state;
    static const int rising[] = {9, 1, 8, 2, 9, 2, 3, 4, 5, 6, 7, 8, 1, 9, 2, 8, 1, 8, 2};
    static const int tied[] = {9, 1, 8, 2, 9, 2, 3, 4, 4, 6, 7, 8, 1, 9, 2, 8, 1, 8, 2};
    static const int falling[] = {1, 9, 2, 8, 1, 8, 7, 6, 5, 4, 3, 2, 9, 1, 8, 2, 9, 2, 8};
    struct fixture f;
    judge(&f, rising, 19);
    assert_rules(&f, ". . . . . T T T T T T T . . . . . . . ");
    judge(&f, tied, 19);
    assert_rules(&f, ". . . . . . . . . . . . . . . . . . . ");
    judge(&f, falling, 19);
    assert_rules(&f, ". . . . . t t t t t t t . . . . . . . ");
}

/* The third is flagged only where it is beyond the near limit; one on the other side of the
 * mean ends the pattern. */
/* Runs of as many points as are asked for. */
static void test_other_runs(void **state)
{
    (void)state;
    static const int values[] = {1, 9, 1, 9, 1, 9, 1, 9, 6, 6, 6, 6, 6, 1, 9, 1, 9, 1, 9, 1};
    struct fixture f;
    judge(&f, values, 20);
    assert_rules(&f, ". . . . . . . . . . . . . . . . . . . . ");
    start(&f, FREQUENCY_CALENDAR_YEAR);
    for (size_t i = 0; i < 20; i++)
        add(&f, FIRST + (int32_t)i, values[i]);
    f.request.runs.shift = 6;
    xmr_judge(&f.request, f.arena, &f.xmr);
    assert_rules(&f, ". . . . . . . S S S S S S . . . . . . . ");
}

static void test_two_of_three(void **state)
{
    (void)state;
    static const int two[] = {5, 4, 5, 5, 3, 5, 6, 4, 3, 9, 7, 10, 6, 3, 6, 4, 3, 3, 5, 6};
    static const int apart[] = {5, 4, 5, 5, 3, 5, 6, 4, 3, 9, 5, 10, 6, 3, 6, 4, 3, 3, 5, 6};
    struct fixture f;
    judge(&f, two, 20);
    const struct xmr_segment *segment = &f.xmr.segments[0];
    assert_true(segment->near_upper < 9 && segment->upper > 10 && segment->near_upper > 7);
    assert_rules(&f, ". . . . . . . . . B . B . . . . . . . . ");
    judge(&f, apart, 20);
    assert_rules(&f, ". . . . . . . . . . . . . . . . . . . . ");
}

static void test_two_of_three_counts_those_outside(void **state)
{
    (void)state;
    static const int values[] = {6, 4, 6, 4, 4, 4, 3, 4, 4, 11, 8, 6, 4, 6, 4, 5, 3, 5, 5, 3};
    struct fixture f;
    judge(&f, values, 20);
    const struct xmr_segment *segment = &f.xmr.segments[0];
    assert_true(segment->near_upper < 8 && segment->upper > 8 && segment->upper < 11);
    assert_rules(&f, ". . . . . . . . . OB B . . . . . . . . . ");
}

/* A declared break: no range and no pattern across it, and limits of its own. */
static void test_rebase(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, FREQUENCY_CALENDAR_YEAR);
    for (int i = 0; i < 30; i++)
        add(&f, FIRST + i, (i < 14 ? 10 : 50) + i % 2);
    f.rebases[0] = (struct period){FREQUENCY_CALENDAR_YEAR, FIRST + 24};
    f.rebases[1] = (struct period){FREQUENCY_CALENDAR_YEAR, FIRST + 14};
    f.request.rebase_count = 2;
    xmr_judge(&f.request, f.arena, &f.xmr);
    assert_int_equal(f.xmr.segment_count, 3);
    assert_int_equal(f.xmr.segments[0].rebase, XMR_NO_REBASE);
    assert_int_equal(f.xmr.segments[1].rebase, 1);
    assert_int_equal(f.xmr.segments[2].rebase, 0);
    assert_int_equal(f.xmr.segments[1].first, 14);
    assert_near(f.xmr.segments[0].mean, 10.5);
    assert_near(f.xmr.segments[1].mean, 50.5);
    assert_near(f.xmr.segments[1].mean_range, 1);
    assert_int_equal(f.xmr.segments[1].ranges, 9);
    assert_int_equal(f.xmr.segments[0].grade, XMR_FULL);
    assert_int_equal(f.xmr.segments[1].grade, XMR_TRIAL);
    assert_int_equal(f.xmr.segments[2].grade, XMR_FEW);
    assert_null(xmr_current(&f.xmr));
    for (size_t i = 0; i < f.xmr.count; i++)
        assert_int_equal(xmr_sign_of(&f.xmr.points[i], 1), XMR_COMMON);
    arena_free(f.arena);
}

/* A year that is not known: no moving range, no run over it; a forecast is no point. */
static void test_gap(void **state)
{
    (void)state;
    static const int values[] = {9, 1, 8, 2, 9, 2, 3, 4, 5, 6, 7, 8, 1, 9, 2, 8, 1, 8, 2};
    struct fixture f;
    start(&f, FREQUENCY_CALENDAR_YEAR);
    for (int i = 0; i < 19; i++)
        add(&f, FIRST + i + (i >= 9 ? 1 : 0), values[i]);
    add(&f, FIRST + 30, 99);
    f.observations[19].status = OBSERVATION_FORECAST;
    xmr_judge(&f.request, f.arena, &f.xmr);
    assert_int_equal(f.xmr.segments[0].ranges, 17);
    assert_int_equal(f.xmr.count, 19);
    assert_ptr_equal(f.xmr.newest, &f.xmr.points[18]);
    assert_rules(&f, ". . . . . . . . . . . . . . . . . . . ");

    start(&f, FREQUENCY_CALENDAR_YEAR);
    for (int i = 0; i < 40; i++)
        add(&f, FIRST + 2 * i, i % 3);
    xmr_judge(&f.request, f.arena, &f.xmr);
    assert_int_equal(f.xmr.segments[0].ranges, 0);
    assert_int_equal(f.xmr.segments[0].grade, XMR_FEW);
    arena_free(f.arena);
}

/* Where neighbours are alike only the limits speak. */
/* Two levels are told apart; a trend, a saw-tooth and one level are no step. */
static void test_step(void **state)
{
    (void)state;
    static const int noise[] = {3, -12, 17, -5, 20, -16, 8, -19, 2, 14, -9, 11, -20, 6};
    enum { COUNT = 28 };
    struct fixture f;
    struct xmr_step step;
    for (int kind = 0; kind < 4; kind++) {
        int values[COUNT];
        for (int i = 0; i < COUNT; i++)
            values[i] = kind == 0   ? 1000 + noise[i % 14] + (i >= 16 ? 300 : 0)
                        : kind == 1 ? 1000 + i
                        : kind == 2 ? 1000 + i % 9
                                    : 1000 + noise[i % 14];
        judge(&f, values, COUNT);
        assert_int_equal(f.xmr.segments[0].grade, kind < 3 ? XMR_UNSTABLE : XMR_FULL);
        assert_int_equal(xmr_find_step(&f.xmr, &f.xmr.segments[0], &step), kind == 0);
        if (kind == 0) {
            assert_int_equal(step.at->observation->period.n, FIRST + 16);
            assert_near(step.before.mean, 999.4375);
            assert_true(fabs(step.after.mean - 1300) < 3);
        }
        arena_free(f.arena);
    }
}

static void test_correlated(void **state)
{
    (void)state;
    static const int values[] = {4, 5, 6, 7, 8, 7, 6, 5, 4, 3, 2, 3, 4, 5, 6, 9, 6, 5, 4, 3};
    struct fixture f;
    judge(&f, values, 20);
    assert_true(f.xmr.segments[0].correlation >= XMR_CORRELATED);
    for (size_t i = 0; i < f.xmr.count; i++)
        assert_int_equal((f.xmr.points[i].high | f.xmr.points[i].low) & ~1u, 0);
    arena_free(f.arena);
}

/* Months with a season: the difference from the year before. From 24 months on. */
static void test_season(void **state)
{
    (void)state;
    struct fixture f;
    for (int months = 20; months <= 30; months++) {
        start(&f, FREQUENCY_MONTHLY);
        f.request.basis = XMR_YEAR_DIFFERENCE;
        for (int i = 0; i < months; i++)
            add(&f, FIRST * 12 + i, 1000 * (i % 12) + i * i % 13 + i);
        f.observations[months - 1].value.units += 65;
        xmr_judge(&f.request, f.arena, &f.xmr);
        assert_int_equal(f.xmr.count, months - 12);
        assert_near(f.xmr.points[0].base, 0);
        assert_near(f.xmr.points[1].base, 1000 + 1 + 1);
        enum xmr_grade grade = months < 24 ? XMR_FEW : months < 25 ? XMR_TRIAL : XMR_FULL;
        assert_int_equal(f.xmr.segments[0].grade, grade);
        assert_int_equal(f.xmr.newest->high & XMR_OUTSIDE, months < 24 ? 0 : XMR_OUTSIDE);
        arena_free(f.arena);
    }
}

/* A difference never reaches over a rebase. */
static void test_season_and_rebase(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, FREQUENCY_MONTHLY);
    f.request.basis = XMR_YEAR_DIFFERENCE;
    for (int i = 0; i < 60; i++)
        add(&f, FIRST * 12 + i, i < 30 ? i % 5 : 100 + i % 5);
    f.rebases[0] = (struct period){FREQUENCY_MONTHLY, FIRST * 12 + 30};
    f.request.rebase_count = 1;
    xmr_judge(&f.request, f.arena, &f.xmr);
    assert_int_equal(f.xmr.count, 18 + 18);
    assert_int_equal(f.xmr.segment_count, 2);
    assert_int_equal(f.xmr.points[18].observation->period.n, FIRST * 12 + 42);
    arena_free(f.arena);
}

/* Counts: what is judged is the ratio, so the limits are as wide as the season is high. */
static void test_ratio(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, FREQUENCY_MONTHLY);
    f.request.basis = XMR_YEAR_RATIO;
    for (int i = 0; i < 48; i++)
        add(&f, FIRST * 12 + i, (i % 12 == 6 ? 100000 : 1000) * (20 + i * i % 3) / 20);
    f.observations[12].value.units = 0;
    f.observations[47].value.units /= 2;
    xmr_judge(&f.request, f.arena, &f.xmr);
    /* neither the month without visitors nor the one a year after it is a point */
    assert_int_equal(f.xmr.count, 36 - 2);
    const struct xmr_segment *segment = &f.xmr.segments[0];
    assert_int_equal(segment->grade, XMR_FULL);
    assert_int_equal(f.xmr.newest->low & XMR_OUTSIDE, XMR_OUTSIDE);
    const struct xmr_point *high = &f.xmr.points[5];
    const struct xmr_point *low = &f.xmr.points[6];
    assert_int_equal(high->observation->period.n, FIRST * 12 + 18);
    assert_near(xmr_bound(&f.xmr, high, segment->upper) / high->base,
                xmr_bound(&f.xmr, low, segment->upper) / low->base);
    assert_true(xmr_bound(&f.xmr, low, segment->lower) > 0);
    arena_free(f.arena);
}

/* What was far too high is followed, a year later, by a ratio that is far too low: an echo. */
static void test_echo(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, FREQUENCY_MONTHLY);
    f.request.basis = XMR_YEAR_RATIO;
    for (int i = 0; i < 60; i++)
        add(&f, FIRST * 12 + i, i == 33 ? 100000 : i == 50 ? 3 : 100 + i * i * 7 % 11);
    xmr_judge(&f.request, f.arena, &f.xmr);
    const struct xmr_point *points = f.xmr.points;
    assert_true((points[21].high & XMR_OUTSIDE) && !points[21].echo);
    assert_true(points[33].echo && points[33].low == 0 && points[33].high == 0);
    assert_true((points[38].low & XMR_OUTSIDE) && !points[38].echo);
    size_t echoes = 0;
    for (size_t i = 0; i < f.xmr.count; i++)
        echoes += points[i].echo;
    assert_int_equal(echoes, 1);
    arena_free(f.arena);
}

static void test_signs(void **state)
{
    (void)state;
    struct xmr_point high = {.high = XMR_SHIFT};
    struct xmr_point low = {.low = XMR_OUTSIDE};
    struct xmr_point both = {.high = XMR_TREND, .low = XMR_SHIFT};
    struct xmr_point none = {0};
    assert_int_equal(xmr_sign_of(&none, 1), XMR_COMMON);
    assert_int_equal(xmr_sign_of(&high, 1), XMR_IMPROVEMENT);
    assert_int_equal(xmr_sign_of(&high, -1), XMR_CONCERN);
    assert_int_equal(xmr_sign_of(&high, 0), XMR_HIGH);
    assert_int_equal(xmr_sign_of(&low, 1), XMR_CONCERN);
    assert_int_equal(xmr_sign_of(&low, -1), XMR_IMPROVEMENT);
    assert_int_equal(xmr_sign_of(&low, 0), XMR_LOW);
    assert_int_equal(xmr_sign_of(&both, 1), XMR_CONCERN);
    assert_int_equal(xmr_sign_of(&both, -1), XMR_CONCERN);
    assert_int_equal(xmr_sign_of(&both, 0), XMR_HIGH); /* the trend comes first */
    assert_true(xmr_is_upward(XMR_CONCERN, -1) && xmr_is_upward(XMR_IMPROVEMENT, 1));
    assert_false(xmr_is_upward(XMR_CONCERN, 1) || xmr_is_upward(XMR_LOW, 0));
}

static void test_assurance(void **state)
{
    (void)state;
    struct xmr_segment segment = {.lower = 10, .upper = 20, .mean_range = 2};
    assert_int_equal(xmr_assure(&segment, 21, 1), XMR_FAILS);
    assert_int_equal(xmr_assure(&segment, 9, 1), XMR_PASSES);
    assert_int_equal(xmr_assure(&segment, 21, -1), XMR_PASSES);
    assert_int_equal(xmr_assure(&segment, 9, -1), XMR_FAILS);
    assert_int_equal(xmr_assure(&segment, 20, 1), XMR_HITS_AND_MISSES);
    assert_int_equal(xmr_assure(&segment, 10, 1), XMR_HITS_AND_MISSES);
    assert_int_equal(xmr_assure(&segment, 21, 0), XMR_ASSURES_NOTHING);
}

/* Equal decimals are equal however many places they were published with. */
static void test_large_and_small(void **state)
{
    (void)state;
    static const int places[] = {0, 9};
    struct fixture f;
    for (int k = 0; k < 2; k++) {
        start(&f, FREQUENCY_CALENDAR_YEAR);
        for (int i = 0; i < 20; i++) {
            add(&f, FIRST + i, INT64_C(1000000000000) + (i % 2));
            f.observations[i].value.places = places[k];
        }
        xmr_judge(&f.request, f.arena, &f.xmr);
        assert_int_equal(f.xmr.segments[0].grade, XMR_FULL);
        for (size_t i = 0; i < f.xmr.count; i++)
            assert_int_equal(xmr_sign_of(&f.xmr.points[i], 1), XMR_COMMON);
        arena_free(f.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_grades),
        cmocka_unit_test(test_fixed),
        cmocka_unit_test(test_fixed_and_rebase),
        cmocka_unit_test(test_published_fixed),
        cmocka_unit_test(test_shift),
        cmocka_unit_test(test_trend),
        cmocka_unit_test(test_other_runs),
        cmocka_unit_test(test_two_of_three),
        cmocka_unit_test(test_two_of_three_counts_those_outside),
        cmocka_unit_test(test_rebase),
        cmocka_unit_test(test_gap),
        cmocka_unit_test(test_correlated),
        cmocka_unit_test(test_step),
        cmocka_unit_test(test_season),
        cmocka_unit_test(test_season_and_rebase),
        cmocka_unit_test(test_ratio),
        cmocka_unit_test(test_echo),
        cmocka_unit_test(test_signs),
        cmocka_unit_test(test_assurance),
        cmocka_unit_test(test_large_and_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
