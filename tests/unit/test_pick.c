/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/pick and its layout `long`. All figures are test data. */
#include "collector/pick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/buf.h"
#include "core/civil.h"
#include "core/str.h"

#include "collector/decode.h"

struct sample {
    const char *name;
    const char *csv;
    const char *want;    /* "FY2019 100 final; ..." or "error: ..." */
    const char *problem; /* in the first problem; NULL = there is none */
    const char *value;   /* NULL = 入園者数 */
    const char *period;  /* NULL = auto */
    const char *unit;    /* NULL = 人 */
    enum frequency frequency;
    const char *where[4];   /* head, cell, head, cell */
    struct decimal scale;   /* {0, 0} = 1 */
    struct decimal maximum; /* {0, 0} = none */
    const char *table;
    enum year_label year_label;
    enum era_name era;
};

static const struct sample samples[] = {
    {"plain", "年度,入園者数\n令和元年度,\"1,234\"\n2020年度,5\n",
     "FY2019 1234 final; FY2020 5 final", .frequency = FREQUENCY_FISCAL_YEAR},
    {"title, unit, total, notes",
     "試験用データ\n\n,（単位：人）\n年度,入園者数\n令和元年度,100\n令和2年度,200\n合　計,"
     "300\n注1) 令和2年度は休園,\n資料：試験\n",
     "FY2019 100 final; FY2020 200 final", .frequency = FREQUENCY_FISCAL_YEAR},
    {"order", "年度,入園者数\n2021年度,3\n2019年度,1\n2020年度,2\n",
     "FY2019 1 final; FY2020 2 final; FY2021 3 final", .frequency = FREQUENCY_FISCAL_YEAR},
    {"unit in the head", "年度,入園者数（人）\n2019年度,7\n", "FY2019 7 final",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"another bracket is another head", "年度,入園者数（有料）\n2019年度,7\n",
     "error: value: no column \"入園者数\": the heads are \"年度\", \"入園者数（有料）\"",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"unit row below", "年度,入園者数,前年比\n,(千人),(％)\n2019年度,1.5,99\n",
     "FY2019 1500 final", .frequency = FREQUENCY_FISCAL_YEAR},
    {"thousands of the head", "年度,入園者数（千人）\n2019年度,12.4\n", "FY2019 12400 final",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"thousands of the caption", "表,\n,単位：千人\n年度,入園者数\n2019年度,12\n",
     "FY2019 12000 final", .frequency = FREQUENCY_FISCAL_YEAR},
    {"caption of several", "表,単位：千人、％\n年度,入園者数\n2019年度,12\n",
     "FY2019 12000 final", .frequency = FREQUENCY_FISCAL_YEAR},
    {"the cell's unit wins", "表,単位：千人\n年度,入園者数\n2019年度,12人\n",
     "FY2019 12 final", .frequency = FREQUENCY_FISCAL_YEAR},
    {"ten thousands in the cell", "年度,入園者数\n2019年度,26万0822人\n",
     "FY2019 260822 final", .frequency = FREQUENCY_FISCAL_YEAR},
    {"to a larger unit", "年度,入園者数（人）\n2019年度,1500\n", "FY2019 1.5 final",
     .frequency = FREQUENCY_FISCAL_YEAR, .unit = "千人"},
    {"money", "年度,予算（百万円）\n2019年度,1.5\n", "FY2019 1500 final",
     .frequency = FREQUENCY_FISCAL_YEAR, .value = "予算", .unit = "千円"},
    {"per cent", "年度,割合(％)\n2019年度,51.2\n", "FY2019 51.2 final",
     .frequency = FREQUENCY_FISCAL_YEAR, .value = "割合", .unit = "%"},
    {"per cent in the cell", "年度,割合\n2019年度,51.2%\n", "FY2019 51.2 final",
     .frequency = FREQUENCY_FISCAL_YEAR, .value = "割合", .unit = "％"},
    {"a unit that does not fit", "年度,入園者数\n2019年度,100円\n2020年度,3\n",
     "FY2020 3 final", "row 2 column \"入園者数\": \"100円\": unit 円 does not fit 人",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"a caption that does not fit", "表,単位：千円\n年度,入園者数\n2019年度,100\n", "",
     "unit 千円 does not fit 人", .frequency = FREQUENCY_FISCAL_YEAR},
    {"scale", "年度,入園者数\n2019年度,12.5\n", "FY2019 125 final",
     .frequency = FREQUENCY_FISCAL_YEAR, .scale = {10, 0}},
    {"scale down", "年度,入園者数\n2019年度,125\n", "FY2019 12.5 final",
     .frequency = FREQUENCY_FISCAL_YEAR, .scale = {1, 1}},
    {"whether a value can be believed is another's business",
     "年度,入園者数\n2019年度,1000\n2020年度,1001\n2021年度,-1\n",
     "FY2019 1000 final; FY2020 1001 final; FY2021 -1 final",
     .frequency = FREQUENCY_FISCAL_YEAR, .maximum = {1000, 0}},
    {"no number", "年度,入園者数\n2019年度,abc\n2020年度,3\n", "FY2020 3 final",
     "row 2 column \"入園者数\": ", .frequency = FREQUENCY_FISCAL_YEAR},
    {"missing marks", "年度,入園者数\n2019年度,－\n2020年度,…\n2021年度,集計中\n2022年度,\n",
     "FY2019 - missing; FY2020 - missing; FY2021 - missing; FY2022 - missing",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"a mark without a period", "年度,入園者数\n2019年度,1\n,…\n", "FY2019 1 final",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"a number without a period", "年度,入園者数\n2019年度,1\n,7\n", "FY2019 1 final",
     "row 3 column \"年度\": no period beside \"7\"", .frequency = FREQUENCY_FISCAL_YEAR},
    {"a total without a label", "月,曜日,入園者数\n2019年4月,,1\n,合計,7\n", "2019-04 1 final",
     .frequency = FREQUENCY_MONTHLY},
    {"ragged", "年度,入園者数,備考\n2019年度\n2020年度,4\n2021年度,5,x,y,z\n",
     "FY2020 4 final; FY2021 5 final", .frequency = FREQUENCY_FISCAL_YEAR},
    {"unquoted thousands", "年度,入園者数\n2019年度,1,378,900\n2020年度,37,890\n2021年度,5\n",
     "FY2021 5 final",
     "row 2 column \"入園者数\": \"1,378\": a number parted by its own commas",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"unreadable period", "年度,入園者数\n2019年度,1\n21年度,7\n", "FY2019 1 final",
     "row 3 column \"年度\": ", .frequency = FREQUENCY_FISCAL_YEAR},
    {"future", "年度,入園者数\n2024年度,1\n2025年度,2\n2026年度,\n", "FY2024 1 preliminary",
     "FY2025 has not begun yet", .frequency = FREQUENCY_FISCAL_YEAR},
    {"twice, the same", "年度,入園者数\n2019年度,1\n令和元年度,1.0\n", "FY2019 1 final",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"twice, differing", "年度,入園者数\n2019年度,1\n令和元年度,2\n2020年度,3\n",
     "FY2020 3 final",
     "FY2019 stands twice with different values: \"1\" in row 2, \"2\" in row 3",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"twice, one empty", "年度,入園者数\n2019年度,\n令和元年度,2\n", "FY2019 2 final",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"twice, one final", "年度,入園者数,備考\n2019年度,2,速報\n令和元年度,2,\n",
     "FY2019 2 final", .frequency = FREQUENCY_FISCAL_YEAR},
    {"status column",
     "年度,入園者数,区分\n2019年度,1,確報\n2020年度,2,速報値\n2021年度,3,推計\n2022年度,4,"
     "（概数）\n",
     "FY2019 1 final; FY2020 2 preliminary; FY2021 3 estimate; FY2022 4 estimate",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"an outlook whose title was named",
     "入園者数の将来推計\n年度,入園者数\n2019年度,1\n2020年度,2\n",
     "FY2019 1 estimate; FY2020 2 estimate", .frequency = FREQUENCY_FISCAL_YEAR,
     .table = "将来推計"},
    {"a remark is no status", "年度,入園者数,備考\n2019年度,1,速報値は6月に公表\n",
     "FY2019 1 final", .frequency = FREQUENCY_FISCAL_YEAR},
    {"forecasts", "月,入園者数\n2019年4月,1\n2019年5月（見込）,2\n先行き見通し,3\n",
     "2019-04 1 final", .frequency = FREQUENCY_MONTHLY},
    {"forecast in the status", "月,入園者数,区分\n2019年4月,1,\n2019年5月,2,見込\n",
     "2019-04 1 final", .frequency = FREQUENCY_MONTHLY},
    {"carried years", "年月,入園者数\n2019年11月,1\n12月,2\n1月,3\n",
     "2019-11 1 final; 2019-12 2 final; 2020-01 3 final", .frequency = FREQUENCY_MONTHLY},
    {"months backwards", "年月,入園者数\n2019年2月,0\n3月,1\n2月,2\n1月,3\n",
     "2019-02 0 final; 2019-03 1 final", "\"2月\": the months run backwards",
     .frequency = FREQUENCY_MONTHLY},
    {"ditto", "年度,入園者数\n2019年度,5\n2020年度,〃\n2021年度, 同 \n",
     "FY2019 5 final; FY2020 5 final; FY2021 5 final", .frequency = FREQUENCY_FISCAL_YEAR},
    {"ditto without anything above", "年度,入園者数,備考\n2019年度,〃,あ\n", "", "no number",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"ditto in where", "年度,区分,入園者数\n2019年度,市,5\n2020年度,〃,6\n2021年度,道,7\n",
     "FY2019 5 final; FY2020 6 final", .frequency = FREQUENCY_FISCAL_YEAR,
     .where = {"区分", "市"}},
    {"note marks on the head", "年度,入園者数（人）※1\n2019年度,5\n", "FY2019 5 final",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"the era of the head", "年度（平成）,入園者数\n21年度,5\n22年度,6\n",
     "FY2009 5 final; FY2010 6 final", .frequency = FREQUENCY_FISCAL_YEAR},
    {"two eras in the head", "年度（平成・令和）,平成以降,入園者数\n21年度,令和,5\n",
     "error: no column holds fiscal-year periods: row 2 column \"年度（平成・令和）\": "
     "\"21年度\": a year of one or two digits without an era is ambiguous",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"the era that is configured", "年度,入園者数\n21年度,5\n元年度,6\n",
     "FY1989 6 final; FY2009 5 final", .frequency = FREQUENCY_FISCAL_YEAR,
     .era = ERA_NAME_HEISEI},
    {"Western short years", "年度,入園者数\n21年度,5\n98年度,6\n",
     "FY1998 6 final; FY2021 5 final", .frequency = FREQUENCY_FISCAL_YEAR,
     .era = ERA_NAME_WESTERN},
    {"eras without their year word", "年度,入園者数\n平成30年度,5\n令和元,6\n2,7\n",
     "FY2018 5 final; FY2019 6 final; FY2020 7 final", .frequency = FREQUENCY_FISCAL_YEAR},
    {"survey days", "調査日,入園者数\n2019年8月9日～29日,5\n2019年8月30日～9月2日,6\n",
     "2019-08 5 final", "it is a range of days", .frequency = FREQUENCY_MONTHLY},
    {"a zero of a month that is not over", "年月,入園者数\n2025年2月,1\n2025年3月,0\n",
     "2025-02 1 final", .frequency = FREQUENCY_MONTHLY},
    {"year on its own line", "年月,入園者数\n2019年,\n3月,1\n4月,2\n2020年,\n1月,3\n",
     "2019-03 1 final; 2019-04 2 final; 2020-01 3 final", .frequency = FREQUENCY_MONTHLY},
    {"fiscal year on its own line",
     "年月,入園者数\n令和元年度,9\n12月,2\n1月,3\n令和2年度,9\n4月,4\n",
     "2019-12 2 final; 2020-01 3 final; 2020-04 4 final", .frequency = FREQUENCY_MONTHLY},
    {"year and month columns", "年,月,入園者数\n2019,11,1\n2019,12,2\n2020,1,3\n",
     "2019-11 1 final; 2019-12 2 final; 2020-01 3 final", .frequency = FREQUENCY_MONTHLY},
    {"merged year column", "年,月,入園者数\n2019,11,1\n,12,2\n2020,1,3\n",
     "2019-11 1 final; 2019-12 2 final; 2020-01 3 final", .frequency = FREQUENCY_MONTHLY},
    {"fiscal year and month columns",
     "年度,月,入園者数\n令和元年度,4月,1\n令和元年度,3月,2\n令和2年度,4月,3\n",
     "2019-04 1 final; 2020-03 2 final; 2020-04 3 final", .frequency = FREQUENCY_MONTHLY},
    {"month column by name", "年度,月,入園者数\n令和元年度,4月,1\n令和元年度,3月,2\n",
     "2019-04 1 final; 2020-03 2 final", .frequency = FREQUENCY_MONTHLY, .period = "月"},
    {"graduates", "年,割合\n2024年3月,51.2\n", "FY2023 51.2 final",
     .frequency = FREQUENCY_FISCAL_YEAR, .value = "割合", .unit = "%",
     .year_label = YEAR_LABEL_ENDS},
    {"two head rows", "年度,通行量,,備考\n,平日,休日,\n2019年度,1,2,\n", "FY2019 2 final",
     .frequency = FREQUENCY_FISCAL_YEAR, .value = "通行量 休日"},
    {"last part", "年度,通行量,,備考\n,平日,休日,\n2019年度,1,2,\n", "FY2019 1 final",
     .frequency = FREQUENCY_FISCAL_YEAR, .value = "平日"},
    {"upper part alone", "年度,通行量,,備考\n,平日,休日,\n2019年度,1,2,\n",
     "error: value: no column \"通行量\": the heads are \"年度\", \"通行量 平日\", \"通行量 "
     "休日\", \"備考\"",
     .frequency = FREQUENCY_FISCAL_YEAR, .value = "通行量"},
    {"heads said again in English", "年度,入園者数,備考\nYear,Visitors,Notes\n2019年度,1,\n",
     "FY2019 1 final", .frequency = FREQUENCY_FISCAL_YEAR},
    {"duplicate heads", "年度,入園者数,入園者数\n2019年度,1,2\n",
     "error: value: \"入園者数\" means 2 columns: \"入園者数\" (column 2), \"入園者数\" "
     "(column 3): expected the whole head of one",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"duplicates told apart", "年度,夏,,冬,\n,人数,前年比,人数,前年比\n2019年度,1,2,3,4\n",
     "FY2019 3 final", .frequency = FREQUENCY_FISCAL_YEAR, .value = "冬 人数"},
    {"a head as a pattern", "年度,総入園者数\n2019年度,1\n", "FY2019 1 final",
     .frequency = FREQUENCY_FISCAL_YEAR, .value = ".*入園者数"},
    {"width and spaces", "年　度,入園　者数\n２０１９年度,１２\n", "FY2019 12 final",
     .frequency = FREQUENCY_FISCAL_YEAR, .period = "年度"},
    {"missing column", "年度,入場者\n2019年度,1\n",
     "error: value: no column \"入園者数\": the heads are \"年度\", \"入場者\"",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"missing period column", "年度,入園者数\n2019年度,1\n",
     "error: period: no column \"月\": the heads are \"年度\", \"入園者数\"",
     .frequency = FREQUENCY_FISCAL_YEAR, .period = "月"},
    {"no periods", "施設,入園者数\n動物園,1\n",
     "error: no column holds fiscal-year periods, and no title names one",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"two period columns",
     "年度,更新年度,入園者数\n2019年度,2021年度,1\n2020年度,2021年度,1\n",
     "error: columns \"年度\" and \"更新年度\" hold different periods: expected `period` to "
     "name one",
     .frequency = FREQUENCY_FISCAL_YEAR},
    {"two columns that agree", "西暦年,年度,入園者数\n2019,令和元年度,1\n2020,令和2年度,2\n",
     "FY2019 1 final; FY2020 2 final", .frequency = FREQUENCY_FISCAL_YEAR},
    {"where",
     "年度,地域コード,入園者数\n2019年度,01204,1\n2019年度,01100,2\n2020年度,01204,3\n",
     "FY2019 1 final; FY2020 3 final", .frequency = FREQUENCY_FISCAL_YEAR,
     .where = {"地域コード", "01204"}},
    {"where as a pattern", "年度,区域,入園者数\n2019年度,旭川市,1\n2019年度,札幌市,2\n",
     "FY2019 1 final", .frequency = FREQUENCY_FISCAL_YEAR, .where = {"区域", "旭川.*"}},
    {"where twice",
     "年度,区域,性別,入園者数\n2019年度,旭川,男,1\n2019年度,旭川,総数,2\n2019年度,札幌,総数,"
     "3\n",
     "FY2019 2 final", .frequency = FREQUENCY_FISCAL_YEAR,
     .where = {"区域", "旭川", "性別", "総数"}},
    {"where in merged cells",
     "年度,区域,性別,入園者数\n2019年度,旭川,男,1\n,,女,2\n2020年度,旭川,男,3\n,,女,4\n",
     "FY2019 2 final; FY2020 4 final", .frequency = FREQUENCY_FISCAL_YEAR,
     .where = {"区域", "旭川", "性別", "女"}},
    {"where without its column", "年度,入園者数\n2019年度,1\n",
     "error: where: no column \"区域\": the heads are \"年度\", \"入園者数\"",
     .frequency = FREQUENCY_FISCAL_YEAR, .where = {"区域", "旭川"}},
    {"table", "入園者数の 推移\n年度,入園者数\n2019年度,1\n", "FY2019 1 final",
     .frequency = FREQUENCY_FISCAL_YEAR, .table = "入園者数の推移"},
    {"another table", "入園者数の推移\n年度,入園者数\n2019年度,1\n",
     "error: `table = 歩行者` matches 0 tables, expected one: the tables are "
     "\"入園者数の推移\"",
     .frequency = FREQUENCY_FISCAL_YEAR, .table = "歩行者"},
};

