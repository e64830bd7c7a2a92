/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/suggest. All figures are test data. The golden cases show how often the
 * selection that a person wrote is among the first three suggestions. */
#include "collector/suggest.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/civil.h"
#include "core/file.h"
#include "core/str.h"
#include "tests/unit/gridding.h"

#define TIME_MS 5000
#define FIRST 3
#define LEAST_PERCENT 90

static int32_t today(void)
{
    return civil_day(2026, 4, 1);
}

/* The suggestions for a text, whatever it is. */
static void suggest(const char *text, struct suggestions *out)
{
    struct grids grids;
    gridding_decode(text, &grids);
    suggest_init(out);
    suggest_run(&grids, today(), TIME_MS, SUGGEST_MAX, out);
    grid_free(&grids);
}

static void test_long(void **state)
{
    (void)state;
    struct suggestions got;
    suggest("入園者数の推移（単位：千人）\n年度,入園者数,前年比,備考\n"
            "令和3年度,1.5,,\n令和4年度,2.5,166,速報値\n令和5年度,3.5,140,\n",
            &got);
    assert_int_equal(got.count, 1); /* 前年比 is nothing in 千人 */
    const struct indicator *first = &got.items[0].indicator;
    assert_int_equal(first->layout, LAYOUT_LONG);
    assert_string_equal(first->value, "入園者数");
    assert_string_equal(first->unit, "千人");
    assert_string_equal(first->table, "");
    assert_string_equal(first->period, "auto");
    assert_int_equal(first->frequency, FREQUENCY_FISCAL_YEAR);
    assert_int_equal(first->decimals, 1);
    assert_int_equal(first->better, BETTER_NEUTRAL);
    assert_int_equal(got.items[0].count, 3);
    assert_int_equal(got.items[0].problem_count, 0);
    assert_int_equal(got.items[0].unit_from, SUGGEST_UNIT_PRINTED);
    assert_false(got.cut);
    suggest_free(&got);
}

static void test_where(void **state)
{
    (void)state;
    struct suggestions got;
    suggest(
        "年度,地域,性別,人数（人）\n"
        "2020年度,市内,男,11\n2020年度,市内,女,12\n2020年度,市外,男,13\n2020年度,市外,女,14\n"
        "2021年度,市内,男,21\n2021年度,市内,女,22\n2021年度,市外,男,23\n2021年度,市外,女,24\n",
        &got);
    assert_int_equal(got.count, 4);
    const struct indicator *first = &got.items[0].indicator;
    assert_int_equal(first->where_count, 2);
    assert_string_equal(first->where[0].head, "地域");
    assert_string_equal(first->where[0].cell, "市内");
    assert_string_equal(first->where[1].cell, "男");
    assert_string_equal(first->title.text, "人数（市内・男）");
    assert_int_equal(got.items[0].count, 2);
    assert_int_equal(got.items[3].last.value.units, 24);
    suggest_free(&got);
}

static void test_across(void **state)
{
    (void)state;
    struct suggestions got;
    suggest("全産業DI値の推移,,,\n,2016年,,\n,3月,4月,5月\n業況,▲25.6,▲24.2,1.0\n"
            "売上,▲19.2,▲18.0,2.0\n",
            &got);
    assert_int_equal(got.items[0].indicator.layout, LAYOUT_ACROSS);
    assert_string_equal(got.items[0].indicator.value, "業況");
    assert_int_equal(got.items[0].indicator.frequency, FREQUENCY_MONTHLY);
    assert_int_equal(got.items[0].first.value.units, -256);
    assert_string_equal(got.items[0].indicator.unit, "ポイント");
    assert_int_equal(got.items[0].unit_from, SUGGEST_UNIT_LIKELY);
    assert_string_equal(got.items[1].indicator.value, "売上");
    suggest_free(&got);
}

static void test_matrix(void **state)
{
    (void)state;
    struct suggestions got;
    suggest("月別入園者数（単位：人）\n年度,4月,5月,6月,計\n令和5年度,10,20,35,65\n"
            "令和6年度,40,50,61,151\n",
            &got);
    assert_int_equal(got.items[0].indicator.layout, LAYOUT_MATRIX);
    assert_int_equal(got.items[0].count, 6);
    assert_string_equal(got.items[0].indicator.unit, "人");
    suggest_free(&got);
}

