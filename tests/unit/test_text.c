/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/text. */
#include "core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "core/unicode.h"

static void test_decodes(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
        const char *encoding;
        const char *want, *used;
    } CASES[] = {
        {"", 0, "auto", "", "UTF-8"},
        {"abc", 3, "auto", "abc", "UTF-8"},
        {"指標", 6, "auto", "指標", "UTF-8"},
        {"\xef\xbb\xbf指標", 9, "auto", "指標", "UTF-8"},
        {"\xef\xbb\xbf指標", 9, "UTF-8", "指標", "UTF-8"},
        {"\xef\xbb\xbf", 3, "auto", "", "UTF-8"},
        {"\xff\xfeH\0\x07\x63", 6, "auto", "H指", "UTF-16LE"},
        {"\xfe\xff\0H\x63\x07", 6, "auto", "H指", "UTF-16BE"},
        {"\xff\xfeH\0", 4, "UTF-16", "H", "UTF-16LE"},
        {"\xfe\xff\0H", 4, "UTF-16BE", "H", "UTF-16BE"},
        {"\x8e\x77\x95\x57", 4, "auto", "指標", "CP932"},
        {"\x8e\x77\x95\x57", 4, "CP932", "指標", "CP932"},
        {"\x8e\x77\x95\x57", 4, "Shift_JIS", "指標", "CP932"},
        {"\x8e\x77\x95\x57", 4, "sjis", "指標", "CP932"},
        {"\x8e\x77\x95\x57", 4, "x-sjis", "指標", "CP932"},
        {"\x8e\x77\x95\x57", 4, "Windows-31J", "指標", "CP932"},
        /* what SHIFT_JIS of iconv fails on or maps otherwise */
        {"\x87\x40\x87\x8a\xfb\xfc", 6, "Shift_JIS", "①㈱髙", "CP932"},
        {"\\~\x81\x7c\x81\x60", 6, "Shift_JIS", "\\~－～", "CP932"},
        {"\xb1\xb2", 2, "auto", "ｱｲ", "CP932"},
        /* second bytes that are ASCII */
        {"\x95\x5c,\x83\x5c,\x97\x5c,\x94\x5c", 11, "auto", "表,ソ,予,能", "CP932"},
        {"\xbb\xd8\xc9\xb8", 4, "EUC-JP", "指標", "EUC-JP"},
        {"\x1b$B;XI8\x1b(B", 10, "ISO-2022-JP", "指標", "ISO-2022-JP"},
        {"\xe9", 1, "ISO-8859-1", "é", "ISO-8859-1"},
        /* the end mark of old programs, at the end only */
        {"a\r\n\x1a", 4, "auto", "a\r\n", "UTF-8"},
        {"\x8e\x77\x1a", 3, "auto", "指", "CP932"},
        {"a\x1a"
         "b",
         3, "auto",
         "a\x1a"
         "b",
         "UTF-8"},
        {"\x1a", 1, "auto", "", "UTF-8"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct buf out;
        const char *used = NULL;
        struct err err = {0};

        buf_init(&out, 1000);
        buf_puts(&out, ">");
        if (text_decode(CASES[i].bytes, CASES[i].length, CASES[i].encoding, &out, &used, &err))
            fail_msg("case %zu: %s", i, err.text);
        assert_string_equal(buf_text(&out) + 1, CASES[i].want);
        assert_string_equal(used, CASES[i].used);
        assert_int_equal(out.length, strlen(CASES[i].want) + 1);
        buf_free(&out);
    }
}

