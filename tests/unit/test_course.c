/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests of graphs/shape, config/course and what charts draw of them: paths, means, changes on
 * the year before, revisions; and of the ten difficult cases. Nothing may stand over anything
 * else or outside the picture. All figures here are test data. With SHIHYO_PICTURES=FOLDER the
 * charts of the cases are drawn there, to be looked at.
 */
#include "graphs/chart.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "charting.h"
#include "config/course.h"
#include "core/instant.h"
#include "core/mem.h"
#include "graphs/canvas.h"
#include "graphs/change.h"
#include "graphs/scene.h"
#include "graphs/shape.h"

#define NOW INT64_C(1711929600) /* 2024-04-01 */
#define MOST 600
#define SIXTY                                                                                                                           \
    "試験データ：試験都市とその近郊における中小企業の景況と雇用と設備投資に関する早期観測調" \
    "査"                                                                                                                               \
    "のうち全産業の業況の動きを示す長い題名"

struct fixture {
    struct settings settings;
    struct indicator indicator;
    struct indicator *moved[1];
    struct program programs[30];
    struct program_year years[30];
    struct observation observations[MOST];
    struct series series;
    struct observation versions[MOST];
    struct series vintages;
    struct chart_input input;
};

static struct canvas *canvas;

static struct fixture *start(enum frequency frequency, const char *title, const char *unit)
{
    struct fixture *f = mem_calloc(1, sizeof *f);
    f->indicator = (struct indicator){.id = "test",
                                      .title = {title, "Test data"},
                                      .unit = unit,
                                      .unit_label = {unit, NULL},
                                      .decimals = PLACES_AS_PUBLISHED,
                                      .frequency = frequency};
    f->moved[0] = &f->indicator;
    f->settings.programs = f->programs;
    f->series = (struct series){"test", frequency, f->observations, 0};
    f->vintages = (struct series){"test", frequency, f->versions, 0};
    f->input = (struct chart_input){.settings = &f->settings,
                                    .indicator = &f->indicator,
                                    .series = &f->series,
                                    .vintages = &f->vintages,
                                    .now = NOW};
    return f;
}

static struct observation *add(struct fixture *f, int32_t n, int64_t units, int places)
{
    assert_true(f->series.count < MOST);
    f->observations[f->series.count] = (struct observation){
        .period = {f->indicator.frequency, n}, .value = {units, places}, .recorded_at = NOW};
    return &f->observations[f->series.count++];
}

static void add_programs(struct fixture *f, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        f->years[i] = (struct program_year){.fiscal_year = 2024,
                                            .title = {"試験データの事業", NULL},
                                            .budget = {true, 500 + (int64_t)i}};
        f->programs[i] = (struct program){.id = "p",
                                          .years = &f->years[i],
                                          .year_count = 1,
                                          .moves = f->moved,
                                          .move_count = 1};
    }
    f->settings.program_count = count;
}

static void set_path(struct fixture *f, int32_t from, struct decimal first, int32_t to,
                     struct decimal last)
{
    enum frequency frequency = f->indicator.frequency;
    f->indicator.baseline = (struct mark){true, true, {frequency, from}, first};
    f->indicator.target = (struct mark){true, true, {frequency, to}, last};
}

static void draw(struct fixture *f, const char *folder, const char *name)
{
    struct form forms[] = {{.kind = FORM_PNG, .scale = 1},
                           {.kind = FORM_PNG, .scale = 2},
                           {.kind = FORM_PNG, .theme = PALETTE_THEME_DARK, .scale = 1},
                           {.kind = FORM_PNG, .size = FORM_WIDE, .scale = 2}};
    const char *const endings[] = {"", "@2x", ".dark", ".wide"};
    char paths[4][512];
    const char *names[4];
    struct err err;
    for (size_t i = 0; i < 4; i++) {
        snprintf(paths[i], sizeof paths[i], "%s/%s%s.png", folder, name, endings[i]);
        names[i] = paths[i];
    }
    assert_int_equal(chart_draw(&f->input, forms, 4, names, &err), 0);
}

/* Composes in all sizes and both languages and checks the places; the Japanese scene of the
 * standard size is given back. */
static struct scene compose(struct fixture *f, const char *name)
{
    struct scene scene;
    for (int i = 2 * FORM_SIZES - 1; i >= 0; i--) {
        f->settings.site.language = i % 2 == 1 ? LANGUAGE_EN : LANGUAGE_JA;
        scene_init(&scene, canvas_measure(canvas));
        chart_compose(&f->input, (enum form_size)(i / 2), &scene);
        charting_assert_tidy(&scene);
        if (i > 0)
            scene_free(&scene);
    }
    if (getenv("SHIHYO_PICTURES") != NULL)
        draw(f, getenv("SHIHYO_PICTURES"), name);
    return scene;
}

static void finish(struct fixture *f, struct scene *scene)
{
    struct buf text;
    struct err err;
    buf_init(&text, 65536);
    assert_int_equal(chart_describe(&f->input, &text, &err), 0);
    buf_free(&text);
    scene_free(scene);
    mem_free(f);
}

