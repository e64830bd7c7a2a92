/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests of graphs/limit and graphs/verdict: control limits, marks and icons in the composed
 * picture. All figures are test data.
 */
#include "graphs/limit.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/mem.h"
#include "graphs/canvas.h"

#define NOW INT64_C(1711929600) /* 2024-04-01 */
#define MOST 120

struct fixture {
    struct settings settings;
    struct indicator indicator;
    struct indicator *moved[1];
    struct program program;
    struct program_year year;
    struct observation observations[MOST];
    struct series series;
    struct event rebases[2];
    struct chart_input input;
    struct scene scene;
};

static struct canvas *canvas;

static struct fixture *start(enum frequency frequency, enum language language)
{
    struct fixture *f = mem_calloc(1, sizeof *f);
    f->indicator = (struct indicator){.id = "test",
                                      .title = {"試験用の指標", "Test indicator"},
                                      .unit = "人",
                                      .unit_label = {"人", "persons"},
                                      .frequency = frequency,
                                      .rebases = f->rebases};
    f->settings.site.language = language;
    f->series = (struct series){"test", frequency, f->observations, 0};
    f->input = (struct chart_input){.settings = &f->settings,
                                    .indicator = &f->indicator,
                                    .series = &f->series,
                                    .now = NOW};
    return f;
}

static void add(struct fixture *f, int32_t n, int64_t units)
{
    assert_true(f->series.count < MOST);
    f->observations[f->series.count++] =
        (struct observation){.period = {f->indicator.frequency, n}, .value = {units, 0}};
}

/* Around 1,000, 20 up and down, without order. */
static void fill(struct fixture *f, int32_t first, int count)
{
    static const int noise[] = {3, -12, 17, -5, 20, -16, 8, -19, 2, 14, -9, 11, -20, 6};
    for (int i = 0; i < count; i++)
        add(f, first + i, 1000 + noise[i % 14]);
}

static void compose(struct fixture *f)
{
    scene_init(&f->scene, canvas_measure(canvas));
    chart_compose(&f->input, FORM_STANDARD, &f->scene);
}

static const struct scene_item *find(const struct fixture *f, enum scene_role role,
                                     enum scene_kind kind, size_t nth)
{
    for (size_t i = 0; i < f->scene.count; i++) {
        const struct scene_item *item = &f->scene.items[i];
        if (item->role == role && item->kind == kind && nth-- == 0)
            return item;
    }
    return NULL;
}

static int count(const struct fixture *f, enum scene_role role, enum scene_kind kind)
{
    int n = 0;
    while (find(f, role, kind, (size_t)n) != NULL)
        n++;
    return n;
}

static const struct scene_item *find_text(const struct fixture *f, const char *part)
{
    for (size_t i = 0; i < f->scene.count; i++) {
        const struct scene_item *item = &f->scene.items[i];
        if (item->kind == SCENE_TEXT && strstr(item->text.text, part) != NULL)
            return item;
    }
    return NULL;
}

static void assert_text(const struct fixture *f, const char *part, bool there)
{
    if ((find_text(f, part) != NULL) != there)
        fail_msg("\"%s\" is %s", part, there ? "missing" : "there");
}

/* No text over another, over a mark or an icon; nothing outside the picture. */
static void finish(struct fixture *f)
{
    for (size_t i = 0; i < f->scene.count; i++) {
        const struct scene_item *a = &f->scene.items[i];
        if (a->box.x < 0 || a->box.y < 0 || a->box.x + a->box.w > f->scene.width ||
            a->box.y + a->box.h > f->scene.height)
            fail_msg("item %zu (role %d) lies outside", i, (int)a->role);
        bool solid = a->kind == SCENE_TEXT || a->role == SCENE_ROLE_SIGNAL ||
                     a->role == SCENE_ROLE_VERDICT;
        for (size_t k = 0; solid && k < f->scene.count; k++) {
            const struct scene_item *b = &f->scene.items[k];
            if (k != i && b->kind == SCENE_TEXT && scene_overlap(a->box, b->box, -0.5))
                fail_msg("\"%s\" stands over item %zu (role %d)", b->text.text, i,
                         (int)a->role);
        }
    }
    scene_free(&f->scene);
    mem_free(f);
}

