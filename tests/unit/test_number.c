/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/number. The strings of test_printed stand so in publications (chambers of
 * commerce, cities, newspapers of Hokkaido); the other tables vary them. */
#include "core/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/str.h"
#include "core/unicode.h"

struct expected {
    const char *text;
    const char *value; /* NULL = refused; "" = no figure */
    const char *unit;
    enum observation_status status;
    unsigned flags;
};

static void check(const struct expected *want)
{
    struct number got = {0};
    struct err err = {0};
    char value[DECIMAL_TEXT_SIZE] = "";
    int failed = number_read(want->text, &got, &err);

    if (!want->value) {
        if (!failed)
            fail_msg("\"%s\" should be refused", want->text);
        assert_int_equal(err.code, ERR_DATA);
        assert_int_equal(err.text[0], '"');
        assert_non_null(strstr(err.text, "\": "));
        return;
    }
    if (failed)
        fail_msg("%s", err.text);
    if (got.present)
        decimal_print(got.value, value);
    if (!str_equal(value, want->value) || !str_equal(got.unit, want->unit) ||
        got.status != want->status || got.flags != want->flags)
        fail_msg("\"%s\" gave \"%s\", unit \"%s\", %s, flags %u", want->text, value, got.unit,
                 series_status_name(got.status), got.flags);
}

