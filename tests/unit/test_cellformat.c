/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/decode/cellformat and digits. All figures are test data. */
#include "collector/decode/cellformat.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "collector/decode/digits.h"

struct sample {
    const char *code;
    const char *number;
    const char *want;
};

static const struct sample numbers[] = {
    {"General", "15.399999999999999", "15.4"},
    {"General", "0.30000000000000004", "0.3"},
    {"General", "-15.4", "-15.4"},
    {"General", "1E-3", "0.001"},
    {"General", "1.5E+10", "15000000000"},
    {"General", "0.333333333333333", "0.333333333"},
    {"General", "1E-12", "0.000000000001"},
    {"General", "1378900", "1378900"},
    {"General", "-0", "0"},
    {"", "007", "7"},
    {"General", "abc", "abc"},
    {"General", "1e999", "1e999"},
    {"General", "", ""},
    {"0", "15.399999999999999", "15"},
    {"0.0", "15.399999999999999", "15.4"},
    {"0.0", "15", "15.0"},
    {"0.0", "-0.04", "0.0"},
    {"0.0", "9.96", "10.0"},
    {"0.0", "-2.25", "-2.3"},
    {"#,##0", "1378900", "1378900"},
    {"#,##0", "0", "0"},
    {"#,##0.0#", "1.25", "1.25"},
    {"#,##0.0#", "1.2", "1.2"},
    {"#.##", "5", "5"},
    {"#.0", "0.5", "0.5"},
    {".00", "5.25", "5.25"},
    {".0", "0", ".0"},
    {"00000", "1204", "01204"},
    {"#,##0_ ;[Red]\\-#,##0\\ ", "-1234", "-1234"},
    {"#,##0;\"▲ \"#,##0", "-1234", "-1234"},
    {"#,##0;\"▲ \"#,##0", "1234", "1234"},
    {"0.0;▲0.0", "-15.4", "-15.4"},
    {"0.0;△ 0.0;0.0", "0", "0.0"},
    {"#,##0;(#,##0)", "-5", "-5"},
    {"#,##0;[Red]#,##0", "-5", "-5"},
    {"\"▲\"#,##0", "5", "▲5"},
    {"\"▲\"#,##0", "-5", "-▲5"},
    {"+0.0;\"▲\"0.0", "7.7", "+7.7"},
    {"#,##0;-#,##0;\"-\"", "0", "-"},
    {"#,##0;-#,##0;", "0", ""},
    {";;;", "5", ""},
    {"0;", "-5", ""},
    {"0\\;", "-5", "-5;"},
    {"0%", "0.52", "52%"},
    {"0.0%", "0.52345", "52.3%"},
    {"0.0%", "0.28999999999999998", "29.0%"},
    {"0.00%;▲0.00%", "-0.013", "-1.30%"},
    {"#,##0,", "1234567", "1235"},
    {"#,##0,\"千人\"", "1378900", "1379千人"},
    {"0.0,,", "1378900", "1.4"},
    {"0!.0,\"万人\"", "12345", "1.2万人"},
    {"#,##0\"人\"", "26", "26人"},
    {"#,##0人", "26", "26人"},
    {"\"平成\"0\"年度\"", "28", "平成28年度"},
    {"\"平成\"General\"年\"", "28", "平成28年"},
    {"0\"年\"00\"月\"", "202404", "2024年04月"},
    {"000\"-\"0000", "700030", "070-0030"},
    {"0\"(p)\"", "5", "5(p)"},
    {"\"¥\"#,##0;[Red]\"¥\"\\-#,##0", "1234", "1234円"},
    {"\"¥\"#,##0;[Red]\"¥\"\\-#,##0", "-1234", "-1234円"},
    {"[$¥-411]#,##0", "1234", "1234円"},
    {"[$-411]#,##0", "1234", "1234"},
    {"0.00E+00", "1234.5", "1234.5"},
    {"# ?/?", "0.25", "0.25"},
    {"[>=1000]#,##0,\"千\";0", "12000", "12千"},
    {"[>=1000]#,##0,\"千\";0", "12", "12"},
    {"[<0]\"▲\"0;0", "-3", "-3"},
    {"@", "12.5", "12.5"},
    {"0;@", "-5", "-5"},
    {"[DBNum1]General", "28", "28"},
    {"\"d\"0", "5", "d5"},
    {"[Red]0", "5", "5"},
    {"\\d0", "5", "d5"},
    {"* 0_d", "5", "5"},
    {"\"unclosed 0", "5", "unclosed 0"},
    {"[unclosed", "5", ""},
    {"0\\", "5", "5"},
    {"0_", "5", "5"},
    {"0*", "5", "5"},
};

