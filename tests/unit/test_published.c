/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/published. All texts are test data. */
#include "collector/published.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/period.h"
#include "core/str.h"

#define TODAY "2026-12-01"

static int32_t day(const char *text)
{
    struct period period = {FREQUENCY_DAILY, 0};
    struct err err = {0};
    assert_int_equal(period_parse(text, FREQUENCY_DAILY, &period, &err), 0);
    return period.n;
}

/* expected: the day, "" = nothing is said, or a part of the problem */
static void check(const char *text, const char *stated, const char *pattern,
                  const char *expected)
{
    struct arena *arena = arena_new();
    struct grids grids = {.arena = arena, .text = text, .published = stated};
    struct published got;
    char shown[PERIOD_TEXT_SIZE] = "";
    published_read(&grids, pattern, day(TODAY), arena, &got);
    if (got.said)
        period_print_day(got.day, shown);
    if (got.problem != NULL && (got.said || !str_starts(got.problem, "published: ")))
        fail_msg("%s: %s", text, got.problem);
    bool good = got.problem != NULL
                    ? *expected != '\0' && strstr(got.problem, expected) != NULL
                    : str_equal(shown, expected);
    if (!good)
        fail_msg("%s: \"%s\" (%s) instead of \"%s\"", text, shown,
                 got.problem != NULL ? got.problem : "", expected);
    arena_free(arena);
}

static void test_by_pattern(void **state)
{
    (void)state;
    static const char LINE[] = "公表日:?(?<date>[^\\n]+)";
    check("公表日 令和8年11月30日\n", NULL, LINE, "2026-11-30");
    check("公表日：令和８年１１月３０日\n", NULL, LINE, "2026-11-30");
    check("公表日:2026/11/30", "2026-10-01", LINE, "2026-11-30");
    check("公表日:2026-12-01", NULL, LINE, TODAY);
    check("公表日:2026-12-02", NULL, LINE, "\"2026-12-02\" is later than today (2026-12-01)");
    check("公表日:2026年11月", NULL, LINE, "2026年11月");
    check("公表日:11月30日", NULL, LINE, "without a year");
    check("公表日:近日中", NULL, LINE, "近日中");
    check("発行日:2026-11-30", "2026-10-01", LINE, "the pattern matches nowhere in the text");
    check("", NULL, LINE, "the pattern matches nowhere in the text");
    check("公表日:2026-11-30\n公表日:令和8年11月30日", NULL, LINE, "2026-11-30");
    check("公表日:2026-11-30\n公表日:2026-10-30", NULL, LINE,
          "the document says several days: 2026-11-30, \"2026-10-30\"");
    check("公表日:2026-11-30", NULL, "公表日", "no group (?<date>...)");
    check("公表日:2026-11-30", NULL, "公表日(", "published: ");
    check("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL, "(?:(?:(a+)+)+)+(?<date>b)",
          "published: ");
}

static void test_by_format(void **state)
{
    (void)state;
    check("公表日:2026-11-30", NULL, "", "");
    check("", "2026-10-01", "", "2026-10-01");
    check("", "2026-10-01", NULL, "2026-10-01");
    check("", "-", "", "");
    check("", "", "", "");
    check("", "2026-10", "", "");
    check("", "2027-01-01", "", "later than today");
}

/* Without running text the cells are the text. */
static void test_in_cells(void **state)
{
    (void)state;
    struct published got;
    struct grids grids;
    grid_init(&grids);
    struct grid *grid = grid_add(&grids, "");
    grid_add_row(&grids, grid, 1);
    grid_add_cell(&grids, grid, "公表日", strlen("公表日"));
    grid_add_cell(&grids, grid, "R8.11.30", strlen("R8.11.30"));
    published_read(&grids, "公表日\\t(?<date>\\S+)", day(TODAY), grids.arena, &got);
    assert_true(got.said);
    assert_int_equal(got.day, day("2026-11-30"));
    grid_free(&grids);
}

static void test_suggested(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *day; /* NULL = nothing is suggested */
    } CASES[] = {
        {"公表日 令和8年11月30日", "2026-11-30"},
        {"調査結果\n発表日：令和８年 11 月 30 日（月）\n", "2026-11-30"},
        {"公表年月日\t2026/11/30\t", "2026-11-30"},
        {"令和8年11月30日公表", "2026-11-30"},
        {"令和8年11月30日（月）発表\n旭川市", "2026-11-30"},
        {"2026年11月30日 発表", "2026-11-30"},
        {"公表日 令和8年11月30日\n次回公表日 令和8年12月28日", "2026-11-30"},
        {"公表日 令和9年1月30日", NULL},
        {"次回公表日 令和8年11月30日", NULL},
        {"次回発表日 2026/11/30", NULL},
        {"令和8年11月30日公表予定", NULL},
        {"令和8年11月30日現在", NULL},
        {"公表日 未定", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct arena *arena = arena_new();
        struct grids grids = {.arena = arena, .text = CASES[i].text};
        int number = published_suggest(&grids, day(TODAY));
        const char *pattern = number == PUBLISHED_NONE ? NULL : published_pattern(number);
        if ((pattern == NULL) != (CASES[i].day == NULL))
            fail_msg("%s: %s", CASES[i].text, pattern != NULL ? pattern : "nothing");
        if (pattern != NULL)
            check(CASES[i].text, NULL, pattern, CASES[i].day);
        arena_free(arena);
    }
}

static void test_dates_all(void **state)
{
    (void)state;
    struct observation two[2] = {0};
    published_date(&(struct published){0}, two, 2);
    assert_false(two[0].dated);
    published_date(&(struct published){.said = true, .day = 7}, two, 2);
    assert_true(two[0].dated && two[1].dated);
    assert_int_equal(two[1].published, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_pattern), cmocka_unit_test(test_by_format),
        cmocka_unit_test(test_in_cells),   cmocka_unit_test(test_suggested),
        cmocka_unit_test(test_dates_all),
    };
    return cmocka_run_group_tests_name("published", tests, NULL, NULL);
}
