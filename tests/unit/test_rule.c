/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of alerts/rule. All figures are test data. */
#include "alerts/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "core/str.h"

enum { VALUES_MAX = 80, FIRST_MONTH = 2000 * 12, FIRST_YEAR = 1990 };

/* Indicators of every sort that a rule treats in its own way. */
enum sort {
    COUNTED, /* persons by month: seasons */
    STEADY,  /* the same without (limits = level) */
    YEARLY,  /* persons by fiscal year */
    BALANCE, /* a DI, year on year, by month */
    SHARE,   /* per cents by month */
    UPWARDS, /* by fiscal year, lower is better */
    NEUTRAL, /* neither is */
    SORTS
};

static struct event break_2010[] = {
    {.period = {FREQUENCY_FISCAL_YEAR, 2010}, .text = "定義変更"}};

static struct indicator indicator_of(enum sort sort)
{
    struct indicator out = {.id = "x",
                            .title = {"試験", NULL},
                            .unit = "人",
                            .unit_label = {"人", "persons"},
                            .frequency = FREQUENCY_FISCAL_YEAR};

    if (sort == COUNTED || sort == STEADY || sort == BALANCE || sort == SHARE)
        out.frequency = FREQUENCY_MONTHLY;
    if (sort == STEADY)
        out.limits = LIMITS_LEVEL;
    if (sort == BALANCE)
        out.basis = BASIS_YEAR_ON_YEAR;
    if (sort == BALANCE)
        out.unit = "ポイント";
    if (sort == SHARE)
        out.unit = "％";
    if (sort == UPWARDS)
        out.better = BETTER_LOWER;
    if (sort == NEUTRAL)
        out.better = BETTER_NEUTRAL;
    if (sort == BALANCE || sort == SHARE)
        out.unit_label = (struct label){out.unit, "points"};
    return out;
}

struct stage {
    struct indicator indicator;
    struct observation observations[VALUES_MAX];
    struct series series;
    struct arena *arena;
};

/* "1 2 - 4": a value for each period; - is missing, . is not there. */
static void set_stage(struct stage *stage, enum sort sort, const char *values)
{
    char copy[512];
    char *cursor = copy;
    const char *word;

    *stage = (struct stage){.indicator = indicator_of(sort), .arena = arena_new()};
    stage->series = (struct series){.frequency = stage->indicator.frequency,
                                    .observations = stage->observations};
    assert_true(str_copy(copy, sizeof copy, values));
    int32_t n = stage->indicator.frequency == FREQUENCY_MONTHLY ? FIRST_MONTH : FIRST_YEAR;
    for (; (word = str_word(&cursor)); n++) {
        struct observation here = {.period = {stage->indicator.frequency, n}};
        struct err err = {0};

        if (str_equal(word, "."))
            continue;
        if (str_equal(word, "-"))
            here.status = OBSERVATION_MISSING;
        else if (decimal_parse(word, &here.value, &err))
            fail_msg("%s", err.text);
        stage->observations[stage->series.count++] = here;
    }
}

static struct rule parse(const char *text)
{
    struct rule rule;
    struct err err = {0};

    if (rule_parse(text, &rule, &err))
        fail_msg("%s", err.text);
    return rule;
}