static void assert_says(struct fixture *f, const char *part)
{
    struct buf text;
    struct err err;
    buf_init(&text, 65536);
    assert_int_equal(chart_describe(&f->input, &text, &err), 0);
    if (strstr(buf_text(&text), part) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", part, buf_text(&text));
    buf_free(&text);
}

#define COUNT(scene, role, kind) charting_count(scene, SCENE_ROLE_##role, SCENE_##kind)
#define FIND(scene, role, kind) charting_find(scene, SCENE_ROLE_##role, SCENE_##kind, 0)

static void test_forms(void **state)
{
    (void)state;
    const struct {
        enum frequency frequency;
        const char *unit;
        enum basis basis;
        int64_t value;
        enum chart_shape configured;
        enum chart_shape shape;
        bool mean;
    } cases[] = {
        {FREQUENCY_FISCAL_YEAR, "人", BASIS_LEVEL, 5, CHART_AUTO, CHART_BARS, false},
        {FREQUENCY_CALENDAR_YEAR, "人", BASIS_LEVEL, -5, CHART_AUTO, CHART_BARS, false},
        {FREQUENCY_FISCAL_YEAR, "％", BASIS_LEVEL, 5, CHART_AUTO, CHART_LINE, false},
        {FREQUENCY_FISCAL_YEAR, "％", BASIS_LEVEL, -5, CHART_AUTO, CHART_BARS, false},
        {FREQUENCY_MONTHLY, "%", BASIS_LEVEL, 5, CHART_AUTO, CHART_LINE, false},
        {FREQUENCY_MONTHLY, "%", BASIS_YEAR_ON_YEAR, 5, CHART_AUTO, CHART_STEPS, false},
        {FREQUENCY_MONTHLY, "人", BASIS_LEVEL, 5, CHART_AUTO, CHART_LINE, true},
        {FREQUENCY_QUARTERLY, "人", BASIS_LEVEL, 5, CHART_AUTO, CHART_LINE, true},
        {FREQUENCY_DAILY, "人", BASIS_LEVEL, 5, CHART_AUTO, CHART_LINE, false},
        {FREQUENCY_MONTHLY, "ポイント", BASIS_YEAR_ON_YEAR, 5, CHART_AUTO, CHART_STEPS, false},
        {FREQUENCY_MONTHLY, "人", BASIS_LEVEL, -5, CHART_AUTO, CHART_STEPS, false},
        {FREQUENCY_MONTHLY, "人", BASIS_LEVEL, 5, CHART_STEPS, CHART_STEPS, false},
        {FREQUENCY_MONTHLY, "人", BASIS_LEVEL, 5, CHART_BARS, CHART_BARS, false},
        {FREQUENCY_FISCAL_YEAR, "人", BASIS_LEVEL, 5, CHART_LINE, CHART_LINE, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture *f = start(cases[i].frequency, "試験データ", cases[i].unit);
        f->indicator.basis = cases[i].basis;
        f->indicator.chart = cases[i].configured;
        add(f, 24000, cases[i].value, 0);
        if (shape_of(&f->indicator, &f->series) != cases[i].shape ||
            shape_has_mean(&f->indicator, &f->series) != cases[i].mean)
            fail_msg("case %zu", i);
        mem_free(f);
    }
}

/* A DI behind its path: the line runs from marker to marker, the axis to the target. */
static void test_path(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, "試験データ：景気のDI", "ポイント");
    f->indicator.basis = BASIS_YEAR_ON_YEAR;
    for (int i = 0; i < 24; i++)
        add(f, 2022 * 12 + 3 + i, -256 + i * 37 % 120, 1);
    set_path(f, 2022 * 12 + 3, (struct decimal){-256, 1}, 2027 * 12 + 2,
             (struct decimal){0, 0});
    struct scene scene = compose(f, "path-di");
    const struct scene_item *path = FIND(&scene, PATH, LINE);
    const struct scene_item *diamond = FIND(&scene, TARGET, AREA);
    const struct scene_item *square = FIND(&scene, BASELINE, RECT);
    assert_true(path != NULL && diamond != NULL && square != NULL);
    assert_true(fabs(path->points[0].x - (square->box.x + square->box.w / 2)) < 0.1);
    assert_true(fabs(path->points[0].y - (square->box.y + square->box.h / 2)) < 0.1);
    assert_true(fabs(path->points[1].x - (diamond->box.x + diamond->box.w / 2)) < 0.1);
    /* no level across the picture beside it, but from the target on nothing is left */
    assert_true(COUNT(&scene, TARGET, LINE) <= 1);
    assert_true(charting_has(&scene, "目標値 0.0ポイント（2027年3月）") ||
                charting_has(&scene, "目標値 0ポイント（2027年3月）"));
    assert_true(charting_has(&scene, "基準値 ▲25.6ポイント（2022年4月）"));
    /* 23 of 59 months: -15.6 is required, -24.5 stands */
    assert_true(charting_has(&scene, "目標経路との差▲8.9ポイント（目安に届いていない）"));
    scene_free(&scene);
    assert_says(f, "目標経路との差▲8.9ポイント（目安に届いていない）");
    assert_says(f, "基準値 ▲25.6ポイント（2022年4月）");
    /* the public edition has no verdict */
    f->settings.site.audience = AUDIENCE_PUBLIC;
    scene = compose(f, "path-di-public");
    assert_true(charting_has(&scene, "目標経路との差▲8.9ポイント"));
    assert_false(charting_has(&scene, "届いていない"));
    finish(f, &scene);
}

/* A target years away takes the axis with it; one in the next century does not. */
static void test_path_reaches(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, "試験データ：歩行者数", "人");
    f->indicator.better = BETTER_HIGHER;
    for (int i = 0; i < 4; i++)
        add(f, 2019 + i, 70000 + 9000 * i, 0);
    set_path(f, 2018, (struct decimal){68000, 0}, 2028, (struct decimal){138000, 0});
    struct scene scene = compose(f, "path-bars");
    assert_non_null(charting_text(&scene, "2028年度"));
    assert_non_null(FIND(&scene, TARGET, AREA));
    assert_int_equal(COUNT(&scene, BAR, RECT), 4);
    /* 4 of 10 years: 96,000 */
    assert_true(charting_has(&scene, "目標経路との差＋1,000人（目安に達している）"));
    scene_free(&scene);
    f->indicator.target.period.n = 2090;
    scene = compose(f, "path-far");
    assert_null(charting_text(&scene, "2090年度"));
    assert_null(FIND(&scene, TARGET, AREA));
    const struct scene_item *path = FIND(&scene, PATH, LINE);
    assert_non_null(path);
    assert_true(path->box.x + path->box.w < CHART_WIDTH - 50);
    assert_true(charting_has(&scene, "目標値 138,000人"));
    finish(f, &scene);

    /* what is over: from the target on a level, and the value is judged by it */
    f = start(FREQUENCY_FISCAL_YEAR, "試験データ：待機者数", "人");
    f->indicator.better = BETTER_LOWER;
    for (int i = 0; i < 8; i++)
        add(f, 2015 + i, 900 - 80 * i, 0);
    set_path(f, 2015, (struct decimal){900, 0}, 2020, (struct decimal){400, 0});
    scene = compose(f, "path-over");
    assert_int_equal(COUNT(&scene, TARGET, LINE), 1);
    assert_true(charting_has(
        &scene, "目標値との差▲60人（目標値に達している、期限の令和2年度は500人で未達成）"));
    finish(f, &scene);
}

