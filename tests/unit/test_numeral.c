/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/numeral. */
#include "core/numeral.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "core/str.h"

static void test_kanji_digits(void **state)
{
    (void)state;
    static const char *const DIGITS[] = {"〇", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    size_t length = 0;

    for (int i = 0; i < 10; i++) {
        assert_int_equal(numeral_kanji_digit(DIGITS[i], &length), i);
        assert_int_equal(length, 3);
    }
    assert_int_equal(numeral_kanji_digit("○五", &length), 0);
    assert_int_equal(length, strlen("○"));
    assert_int_equal(numeral_kanji_digit("十", &length), -1);
    assert_int_equal(numeral_kanji_digit("5", &length), -1);
    assert_int_equal(numeral_kanji_digit("", &length), -1);
    assert_int_equal(numeral_kanji_digit("●", &length), -1);
}

static void test_reads(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *value;
        const char *rest; /* what stands behind the numeral */
        bool rounded, leading_zero;
    } CASES[] = {
        {"0", "0", "", false, true},
        {"0016", "16", "", false, true},
        {"15.4", "15.4", "", false, false},
        {"15.40", "15.40", "", false, false},
        {"1,378,900人", "1378900", "人", false, false},
        {"9, 494", "9494", "", false, false},
        {"999,999,999", "999999999", "", false, false},
        {"26万0822", "260822", "", false, false},
        {"41万0016人", "410016", "人", false, false},
        {"304万650", "3040650", "", false, false},
        {"18万5,461", "185461", "", false, false},
        {"10万2千585", "102585", "", false, false},
        {"1,861 万 5 千人", "18615000", "人", true, false},
        {"246万人", "2460000", "人", true, false},
        {"1.5万", "15000", "", true, false},
        {"1.23456万", "12345.6", "", true, false},
        {"7.5億5万", "750050000", "", true, false},
        {"1百万", "1000000", "", true, false},
        {"2兆4716億9500万", "2471695000000", "", true, false},
        {"1兆2", "1000000000002", "", false, false},
        {"3萬", "30000", "", true, false},
        {"二百七万五千九百四十六", "2075946", "", false, false},
        {"九千八百六", "9806", "", false, false},
        {"200七万", "2070000", "", true, false},
        {"十", "10", "", true, false},
        {"十二", "12", "", false, false},
        {"二十", "20", "", true, false},
        {"百一", "101", "", false, false},
        {"千百十一", "1111", "", false, false},
        {"二千二十四", "2024", "", false, false},
        {"三二・八", "32.8", "", false, false},
        {"二〇一六年", "2016", "年", false, false},
        {"○五", "5", "", false, true},
        {"11・7", "11.7", "", false, false},
        {"27 .4", "27.4", "", false, false},
        {"5.", "5", ".", false, false},
        {"1.2.3", "1.2", ".3", false, false},
        {"5、10", "", "", false, false},
        {"5 10", "5", " 10", false, false},
        {"5 ポイント", "5", " ポイント", false, false},
        {"1-2", "1", "-2", false, false},
        {"5,人", "5", ",人", false, false},
        {"9223372036854775806", "9223372036854775806", "", false, false},
        {"922京", "922", "京", false, false},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct numeral got;
        struct err err = {0};
        char text[DECIMAL_TEXT_SIZE] = "";

        if (numeral_read(CASES[i].text, &got, &err) == 0)
            decimal_print(got.value, text);
        else
            assert_int_equal(err.code, ERR_DATA);
        if (!str_equal(text, CASES[i].value))
            fail_msg("\"%s\" gave \"%s\" %s", CASES[i].text, text, err.text);
        if (*text == '\0')
            continue;
        assert_string_equal(CASES[i].text + got.length, CASES[i].rest);
        if (got.rounded != CASES[i].rounded || got.leading_zero != CASES[i].leading_zero)
            fail_msg("\"%s\": rounded %d, leading zero %d", CASES[i].text, got.rounded,
                     got.leading_zero);
    }
}

static void test_refuses(void **state)
{
    (void)state;
    static const char *const CASES[] = {
        "",
        " ",
        "人",
        "万",
        "億5",
        "兆",
        ".5",
        ",5",
        "0,123",
        "00,123",
        "-5",
        "▲5",
        "nan",
        "inf",
        "3,4",
        "12,34",
        "1,2345",
        "1234,567",
        "1,23",
        "12,34,567",
        "1,234,56",
        "2兆4508万900万",
        "1万2万",
        "1万2億",
        "二百三百",
        "千5千",
        "百1000",
        "五十六十",
        "12万345678",
        "1億123456789",
        "1万10000",
        "99999999999999999999",
        "9223372036854775808",
        "9999999999999兆",
        "0.1234567890",
        "一二三四五六七八九一二三四五六七八九一二",
        "9999999999999999999999999999999999999999999999999999999999999999999999999999999999",
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct numeral got;
        struct err err = {0};

        if (numeral_read(CASES[i], &got, &err) == 0)
            fail_msg("\"%s\" should be no numeral", CASES[i]);
        assert_int_equal(err.code, ERR_DATA);
        assert_non_null(strstr(err.text, "\": "));
    }
}

/* 4321 -> 四千三百二十一 */
static void print_kanji(int n, char *out, size_t size)
{
    static const char *const DIGITS[] = {"",   "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    static const char *const UNITS[] = {"千", "百", "十", ""};
    int place = 1000;

    out[0] = '\0';
    for (int i = 0; i < 4; i++, place /= 10) {
        int digit = n / place % 10;
        size_t length = strlen(out);

        if (digit > 0)
            snprintf(out + length, size - length, "%s%s",
                     digit == 1 && place > 1 ? "" : DIGITS[digit], UNITS[i]);
    }
}

static void check_number(const char *text, int64_t want)
{
    struct numeral got;
    struct err err = {0};

    if (numeral_read(text, &got, &err) || got.value.units != want || got.value.places != 0 ||
        text[got.length] != '\0')
        fail_msg("\"%s\" was not read as %lld", text, (long long)want);
}

static void test_every_number_below_ten_thousand(void **state)
{
    (void)state;
    for (int n = 1; n < 10000; n++) {
        char kanji[64], text[240];

        print_kanji(n, kanji, sizeof kanji);
        check_number(kanji, n);
        snprintf(text, sizeof text, "%d", n);
        check_number(text, n);
        snprintf(text, sizeof text, "%d万%04d", n, n);
        check_number(text, n * INT64_C(10001));
        snprintf(text, sizeof text, "%s億%s万%s", kanji, kanji, kanji);
        check_number(text, n * INT64_C(100010001));
        if (n < 1000)
            snprintf(text, sizeof text, "%d,%03d,%03d", n, n, n);
        check_number(text, n < 1000 ? n * INT64_C(1001001) : n * INT64_C(100010001));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kanji_digits),
        cmocka_unit_test(test_reads),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_every_number_below_ten_thousand),
    };

    return cmocka_run_group_tests_name("numeral", tests, NULL, NULL);
}