static void test_words(void **state)
{
    (void)state;
    static const struct {
        enum sort sort;
        const char *text, *ja, *en;
    } CASES[] = {
        {BALANCE, "below -30", "▲30を下回る", "below −30"},
        {BALANCE, "above -25.5", "▲25.5を上回る", "above −25.5"},
        {YEARLY, "  below \t 1234567  ", "1,234,567を下回る", "below 1,234,567"},
        {YEARLY, "above +5", "5を上回る", "above 5"},
        {YEARLY, "below -0", "0を下回る", "below 0"},
        {YEARLY, "falls 10% from previous", "前年度から10％以上低下",
         "falls by 10% or more from the fiscal year before"},
        {COUNTED, "rises 2.5％ from last-year", "前年同月から2.5％以上上昇",
         "rises by 2.5% or more from the same month of the year before"},
        {BALANCE, "falls 10 from average 6", "それまでの6か月の平均から10ポイント以上低下",
         "falls by 10 points or more from the mean of the 6 months before"},
        {YEARLY, "falling 3", "3年度連続で前年度を下回る",
         "3 fiscal years in a row below the fiscal year before"},
        {COUNTED, "rising 4 from last-year", "4か月連続で前年同月を上回る",
         "4 months in a row above the same month of the year before"},
        {YEARLY, "lowest in 10 years", "10年間で最低", "lowest in 10 years"},
        {YEARLY, "highest in 5 years", "5年間で最高", "highest in 5 years"},
        {YEARLY, "signal",
         "通常の変動を超える低下（管理限界の外・7期連続の増減・3期のうち2期が限界近く・"
         "7期連続で平均の片側）",
         "a fall beyond the usual variation (outside, trend 7, two of three, shift 7)"},
        {UPWARDS, "signal outside shift 8",
         "通常の変動を超える上昇（管理限界の外・8期連続で平均の片側）",
         "a rise beyond the usual variation (outside, shift 8)"},
        {NEUTRAL, "signal both-sides outside", "通常の変動を超える変化（管理限界の外）",
         "a change beyond the usual variation (outside)"},
        {NEUTRAL, "signal outside both-sides", "通常の変動を超える変化（管理限界の外）",
         "a change beyond the usual variation (outside)"},
        {YEARLY, "behind target 500", "基準値と目標値を結ぶ目安を500人以上下回る",
         "500 persons or more below the path from baseline to target"},
        {UPWARDS, "behind target 5", "基準値と目標値を結ぶ目安を5人以上上回る",
         "5 persons or more above the path from baseline to target"},
        {YEARLY, "revised by 5%", "公表済みの値が5％以上改定",
         "a published value revised by 5% or more"},
        {YEARLY, "overdue", "公表予定日を過ぎても新しい値を確認できない",
         "no new value after the day on which it was expected"},
        {SHARE, "revised by 0.5", "公表済みの値が0.5ポイント以上改定",
         "a published value revised by 0.5 points or more"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct indicator indicator = indicator_of(CASES[i].sort);
        struct rule rule = parse(CASES[i].text);
        struct buf out;

        buf_init(&out, 1024);
        rule_say(&rule, &indicator, LANGUAGE_JA, &out);
        assert_string_equal(buf_text(&out), CASES[i].ja);
        buf_reset(&out);
        rule_say(&rule, &indicator, LANGUAGE_EN, &out);
        assert_string_equal(buf_text(&out), CASES[i].en);
        buf_free(&out);
    }
}

static void test_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *text, *reason;
    } CASES[] = {
        {"", "expected below, above, falls"},
        {"   ", "expected below, above, falls"},
        {"under 5", "expected below, above, falls"},
        {"Below 5", "did you mean `below`?"},
        {"fals 5% from previous", "did you mean `falls`?"},
        {"-30", "expected below, above, falls"},
        {"below", "expected `below NUMBER`"},
        {"above", "expected `above NUMBER`"},
        {"below 5 6", "expected `below NUMBER`"},
        {"below -30 or above 5", "expected `below NUMBER`"},
        {"below ▲30", "expected `below NUMBER`"},
        {"below −30", "expected `below NUMBER`"},
        {"below 1,000", "expected `below NUMBER`"},
        {"below nan", "expected `below NUMBER`"},
        {"below inf", "expected `below NUMBER`"},
        {"below 5%", "expected `below NUMBER`"},
        {"below 99999999999999999999", "expected `below NUMBER`"},
        {"falls",
         "expected `falls X|X% from previous|last-year|average N` with N of 2 to 120, e.g."},
        {"falls 10%", "expected `falls X|X% from"},
        {"falls % from previous", "expected `falls X|X% from"},
        {"falls 10% from yesterday", "expected `falls X|X% from"},
        {"falls 10% from average", "expected `falls X|X% from"},
        {"falls 10% from average 1", "expected `falls X|X% from"},
        {"falls 10% from previous twice", "expected `falls X|X% from"},
        {"falling", "expected `falling N [from last-year]`"},
        {"falling 0", "expected `falling N"},
        {"falling 3 from previous", "expected `falling N"},
        {"lowest in 1 years", "expected `lowest in N years` with N of 2 to 100"},
        {"lowest in 10", "expected `lowest in N years`"},
        {"signal inside", "expected `signal [outside]"},
        {"signal shift 8 shift 9", "each once"},
        {"signal outside outside", "each once"},
        {"signal both-sides both-sides", "each once"},
        {"signal shift", "expected `signal [outside]"},
        {"signal shift 4", "expected `signal [outside]"},
        {"behind 5", "expected `behind target NUMBER`"},
        {"behind target 0", "expected `behind target NUMBER`"},
        {"behind target -5", "expected `behind target NUMBER`"},
        {"revised by 0%", "expected `revised by X|X%`"},
        {"revised 5", "expected `revised by X|X%`"},
        {"overdue 5d", "expected `overdue`"},
        {"below                                                                              "
         "                                                       1",
         "too long"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct rule rule;
        struct err err = {0};

        if (rule_parse(CASES[i].text, &rule, &err) == 0)
            fail_msg("\"%s\" should be refused", CASES[i].text);
        assert_int_equal(err.code, ERR_CONFIG);
        if (!strstr(err.text, CASES[i].reason))
            fail_msg("%s", err.text);
    }
}

