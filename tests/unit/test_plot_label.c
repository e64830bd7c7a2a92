/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests of graphs/plot_label: which values are written, and where, beside lines, bars, the
 * path to a target and the axis. All figures here are test data.
 */
#include "graphs/plot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "core/mem.h"
#include "graphs/canvas.h"
#include "graphs/chart.h"
#include "graphs/palette.h"
#include "tests/unit/charting.h"

#define NOW INT64_C(1767225600) /* 2026-01-01 */
#define MOST 480

struct fixture {
    struct settings settings;
    struct indicator indicator;
    struct observation observations[MOST];
    struct series series;
    struct indicator other;
    struct observation others[MOST];
    struct series compare;
    struct chart_input input;
};

static struct canvas *canvas;

static struct fixture *start(enum frequency frequency)
{
    struct fixture *f = mem_calloc(1, sizeof *f);
    f->indicator = (struct indicator){.id = "test",
                                      .title = {"試験用の指標", NULL},
                                      .unit = "人",
                                      .unit_label = {"人", NULL},
                                      .limits = LIMITS_NONE,
                                      .frequency = frequency};
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

static struct scene compose(struct fixture *f, enum form_size size)
{
    struct scene scene;
    scene_init(&scene, canvas_measure(canvas));
    chart_compose(&f->input, size, &scene);
    charting_assert_tidy(&scene);
    return scene;
}

static void finish(struct fixture *f, struct scene *scene)
{
    scene_free(scene);
    mem_free(f);
}

static int64_t value_of(unsigned seed, int i)
{
    unsigned mixed = (seed * 2654435761u) ^ ((unsigned)i * 40503u * (seed + 7));
    mixed ^= mixed >> 15;
    mixed *= 2246822519u;
    mixed ^= mixed >> 13;
    static const int season[] = {2, 0, 5, 9, 21, 30, 44, 60, 35, 18, 7, 3};
    return 4000 + season[i % 12] * 220 + (int64_t)(mixed % 3100);
}

static bool is_written(const struct scene *scene, int64_t units)
{
    char words[WORDS_SIZE];
    words_value((struct decimal){units, 0}, 0, LANGUAGE_JA, words);
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_TEXT && item->role == SCENE_ROLE_VALUE &&
            strcmp(item->text.text, words) == 0)
            return true;
    }
    return false;
}

struct extremes {
    int64_t high, low, newest;
};

static struct extremes fill(struct fixture *f, unsigned seed, int count)
{
    struct extremes found = {0, INT64_MAX, 0};
    for (int i = 0; i < count; i++) {
        int64_t value = value_of(seed, i) - (f->indicator.basis == BASIS_LEVEL ? 0 : 9000);
        add(f, 1985 * 12 + i, value);
        found.high = i == 0 || value > found.high ? value : found.high;
        found.low = value < found.low ? value : found.low;
        found.newest = value;
    }
    return found;
}

/* Another series round the first, so that the two cross everywhere. */
static void compare(struct fixture *f, unsigned seed)
{
    for (size_t i = 0; i < f->series.count; i++) {
        f->others[i] = f->observations[i];
        f->others[i].value.units += (int64_t)(value_of(seed + 100, (int)i) - 8000) / 4;
    }
    f->compare = (struct series){"other", FREQUENCY_MONTHLY, f->others, f->series.count};
    f->other = f->indicator;
    f->indicator.compare = &f->other;
    f->input.compare = &f->compare;
}

static void assert_extremes(struct fixture *f, struct extremes wanted, const char *what)
{
    for (int size = FORM_STANDARD; size <= FORM_WIDE; size++) {
        struct scene scene = compose(f, (enum form_size)size);
        if (!is_written(&scene, wanted.high) || !is_written(&scene, wanted.low) ||
            !is_written(&scene, wanted.newest))
            fail_msg("%s, %zu months, size %d: high %d low %d newest %d", what,
                     f->series.count, size, is_written(&scene, wanted.high),
                     is_written(&scene, wanted.low), is_written(&scene, wanted.newest));
        scene_free(&scene);
    }
}