/* Seasons: a month is not judged by itself. */
static void test_months(void **state)
{
    (void)state;
    static const int season[] = {40, 35, 45, 60, 110, 100, 140, 210, 130, 105, 30, 32};
    struct fixture *f = start(FREQUENCY_MONTHLY, "試験データ：月別の入園者数", "人");
    for (int i = 0; i < 60; i++)
        add(f, 2019 * 12 + i, season[i % 12] * (1000 + (i / 12) * 40 + i * 13 % 90), 0);
    f->observations[59].status = OBSERVATION_PRELIMINARY;
    set_path(f, 2019 * 12 + 11, (struct decimal){85000, 0}, 2025 * 12 + 11,
             (struct decimal){105000, 0});
    struct scene scene = compose(f, "months");
    assert_int_equal(COUNT(&scene, MEAN, LINE), 1);
    assert_int_equal(COUNT(&scene, CURVE, LINE), 1);
    /* the first mean is that of December */
    const struct scene_item *mean = FIND(&scene, MEAN, LINE);
    assert_int_equal(mean->point_count, 49);
    assert_int_equal(COUNT(&scene, CHANGE, RECT), 48);
    assert_true(charting_has(&scene, "前年同月比（％）"));
    assert_true(charting_has(&scene, "12か月平均（その月までの1年間）"));
    assert_true(charting_has(&scene, "直近12か月平均の目標経路との差"));
    assert_true(charting_has(&scene, "速報値"));
    scene_free(&scene);
    assert_says(f, "前年同月比");
    assert_says(f, "直近12か月平均は");
    /* a month that is missing breaks the mean for a year, and the line */
    memmove(&f->observations[30], &f->observations[31], 29 * sizeof *f->observations);
    f->series.count = 59;
    scene = compose(f, "months-gap");
    assert_int_equal(COUNT(&scene, CURVE, LINE), 2);
    assert_int_equal(COUNT(&scene, MEAN, LINE), 2);
    assert_int_equal(FIND(&scene, MEAN, LINE)->point_count, 19);
    scene_free(&scene);
    /* twelve months are no year on the year before */
    f->series.count = 12;
    scene = compose(f, "months-twelve");
    assert_int_equal(COUNT(&scene, CHANGE, RECT), 0);
    finish(f, &scene);
}

/* Counts of five or six: the mean is no count, neither drawn nor judged nor in words. */
static void test_small_counts(void **state)
{
    (void)state;
    static const int counts[] = {6, 9, 5, 7, 4, 8, 3, 6, 7, 5, 8, 6};
    struct fixture *f = start(FREQUENCY_MONTHLY, "試験データ：倒産件数", "件");
    f->indicator.better = BETTER_LOWER;
    for (int i = 0; i < 48; i++)
        add(f, 2020 * 12 + i, counts[i % 12] + (i >= 43), 0);
    set_path(f, 2021 * 12, (struct decimal){8, 0}, 2023 * 12 + 11, (struct decimal){3, 0});
    struct scene scene = compose(f, "small-counts");
    /* 74 and 5 in twelve months */
    assert_non_null(charting_text(&scene, "6.58"));
    assert_true(charting_has(&scene, "直近12か月平均の目標値との差＋3.58件"));
    const struct scene_item *mean = FIND(&scene, MEAN, LINE);
    double step =
        fabs(mean->points[mean->point_count - 1].y - mean->points[mean->point_count - 2].y);
    assert_true(step > 0.5 && step < 8);
    scene_free(&scene);
    assert_says(f, "直近12か月平均は6.58件");
    f->indicator.decimals = 0; /* of a figure, and a mean is none */
    assert_says(f, "直近12か月平均は6.58件");
    assert_says(f, "＋3.58件");
    scene = compose(f, "small-counts");
    finish(f, &scene);
}

static size_t bars_over(const struct scene *scene, double *tallest)
{
    size_t count = 0;
    *tallest = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->role != SCENE_ROLE_CHANGE || item->kind != SCENE_RECT)
            continue;
        *tallest = fmax(*tallest, item->box.h);
        count++;
    }
    return count;
}

