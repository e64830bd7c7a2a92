/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/logicmodel. */
#include "graphs/logicmodel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "graphs/canvas.h"
#include "graphs/chart.h"
#include "graphs/scene.h"
#include "tests/unit/charting.h"
#include "tests/unit/configured.h"

#define REST "unit = 人\nfrequency = fiscal-year\nbetter = higher\n"

static const char TEXT[] =
    "[site]\nlanguage = ja\nstate = s\noutput = o\n"
    "[indicator users]\ntitle = 利用者数\ntitle.en = Users\nkind = output\n" REST
    "[indicator town]\ntitle = 来街者数\ntitle.en = Visitors\ntarget = FY2027 9000\n" REST
    "[indicator boom]\ntitle = 景気の指標\ntitle.en = Business\nkind = context\n" REST
    "[challenge bustle]\ntitle = 賑わい\ntitle.en = Bustle\ntext = "
    "中心市街地の魅力づくりが必要\n"
    "[policy centre]\ntitle = 中心部\nchallenge = bustle\n[policy bare]\ntitle = 課題なし\n"
    "[program whole]\ntitle = 公園の運営\ntitle.en = Park\npolicy = centre\n"
    "moves = users town\ncontext = boom\nowner = 商業課\nwhy = 滞在が増える\n"
    "budget.2023 = 1000\nsettled.2023 = 900\nbudget.2024 = 46766\n"
    "[program fund]\ntitle = 資金\npolicy = centre\nkind = loan\nbudget.2024 = 6650876\n"
    "[program bare]\ntitle = 何もない\npolicy = bare\n";

struct drawn {
    struct settings *settings;
    struct arena *arena;
    struct canvas *canvas;
    struct logic logic;
    struct logicmodel model;
    struct scene scene;
};

static struct drawn *start(const char *id, enum language language, bool gaps)
{
    static struct drawn drawn;
    struct err err = {0};

    drawn = (struct drawn){.settings = configured(TEXT), .arena = arena_new()};
    assert_non_null(drawn.settings);
    drawn.settings->site.language = language;
    logic_find(settings_program(drawn.settings, id), NULL, NULL, drawn.arena, &drawn.logic);
    drawn.model = (struct logicmodel){drawn.settings, &drawn.logic, gaps};
    if (canvas_new(&drawn.canvas, &err))
        fail_msg("%s", err.text);
    return &drawn;
}

static void compose(struct drawn *drawn, enum form_size size)
{
    scene_init(&drawn->scene, canvas_measure(drawn->canvas));
    logicmodel_compose(&drawn->model, size, &drawn->scene);
}

static void end(struct drawn *drawn)
{
    scene_free(&drawn->scene);
    canvas_free(drawn->canvas);
    arena_free(drawn->arena);
    settings_free(drawn->settings);
}

/* All stands in the picture, and no text over another. */
static void check_room(const struct scene *scene)
{
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];

        assert_true(item->box.x >= 0 && item->box.y >= 0);
        assert_true(item->box.x + item->box.w <= scene->width + 0.5);
        assert_true(item->box.y + item->box.h <= scene->height + 0.5);
        for (size_t k = i + 1; k < scene->count && item->kind == SCENE_TEXT; k++)
            if (scene->items[k].kind == SCENE_TEXT)
                assert_false(scene_overlap(item->box, scene->items[k].box, -1));
    }
}

static double left_of(const struct scene *scene, const char *text)
{
    const struct scene_item *item = charting_text(scene, text);

    if (!item)
        fail_msg("%s is not in the picture", text);
    return item->box.x;
}

