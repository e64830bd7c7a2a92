/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of cli/sparkline. All figures are test data. */
#include "cli/sparkline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { APRIL = 2023 * 12 + 3, NONE = -9999, GONE = -9998, VALUES_MAX = 10 };

/* NONE: nothing was ever said of that month; GONE: said to be missing. */
static void test_lines(void **state)
{
    static const struct {
        int values[VALUES_MAX];
        size_t count;
        int periods;
        const char *expected;
    } CASES[] = {
        {{0}, 0, 12, ""},
        {{GONE, GONE}, 2, 12, ""},
        {{5}, 1, 1, "▅"},
        {{5}, 1, 4, "   ▅"},
        {{5, 5, 5}, 3, 3, "▅▅▅"}, /* flat: neither low nor high */
        {{0, 0}, 2, 2, "▅▅"},
        {{0, 1, 2, 3, 4, 5, 6, 7}, 8, 8, "▁▂▃▄▅▆▇█"},
        {{7, 6, 5, 4, 3, 2, 1, 0}, 8, 8, "█▇▆▅▄▃▂▁"},
        {{-40, 0}, 2, 2, "▁█"},
        {{0, NONE, 7}, 3, 3, "▁ █"},
        {{0, GONE, 7}, 3, 3, "▁ █"},
        {{100, 0, 7}, 3, 2, "▁█"},        /* what is out of sight sets no scale */
        {{0, 7, GONE, GONE}, 4, 2, "▁█"}, /* ends with the newest value */
        {{0, 7}, 2, 0, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct observation observations[VALUES_MAX];
        struct series series = {"di", FREQUENCY_MONTHLY, observations, 0};
        struct buf out;
        for (size_t k = 0; k < CASES[i].count; k++) {
            if (CASES[i].values[k] == NONE)
                continue;
            observations[series.count++] =
                (struct observation){.period = {FREQUENCY_MONTHLY, APRIL + (int32_t)k},
                                     .value = {CASES[i].values[k], 1},
                                     .status = CASES[i].values[k] == GONE ? OBSERVATION_MISSING
                                                                          : OBSERVATION_FINAL};
        }
        buf_init(&out, 1000);
        sparkline_print(&series, CASES[i].periods, &out);
        assert_string_equal(buf_text(&out), CASES[i].expected);
        buf_free(&out);
    }
}

static void test_appends(void **state)
{
    struct observation one = {.period = {FREQUENCY_FISCAL_YEAR, 2023}, .value = {1, 0}};
    struct series series = {"zoo", FREQUENCY_FISCAL_YEAR, &one, 1};
    struct buf out;
    (void)state;
    buf_init(&out, 1000);
    assert_int_equal(buf_puts(&out, "zoo "), 0);
    sparkline_print(&series, 2, &out);
    assert_string_equal(buf_text(&out), "zoo  ▅");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_appends),
    };
    return cmocka_run_group_tests_name("sparkline", tests, NULL, NULL);
}
