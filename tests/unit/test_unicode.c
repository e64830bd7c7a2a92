/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/unicode. */
#include "core/unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <unistr.h>

#include <string.h>

static void test_valid(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
        bool want;
    } CASES[] = {
        {"", 0, true},
        {"a\0b", 3, true},
        {"指標😀", 10, true},
        {"指", 2, false},
        {"\xff", 1, false},
        {"\xc0\x80", 2, false},
        {"\xed\xa0\x80", 3, false},
        {"\xf4\x90\x80\x80", 4, false},
        {"\x8e\x77", 2, false}, /* 指 in CP932 */
        {"a\x80", 2, false},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        assert_int_equal(unicode_valid(CASES[i].bytes, CASES[i].length), CASES[i].want);
}

static void test_nfkc_and_key(void **state)
{
    (void)state;
    static const struct {
        const char *text, *nfkc, *key;
    } CASES[] = {
        {"", "", ""},
        {"Ｈ２８．８", "H28.8", "H28.8"},
        {"合　計", "合 計", "合計"},
        {" 通行量\n休日\t", " 通行量\n休日\t", "通行量休日"},
        {"㍻㋿", "平成令和", "平成令和"},
        {"㌧㌽", "トンポイント", "トンポイント"},
        {"ﾃﾞｰﾀ", "データ", "データ"},
        {"か\xe3\x82\x99", "が", "が"},
        {"①㈱", "1(株)", "1(株)"},
        {"a\xc2\xa0"
         "b",
         "a b", "ab"},
        {"全産業 DI 値", "全産業 DI 値", "全産業DI値"},
        {"▲－", "▲-", "▲-"},
        {"\xff", "\xef\xbf\xbd", "\xef\xbf\xbd"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct arena *arena = arena_new();

        assert_string_equal(unicode_nfkc(arena, CASES[i].text), CASES[i].nfkc);
        assert_string_equal(unicode_key(arena, CASES[i].text), CASES[i].key);
        arena_free(arena);
    }
}

/* What is not looked at further is what libunistring leaves as it is, also beside a neighbour.
 */
static void test_all_letters_of_japanese(void **state)
{
    static const char *const NEIGHBOURS[] = {"", "a", "か", "ア", "年", "゙"};
    struct arena *arena = arena_new();

    (void)state;
    for (ucs4_t c = 1; c < 0xA000; c++) {
        for (size_t i = 0; i < sizeof NEIGHBOURS / sizeof NEIGHBOURS[0]; i++) {
            uint8_t text[16];
            size_t length = 0;
            int size = u8_uctomb(text, c, 8);

            if (size < 0)
                continue;
            strcpy((char *)text + size, NEIGHBOURS[i]);
            uint8_t *normal =
                u8_normalize(UNINORM_NFKC, text, strlen((char *)text), NULL, &length);
            const char *ours = unicode_nfkc(arena, (char *)text);
            if (strlen(ours) != length || memcmp(ours, normal, length) != 0)
                fail_msg("U+%04X before \"%s\"", (unsigned)c, NEIGHBOURS[i]);
            free(normal);
        }
    }
    arena_free(arena);
}

static void test_width(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int want;
    } CASES[] = {
        {"", 0},          {"abc", 3},    {"指標", 4},           {"ｱｲ", 2},  {"Ａ", 2},
        {"e\xcc\x81", 1}, {"a\x01z", 2}, {"カ\xe3\x82\x99", 2}, {"x指", 3}, {"　", 2},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        assert_int_equal(unicode_width(CASES[i].text), CASES[i].want);
}

/* The longest prefix that fits: it does, and one character more does not. */
static void test_fit(void **state)
{
    (void)state;
    const char *text = "a指bｱ標e\xcc\x81z";
    size_t last = 0;

    for (int width = 0; width <= 12; width++) {
        char front[64] = "";
        size_t length = unicode_fit(text, width);

        memcpy(front, text, length);
        assert_true(unicode_valid(front, length));
        assert_true(unicode_width(front) <= width);
        assert_true(length >= last);
        assert_true(text[length] == '\0' || unicode_width(front) >= width - 1);
        last = length;
    }
    assert_int_equal(last, strlen(text));
    assert_int_equal(unicode_fit("指", 1), 0);
    assert_int_equal(unicode_fit("e\xcc\x81", 1), 3);
    assert_int_equal(unicode_fit("", 5), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid),
        cmocka_unit_test(test_nfkc_and_key),
        cmocka_unit_test(test_all_letters_of_japanese),
        cmocka_unit_test(test_width),
        cmocka_unit_test(test_fit),
    };

    return cmocka_run_group_tests_name("unicode", tests, NULL, NULL);
}
