/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/str. */
#include "core/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "core/unicode.h"

static void test_comparing(void **state)
{
    (void)state;
    assert_true(str_equal("a", "a"));
    assert_true(str_equal(NULL, NULL));
    assert_false(str_equal("a", NULL));
    assert_false(str_equal(NULL, ""));
    assert_false(str_equal("a", "A"));
    assert_true(str_starts("指標", "指"));
    assert_true(str_starts("x", ""));
    assert_true(str_starts("", ""));
    assert_false(str_starts("", "x"));
    assert_false(str_starts("ab", "abc"));
    assert_true(str_ends("年度", "度"));
    assert_true(str_ends("x", ""));
    assert_false(str_ends("x", "yx"));
    assert_false(str_ends("xy", "x"));
    assert_true(str_empty(NULL));
    assert_true(str_empty(""));
    assert_false(str_empty(" "));
}

static void test_trim(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *want;
    } CASES[] = {
        {"", ""},           {" ", ""},      {" \t\n\v\f\r", ""},  {"a", "a"},
        {"  a b  ", "a b"}, {"\r\nx", "x"}, {"　指　", "　指　"}, {"x\n", "x"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char text[32];

        snprintf(text, sizeof text, "%s", CASES[i].text);
        assert_string_equal(str_trim(text), CASES[i].want);
    }
}

static void test_copy_cuts_between_characters(void **state)
{
    (void)state;
    const char *text = "aé指😀b";
    size_t length = strlen(text);

    for (size_t size = 1; size <= length + 1; size++) {
        char out[32];

        memset(out, 'X', sizeof out);
        assert_int_equal(str_copy(out, size, text), size > length);
        size_t got = strlen(out);
        assert_true(got < size);
        assert_true(got + 4 >= size);
        assert_true(unicode_valid(out, got));
        assert_memory_equal(out, text, got);
        assert_int_equal(out[size], 'X');
    }
}

static void test_copy_into_nothing(void **state)
{
    (void)state;
    char out = 'X';

    assert_false(str_copy(&out, 0, "a"));
    assert_int_equal(out, 'X');
    assert_false(str_copy(&out, 0, ""));
    assert_true(str_copy(&out, 1, ""));
    assert_int_equal(out, '\0');
}

static void test_words(void **state)
{
    (void)state;
    char text[] = "  below\t-30 \n 指標";
    char *cursor = text;

    assert_string_equal(str_word(&cursor), "below");
    assert_string_equal(str_word(&cursor), "-30");
    assert_string_equal(str_word(&cursor), "指標");
    assert_null(str_word(&cursor));
    assert_null(str_word(&cursor));

    char blank[] = "   ";
    cursor = blank;
    assert_null(str_word(&cursor));
}

static void test_integer(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t low, high;
        bool good;
        int64_t want;
    } CASES[] = {
        {"0", 0, 9, true, 0},
        {"-0", 0, 9, true, 0},
        {"0016", 0, 99, true, 16},
        {"7", 7, 7, true, 7},
        {"6", 7, 7, false, 0},
        {"8", 7, 7, false, 0},
        {"-5", -5, 0, true, -5},
        {"9223372036854775807", INT64_MIN, INT64_MAX, true, INT64_MAX},
        {"-9223372036854775808", INT64_MIN, INT64_MAX, true, INT64_MIN},
        {"9223372036854775808", INT64_MIN, INT64_MAX, false, 0},
        {"-9223372036854775809", INT64_MIN, INT64_MAX, false, 0},
        {"99999999999999999999999", INT64_MIN, INT64_MAX, false, 0},
        {"", INT64_MIN, INT64_MAX, false, 0},
        {"-", INT64_MIN, INT64_MAX, false, 0},
        {"+", INT64_MIN, INT64_MAX, false, 0},
        {"--1", INT64_MIN, INT64_MAX, false, 0},
        {" 1", INT64_MIN, INT64_MAX, false, 0},
        {"1 ", INT64_MIN, INT64_MAX, false, 0},
        {"1.0", INT64_MIN, INT64_MAX, false, 0},
        {"1e3", INT64_MIN, INT64_MAX, false, 0},
        {"0x10", INT64_MIN, INT64_MAX, false, 0},
        {"1,000", INT64_MIN, INT64_MAX, false, 0},
        {"１", INT64_MIN, INT64_MAX, false, 0},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        int64_t got = -77;

        if (str_integer(CASES[i].text, CASES[i].low, CASES[i].high, &got) != CASES[i].good)
            fail_msg("\"%s\" should be %s", CASES[i].text, CASES[i].good ? "good" : "bad");
        if (got != (CASES[i].good ? CASES[i].want : -77))
            fail_msg("\"%s\" gave another number", CASES[i].text);
    }
}

static void test_is_id(void **state)
{
    (void)state;
    static const char *const GOOD[] = {
        "a",   "0",    "lobo-di",
        "a_b", "2024", "a23456789012345678901234567890123456789012345678"};
    static const char *const BAD[] = {
        "",    "-a", "_a",   "A", "a b", "a.b",
        "a/b", "..", "指標", "é", "a\n", "a234567890123456789012345678901234567890123456789"};

    for (size_t i = 0; i < sizeof GOOD / sizeof GOOD[0]; i++) {
        if (!str_is_id(GOOD[i]))
            fail_msg("\"%s\" should be an id", GOOD[i]);
    }
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        if (str_is_id(BAD[i]))
            fail_msg("\"%s\" should be no id", BAD[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_comparing),
        cmocka_unit_test(test_trim),
        cmocka_unit_test(test_copy_cuts_between_characters),
        cmocka_unit_test(test_copy_into_nothing),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_integer),
        cmocka_unit_test(test_is_id),
    };

    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
