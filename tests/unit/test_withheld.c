/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests of graphs/withheld: what a chart of the public edition says of counts that are too
 * small for it. All figures are test data.
 */
#include "graphs/withheld.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/mem.h"
#include "graphs/canvas.h"
#include "tests/unit/charting.h"

#define NOW INT64_C(1711929600) /* 2024-04-01 */
#define MOST 240

struct fixture {
    struct settings settings;
    struct indicator indicator;
    struct observation observations[MOST];
    struct series series;
    struct chart_input input;
    struct scene scene;
};

static struct canvas *canvas;

static struct fixture *start(enum frequency frequency, enum language language)
{
    struct fixture *f = mem_calloc(1, sizeof *f);
    f->indicator = (struct indicator){.id = "test",
                                      .title = {"試験用の指標", "Test indicator"},
                                      .unit = "件",
                                      .unit_label = {"件", "cases"},
                                      .frequency = frequency,
                                      .limits = LIMITS_LEVEL};
    f->settings.site.language = language;
    f->settings.site.audience = AUDIENCE_PUBLIC;
    f->settings.site.min_cell = 5;
    f->series = (struct series){"test", frequency, f->observations, 0};
    f->input = (struct chart_input){.settings = &f->settings,
                                    .indicator = &f->indicator,
                                    .series = &f->series,
                                    .now = NOW};
    return f;
}

/* Values below 5 as the edition leaves them, but for nothing at all. */
static void add(struct fixture *f, int32_t n, int64_t units)
{
    struct observation *here = &f->observations[f->series.count++];
    *here = (struct observation){.period = {f->indicator.frequency, n}, .value = {units, 0}};
    if (units > 0 && units < 5) {
        here->masked = true;
        here->status = OBSERVATION_MISSING;
        here->value = (struct decimal){0, 0};
    }
}

static void fill(struct fixture *f, int32_t first, int count)
{
    static const int values[] = {9, 12, 3, 8, 14, 7, 10, 4, 11, 6, 13, 9};
    for (int i = 0; i < count; i++)
        add(f, first + i, values[i % 12]);
}

static void compose(struct fixture *f)
{
    scene_init(&f->scene, canvas_measure(canvas));
    chart_compose(&f->input, FORM_STANDARD, &f->scene);
    charting_assert_tidy(&f->scene);
}

static void finish(struct fixture *f)
{
    scene_free(&f->scene);
    mem_free(f);
}

/* The words hold all of `parts` and none of `others`. */
static void assert_words(const struct fixture *f, const char *const *parts,
                         const char *const *others)
{
    struct buf text;
    struct err err;
    buf_init(&text, 65536);
    assert_int_equal(chart_describe(&f->input, &text, &err), 0);
    for (size_t i = 0; parts[i] != NULL; i++) {
        if (strstr(buf_text(&text), parts[i]) == NULL)
            fail_msg("\"%s\" is not in \"%s\"", parts[i], buf_text(&text));
    }
    for (size_t i = 0; others[i] != NULL; i++) {
        if (strstr(buf_text(&text), others[i]) != NULL)
            fail_msg("\"%s\" is in \"%s\"", others[i], buf_text(&text));
    }
    buf_free(&text);
}

static void test_months(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, LANGUAGE_JA);
    fill(f, 2022 * 12, 24);
    compose(f);
    assert_int_equal(charting_count(&f->scene, SCENE_ROLE_MISSING, SCENE_TEXT), 4);
    assert_non_null(charting_text(&f->scene, "×"));
    assert_true(charting_has(
        &f->scene, "「×」は秘匿（5件未満）。このため管理限界と1年間の平均は示していない"));
    assert_false(charting_has(&f->scene, "公表資料に数値のない"));
    assert_false(charting_has(&f->scene, "管理限界 "));
    assert_int_equal(charting_count(&f->scene, SCENE_ROLE_LIMIT, SCENE_LINE), 0);
    assert_int_equal(charting_count(&f->scene, SCENE_ROLE_SIGNAL, SCENE_DOT), 0);
    assert_int_equal(charting_count(&f->scene, SCENE_ROLE_VERDICT, SCENE_DOT), 0);
    const char *const parts[] = {"までの20件。", "ほかに4期の値は秘匿（5件未満）。",
                                 "最高は2022年5月の14件。", NULL};
    const char *const others[] = {"最低", "値のない期間", "通常の変動：", "平均", NULL};
    assert_words(f, parts, others);
    f->settings.site.language = LANGUAGE_EN;
    const char *const english[] = {"4 more values are withheld (below 5 cases).", NULL};
    const char *const none[] = {"Lowest", "Usual variation", NULL};
    assert_words(f, english, none);
    finish(f);
}

/* The same figures with nothing withheld have limits and a lowest value. */
static void test_nothing_withheld(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, LANGUAGE_JA);
    fill(f, 2022 * 12, 24);
    for (size_t i = 0; i < f->series.count; i++) {
        if (f->observations[i].masked)
            f->observations[i] =
                (struct observation){.period = f->observations[i].period, .value = {3, 0}};
    }
    compose(f);
    assert_false(charting_has(&f->scene, "秘匿"));
    assert_true(charting_has(&f->scene, "管理限界 "));
    const char *const parts[] = {"最低は2022年3月の3件。", "通常の変動：", NULL};
    const char *const others[] = {"秘匿", NULL};
    assert_words(f, parts, others);
    finish(f);
}

/* 0 is of nobody: it is the lowest whatever is withheld. */
static void test_zero_is_the_lowest(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    static const int values[] = {3, 0, 12, 2, 9, 8, 7};
    for (int i = 0; i < 7; i++)
        add(f, 2015 + i, values[i]);
    compose(f);
    const char *const others[] = {"値のない期間", NULL};
    const char *const said[] = {"までの5件。", "ほかに2期の値は秘匿", "の0件。", NULL};
    assert_words(f, said, others);
    finish(f);
}

/* Where months are too narrow for a sign, and where the newest value is one. */
static void test_no_room_and_newest(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_MONTHLY, LANGUAGE_JA);
    fill(f, 2005 * 12, 224);
    compose(f);
    assert_int_equal(charting_count(&f->scene, SCENE_ROLE_MISSING, SCENE_TEXT), 0);
    assert_true(charting_has(&f->scene, "空白に秘匿した値（5件未満）を含む"));
    assert_true(charting_has(&f->scene, "（2023年8月は秘匿）"));
    assert_false(charting_has(&f->scene, "公表資料に数値のない"));
    finish(f);
}

static void test_all_withheld(void **state)
{
    (void)state;
    struct fixture *f = start(FREQUENCY_FISCAL_YEAR, LANGUAGE_JA);
    add(f, 2020, 3);
    add(f, 2021, 2);
    compose(f);
    assert_true(charting_has(&f->scene, "公表する実績値はありません（5件未満のため秘匿）"));
    assert_false(charting_has(&f->scene, "公表値未確認"));
    const char *const parts[] = {"公表する実績値はありません（5件未満のため秘匿）。", NULL};
    const char *const others[] = {"公表値未確認", NULL};
    assert_words(f, parts, others);
    finish(f);
}

static int open_canvas(void **state)
{
    struct err err;
    (void)state;
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
        cmocka_unit_test(test_months),
        cmocka_unit_test(test_nothing_withheld),
        cmocka_unit_test(test_zero_is_the_lowest),
        cmocka_unit_test(test_no_room_and_newest),
        cmocka_unit_test(test_all_withheld),
    };
    return cmocka_run_group_tests_name("withheld", tests, open_canvas, close_canvas);
}
