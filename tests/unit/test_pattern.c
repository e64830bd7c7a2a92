/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/pattern. */
#include "core/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void test_matches(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *text;
        int anywhere, whole;
    } CASES[] = {
        {"業況", "全産業業況DI", 1, 0},
        {"業況", "業況", 1, 1},
        {"^業.$", "業況", 1, 1},
        {"a|ab", "ab", 1, 1},
        {"ab|a", "abc", 1, 0},
        {"a", "b", 0, 0},
        {"", "", 1, 1},
        {"", "x", 1, 0},
        {"x", "", 0, 0},
        {"全産業\\s*DI値", "旭川市全産業DI値(前年同月比)の推移", 1, 0},
        {".*DI値.*", "旭川市全産業DI値(前年同月比)の推移", 1, 1},
        {"(?<year>\\d{4})年", "2016年", 1, 1},
        {"\\d", "８", 1, 1},
        {"^..$", "指標", 1, 1},
        {"(?i)lobo", "LOBO", 1, 1},
        {"[あ-ん]+", "ひらがな", 1, 1},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct err err = {0};
        struct pattern *pattern = pattern_compile(CASES[i].pattern, &err);

        if (!pattern)
            fail_msg("%s", err.text);
        if (pattern_match(pattern, CASES[i].text, &err) != CASES[i].anywhere)
            fail_msg("\"%s\" in \"%s\"", CASES[i].pattern, CASES[i].text);
        if (pattern_match_whole(pattern, CASES[i].text, &err) != CASES[i].whole)
            fail_msg("\"%s\" as \"%s\"", CASES[i].pattern, CASES[i].text);
        assert_int_equal(err.code, ERR_NONE);
        pattern_free(pattern);
    }
}

static void test_bad_patterns(void **state)
{
    (void)state;
    static const struct {
        const char *pattern;
        const char *place;
    } CASES[] = {
        {"(", "at character 2"},
        {"a)", "at character 2"},
        {"[a", "at character 3"},
        {"*", "at character 1"},
        {"a{2,1}", "at character 6"},
        {"(?<1a>x)", "at character 4"},
        {"\\C", "at character 3"},
        {"\xff", "at character 1"},
        {"(?<a>x)(?<a>y)", "at character 13"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct err err = {0};

        assert_null(pattern_compile(CASES[i].pattern, &err));
        assert_int_equal(err.code, ERR_CONFIG);
        if (!strstr(err.text, CASES[i].place))
            fail_msg("%s", err.text);
    }
    pattern_free(NULL);
}

/* A pattern that would try forever gives up. */
static void test_runaway_patterns_end(void **state)
{
    (void)state;
    static const char *const CASES[] = {"^(a+)+$", "^(a|aa)+$", "(x+x+)+y|^(a|a)*$"};
    char text[2000];

    memset(text, 'a', sizeof text - 2);
    memcpy(text + sizeof text - 2, "b", 2);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct err err = {0};
        struct pattern *pattern = pattern_compile(CASES[i], &err);

        assert_non_null(pattern);
        assert_int_equal(pattern_match(pattern, text, &err), -1);
        assert_int_equal(err.code, ERR_DATA);
        err_clear(&err);
        assert_int_equal(pattern_match_whole(pattern, text, &err), -1);
        assert_int_equal(err.code, ERR_DATA);
        /* and is still of use */
        assert_int_equal(pattern_match(pattern, "aaaa", &err), 1);
        pattern_free(pattern);
    }
}

static void test_text_that_is_no_utf8(void **state)
{
    (void)state;
    struct err err = {0};
    struct pattern *pattern = pattern_compile("a", &err);

    assert_int_equal(pattern_match(pattern, "a\xff", &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    assert_int_equal(pattern_match_whole(pattern, "\x8e\x77", &err), -1);
    pattern_free(pattern);
}

/* Every match with its groups, empty ones once. */
static void test_walk(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *text, *want;
    } CASES[] = {
        {"(?<value>\\d+)", "a1b22c333", "1 22 333 "},
        {"年(?<value>\\d*)", "年1年年2", "1  2 "},
        {"(?<value>)", "aあ", "   "},
        {"(?<value>\\d+)\\K", "1 22", "1 22 "},
        {"(?:(?<value>\\d)|x)", "1x2", "1 - 2 "},
        {"(?J)(?<value>\\d)|(?<value>[a-c])", "1a2", "1 a 2 "},
        {"(?<value>z)", "abc", ""},
        {"(?<value>z)", "", ""},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct err err = {0};
        struct pattern *pattern = pattern_compile(CASES[i].pattern, &err);
        char got[64] = "";
        int found;

        assert_non_null(pattern);
        assert_true(pattern_has_group(pattern, "value"));
        assert_false(pattern_has_group(pattern, "period"));
        struct pattern_walk walk = pattern_walk_start(pattern, CASES[i].text);
        while ((found = pattern_walk_next(&walk, &err)) == 1) {
            struct pattern_span span;
            bool took = pattern_walk_group(&walk, "value", &span);

            assert_false(pattern_walk_group(&walk, "period", &(struct pattern_span){0}));
            if (took)
                strncat(got, CASES[i].text + span.start, span.end - span.start);
            strcat(got, took ? " " : "- ");
        }
        assert_int_equal(found, 0);
        if (strcmp(got, CASES[i].want) != 0)
            fail_msg("%s: \"%s\"", CASES[i].pattern, got);
        pattern_free(pattern);
    }
}

/* The limits hold for each match. */
static void test_walk_ends(void **state)
{
    (void)state;
    char text[2000];
    struct err err = {0};
    struct pattern *pattern = pattern_compile("(?<value>(a+)+)c", &err);

    memset(text, 'a', sizeof text - 3);
    memcpy(text + sizeof text - 3, "bc", 3);
    assert_non_null(pattern);
    struct pattern_walk walk = pattern_walk_start(pattern, text);
    assert_int_equal(pattern_walk_next(&walk, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    walk = pattern_walk_start(pattern, "\xff");
    assert_int_equal(pattern_walk_next(&walk, &err), -1);
    pattern_free(pattern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_matches),
        cmocka_unit_test(test_bad_patterns),
        cmocka_unit_test(test_runaway_patterns_end),
        cmocka_unit_test(test_text_that_is_no_utf8),
        cmocka_unit_test(test_walk),
        cmocka_unit_test(test_walk_ends),
    };

    return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}