/* Mean and two limits for each level, on their own days. */
static void test_levels(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    fill(f, 1990, 14);
    fill(f, 2004, 9);
    for (size_t i = 14; i < 23; i++)
        f->observations[i].value.units += 500;
    f->rebases[0] = (struct event){.period = {FREQUENCY_FISCAL_YEAR, 2004},
                                   .text = "調査方法の変更（試験）"};
    f->indicator.rebase_count = 1;
    compose(f);
    assert_int_equal(count(f, SCENE_ROLE_LIMIT, SCENE_LINE), 6);
    assert_int_equal(count(f, SCENE_ROLE_LIMIT, SCENE_AREA), 2);
    const struct scene_item *before = find(f, SCENE_ROLE_LIMIT, SCENE_LINE, 0);
    const struct scene_item *after = find(f, SCENE_ROLE_LIMIT, SCENE_LINE, 3);
    const struct scene_item *line = find(f, SCENE_ROLE_EVENT, SCENE_LINE, 0);
    assert_true(fabs(before->box.x + before->box.w - after->box.x) < 0.01);
    assert_true(fabs(line->box.x - after->box.x) < 1);
    assert_true(after->box.y < before->box.y);
    assert_int_equal(before->style.dash, SCENE_DASHED);
    assert_int_equal(after->style.dash, SCENE_DOTTED);
    assert_text(f, "平成16年度からの平均 1,5", true);
    assert_text(f, "（XmR・暫定）", true);
    assert_int_equal(count(f, SCENE_ROLE_SIGNAL, SCENE_RECT), 0);
    /* icons only from 13 points on */
    assert_int_equal(count(f, SCENE_ROLE_VERDICT, SCENE_TEXT), 0);
    finish(f);
}

static void test_few(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    fill(f, 2010, 7);
    compose(f);
    assert_int_equal(count(f, SCENE_ROLE_LIMIT, SCENE_LINE), 0);
    assert_text(f, "値が少ないため管理限界（XmR）は示していない", true);
    finish(f);
}

/* A square where it is worse, a circle where it is better, triangles where neither is. On bars
 * inside their ends, on a line at the value. */
static void test_marks(void **state)
{
    (void)state;
    static const struct {
        enum better better;
        enum scene_kind high, low;
        const char *high_words, *low_words;
    } cases[] = {
        {BETTER_HIGHER, SCENE_DOT, SCENE_RECT, "超える上昇（改善）", "超える低下（悪化）"},
        {BETTER_LOWER, SCENE_RECT, SCENE_DOT, "超える上昇（悪化）", "超える低下（改善）"},
        {BETTER_NEUTRAL, SCENE_AREA, SCENE_AREA, "超える上昇", "超える低下"}};
    for (size_t i = 0; i < 3; i++) {
        struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
        f->indicator.better = cases[i].better;
        fill(f, 2000, 20);
        f->observations[6].value.units = 1150;
        f->observations[16].value.units = 870;
        compose(f);
        bool same = cases[i].high == cases[i].low;
        assert_int_equal(count(f, SCENE_ROLE_SIGNAL, cases[i].high), same ? 2 : 1);
        assert_int_equal(count(f, SCENE_ROLE_SIGNAL, cases[i].low), same ? 2 : 1);
        assert_text(f, cases[i].high_words, true);
        assert_text(f, cases[i].low_words, true);
        const struct scene_item *mark = find(f, SCENE_ROLE_SIGNAL, cases[i].high, 0);
        const struct scene_item *bar = find(f, SCENE_ROLE_BAR, SCENE_RECT, 6);
        assert_true(mark->box.x > bar->box.x && mark->box.y > bar->box.y);
        assert_true(mark->box.x + mark->box.w < bar->box.x + bar->box.w);
        assert_text(f, "印は管理限界の外", true);
        finish(f);
    }
}

static void test_mark_on_a_line(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, LANGUAGE_EN);
    f->indicator.basis = BASIS_YEAR_ON_YEAR;
    fill(f, 2020 * 12, 30);
    for (size_t i = 0; i < 30; i++)
        f->observations[i].value.units -= 1000;
    f->observations[10].value.units = -90;
    compose(f);
    assert_int_equal(count(f, SCENE_ROLE_SIGNAL, SCENE_RECT), 1);
    const struct scene_item *mark = find(f, SCENE_ROLE_SIGNAL, SCENE_RECT, 0);
    const struct scene_item *curve = find(f, SCENE_ROLE_CURVE, SCENE_LINE, 0);
    double y = curve->points[20].y;
    assert_true(fabs(mark->box.y + mark->box.h / 2 - y) < 0.01);
    assert_text(f, "fall beyond the usual variation (concern)", true);
    /* lines only: a band would lie under the shade below zero */
    assert_int_equal(count(f, SCENE_ROLE_LIMIT, SCENE_AREA), 0);
    assert_int_equal(count(f, SCENE_ROLE_LIMIT, SCENE_LINE), 3);
    finish(f);
}

