/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/fault. */
#include "core/fault.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/unicode.h"

static void test_adds_copies(void **state)
{
    (void)state;
    struct faults faults = {0};
    char file[] = "a.ini";

    fault_add(&faults, file, 3, "unknown key \"%s\"", "foo");
    file[0] = 'x';
    assert_int_equal(faults.count, 1);
    assert_string_equal(faults.items[0].file, "a.ini");
    assert_int_equal(faults.items[0].line, 3);
    assert_string_equal(faults.items[0].text, "unknown key \"foo\"");
    fault_free(&faults);
    assert_int_equal(faults.count, 0);
    assert_null(faults.items);
    fault_free(&faults);
}

/* Files in order of first mention, then lines; equal ones as they came. */
static void test_sort(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        int line;
        const char *text;
    } CASES[] = {
        {"b", 9, "1"}, {"a", 2, "2"}, {"b", 1, "3"}, {"c", 5, "4"}, {"a", 2, "5"},
        {"b", 9, "6"}, {"a", 1, "7"}, {"b", 0, "8"}, {"c", 4, "9"},
    };
    struct faults faults = {0};
    char order[16] = "";

    fault_sort(&faults);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        fault_add(&faults, CASES[i].file, CASES[i].line, "%s", CASES[i].text);
    fault_sort(&faults);
    for (size_t i = 0; i < faults.count; i++)
        order[i] = faults.items[i].text[0];
    assert_string_equal(order, "831672594");
    fault_sort(&faults);
    assert_string_equal(faults.items[0].text, "8");
    fault_free(&faults);
}

static void test_drops_beyond_the_limit(void **state)
{
    (void)state;
    struct faults faults = {0};

    for (int i = 0; i < FAULTS_MAX + 7; i++)
        fault_add(&faults, "a", i, "%d", i);
    assert_int_equal(faults.count, FAULTS_MAX);
    assert_int_equal(faults.dropped, 7);
    assert_int_equal(faults.items[FAULTS_MAX - 1].line, FAULTS_MAX - 1);
    fault_free(&faults);
    assert_int_equal(faults.dropped, 0);
}

static void test_long_text_stays_utf8(void **state)
{
    (void)state;
    for (size_t front = 0; front < 3; front++) {
        struct faults faults = {0};
        char text[2000] = "ab";

        text[front] = '\0';
        for (size_t i = 0; i < 600; i++)
            memcpy(text + front + 3 * i, "指", 4);
        fault_add(&faults, "a", 1, "%s", text);
        fault_add(&faults, "a", 2, "\"%.100s\": %s", text + front, "expected less");
        for (size_t i = 0; i < 2; i++)
            assert_true(unicode_valid(faults.items[i].text, strlen(faults.items[i].text)));
        assert_true(strlen(faults.items[0].text) > 400);
        fault_free(&faults);
    }
}

static void test_print(void **state)
{
    (void)state;
    struct faults faults = {0};
    struct buf out;

    buf_init(&out, 100000);
    fault_print(&faults, &out);
    assert_string_equal(buf_text(&out), "");
    fault_add(&faults, "a.ini", 3, "wrong");
    fault_add(&faults, "b.ini", 0, "missing");
    fault_print(&faults, &out);
    assert_string_equal(buf_text(&out), "a.ini:3: wrong\nb.ini: missing\n");
    for (int i = 0; i < FAULTS_MAX; i++)
        fault_add(&faults, "a", 1, "x");
    buf_reset(&out);
    fault_print(&faults, &out);
    assert_non_null(strstr(buf_text(&out), "a:1: x\n... and 2 more\n"));
    buf_free(&out);
    fault_free(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_adds_copies),
        cmocka_unit_test(test_sort),
        cmocka_unit_test(test_drops_beyond_the_limit),
        cmocka_unit_test(test_print),
        cmocka_unit_test(test_long_text_stays_utf8),
    };

    return cmocka_run_group_tests_name("fault", tests, NULL, NULL);
}