/* Two heads over one another: a suggestion for each of what is counted, none for 目標. */
static void test_two_heads(void **state)
{
    (void)state;
    static const char *const TABLES[] = {
        "施設,令和5年度,,,令和6年度,,\n,利用者数(人),目標,使用料(千円),利用者数(人),目標,"
        "使用料(千円)\n"
        "A館,100,1,20,110,2,21\n",
        "年度,利用者数(人),,,使用料(千円),,\n,4月,5月,6月,4月,5月,6月\n"
        "令和5年度,100,2,3,20,5,6\n令和6年度,11,12,110,14,15,21\n",
    };
    for (size_t i = 0; i < sizeof TABLES / sizeof TABLES[0]; i++) {
        struct suggestions got;
        suggest(TABLES[i], &got);
        assert_int_equal(got.count, 2);
        const struct indicator *second = &got.items[1].indicator;
        assert_int_equal(second->where_count, 1);
        assert_string_equal(got.items[0].indicator.where[0].head, "利用者数");
        assert_string_equal(second->where[0].head, "使用料");
        assert_string_equal(second->where[0].cell, "");
        assert_string_equal(second->unit, "千円");
        assert_int_equal(got.items[1].first.value.units, 20);
        assert_int_equal(got.items[0].problem_count, 0);
        suggest_free(&got);
    }
}

static void test_prose(void **state)
{
    (void)state;
    struct suggestions got;
    suggest("令和4年度の入園者数は12万3456人でした。\n令和5年度の入園者数は13万人でした。\n",
            &got);
    assert_true(got.count >= 1);
    assert_int_equal(got.items[0].indicator.layout, LAYOUT_TEXT);
    assert_int_equal(got.items[0].grid, SUGGEST_TEXT);
    assert_string_equal(got.items[0].indicator.unit, "人");
    assert_int_equal(got.items[0].first.value.units, 123456);
    assert_int_equal(got.items[0].count, 2);
    suggest_free(&got);
}

static void test_era_is_open(void **state)
{
    (void)state;
    struct suggestions got;
    suggest("年度,入園者数（人）\n21年度,100\n22年度,200\n", &got);
    assert_true(got.count >= 1);
    assert_true(got.items[0].era_is_open);
    assert_true(got.items[0].indicator.era != ERA_NAME_NONE);
    suggest_free(&got);
    suggest("年,入園者数（人）\n2019年,100\n2020年,200\n", &got);
    assert_int_equal(got.items[0].indicator.frequency, FREQUENCY_CALENDAR_YEAR);
    assert_true(got.items[0].year_is_open);
    suggest_free(&got);
}

#define BODY                                                                                  \
    "<tr><th>年度</th><th>人数（人）</th></tr><tr><td>2020年度</td><td>%d</td></tr>" \
    "<tr><td>2021年度</td><td>%d</td></tr></table>"

/* Numbers in a name change with every issue, unless they tell tables apart. */
static void test_tables_by_name(void **state)
{
    (void)state;
    struct suggestions got;
    char tables[2][400];
    char page[1000];
    (void)snprintf(tables[0], sizeof tables[0], BODY, 11, 12);
    (void)snprintf(tables[1], sizeof tables[1], BODY, 21, 22);
    (void)snprintf(page, sizeof page,
                   "<html><meta charset=utf-8><table><caption>A園 (2021年)</caption>%s"
                   "<table><caption>B園</caption>%s</html>",
                   tables[0], tables[1]);
    suggest(page, &got);
    assert_int_equal(got.items[0].grid, 0);
    assert_string_equal(got.items[0].indicator.table, "A園\\(\\d+年\\)");
    assert_string_equal(got.items[1].indicator.table, "B園");
    (void)snprintf(page, sizeof page,
                   "<html><meta charset=utf-8><table><caption>表1</caption>%s"
                   "<table><caption>表2</caption>%s</html>",
                   tables[0], tables[1]);
    suggest_free(&got);
    suggest(page, &got);
    assert_string_equal(got.items[0].indicator.table, "表1");
    suggest_free(&got);
}

