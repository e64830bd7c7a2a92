/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests of graphs/chart: the composed picture as data (nothing over another, nothing outside,
 * bars on their periods, the strip aligned with the plot), the file, the words. All figures
 * here are test data.
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
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/civil.h"
#include "core/file.h"
#include "core/instant.h"
#include "core/mem.h"
#include "graphs/canvas.h"
#include "graphs/palette.h"
#include "graphs/scene.h"
#include "tests/unit/charting.h"
#include "tests/unit/contrast.h"

#define NOW INT64_C(1711929600) /* 2024-04-01 */
#define MOST 1200
#define LONG_TITLE                                                                                                                      \
    "試験都市とその近郊における中小企業の景況と雇用と設備投資に関する早期観測調査のうち全産" \
    "業の指数の推移を示す六十字の長い題名です"

/* One indicator with its series and programs, as a test wants them. */
struct fixture {
    struct settings settings;
    struct indicator indicator;
    struct indicator other;
    struct indicator *moved[1];
    struct program programs[30];
    struct program_year years[30];
    struct observation observations[MOST];
    struct series series;
    struct observation others[MOST];
    struct series compare;
    struct event events[16];
    struct chart_input input;
};

static struct canvas *canvas;

static void assert_near(double a, double b)
{
    if (fabs(a - b) > 0.01)
        fail_msg("%.3f is not %.3f", a, b);
}

static struct fixture *start(enum frequency frequency, enum language language)
{
    struct fixture *f = mem_calloc(1, sizeof *f);
    f->indicator = (struct indicator){.id = "test",
                                      .title = {"試験用の指標", "Test indicator"},
                                      .unit = "人",
                                      .unit_label = {"人", "persons"},
                                      .frequency = frequency};
    f->other = f->indicator;
    f->other.id = "other";
    f->other.title = (struct label){"比較の系列", "Other series"};
    f->moved[0] = &f->indicator;
    f->settings.site.language = language;
    f->settings.programs = f->programs;
    f->series = (struct series){"test", frequency, f->observations, 0};
    f->compare = (struct series){"other", frequency, f->others, 0};
    f->input = (struct chart_input){.settings = &f->settings,
                                    .indicator = &f->indicator,
                                    .series = &f->series,
                                    .now = NOW};
    return f;
}

static void add_value(struct fixture *f, int32_t n, int64_t units, int places)
{
    assert_true(f->series.count < MOST);
    f->observations[f->series.count++] =
        (struct observation){.period = {f->indicator.frequency, n}, .value = {units, places}};
}

static struct program *add_program(struct fixture *f, const char *title, int64_t budget)
{
    size_t i = f->settings.program_count++;
    assert_true(i < 30);
    f->years[i] = (struct program_year){.fiscal_year = 2024,
                                        .title = {title, NULL},
                                        .pledge = i % 2 == 0,
                                        .is_new = i % 3 == 0,
                                        .budget = {budget > 0, budget}};
    f->programs[i] = (struct program){
        .id = "p", .years = &f->years[i], .year_count = 1, .moves = f->moved, .move_count = 1};
    return &f->programs[i];
}

static struct scene compose(struct fixture *f)
{
    struct scene scene;
    scene_init(&scene, canvas_measure(canvas));
    chart_compose(&f->input, FORM_STANDARD, &scene);
    return scene;
}

static void assert_apart(const struct scene *scene)
{
    for (size_t i = 0; i < scene->count; i++) {
        for (size_t k = i + 1; k < scene->count; k++) {
            const struct scene_item *a = &scene->items[i];
            const struct scene_item *b = &scene->items[k];
            if (a->kind == SCENE_TEXT && b->kind == SCENE_TEXT &&
                scene_overlap(a->box, b->box, -0.5))
                fail_msg("\"%s\" stands over \"%s\"", a->text.text, b->text.text);
            bool value = b->kind == SCENE_TEXT && b->role == SCENE_ROLE_VALUE;
            if (value && a->role == SCENE_ROLE_BAR && scene_overlap(a->box, b->box, 0) &&
                !charting_is_within(b->box, a->box))
                fail_msg("\"%s\" stands over the edge of a bar", b->text.text);
        }
    }
}

/* What lies under a text, over all that is painted there before it. A rim of paper is what a
 * text with one stands on. */
static struct contrast_rgb ground_of(const struct scene *scene, size_t text,
                                     enum palette_theme theme)
{
    const struct scene_box *box = &scene->items[text].box;
    struct contrast_rgb ground = contrast_colour(theme, PALETTE_PAPER);
    for (size_t i = 0; i < text && !scene->items[text].text.halo; i++) {
        const struct scene_item *item = &scene->items[i];
        bool covers = item->kind == SCENE_RECT && item->style.pattern == SCENE_PLAIN &&
                      item->style.fill != PALETTE_NONE && scene_overlap(item->box, *box, -1);
        if (covers)
            ground = contrast_lay(palette_rgba(theme, item->style.fill), ground);
    }
    return ground;
}

static void assert_readable(const struct scene *scene)
{
    for (size_t i = 0; i < scene->count * PALETTE_THEMES; i++) {
        enum palette_theme theme = (enum palette_theme)(i % PALETTE_THEMES);
        const struct scene_item *item = &scene->items[i / PALETTE_THEMES];
        assert_true(item->style.fill < PALETTE_COUNT && item->style.stroke < PALETTE_COUNT &&
                    item->text.colour < PALETTE_COUNT);
        if (item->kind != SCENE_TEXT)
            continue;
        double ratio = contrast_ratio(contrast_colour(theme, item->text.colour),
                                      ground_of(scene, i / PALETTE_THEMES, theme));
        if (ratio < 4.5)
            fail_msg("\"%s\" in theme %d: contrast %.2f", item->text.text, (int)theme, ratio);
    }
}

static void finish(struct fixture *f, struct scene *scene)
{
    assert_readable(scene);
    assert_near(scene->width, CHART_WIDTH);
    assert_apart(scene);
    charting_assert_inside(scene);
    scene_free(scene);
    mem_free(f);
}

static double middle(const struct scene_item *item)
{
    assert_non_null(item);
    return item->box.x + item->box.w / 2;
}

/* Years with gaps, as a zoo's visitors: 1967-2021. */
static void fill_years(struct fixture *f)
{
    for (int32_t year = 1967; year <= 2021; year++) {
        if (year % 11 != 4)
            add_value(f, year, 300000 + (year * 7919 % 97) * 27000, 0);
    }
    f->observations[f->series.count - 1].status = OBSERVATION_PRELIMINARY;
}

