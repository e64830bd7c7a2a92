/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/era. */
#include "core/era.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/civil.h"

static void test_recognise(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int base; /* 0 = none */
        size_t length;
    } CASES[] = {
        {"明治45年", 1867, 6}, {"大正15年", 1911, 6},
        {"昭和42年", 1925, 6}, {"平成28年", 1988, 6},
        {"令和元年", 2018, 6}, {"令和", 2018, 6},
        {"㍾1", 1867, 3},      {"㍽1", 1911, 3},
        {"㍼1", 1925, 3},      {"㍻28", 1988, 3},
        {"㋿6", 2018, 3},     {"M45", 1867, 1},
        {"T15", 1911, 1},      {"S58", 1925, 1},
        {"H28.8", 1988, 1},    {"R6", 2018, 1},
        {"h28", 1988, 1},      {"r6.4.1", 2018, 1},
        {"R元年", 2018, 1},    {"", 0, 0},
        {"R", 0, 0},           {"H", 0, 0},
        {"Hokkaido", 0, 0},    {"R-6", 0, 0},
        {"Ｒ6", 0, 0},         {"2016", 0, 0},
        {"令", 0, 0},          {" 令和6", 0, 0},
        {"和6", 0, 0},         {"A6", 0, 0},
        {"慶応3年", 0, 0},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        int base = 0;
        size_t length = 0;
        bool found = era_recognise(CASES[i].text, &base, &length);

        if (found != (CASES[i].base != 0))
            fail_msg("\"%s\" should be %s era", CASES[i].text, CASES[i].base ? "an" : "no");
        if (found && (base != CASES[i].base || length != CASES[i].length))
            fail_msg("\"%s\" gave base %d, length %zu", CASES[i].text, base, length);
    }
}

static void test_print(void **state)
{
    (void)state;
    static const struct {
        int date[3];
        const char *want; /* "" = before Meiji */
    } CASES[] = {
        {{2024, 4, 1}, "令和6"},    {{2019, 5, 1}, "令和元"},   {{2019, 4, 30}, "平成31"},
        {{2020, 1, 1}, "令和2"},    {{1989, 1, 8}, "平成元"},   {{1989, 1, 7}, "昭和64"},
        {{1926, 12, 25}, "昭和元"}, {{1926, 12, 24}, "大正15"}, {{1912, 7, 30}, "大正元"},
        {{1912, 7, 29}, "明治45"},  {{1868, 1, 25}, "明治元"},  {{1868, 1, 24}, ""},
        {{1600, 1, 1}, ""},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const int *date = CASES[i].date;
        char out[32] = "untouched";

        assert_int_equal(era_print(civil_day(date[0], date[1], date[2]), out, sizeof out),
                         CASES[i].want[0] != '\0');
        assert_string_equal(out, CASES[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recognise),
        cmocka_unit_test(test_print),
    };

    return cmocka_run_group_tests_name("era", tests, NULL, NULL);
}
