/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests of graphs/figure and of the marks of the strip: the composed pictures as data (no
 * words over others, nothing outside), what they mark and what they refuse, their words. Test
 * data.
 */
#include "graphs/figure.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/civil.h"
#include "core/mem.h"
#include "graphs/canvas.h"
#include "graphs/chart.h"
#include "graphs/scene.h"
#include "tests/unit/charting.h"

#define NOW INT64_C(1711929600) /* 2024-04-01 */
#define INDICATORS 30
#define PROGRAMS 12
#define MOST 500

struct fixture {
    struct settings settings;
    struct challenge challenge;
    struct policy policy;
    struct indicator indicators[INDICATORS];
    char names[INDICATORS][64];
    struct series series[INDICATORS];
    struct observation observations[INDICATORS][MOST];
    struct indicator *moves[INDICATORS];
    struct program programs[PROGRAMS];
    struct program_year years[PROGRAMS][3];
    struct figure_part parts[INDICATORS];
    struct alert alert;
    struct figure_input input;
};

static struct canvas *canvas;

static struct fixture *start(enum figure_kind kind, enum language language)
{
    struct fixture *f = mem_calloc(1, sizeof *f);
    f->settings.site.language = language;
    f->settings.programs = f->programs;
    f->settings.indicators = f->indicators;
    f->challenge.title = (struct label){"試験の課題", "Test challenge"};
    f->policy = (struct policy){
        .id = "policy", .title = {"試験の施策", "Test policy"}, .challenge = &f->challenge};
    f->alert = (struct alert){.severity = "critical", .state = ALERT_FIRING};
    f->input = (struct figure_input){.settings = &f->settings,
                                     .kind = kind,
                                     .policy = &f->policy,
                                     .program = &f->programs[0],
                                     .parts = f->parts,
                                     .year = FREQUENCY_FISCAL_YEAR,
                                     .now = NOW};
    return f;
}

static struct indicator *add(struct fixture *f, enum frequency frequency, int32_t first,
                             int count, int64_t level)
{
    size_t i = f->settings.indicator_count++;
    assert_true(i < INDICATORS && count <= MOST);
    (void)snprintf(f->names[i], sizeof f->names[i], "試験の指標その%zu", i + 1);
    f->indicators[i] = (struct indicator){
        .id = f->names[i], .title = {f->names[i], NULL}, .unit = "人", .frequency = frequency};
    f->moves[i] = &f->indicators[i];
    for (int k = 0; k < count; k++)
        f->observations[i][k] = (struct observation){
            .period = {frequency, first + k},
            .value = {level + (level / 10) * ((int64_t)k * 7919 % 13 - 6) / 6, 0}};
    f->series[i] = (struct series){f->names[i], frequency, f->observations[i], (size_t)count};
    f->parts[i] = (struct figure_part){
        .indicator = &f->indicators[i], .series = &f->series[i], .judged = i % 2 == 0};
    f->input.part_count = f->settings.indicator_count;
    return &f->indicators[i];
}

static struct program *add_program(struct fixture *f, const char *title)
{
    size_t i = f->settings.program_count++;
    assert_true(i < PROGRAMS);
    f->years[i][0] = (struct program_year){.fiscal_year = 2024,
                                           .title = {title, NULL},
                                           .policy = &f->policy,
                                           .budget = {true, 46766}};
    f->programs[i] = (struct program){.id = "p",
                                      .years = f->years[i],
                                      .year_count = 1,
                                      .moves = f->moves,
                                      .move_count = f->settings.indicator_count,
                                      .lag_months = -1};
    return &f->programs[i];
}

static struct scene compose(struct fixture *f)
{
    struct scene scene;
    struct err err = {0};
    assert_int_equal(figure_check(&f->input, &err), 0);
    scene_init(&scene, canvas_measure(canvas));
    figure_compose(&f->input, FORM_STANDARD, &scene);
    return scene;
}

static const struct scene_item *find_text(const struct scene *scene, const char *part)
{
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_TEXT && strstr(item->text.text, part) != NULL)
            return item;
    }
    return NULL;
}

static void assert_apart(const struct scene *scene)
{
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *a = &scene->items[i];
        for (size_t k = i + 1; a->kind == SCENE_TEXT && k < scene->count; k++) {
            const struct scene_item *b = &scene->items[k];
            if (b->kind == SCENE_TEXT && scene_overlap(a->box, b->box, -0.5))
                fail_msg("\"%s\" stands over \"%s\"", a->text.text, b->text.text);
        }
    }
}

static void finish(struct fixture *f, struct scene *scene)
{
    struct buf words;
    struct err err = {0};
    buf_init(&words, 65536);
    assert_int_equal(figure_describe(&f->input, &words, &err), 0);
    assert_true(words.length > 20);
    buf_free(&words);
    assert_apart(scene);
    charting_assert_inside(scene);
    scene_free(scene);
    mem_free(f);
}