static void fill_months(struct fixture *f, int32_t first, int months)
{
    for (int i = 0; i < months; i++)
        add_value(f, first + i, -256 + i * 37 % 120, 1);
}

static void test_long_annual(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    fill_years(f);
    f->events[0] =
        (struct event){.period = {FREQUENCY_FISCAL_YEAR, 2008}, .text = "料金改定（試験）"};
    f->events[1] = (struct event){.period = {FREQUENCY_FISCAL_YEAR, 2009},
                                  .text = "調査方法の変更（試験）"};
    f->indicator.events = f->events;
    f->indicator.event_count = 2;
    add_program(f, "試験の事業", 1234);
    struct scene scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_BAR, SCENE_RECT), f->series.count);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_EVENT, SCENE_LINE), 2);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_EVENT, SCENE_TEXT), 2);
    assert_true(charting_count(&scene, SCENE_ROLE_VALUE, SCENE_TEXT) >= 10);
    assert_non_null(charting_text(&scene, "速報値"));
    /* the bar of 2020 is the last but one, over its label */
    const struct scene_item *bar =
        charting_find(&scene, SCENE_ROLE_BAR, SCENE_RECT, f->series.count - 2);
    assert_near(middle(bar), middle(charting_text(&scene, "2020")));
    finish(f, &scene);
}

/* The newest value is written, whatever stands beside it. */
static void test_newest_is_written(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_CALENDAR_YEAR, LANGUAGE_JA);
    for (int32_t year = 1960; year < 2020; year++)
        add_value(f, year, 4000000 - (year - 1960) * 50, 0);
    struct scene scene = compose(f);
    assert_non_null(charting_text(&scene, "3,997,050"));
    assert_non_null(charting_text(&scene, "4,000,000"));
    finish(f, &scene);
}

/* Also where the bar before is as high, an event's line stands beside it, and later years
 * whose figures this edition does not have are on the axis. */
static void test_newest_is_written_beside_an_event(void **state)
{
    (void)state;
    for (int after = 0; after <= 40; after++) {
        struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
        for (int32_t year = 1967; year < 2006; year++)
            add_value(f, year, 400000 + (year - 1967) * 10000, 0);
        add_value(f, 2006, 3040650, 0);
        add_value(f, 2007, 3072353, 0);
        for (int i = 0; i < after; i++) {
            add_value(f, 2008 + i, 0, 0);
            f->observations[f->series.count - 1].status = OBSERVATION_MISSING;
        }
        f->events[0] = (struct event){.period = {FREQUENCY_FISCAL_YEAR, 2008},
                                      .text = "料金改定（試験）"};
        f->indicator.events = f->events;
        f->indicator.event_count = 1;
        struct scene scene = compose(f);
        if (charting_text(&scene, "3,072,353") == NULL)
            fail_msg("with %d years after it the newest value is missing", after);
        finish(f, &scene);
    }
}

static void test_strip_is_aligned(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    add_value(f, 2021, 73119, 0);
    add_value(f, 2022, 97735, 0);
    f->indicator.target = (struct mark){.set = true, .value = {138000, 0}};
    struct program *known = add_program(f, "始まりの分かる事業", 46766);
    known->has_start = true;
    known->start = period_start((struct period){FREQUENCY_FISCAL_YEAR, 2022});
    add_program(f, "始まりの分からない事業", 43590);
    struct scene scene = compose(f);
    const struct scene_item *bar = charting_find(&scene, SCENE_ROLE_STRIP_BAR, SCENE_RECT, 0);
    const struct scene_item *year =
        charting_find(&scene, SCENE_ROLE_STRIP_YEAR, SCENE_RECT, 0);
    const struct scene_item *grid = charting_find(&scene, SCENE_ROLE_GRID, SCENE_LINE, 0);
    assert_non_null(bar);
    assert_non_null(grid);
    assert_near(middle(year), middle(charting_text(&scene, "2024年度")));
    assert_near(year->box.x + year->box.w, grid->box.x + grid->box.w);
    assert_near(bar->box.x + bar->box.w, grid->box.x + grid->box.w);
    /* a quarter of the four years is left of fiscal 2022 */
    assert_near(bar->box.x, grid->box.x + grid->box.w * 365 / 1461);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_STRIP_TAIL, SCENE_RECT), 1);
    assert_true(charting_has(&scene, "開始年度不明"));
    assert_true(charting_has(&scene, "2022年4月開始"));
    assert_non_null(charting_text(&scene, "目標値 138,000人"));
    for (size_t i = 0; i < 2; i++)
        assert_near(middle(charting_find(&scene, SCENE_ROLE_BAR, SCENE_RECT, i)),
                    middle(charting_text(&scene, i == 0 ? "2021年度" : "2022年度")));
    finish(f, &scene);
}

/* Money of years before the start and behind the end stands beside the bar, and is called so;
 * no hatching but that of the time in which it is too early to judge. */
static void test_money_beside(void **state)
{
    (void)state;
    static struct program_year years[4];
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    for (int i = 0; i < 6; i++)
        add_value(f, 2018 + i, 9000 + 100 * i, 0);
    for (int i = 0; i < 4; i++)
        years[i] = (struct program_year){
            .fiscal_year = 2019 + i, .title = {"施設", NULL}, .budget = {true, 100 + i}};
    struct program *program = add_program(f, "施設", 1);
    program->years = years;
    program->year_count = 4;
    program->kind = PROGRAM_LOAN;
    program->has_start = program->has_end = true;
    program->start = period_start((struct period){FREQUENCY_FISCAL_YEAR, 2020});
    program->end = period_start((struct period){FREQUENCY_FISCAL_YEAR, 2022});
    struct scene scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_STRIP_YEAR, SCENE_RECT), 4);
    for (size_t i = 0; i < 4; i++) {
        const struct scene_item *year =
            charting_find(&scene, SCENE_ROLE_STRIP_YEAR, SCENE_RECT, i);
        assert_int_equal(year->style.pattern, SCENE_PLAIN);
        assert_true((year->style.fill == PALETTE_PAPER) == (i == 0 || i == 3));
        assert_near(middle(year),
                    middle(charting_find(&scene, SCENE_ROLE_BAR, SCENE_RECT, i + 1)));
    }
    assert_non_null(charting_text(&scene, "100"));
    assert_non_null(charting_text(&scene, "103"));
    assert_non_null(charting_text(&scene, "開始前・終了後の年度の額"));
    scene_free(&scene);
    program->has_end = false;
    scene = compose(f);
    assert_non_null(charting_text(&scene, "開始前の年度の額"));
    finish(f, &scene);
}