/* Highest, lowest and newest value are written, whatever is crossed: the mean of a year, or
 * another series. */
static void test_extremes_beside_two_lines(void **state)
{
    (void)state;
    static const int lengths[] = {14, 26, 37, 60, 120, 240, 480};
    for (unsigned seed = 1; seed <= 120; seed++) {
        struct fixture *f = start(FREQUENCY_MONTHLY);
        char what[64];
        f->indicator.basis = seed % 2 == 0 ? BASIS_LEVEL : BASIS_YEAR_ON_YEAR;
        struct extremes wanted = fill(f, seed, lengths[seed % 7]);
        f->indicator.limits = seed % 4 < 2 ? LIMITS_NONE : LIMITS_AUTO;
        if (seed % 3 != 0)
            compare(f, seed);
        if (seed % 5 == 0)
            f->indicator.target = (struct mark){.set = true, .value = {wanted.high - 40, 0}};
        (void)snprintf(what, sizeof what, "seed %u", seed);
        assert_extremes(f, wanted, what);
        mem_free(f);
    }
}

/* The same figure again and again is written at both ends only. */
static void test_all_equal(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY);
    for (int i = 0; i < 26; i++)
        add(f, 2023 * 12 + i, 42);
    struct scene scene = compose(f, FORM_STANDARD);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_VALUE, SCENE_TEXT), 2);
    finish(f, &scene);
}

/* Few bars have all their values, and the baseline its words over them. */
static void test_bars_beside_a_baseline(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR);
    static const int heights[] = {0, 64, 44, -20, -25, 47, 101, 68,
                                  6, 17, 95, 136, 90,  35, 61};
    for (int i = 0; i < 15; i++)
        add(f, 2010 + i, 118000 + heights[i] * 100);
    f->indicator.baseline =
        (struct mark){true, true, {FREQUENCY_FISCAL_YEAR, 2014}, {120000, 0}};
    f->indicator.target =
        (struct mark){true, true, {FREQUENCY_FISCAL_YEAR, 2028}, {138000, 0}};
    struct scene scene = compose(f, FORM_STANDARD);
    for (size_t i = 0; i < f->series.count; i++)
        assert_true(is_written(&scene, f->observations[i].value.units));
    assert_true(charting_has(&scene, "基準値 120,000人"));
    assert_true(charting_has(&scene, "目標値 138,000人"));
    finish(f, &scene);
}

/* A value at the axis is not read together with the axis' own figures. */
static void test_beside_the_axis(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY);
    add(f, 2004 * 12 + 6, 185461);
    add(f, 2004 * 12 + 7, 321500);
    add(f, 2014 * 12 + 4, 175763);
    add(f, 2014 * 12 + 9, 134417);
    struct scene scene = compose(f, FORM_STANDARD);
    const struct scene_item *value = charting_text(&scene, "185,461");
    const struct scene_item *tick = charting_text(&scene, "200,000");
    assert_non_null(value);
    assert_non_null(tick);
    assert_true(value->box.x > tick->box.x + tick->box.w + 10);
    finish(f, &scene);
}

/* True if a line of the role runs through the box. */
static bool is_struck(const struct scene *scene, enum scene_role role, struct scene_box box)
{
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        for (size_t k = 1; item->role == role && k < item->point_count; k++) {
            for (int s = 0; s <= 1000; s++) {
                double x = item->points[k - 1].x +
                           (item->points[k].x - item->points[k - 1].x) * s / 1000;
                double y = item->points[k - 1].y +
                           (item->points[k].y - item->points[k - 1].y) * s / 1000;
                if (x > box.x && x < box.x + box.w && y > box.y + 1 && y < box.y + box.h - 1)
                    return true;
            }
        }
    }
    return false;
}