static void assert_words(struct fixture *f, const char *part)
{
    struct buf words;
    struct err err = {0};
    buf_init(&words, 65536);
    assert_int_equal(figure_describe(&f->input, &words, &err), 0);
    if (strstr(buf_text(&words), part) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", part, buf_text(&words));
    buf_free(&words);
}

/* Any number of indicators of all frequencies, with alerts, in both languages. */
static void test_policies(void **state)
{
    (void)state;
    for (int n = 1; n <= 26; n += n < 6 ? 1 : 10) {
        for (int language = LANGUAGE_JA; language <= LANGUAGE_EN; language++) {
            struct fixture *f = start(FIGURE_POLICY, (enum language)language);
            for (int i = 0; i < n; i++) {
                enum frequency frequency = (enum frequency)(FREQUENCY_MONTHLY + i % 4);
                int32_t first = frequency == FREQUENCY_MONTHLY     ? 2012 * 12
                                : frequency == FREQUENCY_QUARTERLY ? 2013 * 4
                                                                   : 2012;
                int values = period_is_yearly(frequency) ? 11 : 40;
                add(f, frequency, first, i % 5 == 3 ? 0 : values, 1000 + i * 12345);
            }
            add_program(f, "試験の事業");
            add_program(f, "試験の融資")->kind = PROGRAM_LOAN;
            f->parts[0].alert = &f->alert;
            f->parts[0].alert_count = 2;
            struct scene scene = compose(f);
            assert_non_null(charting_find(&scene, SCENE_ROLE_ALERT, SCENE_AREA, 0));
            assert_non_null(charting_find(&scene, SCENE_ROLE_STRIP_YEAR, SCENE_RECT, 0));
            if (n > 24)
                assert_non_null(
                    find_text(&scene, language == LANGUAGE_JA ? "ほか2指標" : "2 more indic"));
            finish(f, &scene);
        }
    }
}

/* The public edition tells no alerts. */
static void test_public(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_POLICY, LANGUAGE_JA);
    add(f, FREQUENCY_FISCAL_YEAR, 2015, 5, 1000);
    f->parts[0].alert = &f->alert;
    f->parts[0].alert_count = 1;
    assert_words(f, "お知らせ（要確認・継続中）");
    f->settings.site.audience = AUDIENCE_PUBLIC;
    struct scene scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_ALERT, SCENE_TEXT), 0);
    finish(f, &scene);
}

/* All panels have one time axis: equal years stand under one another. */
static void test_one_axis(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_POLICY, LANGUAGE_JA);
    add(f, FREQUENCY_FISCAL_YEAR, 2015, 8, 5);
    add(f, FREQUENCY_FISCAL_YEAR, 2015, 8, 123456789);
    struct scene scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_BAR, SCENE_RECT), 16);
    for (size_t i = 0; i < 8; i++) {
        const struct scene_item *one = charting_find(&scene, SCENE_ROLE_BAR, SCENE_RECT, i);
        const struct scene_item *two =
            charting_find(&scene, SCENE_ROLE_BAR, SCENE_RECT, i + 8);
        assert_true(fabs(one->box.x - two->box.x) < 0.01);
        assert_true(one->box.y + one->box.h < two->box.y);
    }
    finish(f, &scene);
}

/* Who graduated in March 2017 stands in 2017 where a panel of months gives the axis, and the
 * declared date of an event stays where it was. */
static void test_graduates_beside_months(void **state)
{
    (void)state;
    static struct event event = {.period = {FREQUENCY_MONTHLY, 2019 * 12 + 3},
                                 .text = "試験の出来事"};
    struct fixture *f = start(FIGURE_POLICY, LANGUAGE_JA);
    add(f, FREQUENCY_MONTHLY, 2016 * 12, 120, 1000);
    struct indicator *graduates = add(f, FREQUENCY_FISCAL_YEAR, 2016, 9, 100);
    graduates->year_label = YEAR_LABEL_ENDS;
    graduates->chart = CHART_LINE;
    graduates->events = &event;
    graduates->event_count = 1;
    f->indicators[0].events = &event;
    f->indicators[0].event_count = 1;
    struct scene scene = compose(f);
    const struct scene_item *months = charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, 0);
    const struct scene_item *line = NULL;
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        if (item->role == SCENE_ROLE_CURVE && item->point_count == 9)
            line = item;
    }
    assert_non_null(line);
    assert_int_equal(months->point_count, 120);
    for (size_t i = 0; i < 9; i++)
        assert_true(fabs(line->points[i].x - months->points[14 + 12 * i].x) < 4);
    const struct scene_item *one = charting_find(&scene, SCENE_ROLE_EVENT, SCENE_LINE, 0);
    const struct scene_item *two = charting_find(&scene, SCENE_ROLE_EVENT, SCENE_LINE, 1);
    assert_true(fabs(one->box.x - two->box.x) < 0.01);
    finish(f, &scene);
    /* beside fiscal years March is in the year that it ends */
    f = start(FIGURE_POLICY, LANGUAGE_JA);
    graduates = add(f, FREQUENCY_FISCAL_YEAR, 2016, 9, 100);
    graduates->year_label = YEAR_LABEL_ENDS;
    add(f, FREQUENCY_FISCAL_YEAR, 2016, 9, 1000);
    scene = compose(f);
    assert_true(fabs(charting_find(&scene, SCENE_ROLE_BAR, SCENE_RECT, 0)->box.x -
                     charting_find(&scene, SCENE_ROLE_BAR, SCENE_RECT, 9)->box.x) < 0.01);
    assert_non_null(find_text(&scene, "2016年度"));
    finish(f, &scene);
}

