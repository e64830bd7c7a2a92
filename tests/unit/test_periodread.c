/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/periodread. The strings of test_printed stand so in publications; the other
 * tables vary them. */
#include "core/periodread.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/civil.h"
#include "core/str.h"
#include "core/unicode.h"

#define DAILY FREQUENCY_DAILY
#define WEEKLY FREQUENCY_WEEKLY
#define MONTHLY FREQUENCY_MONTHLY
#define QUARTERLY FREQUENCY_QUARTERLY
#define CALENDAR FREQUENCY_CALENDAR_YEAR
#define FISCAL FREQUENCY_FISCAL_YEAR

struct expected {
    const char *text;
    enum frequency frequency;
    const char *want; /* NULL = refused */
};

static void check(const struct expected *expected, struct periodread_context *context)
{
    struct periodread_context before = *context;
    char got[PERIOD_TEXT_SIZE] = "";
    struct period period;
    struct err err = {0};

    if (periodread_cell(expected->text, context, &period, &err) == 0) {
        period_print(period, got);
        assert_int_equal(period.frequency, context->frequency);
    } else {
        assert_int_equal(err.code, ERR_DATA);
        assert_memory_equal(context, &before, sizeof before);
        assert_int_equal(err.text[0], '"');
    }
    if (!str_equal(got, expected->want ? expected->want : ""))
        fail_msg("\"%s\" as %s gave \"%s\" %s", expected->text,
                 period_frequency_name(context->frequency), got, err.text);
}

static void check_alone(const struct expected *expected)
{
    struct periodread_context context = {.frequency = expected->frequency};

    check(expected, &context);
}

