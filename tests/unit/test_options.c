/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of cli/options: whole command lines as a table. */
#include "cli/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { ARGUMENTS_MAX = 10 };

static const struct option TABLE[] = {
    {"json", 'j', NULL, "as JSON"},
    {"all", 'a', NULL, "all"},
    {"output", 'o', "DIR", "where to"},
    {"as-of", 0, "DATE", "as known then"},
    {0},
};

/* "j" for a flag, "o=x" for a value, then the words, all separated by spaces. */
static void describe(const struct arguments *got, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < 4; i++) {
        const char *value = options_value(got, TABLE[i].name);
        assert_int_equal(options_given(got, TABLE[i].name), value != NULL);
        if (value != NULL)
            used += (size_t)snprintf(out + used, size - used, "%s%s%s ", TABLE[i].name,
                                     TABLE[i].argument != NULL ? "=" : "", value);
    }
    if (got->help)
        used += (size_t)snprintf(out + used, size - used, "help ");
    for (int i = 0; i < got->word_count; i++)
        used += (size_t)snprintf(out + used, size - used, "<%s>", got->words[i]);
}

static int count(const char *const *line)
{
    int n = 0;
    while (n < ARGUMENTS_MAX && line[n] != NULL)
        n++;
    return n;
}

static int parse(const char *const *line, bool stop_at_word, struct arguments *out,
                 struct err *err)
{
    static char copies[ARGUMENTS_MAX][64];
    static const char *words[ARGUMENTS_MAX];
    char *argv[ARGUMENTS_MAX];
    int argc = count(line);
    for (int i = 0; i < argc; i++) {
        (void)snprintf(copies[i], sizeof copies[i], "%s", line[i]);
        argv[i] = copies[i];
    }
    return options_parse(TABLE, argc, argv, stop_at_word, words, out, err);
}

static void test_lines(void **state)
{
    static const struct {
        const char *line[ARGUMENTS_MAX];
        const char *expected;
    } CASES[] = {
        {{0}, ""},
        {{"--json"}, "json "},
        {{"-j"}, "json "},
        {{"-ja"}, "json all "},
        {{"-aj", "x"}, "json all <x>"},
        {{"--output", "x"}, "output=x "},
        {{"--output=x"}, "output=x "},
        {{"--output="}, "output= "},
        {{"--output=a=b"}, "output=a=b "},
        {{"-o", "x"}, "output=x "},
        {{"-ox"}, "output=x "},
        {{"-o=x"}, "output==x "},
        {{"-jo", "x"}, "json output=x "},
        {{"-jox"}, "json output=x "},
        {{"-oja"}, "output=ja "},
        {{"-o", "-5"}, "output=-5 "},
        {{"-o", "--"}, "output=-- "},
        {{"--output", "--json"}, "output=--json "},
        {{"--as-of", "2024-04-01"}, "as-of=2024-04-01 "},
        {{"-o", "x", "-o", "y"}, "output=y "},
        {{"a", "--json", "b"}, "json <a><b>"},
        {{"a", "-5", "-.5", "-15.4"}, "<a><-5><-.5><-15.4>"},
        {{"-"}, "<->"},
        {{""}, "<>"},
        {{"--", "--json", "-j"}, "<--json><-j>"},
        {{"a", "--", "--", "b"}, "<a><--><b>"},
        {{"--help"}, "help "},
        {{"-h"}, "help "},
        {{"-jh"}, "json help "},
        {{"▲15.4", "業況"}, "<▲15.4><業況>"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct arguments got;
        struct err err = {0};
        char text[256];
        assert_int_equal(parse(CASES[i].line, false, &got, &err), 0);
        describe(&got, text, sizeof text);
        assert_string_equal(text, CASES[i].expected);
    }
}

static void test_stop_at_word(void **state)
{
    static const struct {
        const char *line[ARGUMENTS_MAX];
        const char *expected;
    } CASES[] = {
        {{"-j", "status", "-j", "--no-such"}, "json <status><-j><--no-such>"},
        {{"status", "--", "x"}, "<status><--><x>"},
        {{"--", "status", "-j"}, "<status><-j>"},
        {{"-o", "x", "status"}, "output=x <status>"},
        {{"-j"}, "json "},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct arguments got;
        struct err err = {0};
        char text[256];
        assert_int_equal(parse(CASES[i].line, true, &got, &err), 0);
        describe(&got, text, sizeof text);
        assert_string_equal(text, CASES[i].expected);
    }
}

static void test_refused(void **state)
{
    static const struct {
        const char *line[ARGUMENTS_MAX];
        const char *said;
    } CASES[] = {
        {{"--no-such"}, "unknown option --no-such"},
        {{"--no-such=x"}, "unknown option --no-such"},
        {{"--jso"}, "unknown option --jso"}, /* no guessing */
        {{"--jsonx"}, "unknown option --jsonx"},
        {{"-x"}, "unknown option -x"},
        {{"-jx"}, "unknown option -x"},
        {{"--json=yes"}, "--json takes no value"},
        {{"--output"}, "--output needs a value (DIR)"},
        {{"-o"}, "--output needs a value (DIR)"},
        {{"-jo"}, "--output needs a value (DIR)"},
        {{"a", "--as-of"}, "--as-of needs a value (DATE)"},
        {{"--="}, "unknown option --"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct arguments got;
        struct err err = {0};
        assert_int_equal(parse(CASES[i].line, false, &got, &err), -1);
        assert_int_equal(err.code, ERR_USAGE);
        assert_string_equal(err.text, CASES[i].said);
    }
}

static void test_a_table_may_be_empty(void **state)
{
    static const struct option NONE[] = {{0}};
    static char word[] = "x";
    const char *words[1];
    char *argv[] = {word};
    struct arguments got;
    struct err err = {0};
    struct buf out;
    (void)state;
    assert_int_equal(options_parse(NONE, 1, argv, false, words, &got, &err), 0);
    assert_int_equal(got.word_count, 1);
    assert_false(options_given(&got, "json"));
    assert_null(options_value(&got, "json"));
    buf_init(&out, 100);
    options_print(NONE, &out);
    assert_string_equal(buf_text(&out), "");
    buf_free(&out);
}

static void test_print(void **state)
{
    struct buf out;
    (void)state;
    buf_init(&out, 1000);
    options_print(TABLE, &out);
    assert_string_equal(buf_text(&out), "  -j, --json                 as JSON\n"
                                        "  -a, --all                  all\n"
                                        "  -o, --output DIR           where to\n"
                                        "      --as-of DATE           as known then\n");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),   cmocka_unit_test(test_stop_at_word),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_a_table_may_be_empty),
        cmocka_unit_test(test_print),
    };
    return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