/* What was over before the first value of all does not stretch the axis. */
static void test_over_before(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_POLICY, LANGUAGE_JA);
    add(f, FREQUENCY_MONTHLY, 2021 * 12, 40, 1000);
    add_program(f, "続く事業");
    struct program *over = add_program(f, "終わった事業");
    f->years[1][0].fiscal_year = 2012;
    over->has_start = over->has_end = true;
    over->start = civil_day(2012, 4, 1);
    over->end = civil_day(2016, 4, 1);
    struct scene scene = compose(f);
    assert_null(find_text(&scene, "2015"));
    assert_non_null(find_text(&scene, "終わった事業（平成27年度まで）"));
    scene_free(&scene);
    /* nor do several when none goes on */
    f->programs[0] = *over;
    scene = compose(f);
    assert_null(find_text(&scene, "2015"));
    assert_int_equal(charting_count(&scene, SCENE_ROLE_STRIP_YEAR, SCENE_RECT), 0);
    finish(f, &scene);
}

static struct scene compose_wide(struct fixture *f)
{
    struct scene scene;
    struct err err = {0};
    assert_int_equal(figure_check(&f->input, &err), 0);
    scene_init(&scene, canvas_measure(canvas));
    figure_compose(&f->input, FORM_WIDE, &scene);
    assert_true(fabs(scene.width - CHART_WIDE_WIDTH) < 0.01);
    if (fabs(scene.height - CHART_WIDE_HEIGHT) > 0.01)
        fail_msg("a slide of %.0f by %.0f", scene.width, scene.height);
    return scene;
}

/* Every kind fills a slide, whatever the number of panels; more than two stand in two columns,
 * in rows, with one scale of time; what is left out is said. */
static void test_wide(void **state)
{
    (void)state;
    for (int n = 1; n <= 9; n++) {
        struct fixture *f =
            start(n % 2 ? FIGURE_POLICY : FIGURE_PROGRAM, n % 3 ? LANGUAGE_JA : LANGUAGE_EN);
        for (int i = 0; i < n; i++)
            add(f, i % 2 ? FREQUENCY_FISCAL_YEAR : FREQUENCY_MONTHLY, i % 2 ? 2012 : 2012 * 12,
                i % 2 ? 11 : 140, 1000 + i * 12345);
        add_program(f, "試験の事業");
        struct scene scene = compose_wide(f);
        size_t plots = charting_count(&scene, SCENE_ROLE_UNIT, SCENE_TEXT);
        assert_int_equal(plots, n < FIGURE_WIDE_PARTS ? n : FIGURE_WIDE_PARTS);
        if (n > 2) {
            const struct scene_item *one =
                charting_find(&scene, SCENE_ROLE_PANEL, SCENE_TEXT, 0);
            const struct scene_item *right =
                charting_find(&scene, SCENE_ROLE_PANEL, SCENE_TEXT, (plots + 1) / 2);
            assert_true(fabs(right->box.x - one->box.x - CHART_WIDE_WIDTH / 2.0) < 0.01);
            assert_true(fabs(right->box.y - one->box.y) < 0.01);
            assert_non_null(find_text(&scene, "試験の事業"));
        }
        assert_int_equal(find_text(&scene, n % 3 ? "指標は表示していません"
                                                 : "more indicators are not shown") != NULL,
                         n > FIGURE_WIDE_PARTS);
        finish(f, &scene);
    }
    struct fixture *f = start(FIGURE_YEARS, LANGUAGE_JA);
    add(f, FREQUENCY_MONTHLY, 2016 * 12 + 3, 93, 1000);
    struct scene scene = compose_wide(f);
    finish(f, &scene);
    f = start(FIGURE_COMPARE, LANGUAGE_JA);
    add(f, FREQUENCY_MONTHLY, 2018 * 12, 60, 1000);
    add(f, FREQUENCY_FISCAL_YEAR, 1960, 60, 90);
    scene = compose_wide(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_UNIT, SCENE_TEXT), 2);
    finish(f, &scene);
}

/* A short series among long ones is not squeezed: the time before is left out, and that is
 * said. */