static void test_pairs(void **state)
{
    (void)state;
    static const struct {
        const char *when, *clear;
        const char *reason; /* NULL = good */
    } CASES[] = {
        {"below -30", "", NULL},
        {"below -30", NULL, NULL},
        {"below -30", "above -25", NULL},
        {"below -30", "above -30", NULL},
        {"below -30", "above -30.0", NULL},
        {"above 5", "below 5", NULL},
        {"above 5", "below 4.9", NULL},
        {"below -30", "above -35", "expected -30 or more"},
        {"below -30", "above -30.1", "expected -30 or more"},
        {"above 5", "below 5.1", "expected 5 or less"},
        {"below -30", "below -20", "expected `above`, the other side of `below -30`"},
        {"above 5", "above 6", "expected `below`, the other side of `above 5`"},
        {"falls 10% from previous", "rises 5% from previous", NULL},
        {"falls 10% from previous", "rises -5% from previous", NULL},
        {"falls 10% from previous", "rises -10% from previous", "wrong side"},
        {"falls 10% from previous", "rises -12% from previous", "wrong side"},
        {"rises 10% from previous", "falls -5% from previous", NULL},
        {"rises 10% from previous", "falls -10% from previous", "wrong side"},
        {"falls 10% from previous", "falls 5% from previous", "expected `rises`"},
        {"falls 10% from previous", "above 100", NULL},
        {"falls 10% from previous", "below 100", "goes the same way"},
        {"falls 10% from previous", "rises 10 from last-year", NULL},
        {"falls 0% from previous", "", "expected more than 0"},
        {"rises -5 from previous", "", "expected more than 0"},
        {"falling 3", "rising 1", NULL},
        {"falling 3", "falling 2", "goes the same way"},
        {"lowest in 5 years", "above 100", NULL},
        {"lowest in 5 years", "highest in 2 years", NULL},
        {"signal", "above 100", NULL},
        {"signal", "rising 2", NULL},
        {"below 5", "signal", "ends nothing"},
        {"below 5", "revised by 3", "ends nothing"},
        {"below 5", "overdue", "ends nothing"},
        {"overdue", "", NULL},
        {"overdue", "above 5", "ends when it is there"},
        {"nonsense", "above 6", "\"nonsense\": expected below, above"},
        {"below 5", "nonsense", "\"nonsense\": expected below, above"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct rule raise, reset;
        bool has_reset;
        struct err err = {0};
        int failed =
            rule_parse_pair(CASES[i].when, CASES[i].clear, &raise, &reset, &has_reset, &err);

        if (failed != (CASES[i].reason ? -1 : 0))
            fail_msg("%s / %s: %s", CASES[i].when, CASES[i].clear, err.text);
        if (!failed)
            assert_int_equal(has_reset, CASES[i].clear && CASES[i].clear[0]);
        else
            assert_int_equal(err.code, ERR_CONFIG);
        if (CASES[i].reason && !strstr(err.text, CASES[i].reason))
            fail_msg("%s", err.text);
    }
}

static void test_fits(void **state)
{
    (void)state;
    static const struct {
        enum sort sort;
        const char *rule;
        const char *reason; /* NULL = it fits */
    } CASES[] = {
        {BALANCE, "falls 10% from previous", "expected points"},
        {SHARE, "falls 10% from previous", "expected points"},
        {YEARLY, "falls 10% from previous", NULL},
        {YEARLY, "falls 10% from average 3", NULL},
        {BALANCE, "falls 10 from previous", NULL},
        {BALANCE, "falls 10 from last-year", "with the year before already"},
        {BALANCE, "falling 3 from last-year", "with the year before already"},
        {BALANCE, "falling 3", NULL},
        {COUNTED, "falls 10% from previous", "expected `from last-year`"},
        {COUNTED, "falls 10% from average 3", "expected `from last-year`"},
        {COUNTED, "falls 10% from average 12", "expected `from last-year`"},
        {COUNTED, "falling 3", "expected `from last-year`"},
        {COUNTED, "falls 10% from last-year", NULL},
        {COUNTED, "falling 3 from last-year", NULL},
        {STEADY, "falls 10% from previous", NULL},
        {STEADY, "falling 3", NULL},
        {SHARE, "falling 3", NULL},
        {NEUTRAL, "signal", "neither way is worse"},
        {NEUTRAL, "signal both-sides", NULL},
        {YEARLY, "signal", NULL},
        {YEARLY, "behind target 5", "expected `baseline = PERIOD VALUE`"},
        {YEARLY, "overdue", "expected `release = ...`"},
        {BALANCE, "revised by 5%", "expected points"},
        {BALANCE, "revised by 5", NULL},
        {YEARLY, "lowest in 10 years", NULL},
        {COUNTED, "below 5", NULL},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct indicator indicator = indicator_of(CASES[i].sort);
        struct rule rule = parse(CASES[i].rule);
        const char *reason = rule_refuse(&rule, &indicator);

        if ((reason != NULL) != (CASES[i].reason != NULL) ||
            (reason && !strstr(reason, CASES[i].reason)))
            fail_msg("%zu %s: %s", i, CASES[i].rule, reason ? reason : "fits");
    }
    struct indicator signed_one = indicator_of(YEARLY);
    struct rule rule = parse("falls 10% from previous");
    signed_one.minimum = (struct mark){.set = true, .value = {-1, 0}};
    assert_non_null(strstr(rule_refuse(&rule, &signed_one), "below zero"));
    /* a target before its baseline is no path */
    struct indicator aimed = indicator_of(YEARLY);
    rule = parse("behind target 5");
    aimed.baseline = (struct mark){true, true, {FREQUENCY_FISCAL_YEAR, 2000}, {100, 0}};
    aimed.target = (struct mark){true, true, {FREQUENCY_FISCAL_YEAR, 1999}, {200, 0}};
    assert_non_null(strstr(rule_refuse(&rule, &aimed), "later than that"));
    aimed.target.period.n = 2010;
    assert_null(rule_refuse(&rule, &aimed));
    aimed.better = BETTER_NEUTRAL;
    assert_non_null(strstr(rule_refuse(&rule, &aimed), "neither way is worse"));
}

#define SEASON " 10 12 14 20 30 40 50 45 30 20 12 11"
#define FLATLINE " 5 5 5 5 5 5 5 5 5 5 5 5"

static void test_judges(void **state)
{
    (void)state;
    static const struct {
        enum sort sort;
        const char *rule, *values;
        enum rule_answer want;
        const char *fact; /* what it says of it; NULL = not asked */
    } CASES[] = {
        {YEARLY, "below 10", "", RULE_UNKNOWN, NULL},
        {YEARLY, "below 10", "-", RULE_UNKNOWN, NULL},
        {YEARLY, "below 10", "9.9", RULE_YES, "10を下回る"},
        {YEARLY, "below 10", "10", RULE_NO, NULL},
        {YEARLY, "below 10", "9 11", RULE_NO, NULL},
        {YEARLY, "below 10", "11 9 - -", RULE_YES, NULL},
        {YEARLY, "above 10", "10.1", RULE_YES, "10を上回る"},
        {YEARLY, "above 10", "10", RULE_NO, NULL},
        {YEARLY, "below 0", "-0.000000001", RULE_YES, NULL},

        {YEARLY, "falls 10% from previous", "100 90", RULE_YES, "前年度から10％以上低下"},
        {YEARLY, "falls 10% from previous", "100 91", RULE_NO, NULL},
        {YEARLY, "falls 10% from previous", "100 110", RULE_NO, NULL},
        {YEARLY, "falls 10% from previous", "100", RULE_UNKNOWN, NULL},
        {YEARLY, "falls 10% from previous", "0 5", RULE_UNKNOWN, NULL},
        {YEARLY, "falls 10% from previous", "-5 5 4", RULE_UNKNOWN, NULL},
        {YEARLY, "falls 10% from previous", "100 - 90", RULE_YES,
         "前回値（平成2年度）から10％以上低下"},
        {BALANCE, "falls 10 from previous", "-5 - -15", RULE_UNKNOWN, NULL},
        {YEARLY, "falls 10 from previous", "100 90", RULE_YES, NULL},
        {YEARLY, "falls 10 from previous", "100 90.1", RULE_NO, NULL},
        {YEARLY, "rises 10% from previous", "100 110", RULE_YES, "前年度から10％以上上昇"},
        {YEARLY, "rises 10% from previous", "100 109.9", RULE_NO, NULL},
        {YEARLY, "falls 10% from average 3", "90 100 110 90", RULE_YES,
         "それまでの3年度の平均から10％以上低下"},
        {YEARLY, "falls 10% from average 3", "90 100 110 91", RULE_NO, NULL},
        {YEARLY, "falls 10% from average 3", "90 - 110 50", RULE_UNKNOWN, NULL},
        {BALANCE, "falls 10 from average 3", "-10 -12 -14 -22", RULE_YES,
         "それまでの3か月の平均比▲10ポイント、10ポイント以上の低下"},
        {BALANCE, "falls 10 from average 3", "-10 -12 -14 -21.9", RULE_NO, NULL},
        {BALANCE, "falls 10 from previous", "-5 -15", RULE_YES, NULL},
        {COUNTED, "falls 10% from last-year", SEASON " 9", RULE_UNKNOWN, NULL},
        {COUNTED, "falls 10% from last-year", SEASON SEASON " 9", RULE_YES,
         "前年同月比▲10.0％、10％以上の低下"},
        {COUNTED, "falls 10% from last-year", SEASON SEASON " 9.1", RULE_NO, NULL},

        {YEARLY, "falling 3", "9 8 7 6", RULE_YES, "3年度連続で前年度を下回る"},
        {YEARLY, "falling 3", "10 9 8 7 6", RULE_YES, "4年度連続で前年度を下回る"},
        {YEARLY, "falling 3", "9 8 8 7 6", RULE_NO, NULL},
        {YEARLY, "falling 3", "9 8 7", RULE_UNKNOWN, NULL},
        {YEARLY, "falling 3", "9 8 - 6", RULE_UNKNOWN, NULL},
        {YEARLY, "falling 3", "9 8 . 6 7", RULE_NO, NULL},
        {YEARLY, "rising 2", "1 2 3", RULE_YES, NULL},
        {COUNTED, "falling 2 from last-year", SEASON SEASON " 9 11", RULE_YES,
         "2か月連続で前年同月を下回る"},
        {COUNTED, "falling 2 from last-year", SEASON SEASON " 9 12", RULE_NO, NULL},

        {YEARLY, "lowest in 3 years", "5 6 7 4", RULE_YES, "3年間で最低"},
        {YEARLY, "lowest in 3 years", "5 6 7 5", RULE_NO, NULL},
        {YEARLY, "lowest in 3 years", "1 5 6 7 4", RULE_YES, NULL},
        {YEARLY, "lowest in 3 years", "6 7 4", RULE_UNKNOWN, NULL},
        {YEARLY, "lowest in 3 years", "9 - 7 4", RULE_YES,
         "3年間で最低（値が分かる期間のうち）"},
        {YEARLY, "lowest in 3 years", "9 - - 4", RULE_UNKNOWN, NULL},
        {YEARLY, "lowest in 3 years", "9 - - - - 4", RULE_UNKNOWN, NULL},
        {YEARLY, "lowest in 3 years", "3 - - 4", RULE_NO, NULL},
        {YEARLY, "highest in 3 years", "5 6 7 8", RULE_YES, "3年間で最高"},
        {COUNTED, "lowest in 2 years", SEASON SEASON " 9", RULE_YES,
         "2年間で最低（同じ時期として）"},
        {COUNTED, "lowest in 2 years", SEASON SEASON " 10", RULE_NO, NULL},

        /* alerting.md 3.1: limits 4.60, 1.94, -0.72 */
        {YEARLY, "signal", "1 2 1 2 1 2 1", RULE_UNKNOWN, NULL},
        {YEARLY, "signal", FLATLINE, RULE_UNKNOWN, NULL},
        {YEARLY, "signal outside", "11 12 11 12 11 12 11 12 11 12 11 12 11 2", RULE_YES,
         "通常の変動を超える低下（下方管理限界 8人を下回る）"},
        {YEARLY, "signal outside", "11 12 11 12 11 12 11 12 11 12 11 12 11 22", RULE_NO, NULL},
        {YEARLY, "signal outside both-sides", "11 12 11 12 11 12 11 12 11 12 11 12 11 22",
         RULE_YES, "通常の変動を超える上昇（上方管理限界 15人を上回る）"},
        {UPWARDS, "signal outside", "11 12 11 12 11 12 11 12 11 12 11 12 11 22", RULE_YES,
         NULL},
        {YEARLY, "signal outside", "11 12 11 12 11 12 11 2 12 11 12 11 12 11", RULE_NO, NULL},
        {YEARLY, "signal trend 5", "4 9 6 10 5 8 4 10 6 9 7 6 5 4 3", RULE_YES,
         "通常の変動を超える低下（5期続けて低下）"},
        {YEARLY, "signal trend 7", "4 9 6 10 5 8 4 10 6 9 7 6 5 4 3", RULE_NO, NULL},

        {YEARLY, "behind target 5", "100", RULE_UNKNOWN, NULL},
        {YEARLY, "revised by 5", "100 90", RULE_UNKNOWN, NULL},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct rule rule = parse(CASES[i].rule);
        struct stage stage;
        struct buf fact;

        set_stage(&stage, CASES[i].sort, CASES[i].values);
        const struct rule_case here = {.indicator = &stage.indicator,
                                       .series = &stage.series,
                                       .until = INT64_MAX,
                                       .arena = stage.arena};
        enum rule_answer got = rule_judge(&rule, &here);
        if (got != CASES[i].want)
            fail_msg("%zu: %s on %s: %d", i, CASES[i].rule, CASES[i].values, (int)got);
        buf_init(&fact, 1024);
        if (CASES[i].fact) {
            rule_fact(&rule, &here, LANGUAGE_JA, &fact);
            assert_string_equal(buf_text(&fact), CASES[i].fact);
        }
        buf_free(&fact);
        arena_free(stage.arena);
    }
}

/* Nothing is compared across a declared break. */
static void test_breaks(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        enum rule_answer without, with;
    } CASES[] = {
        {"falls 10% from previous", RULE_YES, RULE_UNKNOWN},
        {"falls 10% from average 2", RULE_YES, RULE_UNKNOWN},
        {"falling 1", RULE_YES, RULE_UNKNOWN},
        {"lowest in 3 years", RULE_YES, RULE_UNKNOWN},
        {"below 60", RULE_YES, RULE_YES},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct rule rule = parse(CASES[i].rule);
        struct stage stage;

        set_stage(&stage, YEARLY, ". . . . . . . . . . . . . . . . 100 100 100 100 50");
        struct rule_case here = {.indicator = &stage.indicator,
                                 .series = &stage.series,
                                 .until = INT64_MAX,
                                 .arena = stage.arena};
        assert_int_equal(rule_judge(&rule, &here), CASES[i].without);
        stage.indicator.rebases = break_2010;
        stage.indicator.rebase_count = 1;
        assert_int_equal(rule_judge(&rule, &here), CASES[i].with);
        arena_free(stage.arena);
    }
}

