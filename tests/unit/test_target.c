/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/target. */
#include "core/target.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static struct arena *arena;
static struct target target;
static struct err err;

static int read_target(const char *text)
{
    return target_read(text, arena, &target, &err);
}

static void test_paths(void **state)
{
    static const struct {
        const char *text;
        const char *path;
    } CASES[] = {
        {"/", "/"},
        {"/index.html", "/index.html"},
        {"/data/lobo-di.csv?x", "/data/lobo-di.csv"},
        {"/en/", "/en/"},
        {"/%65n/%7e", "/en/~"},
        {"/a.b.c", "/a.b.c"},
        {"/charts/a.thumbnail@2x.png", "/charts/a.thumbnail@2x.png"},
        {"/a%402x.png", "/a@2x.png"},
        {"http://example.jp/x?y=1", "/x"},
        {"http://example.jp", "/"},
        {"https://example.jp?y", "/"},
        {"/a#b", "/a"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        assert_int_equal(read_target(CASES[i].text), 0);
        assert_string_equal(target.path, CASES[i].path);
    }
}

/* Nothing can have these: whatever serves them cannot be led astray. */
static void test_paths_of_nothing(void **state)
{
    static const char *const CASES[] = {
        "/..",      "/../x",     "/a/../b", "/%2e%2e/x", "/.git",  "/a/.b",  "//etc",
        "/a//b",    "/a%2f%2fb", "/a\\b",   "/a%5cb",    "/a b",   "/é",     "/a%c3%a9",
        "relative", "*",         "/a:b",    "/a;b",      "/~/./x", "/a%0ab",
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        assert_int_equal(read_target(CASES[i]), -1);
        assert_int_equal(err.code, ERR_DATA);
    }
}

static void test_what_is_none(void **state)
{
    static const char *const CASES[] = {
        "/%",    "/%4",     "/%zz",       "/%00",          "/?a=%",
        "/?%00", "/?a=%ff", "/?a=%0d%0a", "/?a=%e2%80%ae", "/?1&2&3&4&5&6&7&8&9",
    };
    static char text[TARGET_LENGTH_MAX + 8];

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        assert_int_equal(read_target(CASES[i]), -1);
        assert_int_equal(err.code, ERR_USAGE);
    }
    memset(text, '/', 1);
    memset(text + 1, 'a', TARGET_LENGTH_MAX);
    assert_int_equal(read_target(text), -1);
    text[TARGET_LENGTH_MAX] = '\0';
    assert_int_equal(read_target(text), 0);
}

static void test_queries(void **state)
{
    (void)state;
    assert_int_equal(read_target("/x?as-of=2026-03-01T09:00:00+09:00&&b&c=%26%3d&as-of=2"), 0);
    assert_int_equal(target.query_count, 4);
    assert_string_equal(target_value(&target, "as-of"), "2026-03-01T09:00:00+09:00");
    assert_string_equal(target_value(&target, "b"), "");
    assert_string_equal(target_value(&target, "c"), "&=");
    assert_null(target_value(&target, "d"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_paths_of_nothing),
        cmocka_unit_test(test_what_is_none),
        cmocka_unit_test(test_queries),
    };
    arena = arena_new();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(arena);
    return failed;
}