static void print_pick(const struct pick *pick, struct buf *out)
{
    for (size_t i = 0; i < pick->count; i++) {
        const struct observation *observation = &pick->observations[i];
        char period[PERIOD_TEXT_SIZE];
        char value[DECIMAL_TEXT_SIZE];
        period_print(observation->period, period);
        decimal_print(observation->value, value);
        bool missing = observation->status == OBSERVATION_MISSING;
        assert_int_equal(buf_printf(out, "%s%s %s %s", i > 0 ? "; " : "", period,
                                    missing ? "-" : value,
                                    series_status_name(observation->status)),
                         0);
        assert_non_null(observation->cell);
    }
}

static struct indicator indicator_of(const struct sample *sample, struct condition where[2])
{
    struct indicator indicator = {.id = "test",
                                  .unit = sample->unit == NULL ? "人" : sample->unit,
                                  .frequency = sample->frequency,
                                  .year_label = sample->year_label,
                                  .table = sample->table == NULL ? "" : sample->table,
                                  .layout = LAYOUT_LONG,
                                  .era = sample->era,
                                  .value = sample->value == NULL ? "入園者数" : sample->value,
                                  .period = sample->period == NULL ? "auto" : sample->period,
                                  .where = where,
                                  .scale = sample->scale};
    for (size_t i = 0; i < 2 && sample->where[i * 2] != NULL; i++) {
        where[i] = (struct condition){sample->where[i * 2], sample->where[i * 2 + 1]};
        indicator.where_count++;
    }
    if (sample->scale.units == 0)
        indicator.scale = (struct decimal){1, 0};
    indicator.minimum = (struct mark){.set = true, .value = {0, 0}};
    indicator.maximum =
        (struct mark){.set = sample->maximum.units != 0, .value = sample->maximum};
    return indicator;
}