static void test_the_same_figures_once(void **state)
{
    (void)state;
    struct suggestions got;
    suggest("年度,人数（人）,人数の写し（人）\n2020年度,5,5\n2021年度,7,7\n", &got);
    assert_int_equal(got.count, 1);
    suggest_free(&got);
}

static void test_time_is_up(void **state)
{
    (void)state;
    struct grids grids;
    struct suggestions got;
    gridding_decode("年度,人数（人）\n2020年度,5\n", &grids);
    suggest_init(&got);
    suggest_run(&grids, today(), 0, 5, &got);
    assert_int_equal(got.count, 0);
    assert_true(got.cut);
    suggest_free(&got);
    grid_free(&grids);
}

static void test_nothing_there(void **state)
{
    (void)state;
    struct suggestions got;
    suggest("これは表ではありません。\n数字もありません。\n", &got);
    assert_int_equal(got.count, 0);
    assert_false(got.cut);
    suggest_free(&got);
    suggest("a,b\n1,2\n3,4\n", &got);
    assert_int_equal(got.count, 0);
    suggest_free(&got);
}

/* Which of several figures, or of which period, a pattern would not know. */
static void test_rows_are_no_prose(void **state)
{
    (void)state;
    struct suggestions got;
    suggest("DI値の推移。\n2025年 2026年\n11月 12月 1月 5~7月\n業況 ▲25.6 ▲24.2 3.0 ▲12.5\n",
            &got);
    assert_int_equal(got.count, 0);
    suggest_free(&got);
    suggest(
        "令和7年8月の入園者は206,512人、9月は110,345人であった。\n前年同月比は1,234人増。\n",
        &got);
    assert_true(got.count >= 1);
    for (size_t i = 0; i < got.count; i++) {
        assert_int_equal(got.items[i].indicator.layout, LAYOUT_TEXT);
        assert_int_equal(got.items[i].first.value.units, 206512);
    }
    suggest_free(&got);
}

/* Labels of rows, and pairs of columns, that do not belong together. */
static void test_mixed_pairs(void **state)
{
    (void)state;
    struct suggestions got;
    suggest("大人,令和5年度,10\n大人,令和6年度,11\n大人,計,21\n小人,令和5年度,5\n"
            "小人,令和6年度,6\n小人,計,11\n",
            &got);
    for (size_t i = 0; i < got.count; i++)
        assert_int_not_equal(got.items[i].indicator.layout, LAYOUT_ACROSS);
    suggest_free(&got);
    suggest("o/t,o/v,o/t[2],o/v[2]\n2025-08,1.2,2025-09,1.3\n2025-10,1.4,2025-11,1.5\n", &got);
    assert_true(got.count >= 2);
    for (size_t i = 0; i < got.count; i++)
        assert_int_equal(strchr(got.items[i].indicator.value, '[') == NULL,
                         got.items[i].first.period.n % 2 == 1);
    suggest_free(&got);
    suggest("年月,電話 来所,計\n2025年8月,10 5,15\n2025年9月,11 5,16\n2025年10月,6,6\n", &got);
    assert_int_equal(got.count, 1);
    assert_string_equal(got.items[0].indicator.value, "計");
    suggest_free(&got);
}