static void test_six_months(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, LANGUAGE_JA);
    f->indicator.basis = BASIS_YEAR_ON_YEAR;
    f->indicator.decimals = 1;
    f->indicator.unit = "ポイント";
    f->indicator.compare = &f->other;
    fill_months(f, 2016 * 12 + 2, 6);
    for (int i = 0; i < 120; i++)
        f->others[f->compare.count++] = (struct observation){
            .period = {FREQUENCY_MONTHLY, 2016 * 12 + i}, .value = {-200 + i, 1}};
    f->input.compare = &f->compare;
    add_program(f, "試験の融資", 6650876)->kind = PROGRAM_LOAN;
    struct scene scene = compose(f);
    /* the series is not squeezed: it is enlarged in a panel that says so */
    assert_non_null(charting_text(&scene, "拡大：2016年3月～2016年8月"));
    assert_true(charting_has(&scene, "全体：2016年3月～2025年12月"));
    const struct scene_item *band = charting_find(&scene, SCENE_ROLE_PANEL, SCENE_RECT, 0);
    const struct scene_item *curve = charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, 0);
    const struct scene_item *again = charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, 1);
    assert_true(curve != NULL && again != NULL && band != NULL);
    assert_true(curve->box.w > 400);
    assert_true(fabs(again->box.x - band->box.x) < 1 && fabs(again->box.w - band->box.w) < 2);
    assert_non_null(charting_text(&scene, "3月"));
    assert_non_null(charting_text(&scene, "8月"));
    assert_int_equal(charting_count(&scene, SCENE_ROLE_VALUE, SCENE_TEXT), 6);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_ZERO, SCENE_LINE), 2);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_AREA, SCENE_AREA), 1);
    assert_non_null(charting_text(&scene, "0を下回る部分"));
    /* the comparison is drawn to its end, and its newest value written */
    const struct scene_item *other = charting_find(&scene, SCENE_ROLE_COMPARE, SCENE_LINE, 1);
    assert_non_null(other);
    assert_near(other->box.x + other->box.w, CHART_WIDTH - 56);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_COMPARE, SCENE_TEXT), 1);
    assert_non_null(charting_text(&scene, "▲8.1"));
    assert_true(charting_has(&scene, "原資預託を含む"));
    finish(f, &scene);
}

/* A month without a figure: two lines, none across. Who does not publish says so with a sign;
 * what nobody knows is blank. */
static void test_gaps(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, LANGUAGE_JA);
    fill_months(f, 2020 * 12, 10);
    f->observations[4].status = OBSERVATION_MISSING;
    f->observations[4].cell = "X";
    struct scene scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_CURVE, SCENE_LINE), 2);
    const struct scene_item *left = charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, 0);
    const struct scene_item *right = charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, 1);
    assert_true(left != NULL && right != NULL);
    assert_true(left->box.x + left->box.w + 50 < right->box.x);
    assert_near(middle(charting_find(&scene, SCENE_ROLE_MISSING, SCENE_TEXT, 0)),
                middle(charting_text(&scene, "5月")));
    assert_non_null(charting_text(&scene, "注：「X」は公表資料に数値のない期間"));
    finish(f, &scene);

    f = start(FREQUENCY_MONTHLY, LANGUAGE_JA);
    fill_months(f, 2020 * 12, 10);
    f->observations[4].status = OBSERVATION_MISSING;
    f->observations[4].cell = "この期間は調査を行っていない";
    memmove(&f->observations[6], &f->observations[7], 3 * sizeof *f->observations);
    f->series.count = 9;
    scene = compose(f);
    assert_non_null(charting_text(
        &scene, "注：空白は公表値を確認できていない期間。「―」は公表資料に数値のない期間。"
                "値が少ないため管理限界（XmR）は示していない"));
    finish(f, &scene);

    /* no room for signs */
    f = start(FREQUENCY_MONTHLY, LANGUAGE_JA);
    fill_months(f, 2010 * 12, 160);
    f->observations[4].status = OBSERVATION_MISSING;
    scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_MISSING, SCENE_TEXT), 0);
    assert_non_null(charting_text(&scene, "注：公表資料に数値のない期間も空白"));
    finish(f, &scene);
}

/* Two years do not fill the width; the room beside them is no year and needs no note. Nor has
 * the axis that goes on to a budget: the newest period is named, and no other lacks its
 * figure. A year between two others does. */
static void test_padding_is_no_period(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    add_value(f, 2019, 1378192, 0);
    add_value(f, 2020, 524534, 0);
    struct scene scene = compose(f);
    assert_null(charting_text(&scene, "2018年度"));
    assert_null(charting_text(&scene, "2021年度"));
    assert_false(charting_has(&scene, "空白"));
    finish(f, &scene);
    f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    add_value(f, 2022, 1378192, 0);
    add_program(f, "試験の事業", 5);
    scene = compose(f);
    assert_non_null(charting_text(&scene, "2024年度"));
    assert_false(charting_has(&scene, "空白"));
    finish(f, &scene);
    f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    add_value(f, 2020, 1378192, 0);
    add_value(f, 2022, 1378192, 0);
    scene = compose(f);
    assert_true(charting_has(&scene, "空白は公表値を確認できていない"));
    finish(f, &scene);
}

/* Drawn after the bars, on a white rim that is thin: the bars are not cut in two. */
static void test_comparison_over_bars(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    f->indicator.compare = &f->other;
    for (int32_t year = 2012; year < 2024; year++) {
        if (year > 2013)
            add_value(f, year, 140000 - year % 3 * 1000, 0);
        f->others[f->compare.count++] =
            (struct observation){.period = {FREQUENCY_FISCAL_YEAR, year}, .value = {90000, 0}};
    }
    f->input.compare = &f->compare;
    struct scene scene = compose(f);
    const struct scene_item *line = charting_find(&scene, SCENE_ROLE_COMPARE, SCENE_LINE, 0);
    const struct scene_item *bar = charting_find(&scene, SCENE_ROLE_BAR, SCENE_RECT, 9);
    assert_true(line != NULL && bar != NULL && line > bar);
    assert_true(line[-1].kind == SCENE_LINE && line[-1].style.stroke == PALETTE_PAPER &&
                line[-1].style.width > line->style.width &&
                line[-1].style.width < 2 * line->style.width);
    assert_true(charting_has(&scene, "「比較の系列」は平成26年度以降を表示"));
    finish(f, &scene);
}

