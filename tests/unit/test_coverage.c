/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of config/coverage and config/logic. */
#include "config/coverage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "config/logic.h"
#include "core/str.h"
#include "tests/unit/configured.h"

#define SITE "[site]\nlanguage = ja\nstate = s\noutput = o\n"
#define REST "unit = 人\nfrequency = fiscal-year\nbetter = higher\n"

static const char TEXT[] = SITE
    "[indicator users]\ntitle = 利用者\nkind = output\nbaseline = 100\n" REST
    "[indicator town]\ntitle = 来街者\nrespondents = asked\nbaseline = FY2023 5\n"
    "target = 9\n" REST "[indicator asked]\ntitle = 回答数\n" REST
    "[indicator alone]\ntitle = 孤立\nbaseline = FY2023 7\n" REST
    "[indicator boom]\ntitle = 景気\nkind = context\n" REST
    "[challenge bustle]\ntitle = 賑わい\n"
    "[policy centre]\ntitle = 中心部\nchallenge = bustle\n[policy bare]\ntitle = 課題なし\n"
    "[program whole]\ntitle = 全部\npolicy = centre\nmoves = users town boom\n"
    "context = alone\nowner = 課\nstart = 2021-04\nlag = 0m\n"
    "[program fund]\ntitle = 中小企業融資\npolicy = bare\n"
    "[program loans]\ntitle = 資金\npolicy = centre\nkind = loan\nmoves = town\n";

/* Only that of `town` is in the ledger. */
static int recorded(const struct indicator *indicator, void *context)
{
    (void)context;
    return str_equal(indicator->id, "town");
}

/* "kind: id id" of each kind that has any. */
static const char *list(const struct coverage *coverage, struct arena *arena)
{
    const char *all = "";

    for (enum coverage_kind kind = 0; kind < COVERAGE_KINDS; kind++) {
        size_t count = 0;

        for (size_t i = 0; i < coverage->count; i++)
            if (coverage->items[i].kind == kind) {
                all =
                    arena_printf(arena, "%s%s%s%s", all, count > 0 ? "" : coverage_name(kind),
                                 count > 0 ? " " : ": ", coverage->items[i].id);
                count++;
            }
        assert_int_equal(count, coverage->counts[kind]);
        all = count > 0 ? arena_printf(arena, "%s\n", all) : all;
    }
    return all;
}

static void test_gaps(void **state)
{
    struct settings *settings = configured(TEXT);
    struct arena *arena = arena_new();
    struct coverage coverage;

    (void)state;
    assert_non_null(settings);
    coverage_find(settings, recorded, NULL, arena, &coverage);
    assert_string_equal(list(&coverage, arena), "no-outcome: fund\n"
                                                "no-output: fund loans\n"
                                                "unmoved: alone\n"
                                                "background-moved: boom\n"
                                                "target-without-year: town\n"
                                                "baseline-without-period: users\n"
                                                "baseline-without-source: alone\n"
                                                "no-owner: fund loans\n"
                                                "no-start: fund loans\n"
                                                "no-lag: fund loans\n"
                                                "loan: loans\n"
                                                "loan-unmarked: fund\n"
                                                "no-challenge: bare\n");
    for (size_t i = 0; i < coverage.count; i++)
        assert_true(coverage.items[i].origin.line > 0);
    coverage_find(settings, NULL, NULL, arena, &coverage);
    assert_int_equal(coverage.counts[COVERAGE_BASELINE_SOURCE], 0);
    arena_free(arena);
    settings_free(settings);
}

static bool not_users(const struct indicator *indicator, const void *context)
{
    return !str_equal(indicator->id, context);
}

static void test_logic(void **state)
{
    struct settings *settings = configured(TEXT);
    struct arena *arena = arena_new();
    struct logic logic;

    (void)state;
    assert_non_null(settings);
    logic_find(settings_program(settings, "whole"), NULL, NULL, arena, &logic);
    assert_int_equal(logic.output_count, 1);
    assert_string_equal(logic.outputs[0]->id, "users");
    assert_int_equal(logic.outcome_count, 1);
    assert_string_equal(logic.outcomes[0]->id, "town");
    /* what is background stays so wherever it is named */
    assert_int_equal(logic.context_count, 2);
    assert_string_equal(logic.context[0]->id, "boom");
    assert_string_equal(logic.context[1]->id, "alone");
    assert_string_equal(logic.challenge->id, "bustle");
    logic_find(settings_program(settings, "whole"), not_users, "users", arena, &logic);
    assert_int_equal(logic.output_count, 0);
    logic_find(settings_program(settings, "fund"), NULL, NULL, arena, &logic);
    assert_null(logic.challenge);
    arena_free(arena);
    settings_free(settings);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_logic),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
