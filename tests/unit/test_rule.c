/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of alerts/rule. All figures are test data. */
#include "alerts/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void test_parse_and_words(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int decimals;
        const char *ja, *en;
    } CASES[] = {
        {"below -30", 0, "▲30を下回る", "below −30"},
        {"above -25", 0, "▲25を上回る", "above −25"},
        {"below -30", 1, "▲30.0を下回る", "below −30.0"},
        {"above 0.25", 1, "0.25を上回る", "above 0.25"},
        {"  below \t 1234567  ", 0, "1,234,567を下回る", "below 1,234,567"},
        {"above +5", 0, "5を上回る", "above 5"},
        {"below -0", 0, "0を下回る", "below 0"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct rule rule;
        struct err err = {0};
        char out[WORDS_SIZE];

        if (rule_parse(CASES[i].text, &rule, &err))
            fail_msg("%s", err.text);
        rule_words(&rule, CASES[i].decimals, LANGUAGE_JA, out);
        assert_string_equal(out, CASES[i].ja);
        rule_words(&rule, CASES[i].decimals, LANGUAGE_EN, out);
        assert_string_equal(out, CASES[i].en);
    }
}

static void test_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *text, *reason;
    } CASES[] = {
        {"", "expected `below NUMBER` or `above NUMBER`"},
        {"   ", "expected `below NUMBER` or `above NUMBER`"},
        {"under 5", "expected `below NUMBER` or `above NUMBER`"},
        {"Below 5", "expected `below NUMBER` or `above NUMBER`"},
        {"-30", "expected `below NUMBER` or `above NUMBER`"},
        {"below", "expected one number after `below`"},
        {"above", "expected one number after `above`"},
        {"below 5 6", "expected one number after `below`"},
        {"below -30 or above 5", "expected one number after `below`"},
        {"below ▲30", "expected a number such as"},
        {"below −30", "expected a number such as"},
        {"below 1,000", "expected a number such as"},
        {"below nan", "expected a number such as"},
        {"below 99999999999999999999", "too many digits"},
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
        {"nonsense", "above 6", "\"nonsense\": expected `below NUMBER`"},
        {"below 5", "nonsense", "\"nonsense\": expected `below NUMBER`"},
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

/* The newest value counts, and a limit that is just reached is not passed. */
static void test_holds(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        struct decimal newest;
        bool want;
    } CASES[] = {
        {"below -30", {-301, 1}, true},  {"below -30", {-300, 1}, false},
        {"below -30", {-299, 1}, false}, {"below -30", {-30, 0}, false},
        {"above 5", {51, 1}, true},      {"above 5", {5, 0}, false},
        {"above 5", {49, 1}, false},     {"below 0", {-1, 9}, true},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct observation observations[] = {
            {.period = {FREQUENCY_MONTHLY, 1}, .value = {-1000, 0}},
            {.period = {FREQUENCY_MONTHLY, 2}, .value = {1000, 0}},
            {.period = {FREQUENCY_MONTHLY, 3}, .value = CASES[i].newest},
            {.period = {FREQUENCY_MONTHLY, 4}, .status = OBSERVATION_MISSING},
            {.period = {FREQUENCY_MONTHLY, 5},
             .value = {-5000, 0},
             .status = OBSERVATION_FORECAST},
        };
        struct series series = {.observations = observations, .count = 5};
        struct rule rule;
        struct err err = {0};

        assert_int_equal(rule_parse(CASES[i].rule, &rule, &err), 0);
        assert_int_equal(rule_holds(&rule, &series), CASES[i].want);
        series.count = 0;
        assert_false(rule_holds(&rule, &series));
        series = (struct series){.observations = observations + 3, .count = 2};
        assert_false(rule_holds(&rule, &series));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse_and_words),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_holds),
    };

    return cmocka_run_group_tests_name("rule", tests, NULL, NULL);
}