/* A bar beyond the axis is pointed and has its figure, however far it goes. */
static void test_far_change(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, "試験データ：外れ値", "件");
    for (int i = 0; i < 60; i++)
        add(f, 2021 * 12 + i, i == 33 ? 100000 : 100 + i * 7 % 11, 0);
    struct scene scene = compose(f, "far-change");
    double tallest = 0;
    assert_int_equal(bars_over(&scene, &tallest), 48);
    assert_int_equal(COUNT(&scene, CHANGE, AREA), 1);
    /* of 98 twelve months before */
    assert_true(charting_has(&scene, "＋94,240") || charting_has(&scene, "＋9"));
    assert_true(charting_has(&scene, "先のとがった棒は目盛りの上端を超える"));
    scene_free(&scene);
    /* a slide is 16:9 also with a panel of changes */
    scene_init(&scene, canvas_measure(canvas));
    chart_compose(&f->input, FORM_WIDE, &scene);
    assert_true(fabs(scene.height - CHART_WIDE_HEIGHT) < 0.01);
    assert_true(COUNT(&scene, CHANGE, RECT) > 0);
    scene_free(&scene);
    f->series.count = 34; /* as the newest value */
    scene = compose(f, "far-change-newest");
    assert_int_equal(COUNT(&scene, CHANGE, AREA), 1);
    finish(f, &scene);
}

/* Where nothing changes a panel of changes would be empty. */
static void test_no_change(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, "試験データ：同じ値", "人");
    for (int i = 0; i < 40; i++)
        add(f, 2021 * 12 + i, 500, 0);
    assert_false(change_wanted(&f->input));
    f->observations[39].value.units = 501;
    assert_true(change_wanted(&f->input));
    f->observations[39].value.units = 500;
    struct scene scene = compose(f, "no-change");
    assert_false(charting_has(&scene, "前年同月比（％）"));
    finish(f, &scene);
}

/* One gross value moves the mean away from all others: it is named, not they. */
static void test_gross_value(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, "試験データ：桁の違う値", "人");
    for (int i = 0; i < 20; i++)
        add(f, 2004 + i, i == 12 ? 1000000 : 1000 + i * 7 % 5, 0);
    struct scene scene = compose(f, "gross");
    assert_true(charting_has(&scene, "大きく外れた平成28年度の1,000,000人が平均を動かすため"));
    scene_free(&scene);
    assert_says(f, "大きく外れた平成28年度の1,000,000人が");
    for (int i = 0; i < 20; i++)
        f->observations[i].value.units = 1000 + (i / 5) * 500 + i % 5; /* stairs */
    scene = compose(f, "gross-none");
    assert_false(charting_has(&scene, "大きく外れた"));
    finish(f, &scene);
}

/* Limits that are to be fixed move until they are, and their key says so; a mark in a narrow
 * period is still large enough for its shape. */
static void test_fixed_later(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, "試験データ：固定前", "％");
    f->indicator.limits = LIMITS_LEVEL;
    f->indicator.limits_baseline = 24;
    for (int i = 0; i < 15; i++)
        add(f, 2022 * 12 + i, 500 + i * 7 % 5, 1);
    struct scene scene = compose(f, "fixed-later");
    assert_true(charting_has(&scene, "（XmR・24期で固定するまで暫定）"));
    scene_free(&scene);
    for (int i = 15; i < 400; i++)
        add(f, 2022 * 12 + i, i == 300 ? 900 : 500 + i * 7 % 5, 1);
    scene = compose(f, "fixed");
    assert_true(charting_has(&scene, "（XmR・最初の24期で固定）"));
    const struct scene_item *mark = NULL;
    for (size_t i = 0; i < scene.count; i++)
        if (scene.items[i].role == SCENE_ROLE_SIGNAL)
            mark = &scene.items[i];
    assert_non_null(mark);
    assert_true(mark->box.w >= 6);
    finish(f, &scene);
}

/* Neither means nor changes reach over a declared break, nor is anything judged by them. */
static void test_rebase_mean(void **state)
{
    (void)state;
    struct event breaks[] = {
        {.period = {FREQUENCY_MONTHLY, 2022 * 12}, .text = "算定方法の変更"}};
    struct fixture *f = start(FREQUENCY_MONTHLY, "試験データ：求人倍率", "倍");
    f->indicator.better = BETTER_HIGHER;
    for (int i = 0; i < 44; i++)
        add(f, 2020 * 12 + i, 100 + i * 7 % 13 + (i >= 24 ? 100 : 0), 2);
    set_path(f, 2020 * 12, (struct decimal){90, 2}, 2025 * 12, (struct decimal){130, 2});
    struct scene scene = compose(f, "rebase-none");
    assert_int_equal(COUNT(&scene, MEAN, LINE), 1);
    assert_int_equal(COUNT(&scene, CHANGE, RECT), 32);
    scene_free(&scene);
    f->indicator.rebases = breaks;
    f->indicator.rebase_count = 1;
    assert_says(f, "44件");
    scene = compose(f, "rebase-mean");
    assert_int_equal(COUNT(&scene, CURVE, LINE), 2); /* nor does the line */
    assert_int_equal(FIND(&scene, CURVE, LINE)->point_count, 24);
    assert_int_equal(COUNT(&scene, MEAN, LINE), 2);
    assert_int_equal(FIND(&scene, MEAN, LINE)->point_count, 13);
    assert_int_equal(COUNT(&scene, CHANGE, RECT), 20);
    assert_true(charting_has(&scene, "統計の断層をまたぐ1年の平均と前年比は示していない"));
    scene_free(&scene);
    f->series.count = 30; /* half a year of the new level */
    struct course course;
    assert_false(course_find(&f->indicator, &f->series, &course));
    f->series.count = 25; /* the first of it */
    assert_says(f, "2022年1月　2.12倍（統計の断層のため前月とは比べられない）");
    f->indicator.basis = BASIS_YEAR_ON_YEAR; /* steps */
    f->series.count = 30;
    scene = compose(f, "rebase-steps");
    assert_int_equal(COUNT(&scene, CURVE, LINE), 2);
    scene_free(&scene);
    f->indicator.basis = BASIS_LEVEL;
    scene = compose(f, "rebase-young");
    finish(f, &scene);
}