/* What is tried is what would be collected: its unit, and what would be held. */
static void test_as_collected(void **state)
{
    (void)state;
    struct suggestions got;
    suggest("月別入園者数（千人）\n年度,4月,5月,6月,計\n令和5年度,10,20,35,65\n"
            "令和6年度,40,50,61,151\n",
            &got);
    assert_int_equal(got.items[0].indicator.layout, LAYOUT_MATRIX);
    assert_string_equal(got.items[0].indicator.unit, "千人");
    assert_int_equal(got.items[0].unit_from, SUGGEST_UNIT_PRINTED);
    for (size_t i = 0; i < got.count; i++)
        assert_false(got.items[i].is_partial);
    suggest_free(&got);
    suggest("年度,入園者数（人）\n2018年度,5100\n2019年度,5200\n2020年度,5300\n2021年度,5250\n"
            "2022年度,5280000\n2023年度,5400\n",
            &got);
    assert_int_equal(got.count, 1);
    assert_int_equal(got.items[0].count, 5);
    assert_int_equal(got.items[0].problem_count, 1);
    assert_non_null(strstr(got.items[0].problems[0].text, "FY2022 \"5280000\" would be held"));
    suggest_free(&got);
    suggest(
        "保育所の状況\n,,単位：人\n年度,保育所数,定員\n令和5年度,45,4120\n令和6年度,46,4150\n",
        &got);
    assert_int_equal(got.count, 1);
    assert_string_equal(got.items[0].indicator.value, "定員");
    suggest_free(&got);
}

/* Codes are no figures, and figures tell no rows apart. */
static void test_codes(void **state)
{
    (void)state;
    struct suggestions got;
    suggest("都道府県コード,市,調査年月日,年齢,総人口\n012041,甲市,2025/08/01,0,1008\n"
            "012041,甲市,2025/08/01,1,1009\n012041,甲市,2025/09/01,0,1009\n"
            "012041,甲市,2025/09/01,1,1010\n",
            &got);
    assert_true(got.count >= 2);
    for (size_t i = 0; i < got.count; i++) {
        const struct indicator *indicator = &got.items[i].indicator;
        assert_string_equal(indicator->value, "総人口");
        assert_int_equal(indicator->where_count, 1);
        assert_string_equal(indicator->where[0].head, "年齢");
    }
    suggest_free(&got);
    suggest("_id,年度,地域,value\n1,2023年度,甲,10\n2,2024年度,甲,11\n3,2023年度,乙,5\n"
            "4,2024年度,乙,6\n",
            &got);
    assert_int_equal(got.count, 2);
    assert_string_equal(got.items[0].indicator.value, "value");
    assert_string_equal(got.items[0].indicator.where[0].head, "地域");
    suggest_free(&got);
}

/* What a configuration cannot hold is not suggested as it stands. */
static void test_odd_labels(void **state)
{
    (void)state;
    struct suggestions got;
    suggest("年度,\"人数 ; 男(計)\",#,\"改行\nあり\"\n2020年度,5,6,7\n2021年度,7,8,9\n", &got);
    for (size_t i = 0; i < got.count; i++) {
        assert_null(strpbrk(got.items[i].indicator.value, ";\n"));
        assert_int_equal(got.items[i].count, 2);
    }
    assert_true(got.count >= 2);
    suggest_free(&got);
}

/* --- the golden cases --- */

struct golden {
    struct settings *settings;
    struct grids grids;
    struct pick human;
};

static bool pick_of(const struct indicator *indicator, const struct grids *grids,
                    struct pick *out)
{
    struct err ignored;
    pick_init(out);
    return pick_observations(indicator, grids, today(), out, &ignored) == 0;
}

static bool same_observation(const struct observation *a, const struct observation *b)
{
    bool missing = a->status == OBSERVATION_MISSING;
    return a->period.n == b->period.n && missing == (b->status == OBSERVATION_MISSING) &&
           (missing || decimal_compare(a->value, b->value) == 0);
}

static bool same_pick(const struct pick *a, const struct pick *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!same_observation(&a->observations[i], &b->observations[i]))
            return false;
    return true;
}

/* The human's indicator with the table, layout, value, period and where of the suggestion
 * takes what the human's takes. */
static bool is_human(const struct golden *golden, const struct suggestion *suggestion)
{
    struct pick pick;
    struct indicator indicator = golden->settings->indicators[0];
    const struct indicator *other = &suggestion->indicator;
    if (indicator.layout != other->layout)
        return false;
    indicator.table = other->table;
    indicator.value = other->value;
    indicator.period = other->period;
    indicator.where = other->where;
    indicator.where_count = other->where_count;
    bool same = pick_of(&indicator, &golden->grids, &pick) && same_pick(&pick, &golden->human);
    pick_free(&pick);
    return same;
}

