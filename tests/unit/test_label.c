/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/label. */
#include "collector/label.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/str.h"
#include "core/unicode.h"

struct fit {
    const char *parts[3];
    const char *name;
    enum label_fit want;
};

static void test_fits(void **state)
{
    (void)state;
    static const struct fit CASES[] = {
        {{"入園者数"}, "入園者数", LABEL_WHOLE},
        {{"入 園 者 数"}, "入園者数", LABEL_WHOLE},
        {{"入園者数（人）"}, "入園者数", LABEL_WHOLE_BARE},
        {{"入園者数（人）"}, "入園者数(人)", LABEL_WHOLE},
        {{"入園者数（有料）"}, "入園者数", LABEL_NONE},
        {{"入園者数※1"}, "入園者数", LABEL_WHOLE_BARE},
        {{"入園者数(注)"}, "入園者数", LABEL_WHOLE_BARE},
        {{"入園者数 注2)"}, "入園者数", LABEL_WHOLE_BARE},
        {{"入園者数*1"}, "入園者数", LABEL_WHOLE_BARE},
        {{"入園者数（千人）（注1）"}, "入園者数", LABEL_WHOLE_BARE},
        {{"発注"}, "発", LABEL_NONE},
        {{"旭川市", "入園者数"}, "旭川市入園者数", LABEL_WHOLE},
        {{"旭川市", "入園者数"}, "入園者数", LABEL_LAST},
        {{"旭川市", "入園者数（人）"}, "入園者数", LABEL_LAST_BARE},
        {{"旭川市", "入園者数", "(人)"}, "入園者数", LABEL_LAST_BARE},
        {{"旭川市", "入園者数"}, "旭川市", LABEL_NONE},
        {{"旭川市", "旭川市"}, "旭川市", LABEL_WHOLE},
        {{"総入園者数"}, ".*入園者数", LABEL_PATTERN},
        {{"総入園者数"}, "入園者数", LABEL_NONE},
        {{""}, "", LABEL_NONE},
        {{"※"}, "", LABEL_NONE},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct arena *arena = arena_new();
        struct label_path label;
        struct name name;

        label_init(&label);
        for (size_t k = 0; k < 3 && CASES[i].parts[k]; k++)
            label_add(&label, arena, CASES[i].parts[k]);
        label_unit(&label, arena, "人");
        name_init(&name, arena, CASES[i].name);
        enum label_fit got = label_fit(&label, &name);
        if (got != CASES[i].want)
            fail_msg("%s with %s: %d", label.path, CASES[i].name, (int)got);
        name_free(&name);
        arena_free(arena);
    }
}

static void test_unit(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {
        {"入園者数（千人）", "千人"},   {"入園者数(単位:万人)", "万人"},
        {"入園者数（千人）※1", "千人"}, {"入園者数", ""},
        {"入園者数（有料）", ""},       {"入園者数[人]", "人"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct arena *arena = arena_new();
        struct label_path label;

        label_init(&label);
        label_add(&label, arena, CASES[i][0]);
        label_unit(&label, arena, "人");
        assert_string_equal(label.unit, CASES[i][1]);
        arena_free(arena);
    }
}

/* 入込客数(千人) over 男 is the unit of 男, not of what is in another unit by its nature. */
static void test_inherits(void **state)
{
    (void)state;
    static const struct {
        const char *parts[3];
        const char *want;
    } CASES[] = {
        {{"入込客数(千人)", "男"}, "千人"},   {{"入込客数(千人)", "団体", "大人"}, "千人"},
        {{"入込客数(千人)", "計(人)"}, "人"}, {{"入込客数(千人)", "前年比"}, ""},
        {{"入込客数(千人)", "稼働率"}, ""},   {{"入込客数(千人)", "構成比(%)"}, "%"},
        {{"入込客数", "団体", "大人"}, ""},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct arena *arena = arena_new();
        struct label_path label;

        label_init(&label);
        for (size_t k = 0; k < 3 && CASES[i].parts[k]; k++) {
            label_add(&label, arena, CASES[i].parts[k]);
            label_unit(&label, arena, "人");
        }
        label_inherit(&label, arena);
        assert_string_equal(label.unit, CASES[i].want);
        arena_free(arena);
    }
    /* the brackets of 男(計) are not the unit's */
    struct arena *arena = arena_new();
    struct label_path label;
    struct name name;
    label_init(&label);
    label_add(&label, arena, "入込客数(千人)");
    label_unit(&label, arena, "人");
    label_add(&label, arena, "男(有料)");
    label_unit(&label, arena, "人");
    label_inherit(&label, arena);
    name_init(&name, arena, "男");
    assert_string_equal(label.unit, "千人");
    assert_int_equal(label_fit(&label, &name), LABEL_NONE);
    name_free(&name);
    arena_free(arena);
}

static void test_compares(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const char *const YES[] = {
        "前年比",    "前年度比（％）", "対前年増減", "増減数(人)", "構成比",
        "構成比(%)", "伸び率",         "備考",       "順位",       "注1)"};
    static const char *const NO[] = {"人数", "計", "合計(人)", "月平均", "稼働率", "実績", ""};

    for (size_t i = 0; i < sizeof YES / sizeof YES[0]; i++)
        assert_true(label_compares(arena, YES[i]));
    for (size_t i = 0; i < sizeof NO / sizeof NO[0]; i++)
        assert_false(label_compares(arena, NO[i]));
    arena_free(arena);
}

static void test_words(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const char *const TOTALS[] = {
        "計",   "合　計", "総数",       "年計",    "年度計", "小計",    "累計",
        "平均", "前年比", "対前年増減", "注1) あ", "※ あ",   "資料：あ"};
    static const char *const OTHERS[] = {"入園者数", "業況", "4月", "", "令和6年度"};
    static const struct {
        const char *text;
        enum observation_status want;
    } STATUS[] = {
        {"先行き見通し", OBSERVATION_FORECAST}, {"9月（見込）", OBSERVATION_FORECAST},
        {"目標", OBSERVATION_FORECAST},         {"8月（速報）", OBSERVATION_PRELIMINARY},
        {"7月改定", OBSERVATION_REVISED},       {"6月（推計）", OBSERVATION_ESTIMATE},
        {"5月（確報）", OBSERVATION_FINAL},     {"4月", OBSERVATION_FINAL},
    };

    for (size_t i = 0; i < sizeof TOTALS / sizeof TOTALS[0]; i++)
        assert_true(label_passes_over(arena, TOTALS[i]));
    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
        assert_false(label_passes_over(arena, OTHERS[i]));
    for (size_t i = 0; i < sizeof STATUS / sizeof STATUS[0]; i++)
        assert_int_equal(label_status(arena, STATUS[i].text), STATUS[i].want);
    assert_true(label_is_ditto(" 〃　"));
    assert_true(label_is_ditto("同"));
    assert_false(label_is_ditto("同数"));
    assert_true(label_repeats("　"));
    assert_true(unicode_is_blank(" \xC2\xA0　\n"));
    assert_false(unicode_is_blank("　x"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fits),     cmocka_unit_test(test_unit),
        cmocka_unit_test(test_inherits), cmocka_unit_test(test_compares),
        cmocka_unit_test(test_words),
    };

    return cmocka_run_group_tests_name("label", tests, NULL, NULL);
}
