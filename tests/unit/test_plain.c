/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/plain. */
#include "core/plain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

static void test_what_is_plain(void **state)
{
    static const struct {
        const char *text;
        int bad; /* offset; -1 = plain */
        const char *tidy;
    } CASES[] = {
        {"", -1, ""},
        {"市内5校の集計 (a, b) ▲", -1, "市内5校の集計 (a, b) ▲"},
        {"\xf0\xa0\xae\xb7", -1, "\xf0\xa0\xae\xb7"}, /* beyond the BMP */
        {"a\nb", 1, "a b"},
        {"a\tb", 1, "a b"},
        {"\x1b[31mRED", 0, " [31mRED"},
        {"a\x7f", 1, "a "},
        {"a\xc2\x9b"
         "1m",
         1, "a 1m"}, /* C1: CSI */
        {"a\xe2\x80\xa8"
         "b",
         1, "a b"}, /* line separator */
        {"a\xe2\x80\xae"
         "b",
         1, "a b"}, /* right-to-left override */
        {"a\xe2\x81\xa7"
         "b",
         1, "a b"}, /* right-to-left isolate */
        {"a\xe2\x80\x93"
         "b",
         -1,
         "a\xe2\x80\x93"
         "b"}, /* a dash is none of them */
        {"a\xff", 1, "a"},
        {"\x8e\x73\x93\xe0", 0, "s"}, /* 市内 in CP932 */
        {"\xe5\xb8", 0, ""},          /* half a character */
        {"\xc0\xaf", 0, ""},          /* overlong */
        {"\xed\xa0\x80", 0, ""},      /* a surrogate */
        {"\xf4\x90\x80\x80", 0, ""},  /* beyond U+10FFFF */
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        size_t offset = 99;
        char text[64];

        assert_int_equal(plain_check(CASES[i].text, &offset), CASES[i].bad < 0);
        if (CASES[i].bad >= 0)
            assert_int_equal(offset, CASES[i].bad);
        snprintf(text, sizeof text, "%s", CASES[i].text);
        struct arena *arena = arena_new();
        assert_string_equal(plain_copy(arena, CASES[i].text), CASES[i].tidy);
        arena_free(arena);
        plain_tidy(text);
        assert_string_equal(text, CASES[i].tidy);
        assert_true(plain_check(text, &offset));
    }
}

static void test_characters(void **state)
{
    (void)state;
    assert_int_equal(plain_character(""), 0);
    assert_int_equal(plain_character("a"), 1);
    assert_int_equal(plain_character("é"), 2);
    assert_int_equal(plain_character("市"), 3);
    assert_int_equal(plain_character("\x80"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_plain),
        cmocka_unit_test(test_characters),
    };
    return cmocka_run_group_tests_name("plain", tests, NULL, NULL);
}