/* A step from level to level has no limits, also where `limits` says level, but is told; of
 * values around one level nobody says that they move; and of equal ones why there are none. */
static void test_step(void **state)
{
    (void)state;
    for (int kind = 0; kind < 3; kind++) {
        struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
        f->indicator.limits = LIMITS_LEVEL;
        fill(f, 1990, 28);
        for (int i = 0; kind > 0 && i < 28; i++)
            f->observations[i].value.units = 1000 + (kind == 1 ? i % 9 : 0);
        for (int i = 16; kind == 0 && i < 28; i++)
            f->observations[i].value.units += 300;
        compose(f);
        assert_int_equal(count(f, SCENE_ROLE_LIMIT, SCENE_LINE), 0);
        assert_text(f, "平成18年度に水準が移っているため（平均 ", kind == 0);
        assert_text(f, "値の4分の1超が外に出るため", kind == 1);
        assert_text(f, "値が変わらないため管理限界（XmR）は示していない", kind == 2);
        finish(f);
    }
}

/* With a season the limits follow the year before. */
static void test_season(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, LANGUAGE_JA);
    fill(f, 2020 * 12, 36);
    for (size_t i = 0; i < 36; i++)
        f->observations[i].value.units *= i % 12 < 6 ? 1 : 8;
    f->observations[30].value.units /= 2;
    compose(f);
    assert_int_equal(count(f, SCENE_ROLE_LIMIT, SCENE_AREA), 1);
    assert_int_equal(count(f, SCENE_ROLE_LIMIT, SCENE_LINE), 0);
    assert_int_equal(count(f, SCENE_ROLE_AREA, SCENE_AREA), 0);
    assert_int_equal(count(f, SCENE_ROLE_SIGNAL, SCENE_RECT), 1);
    assert_text(f, "前年同月の値から見た管理限界（XmR）", true);
    const struct scene_item *band = find(f, SCENE_ROLE_LIMIT, SCENE_AREA, 0);
    const struct scene_item *curve = find(f, SCENE_ROLE_CURVE, SCENE_LINE, 0);
    assert_true(band->box.x > curve->box.x + curve->box.w / 4);
    finish(f);
}

/* A per cent ends at 100, a count at 0: no line stands there, for it is no limit. */
static void test_bounds(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    f->indicator.unit = "％";
    fill(f, 2000, 20);
    for (size_t i = 0; i < 20; i++)
        f->observations[i].value = (struct decimal){f->observations[i].value.units - 60, 1};
    compose(f);
    assert_int_equal(count(f, SCENE_ROLE_LIMIT, SCENE_LINE), 2);
    assert_text(f, "～100（XmR）", true);
    finish(f);
    f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    fill(f, 2000, 20);
    for (size_t i = 0; i < 20; i++)
        f->observations[i].value.units -= 975;
    compose(f);
    assert_int_equal(count(f, SCENE_ROLE_LIMIT, SCENE_LINE), 2);
    assert_text(f, "管理限界 0～", true);
    finish(f);
}

static void test_unstable(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    for (int i = 0; i < 20; i++)
        add(f, 2000 + i, 1000 + i * 100 + i % 2);
    compose(f);
    assert_int_equal(count(f, SCENE_ROLE_LIMIT, SCENE_LINE), 0);
    assert_text(f, "値の4分の1超が外に出るため管理限界（XmR）は示していない", true);
    finish(f);
}

/* What a machine makes of it stays inside unless the office says otherwise. */
static void test_public(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
        f->settings.site.audience = AUDIENCE_PUBLIC;
        f->indicator.limits = i == 0 ? LIMITS_AUTO : LIMITS_LEVEL;
        fill(f, 2000, 20);
        compose(f);
        assert_int_equal(count(f, SCENE_ROLE_LIMIT, SCENE_LINE), i == 0 ? 0 : 3);
        assert_int_equal(count(f, SCENE_ROLE_VERDICT, SCENE_TEXT), i);
        finish(f);
    }
}

