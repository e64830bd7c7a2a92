/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/json. */
#include "core/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_nesting_and_commas(void **state)
{
    (void)state;
    struct buf out;
    struct json json;

    buf_init(&out, 1000);
    json_init(&json, &out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_begin_array(&json, "empty");
    json_end_array(&json);
    json_begin_array(&json, "items");
    json_begin_object(&json, NULL);
    json_end_object(&json);
    json_begin_object(&json, NULL);
    json_bool(&json, "yes", true);
    json_bool(&json, "no", false);
    json_end_object(&json);
    json_null(&json, NULL);
    json_string(&json, NULL, "x");
    json_end_array(&json);
    json_null(&json, "none");
    json_end_object(&json);
    assert_string_equal(buf_text(&out),
                        "{\"version\":1,\"empty\":[],\"items\":[{},"
                        "{\"yes\":true,\"no\":false},null,\"x\"],\"none\":null}");
    assert_int_equal(json.depth, 0);
    buf_free(&out);
}

static void test_strings(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *want;
    } CASES[] = {
        {"", "\"\""},
        {"指標 ▲", "\"指標 ▲\""},
        {"a\"b", "\"a\\\"b\""},
        {"a\\b", "\"a\\\\b\""},
        {"</script>", "\"</script>\""},
        {"\n\t\x01\x1f\x7f", "\"\\u000a\\u0009\\u0001\\u001f\\u007f\""},
        {"a\xff"
         "b\xe6\x97",
         "\"a\xef\xbf\xbd"
         "b\xef\xbf\xbd\xef\xbf\xbd\""},
        {NULL, "null"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct buf out;
        struct json json;

        buf_init(&out, 1000);
        json_init(&json, &out);
        json_string(&json, NULL, CASES[i].text);
        assert_string_equal(buf_text(&out), CASES[i].want);
        buf_free(&out);
    }
}

static void test_keys_are_escaped(void **state)
{
    (void)state;
    struct buf out;
    struct json json;

    buf_init(&out, 1000);
    json_init(&json, &out);
    json_begin_object(&json, NULL);
    json_integer(&json, "a\"\n", 0);
    json_string(&json, "b", NULL);
    json_end_object(&json);
    assert_string_equal(buf_text(&out), "{\"a\\\"\\u000a\":0,\"b\":null}");
    buf_free(&out);
}

/* Digit for digit, as published. */
static void test_numbers(void **state)
{
    (void)state;
    struct buf out;
    struct json json;

    buf_init(&out, 1000);
    json_init(&json, &out);
    json_begin_array(&json, NULL);
    json_integer(&json, NULL, INT64_MIN);
    json_integer(&json, NULL, INT64_MAX);
    json_decimal(&json, NULL, (struct decimal){-154, 1});
    json_decimal(&json, NULL, (struct decimal){100, 1});
    json_decimal(&json, NULL, (struct decimal){-5, 2});
    json_decimal(&json, NULL, (struct decimal){INT64_MIN, 9});
    json_end_array(&json);
    assert_string_equal(buf_text(&out),
                        "[-9223372036854775808,9223372036854775807,-15.4,10.0,-0.05,"
                        "-9223372036.854775808]");
    buf_free(&out);
}

static void test_overflow_shows(void **state)
{
    (void)state;
    struct buf out;
    struct json json;

    buf_init(&out, 8);
    json_init(&json, &out);
    json_string(&json, NULL, "longer than eight bytes");
    assert_true(out.overflow);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nesting_and_commas), cmocka_unit_test(test_strings),
        cmocka_unit_test(test_keys_are_escaped),   cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_overflow_shows),
    };

    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