static void test_printed(void **state)
{
    (void)state;
    static const struct expected CASES[] = {
        {"▲15.4", "-15.4", "", OBSERVATION_FINAL, 0},
        {"-28.3", "-28.3", "", OBSERVATION_FINAL, 0},
        {"ー22", "-22", "", OBSERVATION_FINAL, 0},
        {"マイナス11・7", "-11.7", "", OBSERVATION_FINAL, 0},
        {"マイナス100・0DI", "-100.0", "DI", OBSERVATION_FINAL, 0},
        {"製造業37・5", NULL, NULL, OBSERVATION_FINAL, 0},
        {"0・91倍", "0.91", "倍", OBSERVATION_FINAL, 0},
        {"13万4417人(同1・9%減)", "134417", "人", OBSERVATION_FINAL, 0},
        {"18万5,461人", "185461", "人", OBSERVATION_FINAL, 0},
        {"26万0822人", "260822", "人", OBSERVATION_FINAL, 0},
        {"1万835人", "10835", "人", OBSERVATION_FINAL, 0},
        {"10万2千585人", "102585", "人", OBSERVATION_FINAL, 0},
        {"3,4%", NULL, NULL, OBSERVATION_FINAL, 0},
        {"二百七万五千九百四十六人", "2075946", "人", OBSERVATION_FINAL, 0},
        {"九千八百六人", "9806", "人", OBSERVATION_FINAL, 0},
        {"約200七万人", "2070000", "人", OBSERVATION_ESTIMATE,
         NUMBER_APPROXIMATE | NUMBER_ROUNDED},
        {"2兆4716億9500万円", "2471695000000", "円", OBSERVATION_FINAL, NUMBER_ROUNDED},
        {"2兆4508万900万円", NULL, NULL, OBSERVATION_FINAL, 0},
        {"4万7211㌧", "47211", "トン", OBSERVATION_FINAL, 0},
        {"1,373,826人 前年比96.1%", "1373826", "人", OBSERVATION_FINAL, 0},
        {"7分の1", NULL, NULL, OBSERVATION_FINAL, 0},
        {"2倍", NULL, NULL, OBSERVATION_FINAL, 0},
        {"106万人", "1060000", "人", OBSERVATION_FINAL, NUMBER_ROUNDED},
        {"41万0016人", "410016", "人", OBSERVATION_FINAL, 0},
        {"26,667", "26667", "", OBSERVATION_FINAL, 0},
        {"▲三二・八", "-32.8", "", OBSERVATION_FINAL, 0},
        {"マイナス三〇台", NULL, NULL, OBSERVATION_FINAL, 0},
        {"▲24・5", "-24.5", "", OBSERVATION_FINAL, 0},
        {"マイナス27 .4", "-27.4", "", OBSERVATION_FINAL, 0},
        {"▲(前月比+0.5ポイント)", NULL, NULL, OBSERVATION_FINAL, 0},
        {"▲17 .4", "-17.4", "", OBSERVATION_FINAL, 0},
        {"▲ 10.30.0▲ 21.4", NULL, NULL, OBSERVATION_FINAL, 0},
        {"9.5▲14.8▲10.0", NULL, NULL, OBSERVATION_FINAL, 0},
        {"前月比▲3.1ポイント", NULL, NULL, OBSERVATION_FINAL, 0},
        {"前月から▲5.8ポイントの悪化", NULL, NULL, OBSERVATION_FINAL, 0},
        {"前月に比べ▲1.1悪化", NULL, NULL, OBSERVATION_FINAL, 0},
        {"プラス8.0", "8.0", "", OBSERVATION_FINAL, 0},
        {"プラス20", "20", "", OBSERVATION_FINAL, 0},
        {"5万人近い", NULL, NULL, OBSERVATION_FINAL, 0},
        {"858,409人", "858409", "人", OBSERVATION_FINAL, 0},
        {"○五年度", "2005", "年度", OBSERVATION_FINAL, 0},
        {"18.0(前月比▲0.1ポイント)", "18.0", "", OBSERVATION_FINAL, 0},
        {"59万7133人", "597133", "人", OBSERVATION_FINAL, 0},
        {"304万650人", "3040650", "人", OBSERVATION_FINAL, 0},
        {"9, 494人", "9494", "人", OBSERVATION_FINAL, 0},
        {"523点", "523", "点", OBSERVATION_FINAL, 0},
        {"52.0%", "52.0", "%", OBSERVATION_FINAL, 0},
        {"1,861 万 5 千人", "18615000", "人", OBSERVATION_FINAL, NUMBER_ROUNDED},
        {"残り:183文字/全文:426文字", NULL, NULL, OBSERVATION_FINAL, 0},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check(&CASES[i]);
}

/* Every mark of minus and plus, with and without a space, full-width digits and points. */
static void test_signs(void **state)
{
    (void)state;
    static const char *const MINUS[] = {"▲", "△", "－", "−",  "-",       "‐",
                                        "–", "—", "―",  "ー", "マイナス"};
    static const char *const PLUS[] = {"", "+", "＋", "プラス"};
    static const char *const GAPS[] = {"", " ", "　"};
    static const char *const DIGITS[] = {"15.4", "１５．４", "15・4", "一五・四"};

    for (size_t d = 0; d < sizeof DIGITS / sizeof DIGITS[0]; d++) {
        for (size_t g = 0; g < sizeof GAPS / sizeof GAPS[0]; g++) {
            char text[64];

            for (size_t m = 0; m < sizeof MINUS / sizeof MINUS[0]; m++) {
                snprintf(text, sizeof text, "%s%s%s", MINUS[m], GAPS[g], DIGITS[d]);
                check(&(struct expected){text, "-15.4", "", OBSERVATION_FINAL, 0});
            }
            for (size_t p = 0; p < sizeof PLUS / sizeof PLUS[0]; p++) {
                snprintf(text, sizeof text, "%s%s%s", PLUS[p], GAPS[g], DIGITS[d]);
                check(&(struct expected){text, "15.4", "", OBSERVATION_FINAL, 0});
            }
        }
    }
}

static void test_zero_has_no_sign(void **state)
{
    (void)state;
    static const struct expected CASES[] = {
        {"0", "0", "", OBSERVATION_FINAL, 0},
        {"0.0", "0.0", "", OBSERVATION_FINAL, 0},
        {"+0", "0", "", OBSERVATION_FINAL, NUMBER_NEAR_ZERO},
        {"-0", "0", "", OBSERVATION_FINAL, NUMBER_NEAR_ZERO},
        {"▲0.0", "0.0", "", OBSERVATION_FINAL, NUMBER_NEAR_ZERO},
        {"〇", "0", "", OBSERVATION_FINAL, 0},
        {"○・五", "0.5", "", OBSERVATION_FINAL, 0},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check(&CASES[i]);
}

static void test_units(void **state)
{
    (void)state;
    static const struct expected CASES[] = {
        {"12人/日", "12", "人/日", OBSERVATION_FINAL, 0},
        {"52.0％", "52.0", "%", OBSERVATION_FINAL, 0},
        {"3.1㌽", "3.1", "ポイント", OBSERVATION_FINAL, 0},
        {"3.1 pt", "3.1", "pt", OBSERVATION_FINAL, 0},
        {"2,024千人", "2024000", "人", OBSERVATION_FINAL, NUMBER_ROUNDED},
        {"1,234.5千人", "1234500", "人", OBSERVATION_FINAL, NUMBER_ROUNDED},
        {"1百万円", "1000000", "円", OBSERVATION_FINAL, NUMBER_ROUNDED},
        {"30台", "30", "台", OBSERVATION_FINAL, 0},
        {"1,234㎡", "1234", "m2", OBSERVATION_FINAL, 0},
        {"747.7km²", "747.7", "km2", OBSERVATION_FINAL, 0},
        {"5 unit of more than 24 bytes", NULL, NULL, OBSERVATION_FINAL, 0},
        {"5円]", NULL, NULL, OBSERVATION_FINAL, 0},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check(&CASES[i]);
}

static void test_about(void **state)
{
    (void)state;
    static const char *const BEFORE[] = {"約", "およそ", "おおよそ", "概ね", "ほぼ"};
    static const char *const AFTER[] = {"余", "余り", "超", "強", "弱", "程度", "前後"};
    const unsigned flags = NUMBER_APPROXIMATE | NUMBER_ROUNDED;
    char text[64];

    for (size_t i = 0; i < sizeof BEFORE / sizeof BEFORE[0]; i++) {
        snprintf(text, sizeof text, "%s5万人", BEFORE[i]);
        check(&(struct expected){text, "50000", "人", OBSERVATION_ESTIMATE, flags});
    }
    for (size_t i = 0; i < sizeof AFTER / sizeof AFTER[0]; i++) {
        snprintf(text, sizeof text, "5万人%s", AFTER[i]);
        check(&(struct expected){text, "50000", "人", OBSERVATION_ESTIMATE, flags});
    }
    check(&(struct expected){"約106万5500人", "1065500", "人", OBSERVATION_ESTIMATE,
                             NUMBER_APPROXIMATE});
    /* a status that is printed is stronger */
    check(
        &(struct expected){"約5万人(速報値)", "50000", "人", OBSERVATION_PRELIMINARY, flags});
    check(&(struct expected){"約", NULL, NULL, OBSERVATION_FINAL, 0});
}

static void test_status_marks(void **state)
{
    (void)state;
    static const struct expected CASES[] = {
        {"p 12.3", "12.3", "", OBSERVATION_PRELIMINARY, 0},
        {"12.3p", "12.3", "", OBSERVATION_PRELIMINARY, 0},
        {"Ｐ12.3", "12.3", "", OBSERVATION_PRELIMINARY, 0},
        {"▲15.4 p", "-15.4", "", OBSERVATION_PRELIMINARY, 0},
        {"12.3（速報値）", "12.3", "", OBSERVATION_PRELIMINARY, 0},
        {"速報 12.3", "12.3", "", OBSERVATION_PRELIMINARY, 0},
        {"12.3(速)", "12.3", "", OBSERVATION_PRELIMINARY, 0},
        {"12.3 暫定値", "12.3", "", OBSERVATION_PRELIMINARY, 0},
        {"r12.3", "12.3", "", OBSERVATION_REVISED, 0},
        {"12.3 R", "12.3", "", OBSERVATION_REVISED, 0},
        {"訂正 12.3", "12.3", "", OBSERVATION_REVISED, 0},
        {"12.3(改定)", "12.3", "", OBSERVATION_REVISED, 0},
        {"確報 12.3", "12.3", "", OBSERVATION_FINAL, 0},
        {"12.3(確定値)", "12.3", "", OBSERVATION_FINAL, 0},
        {"12.3(推計)", "12.3", "", OBSERVATION_ESTIMATE, 0},
        {"12.3(推計値)", "12.3", "", OBSERVATION_ESTIMATE, 0},
        {"12.3（改訂）", "12.3", "", OBSERVATION_REVISED, 0},
        {"12.3(p)", "12.3", "", OBSERVATION_PRELIMINARY, 0},
        {"12.3(速報値、6月時点)", "12.3", "", OBSERVATION_PRELIMINARY, 0},
        {"12.3（見込み）", "12.3", "", OBSERVATION_FORECAST, 0},
        {"12.3(予測)", "12.3", "", OBSERVATION_FORECAST, 0},
        {"12.3人(見通し)", "12.3", "人", OBSERVATION_FORECAST, 0},
        {"p", NULL, NULL, OBSERVATION_FINAL, 0},
        {"r", NULL, NULL, OBSERVATION_FINAL, 0},
        {"速報値", NULL, NULL, OBSERVATION_FINAL, 0},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check(&CASES[i]);
}

/* Marks are stripped at the ends only, and 1) before a value is a note, not 1. */
static void test_notes(void **state)
{
    (void)state;
    static const char *const NOTED[] = {
        "(注)12.3", "(注1) 12.3", "注1) 12.3", "*1 12.3", "※1 12.3",     "※ 12.3", "1) 12.3",
        "12.3(注)", "12.3(注1)",  "12.3注1)",  "12.3※1",  "12.3 ※",      "12.3*",  "12.3*1",
        "12.3 1)",  "12.3¹",      "12.3①",     "12.3²³",  "(注)12.3 1)", "①12.3",  "¹12.3",
        "12.3₁",    "12.3⑩",      "12.3㉑",    "12.3⑴",   "⒈12.3",       "12.¹3",
    };
    static const char *const REFUSED[] = {"1)", "(注)", "※",        "(注1)",
                                          "注", "①",    "12.3※4.5", "注12.3"};

    for (size_t i = 0; i < sizeof NOTED / sizeof NOTED[0]; i++)
        check(&(struct expected){NOTED[i], "12.3", "", OBSERVATION_FINAL, NUMBER_FOOTNOTE});
    for (size_t i = 0; i < sizeof REFUSED / sizeof REFUSED[0]; i++)
        check(&(struct expected){REFUSED[i], NULL, NULL, OBSERVATION_FINAL, 0});
}

/* A bracket behind the number speaks of a change, a part, a note or the unit; what it says
 * besides may change the meaning. */
static void test_brackets(void **state)
{
    (void)state;
    static const struct expected CASES[] = {
        {"5,286人（前年比1.2％増）", "5286", "人", OBSERVATION_FINAL, 0},
        {"5 (うち有料 4)", "5", "", OBSERVATION_FINAL, 0},
        {"3,456（1,234）", "3456", "", OBSERVATION_FINAL, 0},
        {"３（▲2）", "3", "", OBSERVATION_FINAL, 0},
        {"1,378(千人)", "1378", "千人", OBSERVATION_FINAL, 0},
        {"12.3(注、6月)", "12.3", "", OBSERVATION_FINAL, NUMBER_FOOTNOTE},
        {"12.3人(予算)", NULL, NULL, OBSERVATION_FINAL, 0},
        {"12.3()", NULL, NULL, OBSERVATION_FINAL, 0},
        {"12.3(人)x", NULL, NULL, OBSERVATION_FINAL, 0},
        {"12.3(人", NULL, NULL, OBSERVATION_FINAL, 0},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check(&CASES[i]);
}

static void test_long(void **state)
{
    (void)state;
    char text[1024 * 1024];
    struct number number;
    struct err err = {0};

    memset(text, ' ', sizeof text);
    text[0] = '1';
    for (size_t i = 1; i + 3 < sizeof text; i += 3)
        memcpy(text + i, "※", 3);
    text[sizeof text - 1] = '\0';
    assert_int_equal(number_read(text, &number, &err), -1);
    assert_non_null(strstr(err.text, "too long for a number"));
}

static void test_no_figure(void **state)
{
    (void)state;
    static const char *const CASES[] = {
        "",    " ",   "　",     "-",      "－",     "―",        "−",      "ー",       "…",
        "...", "‥",   "・・・", "x",      "X",      "Ｘ",       "χ",      "***",      "*",
        "＊",  "－ ", "集計中", "未集計", "調査中", "公表待ち", "準備中", "該当なし", "n/a",
    };

    static const char *const NOTED[] = {"－※1", "…1)", "- (注)", "x*", "… ¹"};

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check(&(struct expected){CASES[i], "", "", OBSERVATION_MISSING, 0});
    for (size_t i = 0; i < sizeof NOTED / sizeof NOTED[0]; i++)
        check(&(struct expected){NOTED[i], "", "", OBSERVATION_MISSING, NUMBER_FOOTNOTE});
}

static void test_refuses(void **state)
{
    (void)state;
    static const char *const CASES[] = {
        "▲",
        "△",
        "+",
        "マイナス",
        "◎",
        "○",
        "○○",
        "○人",
        "×",
        "□",
        "〃",
        "同",
        "増減",
        "計",
        "業況",
        "▲▲5",
        "--5",
        "+-5",
        "(1,234)",
        "1-2",
        "10~20",
        "10〜20人",
        "5 10",
        "12 3",
        "1 234",
        "1'234",
        "12,34",
        "1,2345",
        "1234,567",
        "5、10",
        "1.2.3",
        "5.",
        ".5",
        "..5",
        "nan",
        "inf",
        "0x10",
        "1e3",
        "#123",
        "うち123",
        "¥1,234",
        "億5",
        "万",
        "前年比96.1%",
        "同5・5%増",
        "96.1%減",
        "3.2ポイント減",
        "12.5%増",
        "12.5％減少",
        "1.1悪化",
        "2億人以上",
        "30歳未満",
        "100人以下",
        "2016年8月",
        "2016年度",
        "99999999999999999999",
        "9999999999999兆",
        "12.3456789012",
        "\xff\xfe",
        "12.3r）",
        "$5",
        "▲(前年比)",
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check(&(struct expected){CASES[i], NULL, NULL, OBSERVATION_FINAL, 0});
}

static void test_reasons(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } CASES[] = {
        {"3,4%", "\"3,4%\": a comma must part groups of three digits"},
        {"▲", "\"▲\": a mark alone is neither zero nor a number"},
        {"2倍", "\"2倍\": it is a bound, a band or a multiple, not a value"},
        {"96.1%減", "\"96.1%減\": it is a change, not a value"},
        {"5 10", "\"5 10\": more than one number"},
        {"5-", "\"5-\": a sign behind the figure may be its own or say nothing"},
        {"1,234 －", "\"1,234 －\": a sign behind the figure may be its own or say nothing"},
        {"5−人", "\"5−人\": a sign behind the figure may be its own or say nothing"},
        {"5+", "\"5+\": a sign behind the figure may be its own or say nothing"},
        {"業況", "\"業況\": there is no number"},
        {"〃", "\"〃\": a ditto mark with nothing above it to repeat"},
        {"うち123", "\"うち123\": it is a part of another figure (内数)"},
        {"#123", "\"#123\": it is a part of another figure (内数)"},
        {"(1,234)", "\"(1,234)\": brackets may mean a negative number or a part (内数)"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct number got = {0};
        struct err err = {0};

        assert_int_equal(number_read(CASES[i].text, &got, &err), -1);
        assert_string_equal(err.text, CASES[i].want);
    }
}

/* A cell of any length ends in a number or a reason of one line. */
static void test_long_cells(void **state)
{
    (void)state;
    static const char *const PIECES[] = {"1",  "▲",  "(", ")",     "指", "p",  "*", ",1",
                                         "九", "千", " ", "注1) ", "¹",  "約", "1)"};

    for (size_t i = 0; i < sizeof PIECES / sizeof PIECES[0]; i++) {
        size_t length = strlen(PIECES[i]);
        char *text = calloc(length * 3000 + 1, 1);
        struct number got = {0};
        struct err err = {0};

        assert_non_null(text);
        for (size_t n = 0; n < 3000; n++)
            memcpy(text + n * length, PIECES[i], length);
        if (number_read(text, &got, &err)) {
            assert_int_equal(err.code, ERR_DATA);
            assert_true(unicode_valid(err.text, strlen(err.text)));
        } else {
            if (got.status != OBSERVATION_MISSING)
                fail_msg("\"%s\" many times is no number", PIECES[i]);
        }
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_printed),
        cmocka_unit_test(test_signs),
        cmocka_unit_test(test_zero_has_no_sign),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_about),
        cmocka_unit_test(test_status_marks),
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_brackets),
        cmocka_unit_test(test_long),
        cmocka_unit_test(test_no_figure),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_reasons),
        cmocka_unit_test(test_long_cells),
    };

    return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