/* Without a season the value itself is judged: one that goes along its path is on it, and one
 * that ends there has reached it. With one, as long as none is known of, the mean of a year.
 */
static void test_no_season(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, "試験データ：登録者数", "人");
    f->indicator.better = BETTER_HIGHER;
    for (int i = 0; i < 72; i++)
        add(f, 2018 * 12 + i, 500 + 10 * i, 0);
    set_path(f, 2018 * 12, (struct decimal){500, 0}, 2025 * 12 + 11,
             (struct decimal){1450, 0});
    assert_says(f, "。目標経路との差±0人（目安に達している）");
    f->indicator.target =
        (struct mark){true, true, {FREQUENCY_MONTHLY, 2023 * 12 + 10}, {1200, 0}};
    assert_says(f,
                "目標値との差＋10人（目標値に達している、期限の2023年11月は1,200人で達成）");
    f->series.count = 35;
    assert_true(course_by_mean(&f->indicator, &f->series));
    struct scene scene = compose(f, "no-season-young");
    assert_true(charting_has(&scene, "基準値と目標値もその月・期までの1年間の平均として計算"));
    scene_free(&scene);
    f->indicator.limits = LIMITS_LEVEL;
    assert_false(course_by_mean(&f->indicator, &f->series));
    f->indicator.limits = LIMITS_YEAR_ON_YEAR;
    f->series.count = 72;
    assert_true(course_by_mean(&f->indicator, &f->series));
    scene = compose(f, "no-season-said");
    finish(f, &scene);
}

/* A baseline of the old method is no start of a path for values of the new one. */
static void test_broken_path(void **state)
{
    (void)state;
    struct event breaks[] = {
        {.period = {FREQUENCY_FISCAL_YEAR, 2020}, .text = "調査方法の変更"}};
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, "試験データ：歩行者数", "人");
    struct course course;
    f->indicator.better = BETTER_HIGHER;
    for (int i = 0; i < 8; i++)
        add(f, 2016 + i, i < 4 ? 600 : 1200, 0);
    set_path(f, 2017, (struct decimal){500, 0}, 2026, (struct decimal){900, 0});
    assert_true(course_find(&f->indicator, &f->series, &course));
    f->indicator.rebases = breaks;
    f->indicator.rebase_count = 1;
    assert_false(course_find(&f->indicator, &f->series, &course));
    struct scene scene = compose(f, "broken-path");
    assert_false(charting_has(&scene, "目標経路との差＋"));
    assert_true(charting_has(
        &scene, "基準値は統計の断層より前の値のため、目標経路との差は示していない"));
    scene_free(&scene);
    f->series.count = 4; /* before the break */
    assert_true(course_find(&f->indicator, &f->series, &course));
    scene = compose(f, "broken-path-before");
    finish(f, &scene);
}

/* What became of a target whose period is over; one that lies the worse way; one without a
 * path that is reached. */
static void test_terms(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, "試験データ：人口", "人");
    f->indicator.better = BETTER_HIGHER;
    for (int i = 0; i < 10; i++)
        add(f, 2014 + i, 1000 + 10 * i, 0);
    set_path(f, 2015, (struct decimal){1000, 0}, 2020, (struct decimal){1060, 0});
    assert_says(f, "目標値との差＋30人（目標値に達している、期限の令和2年度は1,060人で達成）");
    f->indicator.target.value.units = 1080;
    assert_says(f, "（目標値に達している、期限の令和2年度は1,060人で未達成）");
    f->indicator.baseline.set = false;
    assert_says(f, "目標1,080人に達している（期限の令和2年度は1,060人で未達成）");
    f->settings.site.audience = AUDIENCE_PUBLIC;
    assert_says(f, "（期限の令和2年度は1,060人）");
    f->settings.site.audience = AUDIENCE_INTERNAL;
    f->observations[6].status = OBSERVATION_MISSING;
    assert_says(f, "（期限の令和2年度は値なし）");
    f->observations[6].status = OBSERVATION_FINAL;
    f->indicator.target.period.n = 2023; /* of the newest value */
    assert_says(f, "目標1,080人に達している（期限の令和5年度に達成）");
    f->indicator.target.value.units = 2000;
    assert_says(f, "目標2,000人まで910人（期限の令和5年度に未達成）");
    f->indicator.baseline.set = true;
    assert_says(f, "目標値との差▲910人（期限の令和5年度に未達成）");
    f->settings.site.audience = AUDIENCE_PUBLIC;
    assert_says(f, "目標値との差▲910人。");
    f->settings.site.audience = AUDIENCE_INTERNAL;
    f->indicator.baseline.set = false;
    f->indicator.target.value.units = 1080;
    f->indicator.target.has_period = false;
    assert_says(f, "目標1,080人に達している。");
    set_path(f, 2015, (struct decimal){1100, 0}, 2030, (struct decimal){500, 0});
    assert_true(course_allows_worse(&f->indicator));
    assert_says(f, "低下を見込む目標経路との差");
    f->settings.site.language = LANGUAGE_EN;
    assert_says(f, "against the path to the target that allows for a fall (on track)");
    f->indicator.better = BETTER_LOWER;
    assert_false(course_allows_worse(&f->indicator));
    struct scene scene = compose(f, "terms");
    finish(f, &scene);
}

