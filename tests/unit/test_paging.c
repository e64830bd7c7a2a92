/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/paging. */
#include "collector/paging.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct step {
    const char *url;
    const char *next;
    const char *want; /* the address, or what the error says */
    int result;
};

static const struct step steps[] = {
    {"http://a.test/x", "offset=100", "http://a.test/x?offset=100", 1},
    {"http://a.test/x?", "offset=100", "http://a.test/x?offset=100", 1},
    {"http://a.test/x?id=1", "offset=100", "http://a.test/x?id=1&offset=100", 1},
    {"http://a.test/x?offset=0&id=1", "offset=100", "http://a.test/x?id=1&offset=100", 1},
    {"http://a.test/x?id=1&offset=100", "offset=200", "http://a.test/x?id=1&offset=200", 1},
    {"http://a.test/x?offset=5&id=1&offset=6", "offset=7", "http://a.test/x?id=1&offset=7", 1},
    {"http://a.test/x?xoffset=5&&q=%26", "offset=7",
     "http://a.test/x?xoffset=5&q=%26&offset=7", 1},
    {"http://a.test/x?id=1#top?y&z", "offset=7", "http://a.test/x?id=1&offset=7#top?y&z", 1},
    {"http://a.test/x#top", "offset=7", "http://a.test/x?offset=7#top", 1},
    {"http://a.test/x?offset", "offset=7", "http://a.test/x?offset&offset=7", 1},
    {"http://a.test/x", "", "http://a.test/x", 0},
    {"http://a.test/x", "offset=0", "not beyond 0", -1},
    {"http://a.test/x?offset=100", "offset=100", "not beyond 100", -1},
    {"http://a.test/x?offset=100", "offset=99", "not beyond 100", -1},
    {"http://a.test/x", "offset=-1", "expected NAME=NUMBER", -1},
    {"http://a.test/x", "off&set=1", "expected NAME=NUMBER", -1},
    {"http://a.test/x", "offset=1&y=2", "expected NAME=NUMBER", -1},
    {"http://a.test/x", "offset", "expected NAME=NUMBER", -1},
    {"http://a.test/x", "=1", "expected NAME=NUMBER", -1},
};

static void test_moves_on(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        struct arena *arena = arena_new();
        struct paging paging;
        struct err err;
        err_clear(&err);
        paging_init(&paging, steps[i].url, arena);
        int result = paging_next(&paging, steps[i].next, &err);
        const char *got = result < 0 ? err.text : paging.url;
        bool fits =
            result < 0 ? strstr(got, steps[i].want) != NULL : strcmp(got, steps[i].want) == 0;
        if (result != steps[i].result || !fits)
            fail_msg("%s + %s: %d \"%s\", expected \"%s\"", steps[i].url, steps[i].next,
                     result, got, steps[i].want);
        arena_free(arena);
    }
}

static void test_goes_no_further_than_the_limit(void **state)
{
    struct arena *arena = arena_new();
    struct paging paging;
    struct err err;
    char next[32];
    (void)state;
    paging_init(&paging, "http://a.test/x?id=1", arena);
    for (int page = 2; page <= PAGING_PAGES_MAX; page++) {
        (void)snprintf(next, sizeof next, "startPosition=%d", page * 10);
        assert_int_equal(paging_next(&paging, next, &err), 1);
    }
    assert_string_equal(paging.url, "http://a.test/x?id=1&startPosition=1000");
    assert_int_equal(paging_next(&paging, "startPosition=1000", &err), -1);
    assert_int_equal(paging_next(&paging, "startPosition=1010", &err), -1);
    assert_non_null(strstr(err.text, "more than 100 pages"));
    assert_int_equal(paging_next(&paging, "", &err), 0);
    arena_free(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moves_on),
        cmocka_unit_test(test_goes_no_further_than_the_limit),
    };
    return cmocka_run_group_tests_name("paging", tests, NULL, NULL);
}