static void test_cut(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_POLICY, LANGUAGE_JA);
    add(f, FREQUENCY_FISCAL_YEAR, 1967, 55, 1000000);
    add(f, FREQUENCY_MONTHLY, 2016 * 12 + 2, 6, 100);
    struct scene scene = compose(f);
    assert_non_null(find_text(&scene, "より前の値は表示していません"));
    /* the newest of both are there */
    assert_non_null(find_text(&scene, "2016年8月"));
    assert_non_null(charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, 0));
    finish(f, &scene);
}

static void test_program(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_PROGRAM, LANGUAGE_JA);
    add(f, FREQUENCY_MONTHLY, 2018 * 12, 60, 1000);
    add(f, FREQUENCY_FISCAL_YEAR, 2015, 8, 100);
    struct program *program = add_program(f, "始まりの分かる事業");
    add_program(f, "よその事業");
    program->has_start = true;
    program->start = civil_day(2021, 2, 7);
    program->lag_months = 6;
    struct scene scene = compose(f);
    assert_non_null(find_text(&scene, "2021年2月開始。効果を判断できるのは2021年8月から。"));
    assert_null(find_text(&scene, "よその事業"));
    /* behind each plot and on the bar, from start to judged */
    assert_int_equal(charting_count(&scene, SCENE_ROLE_STRIP_EARLY, SCENE_RECT), 3);
    const struct scene_item *line = charting_find(&scene, SCENE_ROLE_EVENT, SCENE_LINE, 0);
    const struct scene_item *early =
        charting_find(&scene, SCENE_ROLE_STRIP_EARLY, SCENE_RECT, 0);
    const struct scene_item *bar =
        charting_find(&scene, SCENE_ROLE_STRIP_EARLY, SCENE_RECT, 2);
    assert_true(fabs(line->box.x - early->box.x) < 1);
    assert_true(fabs(bar->box.x - early->box.x) < 0.01);
    assert_true(fabs(bar->box.w - early->box.w) < 0.01);
    assert_non_null(find_text(&scene, "事業開始（2021年2月）"));
    assert_words(f, "2021年2月開始");
    finish(f, &scene);
}

static void test_program_without_start(void **state)
{
    (void)state;
    for (int values = 0; values <= 8; values += 8) {
        struct fixture *f = start(FIGURE_PROGRAM, LANGUAGE_JA);
        add(f, FREQUENCY_FISCAL_YEAR, 2015, values, 100);
        add_program(f, "始まりの分からない事業")->lag_months = 6;
        struct scene scene = compose(f);
        assert_non_null(find_text(&scene, "開始年度不明のため"));
        assert_int_equal(charting_count(&scene, SCENE_ROLE_STRIP_EARLY, SCENE_RECT), 0);
        assert_int_equal(charting_count(&scene, SCENE_ROLE_EVENT, SCENE_LINE), 0);
        assert_true(charting_count(&scene, SCENE_ROLE_TIME_TICK, SCENE_TEXT) > 0);
        finish(f, &scene);
    }
}

/* Nothing to show, or a start long after, long before: it still is a picture. */
static void test_program_extremes(void **state)
{
    (void)state;
    int starts[] = {1990, 2023, 2035};
    for (size_t i = 0; i < 3; i++) {
        for (int values = 0; values <= 3; values += 3) {
            struct fixture *f = start(FIGURE_PROGRAM, LANGUAGE_EN);
            if (i != 1)
                add(f, FREQUENCY_MONTHLY, 2020 * 12, values, 1);
            struct program *program = add_program(f, "a program");
            program->has_start = true;
            program->start = civil_day(starts[i], 4, 1);
            program->lag_months = 36;
            struct scene scene = compose(f);
            if (i == 1)
                assert_non_null(find_text(&scene, "No indicator is directly moved"));
            finish(f, &scene);
        }
    }
}

static void test_compare(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_COMPARE, LANGUAGE_JA);
    struct err err = {0};
    add(f, FREQUENCY_MONTHLY, 2018 * 12, 60, 1000);
    add(f, FREQUENCY_MONTHLY, 2017 * 12, 60, 2000);
    struct scene scene = compose(f);
    /* one unit: one axis, both named */
    assert_true(charting_count(&scene, SCENE_ROLE_COMPARE, SCENE_LINE) > 0);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_UNIT, SCENE_TEXT), 1);
    assert_words(f, "一つの縦軸");
    assert_words(f, "2018年1月から2022年12月までの60件。最高は");
    assert_words(f, "2017年1月から2021年12月までの60件。最高は");
    struct buf few;
    buf_init(&few, 1000);
    figure_alt(&f->input, &few);
    assert_non_null(strstr(buf_text(&few), "図："));
    assert_non_null(strstr(buf_text(&few), "の比較"));
    buf_free(&few);
    scene_free(&scene);
    /* nothing to be read at the bottom of the other's axis: two */
    f->observations[1][0].value.units = 9;
    for (int i = 0; i < 60; i++)
        f->observations[1][i].value.units = 20 + i % 3;
    scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_UNIT, SCENE_TEXT), 2);
    assert_words(f, "縦軸は別");
    scene_free(&scene);
    /* another unit: two, and no one axis even when asked */
    f->indicators[1].unit = "件";
    scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_UNIT, SCENE_TEXT), 2);
    scene_free(&scene);
    f->input.axes = FIGURE_AXES_ONE;
    assert_int_equal(figure_check(&f->input, &err), -1);
    assert_int_equal(err.code, ERR_USAGE);
    /* as index numbers: one */
    f->input.axes = FIGURE_AXES_INDEX;
    scene = compose(f);
    assert_non_null(find_text(&scene, "2018年1月＝100"));
    assert_true(charting_count(&scene, SCENE_ROLE_COMPARE, SCENE_LINE) > 0);
    finish(f, &scene);
}