/* In words one value is no line, and equal ones have no highest. */
static void test_plain_words(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, "試験データ", "件");
    add(f, 2024 * 12, 7, 0);
    assert_says(f, "試験データの図。値は2024年1月の1件。最新は");
    for (int i = 1; i < 5; i++)
        add(f, 2024 * 12 + i, 7, 0);
    assert_says(f, "値はすべて同じ。");
    struct scene scene = compose(f, "plain-words");
    finish(f, &scene);
}

/* Lonely months: dots on stems, no line between them, and a note that says so. */
static void test_lonely_months(void **state)
{
    (void)state;
    static const int months[] = {6, 7, 124, 126, 127, 129};
    struct fixture *f = start(FREQUENCY_MONTHLY, "試験データ：途切れた月別の値", "人");
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        add(f, 2004 * 12 + months[i], 130000 + 40000 * (int64_t)(i % 4), 0);
    struct scene scene = compose(f, "lonely");
    assert_int_equal(COUNT(&scene, CURVE, LINE), 0);
    assert_int_equal(COUNT(&scene, AREA, LINE), 6);
    assert_int_equal(COUNT(&scene, CURVE, DOT), 6);
    assert_int_equal(COUNT(&scene, VALUE, TEXT), 6);
    assert_int_equal(COUNT(&scene, MEAN, LINE), 0);
    assert_true(charting_has(&scene, "線で結ばず点と縦線で示す"));
    finish(f, &scene);
}

/* Shares: against the whole where more than half is reached, enlarged where they differ
 * little.
 */
static void test_shares(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, "試験データ：就職割合", "％");
    f->indicator.year_label = YEAR_LABEL_ENDS;
    static const int64_t wide[] = {412, 300, 508, 551, 573};
    for (int i = 0; i < 5; i++)
        add(f, 2018 + i, wide[i], 1);
    f->observations[4].status = OBSERVATION_PRELIMINARY;
    set_path(f, 2018, (struct decimal){412, 1}, 2026, (struct decimal){600, 1});
    struct scene scene = compose(f, "share");
    assert_non_null(charting_text(&scene, "100"));
    assert_non_null(charting_text(&scene, "0"));
    assert_int_equal(COUNT(&scene, CURVE, LINE), 1);
    assert_int_equal(COUNT(&scene, BAR, RECT), 0);
    /* five dots, the last of them hollow */
    assert_int_equal(COUNT(&scene, CURVE, DOT), 6);
    scene_free(&scene);
    for (int i = 0; i < 5; i++)
        f->observations[i].value.units = 700 + 10 * i;
    f->indicator.baseline.value.units = 690;
    f->indicator.target.value.units = 800;
    scene = compose(f, "share-close");
    assert_null(charting_text(&scene, "100"));
    assert_true(charting_has(&scene, "0から始まっていません"));
    finish(f, &scene);
}

/* The newest big revision is an arrow, a small one is none; a forecast is in no line. */
static void test_revision(void **state)
{
    (void)state;
    for (int bars = 0; bars < 2; bars++) {
        struct fixture *f =
            start(bars ? FREQUENCY_FISCAL_YEAR : FREQUENCY_MONTHLY, "試験データ：改定", "人");
        int32_t first = bars ? 2010 : 2023 * 12;
        for (int i = 0; i < 12; i++) {
            add(f, first + i, 1000 + 60 * (i % 3), 0);
            if (i == 8 || i == 10) {
                f->versions[f->vintages.count] = f->observations[i];
                f->versions[f->vintages.count++].value.units += i == 8 ? -10 : 400;
            }
            f->observations[i].recorded_at = NOW + 86400;
            f->versions[f->vintages.count++] = f->observations[i];
        }
        add(f, first + 12, 9000, 0)->status = OBSERVATION_FORECAST;
        struct scene scene = compose(f, bars ? "revision-bars" : "revision-line");
        assert_int_equal(COUNT(&scene, REVISION, LINE), 2);
        assert_int_equal(COUNT(&scene, REVISION, AREA), 1);
        assert_true(charting_has(&scene, "矢印は直近の大きな改定："));
        assert_true(charting_has(&scene, " 1,460→1,060人（2024年4月2日に記録）"));
        assert_false(charting_has(&scene, "9,000"));
        if (bars)
            assert_int_equal(COUNT(&scene, BAR, RECT), 12);
        else
            assert_int_equal(FIND(&scene, CURVE, LINE)->point_count, 12);
        scene_free(&scene);
        assert_says(f, "直近の大きな改定は");
        f->input.vintages = NULL;
        scene = compose(f, "revision-none");
        assert_int_equal(COUNT(&scene, REVISION, LINE), 0);
        finish(f, &scene);
    }
}

/* What is expected is beside the values, never one of them: a diamond over the periods that it
 * is for, as long as no value of them is known. */