static bool find_input(const char *folder, char *out, size_t size)
{
    bool found = false;
    DIR *files = opendir(folder);
    assert_non_null(files);
    for (const struct dirent *file = readdir(files); file && !found; file = readdir(files)) {
        found = str_starts(file->d_name, "in.");
        if (found)
            (void)snprintf(out, size, "%s/%s", folder, file->d_name);
    }
    (void)closedir(files);
    return found;
}

static bool read_input(struct golden *golden, const char *path)
{
    struct buf bytes;
    struct err err;
    buf_init(&bytes, (size_t)64 << 20);
    assert_int_equal(file_read(path, &bytes, &err), 0);
    const struct source *source =
        golden->settings->source_count > 0 ? &golden->settings->sources[0] : NULL;
    struct document document = {.bytes = buf_text(&bytes),
                                .length = bytes.length,
                                .content_type = "",
                                .encoding = source ? source->encoding : "auto",
                                .rows = source ? source->rows : ""};
    bool good = decode_document(&document, source ? source->format : "auto", &golden->grids,
                                &err) == 0;
    buf_free(&bytes);
    return good;
}

/* 1 = among the first, 0 = not, -1 = a case in which a person takes nothing either. */
static int try_case(const char *name)
{
    char folder[300];
    char path[700];
    struct golden golden = {0};
    struct faults faults = {0};
    struct err err;
    int result = -1;
    (void)snprintf(folder, sizeof folder, "tests/golden/%s", name);
    (void)snprintf(path, sizeof path, "%s/pick.ini", folder);
    if (settings_load(path, NULL, &golden.settings, &faults, &err) != 0) {
        fault_free(&faults);
        return -1;
    }
    grid_init(&golden.grids);
    pick_init(&golden.human);
    if (find_input(folder, path, sizeof path) && read_input(&golden, path)) {
        pick_free(&golden.human);
        if (pick_of(&golden.settings->indicators[0], &golden.grids, &golden.human) &&
            golden.human.count > 0) {
            struct suggestions got;
            suggest_init(&got);
            suggest_run(&golden.grids, today(), TIME_MS, FIRST, &got);
            result = 0;
            for (size_t i = 0; i < got.count && result == 0; i++)
                result = is_human(&golden, &got.items[i]) ? 1 : 0;
            suggest_free(&got);
        }
    }
    pick_free(&golden.human);
    grid_free(&golden.grids);
    settings_free(golden.settings);
    fault_free(&faults);
    return result;
}

static void test_golden_cases(void **state)
{
    (void)state;
    int found = 0;
    int all = 0;
    DIR *cases = opendir("tests/golden");
    assert_non_null(cases);
    for (const struct dirent *at = readdir(cases); at; at = readdir(cases)) {
        int result = at->d_name[0] == '.' ? -1 : try_case(at->d_name);
        found += result == 1 ? 1 : 0;
        all += result >= 0 ? 1 : 0;
    }
    (void)closedir(cases);
    (void)printf("# %d of %d selections are among the first %d suggestions\n", found, all,
                 FIRST);
    assert_true(all > 100);
    assert_true(found * 100 >= all * LEAST_PERCENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_long),
        cmocka_unit_test(test_where),
        cmocka_unit_test(test_across),
        cmocka_unit_test(test_matrix),
        cmocka_unit_test(test_two_heads),
        cmocka_unit_test(test_prose),
        cmocka_unit_test(test_era_is_open),
        cmocka_unit_test(test_tables_by_name),
        cmocka_unit_test(test_the_same_figures_once),
        cmocka_unit_test(test_time_is_up),
        cmocka_unit_test(test_nothing_there),
        cmocka_unit_test(test_rows_are_no_prose),
        cmocka_unit_test(test_mixed_pairs),
        cmocka_unit_test(test_as_collected),
        cmocka_unit_test(test_codes),
        cmocka_unit_test(test_odd_labels),
        cmocka_unit_test(test_golden_cases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
