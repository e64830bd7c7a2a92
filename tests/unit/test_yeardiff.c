/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of daemon/yeardiff and config/lineage. All names and figures are test data. */
#include "daemon/yeardiff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "config/lineage.h"
#include "tests/unit/configured.h"

#define HEAD "[site]\n[policy p]\ntitle = P\n"

static struct arena *arena;
static struct settings *settings;
static struct yeardiff diff;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    settings_free(settings);
    settings = NULL;
    arena_free(arena);
    return 0;
}

static void compare(const char *text)
{
    settings = configured(text);
    assert_non_null(settings);
    yeardiff_make(settings, 2024, 2025, arena, &diff);
}

static const struct yeardiff_row *row(const char *id)
{
    for (size_t i = 0; i < diff.count; i++)
        if (strcmp(diff.rows[i].program->id, id) == 0)
            return &diff.rows[i];
    fail_msg("no row %s", id);
    return NULL;
}

static void is(const char *id, const char *wanted)
{
    assert_string_equal(yeardiff_say(row(id)->changes, LANGUAGE_EN, arena), wanted);
}

static void test_amounts(void **state)
{
    (void)state;
    compare(HEAD "[program up]\ntitle = A\npolicy = p\nbudget.2024 = 10\nbudget.2025 = 11\n"
                 "[program down]\ntitle = B\npolicy = p\nbudget.2024 = 10\nsettled.2024 = 1\n"
                 "budget.2025 = 5\n"
                 "[program same]\ntitle = C\npolicy = p\nbudget.2024 = 10\nbudget.2025 = 10\n"
                 "title.2025 = C2\n"
                 "[program spaced]\ntitle = D E\ntitle.2025 = DE\npolicy = p\n"
                 "budget.2024 = 1\nbudget.2025 = 1\n"
                 "[program later]\ntitle = F\npolicy = p\nbudget.2026 = 1\n");
    is("up", "increased");
    is("down", "cut");
    is("same", "renamed, unchanged");
    is("spaced", "unchanged");
    assert_int_equal(diff.count, 4);
    assert_int_equal(row("down")->before.amount,
                     10); /* the initial budget, not what settled */
}

static void test_coming_and_going(void **state)
{
    (void)state;
    compare(HEAD
            "[program ended]\ntitle = A\npolicy = p\nbudget.2024 = 10\nend = 2025-03\n"
            "[program rests]\ntitle = B\npolicy = p\nbudget.2024 = 10\n"
            "[program fresh]\ntitle = C\npolicy = p\nbudget.2025 = 10\nnew = yes\n"
            "[program listed]\ntitle = D\npolicy = p\nbudget.2025 = 10\n"
            "[program nought]\ntitle = E\npolicy = p\nbudget.2024 = 0\nbudget.2025 = 0\n");
    is("ended", "ended");
    is("rests", "no budget listed");
    is("fresh", "new");
    is("listed", "newly listed");
    is("nought", "unchanged");
}

static void test_ties(void **state)
{
    (void)state;
    compare(HEAD
            "[program a]\ntitle = 旧A\npolicy = p\nbudget.2024 = 10\nend = 2025-03\n"
            "[program b]\ntitle = B\npolicy = p\nbudget.2024 = 10\n"
            "[program ab]\ntitle = AB\npolicy = p\nbudget.2025 = 20\nwas = 旧Ａ b 昔の事業\n"
            "[program c]\ntitle = C\npolicy = p\nbudget.2024 = 9\nbudget.2025 = 5\n"
            "[program c2]\ntitle = C2\npolicy = p\nbudget.2025 = 4\nwas = c\n"
            "[program d]\ntitle = D\npolicy = p\nbudget.2024 = 3\n"
            "[program e]\ntitle = E\npolicy = p\nbudget.2024 = 3\nbudget.2025 = 6\n"
            "was = d\n"
            "[program f]\ntitle = F\npolicy = p\nbudget.2024 = 1\n"
            "[program g]\ntitle = G\npolicy = p\nbudget.2025 = 1\nwas = f\nnew = yes\n");
    is("a", "merged into another");
    is("ab", "merged");
    assert_int_equal(row("ab")->from_count, 2); /* what is not configured has no row */
    is("c", "split");
    is("c2", "split off");
    is("d", "merged into another");
    is("e", "merged");
    is("f", "renamed");
    is("g", "renamed");
}

/* Both had a budget before: `was` is of an earlier year. */
static void test_an_old_tie(void **state)
{
    (void)state;
    compare(HEAD "[program a]\ntitle = A\npolicy = p\nbudget.2024 = 10\nbudget.2025 = 10\n"
                 "[program b]\ntitle = B\npolicy = p\nbudget.2024 = 4\nbudget.2025 = 4\n"
                 "was = a\n");
    is("a", "unchanged");
    is("b", "unchanged");
}

static void test_sums(void **state)
{
    (void)state;
    compare(HEAD "[program a]\ntitle = A\npolicy = p\nbudget.2024 = 10\nbudget.2025 = 12\n"
                 "[program l]\ntitle = L\npolicy = p\nkind = loan\nbudget.2024 = 1000\n");
    assert_int_equal(diff.before.budgeted, 2);
    assert_int_equal(diff.before.all, 1010);
    assert_int_equal(diff.before.loans, 1000);
    assert_int_equal(diff.after.all, 12);
    assert_int_equal(diff.after.loans, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_amounts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_coming_and_going, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_ties, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_old_tie, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sums, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("yeardiff", tests, NULL, NULL);
}