static void test_printed(void **state)
{
    (void)state;
    static const struct expected CASES[] = {
        {"昭和42年(1967年)", CALENDAR, "1967"},
        {"昭和42年(1967年)", FISCAL, "FY1967"},
        {"令和元年度", FISCAL, "FY2019"},
        {"2016年1- 3月期", QUARTERLY, "2016-Q1"},
        {"2007年", FISCAL, "FY2007"},
        {"平成23年3月25日付け", DAILY, "2011-03-25"},
        {"平成23年3月25日付け", FISCAL, "FY2010"},
        {"2021年10月から12月", QUARTERLY, "2021-Q4"},
        {"平成11年", CALENDAR, "1999"},
        {"平成31年度", FISCAL, "FY2019"},
        {"平成35年度", FISCAL, "FY2023"},
        /* ranges, sentences and misprints */
        {"2016 年 8 月 9 日∼29 日", DAILY, NULL},
        {"2016年 3月 4月 5月 6月 7月 8月", MONTHLY, NULL},
        {"9∼11月", QUARTERLY, NULL},
        {"四月二十六日~十月十九日", DAILY, NULL},
        {"第3・四半期(10~12月)", QUARTERLY, NULL},
        {"2月~4月", QUARTERLY, NULL},
        {"11月~1月", QUARTERLY, NULL},
        {"2006年8LOBO調査結果", MONTHLY, NULL},
        {"○1月の全産業合計の業況DIは、▲17.1", MONTHLY, NULL},
        {"2018年11月調査結果の概要", MONTHLY, NULL},
        {"201803302509", DAILY, NULL},
        {"1月のLOBO … 2026年 2月 4日", MONTHLY, NULL},
        {"最終更新日 2016年2月24日", DAILY, NULL},
        /* relative: nothing without the day of publication */
        {"昨年11月11日~今年4月7日", DAILY, NULL},
        {"昨年度", FISCAL, NULL},
        {"8月29日", DAILY, NULL},
        {"今年の一月水準(▲26.9)", MONTHLY, NULL},
        {"前月水準(▲23.6)", MONTHLY, NULL},
        {"昨年2月の業況DIが▲73.4", MONTHLY, NULL},
        {"前年同月", MONTHLY, NULL},
        {"今年7月", MONTHLY, NULL},
        /* two digits: Showa in one source, Heisei in another, Western in a third */
        {"58年度", FISCAL, NULL},
        {"8年度", FISCAL, NULL},
        {"21年度", FISCAL, NULL},
        {"11年度", FISCAL, NULL},
        /* padded ones are Western, and no era had 98 years */
        {"04年度", FISCAL, "FY2004"},
        {"○五年度", FISCAL, "FY2005"},
        {"一一年", CALENDAR, NULL},
        {"一九年", CALENDAR, NULL},
        {"98年8月", MONTHLY, "1998-08"},
        {"02年2月以来", MONTHLY, NULL},
        {"91年8月(▲4.4)", MONTHLY, NULL},
        {"22年2月か4月", MONTHLY, NULL},
        {"16年度の乗降客数は4~1月の累計", FISCAL, NULL},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check_alone(&CASES[i]);
}

/* Notes and marks stand on both sides of a date. */
static void test_notes_and_marks(void **state)
{
    (void)state;
    static const struct expected CASES[] = {
        {"※令和2年度", FISCAL, "FY2020"},
        {"(注)令和3年度", FISCAL, "FY2021"},
        {"*令和4年度", FISCAL, "FY2022"},
        {"※2024年4月", MONTHLY, "2024-04"},
        {"1)令和5年度", FISCAL, "FY2023"},
        {"2022年度(注1)", FISCAL, "FY2022"},
        {"2023年度※1", FISCAL, "FY2023"},
        {"2024年度（推計値）", FISCAL, "FY2024"},
        {"2025年度（改定値）", FISCAL, "FY2025"},
        {"令和5年度計", FISCAL, "FY2023"},
        {"2024年度(計画)", FISCAL, "FY2024"},
        {"2024年4月 r", MONTHLY, "2024-04"},
        {"平成2¹年度", FISCAL, "FY1990"},
        {"①2024年度", FISCAL, "FY2024"},
        {"2024年度⑩", FISCAL, "FY2024"},
        {"※5月", MONTHLY, NULL},
        {"注令和2年度", FISCAL, NULL},
        {"令和5年度累計", FISCAL, NULL},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check_alone(&CASES[i]);
}

/* What is shorter than the period wanted dates it only if it is a date. */
static void test_parts(void **state)
{
    (void)state;
    static const struct expected CASES[] = {
        {"令和6年度第1四半期", FISCAL, NULL}, {"2024年4～6月", FISCAL, NULL},
        {"2024年4～6月", CALENDAR, NULL},     {"2024-Q2", FISCAL, NULL},
        {"2024-W14", MONTHLY, NULL},          {"2024年4月~2025年3月", FISCAL, "FY2024"},
        {"2024年3月", FISCAL, "FY2023"},      {"2024年3月", QUARTERLY, "2024-Q1"},
        {"2024年10月13日", FISCAL, "FY2024"}, {"2016年8月9日~29日", MONTHLY, "2016-08"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check_alone(&CASES[i]);
}

/* No year that a publication can speak of, and none beyond its era. */
static void test_bounds(void **state)
{
    (void)state;
    static const struct expected CASES[] = {
        {"120401", MONTHLY, NULL},
        {"000112", MONTHLY, NULL},
        {"1234", FISCAL, NULL},
        {"8123", FISCAL, NULL},
        {"1867年", CALENDAR, NULL},
        {"1868年", CALENDAR, "1868"},
        {"2100年", CALENDAR, "2100"},
        {"2101年", CALENDAR, NULL},
        {"令和99年", CALENDAR, NULL},
        {"昭和64年1月", MONTHLY, "1989-01"},
        {"昭和64年1月7日", DAILY, "1989-01-07"},
        {"昭和64年1月8日", DAILY, NULL},
        {"昭和64年2月", MONTHLY, NULL},
        {"昭和64年度", FISCAL, "FY1989"},
        {"昭和63年度3月", MONTHLY, "1989-03"},
        {"昭和65年度", FISCAL, NULL},
        {"昭和65年", CALENDAR, NULL},
        {"平成31年4月", MONTHLY, "2019-04"},
        {"平成31年5月", MONTHLY, NULL},
        {"平成32年", CALENDAR, "2020"},
        {"大正16年", CALENDAR, NULL},
        {"2024年度第1週", WEEKLY, NULL},
        {"21年度(2009年度)", FISCAL, "FY2009"},
        {"21年度(2021年度)", FISCAL, "FY2021"},
        {"21年度(2010年度)", FISCAL, NULL},
        {"R元年度", FISCAL, "FY2019"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check_alone(&CASES[i]);
}

/* One month in every way it is written. */
static void test_forms_of_a_month(void **state)
{
    (void)state;
    static const char *const CASES[] = {
        "2016年8月",      "2016年08月",        "2016.8",
        "2016.08",        "2016/08",           "2016/8",
        "2016-8",         "2016-08",           "201608",
        "H28.8",          "Ｈ２８．８",        "h28.8",
        "H28/08",         "平成28年8月",       "平成 28 年 8 月",
        "㍻28年8月",      "２０１６年８月",    "2016年　8月",
        "2016年8月分",    "2016年8月(速報値)", "2016年8月 p",
        "2016年8月期",    "2016年8月中",       "2016年8月※",
        "西暦2016年8月",  "2016(平成28)年8月", "平成28年(2016年)8月",
        "二〇一六年八月", "二千十六年八月",    "平成二十八年八月",
        "2016年八月",     "2016年8月値",
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        check_alone(&(struct expected){CASES[i], MONTHLY, "2016-08"});
        check_alone(&(struct expected){CASES[i], QUARTERLY, "2016-Q3"});
        check_alone(&(struct expected){CASES[i], CALENDAR, "2016"});
        check_alone(&(struct expected){CASES[i], FISCAL, "FY2016"});
        check_alone(&(struct expected){CASES[i], DAILY, NULL});
        check_alone(&(struct expected){CASES[i], WEEKLY, NULL});
    }
}

static void test_forms_of_a_fiscal_year(void **state)
{
    (void)state;
    static const char *const CASES[] = {
        "令和元年度",
        "平成31年度",
        "平成31(令和元)年度",
        "R1",
        "2019年度",
        "FY2019",
        "FY 2019",
        "令和元年度(2019年度)",
        "2019年度(令和元年度)",
        "R1年度",
        "令和1年度",
        "㋿元年度",
        "２０１９年度",
        "令和元年度実績",
        "令和元年度(速報)",
        "2019",
        "2019年",
        "令和元年",
        "二〇一九年度",
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check_alone(&(struct expected){CASES[i], FISCAL, "FY2019"});
}

static void test_days_weeks_quarters(void **state)
{
    (void)state;
    static const struct expected CASES[] = {
        {"2024-04-01", DAILY, "2024-04-01"},
        {"R6.4.1", DAILY, "2024-04-01"},
        {"2024/4/1", DAILY, "2024-04-01"},
        {"20240401", DAILY, "2024-04-01"},
        {"2024年4月1日現在", DAILY, "2024-04-01"},
        {"令和六年四月三十日", DAILY, "2024-04-30"},
        {"2024-04-01", WEEKLY, "2024-W14"},
        {"2024-W14", WEEKLY, "2024-W14"},
        {"2024年第14週", WEEKLY, "2024-W14"},
        {"2020-W53", WEEKLY, "2020-W53"},
        {"2020-W53", FISCAL, NULL},
        {"2020-W53", CALENDAR, NULL},
        {"2021-W53", WEEKLY, NULL},
        {"2024-Q2", QUARTERLY, "2024-Q2"},
        {"2024Q2", QUARTERLY, "2024-Q2"},
        {"2024年4-6月期", QUARTERLY, "2024-Q2"},
        {"2024年4～6月", QUARTERLY, "2024-Q2"},
        {"2024年4〜6月", QUARTERLY, "2024-Q2"},
        {"2024年4∼6月", QUARTERLY, "2024-Q2"},
        {"平成30年10月~12月", QUARTERLY, "2018-Q4"},
        {"2024年度第1四半期", QUARTERLY, "2024-Q2"},
        {"2024年度第4四半期", QUARTERLY, "2025-Q1"},
        {"2024年度第1・四半期(4~6月)", QUARTERLY, "2024-Q2"},
        {"2024年第1・四半期(4~6月)", QUARTERLY, "2024-Q2"},
        {"2024年度1-3月期", QUARTERLY, "2025-Q1"},
        {"2024年度第1・四半期(7~9月)", QUARTERLY, NULL},
        {"2024年第2四半期", QUARTERLY, NULL},
        {"2024-Q5", QUARTERLY, NULL},
        {"2024年1-4月期", QUARTERLY, NULL},
        {"2024年2-4月期", QUARTERLY, NULL},
        {"2024年上期", QUARTERLY, NULL},
        {"2024年度下半期", QUARTERLY, NULL},
        {"2024年度Ⅰ期", QUARTERLY, "2024-Q2"},
        {"2024年度第Ⅳ四半期", QUARTERLY, "2025-Q1"},
        {"2024年度第三・四半期", QUARTERLY, "2024-Q4"},
        {"2024年度第四四半期", QUARTERLY, "2025-Q1"},
        {"2024年度1Q", QUARTERLY, "2024-Q2"},
        {"2024年Ⅰ期", QUARTERLY, NULL},
        {"2024年Ⅰ期(1-3月期)", QUARTERLY, "2024-Q1"},
        {"2024年第4・四半期(1~3月)", QUARTERLY, NULL},
        {"2024年度Ⅴ期", QUARTERLY, NULL},
        /* ranges that are one period, and others */
        {"2024年4月1日~2024年4月30日", MONTHLY, "2024-04"},
        {"2016 年 8 月 9 日∼29 日", MONTHLY, "2016-08"},
        {"2016 年 8 月 9 日∼29 日", FISCAL, "FY2016"},
        {"R6.4.1-5", MONTHLY, "2024-04"},
        {"2024年8月29日~9月2日", MONTHLY, NULL},
        {"2024年8月9日~8月3日", MONTHLY, NULL},
        {"2024年2月9日~30日", MONTHLY, NULL},
        {"2024年1月~12月", CALENDAR, "2024"},
        {"2024年4月~2025年3月", FISCAL, "FY2024"},
        {"2024年4月~2025年3月", CALENDAR, NULL},
        {"令和6年度4~3月", FISCAL, "FY2024"},
        {"2024年4月~9月", FISCAL, NULL},
        {"2023年~2024年", CALENDAR, NULL},
        {"2024年4月~", MONTHLY, NULL},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check_alone(&CASES[i]);
}

/* January to March belong to the fiscal year that began the year before. */
static void test_fiscal_months(void **state)
{
    (void)state;
    static const struct expected CASES[] = {
        {"2024年3月", FISCAL, "FY2023"},
        {"2024年4月", FISCAL, "FY2024"},
        {"昭和64年1月", FISCAL, "FY1988"},
        {"平成元年1月8日", FISCAL, "FY1988"},
        {"令和6年度4月", MONTHLY, "2024-04"},
        {"令和6年度1月", MONTHLY, "2025-01"},
        {"2024年度3月31日", DAILY, "2025-03-31"},
        {"2024年度", CALENDAR, NULL},
        {"2024年度", MONTHLY, NULL},
        {"2024年", MONTHLY, NULL},
        {"令和6年3月卒", FISCAL, "FY2023"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check_alone(&CASES[i]);
}

static void test_year_labelled_by_its_end(void **state)
{
    (void)state;
    static const struct expected CASES[] = {
        {"2024", FISCAL, "FY2023"},
        {"2024年", FISCAL, "FY2023"},
        {"令和6年", FISCAL, "FY2023"},
        {"2024年3月", FISCAL, "FY2023"},
        {"2024年3月卒業者", FISCAL, "FY2023"},
        {"令和6年3月卒", FISCAL, "FY2023"},
        {"2023年度", FISCAL, "FY2023"},
        {"FY2023", FISCAL, "FY2023"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct periodread_context context = {.frequency = FISCAL,
                                             .year_label = YEAR_LABEL_ENDS};

        check(&CASES[i], &context);
    }
}

static void test_no_such_date(void **state)
{
    (void)state;
    static const char *const CASES[] = {
        "",
        " ",
        "　",
        "2024-02-30",
        "2023年2月29日",
        "2024.4.31",
        "2024年13月",
        "2024年0月",
        "201613",
        "20160230",
        "2024-004",
        "2024-04-001",
        "2024年004月",
        "2024-4/1",
        "0",
        "5",
        "24",
        "999",
        "10000",
        "123456789",
        "6年",
        "6.4",
        "8月",
        "元年",
        "年度",
        "合計",
        "計",
        "平均",
        "令和",
        "令和0年",
        "令和百年",
        "令和",
        "H",
        "昭和42年(1968年)",
        "2024年度(令和7年度)",
        "2024 Apr",
        "Apr 2024",
        "'24",
        "2024年8",
        "FY24",
        "2024年4月32日",
        "2024--04",
        "2024年月",
        "\xff\xfe",
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        for (int f = DAILY; f <= FISCAL; f++)
            check_alone(&(struct expected){CASES[i], (enum frequency)f, NULL});
    }
}

/* The year stands once; months below it turn the year after December. */
static void test_carried_year(void **state)
{
    (void)state;
    static const struct expected CASES[] = {
        {"平成27年11月", MONTHLY, "2015-11"},
        {"12月", MONTHLY, "2015-12"},
        {"1月", MONTHLY, "2016-01"},
        {"１月", MONTHLY, "2016-01"},
        {"十月", MONTHLY, "2016-10"},
        {"計", MONTHLY, NULL},
        {"13月", MONTHLY, NULL},
        {"3月", MONTHLY, "2017-03"},
        {"28年4月", MONTHLY, "2016-04"},
        {"令和6年5月", MONTHLY, "2024-05"},
        {"7年6月", MONTHLY, "2025-06"},
    };
    struct periodread_context context = {.frequency = MONTHLY};

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check(&CASES[i], &context);
    assert_int_equal(context.carried_year, 2025);
    assert_int_equal(context.carried_month, 6);
    assert_int_equal(context.carried_era, 2018);
}

static void test_carried_era(void **state)
{
    (void)state;
    static const struct expected CASES[] = {
        {"21年度", FISCAL, NULL},         {"平成20年度", FISCAL, "FY2008"},
        {"21年度", FISCAL, "FY2009"},     {"二二年度", FISCAL, "FY2010"},
        {"令和元年度", FISCAL, "FY2019"}, {"2年度", FISCAL, "FY2020"},
        {"2021年度", FISCAL, "FY2021"},   {"4年度", FISCAL, "FY2022"},
        {"2年度", FISCAL, NULL},          {"令和8年度", FISCAL, "FY2026"},
        {"元年度", FISCAL, NULL},
    };
    struct periodread_context context = {.frequency = FISCAL};

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check(&CASES[i], &context);
}

/* 平成31(令和元)年度 carries the newer era; a bare 2 behind 30 is nearer in the next one. */
static void test_two_eras(void **state)
{
    (void)state;
    static const struct expected RISING[] = {
        {"平成30年度", FISCAL, "FY2018"},
        {"平成31(令和元)年度", FISCAL, "FY2019"},
        {"2年度", FISCAL, "FY2020"},
        {"3年度", FISCAL, "FY2021"},
    };
    static const struct expected TURNING[] = {
        {"平成30年度", FISCAL, "FY2018"},
        {"2年度", FISCAL, NULL},
    };
    static const struct expected FALLING[] = {
        {"平成27年度", FISCAL, "FY2015"},
        {"22年度", FISCAL, "FY2010"},
        {"17年度", FISCAL, "FY2005"},
    };
    struct periodread_context context = {.frequency = FISCAL};

    for (size_t i = 0; i < sizeof RISING / sizeof RISING[0]; i++)
        check(&RISING[i], &context);
    context = (struct periodread_context){.frequency = FISCAL};
    for (size_t i = 0; i < sizeof TURNING / sizeof TURNING[0]; i++)
        check(&TURNING[i], &context);
    context = (struct periodread_context){.frequency = FISCAL};
    for (size_t i = 0; i < sizeof FALLING / sizeof FALLING[0]; i++)
        check(&FALLING[i], &context);
}

/* 31, 2: the count turns back where the era changed without a word. */
static void test_era_changed_in_silence(void **state)
{
    (void)state;
    static const struct expected CASES[] = {
        {"平成29年度", FISCAL, "FY2017"}, {"平成30年度", FISCAL, "FY2018"},
        {"31年度", FISCAL, "FY2019"},     {"2年度", FISCAL, NULL},
        {"令和2年度", FISCAL, "FY2020"},  {"3年度", FISCAL, "FY2021"},
    };
    static const struct expected FALLING[] = {
        {"令和元年度", FISCAL, "FY2019"},
        {"平成30年度", FISCAL, "FY2018"},
        {"29年度", FISCAL, "FY2017"},
        {"64年度", FISCAL, NULL},
    };
    struct periodread_context context = {.frequency = FISCAL};

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check(&CASES[i], &context);
    context = (struct periodread_context){.frequency = FISCAL};
    for (size_t i = 0; i < sizeof FALLING / sizeof FALLING[0]; i++)
        check(&FALLING[i], &context);
    context = (struct periodread_context){.frequency = FISCAL, .carried_era = 1988};
    check(&(struct expected){"元年度", FISCAL, "FY1989"}, &context);
}

/* Under a 年度 the months turn in April. */
static void test_carried_fiscal_year(void **state)
{
    (void)state;
    static const struct expected CASES[] = {
        {"4月", MONTHLY, "2024-04"}, {"12月", MONTHLY, "2024-12"}, {"1月", MONTHLY, "2025-01"},
        {"3月", MONTHLY, "2025-03"}, {"4月", MONTHLY, "2025-04"},
    };
    static const struct expected QUARTERS[] = {
        {"第1四半期", QUARTERLY, "2024-Q2"}, {"7~9月", QUARTERLY, "2024-Q3"},
        {"Ⅲ期", QUARTERLY, "2024-Q4"},       {"第4・四半期(1~3月)", QUARTERLY, "2025-Q1"},
        {"第1四半期", QUARTERLY, "2025-Q2"},
    };
    struct periodread_context context = {
        .frequency = MONTHLY, .carried_year = 2024, .carried_fiscal = true};

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check(&CASES[i], &context);
    context = (struct periodread_context){
        .frequency = QUARTERLY, .carried_year = 2024, .carried_fiscal = true};
    for (size_t i = 0; i < sizeof QUARTERS / sizeof QUARTERS[0]; i++)
        check(&QUARTERS[i], &context);
}

/* Every day of the eras in five ways. */
static void test_every_day_since_meiji(void **state)
{
    (void)state;
    static const char *const FORMATS[] = {"%d年%d月%d日", "%d.%d.%d", "%04d-%02d-%02d",
                                          "%04d%02d%02d", "%d/%d/%d"};
    int32_t end = civil_day(2032, 1, 1);

    for (int32_t day = civil_day(1868, 1, 25); day < end; day += 5) {
        struct civil date = civil_date(day);
        char text[64], want[PERIOD_TEXT_SIZE];

        period_print((struct period){DAILY, day}, want);
        for (size_t i = 0; i < sizeof FORMATS / sizeof FORMATS[0]; i++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
            snprintf(text, sizeof text, FORMATS[i], date.year, date.month, date.day);
#pragma GCC diagnostic pop
            check_alone(&(struct expected){text, DAILY, want});
        }
    }
}

static void test_plausible(void **state)
{
    (void)state;
    static const char *const YES[] = {
        "2016年8月", "8月",        "令和",       "令和元年度", "元年",
        "H28.8",     "FY2019",     "21年度",     "2016/08",    "2016",
        "13月",      "2016年13月", "2024-02-30", "令和百年",   "元年度",
    };
    static const char *const NO[] = {
        "",         "合計", "計",          "平均",  "業況", "地域コード",
        "単位：人", "備考", "資料 旭川市", "▲15.4", "12",   "1,234",
    };

    for (size_t i = 0; i < sizeof YES / sizeof YES[0]; i++) {
        if (!periodread_plausible(YES[i]))
            fail_msg("\"%s\" should be plausible", YES[i]);
    }
    for (size_t i = 0; i < sizeof NO / sizeof NO[0]; i++) {
        /* a decimal looks like a month of an era year without the era */
        bool want = str_equal(NO[i], "▲15.4");
        if (periodread_plausible(NO[i]) != want)
            fail_msg("\"%s\" should not be plausible", NO[i]);
    }
}

/* A cell of any length ends in a period or a reason of one line. */
static void test_long_cells(void **state)
{
    (void)state;
    static const char *const PIECES[] = {"2",    "年", "2024年", "月", "指",
                                         "令和", "(",  "2024(",  "第", "十",
                                         "4月",  "p",  "〇",     "-",  "2024-"};

    for (size_t i = 0; i < sizeof PIECES / sizeof PIECES[0]; i++) {
        size_t length = strlen(PIECES[i]);
        char *text = calloc(length * 3000 + 1, 1);
        struct periodread_context context = {.frequency = MONTHLY};
        struct period period;
        struct err err = {0};

        assert_non_null(text);
        for (size_t n = 0; n < 3000; n++)
            memcpy(text + n * length, PIECES[i], length);
        assert_int_equal(periodread_cell(text, &context, &period, &err), -1);
        assert_int_equal(err.code, ERR_DATA);
        assert_true(unicode_valid(err.text, strlen(err.text)));
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_printed),
        cmocka_unit_test(test_notes_and_marks),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_forms_of_a_month),
        cmocka_unit_test(test_forms_of_a_fiscal_year),
        cmocka_unit_test(test_days_weeks_quarters),
        cmocka_unit_test(test_fiscal_months),
        cmocka_unit_test(test_year_labelled_by_its_end),
        cmocka_unit_test(test_no_such_date),
        cmocka_unit_test(test_carried_year),
        cmocka_unit_test(test_carried_era),
        cmocka_unit_test(test_two_eras),
        cmocka_unit_test(test_era_changed_in_silence),
        cmocka_unit_test(test_carried_fiscal_year),
        cmocka_unit_test(test_every_day_since_meiji),
        cmocka_unit_test(test_plausible),
        cmocka_unit_test(test_long_cells),
    };

    return cmocka_run_group_tests_name("periodread", tests, NULL, NULL);
}
