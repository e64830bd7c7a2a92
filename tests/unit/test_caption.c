/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/caption: what a chart says in words. Test data. */
#include "graphs/caption.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/instant.h"

static struct settings settings;
static struct indicator indicator;
static struct observation observations[8];
static struct series series;
static struct chart_input input;

static int set_up(void **state)
{
    (void)state;
    memset(observations, 0, sizeof observations);
    settings = (struct settings){0};
    indicator = (struct indicator){.id = "test",
                                   .title = {"試験", "Test"},
                                   .unit = "人",
                                   .unit_label = {"人", "persons"},
                                   .frequency = FREQUENCY_FISCAL_YEAR};
    series = (struct series){"test", FREQUENCY_FISCAL_YEAR, observations, 0};
    input = (struct chart_input){.settings = &settings,
                                 .indicator = &indicator,
                                 .series = &series,
                                 .now = INT64_C(1711929600)};
    return 0;
}

static void add(int32_t n, int64_t units, int places)
{
    observations[series.count++] =
        (struct observation){.period = {indicator.frequency, n}, .value = {units, places}};
}

static void assert_text(void (*say)(const struct chart_input *, struct buf *),
                        const char *expected)
{
    struct buf text;
    buf_init(&text, 4096);
    say(&input, &text);
    assert_string_equal(buf_text(&text), expected);
    buf_free(&text);
}

static void make_di(int64_t before, int64_t now)
{
    indicator.frequency = FREQUENCY_MONTHLY;
    series.frequency = FREQUENCY_MONTHLY;
    indicator.unit = "ポイント";
    indicator.unit_label = (struct label){"ポイント", "points"};
    indicator.decimals = 1;
    indicator.basis = BASIS_YEAR_ON_YEAR;
    series.count = 0;
    add(2016 * 12 + 6, before, 1);
    add(2016 * 12 + 7, now, 1);
}

static void test_balance(void **state)
{
    (void)state;
    const struct {
        int64_t before, now;
        const char *says;
    } cases[] = {
        {-231, -154, "2016年8月　▲15.4ポイント（前月比＋7.7ポイント、マイナス幅縮小）"},
        {-154, -231, "2016年8月　▲23.1ポイント（前月比▲7.7ポイント、マイナス幅拡大）"},
        {-10, 10, "2016年8月　1.0ポイント（前月比＋2.0ポイント、マイナスからプラスに転じる）"},
        {10, -10, "2016年8月　▲1.0ポイント（前月比▲2.0ポイント、プラスからマイナスに転じる）"},
        {10, 30, "2016年8月　3.0ポイント（前月比＋2.0ポイント、プラス幅拡大）"},
        {30, 10, "2016年8月　1.0ポイント（前月比▲2.0ポイント、プラス幅縮小）"},
        {0, 10, "2016年8月　1.0ポイント（前月比＋1.0ポイント）"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        make_di(cases[i].before, cases[i].now);
        assert_text(caption_latest, cases[i].says);
    }
}

static void test_level(void **state)
{
    (void)state;
    assert_text(caption_latest, "まだ実績値がありません（公表値未確認）");
    add(2021, 73119, 0);
    assert_text(caption_latest, "令和3年度　73,119人");
    add(2022, 97735, 0);
    assert_text(caption_latest, "令和4年度　97,735人（前年度比＋24,616人、＋33.7％）");
    observations[1].status = OBSERVATION_PRELIMINARY;
    assert_text(caption_latest,
                "令和4年度　97,735人〔速報値〕（前年度比＋24,616人、＋33.7％）");
    /* what lies further back is not the year before */
    observations[0].period.n = 2019;
    observations[1].status = OBSERVATION_FINAL;
    assert_text(caption_latest,
                "令和4年度　97,735人（前回値（令和元年度）比＋24,616人、＋33.7％）");
    observations[1].status = OBSERVATION_MISSING;
    assert_text(caption_latest, "令和元年度　73,119人");
}

static void test_percent(void **state)
{
    (void)state;
    indicator.unit = "％";
    indicator.unit_label = (struct label){"％", "%"};
    indicator.decimals = 1;
    add(2021, 612, 1);
    add(2022, 605, 1);
    assert_text(caption_latest, "令和4年度　60.5％（前年度比▲0.7ポイント）");
    /* from nothing there is no per cent */
    indicator.unit = "人";
    indicator.unit_label = (struct label){"人", "persons"};
    observations[0].value.units = 0;
    assert_text(caption_latest, "令和4年度　60.5人（前年度比＋60.5人）");
}

/* A temperature: nothing is a fifth colder. */
static void test_no_percent_below_zero(void **state)
{
    (void)state;
    const struct {
        int64_t first, before, now;
        bool minimum;
        const char *says;
    } cases[] = {
        {-3, 5, 4, false, "令和4年度　0.4度（前年度比▲0.1度）"},
        {3, 5, 4, true, "令和4年度　0.4度（前年度比▲0.1度）"},
        {3, 5, 4, false, "令和4年度　0.4度（前年度比▲0.1度、▲20.0％）"},
        {3, 0, 4, false, "令和4年度　0.4度（前年度比＋0.4度）"},
    };
    indicator.unit = "度";
    indicator.unit_label = (struct label){"度", "degrees"};
    indicator.decimals = 1;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        indicator.minimum = (struct mark){.set = cases[i].minimum, .value = {-50, 0}};
        series.count = 0;
        add(2020, cases[i].first, 1);
        add(2021, cases[i].before, 1);
        add(2022, cases[i].now, 1);
        assert_text(caption_latest, cases[i].says);
    }
    indicator.minimum = (struct mark){0};
    indicator.basis = BASIS_YEAR_ON_YEAR;
    series.count = 0;
    add(2021, 5, 1);
    add(2022, 4, 1);
    assert_text(caption_latest, "令和4年度　0.4度（前年度比▲0.1度、プラス幅縮小）");
}