static void test_broad(void **state)
{
    struct drawn *drawn = start("whole", LANGUAGE_JA, false);

    (void)state;
    compose(drawn, FORM_STANDARD);
    check_room(&drawn->scene);
    assert_true(drawn->scene.width == CHART_WIDTH);
    assert_true(left_of(&drawn->scene, "46,766千円") < left_of(&drawn->scene, "利用者数"));
    assert_true(left_of(&drawn->scene, "利用者数") < left_of(&drawn->scene, "来街者数"));
    assert_true(left_of(&drawn->scene, "来街者数") < left_of(&drawn->scene, "賑わい"));
    assert_true(charting_has(&drawn->scene, "目標値 9,000人（令和9年度）"));
    assert_true(charting_has(&drawn->scene, "令和6年度 当初予算、商業課"));
    assert_true(charting_has(&drawn->scene, "滞在が増える"));
    assert_true(charting_has(&drawn->scene, "増減は事業の成果を直接示すものではありません"));
    /* three arrows */
    assert_int_equal(charting_count(&drawn->scene, SCENE_ROLE_NONE, SCENE_AREA), 3);
    /* background: below all cells, in its own frame */
    const struct scene_item *background =
        charting_find(&drawn->scene, SCENE_ROLE_COMPARE, SCENE_RECT, 0);
    assert_non_null(background);
    for (size_t i = 0; i < 4; i++) {
        const struct scene_item *cell =
            charting_find(&drawn->scene, SCENE_ROLE_STRIP_BAR, SCENE_RECT, i);

        assert_non_null(cell);
        assert_true(cell->box.y + cell->box.h < background->box.y);
    }
    end(drawn);
}

static void test_narrow(void **state)
{
    struct drawn *drawn = start("whole", LANGUAGE_EN, false);

    (void)state;
    compose(drawn, FORM_THUMBNAIL);
    check_room(&drawn->scene);
    assert_true(drawn->scene.width == LOGICMODEL_NARROW);
    const struct scene_item *users = charting_text(&drawn->scene, "Users");
    const struct scene_item *visitors = charting_text(&drawn->scene, "Visitors");
    const struct scene_item *bustle = charting_text(&drawn->scene, "Bustle");

    assert_true(users->box.x == visitors->box.x && users->box.y < visitors->box.y &&
                visitors->box.y < bustle->box.y);
    end(drawn);
}

/* What is not set is named for the office, and left out for the public. */
static void test_gaps(void **state)
{
    (void)state;
    for (int gaps = 0; gaps <= 1; gaps++) {
        struct drawn *drawn = start("fund", LANGUAGE_JA, gaps != 0);

        compose(drawn, FORM_STANDARD);
        check_room(&drawn->scene);
        assert_int_equal(charting_count(&drawn->scene, SCENE_ROLE_STRIP_BAR, SCENE_RECT),
                         gaps ? 4 : 2);
        assert_true(charting_has(&drawn->scene, "設定されていません") == (gaps != 0));
        assert_true(charting_has(&drawn->scene, "融資（原資預託を含む）"));
        end(drawn);
    }
}

static void test_words(void **state)
{
    struct drawn *drawn = start("whole", LANGUAGE_JA, true);
    struct buf words;

    (void)state;
    compose(drawn, FORM_STANDARD);
    buf_init(&words, 4096);
    logicmodel_alt(&drawn->model, &words);
    assert_string_equal(buf_text(&words), "ロジックモデル：公園の運営");
    buf_reset(&words);
    logicmodel_describe(&drawn->model, &words);
    assert_string_equal(
        buf_text(&words),
        "投入（予算）は46,766千円（令和6年度 当初予算、商業課）。活動指標は利用者数。"
        "成果指標は来街者数（目標値 "
        "9,000人（令和9年度））。課題は賑わい（中心市街地の魅力づくり"
        "が必要）。背景（この事業の成果とはみなさない指標）：景気の指標。"
        "指標は景気・人口等の影響も受け、増減は事業の成果を直接示すものではありません。");
    buf_free(&words);
    end(drawn);
    drawn = start("bare", LANGUAGE_JA, true);
    assert_false(logicmodel_is_worth(&drawn->logic));
    end(drawn);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_broad),
        cmocka_unit_test(test_narrow),
        cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
