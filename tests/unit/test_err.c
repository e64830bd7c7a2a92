/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/err. */
#include "core/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/unicode.h"

static void test_codes_are_sysexits(void **state)
{
    (void)state;
    assert_int_equal(ERR_USAGE, 64);
    assert_int_equal(ERR_DATA, 65);
    assert_int_equal(ERR_UNAVAILABLE, 69);
    assert_int_equal(ERR_INTERNAL, 70);
    assert_int_equal(ERR_IO, 74);
    assert_int_equal(ERR_TEMPFAIL, 75);
    assert_int_equal(ERR_PERM, 77);
    assert_int_equal(ERR_CONFIG, 78);
}

static void test_set_and_clear(void **state)
{
    (void)state;
    struct err err = {0};

    assert_int_equal(err_set(&err, ERR_DATA, "found %d, expected %s", 3, "four"), -1);
    assert_int_equal(err.code, ERR_DATA);
    assert_string_equal(err.text, "found 3, expected four");
    err_clear(&err);
    assert_int_equal(err.code, ERR_NONE);
    assert_string_equal(err.text, "");
}

static void test_old_text_may_be_an_argument(void **state)
{
    (void)state;
    struct err err = {0};

    err_set(&err, ERR_IO, "disk full");
    assert_int_equal(err_set(&err, ERR_DATA, "<%s> again <%s>", err.text, err.text), -1);
    assert_string_equal(err.text, "<disk full> again <disk full>");
    assert_int_equal(err_prefix(&err, "[%s]", err.text), -1);
    assert_string_equal(err.text,
                        "[<disk full> again <disk full>]: <disk full> again <disk full>");
}

static void test_prefix_keeps_the_code(void **state)
{
    (void)state;
    struct err err = {0};

    err_set(&err, ERR_UNAVAILABLE, "no table");
    assert_int_equal(err_prefix(&err, "page %d", 1), -1);
    assert_int_equal(err_prefix(&err, "source %s", "lobo"), -1);
    assert_int_equal(err.code, ERR_UNAVAILABLE);
    assert_string_equal(err.text, "source lobo: page 1: no table");
}

static void test_errno_is_said(void **state)
{
    (void)state;
    struct err err = {0};
    char want[128] = "a.csv: ";

    strncat(want, strerror(ENOENT), sizeof want - 8);
    errno = ENOENT;
    assert_int_equal(err_errno(&err, ERR_IO, "%s", "a.csv"), -1);
    assert_int_equal(err.code, ERR_IO);
    assert_string_equal(err.text, want);
}

static char *repeat(const char *front, const char *piece, size_t count)
{
    char *text = calloc(strlen(front) + strlen(piece) * count + 1, 1);

    assert_non_null(text);
    memcpy(text, front, strlen(front));
    for (size_t i = 0; i < count; i++)
        memcpy(text + strlen(front) + i * strlen(piece), piece, strlen(piece));
    return text;
}

/* Whatever the offset, a long text is cut between characters, and not before it must be. */
static void test_long_text_is_cut_between_characters(void **state)
{
    (void)state;
    static const char *const FRONTS[] = {"", "a", "ab", "abc"};
    static const char *const PIECES[] = {"x", "é", "指", "😀"};

    for (size_t f = 0; f < 4; f++) {
        for (size_t p = 0; p < 4; p++) {
            char *text = repeat(FRONTS[f], PIECES[p], ERR_TEXT_SIZE);
            struct err err = {0};

            err_set(&err, ERR_DATA, "%s", text);
            size_t length = strlen(err.text);
            assert_true(unicode_valid(err.text, length));
            assert_in_range(length, ERR_TEXT_SIZE - strlen(PIECES[p]), ERR_TEXT_SIZE - 1);
            assert_memory_equal(err.text, text, length);

            err_set(&err, ERR_DATA, "short");
            err_prefix(&err, "%s", text);
            assert_true(unicode_valid(err.text, strlen(err.text)));
            err_errno(&err, ERR_IO, "%s", text);
            assert_true(unicode_valid(err.text, strlen(err.text)));
            free(text);
        }
    }
}

/* Callers quote cells with %.100s, which counts bytes. */
static void test_a_cut_quotation_stays_utf8(void **state)
{
    (void)state;
    char *text = repeat("", "指", 50);

    for (int cut = 0; cut < 20; cut++) {
        struct err err = {0};

        err_set(&err, ERR_DATA, "\"%.*s\": expected a number", cut, text);
        assert_true(unicode_valid(err.text, strlen(err.text)));
        assert_int_equal(strlen(err.text),
                         strlen("\"\": expected a number") + (size_t)cut / 3 * 3);
    }
    free(text);
}

/* A cell may hold line ends and terminal escapes; a message is one line. */
static void test_control_characters_become_spaces(void **state)
{
    (void)state;
    struct err err = {0};

    err_set(&err, ERR_DATA, "\"%s\"", "a\nb\r\tc\x1b[31md\x7f");
    assert_string_equal(err.text, "\"a b  c [31md \"");
    err_prefix(&err, "x\ny");
    assert_string_equal(err.text, "x y: \"a b  c [31md \"");
    /* C1 controls, and what turns the direction of a line */
    err_set(&err, ERR_DATA,
            "a\xc2\x9b"
            "31m\xe2\x80\xae"
            "b\xe2\x80\xa8"
            "c\xc2\xa0"
            "d");
    assert_string_equal(err.text, "a 31m b c\xc2\xa0"
                                  "d");
}

static void test_bytes_that_are_no_utf8_are_dropped(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *want;
    } CASES[] = {
        {"a\xff"
         "b",
         "ab"},
        {"\x80\x80", ""},
        {"\xe6\x8c", ""},
        {"\xe6\x8cz", "z"},
        {"\xc0\xaf", ""},
        {"\xed\xa0\x80", ""},
        {"\xf4\x90\x80\x80", ""},
        {"\xf0\x9f\x98\x80", "😀"},
        {"\xe0\x80\x80", ""},
        {"指\xe6標", "指標"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct err err = {0};

        err_set(&err, ERR_DATA, "%s", CASES[i].text);
        assert_string_equal(err.text, CASES[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes_are_sysexits),
        cmocka_unit_test(test_set_and_clear),
        cmocka_unit_test(test_old_text_may_be_an_argument),
        cmocka_unit_test(test_prefix_keeps_the_code),
        cmocka_unit_test(test_errno_is_said),
        cmocka_unit_test(test_long_text_is_cut_between_characters),
        cmocka_unit_test(test_a_cut_quotation_stays_utf8),
        cmocka_unit_test(test_control_characters_become_spaces),
        cmocka_unit_test(test_bytes_that_are_no_utf8_are_dropped),
    };

    return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