static void test_target(void **state)
{
    (void)state;
    static const struct {
        enum better better;
        int64_t value;
        enum rule_answer want;
    } CASES[] = {
        {BETTER_HIGHER, 145, RULE_YES}, {BETTER_HIGHER, 146, RULE_NO},
        {BETTER_HIGHER, 200, RULE_NO},  {BETTER_LOWER, 155, RULE_YES},
        {BETTER_LOWER, 154, RULE_NO},   {BETTER_LOWER, 100, RULE_NO},
    };
    struct rule rule = parse("behind target 5");

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        bool up = CASES[i].better == BETTER_HIGHER;
        struct stage stage;

        set_stage(&stage, YEARLY, "1");
        stage.indicator.better = CASES[i].better;
        stage.indicator.baseline =
            (struct mark){true, true, {FREQUENCY_FISCAL_YEAR, 1985}, {up ? 100 : 200, 0}};
        stage.indicator.target =
            (struct mark){true, true, {FREQUENCY_FISCAL_YEAR, 1995}, {up ? 200 : 100, 0}};
        stage.observations[0].value.units = CASES[i].value;
        const struct rule_case here = {.indicator = &stage.indicator,
                                       .series = &stage.series,
                                       .until = INT64_MAX,
                                       .arena = stage.arena};
        assert_int_equal(rule_judge(&rule, &here), CASES[i].want);
        struct buf fact;
        buf_init(&fact, 1024);
        rule_fact(&rule, &here, LANGUAGE_JA, &fact);
        assert_non_null(strstr(buf_text(&fact), "目標経路との差"));
        buf_free(&fact);
        arena_free(stage.arena);
    }
}