static void decode(const char *text, struct grids *grids)
{
    struct document document = {
        .bytes = text, .length = strlen(text), .content_type = "", .encoding = "auto"};
    struct err err;
    grid_init(grids);
    if (decode_document(&document, "csv", grids, &err) != 0)
        fail_msg("%s", err.text);
}

static void run(const struct sample *sample)
{
    struct condition where[2];
    struct indicator indicator = indicator_of(sample, where);
    struct grids grids;
    struct pick pick;
    struct err err;
    struct buf got;
    buf_init(&got, 2000);
    decode(sample->csv, &grids);
    pick_init(&pick);
    if (pick_observations(&indicator, &grids, civil_day(2025, 3, 31), &pick, &err) != 0) {
        assert_int_equal(err.code, ERR_DATA);
        /* The grid's name in front is tested by itself. */
        const char *text =
            str_starts(err.text, "grid \"") ? strstr(err.text, "\": ") + 3 : err.text;
        assert_int_equal(buf_printf(&got, "error: %s", text), 0);
    } else {
        print_pick(&pick, &got);
    }
    if (!str_equal(buf_text(&got), sample->want))
        fail_msg("%s: got \"%s\", want \"%s\" (%s)", sample->name, buf_text(&got),
                 sample->want, pick.problem_count > 0 ? pick.problems[0].text : "");
    if (sample->problem == NULL && pick.problem_count > 0)
        fail_msg("%s: %s", sample->name, pick.problems[0].text);
    if (sample->problem != NULL &&
        (pick.problem_count == 0 || strstr(pick.problems[0].text, sample->problem) == NULL))
        fail_msg("%s: problem \"%s\", want \"%s\"", sample->name,
                 pick.problem_count > 0 ? pick.problems[0].text : "", sample->problem);
    buf_free(&got);
    pick_free(&pick);
    grid_free(&grids);
}