/* Beside the sub-title; below it when there is no room. */
static void test_verdicts(void **state)
{
    (void)state;
    static const struct {
        int64_t target;
        const char *words;
    } cases[] = {{1000, "目標に届くかは通常の変動しだい"},
                 {1200, "通常の変動では目標に届かない水準"},
                 {800, "通常の変動の範囲で目標に届く水準"}};
    for (size_t i = 0; i < 3; i++) {
        struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
        fill(f, 2000, 20);
        f->indicator.target = (struct mark){.set = true, .value = {cases[i].target, 0}};
        compose(f);
        assert_text(f, "通常の変動の範囲", true);
        assert_text(f, cases[i].words, true);
        assert_int_equal(count(f, SCENE_ROLE_VERDICT, SCENE_TEXT), 2);
        const struct scene_item *subtitle = find(f, SCENE_ROLE_SUBTITLE, SCENE_TEXT, 0);
        const struct scene_item *words = find_text(f, cases[i].words);
        assert_true(
            fabs(words->box.y + words->box.h / 2 - subtitle->box.y - subtitle->box.h / 2) < 1);
        finish(f);
    }
}

static void test_verdicts_below(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_EN);
    f->indicator.unit_label =
        (struct label){NULL, "persons counted at the eleven points of the test town"};
    fill(f, 2000, 20);
    f->indicator.target = (struct mark){.set = true, .value = {1000, 0}};
    compose(f);
    const struct scene_item *subtitle = find(f, SCENE_ROLE_SUBTITLE, SCENE_TEXT, 0);
    const struct scene_item *words = find(f, SCENE_ROLE_VERDICT, SCENE_TEXT, 0);
    assert_true(words->box.y >= subtitle->box.y + subtitle->box.h);
    assert_int_equal(count(f, SCENE_ROLE_VERDICT, SCENE_TEXT), 2);
    finish(f);
}

/* Also where the series is enlarged beside its programs. */
static void test_two_panels(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, LANGUAGE_JA);
    f->indicator.basis = BASIS_YEAR_ON_YEAR;
    f->moved[0] = &f->indicator;
    f->year = (struct program_year){
        .fiscal_year = 2024, .title = {"試験の事業", NULL}, .budget = {true, 100}};
    f->program = (struct program){
        .id = "p", .years = &f->year, .year_count = 1, .moves = f->moved, .move_count = 1};
    f->settings.programs = &f->program;
    f->settings.program_count = 1;
    fill(f, 2014 * 12, 14);
    f->observations[6].value.units = 1150;
    compose(f);
    assert_int_equal(count(f, SCENE_ROLE_PANEL, SCENE_RECT), 1);
    assert_int_equal(count(f, SCENE_ROLE_LIMIT, SCENE_LINE), 6);
    assert_int_equal(count(f, SCENE_ROLE_SIGNAL, SCENE_DOT), 2);
    finish(f);
}

static void test_description(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    struct buf text;
    struct err err;
    buf_init(&text, 65536);
    fill(f, 2000, 20);
    f->observations[19].value.units = 700;
    compose(f);
    assert_int_equal(chart_describe(&f->input, &text, &err), 0);
    if (strstr(buf_text(&text),
               "（XmR）。通常の変動を超える低下（悪化）は1期（令和元年度）。最新の値は通常の"
               "変動を超える低下（悪化）。") == NULL)
        fail_msg("%s", buf_text(&text));
    buf_reset(&text);
    f->settings.site.language = LANGUAGE_EN;
    assert_int_equal(chart_describe(&f->input, &text, &err), 0);
    if (strstr(buf_text(&text),
               " Fall beyond the usual variation (concern): 1 period (FY2019). "
               "The newest value is a fall beyond") == NULL)
        fail_msg("%s", buf_text(&text));
    buf_free(&text);
    finish(f);
}

static int make_canvas(void **state)
{
    struct err err;
    (void)state;
    return canvas_new(&canvas, &err);
}

static int drop_canvas(void **state)
{
    (void)state;
    canvas_free(canvas);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels),         cmocka_unit_test(test_few),
        cmocka_unit_test(test_step),           cmocka_unit_test(test_marks),
        cmocka_unit_test(test_mark_on_a_line), cmocka_unit_test(test_season),
        cmocka_unit_test(test_bounds),         cmocka_unit_test(test_unstable),
        cmocka_unit_test(test_public),         cmocka_unit_test(test_verdicts),
        cmocka_unit_test(test_verdicts_below), cmocka_unit_test(test_two_panels),
        cmocka_unit_test(test_description),
    };
    return cmocka_run_group_tests_name("limit", tests, make_canvas, drop_canvas);
}