static void assert_not_struck(const struct scene *scene, enum scene_role role)
{
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_TEXT && item->role == SCENE_ROLE_VALUE &&
            is_struck(scene, role, item->box))
            fail_msg("\"%s\" is struck through by role %d", item->text.text, (int)role);
    }
}

/* Where the path or a limit runs over a bar, its value stands within it. */
static void test_bars_under_lines(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR);
    for (int i = 0; i < 16; i++)
        add(f, 2010 + i, 1000 + 10 * i);
    f->indicator.baseline =
        (struct mark){true, true, {FREQUENCY_FISCAL_YEAR, 2015}, {1000, 0}};
    f->indicator.target = (struct mark){true, true, {FREQUENCY_FISCAL_YEAR, 2025}, {1200, 0}};
    struct scene scene = compose(f, FORM_STANDARD);
    for (size_t i = 0; i < f->series.count; i++)
        assert_true(is_written(&scene, f->observations[i].value.units));
    assert_not_struck(&scene, SCENE_ROLE_PATH);
    const struct scene_item *newest = charting_text(&scene, "1,150");
    const struct scene_item *bar = charting_find(&scene, SCENE_ROLE_BAR, SCENE_RECT, 15);
    assert_true(charting_is_within(newest->box, bar->box));
    finish(f, &scene);
    f = start(FREQUENCY_FISCAL_YEAR);
    f->indicator.limits = LIMITS_LEVEL;
    static const int heights[] = {0, 9, 3, 12, 1, 8, 13, 2, 10, 5, 11, 4, 7, 12, 6};
    for (int i = 0; i < 15; i++)
        add(f, 2010 + i, 1000 + 4 * heights[i]);
    scene = compose(f, FORM_STANDARD);
    assert_true(charting_count(&scene, SCENE_ROLE_LIMIT, SCENE_LINE) == 3);
    assert_not_struck(&scene, SCENE_ROLE_LIMIT);
    finish(f, &scene);
}

/* Its words stand at the marker, whatever else does, and the baseline keeps its own. */
static void test_target_at_its_marker(void **state)
{
    (void)state;
    struct event events[12];
    for (int size = FORM_STANDARD; size <= FORM_WIDE; size++) {
        for (int shape = 0; shape < 6; shape++) {
            struct fixture *f = start(FREQUENCY_MONTHLY);
            for (int i = 0; i < 150; i++)
                add(f, 2014 * 12 + i, 1000 + i % 7 * 30 + (shape % 2 == 0 ? i : -i));
            for (int i = 0; i < 12; i++)
                events[i] = (struct event){
                    .period = {FREQUENCY_MONTHLY, 2024 * 12 + 2 * i - 6}, .text = "出来事"};
            f->indicator.events = events;
            f->indicator.event_count = 12;
            f->indicator.baseline =
                (struct mark){true, true, {FREQUENCY_MONTHLY, 2022 * 12}, {1100, 0}};
            f->indicator.target = (struct mark){true,
                                                true,
                                                {FREQUENCY_MONTHLY, 2025 * 12 + 3 + shape},
                                                {900 + shape * 130, 0}};
            struct scene scene = compose(f, (enum form_size)size);
            const struct scene_item *marker =
                charting_find(&scene, SCENE_ROLE_TARGET, SCENE_AREA, 0);
            const struct scene_item *words =
                charting_find(&scene, SCENE_ROLE_TARGET, SCENE_TEXT, 0);
            assert_true(marker != NULL && words != NULL);
            if (!scene_overlap(marker->box, words->box, 100) ||
                marker->box.x > words->box.x + words->box.w + 20 ||
                marker->box.x + marker->box.w < words->box.x - 20)
                fail_msg(
                    "size %d, shape %d: the target's words are at %.0f %.0f, not %.0f %.0f",
                    size, shape, words->box.x, words->box.y, marker->box.x, marker->box.y);
            assert_false(is_struck(&scene, SCENE_ROLE_CURVE, words->box));
            assert_non_null(charting_find(&scene, SCENE_ROLE_BASELINE, SCENE_TEXT, 0));
            finish(f, &scene);
        }
    }
}