static void test_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
        run(&samples[i]);
}

static void test_place_of_a_problem(void **state)
{
    (void)state;
    const struct sample sample = {.name = "place"};
    struct condition where[2];
    struct indicator indicator = indicator_of(&sample, where);
    struct grids grids;
    struct pick pick;
    struct err err;
    indicator.frequency = FREQUENCY_FISCAL_YEAR;
    decode("推移\n年度,入園者数\n\n2019年度,abc\n", &grids);
    pick_init(&pick);
    assert_int_equal(pick_observations(&indicator, &grids, 30000, &pick, &err), 0);
    assert_int_equal(pick.count, 0);
    assert_int_equal(pick.problem_count, 1);
    assert_true(
        str_starts(pick.problems[0].text, "grid \"推移\" row 4 column \"入園者数\": "));
    assert_non_null(strstr(pick.problems[0].text, "abc"));
    pick_free(&pick);
    grid_free(&grids);
}

/* The cell is kept as it was printed. */
static void test_keeps_the_cell(void **state)
{
    (void)state;
    const struct sample sample = {.name = "cell"};
    struct condition where[2];
    struct indicator indicator = indicator_of(&sample, where);
    struct grids grids;
    struct pick pick;
    struct err err;
    indicator.frequency = FREQUENCY_FISCAL_YEAR;
    decode("年度,入園者数\n2019年度,\" 1,378,900人\"\n", &grids);
    pick_init(&pick);
    assert_int_equal(pick_observations(&indicator, &grids, 30000, &pick, &err), 0);
    assert_int_equal(pick.count, 1);
    assert_string_equal(pick.observations[0].cell, " 1,378,900人");
    assert_null(pick.observations[0].source);
    assert_int_equal(pick.observations[0].recorded_at, 0);
    pick_free(&pick);
    grid_free(&grids);
}