static const struct sample dates[] = {
    {"yyyy/m/d", "45383", "2024-04-01"},
    {"yyyy/m/d h:mm", "45383.75", "2024-04-01"},
    {"[$-411]ge.m.d", "45383", "2024-04-01"},
    {"[$-411]ggge\"年\"m\"月\"d\"日\"", "45383", "2024-04-01"},
    {"[$-411]ggge\"年\"m\"月\"d\"日\"(aaa)", "45383", "2024-04-01"},
    {"[$-411]ggge\"年\"m\"月\"d\"日\";@", "45383", "2024-04-01"},
    {"yyyy\"年\"m\"月\"", "45383", "2024年4月"},
    {"yyyy年m月", "45383", "2024年4月"},
    {"yyyy\"年\"m\"月（速報）\"", "45383", "2024年4月（速報）"},
    {"mmm-yy", "45383", "2024年4月"},
    {"yyyy.mm", "45383", "2024年4月"},
    {"[$-411]ge\"年\"m\"月\"", "45383", "2024年4月"},
    {"yyyy", "45383", "2024"},
    {"yyyy\"年\"", "45383", "2024年"},
    {"yyyy\"年度\"", "45383", "2024年度"},
    {"[$-ja-JP-x-gannen]ggge\"年度\"", "43831", "2020年度"},
    {"\"令和\"e\"年\"", "45383", "2024年"},
    {"\"FY\"yyyy", "45383", "FY2024"},
    {"yyyy\"年3月卒\"", "45383", "2024年3月卒"},
    {"m\"月\"", "45383", "4月"},
    {"m\"月\"d\"日\"", "45383", "4月1日"},
    {"d\"日\"", "45383", "1日"},
    {"aaa", "45383", "月"},
    {"h:mm", "45383.354166666664", "8:30"},
    {"[h]:mm", "1.5", "36:00"},
    {"mm:ss", "0.5", "12:00"},
    {"yyyy/m/d", "1", "1900-01-01"},
    {"yyyy/m/d", "59", "1900-02-28"},
    {"yyyy/m/d", "60", "1900-02-29"},
    {"yyyy/m/d", "61", "1900-03-01"},
    {"yyyy/m/d", "0", "1900-01-00"},
    {"yyyy\"年\"m\"月\"", "0", "1900-01-00"},
    {"yyyy/m/d", "2958465", "9999-12-31"},
    {"yyyy/m/d", "2958466", "2958466"},
    {"yyyy/m/d", "-1.5", "-1.5"},
    {"\"day \"0", "45383", "day 45383"},
    {"[Red]0.0\"yen\"", "1", "1.0yen"},
};

static void test_hidden_years(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        const char *stored;
        int want;
    } samples[] = {
        {"m\"月\"", "45383", 2024},
        {"mmm", "45383.5", 2024},
        {"m/d", "45383", 2024},
        {"[$-411]m\"月\"d\"日\"", "45383", 2024},
        {"m\"月\"", "2024-04-01", 2024},
        {"m\"月\"", "2024-04-01T08:30:00", 2024},
        {"yyyy/m/d", "45383", 0},
        {"[$-411]ggge\"年\"m\"月\"", "45383", 0},
        {"mmm-yy", "45383", 0},
        {"d\"日\"", "45383", 0},
        {"h:mm", "45383", 0},
        {"mm:ss", "45383", 0},
        {"General", "45383", 0},
        {"m\"月\"", "8", 0},
        {"m\"月\"", "-1", 0},
        {"m\"月\"", "9999999", 0},
        {"m\"月\"", "1899-04-01", 0},
        {"m\"月\"", "4月", 0},
        {"m\"月\";@", "", 0},
        {"0;m\"月\"", "45383", 0},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
        assert_int_equal(cellformat_year(cellformat_compile(arena, samples[i].code),
                                         samples[i].stored, false),
                         samples[i].want);
    assert_int_equal(cellformat_year(cellformat_compile(arena, "m/d"), "43921", true), 2024);
    arena_free(arena);
}

