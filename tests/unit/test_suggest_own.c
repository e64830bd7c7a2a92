/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/suggest: what is proposed is of the figures themselves, with their own
 * periods, names and units. All figures are test data. */
#include "collector/suggest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/buf.h"
#include "core/civil.h"
#include "core/str.h"
#include "tests/unit/gridding.h"

#define TIME_MS 5000

struct sample {
    const char *name;
    const char *text;
    const char *want; /* "title unit period value..period value; ..." */
};

static const struct sample samples[] = {
    {"two tables side by side",
     "人口,,,世帯,\n年,人口,,年,世帯数\n令和3年,100,,令和4年,51\n令和4年,101,,令和5年,52\n",
     "人口 人 2021 100..2022 101; 世帯 世帯数 世帯 2022 51..2023 52; "},
    {"two pairs in one table",
     "年次,人口,年度,出生数\n2021年,330,2021年度,18\n2022年,320,2022年度,17\n",
     "人口 人 2021 330..2022 320; 出生数 - FY2021 18..FY2022 17; "},
    {"units below the heads",
     "年度,宿泊者数,消費額\n,千人,百万円\n令和3年度,512,120\n令和4年度,701,712\n",
     "宿泊者数 千人 FY2021 512..FY2022 701; 消費額 百万円 FY2021 120..FY2022 712; "},
    {"lines of a table", "年度,値\n令和3年度,1e5\n令和4年度,0x10\n令和5年度,-0\n", ""},
    {"rows of two tables",
     "人口の表 世帯の表\n年 人口 年 世帯\n令和3年 331 令和4年 178\n令和4年 328 令和5年 179\n",
     ""},
    {"words round a figure are no name",
     "令和5年度の旅客数は113万人、令和3年度の旅客数は前年度を10万人上回る80万人。\n",
     "旅客数 人 FY2023 1130000..FY2023 1130000; "},
    {"an outlook", "令和5年度の旅客数は113万人、令和6年度は120万人を見込む。\n",
     "旅客数 人 FY2023 1130000..FY2023 1130000; "},
    {"a target", "令和5年度の入園者数は138万人。平成30年度の目標は、入園者数200万人。\n", ""},
    {"named as the text names it",
     "試験市\n令和5年度の旅客数は113万人。\n令和4年度は102万人。\n",
     "旅客数 人 FY2022 1020000..FY2023 1130000; 旅客数 人 FY2023 1130000..FY2023 1130000; "},
};

static void print(struct buf *got, const struct suggestions *suggestions)
{
    for (size_t i = 0; i < suggestions->count; i++) {
        const struct suggestion *item = &suggestions->items[i];
        char first[PERIOD_TEXT_SIZE];
        char last[PERIOD_TEXT_SIZE];
        char from[DECIMAL_TEXT_SIZE];
        char to[DECIMAL_TEXT_SIZE];
        period_print(item->first.period, first);
        period_print(item->last.period, last);
        decimal_print(item->first.value, from);
        decimal_print(item->last.value, to);
        (void)buf_printf(got, "%s %s %s %s..%s %s; ", item->indicator.title.text,
                         item->indicator.unit, first, from, last, to);
    }
}

static void run(const struct sample *sample)
{
    struct grids grids;
    struct suggestions got;
    struct buf text;
    gridding_decode(sample->text, &grids);
    suggest_init(&got);
    suggest_run(&grids, civil_day(2026, 4, 1), TIME_MS, SUGGEST_MAX, &got);
    buf_init(&text, 4000);
    print(&text, &got);
    if (!str_equal(buf_text(&text), sample->want))
        fail_msg("%s: got \"%s\", want \"%s\"", sample->name, buf_text(&text), sample->want);
    buf_free(&text);
    suggest_free(&got);
    grid_free(&grids);
}

static void test_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
        run(&samples[i]);
}

static void test_why(void **state)
{
    (void)state;
    struct grids grids;
    struct suggestions got;
    gridding_decode("年月日,入館者\n令和5年13月,10\n令和5年14月,20\n", &grids);
    suggest_init(&got);
    suggest_run(&grids, civil_day(2026, 4, 1), TIME_MS, SUGGEST_MAX, &got);
    assert_int_equal(got.count, 0);
    assert_non_null(strstr(got.why, "row 2 column \"年月日\": \"令和5年13月\""));
    suggest_free(&got);
    grid_free(&grids);
    gridding_decode("年度,値\n令和3年度,1e5\n令和4年度,0x10\n", &grids);
    suggest_init(&got);
    suggest_run(&grids, civil_day(2026, 4, 1), TIME_MS, SUGGEST_MAX, &got);
    assert_int_equal(got.count, 0);
    assert_true(*got.why != '\0');
    suggest_free(&got);
    grid_free(&grids);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