/* And where it stands is said as people count, also in a running text. */
static void test_says_the_place(void **state)
{
    (void)state;
    const struct sample sample = {.name = "place"};
    struct condition where[2];
    struct indicator indicator = indicator_of(&sample, where);
    struct grids grids;
    struct pick pick;
    struct err err;
    indicator.frequency = FREQUENCY_FISCAL_YEAR;
    decode("推移\n\n年度,備考,入園者数\n\n2019年度,a,7\n2018年度,\"b\nb\",8\n", &grids);
    pick_init(&pick);
    assert_int_equal(pick_observations(&indicator, &grids, 30000, &pick, &err), 0);
    assert_int_equal(pick.count, 2);
    assert_string_equal(pick.grid, "推移");
    assert_int_equal(pick.places[0].row, 6); /* FY2018 */
    assert_int_equal(pick.places[1].row, 5);
    assert_int_equal(pick.places[1].column, 3);
    pick_free(&pick);
    grid_free(&grids);

    indicator.layout = LAYOUT_TEXT;
    indicator.value = "(?<period>[0-9]+年度)は(?<value>[0-9]+人)";
    decode("前書き\n2019年度は7人\n2020年度は8人\n", &grids);
    pick_init(&pick);
    assert_int_equal(pick_observations(&indicator, &grids, 30000, &pick, &err), 0);
    assert_int_equal(pick.count, 2);
    assert_int_equal(pick.places[1].row, 3);
    assert_int_equal(pick.places[1].column, 0);
    pick_free(&pick);
    grid_free(&grids);
}