/* A survey every third year: marks that are seen, also the one at which the path begins. */
static void test_lone_values(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR);
    f->indicator.unit = "％";
    for (int i = 0; i < 6; i++)
        add(f, 2008 + 3 * i, 30 + i);
    f->indicator.baseline = (struct mark){true, true, {FREQUENCY_FISCAL_YEAR, 2017}, {33, 0}};
    f->indicator.target = (struct mark){true, true, {FREQUENCY_FISCAL_YEAR, 2027}, {45, 0}};
    struct scene scene = compose(f, FORM_STANDARD);
    assert_int_equal(charting_count(&scene, SCENE_ROLE_CURVE, SCENE_DOT), 6);
    for (size_t i = 0; i < 6; i++)
        assert_true(charting_find(&scene, SCENE_ROLE_CURVE, SCENE_DOT, i)->box.w >= 7);
    const struct scene_item *square =
        charting_find(&scene, SCENE_ROLE_BASELINE, SCENE_RECT, 0);
    assert_true(square->style.fill == PALETTE_NONE);
    assert_true(charting_is_within(charting_find(&scene, SCENE_ROLE_CURVE, SCENE_DOT, 3)->box,
                                   square->box));
    finish(f, &scene);
}

/* Without colour: the mean is a chain, the limits are dashed, a comparison is whole and
 * heavier.
 */
static void test_greys(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY);
    f->indicator.basis = BASIS_YEAR_ON_YEAR;
    f->indicator.limits = LIMITS_LEVEL;
    for (int i = 0; i < 40; i++)
        add(f, 2022 * 12 + i, i * 7 % 11 - 5);
    compare(f, 3);
    struct scene scene = compose(f, FORM_STANDARD);
    const struct scene_item *mean = charting_find(&scene, SCENE_ROLE_LIMIT, SCENE_LINE, 1);
    const struct scene_item *edge = charting_find(&scene, SCENE_ROLE_LIMIT, SCENE_LINE, 0);
    const struct scene_item *other = charting_find(&scene, SCENE_ROLE_COMPARE, SCENE_LINE, 0);
    assert_true(mean->style.dash == SCENE_CHAIN && edge->style.dash == SCENE_DASHED);
    assert_true(other->style.dash == SCENE_SOLID &&
                other->style.width > 1.5 * mean->style.width);
    finish(f, &scene);
}

/* A path that begins behind the picture does not stretch its scale. */
static void test_path_out_of_sight(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR);
    for (int i = 0; i < 4; i++)
        add(f, 2022 + i, 100 + i);
    f->indicator.baseline = (struct mark){true, true, {FREQUENCY_FISCAL_YEAR, 2045}, {100, 0}};
    f->indicator.target = (struct mark){true, true, {FREQUENCY_FISCAL_YEAR, 2060}, {1000, 0}};
    struct scene scene = compose(f, FORM_STANDARD);
    for (size_t i = 0; i < scene.count; i++)
        assert_true(scene.items[i].role != SCENE_ROLE_VALUE_TICK ||
                    strlen(scene.items[i].text.text) <= 3);
    const struct scene_item *words = charting_find(&scene, SCENE_ROLE_TARGET, SCENE_TEXT, 0);
    assert_non_null(strstr(words->text.text, "→"));
    finish(f, &scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_extremes_beside_two_lines),
        cmocka_unit_test(test_all_equal),
        cmocka_unit_test(test_bars_beside_a_baseline),
        cmocka_unit_test(test_beside_the_axis),
        cmocka_unit_test(test_bars_under_lines),
        cmocka_unit_test(test_target_at_its_marker),
        cmocka_unit_test(test_lone_values),
        cmocka_unit_test(test_greys),
        cmocka_unit_test(test_path_out_of_sight),
    };
    struct err err = {0};
    if (canvas_new(&canvas, &err) != 0)
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    canvas_free(canvas);
    return failed;
}
