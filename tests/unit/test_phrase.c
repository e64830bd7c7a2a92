/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of config/phrase; tests of graphs/caption and alerts/message have more. Test data. */
#include "config/phrase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check_gap(const struct indicator *indicator, int64_t value, enum language language,
                      const char *want)
{
    struct buf out;
    buf_init(&out, 1000);
    assert_int_equal(phrase_gap(indicator, (struct decimal){value, 1}, language, &out),
                     *want != 0);
    assert_string_equal(buf_text(&out), want);
    buf_free(&out);
}

static void test_gap(void **state)
{
    (void)state;
    struct indicator indicator = {
        .unit = "人", .unit_label = {"人", "persons"}, .decimals = 1, .better = BETTER_HIGHER};
    check_gap(&indicator, 25, LANGUAGE_JA, ""); /* no target */
    indicator.target = (struct mark){.set = true, .value = {4, 0}};
    check_gap(&indicator, 25, LANGUAGE_JA, "目標4.0人まで1.5人");
    check_gap(&indicator, 25, LANGUAGE_EN, "1.5 persons to the target of 4.0 persons");
    check_gap(&indicator, 40, LANGUAGE_JA, "");
    check_gap(&indicator, 41, LANGUAGE_JA, "");
    indicator.better = BETTER_LOWER;
    check_gap(&indicator, 41, LANGUAGE_JA, "目標4.0人まで0.1人");
    check_gap(&indicator, 40, LANGUAGE_JA, "");
    check_gap(&indicator, 25, LANGUAGE_JA, "");
    indicator.better = BETTER_NEUTRAL;
    check_gap(&indicator, 41, LANGUAGE_JA, "");
    /* per cents differ by points, here too */
    indicator = (struct indicator){.unit = "％", .decimals = 1, .better = BETTER_HIGHER};
    indicator.target = (struct mark){.set = true, .value = {55, 0}};
    check_gap(&indicator, 477, LANGUAGE_JA, "目標55.0％まで7.3ポイント");
    check_gap(&indicator, 477, LANGUAGE_EN, "7.3 points to the target of 55.0％");
    struct buf brief;
    buf_init(&brief, 1000);
    assert_true(phrase_gap_brief(&indicator, (struct decimal){477, 1}, LANGUAGE_JA, &brief));
    assert_string_equal(buf_text(&brief), "目標55.0％まで7.3ポイント");
    buf_free(&brief);
}

static void test_difference(void **state)
{
    (void)state;
    static const struct {
        const char *unit, *ja, *en;
    } CASES[] = {{"人", "＋1.5人", "+1.5 人"},
                 {"％", "＋1.5ポイント", "+1.5 points"},
                 {"%", "＋1.5ポイント", "+1.5 points"},
                 {"", "＋1.5", "+1.5"}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct indicator indicator = {.unit = CASES[i].unit, .decimals = 1};
        struct buf out;
        buf_init(&out, 1000);
        phrase_difference(&indicator, (struct decimal){15, 1}, LANGUAGE_JA, &out);
        assert_string_equal(buf_text(&out), CASES[i].ja);
        buf_reset(&out);
        phrase_difference(&indicator, (struct decimal){15, 1}, LANGUAGE_EN, &out);
        assert_string_equal(buf_text(&out), CASES[i].en);
        buf_free(&out);
    }
}

static void check_change(const struct indicator *indicator, struct decimal before,
                         struct decimal now, const char *wanted)
{
    struct observation items[] = {
        {.period = {FREQUENCY_FISCAL_YEAR, 2021}, .value = before},
        {.period = {FREQUENCY_FISCAL_YEAR, 2022}, .value = now},
    };
    struct series series = {
        .frequency = FREQUENCY_FISCAL_YEAR, .observations = items, .count = 2};
    struct buf out;

    buf_init(&out, 1000);
    phrase_value(indicator, now, LANGUAGE_JA, &out);
    buf_putc(&out, ' ');
    assert_true(phrase_change(indicator, &series, &items[1], LANGUAGE_JA, &out));
    assert_string_equal(buf_text(&out), wanted);
    buf_free(&out);
}

/* A step over a declared break is the survey's: it is no change, and that is said. */
static void test_across_a_break(void **state)
{
    (void)state;
    struct event breaks[] = {
        {.period = {FREQUENCY_FISCAL_YEAR, 2024}, .text = "調査方法の変更"}};
    struct indicator indicator = {.unit = "人",
                                  .unit_label = {"人", "persons"},
                                  .decimals = PLACES_AS_PUBLISHED,
                                  .rebases = breaks,
                                  .rebase_count = 1};
    struct observation items[] = {
        {.period = {FREQUENCY_FISCAL_YEAR, 2019}, .value = {100, 0}},
        {.period = {FREQUENCY_FISCAL_YEAR, 2023}, .value = {110, 0}},
        {.period = {FREQUENCY_FISCAL_YEAR, 2024}, .value = {300, 0}},
        {.period = {FREQUENCY_FISCAL_YEAR, 2025}, .value = {303, 0}},
    };
    struct series series = {
        .frequency = FREQUENCY_FISCAL_YEAR, .observations = items, .count = 4};
    const struct {
        size_t at;
        enum language language;
        const char *says;
    } CASES[] = {
        {1, LANGUAGE_JA, "前回値（令和元年度）比＋10人、＋10.0％"},
        {1, LANGUAGE_EN, "+10 persons, +10.0% on FY2019"},
        {2, LANGUAGE_JA, "統計の断層のため前年度とは比べられない"},
        {2, LANGUAGE_EN, "a break in the series: not comparable with the fiscal year before"},
        {3, LANGUAGE_JA, "前年度比＋3人、＋1.0％"},
        {3, LANGUAGE_EN, "+3 persons, +1.0% on the fiscal year before"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct buf out;
        buf_init(&out, 1000);
        assert_true(
            phrase_change(&indicator, &series, &items[CASES[i].at], CASES[i].language, &out));
        assert_string_equal(buf_text(&out), CASES[i].says);
        buf_free(&out);
    }
    struct buf out;
    buf_init(&out, 1000);
    items[1].status = OBSERVATION_MISSING;
    assert_true(phrase_change_brief(&indicator, &series, &items[2], LANGUAGE_JA, &out));
    assert_string_equal(buf_text(&out), "統計の断層のため令和元年度の値とは比べられない");
    buf_free(&out);
}

static void test_places(void **state)
{
    (void)state;
    struct indicator indicator = {
        .unit = "％", .unit_label = {"％", NULL}, .decimals = PLACES_AS_PUBLISHED};

    check_change(&indicator, (struct decimal){13, 0}, (struct decimal){125, 1},
                 "12.5％ 前年度比▲0.5ポイント");
    check_change(&indicator, (struct decimal){1250, 2}, (struct decimal){13, 0},
                 "13％ 前年度比＋0.50ポイント");
    indicator.decimals = 0;
    check_change(&indicator, (struct decimal){13, 0}, (struct decimal){125, 1},
                 "13％ 前年度比±0ポイント");
    indicator.decimals = 2;
    check_change(&indicator, (struct decimal){13, 0}, (struct decimal){125, 1},
                 "12.50％ 前年度比▲0.50ポイント");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gap),
        cmocka_unit_test(test_difference),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_across_a_break),
    };
    return cmocka_run_group_tests_name("phrase", tests, NULL, NULL);
}