static void test_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
        const char *encoding;
        enum err_code code;
        const char *reason;
    } CASES[] = {
        {"ab\x8e", 3, "auto", ERR_DATA, "ends inside a character of CP932 at byte 3"},
        {"ab\xe6\x8c", 4, "UTF-8", ERR_DATA, "ends inside a character of UTF-8 at byte 3"},
        {"ab\xff\xff", 4, "auto", ERR_DATA, "byte 3 is no CP932"},
        {"ab\xff"
         "c",
         4, "UTF-8", ERR_DATA, "byte 3 is no UTF-8"},
        {"\xef\xbb\xbf"
         "a\xff",
         5, "auto", ERR_DATA, "byte 5 is no UTF-8"},
        /* a transfer that broke off is no reason to take the text for CP932 */
        {"a\xe5\x82\x99\xe8\x80", 6, "auto", ERR_DATA,
         "ends inside a character of UTF-8 at byte 5"},
        {"a\xe5\x82\x99\xe8", 5, "auto", ERR_DATA,
         "ends inside a character of UTF-8 at byte 5"},
        {"\xff\xfeH", 3, "auto", ERR_DATA, "ends inside a character of UTF-16LE"},
        {"\xff\xfe\x00\xdc", 4, "auto", ERR_DATA, "UTF-16LE"},
        {"a\0b", 3, "auto", ERR_DATA, "NUL character"},
        {"\xff\xfe\0\0", 4, "auto", ERR_DATA, "NUL character"},
        {"a", 1, "no-such", ERR_CONFIG, "encoding \"no-such\" is not known here"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct buf out;
        struct err err = {0};

        buf_init(&out, 1000);
        if (text_decode(CASES[i].bytes, CASES[i].length, CASES[i].encoding, &out, NULL,
                        &err) == 0)
            fail_msg("case %zu should be refused", i);
        assert_int_equal(err.code, CASES[i].code);
        if (!strstr(err.text, CASES[i].reason))
            fail_msg("case %zu: %s", i, err.text);
        buf_free(&out);
    }
}

static void test_limit(void **state)
{
    (void)state;
    struct buf out;
    struct err err = {0};

    buf_init(&out, 6);
    assert_int_equal(text_decode("\x8e\x77\x95\x57", 4, "CP932", &out, NULL, &err), 0);
    assert_string_equal(buf_text(&out), "指標");
    buf_reset(&out);
    assert_int_equal(text_decode("\x8e\x77\x95\x57x", 5, "CP932", &out, NULL, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    assert_non_null(strstr(err.text, "larger than 6 bytes"));
    buf_free(&out);
}

/* Longer than any chunk inside, characters across every boundary. */
static void test_long_text(void **state)
{
    (void)state;
    enum { COUNT = 50000 };
    char *bytes = malloc(2 * COUNT + 1);
    struct buf out;
    struct err err = {0};

    assert_non_null(bytes);
    bytes[0] = 'x';
    for (size_t i = 0; i < COUNT; i++)
        memcpy(bytes + 1 + 2 * i, "\x95\x5c", 2);
    buf_init(&out, 1U << 20);
    assert_int_equal(text_decode(bytes, 2 * COUNT + 1, "auto", &out, NULL, &err), 0);
    assert_int_equal(out.length, 3 * COUNT + 1);
    for (size_t i = 0; i < COUNT; i++) {
        if (memcmp(out.data + 1 + 3 * i, "表", 3) != 0)
            fail_msg("character %zu is wrong", i);
    }
    buf_free(&out);
    free(bytes);
}

/* Whatever the bytes, the answer is valid UTF-8 or an error. */
static void test_any_two_bytes(void **state)
{
    (void)state;
    static const char *const ENCODINGS[] = {"auto", "CP932", "EUC-JP", "UTF-16"};

    for (size_t e = 0; e < sizeof ENCODINGS / sizeof ENCODINGS[0]; e++) {
        for (unsigned pair = 0; pair < 65536; pair++) {
            char bytes[2] = {(char)(pair >> 8), (char)(pair & 0xff)};
            struct buf out;
            struct err err = {0};

            buf_init(&out, 100);
            if (text_decode(bytes, 2, ENCODINGS[e], &out, NULL, &err) == 0)
                assert_true(unicode_valid(buf_text(&out), out.length) &&
                            strlen(buf_text(&out)) == out.length);
            else
                assert_int_equal(err.code, ERR_DATA);
            buf_free(&out);
        }
    }
}

static void test_known_encodings(void **state)
{
    (void)state;
    assert_true(text_encoding_known("auto"));
    assert_true(text_encoding_known("CP932"));
    assert_true(text_encoding_known("Shift_JIS"));
    assert_true(text_encoding_known("MS_Kanji"));
    assert_true(text_encoding_known("UTF-8"));
    assert_false(text_encoding_known("no-such"));
}

static void test_held(void **state)
{
    (void)state;
    struct buf out;
    struct err err = {0};
    void *held = text_hold();

    assert_non_null(held);
    buf_init(&out, 100);
    assert_int_equal(text_decode("\x90\x94", 2, "CP932", &out, NULL, &err), 0);
    assert_string_equal(buf_text(&out), "数");
    buf_free(&out);
    text_release(held);
    text_release(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decodes),       cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_limit),         cmocka_unit_test(test_long_text),
        cmocka_unit_test(test_any_two_bytes), cmocka_unit_test(test_known_encodings),
        cmocka_unit_test(test_held),
    };

    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