/* Where the axis does not begin at zero, the chart says so. */
static void test_cut_axis(void **state)
{
    (void)state;
    const struct {
        int64_t first, step;
        bool cut;
    } cases[] = {{1000001, 1, true}, {5, 0, false}, {10, 30, false}, {-5, 2, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture *f = start(FREQUENCY_MONTHLY, LANGUAGE_JA);
        for (int k = 0; k < 5; k++)
            add_value(f, 2024 * 12 + k, cases[i].first + k * cases[i].step, 0);
        struct scene scene = compose(f);
        assert_true(charting_has(&scene, "縦軸は0から始まっていません") == cases[i].cut);
        /* no tenths of a person */
        for (size_t k = 0; k < charting_count(&scene, SCENE_ROLE_VALUE_TICK, SCENE_TEXT); k++)
            assert_null(strchr(
                charting_find(&scene, SCENE_ROLE_VALUE_TICK, SCENE_TEXT, k)->text.text, '.'));
        finish(f, &scene);
    }
}

/* The line of an event crosses no value, no unit and no words of another event. */
static void test_event_lines_cross_nothing(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    f->indicator.unit_label.text = "人／平日10時から19時まで・12地点の合計（1日当たり）";
    for (int32_t year = 1980; year < 2022; year++)
        add_value(f, year, 3072353 - (year > 1990 ? (year - 1990) * 50000 : 0), 0);
    for (int i = 0; i < 4; i++)
        f->events[i] = (struct event){
            .period = {FREQUENCY_FISCAL_YEAR, i < 2 ? 1982 + 4 * i : 2014 + 2 * i},
            .text = "早い時期と遅い時期の出来事についての言葉"};
    f->indicator.events = f->events;
    f->indicator.event_count = 4;
    struct scene scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_EVENT, SCENE_TEXT), 4);
    for (size_t i = 0; i < 4; i++) {
        const struct scene_item *line = charting_find(&scene, SCENE_ROLE_EVENT, SCENE_LINE, i);
        assert_non_null(line);
        for (size_t k = 0; k < scene.count; k++) {
            const struct scene_item *text = &scene.items[k];
            bool words = text->kind == SCENE_TEXT && text->role != SCENE_ROLE_TIME_TICK;
            if (words && scene_overlap(text->box, line->box, -0.5))
                fail_msg("a line crosses \"%s\"", text->text.text);
        }
    }
    finish(f, &scene);
}

/* The only bars among many years have their years, and their values in their middle. */
static void test_few_bars_are_named(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_CALENDAR_YEAR, LANGUAGE_JA);
    add_value(f, 1979, 360185, 0);
    add_value(f, 2017, 102585, 0);
    struct scene scene = compose(f);
    const char *const years[] = {"1979", "2017"};
    const char *const values[] = {"360,185", "102,585"};
    for (size_t i = 0; i < 2; i++) {
        double bar = middle(charting_find(&scene, SCENE_ROLE_BAR, SCENE_RECT, i));
        assert_near(bar, middle(charting_text(&scene, years[i])));
        assert_true(fabs(bar - middle(charting_text(&scene, values[i]))) < 7);
    }
    finish(f, &scene);
}

/* Nothing is known of a program after the years that the catalogue has it in. */
static void test_open_end(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, LANGUAGE_JA);
    for (int i = 0; i < 36; i++)
        add_value(f, 2024 * 12 + i, 10 + i, 0);
    add_program(f, "試験の事業", 5);
    struct scene scene = compose(f);
    const struct scene_item *bar = charting_find(&scene, SCENE_ROLE_STRIP_BAR, SCENE_RECT, 0);
    const struct scene_item *tail =
        charting_find(&scene, SCENE_ROLE_STRIP_TAIL, SCENE_RECT, 1);
    assert_true(bar != NULL && tail != NULL);
    assert_near(bar->box.x + bar->box.w, tail->box.x);
    assert_true(tail->box.w < 60 && tail->style.pattern == SCENE_FADING_OUT);
    assert_non_null(charting_text(&scene, "以後は不明"));
    assert_false(charting_has(&scene, "実施"));
    finish(f, &scene);
}

static void test_no_values(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    f->indicator.year_label = YEAR_LABEL_ENDS;
    for (int i = 0; i < 4; i++)
        add_program(f, "試験の事業", 500 + i);
    struct scene scene = compose(f);
    assert_non_null(charting_text(&scene, "まだ実績値がありません（公表値未確認）"));
    assert_int_equal(charting_count(&scene, SCENE_ROLE_STRIP_NAME, SCENE_TEXT), 4);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_BAR, SCENE_RECT), 0);
    assert_non_null(charting_text(&scene, "2025年3月卒"));
    finish(f, &scene);

    f = start(FREQUENCY_MONTHLY, LANGUAGE_EN);
    scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_STRIP_HEAD, SCENE_TEXT), 0);
    finish(f, &scene);
}

static void test_thirty_programs(void **state)
{
    (void)state;
    for (int language = LANGUAGE_JA; language <= LANGUAGE_EN; language++) {
        struct fixture *f = start(FREQUENCY_FISCAL_YEAR, (enum language)language);
        f->indicator.title = (struct label){LONG_TITLE, LONG_TITLE};
        fill_years(f);
        for (int i = 0; i < 30; i++)
            add_program(f, i % 2 ? LONG_TITLE : "試験の事業", 1000)->kind =
                i == 5 ? PROGRAM_LOAN : PROGRAM_SERVICE;
        struct scene scene = compose(f);
        assert_int_equal(charting_count(&scene, SCENE_ROLE_STRIP_NAME, SCENE_TEXT), 9);
        /* seven of its own, one loan, 22 in the sum */
        assert_true(charting_has(&scene, language == LANGUAGE_JA ? "ほか 22事業" : "22 more"));
        assert_true(charting_has(&scene, "22,000"));
        finish(f, &scene);
    }
}

/* Values that a chart seldom meets, in every frequency. */
static void test_odd_values(void **state)
{
    (void)state;
    const struct {
        int64_t units;
        int places;
        int64_t step;
    } cases[] = {
        {1, 9, 0},   {1, 9, 1},         {INT64_C(1000000000000), 0, INT64_C(30000000000)},
        {500, 0, 0}, {0, 0, 0},         {-154, 1, 0},
        {-5, 0, 3},  {INT64_MAX, 0, 0}, {INT64_MIN + 1, 0, 0}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        for (int frequency = FREQUENCY_DAILY; frequency <= FREQUENCY_FISCAL_YEAR;
             frequency++) {
            for (int values = 1; values < 30; values += 9) {
                struct fixture *f = start((enum frequency)frequency, LANGUAGE_JA);
                f->indicator.decimals = cases[c].places;
                for (int i = 0; i < values; i++)
                    add_value(f, 2100 + i, cases[c].units + i * cases[c].step,
                              cases[c].places);
                struct scene scene = compose(f);
                assert_true(charting_count(&scene, SCENE_ROLE_VALUE_TICK, SCENE_TEXT) >= 2);
                finish(f, &scene);
            }
        }
    }
}