static void test_outlook(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, "試験データ：業況DI", "ポイント");
    struct indicator other = {.id = "outlook"};
    struct observation expected[] = {
        {.period = {FREQUENCY_MONTHLY, 2016 * 12 + 6}, .value = {-183, 1}},
        {.period = {FREQUENCY_MONTHLY, 2016 * 12 + 7}, .value = {-125, 1}}};
    struct series outlook = {"outlook", FREQUENCY_MONTHLY, expected, 2};
    f->indicator.basis = BASIS_YEAR_ON_YEAR;
    f->indicator.outlook = &other;
    f->indicator.ahead = 3;
    f->input.outlook = &outlook;
    for (int i = 2; i <= 7; i++)
        add(f, 2016 * 12 + i, -256 + i * 12, 1);
    struct scene scene = compose(f, "outlook");
    const struct scene_item *mark = charting_find(&scene, SCENE_ROLE_OUTLOOK, SCENE_AREA, 1);
    const struct scene_item *line = charting_find(&scene, SCENE_ROLE_OUTLOOK, SCENE_LINE, 0);
    assert_non_null(mark); /* the first is in the key */
    assert_non_null(line);
    assert_null(charting_find(&scene, SCENE_ROLE_OUTLOOK, SCENE_AREA, 2));
    assert_true(mark->style.fill == PALETTE_PAPER);
    /* over September to November: three of nine months */
    const struct scene_item *curve = charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, 0);
    assert_true(fabs(line->box.x - curve->box.x - curve->box.w) < 0.01);
    assert_true(fabs(line->box.w / curve->box.w - 91.0 / 184) < 0.01);
    assert_non_null(charting_text(&scene, "▲12.5"));
    assert_true(charting_has(&scene, "2016年8月　▲17.2ポイント"));
    assert_true(charting_has(&scene, "先行き見通し（実績ではない）"));
    assert_says(f, "先行き見通しは2016年9月～2016年11月▲12.5ポイント");
    assert_says(f, "の6件");
    scene_free(&scene);
    /* an outlook for its own period */
    f->indicator.ahead = 0;
    expected[1].period.n += 2;
    scene = compose(f, "outlook-own");
    assert_non_null(charting_text(&scene, "▲12.5"));
    assert_says(f, "先行き見通しは2016年10月▲12.5ポイント");
    scene_free(&scene);
    /* known by now */
    expected[1].period.n -= 2;
    scene = compose(f, "outlook-past");
    assert_null(charting_find(&scene, SCENE_ROLE_OUTLOOK, SCENE_AREA, 0));
    assert_false(charting_has(&scene, "先行き"));
    finish(f, &scene);
}

/* Of the newest period only, and only of a balance or a share. */
static void test_answers(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, "試験データ：業況DI", "ポイント");
    struct indicator who = {.id = "who", .unit = "社", .unit_label = {"社", "firms"}};
    struct observation answers[] = {
        {.period = {FREQUENCY_MONTHLY, 2016 * 12 + 7}, .value = {104, 0}}};
    struct series respondents = {"who", FREQUENCY_MONTHLY, answers, 1};
    f->indicator.basis = BASIS_YEAR_ON_YEAR;
    f->indicator.respondents = &who;
    f->input.respondents = &respondents;
    add(f, 2016 * 12 + 6, -231, 1);
    add(f, 2016 * 12 + 7, -154, 1);
    struct scene scene = compose(f, "answers");
    assert_true(charting_has(&scene, "回答104社・誤差の目安±13ポイント"));
    assert_says(f, "回答104社・誤差の目安±13ポイント");
    f->settings.site.language = LANGUAGE_EN;
    assert_says(f, "Answers: 104 firms, margin about ±13 points");
    scene_free(&scene);
    answers[0].period.n--;
    scene = compose(f, "answers-none");
    assert_false(charting_has(&scene, "回答"));
    answers[0].period.n++;
    f->indicator.basis = BASIS_LEVEL;
    scene_free(&scene);
    scene = compose(f, "answers-level");
    assert_false(charting_has(&scene, "回答"));
    finish(f, &scene);
}

/* --- the ten difficult cases --- */

static void test_difficult_counts(void **state)
{
    (void)state;
    /* no observation yet */
    struct fixture *f = start(FREQUENCY_MONTHLY, "試験データ：まだ値がない", "人");
    set_path(f, 2023 * 12, (struct decimal){10, 0}, 2027 * 12, (struct decimal){20, 0});
    struct scene scene = compose(f, "case-01-none");
    assert_true(charting_has(&scene, "まだ実績値がありません"));
    finish(f, &scene);

    /* one observation */
    f = start(FREQUENCY_MONTHLY, "試験データ：値が一つ", "人");
    add(f, 2024 * 12, 1234, 0);
    scene = compose(f, "case-02-one");
    assert_int_equal(COUNT(&scene, CURVE, DOT), 1);
    assert_non_null(charting_text(&scene, "1,234"));
    finish(f, &scene);

    /* all equal */
    f = start(FREQUENCY_MONTHLY, "試験データ：すべて同じ値", "％");
    for (int i = 0; i < 18; i++)
        add(f, 2022 * 12 + i, 525, 1);
    scene = compose(f, "case-03-equal");
    assert_int_equal(COUNT(&scene, CURVE, LINE), 1);
    finish(f, &scene);

    /* six months */
    f = start(FREQUENCY_MONTHLY, "試験データ：六か月", "人");
    for (int i = 0; i < 6; i++)
        add(f, 2023 * 12 + i, 400 + 70 * (i % 4), 0);
    scene = compose(f, "case-07-six-months");
    assert_int_equal(COUNT(&scene, VALUE, TEXT), 6);
    finish(f, &scene);

    /* two years */
    f = start(FREQUENCY_FISCAL_YEAR, "試験データ：二年", "人");
    add(f, 2021, 73119, 0);
    add(f, 2022, 97735, 0);
    set_path(f, 2021, (struct decimal){73119, 0}, 2026, (struct decimal){138000, 0});
    add_programs(f, 3);
    scene = compose(f, "case-08-two-years");
    assert_int_equal(COUNT(&scene, BAR, RECT), 2);
    assert_non_null(FIND(&scene, PATH, LINE));
    finish(f, &scene);
}