static void test_compare_refused(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_COMPARE, LANGUAGE_JA);
    struct err err = {0};
    add(f, FREQUENCY_MONTHLY, 2018 * 12, 12, 1000);
    add(f, FREQUENCY_MONTHLY, 2020 * 12, 12, 2000);
    f->input.axes = FIGURE_AXES_INDEX;
    assert_int_equal(figure_check(&f->input, &err), -1);
    assert_non_null(strstr(err.text, "no period in common"));
    f->indicators[0].basis = BASIS_YEAR_ON_YEAR;
    assert_int_equal(figure_check(&f->input, &err), -1);
    assert_non_null(strstr(err.text, "index numbers of them mean nothing"));
    /* a balance and a level are not of one scale, though both may be called 人 */
    f->input.axes = FIGURE_AXES_ONE;
    assert_int_equal(figure_check(&f->input, &err), -1);
    mem_free(f);
}

/* Lines of years of all frequencies that have several periods a year. */
static void test_years(void **state)
{
    (void)state;
    static const struct {
        enum frequency frequency;
        int32_t first;
        int count;
    } cases[] = {{FREQUENCY_MONTHLY, 2016 * 12 + 3, 93},
                 {FREQUENCY_MONTHLY, 2023 * 12 + 3, 1},
                 {FREQUENCY_QUARTERLY, 2010 * 4, 50},
                 {FREQUENCY_WEEKLY, 2500, 300},
                 {FREQUENCY_DAILY, 18700, 490}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int year = FREQUENCY_CALENDAR_YEAR; year <= FREQUENCY_FISCAL_YEAR; year++) {
            struct fixture *f = start(FIGURE_YEARS, i % 2 ? LANGUAGE_EN : LANGUAGE_JA);
            add(f, cases[i].frequency, cases[i].first, cases[i].count, 1000);
            f->input.year = (enum frequency)year;
            struct scene scene = compose(f);
            if (i == 0) {
                assert_words(f, "前の年の同じ時期は2022年12月");
                assert_words(f, "最高は");
            }
            if (i == 2) {
                f->observations[0][0].value.units = 9000; /* of a year that is not drawn */
                assert_words(f, "の1,100人、最低は");
            }
            if (i == 1)
                assert_words(f, "The last 1 ");
            assert_non_null(charting_find(&scene, SCENE_ROLE_VALUE, SCENE_TEXT, 0));
            bool quarters = cases[i].frequency == FREQUENCY_QUARTERLY;
            assert_int_equal(charting_count(&scene, SCENE_ROLE_TIME_TICK, SCENE_TEXT),
                             quarters ? 4 : 12);
            finish(f, &scene);
        }
    }
}

/* April stands at the left of a fiscal year, and equal months stand under one another. */
static void test_years_places(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_YEARS, LANGUAGE_JA);
    add(f, FREQUENCY_MONTHLY, 2021 * 12 + 3, 24, 1000);
    struct scene scene = compose(f);
    const struct scene_item *april =
        charting_find(&scene, SCENE_ROLE_TIME_TICK, SCENE_TEXT, 0);
    assert_string_equal(april->text.text, "4月");
    const struct scene_item *one = charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, 0);
    const struct scene_item *two = charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, 1);
    assert_int_equal(one->point_count, 12);
    assert_int_equal(two->point_count, 12);
    for (size_t i = 0; i < 12; i++)
        assert_true(fabs(one->points[i].x - two->points[i].x) < 2);
    assert_true(fabs(one->points[0].x - (april->box.x + april->box.w / 2)) < 3);
    assert_non_null(find_text(&scene, "2021年度"));
    assert_non_null(find_text(&scene, "2022年度"));
    assert_true(two->style.width > one->style.width);
    finish(f, &scene);
}