static void test_many_events(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, LANGUAGE_JA);
    fill_months(f, 2014 * 12, 120);
    for (int i = 0; i < 4; i++)
        f->events[i] = (struct event){.period = {FREQUENCY_MONTHLY, 2014 * 12 + 110 + i},
                                      .text = "大きな出来事についての長い言葉の試験"};
    f->indicator.rebases = f->events;
    f->indicator.rebase_count = 4;
    struct scene scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_EVENT, SCENE_TEXT), 4);
    finish(f, &scene);
}

static void test_public_edition(void **state)
{
    (void)state;
    for (int audience = AUDIENCE_INTERNAL; audience <= AUDIENCE_PUBLIC; audience++) {
        struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
        f->settings.site.audience = (enum audience)audience;
        fill_years(f);
        add_program(f, "試験の事業", 1000);
        struct scene scene = compose(f);
        bool pledge = charting_text(&scene, "公約") != NULL;
        assert_true(pledge == (audience == AUDIENCE_INTERNAL));
        finish(f, &scene);
    }
}

/* --- other sizes --- */

static struct scene compose_as(struct fixture *f, enum form_size size)
{
    struct scene scene;
    scene_init(&scene, canvas_measure(canvas));
    chart_compose(&f->input, size, &scene);
    assert_apart(&scene);
    charting_assert_inside(&scene);
    assert_readable(&scene);
    return scene;
}

static struct fixture *make_case(int number, enum language language)
{
    struct fixture *f =
        start(number % 2 ? FREQUENCY_MONTHLY : FREQUENCY_FISCAL_YEAR, language);
    switch (number) {
    case 0:
        fill_years(f);
        break;
    case 1:
        fill_months(f, 2016 * 12 + 2, 6);
        break;
    case 2:
        add_value(f, 2021, 1, 0);
        f->observations[0].status = OBSERVATION_ESTIMATE;
        break;
    case 3:
        fill_months(f, 1985 * 12, 480);
        f->indicator.title = (struct label){LONG_TITLE, LONG_TITLE};
        break;
    case 4:
        add_value(f, 2020, 1000000000000, 0);
        add_value(f, 2021, 1000000000000, 0);
        break;
    default:
        break; /* no value */
    }
    for (int i = 0; number != 2 && i < 5 * number + 1; i++)
        add_program(f, i % 2 ? LONG_TITLE : "試験の事業", i * 1000)->kind =
            i % 4 == 3 ? PROGRAM_LOAN : PROGRAM_SERVICE;
    f->indicator.target = (struct mark){.set = true, .value = {138000, 0}};
    return f;
}

/* A slide is 16:9 to the pixel, keeps some of the programs, and sums the rest. */
static void test_wide(void **state)
{
    (void)state;
    for (int number = 0; number < 6; number++) {
        for (int language = LANGUAGE_JA; language <= LANGUAGE_EN; language++) {
            struct fixture *f = make_case(number, (enum language)language);
            struct scene scene = compose_as(f, FORM_WIDE);
            assert_near(scene.width, CHART_WIDE_WIDTH);
            assert_near(scene.height, CHART_WIDE_HEIGHT);
            bool strip = charting_count(&scene, SCENE_ROLE_STRIP_NAME, SCENE_TEXT) > 0;
            assert_true(number == 2 || strip || charting_has(&scene, "関連する主な事業（") ||
                        charting_has(&scene, "Related programs ("));
            scene_free(&scene);
            mem_free(f);
        }
    }
}

/* However much there is to say: the size of a slide, a plot that is the largest part, and what
 * is left out is said to be. */
static void test_wide_with_everything(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, LANGUAGE_JA);
    for (int i = 0; i < 140; i++)
        add_value(f, 2014 * 12 + i, 1000 + i * 37 % 100, 0);
    f->indicator.title.text = LONG_TITLE;
    f->indicator.target = (struct mark){.set = true, .value = {1300, 0}};
    for (int i = 0; i < 8; i++) {
        f->events[i] = (struct event){.period = {FREQUENCY_MONTHLY, 2020 * 12 + i},
                                      .text = "学校の一斉休業と緊急事態宣言"};
    }
    f->indicator.events = f->events;
    f->indicator.event_count = 8;
    for (int i = 0; i < 30; i++)
        add_program(f, "長い名前をもつ試験の事業", 46766 + i);
    struct scene scene = compose_as(f, FORM_WIDE);
    assert_near(scene.width, CHART_WIDE_WIDTH);
    assert_near(scene.height, CHART_WIDE_HEIGHT);
    charting_assert_inside(&scene);
    assert_true(
        charting_has(&scene, "関連する主な事業（金額と期間は標準の大きさの図に示す）"));
    assert_true(charting_has(&scene, "ほか 22事業"));
    assert_true(charting_has(&scene, "前年比の図は標準の大きさの図に示す"));
    assert_true(charting_has(&scene, "語のない縦線は2020年"));
    scene_free(&scene);
    mem_free(f);
}

static void fill_days(struct fixture *f, int32_t first, int days)
{
    for (int i = 0; i < days; i++)
        add_value(f, first + i, 1000 + i * 37 % 100, 0);
}

/* Days that cannot be told apart lie pale under their mean, and the keys say so; of many years
 * it is that of a year. None over a declared break, none of the first days. */
static void test_days(void **state)
{
    (void)state;
    static const int lengths[] = {90, 365, MOST};
    int32_t last = civil_day(2024, 3, 31);
    for (size_t i = 0; i < 3; i++) {
        struct fixture *f = start(FREQUENCY_DAILY, LANGUAGE_JA);
        fill_days(f, last - lengths[i] + 1, lengths[i]);
        struct scene scene = compose(f);
        const struct scene_item *line = charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, 0);
        const struct scene_item *mean = charting_find(&scene, SCENE_ROLE_MEAN, SCENE_LINE, 0);
        assert_int_equal(line->point_count, lengths[i]);
        assert_int_equal(mean != NULL, i > 0);
        if (i == 0) {
            assert_null(charting_text(&scene, "各日の値"));
            finish(f, &scene);
            continue;
        }
        assert_int_equal(mean->point_count, lengths[i] - (i == 1 ? 27 : 364));
        assert_true(line->style.width < mean->style.width &&
                    line->style.stroke == PALETTE_DAYS);
        assert_true(charting_has(&scene, i == 1 ? "28日平均（その日までの28日）"
                                                : "365日平均（その日までの365日）"));
        scene_free(&scene);
        f->events[0] =
            (struct event){.period = {FREQUENCY_DAILY, last - 50}, .text = "方法の変更"};
        f->indicator.rebases = f->events;
        f->indicator.rebase_count = 1;
        scene = compose(f);
        assert_int_equal(charting_count(&scene, SCENE_ROLE_MEAN, SCENE_LINE), i == 1 ? 2 : 1);
        finish(f, &scene);
    }
}