/* What was changed since the newest period came, whichever period it was: also the first. */
static void test_revised(void **state)
{
    (void)state;
    struct observation all[] = {
        {.period = {FREQUENCY_FISCAL_YEAR, 2000}, .value = {100, 0}, .recorded_at = 10},
        {.period = {FREQUENCY_FISCAL_YEAR, 2000}, .value = {90, 0}, .recorded_at = 20},
        {.period = {FREQUENCY_FISCAL_YEAR, 2001}, .value = {80, 0}, .recorded_at = 30},
        {.period = {FREQUENCY_FISCAL_YEAR, 2001},
         .value = {1, 0},
         .recorded_at = 31,
         .aside = true},
        {.period = {FREQUENCY_FISCAL_YEAR, 2001}, .value = {84, 0}, .recorded_at = 40},
    };
    const struct series vintages = {.observations = all, .count = 5};
    struct observation known[] = {all[1], all[4]};
    const struct series series = {.observations = known, .count = 2};
    struct stage stage;
    static const struct {
        const char *rule;
        int64_t until;
        enum rule_answer want;
    } CASES[] = {
        {"revised by 4", INT64_MAX, RULE_YES},  {"revised by 5", INT64_MAX, RULE_NO},
        {"revised by 5%", INT64_MAX, RULE_YES}, {"revised by 5.1%", INT64_MAX, RULE_NO},
        {"revised by 4", 40, RULE_NO},
    };

    set_stage(&stage, YEARLY, "");
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct rule rule = parse(CASES[i].rule);
        const struct rule_case here = {.indicator = &stage.indicator,
                                       .series = &series,
                                       .vintages = &vintages,
                                       .until = CASES[i].until,
                                       .arena = stage.arena};
        assert_int_equal(rule_judge(&rule, &here), CASES[i].want);
    }
    all[1].recorded_at = 35; /* the first point of all, after the newest came */
    struct rule rule = parse("revised by 5");
    const struct rule_case here = {.indicator = &stage.indicator,
                                   .series = &series,
                                   .vintages = &vintages,
                                   .until = INT64_MAX,
                                   .arena = stage.arena};
    assert_int_equal(rule_judge(&rule, &here), RULE_YES);
    struct buf fact;
    buf_init(&fact, 1024);
    rule_fact(&rule, &here, LANGUAGE_JA, &fact);
    assert_string_equal(buf_text(&fact), "平成12年度の値を100人から90人に改定");
    buf_free(&fact);
    arena_free(stage.arena);
}