static void test_several_grids_need_a_name(void **state)
{
    (void)state;
    const struct sample sample = {.name = "grids"};
    struct condition where[2];
    struct indicator indicator = indicator_of(&sample, where);
    struct grids grids;
    struct pick pick;
    struct err err;
    grid_init(&grids);
    pick_init(&pick);
    indicator.frequency = FREQUENCY_FISCAL_YEAR;
    assert_int_equal(pick_observations(&indicator, &grids, 30000, &pick, &err), -1);
    assert_string_equal(err.text, "the document holds no table");
    static const char *const names[] = {"夏 期", "冬期"};
    for (size_t i = 0; i < 2; i++) {
        struct grid *grid = grid_add(&grids, names[i]);
        grid_add_row(&grids, grid, 0);
        grid_add_cell(&grids, grid, "年度", strlen("年度"));
        grid_add_cell(&grids, grid, "入園者数", strlen("入園者数"));
        grid_add_row(&grids, grid, 0);
        grid_add_cell(&grids, grid, "2019年度", strlen("2019年度"));
        grid_add_cell(&grids, grid, i == 0 ? "1" : "2", 1);
    }
    assert_int_equal(pick_observations(&indicator, &grids, 30000, &pick, &err), -1);
    assert_non_null(strstr(err.text, "the tables are \"夏 期\", \"冬期\""));
    indicator.table = "^夏期$";
    assert_int_equal(pick_observations(&indicator, &grids, 30000, &pick, &err), 0);
    assert_int_equal(pick.count, 1);
    assert_int_equal(pick.observations[0].value.units, 1);
    indicator.table = "期";
    assert_int_equal(pick_observations(&indicator, &grids, 30000, &pick, &err), -1);
    assert_non_null(strstr(err.text, "matches 2 tables"));
    pick_free(&pick);
    grid_free(&grids);
}