/* Of days without figures the mean says that they are left out; where too many are, and where
 * one is withheld, there is none. */
static void test_days_without_figures(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_DAILY, LANGUAGE_JA);
    fill_days(f, civil_day(2023, 4, 1), 364);
    for (size_t i = 0; i < f->series.count; i += 7)
        f->observations[i].status = OBSERVATION_MISSING;
    struct scene scene = compose(f);
    assert_true(charting_has(&scene, "値のない日を除く"));
    const struct scene_item *mean = charting_find(&scene, SCENE_ROLE_MEAN, SCENE_LINE, 0);
    assert_int_equal(mean->point_count, 364 - 27 - 48);
    scene_free(&scene);
    f->observations[196].masked = true;
    scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_MEAN, SCENE_LINE), 2);
    finish(f, &scene);
}

/* Of many events close to one another each has its words at its own line, on either side, and
 * no line crosses words. */
static void test_cluster_of_events(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, LANGUAGE_JA);
    char words[12][32];
    fill_months(f, 2020 * 12, 60);
    for (int i = 0; i < 12; i++) {
        (void)snprintf(words[i], sizeof words[i], "出来事その%dの名前", i + 1);
        f->events[i] =
            (struct event){.period = {FREQUENCY_MONTHLY, 2021 * 12 + i}, .text = words[i]};
    }
    f->indicator.events = f->events;
    f->indicator.event_count = 12;
    struct scene scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_EVENT, SCENE_TEXT), 12);
    for (size_t i = 0; i < 12; i++) {
        const struct scene_item *line = charting_find(&scene, SCENE_ROLE_EVENT, SCENE_LINE, i);
        const struct scene_item *text = charting_find(&scene, SCENE_ROLE_EVENT, SCENE_TEXT, i);
        double left = fabs(text->text.x - line->points[0].x);
        assert_true(left < 1);
        for (size_t k = 0; k < 12; k++) {
            const struct scene_item *other =
                charting_find(&scene, SCENE_ROLE_EVENT, SCENE_TEXT, k);
            assert_false(scene_overlap(line->box, other->box, -0.6));
        }
    }
    finish(f, &scene);
}

/* One that was over before the first value says nothing of it. */
static void test_ended_program(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    for (int i = 0; i < 6; i++)
        add_value(f, 2019 + i, 1000 + 10 * i, 0);
    struct program *program = add_program(f, "終わった事業", 100);
    program->years->fiscal_year = 2010;
    program->has_start = program->has_end = true;
    program->start = period_start((struct period){FREQUENCY_FISCAL_YEAR, 2010});
    program->end = period_end((struct period){FREQUENCY_FISCAL_YEAR, 2010});
    struct scene scene = compose(f);
    assert_null(charting_text(&scene, "2010年度"));
    assert_null(charting_text(&scene, "2018年度"));
    assert_non_null(charting_text(&scene, "2019年度"));
    /* it has no row, in which nothing could be drawn, but is named with its end */
    assert_null(charting_find(&scene, SCENE_ROLE_STRIP_BAR, SCENE_RECT, 0));
    assert_null(charting_find(&scene, SCENE_ROLE_STRIP_TAIL, SCENE_AREA, 0));
    assert_true(charting_has(&scene, "図の期間より前の事業：終わった事業（平成22年度まで）"));
    finish(f, &scene);
}

/* The axis has what the picture shows: a path that leaves it goes as far as its edge. */
static void test_far_target(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    for (int i = 0; i < 6; i++)
        add_value(f, 2018 + i, 100 + i, 0);
    f->indicator.baseline = (struct mark){.set = true,
                                          .has_period = true,
                                          .period = {FREQUENCY_FISCAL_YEAR, 2020},
                                          .value = {100, 0}};
    f->indicator.target = (struct mark){.set = true,
                                        .has_period = true,
                                        .period = {FREQUENCY_FISCAL_YEAR, 2050},
                                        .value = {1000, 0}};
    struct scene scene = compose(f);
    assert_null(charting_text(&scene, "1,000"));
    assert_null(charting_text(&scene, "500"));
    assert_true(charting_has(&scene, "目標値 1,000人"));
    finish(f, &scene);
}

static void test_thumbnail(void **state)
{
    (void)state;
    for (int number = 0; number < 6; number++) {
        for (int language = LANGUAGE_JA; language <= LANGUAGE_EN; language++) {
            struct fixture *f = make_case(number, (enum language)language);
            struct scene scene = compose_as(f, FORM_THUMBNAIL);
            assert_near(scene.width, 320);
            assert_near(scene.height, 180);
            assert_non_null(charting_find(&scene, SCENE_ROLE_TITLE, SCENE_TEXT, 0));
            assert_int_equal(charting_count(&scene, SCENE_ROLE_VALUE, SCENE_TEXT), number < 5);
            assert_int_equal(charting_count(&scene, SCENE_ROLE_STRIP_NAME, SCENE_TEXT), 0);
            for (size_t i = 0; i < scene.count; i++) /* it is looked at, not read at length */
                assert_true(scene.items[i].kind != SCENE_TEXT ||
                            scene.items[i].text.size >= 11);
            assert_true((number == 0 || number == 2) ==
                        charting_has(&scene, language ? "[" : "〔"));
            scene_free(&scene);
            mem_free(f);
        }
    }
}

/* One value of a line is one dot, not a second one behind it. */
static void test_thumbnail_of_one(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, LANGUAGE_JA);
    add_value(f, 2024 * 12, 104, 0);
    struct scene scene = compose_as(f, FORM_THUMBNAIL);
    const struct scene_item *first = charting_find(&scene, SCENE_ROLE_CURVE, SCENE_DOT, 0);
    for (size_t i = 0; i < charting_count(&scene, SCENE_ROLE_CURVE, SCENE_DOT); i++) {
        const struct scene_item *dot = charting_find(&scene, SCENE_ROLE_CURVE, SCENE_DOT, i);
        assert_near(dot->box.x + dot->box.w / 2, first->box.x + first->box.w / 2);
    }
    scene_free(&scene);
    mem_free(f);
}

