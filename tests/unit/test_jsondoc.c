/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/jsondoc. All figures are test data. */
#include "collector/jsondoc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct jsondoc *open_text(const char *text)
{
    struct jsondoc *document = NULL;
    struct err err;
    err_clear(&err);
    if (jsondoc_open(text, strlen(text), &document, &err) != 0)
        fail_msg("%s: %s", text, err.text);
    return document;
}

struct quoting {
    const char *text;
    const char *want;
};

static void test_quotes_numbers_only(void **state)
{
    static const struct quoting cases[] = {
        {"1", "\"1\""},
        {"[12.10,-0,1e5]", "[\"12.10\",\"-0\",\"1e5\"]"},
        {"[1E+3 , 0.5e-2]", "[\"1E+3\" , \"0.5e-2\"]"},
        {"{\"a\":9007199254740993}", "{\"a\":\"9007199254740993\"}"},
        {"\"1 \\\" 2\"", "\"1 \\\" 2\""},
        {"\"\\\\\",3", "\"\\\\\",\"3\""},
        {"[true,null,NaN]", "[true,null,\"NaN\"]"},
        {"\"NaN 12\"", "\"NaN 12\""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf out;
        struct err err;
        buf_init(&out, 1000);
        assert_int_equal(jsondoc_quote(cases[i].text, strlen(cases[i].text), &out, &err), 0);
        assert_string_equal(buf_text(&out), cases[i].want);
        buf_free(&out);
    }
}

static void test_keeps_the_text_of_numbers(void **state)
{
    static const char *const numbers[] = {"12.10",   "9007199254740993",
                                          "-0.0",    "1E400",
                                          "0.1e-10", "100000000000000000000000000000000001"};
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        char text[100];
        (void)snprintf(text, sizeof text, "{\"n\": %s}", numbers[i]);
        struct jsondoc *document = open_text(text);
        assert_string_equal(jsondoc_get_text(jsondoc_root(document), "n"), numbers[i]);
        jsondoc_close(document);
    }
}

static void test_refuses(void **state)
{
    static const struct quoting cases[] = {
        {"", "end of"},
        {"{\"a\":01}", "line 1: \"01\" is no number of JSON"},
        {"[1,\n2.]", "line 2: \"2.\" is no number of JSON"},
        {"[-]", "\"-\" is no number"},
        {"[1e]", "\"1e\" is no number"},
        {"[1x]", "\"1x\" is no number"},
        {"[0x10]", "\"0x10\" is no number"},
        {"[+1]", "line 1"},
        {"[Infinity]", "line 1"},
        {"[-Infinity]", "no number"},
        {"{\"a\":1,\"a\":2}", "duplicate"},
        {"[\"a\\u0000b\"]", "NUL"},
        {"[1] [2]", "end of file expected"},
        {"[1,]", "line 1"},
        {"{'a':1}", "line 1"},
        {"[\"\xff\"]", "line 1"},
        {"[\"a\nb\", 1]", "unexpected newline"},
        {"callback({\"a\":1})", "line 1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct jsondoc *document = NULL;
        struct err err;
        assert_int_equal(jsondoc_open(cases[i].text, strlen(cases[i].text), &document, &err),
                         -1);
        assert_int_equal(err.code, ERR_DATA);
        if (strstr(err.text, cases[i].want) == NULL)
            fail_msg("%s: \"%s\", expected \"%s\"", cases[i].text, err.text, cases[i].want);
    }
}

static void test_bounds_the_depth(void **state)
{
    char text[2 * JSONDOC_DEPTH_MAX + 3] = "";
    (void)state;
    memset(text, '[', JSONDOC_DEPTH_MAX);
    memset(text + JSONDOC_DEPTH_MAX, ']', JSONDOC_DEPTH_MAX);
    jsondoc_close(open_text(text));
    struct jsondoc *document = NULL;
    struct err err;
    memset(text, '[', JSONDOC_DEPTH_MAX + 1);
    memset(text + JSONDOC_DEPTH_MAX + 1, ']', JSONDOC_DEPTH_MAX + 1);
    assert_int_equal(jsondoc_open(text, sizeof text - 1, &document, &err), -1);
    assert_non_null(strstr(err.text, "inside each other"));
}

static void test_bounds_the_values(void **state)
{
    size_t length = 2 * JSONDOC_VALUES_MAX + 2;
    char *text = malloc(length);
    struct jsondoc *document = NULL;
    struct err err;
    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < length; i += 2)
        memcpy(text + i, "1,", 2);
    text[0] = '[';
    text[length - 1] = ']';
    struct buf out;
    buf_init(&out, 2 * length);
    assert_int_equal(jsondoc_quote(text, length, &out, &err), -1);
    assert_non_null(strstr(err.text, "values"));
    buf_free(&out);
    assert_int_equal(jsondoc_open(text, length, &document, &err), -1);
    free(text);
}

static void test_walks(void **state)
{
    (void)state;
    struct jsondoc *document =
        open_text("{\"z\":1,\"a\":[2,null,\"x\"],\"o\":{\"k\":true},\"n\":null,\"f\":false}");
    const struct jsondoc_value *root = jsondoc_root(document);
    char keys[16] = "";
    struct jsondoc_member member = {0};
    while (jsondoc_next(root, &member))
        (void)strncat(keys, member.key, 1);
    assert_string_equal(keys, "zaonf");
    const struct jsondoc_value *array = jsondoc_get(root, "a");
    assert_int_equal(jsondoc_count(array), 3);
    assert_string_equal(jsondoc_text(jsondoc_item(array, 0)), "2");
    assert_int_equal(jsondoc_kind(jsondoc_item(array, 1)), JSONDOC_NULL);
    assert_null(jsondoc_item(array, 3));
    assert_string_equal(jsondoc_get_text(jsondoc_get(root, "o"), "k"), "true");
    assert_string_equal(jsondoc_get_text(root, "f"), "false");
    assert_null(jsondoc_get_text(root, "n"));
    assert_null(jsondoc_get(jsondoc_get(jsondoc_get(root, "x"), "y"), "z"));
    assert_int_equal(jsondoc_list_count(array), 3);
    assert_int_equal(jsondoc_list_count(jsondoc_get(root, "z")), 1);
    assert_int_equal(jsondoc_list_count(jsondoc_get(root, "n")), 0);
    assert_string_equal(jsondoc_text(jsondoc_list_item(jsondoc_get(root, "z"), 0)), "1");
    assert_null(jsondoc_list_item(jsondoc_get(root, "z"), 1));
    jsondoc_close(document);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quotes_numbers_only),
        cmocka_unit_test(test_keeps_the_text_of_numbers),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_bounds_the_depth),
        cmocka_unit_test(test_bounds_the_values),
        cmocka_unit_test(test_walks),
    };
    return cmocka_run_group_tests_name("jsondoc", tests, NULL, NULL);
}
