/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/suggest on documents in the shapes of Japanese cities
 * (tests/data/suggest, invented figures): which proposal comes first, and what it takes. */
#include "collector/suggest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "collector/decode.h"
#include "core/civil.h"
#include "core/file.h"
#include "core/str.h"

#define TIME_MS 20000
#define SHOWN 5
#define COUNT(list) (sizeof(list) / sizeof(list)[0])

struct wanted {
    const char *file;
    size_t nth; /* among the suggestions */
    const char *title;
    const char *unit;
    const char *unit_base;
    enum layout layout;
    enum frequency frequency;
    const char *where; /* head=cell head=cell; the whole of it */
    size_t count;
    const char *first; /* its cell */
};

static const struct wanted wanted[] = {
    {"population-standard.csv", 0, "総人口（中央一条）", "人", "", LAYOUT_LONG,
     FREQUENCY_CALENDAR_YEAR, "地域名=中央一条", 3, "11871"},
    {"population-standard.csv", 3, "世帯数（中央一条）", "世帯", "", LAYOUT_LONG,
     FREQUENCY_CALENDAR_YEAR, "地域名=中央一条", 3, "5935"},
    {"population-by-age.csv", 0, "計（0・中央区）", "-", "", LAYOUT_LONG, FREQUENCY_MONTHLY,
     "年齢=0 区名=中央区", 3, "1548"},
    {"tourists-by-month.csv", 0, "試験市観光入込客数（月別）", "千人", "人", LAYOUT_MATRIX,
     FREQUENCY_MONTHLY, "", 36, "823.6"},
    {"job-openings.csv", 0, "月間有効求職者数", "人", "", LAYOUT_LONG, FREQUENCY_MONTHLY, "",
     14, "6,652"},
    {"job-openings.csv", 3, "有効求人倍率 季節調整値", "倍", "", LAYOUT_LONG,
     FREQUENCY_MONTHLY, "", 14, "1.01"},
    {"consumer-prices.csv", 0, "総合指数 指数", "2020年=100", "", LAYOUT_LONG,
     FREQUENCY_MONTHLY, "", 15, "105.1"},
    {"consumer-prices.csv", 1, "生鮮食品を除く総合 指数", "2020年=100", "", LAYOUT_LONG,
     FREQUENCY_MONTHLY, "", 15, "104.7"},
    {"vacant-shops.csv", 2, "空き店舗率", "％", "", LAYOUT_ACROSS, FREQUENCY_CALENDAR_YEAR, "",
     5, "13.1"},
    {"bankruptcies.csv", 0, "件数", "件", "", LAYOUT_LONG, FREQUENCY_MONTHLY, "", 24, "4"},
    {"bankruptcies.csv", 1, "負債総額", "百万円", "円", LAYOUT_LONG, FREQUENCY_MONTHLY, "", 24,
     "964"},
    {"library.csv", 1, "貸出冊数（合計）", "冊", "", LAYOUT_LONG, FREQUENCY_FISCAL_YEAR,
     "館名=合計", 3, "762,891"},
    {"library.csv", 3, "開館日数（合計）", "日", "", LAYOUT_LONG, FREQUENCY_FISCAL_YEAR,
     "館名=合計", 3, "872"},
    {"city-tax.csv", 0, "収入済額", "千円", "円", LAYOUT_LONG, FREQUENCY_FISCAL_YEAR, "", 5,
     "39,916,582"},
    {"city-tax.csv", 3, "収入率", "%", "", LAYOUT_LONG, FREQUENCY_FISCAL_YEAR, "", 5, "97.9"},
    {"passengers.csv", 0, "合計", "人", "", LAYOUT_ACROSS, FREQUENCY_FISCAL_YEAR, "", 5,
     "9,858"},
    {"estat.json", 0, "人口（総数・旭川市）", "人", "", LAYOUT_LONG, FREQUENCY_CALENDAR_YEAR,
     "男女別=総数 地域=旭川市", 4, "195185"},
    {"estat-mixed.json", 0, "人口（総数・旭川市）", "人", "", LAYOUT_LONG, FREQUENCY_MONTHLY,
     "時間軸=\\d+年\\d+月 男女別=総数 地域=旭川市", 36, "143982"},
    {"estat-mixed.json", 4, "人口（総数・旭川市）", "人", "", LAYOUT_LONG, FREQUENCY_QUARTERLY,
     "時間軸=\\d+年\\d+~\\d+月期 男女別=総数 地域=旭川市", 12, "205784"},
    {"visitors-caption.csv", 0, "総数", "千人", "人", LAYOUT_LONG, FREQUENCY_MONTHLY, "", 12,
     "1,598"},
    {"visitors-head.csv", 0, "来客数", "千人", "人", LAYOUT_LONG, FREQUENCY_FISCAL_YEAR, "", 6,
     "11,137"},
    {"museum-unit-row.csv", 0, "総数", "人", "", LAYOUT_LONG, FREQUENCY_FISCAL_YEAR, "", 6,
     "23,898"},
    {"estat-simple.csv", 0, "完全失業率（男女計）", "％", "", LAYOUT_LONG, FREQUENCY_MONTHLY,
     "時間軸=\\d+年\\d+月 性別=男女計", 36, "2.6"},
    {"dashboard-mixed.json", 1, "value", "人", "", LAYOUT_LONG, FREQUENCY_QUARTERLY,
     "time=\\d+-Q\\d+", 12, "358277"},
    {"ckan.json", 0, "入込客数", "人", "", LAYOUT_LONG, FREQUENCY_MONTHLY, "", 18, "81291"},
};