/* What is aimed at stands in the empty panel, too. */
static void test_aims_without_values(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, LANGUAGE_JA);
    f->indicator.baseline = (struct mark){true, true, {FREQUENCY_MONTHLY, 2024 * 12}, {50, 0}};
    f->indicator.target = (struct mark){true, true, {FREQUENCY_MONTHLY, 2027 * 12}, {100, 0}};
    struct scene scene = compose(f);
    assert_true(charting_has(&scene, "目標値 100人（2027年1月）"));
    assert_true(charting_has(&scene, "基準値 50人（2024年1月）"));
    finish(f, &scene);
}

/* Where bars leave no room along a target's line its words stand behind the end of it. */
static void test_target_behind_bars(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    for (int i = 0; i < 10; i++)
        add_value(f, 2016 + i, 1000 + 10 * i, 0);
    f->indicator.target = (struct mark){.set = true, .value = {900, 0}};
    struct scene scene = compose(f);
    const struct scene_item *words = charting_text(&scene, "目標値 900人");
    assert_non_null(words);
    for (size_t i = 0; i < 10; i++)
        assert_false(scene_overlap(
            words->box, charting_find(&scene, SCENE_ROLE_BAR, SCENE_RECT, i)->box, 0));
    finish(f, &scene);
}

static uint32_t read_u32(const char *bytes)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++)
        value = value << 8 | (unsigned char)bytes[i];
    return value;
}

static void read_size(const char *path, uint32_t *width, uint32_t *height)
{
    struct buf bytes;
    struct err err;
    buf_init(&bytes, 1u << 24);
    assert_int_equal(file_read(path, &bytes, &err), 0);
    assert_true(bytes.length > 100);
    assert_memory_equal(bytes.data, "\x89PNG\r\n\x1a\n", 8);
    assert_memory_equal(bytes.data + bytes.length - 8, "IEND", 4);
    *width = read_u32(bytes.data + 16);
    *height = read_u32(bytes.data + 20);
    buf_free(&bytes);
}