/* Years before a declared break are another method's: dashed, and said to be. */
static void test_years_broken(void **state)
{
    (void)state;
    struct event breaks[] = {
        {.period = {FREQUENCY_MONTHLY, 2022 * 12 + 6}, .text = "調査方法の変更"}};
    struct fixture *f = start(FIGURE_YEARS, LANGUAGE_JA);
    struct indicator *indicator = add(f, FREQUENCY_MONTHLY, 2021 * 12 + 3, 24, 1000);
    struct scene scene = compose(f);
    assert_int_equal(charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, 0)->style.dash,
                     SCENE_SOLID);
    assert_null(find_text(&scene, "破線"));
    scene_free(&scene);
    indicator->rebases = breaks;
    indicator->rebase_count = 1;
    scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_CURVE, SCENE_LINE), 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, i)->style.dash,
                         i < 2 ? SCENE_DASHED : SCENE_SOLID);
    assert_non_null(
        find_text(&scene, "破線は2022年7月の統計の断層（調査方法の変更）より前の値"));
    assert_words(f, "破線は2022年7月の統計の断層");
    finish(f, &scene);
}

/* A key per line: with a mean the months are those of the first, and no third line is told. */
static void test_pair_keys(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_COMPARE, LANGUAGE_JA);
    add(f, FREQUENCY_MONTHLY, 2019 * 12, 48, 1000);
    add(f, FREQUENCY_MONTHLY, 2019 * 12, 48, 900);
    f->input.axes = FIGURE_AXES_ONE;
    struct scene scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_KEY, SCENE_TEXT), 3);
    assert_non_null(find_text(&scene, "試験の指標その1：各月の値"));
    assert_non_null(find_text(&scene, "12か月平均"));
    finish(f, &scene);
}

/* Days of several years beside one another: means of four weeks, over a day without a value,
 * too; and where a year has none of them, the days. */
static void test_years_days(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_YEARS, LANGUAGE_JA);
    f->input.year = FREQUENCY_CALENDAR_YEAR;
    add(f, FREQUENCY_DAILY, civil_day(2022, 1, 1), 490, 1000);
    for (int i = 0; i < 490; i++)
        f->observations[0][i].value.units = i % 7 == 0 ? 800 : 100;
    f->observations[0][200].status = OBSERVATION_MISSING;
    struct scene scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_CURVE, SCENE_LINE), 2);
    const struct scene_item *line = charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, 0);
    assert_int_equal(line->point_count, 365 - 27 - 1);
    for (size_t i = 0; i < 100; i++)
        assert_true(fabs(line->points[i].y - line->points[0].y) < 0.01);
    assert_non_null(find_text(&scene, "線は28日平均（その日までの28日）"));
    assert_non_null(find_text(&scene, "200")); /* not the day's 100 or 800 */
    scene_free(&scene);
    f->series[0].count = 20;
    scene = compose(f);
    assert_null(find_text(&scene, "28日平均"));
    assert_int_equal(charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, 0)->point_count, 20);
    finish(f, &scene);
}

/* In a low panel, with the target's words over it, the newest value stands within its bar and
 * not above the plot, where it belongs to nothing. */
static void test_low_panel(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_POLICY, LANGUAGE_JA);
    struct indicator *indicator = add(f, FREQUENCY_FISCAL_YEAR, 2015, 11, 1);
    for (int i = 0; i < 11; i++)
        f->observations[0][i].value.units = 100000 + 50 * i;
    f->observations[0][10].status = OBSERVATION_PRELIMINARY;
    indicator->baseline =
        (struct mark){true, true, {FREQUENCY_FISCAL_YEAR, 2015}, {100000, 0}};
    indicator->target = (struct mark){true, true, {FREQUENCY_FISCAL_YEAR, 2030}, {130000, 0}};
    indicator->better = BETTER_HIGHER;
    for (int i = 0; i < 4; i++)
        add(f, FREQUENCY_MONTHLY, 2011 * 12, 59, 1000);
    add_program(f, "試験の事業");
    struct scene scene = compose(f);
    const struct scene_item *value = find_text(&scene, "100,500");
    for (size_t i = 0; value != NULL && value->role != SCENE_ROLE_VALUE && i < scene.count;
         i++)
        if (scene.items[i].kind == SCENE_TEXT && scene.items[i].role == SCENE_ROLE_VALUE &&
            strcmp(scene.items[i].text.text, "100,500") == 0)
            value = &scene.items[i];
    const struct scene_item *bar = charting_find(&scene, SCENE_ROLE_BAR, SCENE_RECT, 10);
    assert_true(value != NULL && bar != NULL);
    assert_true(value->box.y >= bar->box.y);
    finish(f, &scene);
}