/* Grades that look like months, school years that look like years. */
static const char *const nothing[] = {"grades.csv", "school-years.csv",
                                      "school-years-down.csv"};

static void suggest(const char *file, struct suggestions *out)
{
    char path[200];
    struct buf bytes;
    struct err err;
    struct grids grids;
    (void)snprintf(path, sizeof path, "tests/data/suggest/%s", file);
    buf_init(&bytes, (size_t)1 << 20);
    assert_int_equal(file_read(path, &bytes, &err), 0);
    struct document document = {.bytes = buf_text(&bytes),
                                .length = bytes.length,
                                .content_type = "",
                                .encoding = "auto",
                                .rows = ""};
    grid_init(&grids);
    assert_int_equal(decode_document(&document, "auto", &grids, &err), 0);
    suggest_init(out);
    suggest_run(&grids, civil_day(2026, 4, 1), TIME_MS, SHOWN, out);
    grid_free(&grids);
    buf_free(&bytes);
}

static void check(const struct wanted *want, const struct suggestion *got)
{
    char where[500] = "";
    for (size_t i = 0; i < got->indicator.where_count; i++) {
        size_t length = strlen(where);
        (void)snprintf(where + length, sizeof where - length, "%s%s=%s", i > 0 ? " " : "",
                       got->indicator.where[i].head, got->indicator.where[i].cell);
    }
    assert_string_equal(got->indicator.title.text, want->title);
    assert_string_equal(got->indicator.unit, want->unit);
    assert_string_equal(got->unit_base, want->unit_base);
    assert_int_equal(got->indicator.layout, want->layout);
    assert_int_equal(got->indicator.frequency, want->frequency);
    assert_string_equal(where, want->where);
    assert_int_equal(got->count, want->count);
    assert_int_equal(got->problem_count, 0);
    assert_string_equal(got->first.cell, want->first);
}

static void test_proposals(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(wanted); i++) {
        struct suggestions got;
        suggest(wanted[i].file, &got);
        (void)printf("# %s %zu\n", wanted[i].file, wanted[i].nth);
        assert_true(got.count > wanted[i].nth);
        check(&wanted[i], &got.items[wanted[i].nth]);
        suggest_free(&got);
    }
}

/* What names or numbers things is never proposed. */
static void test_codes_are_absent(void **state)
{
    (void)state;
    static const char *const codes[] = {"地域コード", "区コード", "年齢", "_id",
                                        "area",       "cat01",    "time", "tab"};
    for (size_t i = 0; i < COUNT(wanted); i++) {
        struct suggestions got;
        suggest(wanted[i].file, &got);
        for (size_t k = 0; k < got.count; k++)
            for (size_t c = 0; c < COUNT(codes); c++)
                assert_string_not_equal(got.items[k].indicator.value, codes[c]);
        suggest_free(&got);
    }
}

static void test_grades_are_no_months(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(nothing); i++) {
        struct suggestions got;
        suggest(nothing[i], &got);
        assert_int_equal(got.count, 0);
        suggest_free(&got);
    }
}

static void test_other_rows_are_told(void **state)
{
    (void)state;
    struct suggestions got;
    suggest("library.csv", &got);
    assert_string_equal(got.items[0].choices, "館名: 合計・中央図書館・東図書館・西図書館");
    suggest_free(&got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_proposals),
        cmocka_unit_test(test_codes_are_absent),
        cmocka_unit_test(test_grades_are_no_months),
        cmocka_unit_test(test_other_rows_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