static void test_files(void **state)
{
    (void)state;
    char folder[] = "/tmp/shihyo-chart-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct form forms[FORM_MOST];
    size_t count = form_all(forms);
    char path[FORM_MOST][128];
    const char *paths[FORM_MOST];
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    fill_years(f);
    add_program(f, "試験の事業", 1000);
    struct err err;
    for (size_t i = 0; i < count; i++) {
        char name[FORM_NAME_SIZE];
        form_name(&forms[i], name);
        snprintf(path[i], sizeof path[i], "%s/id%s", folder, name + 1);
        paths[i] = path[i];
    }
    assert_int_equal(chart_draw(&f->input, forms, count, paths, &err), 0);
    for (size_t i = 0; i < count; i++) {
        uint32_t width = 0;
        uint32_t height = 0;
        static const uint32_t WIDTHS[] = {CHART_WIDTH, 2 * CHART_WIDE_WIDTH, 320};
        if (forms[i].kind == FORM_PNG) {
            read_size(path[i], &width, &height);
            assert_int_equal(width, WIDTHS[forms[i].size] * (uint32_t)forms[i].scale);
            if (forms[i].size != FORM_STANDARD)
                assert_int_equal(width * 9, height * 16);
        }
        assert_int_equal(unlink(path[i]), 0);
    }
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(chart_draw(&f->input, forms, count, paths, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    mem_free(f);
}

/* A character that no font has is drawn as a box, and the operator hears of it. U+10FFFD is
 * nobody's. */
static void test_rare_characters(void **state)
{
    (void)state;
    char path[] = "/tmp/shihyo-rare-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    struct buf remarks;
    struct err err;
    struct form forms[] = {{FORM_PNG, FORM_STANDARD, PALETTE_THEME_LIGHT, 1}};
    const char *paths[] = {path};
    buf_init(&remarks, 1000);
    f->input.remarks = &remarks;
    add_value(f, 2020, 1, 0);
    assert_int_equal(chart_draw(&f->input, forms, 1, paths, &err), 0);
    assert_int_equal(remarks.length, 0);
    f->indicator.title.text = "\xf4\x8f\xbf\xbd町の\xf4\x8f\xbf\xbd";
    assert_int_equal(chart_draw(&f->input, forms, 1, paths, &err), 0);
    assert_non_null(strstr(buf_text(&remarks), "(U+10FFFD), drawn as a box"));
    buf_free(&remarks);
    unlink(path);
    mem_free(f);
}

static void assert_described(struct fixture *f, const char *const *parts, size_t part_count)
{
    struct buf text;
    struct err err;
    buf_init(&text, 4096);
    assert_int_equal(chart_describe(&f->input, &text, &err), 0);
    for (size_t i = 0; i < part_count; i++) {
        if (strstr(buf_text(&text), parts[i]) == NULL)
            fail_msg("\"%s\" is not in \"%s\"", parts[i], buf_text(&text));
    }
    assert_null(strchr(buf_text(&text), '\n'));
    buf_free(&text);
}

static void test_describe(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    add_value(f, 2019, 100000, 0);
    add_value(f, 2021, 73119, 0);
    add_value(f, 2022, 97735, 0);
    f->indicator.target = (struct mark){.set = true, .value = {138000, 0}};
    add_program(f, "試験の事業", 46766);
    const char *const ja[] = {"試験用の指標",
                              "棒グラフ",
                              "3件（値のない期間1：令和2年度）",
                              "97,735人",
                              "前年度比＋24,616人",
                              "＋33.7",
                              "最高は令和元年度の100,000人、最低は令和3年度の73,119人。",
                              "令和元年度の100,000人から最新の値までで▲2,265人、▲2.3％。",
                              "関連する主な事業1件（公約1件、新規1件）：",
                              "目標値 138,000人",
                              "試験の事業",
                              "46,766千円"};
    assert_described(f, ja, sizeof ja / sizeof *ja);
    f->settings.site.language = LANGUAGE_EN;
    const char *const en[] = {"Test indicator: bar chart, 3 values, FY2019 to FY2022",
                              "(1 period without a value: FY2020). Newest value, FY2022:",
                              " No control limits (XmR): too few values. ",
                              "97,735 persons",
                              "Target 138,000 persons",
                              "46,766"};
    assert_described(f, en, sizeof en / sizeof *en);
    f->series.count = 0;
    const char *const none[] = {"No values yet"};
    assert_described(f, none, 1);

    struct buf tight;
    struct err err;
    buf_init(&tight, 20);
    assert_int_equal(chart_describe(&f->input, &tight, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    buf_free(&tight);
    mem_free(f);
}

/* A break and events are told with their words, gaps by their periods, and no change goes over
 * a break; a few words say what it is. */
static void test_described_history(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    struct event breaks[] = {{.period = {FREQUENCY_FISCAL_YEAR, 2012},
                              .text = "調査方法の変更",
                              .en = "new method"}};
    for (int i = 0; i < 20; i++) {
        if (i % 5 != 4)
            add_value(f, 2000 + i, 1000 + 10 * i, 0);
    }
    f->events[0] = (struct event){.period = {FREQUENCY_FISCAL_YEAR, 2008}, .text = "料金改定"};
    f->events[1] = (struct event){.period = {FREQUENCY_FISCAL_YEAR, 1990}, .text = "開園"};
    f->indicator.events = f->events;
    f->indicator.event_count = 2;
    f->indicator.rebases = breaks;
    f->indicator.rebase_count = 1;
    const char *const ja[] = {
        "16件（値のない期間3：平成16年度、平成21年度、平成26年度）",
        "断層の後では平成24年度の1,120人から最新の値までで＋60人、＋5.4％。",
        "統計の断層（前後は比べられない）：平成24年度 調査方法の変更。",
        "出来事：平成20年度 料金改定。"};
    assert_described(f, ja, sizeof ja / sizeof *ja);
    f->settings.site.language = LANGUAGE_EN;
    const char *const en[] = {
        "Since the break, from 1,120 persons in FY2012 to the newest value: +60 persons, "
        "+5.4%.",
        " Breaks in the series, across which nothing compares: FY2012, new method. "
        "Events: FY2008, 料金改定."};
    assert_described(f, en, sizeof en / sizeof *en);
    struct buf text;
    buf_init(&text, 4096);
    chart_alt(&f->input, &text);
    assert_string_equal(buf_text(&text),
                        "Test indicator: bar chart, newest value FY2018: 1,180 persons");
    buf_reset(&text);
    f->settings.site.language = LANGUAGE_JA;
    f->series.count = 0;
    chart_alt(&f->input, &text);
    assert_string_equal(buf_text(&text), "図：試験用の指標（まだ値がない）");
    buf_free(&text);
    mem_free(f);
}

/* What sections say of the newest figure, in short. */
static void test_described_comments(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    struct comment said[] = {{.indicator = "test",
                              .period = {FREQUENCY_FISCAL_YEAR, 2018},
                              .state = COMMENT_APPROVED,
                              .cause = "天候による。",
                              .action = "広報",
                              .section = "観光課"},
                             {.indicator = "test",
                              .period = {FREQUENCY_FISCAL_YEAR, 2018},
                              .cause = "",
                              .action = "案",
                              .section = "観光課"},
                             {.indicator = "test",
                              .period = {FREQUENCY_FISCAL_YEAR, 2019},
                              .cause = "後の年",
                              .action = "",
                              .section = "観光課"}};
    const struct comments comments = {said, 3};
    add_value(f, 2018, 100, 0);
    f->input.comments = &comments;
    const char *const ja[] = {"。観光課のコメント：要因「天候による」、対応「広報」。",
                              "。観光課のコメント案：対応「案」。"};
    assert_described(f, ja, sizeof ja / sizeof *ja);
    f->settings.site.language = LANGUAGE_EN;
    const char *const en[] = {" 観光課, comment: cause \"天候による。\", action \"広報\".",
                              " 観光課, a draft comment: action \"案\"."};
    assert_described(f, en, sizeof en / sizeof *en);
    mem_free(f);
}

/* Without any font the error names the package; in a child, since fonts are read once. */
static void test_missing_font(void **state)
{
    (void)state;
    char path[] = "/tmp/shihyo-fonts-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    const char text[] =
        "<?xml version=\"1.0\"?><fontconfig><dir>/nonexistent</dir></fontconfig>";
    assert_int_equal(write(fd, text, sizeof text - 1), (ssize_t)sizeof text - 1);
    close(fd);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct canvas *none = NULL;
        struct err err;
        setenv("FONTCONFIG_FILE", path, 1);
        bool named = canvas_new(&none, &err) == -1 && err.code == ERR_UNAVAILABLE &&
                     strstr(err.text, "fonts-ipaexfont-gothic") != NULL;
        _exit(named && none == NULL ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    unlink(path);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static int open_canvas(void **state)
{
    (void)state;
    struct err err;
    if (canvas_new(&canvas, &err) == 0)
        return 0;
    fprintf(stderr, "%s\n", err.text);
    return -1;
}

static int close_canvas(void **state)
{
    (void)state;
    canvas_free(canvas);
    return 0;
}

int main(void)
{
    const struct CMUnitTest fonts[] = {cmocka_unit_test(test_missing_font)};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_long_annual),
        cmocka_unit_test(test_newest_is_written),
        cmocka_unit_test(test_newest_is_written_beside_an_event),
        cmocka_unit_test(test_strip_is_aligned),
        cmocka_unit_test(test_money_beside),
        cmocka_unit_test(test_six_months),
        cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_padding_is_no_period),
        cmocka_unit_test(test_comparison_over_bars),
        cmocka_unit_test(test_cut_axis),
        cmocka_unit_test(test_event_lines_cross_nothing),
        cmocka_unit_test(test_few_bars_are_named),
        cmocka_unit_test(test_open_end),
        cmocka_unit_test(test_rare_characters),
        cmocka_unit_test(test_no_values),
        cmocka_unit_test(test_thirty_programs),
        cmocka_unit_test(test_odd_values),
        cmocka_unit_test(test_many_events),
        cmocka_unit_test(test_public_edition),
        cmocka_unit_test(test_wide),
        cmocka_unit_test(test_wide_with_everything),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_days_without_figures),
        cmocka_unit_test(test_cluster_of_events),
        cmocka_unit_test(test_ended_program),
        cmocka_unit_test(test_far_target),
        cmocka_unit_test(test_thumbnail),
        cmocka_unit_test(test_thumbnail_of_one),
        cmocka_unit_test(test_aims_without_values),
        cmocka_unit_test(test_target_behind_bars),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_describe),
        cmocka_unit_test(test_described_history),
        cmocka_unit_test(test_described_comments),
    };
    struct err err;
    if (instant_set_zone("Asia/Tokyo", &err) != 0)
        return 1;
    int failed = cmocka_run_group_tests_name("chart fonts", fonts, NULL, NULL);
    return failed + cmocka_run_group_tests_name("chart", tests, open_canvas, close_canvas);
}