/* Quarters stand over their own names; of a fiscal year the first is April to June. */
static void test_years_quarters(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_YEARS, LANGUAGE_JA);
    add(f, FREQUENCY_QUARTERLY, 2018 * 4 + 1, 28, 1000);
    struct scene scene = compose(f);
    static const char *const NAMES[] = {"4–6月", "7–9月", "10–12月", "1–3月"};
    const struct scene_item *line = charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, 0);
    assert_int_equal(line->point_count, 4);
    for (size_t i = 0; i < 4; i++) {
        const struct scene_item *tick =
            charting_find(&scene, SCENE_ROLE_TIME_TICK, SCENE_TEXT, i);
        assert_string_equal(tick->text.text, NAMES[i]);
        assert_true(fabs(line->points[i].x - (tick->box.x + tick->box.w / 2)) < 5);
    }
    finish(f, &scene);
}

/* The newest is told from the year before, this one from the older, and these by their age;
 * the lines to their names do not cross, and the newest value stands at its own month. */
static void test_years_told_apart(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_YEARS, LANGUAGE_JA);
    add(f, FREQUENCY_MONTHLY, 2017 * 12 + 3, 89, 1000);
    struct scene scene = compose(f);
    for (size_t i = 0; i < 8; i++) {
        const struct scene_item *line = charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, i);
        for (size_t k = 0; k < i; k++) {
            const struct scene_item *older =
                charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, k);
            assert_true(older->style.stroke != line->style.stroke);
            assert_true(older->style.width < line->style.width + 0.01);
        }
    }
    const struct scene_item *before = NULL;
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *leader = &scene.items[i];
        if (leader->kind != SCENE_LINE || leader->style.dash != SCENE_DOTTED)
            continue;
        if (before != NULL) {
            assert_true(before->points[0].y <= leader->points[0].y);
            assert_true(before->points[2].y < leader->points[2].y);
        }
        before = leader;
    }
    assert_non_null(before);
    const struct scene_item *newest = charting_find(&scene, SCENE_ROLE_CURVE, SCENE_LINE, 7);
    struct scene_point end = newest->points[newest->point_count - 1];
    const struct scene_item *value = charting_find(&scene, SCENE_ROLE_VALUE, SCENE_TEXT, 1);
    assert_true(fabs(value->box.x + value->box.w / 2 - end.x) < 40);
    assert_true(value->box.y < end.y + 40 && value->box.y + value->box.h > end.y - 40);
    finish(f, &scene);
}

static void test_years_gaps(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_YEARS, LANGUAGE_JA);
    add(f, FREQUENCY_MONTHLY, 2021 * 12 + 3, 12, 1000);
    f->observations[0][4].status = OBSERVATION_MISSING;
    f->observations[0][6].status = OBSERVATION_MISSING;
    struct scene scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_CURVE, SCENE_LINE), 2);
    assert_non_null(find_text(&scene, "空白は公表値のない期間"));
    finish(f, &scene);
}

static void test_years_refused(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_YEARS, LANGUAGE_JA);
    struct err err = {0};
    add(f, FREQUENCY_MONTHLY, 2021 * 12, 0, 1000);
    assert_int_equal(figure_check(&f->input, &err), -1);
    assert_non_null(strstr(err.text, "no values yet"));
    f->indicators[0].frequency = FREQUENCY_FISCAL_YEAR;
    assert_int_equal(figure_check(&f->input, &err), -1);
    assert_non_null(strstr(err.text, "one value a year"));
    mem_free(f);
}

/* Budgets are by fiscal year: so is a line where budgeted programs move the indicator. */
static void test_which_year(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_YEARS, LANGUAGE_JA);
    struct indicator *moved = add(f, FREQUENCY_MONTHLY, 2021 * 12, 5, 1000);
    assert_int_equal(figure_year(&f->settings, moved), FREQUENCY_CALENDAR_YEAR);
    struct program *program = add_program(f, "事業");
    assert_int_equal(figure_year(&f->settings, moved), FREQUENCY_FISCAL_YEAR);
    program->years[0].budget.set = false;
    assert_int_equal(figure_year(&f->settings, moved), FREQUENCY_CALENDAR_YEAR);
    mem_free(f);
}

/* The strip of a chart: amounts of several years on their bars, of another kind with it. */
static void test_amounts(void **state)
{
    (void)state;
    for (int language = LANGUAGE_JA; language <= LANGUAGE_EN; language++) {
        struct fixture *f = start(FIGURE_PROGRAM, (enum language)language);
        add(f, FREQUENCY_FISCAL_YEAR, 2015, 8, 100);
        struct program *program = add_program(f, "三年度の事業");
        program->has_start = true;
        program->start = civil_day(2022, 4, 1);
        program->lag_months = 18;
        program->year_count = 3;
        for (int i = 0; i < 3; i++)
            f->years[0][i] = (struct program_year){.fiscal_year = 2022 + i,
                                                   .title = {"三年度の事業", NULL},
                                                   .policy = &f->policy,
                                                   .budget = {true, 40000 + i}};
        f->years[0][0].settled = (struct amount){true, 39000};
        struct scene scene = compose(f);
        assert_non_null(
            find_text(&scene, language == LANGUAGE_JA ? "決算 39,000" : "settled 39,000"));
        const struct scene_item *amount = find_text(&scene, "40,001");
        assert_non_null(amount);
        assert_int_equal(amount->role, SCENE_ROLE_STRIP_AMOUNT);
        /* on what is too early to judge they have a rim, on a plain bar none */
        assert_true(amount->text.halo);
        assert_false(find_text(&scene, "40,002")->text.halo);
        const struct scene_item *bar =
            charting_find(&scene, SCENE_ROLE_STRIP_YEAR, SCENE_RECT, 1);
        assert_true(amount->box.x > bar->box.x &&
                    amount->box.x + amount->box.w < bar->box.x + bar->box.w);
        assert_non_null(
            find_text(&scene, language == LANGUAGE_JA ? "（千円）" : "(thousand yen)"));
        finish(f, &scene);
    }
}