static void test_problems_have_a_limit(void **state)
{
    (void)state;
    const struct sample sample = {.name = "limit"};
    struct condition where[2];
    struct indicator indicator = indicator_of(&sample, where);
    struct grids grids;
    struct pick pick;
    struct err err;
    struct buf text;
    buf_init(&text, 100000);
    assert_int_equal(buf_puts(&text, "年月日,入園者数\n"), 0);
    for (int day = 1; day <= 1000; day++)
        assert_int_equal(buf_printf(&text, "2019-01-%02d,abc\n", day % 31 + 1), 0);
    indicator.frequency = FREQUENCY_DAILY;
    decode(buf_text(&text), &grids);
    pick_init(&pick);
    assert_int_equal(pick_observations(&indicator, &grids, 30000, &pick, &err), 0);
    assert_int_equal(pick.count, 0);
    assert_int_equal(pick.problem_count, 201);
    assert_string_equal(pick.problems[200].text, "... and more");
    buf_free(&text);
    pick_free(&pick);
    grid_free(&grids);
}

/* A decoder's own text goes before what the cells say; a table that is named goes before
 * both. */
static void test_text_of_the_document(void **state)
{
    (void)state;
    const struct sample sample = {.name = "text"};
    struct condition where[2];
    struct indicator indicator = indicator_of(&sample, where);
    struct grids grids;
    struct pick pick;
    struct err err;
    indicator.frequency = FREQUENCY_FISCAL_YEAR;
    indicator.layout = LAYOUT_TEXT;
    indicator.value = "(?<period>\\d+年度)\\s(?<value>\\d+)";
    decode("題\n年度,人数\n2019年度,5\n", &grids);
    static const struct {
        const char *text, *table;
        int64_t want;
    } CASES[] = {{NULL, "", 5}, {"２０１９年度　７人", "", 7}, {"2019年度 7", "題", 5}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        grids.text = CASES[i].text;
        indicator.table = CASES[i].table;
        pick_init(&pick);
        if (pick_observations(&indicator, &grids, 30000, &pick, &err) != 0)
            fail_msg("%s", err.text);
        assert_int_equal(pick.count, 1);
        assert_int_equal(pick.observations[0].value.units, CASES[i].want);
        pick_free(&pick);
    }
    grid_free(&grids);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_place_of_a_problem),
        cmocka_unit_test(test_keeps_the_cell),
        cmocka_unit_test(test_says_the_place),
        cmocka_unit_test(test_several_grids_need_a_name),
        cmocka_unit_test(test_problems_have_a_limit),
        cmocka_unit_test(test_text_of_the_document),
    };
    return cmocka_run_group_tests_name("pick", tests, NULL, NULL);
}