static void test_overdue(void **state)
{
    (void)state;
    static const struct {
        enum awaited_state state;
        enum rule_answer want;
    } CASES[] = {{AWAITED_NONE, RULE_NO},
                 {AWAITED_SCHEDULED, RULE_NO},
                 {AWAITED_DUE, RULE_NO},
                 {AWAITED_OVERDUE, RULE_YES}};
    struct rule rule = parse("overdue");
    struct stage stage;

    set_stage(&stage, YEARLY, "100");
    struct rule_case here = {.indicator = &stage.indicator,
                             .series = &stage.series,
                             .until = INT64_MAX,
                             .arena = stage.arena};
    assert_int_equal(rule_judge(&rule, &here), RULE_UNKNOWN);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const struct awaited awaited = {.state = CASES[i].state,
                                        .period = {FREQUENCY_FISCAL_YEAR, 1991},
                                        .last = {FREQUENCY_FISCAL_YEAR, 1991},
                                        .moment = {8000, RELEASE_ANY_TIME}};
        here.awaited = &awaited;
        assert_int_equal(rule_judge(&rule, &here), CASES[i].want);
        if (CASES[i].want == RULE_YES) {
            struct buf fact;
            buf_init(&fact, 1024);
            rule_fact(&rule, &here, LANGUAGE_JA, &fact);
            assert_non_null(strstr(buf_text(&fact), "新しい値を確認できていません"));
            buf_free(&fact);
        }
    }
    arena_free(stage.arena);
}