/* The row that sums the rest has its amounts on the bar, too, one of each year. */
static void test_amount_of_the_rest(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_POLICY, LANGUAGE_JA);
    add(f, FREQUENCY_FISCAL_YEAR, 2018, 6, 100);
    for (int i = 0; i < PROGRAMS; i++) {
        struct program *program = add_program(f, "試験の事業");
        program->year_count = 2;
        f->years[i][0].fiscal_year = 2023;
        f->years[i][1] = f->years[i][0];
        f->years[i][1].fiscal_year = 2024;
    }
    struct scene scene = compose(f);
    /* 12 programs, 8 of them in rows of their own: 4 x 46,766 */
    const struct scene_item *sum = find_text(&scene, "187,064千円");
    assert_non_null(sum);
    size_t amounts = 0;
    for (size_t i = 0; i < scene.count; i++)
        amounts += scene.items[i].kind == SCENE_TEXT &&
                   strcmp(scene.items[i].text.text, "187,064") == 0;
    assert_int_equal(amounts, 2);
    finish(f, &scene);
}

/* A panel shows what is unusual as the chart of its indicator does; who is compared has none;
 * and a note that is true of one panel says of which. */
static void test_limits_in_panels(void **state)
{
    (void)state;
    struct fixture *f = start(FIGURE_POLICY, LANGUAGE_JA);
    add(f, FREQUENCY_FISCAL_YEAR, 2005, 18, 1000);
    struct scene scene = compose(f);
    assert_true(charting_count(&scene, SCENE_ROLE_LIMIT, SCENE_LINE) >= 3);
    assert_non_null(find_text(&scene, "管理限界"));
    finish(f, &scene);
    f = start(FIGURE_COMPARE, LANGUAGE_JA);
    add(f, FREQUENCY_FISCAL_YEAR, 2005, 18, 1000);
    add(f, FREQUENCY_FISCAL_YEAR, 2005, 18, 900);
    scene = compose(f);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_LIMIT, SCENE_LINE), 0);
    finish(f, &scene);
    f = start(FIGURE_POLICY, LANGUAGE_JA);
    add(f, FREQUENCY_FISCAL_YEAR, 2005, 18, 1000);
    add(f, FREQUENCY_FISCAL_YEAR, 2005, 18, 1000);
    /* a level that moves all the time */
    for (int i = 0; i < 18; i++)
        f->observations[0][i] = (struct observation){
            .period = {FREQUENCY_FISCAL_YEAR, 2005 + i}, .value = {1000 + i * i * 50, 0}};
    scene = compose(f);
    assert_non_null(find_text(&scene, "（試験の指標その1）"));
    assert_null(find_text(&scene, "確認できていない期間（"));
    finish(f, &scene);
}

static int open_canvas(void **state)
{
    (void)state;
    struct err err = {0};
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
        cmocka_unit_test(test_policies),
        cmocka_unit_test(test_public),
        cmocka_unit_test(test_one_axis),
        cmocka_unit_test(test_graduates_beside_months),
        cmocka_unit_test(test_over_before),
        cmocka_unit_test(test_wide),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_program),
        cmocka_unit_test(test_program_without_start),
        cmocka_unit_test(test_program_extremes),
        cmocka_unit_test(test_compare),
        cmocka_unit_test(test_compare_refused),
        cmocka_unit_test(test_years),
        cmocka_unit_test(test_years_places),
        cmocka_unit_test(test_years_gaps),
        cmocka_unit_test(test_years_broken),
        cmocka_unit_test(test_pair_keys),
        cmocka_unit_test(test_years_days),
        cmocka_unit_test(test_low_panel),
        cmocka_unit_test(test_years_quarters),
        cmocka_unit_test(test_years_told_apart),
        cmocka_unit_test(test_years_refused),
        cmocka_unit_test(test_which_year),
        cmocka_unit_test(test_amounts),
        cmocka_unit_test(test_amount_of_the_rest),
        cmocka_unit_test(test_limits_in_panels),
    };
    return cmocka_run_group_tests(tests, open_canvas, close_canvas);
}
