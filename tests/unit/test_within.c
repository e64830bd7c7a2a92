/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of config/within. */
#include "config/within.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>
#include <unistd.h>

static void test_within(void **state)
{
    static const struct {
        const char *path;
        const char *folder;
        bool within;
    } CASES[] = {
        {"/a", "/a", true},         {"/a/", "/a", true},
        {"/a", "/a/", true},        {"/a/b", "/a", true},
        {"/a", "/a/b", false},      {"/ab", "/a", false},
        {"/a", "/ab", false},       {"/a", "/", true},
        {"/", "/a", false},         {"/", "/", true},
        {"/a/./b", "/a//b/", true}, {"/a/../b", "/b", true},
        {"/a/../b", "/a", false},   {"/../a", "/a", true},
        {"a", ".", true},           {"a", "", true},
        {"./a", "a", true},         {"a/..", ".", true},
        {"a", "b", false},          {"a", "/", true},
        {"../a", ".", false},       {"/a/..b", "/a/..b", true},
        {"/a/.b/c", "/a/.b", true},
    };
    char here[PATH_MAX];
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        if (within_folder(CASES[i].path, CASES[i].folder) != CASES[i].within)
            fail_msg("\"%s\" in \"%s\"", CASES[i].path, CASES[i].folder);
    }
    assert_non_null(getcwd(here, sizeof here));
    assert_true(within_folder("state", here));
    assert_true(within_folder(here, "."));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_within)};

    return cmocka_run_group_tests_name("within", tests, NULL, NULL);
}