/* Who subtracts what is printed gets what is printed. */
static void test_change_of_printed_values(void **state)
{
    (void)state;
    add(2021, 1234, 0);
    add(2022, 125, 1);
    assert_text(caption_latest, "令和4年度　13人（前年度比▲1,221人、▲98.9％）");
    observations[0].value = (struct decimal){4, 1}; /* printed as 0 */
    assert_text(caption_latest, "令和4年度　13人（前年度比＋13人）");
}

static void test_english(void **state)
{
    (void)state;
    settings.site.language = LANGUAGE_EN;
    make_di(-231, -154);
    assert_text(caption_latest,
                "Aug 2016: −15.4 points (+7.7 points on the month before, less negative)");
    indicator.target = (struct mark){.set = true,
                                     .has_period = true,
                                     .period = {FREQUENCY_MONTHLY, 2027 * 12 + 2},
                                     .value = {0, 0}};
    assert_text(caption_target, "Target 0.0 points (Mar 2027)");
}

static void test_sources(void **state)
{
    (void)state;
    static struct source sources[3] = {
        {.id = "a", .title = {"甲", NULL}, .citation = "甲の資料"},
        {.id = "b", .title = {"乙", NULL}, .citation = "", .grade = GRADE_PRESS},
        {.id = "c", .title = {"丙", NULL}}};
    struct source *own[] = {&sources[2]};
    settings.sources = sources;
    settings.source_count = 3;
    assert_text(caption_sources, "出典：公表資料未確認");
    indicator.sources = own;
    indicator.source_count = 1;
    assert_text(caption_sources, "出典：丙");
    add(2020, 1, 0);
    add(2021, 2, 0);
    observations[0].source = "a";
    observations[1].source = "b";
    assert_text(caption_sources, "出典：甲の資料、乙（参考値）");
    observations[1].source = NULL;
    assert_text(caption_sources, "出典：甲の資料、担当課による入力");
}

static void test_stamp(void **state)
{
    (void)state;
    assert_text(caption_stamp, "作図：2024年4月1日");
    add(2019, 1, 0);
    add(2021, 1, 0);
    assert_text(caption_stamp, "最新の実績値：令和3年度　作図：2024年4月1日");
}

static void test_amount(void **state)
{
    (void)state;
    struct program_year year = {.fiscal_year = 2024, .budget = {true, 7469}};
    struct program program = {.years = &year, .year_count = 1};
    struct buf text;
    buf_init(&text, 200);
    assert_int_equal(caption_amount(&program, LANGUAGE_JA, &text), 2024);
    assert_string_equal(buf_text(&text), "令和6年度 当初予算 7,469千円");
    buf_reset(&text);
    year.revised = (struct amount){true, 8000};
    caption_amount(&program, LANGUAGE_EN, &text);
    assert_string_equal(buf_text(&text), "FY2024 revised budget 8,000 thousand yen");
    buf_reset(&text);
    year = (struct program_year){.fiscal_year = 2024};
    assert_int_equal(caption_amount(&program, LANGUAGE_JA, &text), 0);
    assert_string_equal(buf_text(&text), "予算額の掲載なし");
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_balance, set_up),
        cmocka_unit_test_setup(test_level, set_up),
        cmocka_unit_test_setup(test_percent, set_up),
        cmocka_unit_test_setup(test_no_percent_below_zero, set_up),
        cmocka_unit_test_setup(test_change_of_printed_values, set_up),
        cmocka_unit_test_setup(test_english, set_up),
        cmocka_unit_test_setup(test_sources, set_up),
        cmocka_unit_test_setup(test_stamp, set_up),
        cmocka_unit_test_setup(test_amount, set_up),
    };
    struct err err;
    if (instant_set_zone("Asia/Tokyo", &err) != 0)
        return 1;
    return cmocka_run_group_tests_name("caption", tests, NULL, NULL);
}
