/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/words. */
#include "core/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void test_pick(void **state)
{
    (void)state;
    assert_string_equal(words_pick(LANGUAGE_JA, "ja", "en"), "ja");
    assert_string_equal(words_pick(LANGUAGE_EN, "ja", "en"), "en");
}

static void test_period(void **state)
{
    (void)state;
    static const struct {
        enum frequency frequency;
        const char *text;
        enum year_label label;
        const char *ja, *en;
    } CASES[] = {
        {FREQUENCY_DAILY, "2016-08-03", YEAR_LABEL_STARTS, "2016年8月3日", "3 Aug 2016"},
        {FREQUENCY_WEEKLY, "2020-W53", YEAR_LABEL_STARTS, "2020年第53週", "2020-W53"},
        {FREQUENCY_WEEKLY, "2025-W01", YEAR_LABEL_STARTS, "2025年第1週", "2025-W01"},
        {FREQUENCY_MONTHLY, "2016-08", YEAR_LABEL_STARTS, "2016年8月", "Aug 2016"},
        {FREQUENCY_MONTHLY, "2016-12", YEAR_LABEL_STARTS, "2016年12月", "Dec 2016"},
        {FREQUENCY_QUARTERLY, "2024-Q2", YEAR_LABEL_STARTS, "2024年4–6月期", "Q2 2024"},
        {FREQUENCY_QUARTERLY, "2024-Q4", YEAR_LABEL_STARTS, "2024年10–12月期", "Q4 2024"},
        {FREQUENCY_CALENDAR_YEAR, "2024", YEAR_LABEL_STARTS, "2024年", "2024"},
        {FREQUENCY_FISCAL_YEAR, "FY2024", YEAR_LABEL_STARTS, "令和6年度", "FY2024"},
        {FREQUENCY_FISCAL_YEAR, "FY2019", YEAR_LABEL_STARTS, "令和元年度", "FY2019"},
        {FREQUENCY_FISCAL_YEAR, "FY2018", YEAR_LABEL_STARTS, "平成30年度", "FY2018"},
        {FREQUENCY_FISCAL_YEAR, "FY1989", YEAR_LABEL_STARTS, "平成元年度", "FY1989"},
        {FREQUENCY_FISCAL_YEAR, "FY1988", YEAR_LABEL_STARTS, "昭和63年度", "FY1988"},
        {FREQUENCY_FISCAL_YEAR, "FY2023", YEAR_LABEL_ENDS, "2024年3月卒", "March 2024"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct period period;
        struct err err = {0};
        char out[WORDS_SIZE];

        assert_int_equal(period_parse(CASES[i].text, CASES[i].frequency, &period, &err), 0);
        words_period(period, CASES[i].label, LANGUAGE_JA, out);
        assert_string_equal(out, CASES[i].ja);
        words_period(period, CASES[i].label, LANGUAGE_EN, out);
        assert_string_equal(out, CASES[i].en);
    }
}

static void test_values_and_changes(void **state)
{
    (void)state;
    static const struct {
        struct decimal value;
        int places;
        const char *ja, *en, *change_ja, *change_en;
    } CASES[] = {
        {{-154, 1}, 1, "▲15.4", "−15.4", "▲15.4", "−15.4"},
        {{77, 1}, 1, "7.7", "7.7", "＋7.7", "+7.7"},
        {{1378900, 0}, 0, "1,378,900", "1,378,900", "＋1,378,900", "+1,378,900"},
        {{0, 0}, 0, "0", "0", "±0", "±0"},
        {{0, 1}, 1, "0.0", "0.0", "±0.0", "±0.0"},
        {{-4, 2}, 1, "0.0", "0.0", "±0.0", "±0.0"},
        {{-5, 2}, 1, "▲0.1", "−0.1", "▲0.1", "−0.1"},
        {{4, 1}, 0, "0", "0", "±0", "±0"},
        {{5, 1}, 0, "1", "1", "＋1", "+1"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char out[WORDS_SIZE];

        words_value(CASES[i].value, CASES[i].places, LANGUAGE_JA, out);
        assert_string_equal(out, CASES[i].ja);
        words_value(CASES[i].value, CASES[i].places, LANGUAGE_EN, out);
        assert_string_equal(out, CASES[i].en);
        words_change(CASES[i].value, CASES[i].places, LANGUAGE_JA, out);
        assert_string_equal(out, CASES[i].change_ja);
        words_change(CASES[i].value, CASES[i].places, LANGUAGE_EN, out);
        assert_string_equal(out, CASES[i].change_en);
    }
}

static void test_budget(void **state)
{
    (void)state;
    char out[WORDS_SIZE];

    words_budget(7469, LANGUAGE_JA, out);
    assert_string_equal(out, "7,469千円");
    words_budget(7469, LANGUAGE_EN, out);
    assert_string_equal(out, "7,469 thousand yen");
    words_budget(0, LANGUAGE_JA, out);
    assert_string_equal(out, "0千円");
}

/* Final is not said; every other status has its word, and no two the same. */
static void test_status(void **state)
{
    (void)state;
    for (int language = LANGUAGE_JA; language <= LANGUAGE_EN; language++) {
        assert_string_equal(words_status(OBSERVATION_FINAL, (enum language)language), "");
        for (int i = OBSERVATION_PRELIMINARY; i <= OBSERVATION_MISSING; i++) {
            const char *word =
                words_status((enum observation_status)i, (enum language)language);

            assert_true(strlen(word) > 0);
            for (int j = OBSERVATION_PRELIMINARY; j < i; j++)
                assert_string_not_equal(
                    word, words_status((enum observation_status)j, (enum language)language));
        }
    }
    assert_string_equal(words_status(OBSERVATION_PRELIMINARY, LANGUAGE_JA), "速報値");
    assert_string_equal(words_status(OBSERVATION_REVISED, LANGUAGE_EN), "revised");
}

static void test_previous(void **state)
{
    (void)state;
    static const char *const JA[] = {"前日", "前週", "前月", "前期", "前年", "前年度"};

    for (int f = FREQUENCY_DAILY; f <= FREQUENCY_FISCAL_YEAR; f++)
        assert_string_equal(words_previous((enum frequency)f, LANGUAGE_JA), JA[f]);
    assert_string_equal(words_previous(FREQUENCY_MONTHLY, LANGUAGE_EN), "month before");
}

static void test_caution(void **state)
{
    (void)state;
    assert_non_null(strstr(words_caution(LANGUAGE_JA), "成果を直接示すものではありません"));
    assert_non_null(strstr(words_caution(LANGUAGE_EN), "no direct evidence"));
}

static void test_amount_kinds(void **state)
{
    (void)state;
    assert_string_equal(words_amount_kind(AMOUNT_NONE, LANGUAGE_JA), "");
    assert_string_equal(words_amount_kind(AMOUNT_BUDGET, LANGUAGE_JA), "当初予算");
    assert_string_equal(words_amount_kind(AMOUNT_REVISED, LANGUAGE_JA), "補正後予算");
    assert_string_equal(words_amount_kind(AMOUNT_SETTLED, LANGUAGE_EN), "settled");
}

static void test_failures(void **state)
{
    (void)state;
    static const struct {
        bool fetched;
        size_t problems;
        enum language language;
        const char *want;
    } CASES[] = {
        {false, 0, LANGUAGE_EN, "could not be fetched: why"},
        {true, 0, LANGUAGE_EN, "fetched, but not read in full: why"},
        {true, 1, LANGUAGE_EN, "read, but 1 cell was not understood; the first: why"},
        {true, 3, LANGUAGE_EN, "read, but 3 cells were not understood; the first: why"},
        {false, 0, LANGUAGE_JA, "取得できません: why"},
        {true, 0, LANGUAGE_JA, "取得しましたが、読み取れないものがあります: why"},
        {true, 3, LANGUAGE_JA,
         "読み取りましたが、分からないセルが3件あります。最初のもの: why"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct health health = {
            .fetched = CASES[i].fetched, .problems = CASES[i].problems, .error = "why"};
        struct buf out;

        buf_init(&out, 1000);
        words_failure(&health, CASES[i].language, &out);
        assert_string_equal(buf_text(&out), CASES[i].want);
        buf_free(&out);
    }
}

/* Behind the word for the state, where there is one. */
static void test_marked(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *text = "【注意】来場者数 8万人";
    assert_ptr_equal(words_marked(text, 0, arena), text);
    assert_string_equal(words_marked(text, 1, arena), "【注意】【解禁前】来場者数 8万人");
    assert_string_equal(words_marked("[Warning] visitors", 1, arena),
                        "[Warning] [under embargo] visitors");
    assert_string_equal(words_marked("visitors", 1, arena), "[under embargo] visitors");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_amount_kinds),
        cmocka_unit_test(test_pick),
        cmocka_unit_test(test_period),
        cmocka_unit_test(test_values_and_changes),
        cmocka_unit_test(test_budget),
        cmocka_unit_test(test_status),
        cmocka_unit_test(test_previous),
        cmocka_unit_test(test_marked),
        cmocka_unit_test(test_caution),
    };

    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
