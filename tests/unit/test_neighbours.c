/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/neighbours. */
#include "collector/neighbours.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { NOW = 1000000 };

static void take(struct neighbours *set, const char *host, const char *value)
{
    neighbours_take_secure(neighbours_find(set, host), value, strlen(value), NOW);
}

static void test_secure(void **state)
{
    struct neighbours *set = neighbours_new();
    (void)state;
    take(set, "a.jp", " max-age=100");
    assert_true(neighbours_is_secure(set, "a.jp", NOW + 99));
    assert_false(neighbours_is_secure(set, "a.jp", NOW + 100));
    assert_false(neighbours_is_secure(set, "b.a.jp", NOW));
    take(set, "a.jp", "includeSubDomains ; max-age=\"200\"; preload\r\n");
    assert_true(neighbours_is_secure(set, "b.a.jp", NOW + 199));
    assert_true(neighbours_is_secure(set, "c.b.a.jp", NOW + 199));
    assert_false(neighbours_is_secure(set, "ba.jp", NOW));
    assert_false(neighbours_is_secure(set, "jp", NOW));
    take(set, "a.jp", "max-age=0");
    assert_false(neighbours_is_secure(set, "a.jp", NOW));
    take(set, "a.jp", "max-age=99999999999999999");
    assert_true(neighbours_is_secure(set, "a.jp", NOW + 1));
    neighbours_free(set);
}

/* What is not understood changes nothing, nor what is of no name. */
static void test_odd_headers(void **state)
{
    static const char *const odd[] = {
        "",    "max-age",    "max-age=", "max-age=-1", "max-age=1x", "includeSubDomains",
        ";;;", "max-age=\"", "age=5"};
    struct neighbours *set = neighbours_new();
    (void)state;
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        take(set, "a.jp", odd[i]);
        assert_false(neighbours_is_secure(set, "a.jp", NOW));
    }
    assert_false(neighbours_find(set, "a.jp")->changed);
    take(set, "127.0.0.1", "max-age=100");
    take(set, "[::1]", "max-age=100");
    assert_false(neighbours_is_secure(set, "127.0.0.1", NOW));
    assert_false(neighbours_is_secure(set, "[::1]", NOW));
    neighbours_free(set);
}

static void test_waits(void **state)
{
    struct neighbours *set = neighbours_new();
    struct neighbours_host *host = neighbours_find(set, "a.jp");
    (void)state;
    neighbours_take_wait(host, 0, NOW);
    assert_false(host->changed);
    neighbours_take_wait(host, 60, NOW);
    assert_int_equal(host->is.not_before, NOW + 60);
    neighbours_take_wait(host, INT64_MAX, NOW);
    assert_int_equal(host->is.not_before, NOW + NEIGHBOURS_WAIT_MAX_S);
    assert_true(host->changed);
    neighbours_free(set);
    neighbours_free(NULL);
}

static void test_many(void **state)
{
    struct neighbours *set = neighbours_new();
    struct neighbours_host *first = neighbours_find(set, "0.jp");
    const struct neighbour known = {.host = "7.jp", .not_before = 5, .secure_until = 2 * NOW};
    char name[] = "0.jp";
    (void)state;
    for (int i = 0; i < 75; i++) {
        name[0] = (char)('0' + i);
        (void)neighbours_find(set, name);
    }
    assert_ptr_equal(neighbours_find(set, "0.jp"), first);
    neighbours_recall(set, &known);
    assert_int_equal(neighbours_find(set, "7.jp")->is.not_before, 5);
    assert_string_equal(neighbours_find(set, "7.jp")->is.host, "7.jp");
    assert_true(neighbours_is_secure(set, "7.jp", NOW));
    size_t count = 0;
    while (neighbours_at(set, count))
        count++;
    assert_int_equal(count, 75);
    neighbours_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_secure),
        cmocka_unit_test(test_odd_headers),
        cmocka_unit_test(test_waits),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests_name("neighbours", tests, NULL, NULL);
}