static void test_difficult_sizes(void **state)
{
    (void)state;
    /* 1e-9 and 1e12 */
    struct fixture *f = start(FREQUENCY_MONTHLY, "試験データ：十億分の一", "g");
    for (int i = 0; i < 15; i++)
        add(f, 2022 * 12 + i, 1 + i % 4, 9);
    set_path(f, 2022 * 12, (struct decimal){1, 9}, 2024 * 12, (struct decimal){6, 9});
    struct scene scene = compose(f, "case-04-tiny");
    assert_non_null(charting_text(&scene, "0.000000003"));
    finish(f, &scene);

    f = start(FREQUENCY_FISCAL_YEAR, "試験データ：一兆", "円");
    for (int i = 0; i < 12; i++)
        add(f, 2010 + i, INT64_C(1000000000000) + INT64_C(30000000000) * (i % 5), 0);
    set_path(f, 2010, (struct decimal){INT64_C(1000000000000), 0}, 2026,
             (struct decimal){INT64_C(1200000000000), 0});
    scene = compose(f, "case-04-huge");
    assert_int_equal(COUNT(&scene, BAR, RECT), 12);
    finish(f, &scene);

    /* a title of sixty letters */
    f = start(FREQUENCY_MONTHLY, SIXTY, "ポイント");
    f->indicator.basis = BASIS_YEAR_ON_YEAR;
    for (int i = 0; i < 48; i++)
        add(f, 2020 * 12 + i, -200 + i * 53 % 170, 1);
    set_path(f, 2020 * 12, (struct decimal){-200, 1}, 2026 * 12, (struct decimal){0, 1});
    scene = compose(f, "case-05-title");
    assert_true(FIND(&scene, TITLE, TEXT)->box.h > 40);
    finish(f, &scene);

    /* thirty programs */
    f = start(FREQUENCY_FISCAL_YEAR, "試験データ：三十の事業", "人");
    for (int i = 0; i < 20; i++)
        add(f, 2004 + i, 9000 + i * 7919 % 4000, 0);
    add_programs(f, 30);
    scene = compose(f, "case-06-programs");
    assert_int_equal(COUNT(&scene, STRIP_NAME, TEXT), 9);
    finish(f, &scene);
}

static void test_difficult_signs(void **state)
{
    (void)state;
    /* negative only */
    struct fixture *f = start(FREQUENCY_CALENDAR_YEAR, "試験データ：負の値のみ", "人");
    for (int i = 0; i < 14; i++)
        add(f, 2010 + i, -300 - i * 61 % 190, 0);
    set_path(f, 2010, (struct decimal){-300, 0}, 2026, (struct decimal){-100, 0});
    struct scene scene = compose(f, "case-09-negative");
    assert_int_equal(COUNT(&scene, BAR, RECT), 14);
    assert_int_equal(COUNT(&scene, ZERO, LINE), 1);
    finish(f, &scene);

    /* crossing zero */
    f = start(FREQUENCY_QUARTERLY, "試験データ：ゼロをまたぐ", "ポイント");
    f->indicator.basis = BASIS_YEAR_ON_YEAR;
    for (int i = 0; i < 40; i++)
        add(f, 2014 * 4 + i, -180 + i * 67 % 390, 1);
    set_path(f, 2018 * 4, (struct decimal){-180, 1}, 2025 * 4, (struct decimal){100, 1});
    scene = compose(f, "case-10-crossing");
    assert_int_equal(COUNT(&scene, ZERO, LINE), 1);
    assert_true(COUNT(&scene, AREA, AREA) == 2);
    finish(f, &scene);
}

/* Paths of every slope and length through values of every kind: nothing meets. */
static void test_any_path(void **state)
{
    (void)state;
    for (int frequency = FREQUENCY_MONTHLY; frequency <= FREQUENCY_FISCAL_YEAR; frequency++) {
        for (int i = 0; i < 24; i++) {
            struct fixture *f = start((enum frequency)frequency, "試験データ", "人");
            int32_t first = 2000 * (frequency == FREQUENCY_MONTHLY     ? 12
                                    : frequency == FREQUENCY_QUARTERLY ? 4
                                                                       : 1);
            int values = 1 + i * 7 % 50;
            for (int k = 0; k < values; k++)
                add(f, first + k, (i % 3 == 0 ? -5000 : 5000) + k * 997 % 4000, 0);
            set_path(f, first - 5 + i, (struct decimal){-9000 + i * 777, 0},
                     first + i * 5 - 2 + 2 * (i < 2), (struct decimal){9000 - i * 555, 0});
            if (f->indicator.target.period.n <= f->indicator.baseline.period.n)
                f->indicator.target.period.n = f->indicator.baseline.period.n + 1;
            struct scene scene = compose(f, "any");
            finish(f, &scene);
        }
    }
}

static int open_canvas(void **state)
{
    (void)state;
    struct err err;
    return canvas_new(&canvas, &err);
}

static int close_canvas(void **state)
{
    (void)state;
    canvas_free(canvas);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),           cmocka_unit_test(test_path),
        cmocka_unit_test(test_path_reaches),    cmocka_unit_test(test_months),
        cmocka_unit_test(test_lonely_months),   cmocka_unit_test(test_small_counts),
        cmocka_unit_test(test_far_change),      cmocka_unit_test(test_no_change),
        cmocka_unit_test(test_gross_value),     cmocka_unit_test(test_fixed_later),
        cmocka_unit_test(test_rebase_mean),     cmocka_unit_test(test_no_season),
        cmocka_unit_test(test_broken_path),     cmocka_unit_test(test_terms),
        cmocka_unit_test(test_plain_words),     cmocka_unit_test(test_shares),
        cmocka_unit_test(test_revision),        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_outlook),         cmocka_unit_test(test_difficult_counts),
        cmocka_unit_test(test_difficult_sizes), cmocka_unit_test(test_difficult_signs),
        cmocka_unit_test(test_any_path),
    };
    struct err err;
    if (instant_set_zone("Asia/Tokyo", &err) != 0)
        return 1;
    return cmocka_run_group_tests_name("course", tests, open_canvas, close_canvas);
}