static void check(const struct sample *sample, bool since_1904)
{
    struct arena *arena = arena_new();
    struct buf out;
    buf_init(&out, CELLFORMAT_TEXT_MAX);
    cellformat_print(cellformat_compile(arena, sample->code), sample->number, since_1904,
                     &out);
    if (strcmp(buf_text(&out), sample->want) != 0)
        fail_msg("%s of %s: \"%s\", expected \"%s\"", sample->code, sample->number,
                 buf_text(&out), sample->want);
    buf_free(&out);
    arena_free(arena);
}

static void test_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        check(&numbers[i], false);
}

static void test_dates(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++)
        check(&dates[i], false);
    check(&(struct sample){"yyyy/m/d", "43921", "2024-04-01"}, true);
    check(&(struct sample){"yyyy/m/d", "0", "1904-01-01"}, true);
    check(&(struct sample){"yyyy/m/d", "2957004", "2957004"}, true);
}

/* The day that every Japanese date id shows, in full or by month. */
static void test_builtin(void **state)
{
    (void)state;
    static const long days[] = {14, 15, 22, 27, 28, 29, 30, 31, 36, 50, 51, 54, 57, 58};
    static const long months[] = {17, 34, 52, 55};
    static const long in_year[] = {16, 35, 53, 56};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
        check(&(struct sample){cellformat_builtin(days[i]), "45383", "2024-04-01"}, false);
    for (size_t i = 0; i < sizeof months / sizeof months[0]; i++)
        check(&(struct sample){cellformat_builtin(months[i]), "45383", "2024年4月"}, false);
    for (size_t i = 0; i < sizeof in_year / sizeof in_year[0]; i++)
        check(&(struct sample){cellformat_builtin(in_year[i]), "45383", "4月1日"}, false);
    assert_null(cellformat_builtin(23));
    assert_null(cellformat_builtin(164));
    assert_null(cellformat_builtin(-1));
}

static void test_is_date(void **state)
{
    (void)state;
    static const char *const yes[] = {"yyyy", "m/d", "[h]:mm", "ge", "aaa", "[$-411]e"};
    static const char *const no[] = {"General", "0",     "[Red]0",  "\"年\"0", "0\\m",
                                     "0.0E+0",  "#,##0", "[=1]0;@", "@",       "_d0"};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        assert_true(cellformat_is_date(cellformat_compile(arena, yes[i])));
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        assert_false(cellformat_is_date(cellformat_compile(arena, no[i])));
    arena_free(arena);
}

static void test_digits(void **state)
{
    (void)state;
    static const char *const none[] = {"",     " ",   "-",     ".",  "1.2.3", "1,2",
                                       "0x10", "nan", "inf",   "1e", "1e+",   "--1",
                                       "1 2",  "E5",  "1e400", "１", "+-1",   "1e-999"};
    struct digits digits;
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        if (digits_read(none[i], &digits))
            fail_msg("\"%s\" was read", none[i]);
    char text[DIGITS_TEXT_SIZE];
    int32_t whole = 0;
    assert_true(digits_read(" +12.50\n", &digits));
    digits_print(&digits, text);
    assert_string_equal(text, "12.5");
    assert_true(digits_whole(&digits, &whole));
    assert_int_equal(whole, 12);
    assert_true(digits_double(&digits) > 12.49 && digits_double(&digits) < 12.51);
    assert_true(digits_read("9.99999999999999999", &digits));
    digits_print(&digits, text);
    assert_string_equal(text, "10");
    assert_true(digits_read("1e300", &digits));
    digits_print(&digits, text);
    assert_int_equal(strlen(text), 301);
    assert_false(digits_whole(&digits, &whole));
    assert_true(digits_read("-1.23456789012345e-300", &digits));
    digits_print(&digits, text);
    assert_int_equal(strlen(text), 317);
    assert_true(digits_read("0.0005", &digits));
    digits_round(&digits, 3);
    digits_print(&digits, text);
    assert_string_equal(text, "0.001");
    digits_round(&digits, 1);
    digits_print(&digits, text);
    assert_string_equal(text, "0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_dates),
        cmocka_unit_test(test_builtin), cmocka_unit_test(test_is_date),
        cmocka_unit_test(test_digits),  cmocka_unit_test(test_hidden_years),
    };
    return cmocka_run_group_tests_name("cellformat", tests, NULL, NULL);
}