/* Neighbours that are alike: runs come by themselves, and only what is outside is judged. */
static void test_correlated(void **state)
{
    (void)state;
    static const char VALUES[] =
        "10 11 12 13 14 15 16 15 14 13 12 11 10 11 12 13 14 15 16 15 14 13 12 11 10 9 8";
    struct rule shift = parse("signal shift 5");
    struct rule outside = parse("signal outside shift 5");
    struct stage stage;

    set_stage(&stage, YEARLY, VALUES);
    const struct rule_case here = {.indicator = &stage.indicator,
                                   .series = &stage.series,
                                   .until = INT64_MAX,
                                   .arena = stage.arena};
    assert_int_equal(rule_judge(&shift, &here), RULE_UNKNOWN);
    assert_int_equal(rule_judge(&outside, &here), RULE_YES);
    arena_free(stage.arena);
}

static void test_trial(void **state)
{
    (void)state;
    static const struct {
        const char *values;
        bool want;
    } CASES[] = {
        {"1 2 1 2 1 2 1", false},
        {"1 2 1 2 1 2 1 2", true},
        {"1 2 1 2 1 2 1 2 1 2 1 2", true},
        {"1 2 1 2 1 2 1 2 1 2 1 2 1", false},
    };
    struct rule rule = parse("signal");

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct stage stage;

        set_stage(&stage, YEARLY, CASES[i].values);
        const struct rule_case here = {.indicator = &stage.indicator,
                                       .series = &stage.series,
                                       .until = INT64_MAX,
                                       .arena = stage.arena};
        assert_int_equal(rule_on_trial(&rule, &here), CASES[i].want);
        arena_free(stage.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),      cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_pairs),      cmocka_unit_test(test_fits),
        cmocka_unit_test(test_judges),     cmocka_unit_test(test_breaks),
        cmocka_unit_test(test_target),     cmocka_unit_test(test_revised),
        cmocka_unit_test(test_correlated), cmocka_unit_test(test_trial),
        cmocka_unit_test(test_overdue),
    };

    return cmocka_run_group_tests_name("rule", tests, NULL, NULL);
}
