/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/status: one list of words, read in five ways. */
#include "core/status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#define NONE OBSERVATION_MISSING /* no mark says that */

struct sample {
    const char *text;
    enum observation_status want;
    size_t length;
};

static void test_ends(void **state)
{
    (void)state;
    static const struct sample FRONT[] = {
        {"速報値12", OBSERVATION_PRELIMINARY, 9},
        {"(速)12", OBSERVATION_PRELIMINARY, 5},
        {"(p)12", OBSERVATION_PRELIMINARY, 3},
        {"(改訂値)", OBSERVATION_REVISED, 11},
        {"見込み", OBSERVATION_FORECAST, 9},
        {"(見通し)", OBSERVATION_FORECAST, 11},
        {"確報", OBSERVATION_FINAL, 6},
        {"速12", NONE, 0},
        {"p12", NONE, 0},
        {"(速報", NONE, 0},
        {"12速報", NONE, 0},
        {"", NONE, 0},
    };
    static const struct sample BACK[] = {
        {"12(推計値)", OBSERVATION_ESTIMATE, 11},
        {"12改定", OBSERVATION_REVISED, 6},
        {"12(r)", OBSERVATION_REVISED, 3},
        {"12(予測)", OBSERVATION_FORECAST, 8},
        {"速報12", NONE, 0},
        {"12r", NONE, 0},
        {"12(速報値、6月)", NONE, 0},
    };

    for (size_t i = 0; i < sizeof FRONT / sizeof FRONT[0]; i++) {
        enum observation_status got = NONE;

        assert_int_equal(status_front(FRONT[i].text, &got), FRONT[i].length);
        assert_int_equal(got, FRONT[i].want);
    }
    for (size_t i = 0; i < sizeof BACK / sizeof BACK[0]; i++) {
        enum observation_status got = NONE;
        size_t length = strlen(BACK[i].text);

        assert_int_equal(status_back(BACK[i].text, length, &got), BACK[i].length);
        if (BACK[i].length > 0)
            assert_int_equal(got, BACK[i].want);
    }
}

static void test_labels(void **state)
{
    (void)state;
    static const struct sample CASES[] = {
        {"8月(速報)", OBSERVATION_PRELIMINARY, 0},
        {"2024年4月p", OBSERVATION_PRELIMINARY, 0},
        {"5月r", OBSERVATION_REVISED, 0},
        {"2024-04R", OBSERVATION_REVISED, 0},
        {"2024年度(r)", OBSERVATION_REVISED, 0},
        {"先行き見通し", OBSERVATION_FORECAST, 0},
        {"計画値", OBSERVATION_FORECAST, 0},
        {"2025年度(計画)", OBSERVATION_FORECAST, 0},
        {"速報(見込)", OBSERVATION_FORECAST, 0},
        {"7月確報", OBSERVATION_FINAL, 0},
        {"都市計画税", NONE, 0},
        {"GDPr", NONE, 0},
        {"業況r", NONE, 0},
        {"4月", NONE, 0},
        {"r", NONE, 0},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        enum observation_status got = NONE;

        assert_int_equal(status_label(CASES[i].text, &got), CASES[i].want != NONE);
        assert_int_equal(got, CASES[i].want);
    }
}

static void test_remarks(void **state)
{
    (void)state;
    static const struct sample CASES[] = {
        {"速報値(6月時点)", OBSERVATION_PRELIMINARY, 0},
        {"6月時点の速報値", OBSERVATION_PRELIMINARY, 0},
        {"暫定、6月公表", OBSERVATION_PRELIMINARY, 0},
        {"(改訂)", OBSERVATION_REVISED, 0},
        {"p", OBSERVATION_PRELIMINARY, 0},
        {"R", OBSERVATION_REVISED, 0},
        {"見込み", OBSERVATION_FORECAST, 0},
        {"確報値(速報から改定)", OBSERVATION_FINAL, 0},
        {"目標達成", NONE, 0},
        {"計画どおり", NONE, 0},
        {"速報値は6月に公表", NONE, 0},
        {"x", NONE, 0},
        {"", NONE, 0},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        enum observation_status got = NONE;

        assert_int_equal(status_remark(CASES[i].text, &got), CASES[i].want != NONE);
        assert_int_equal(got, CASES[i].want);
    }
}

static void test_sections(void **state)
{
    (void)state;
    static const struct sample CASES[] = {
        {"実績", OBSERVATION_FINAL, 0},
        {"【見込み】", OBSERVATION_FORECAST, 0},
        {"■計画", OBSERVATION_FORECAST, 0},
        {"2見込み", OBSERVATION_FORECAST, 0},
        {"予算", OBSERVATION_FORECAST, 0},
        {"決算", OBSERVATION_FINAL, 0},
        {"第9期(計画)", OBSERVATION_FORECAST, 0},
        {"第8期(実績)", OBSERVATION_FINAL, 0},
        {"Projected", OBSERVATION_FORECAST, 0},
        {"計画区域", NONE, 0},
        {"予算執行率", NONE, 0},
        {"総数", NONE, 0},
        {"p", NONE, 0},
        {"2", NONE, 0},
        {"", NONE, 0},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        enum observation_status got = NONE;

        assert_int_equal(status_section(CASES[i].text, &got), CASES[i].want != NONE);
        assert_int_equal(got, CASES[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_sections),
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_remarks),
    };

    return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}
