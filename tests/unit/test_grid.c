/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/grid. */
#include "collector/grid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <string.h>

#include <cmocka.h>

static void test_starts_empty(void **state)
{
    (void)state;
    struct grids grids;
    grid_init(&grids);
    assert_int_equal(grids.count, 0);
    assert_string_equal(grids.format, "");
    assert_string_equal(grids.encoding, "");
    grid_free(&grids);
    assert_null(grids.arena);
    grid_free(NULL);
}

static void test_ragged_rows_read_as_empty(void **state)
{
    (void)state;
    struct grids grids;
    grid_init(&grids);
    struct grid *grid = grid_add(&grids, "表");
    grid_add_row(&grids, grid, 3);
    grid_add_cell(&grids, grid, "abcdef", 3);
    grid_add_cell(&grids, grid, "", 0);
    grid_add_row(&grids, grid, 7);
    grid_add_cell(&grids, grid, "x", 1);
    assert_string_equal(grid->name, "表");
    assert_int_equal(grid->row_count, 2);
    assert_int_equal(grid->column_count, 2);
    assert_int_equal(grid->rows[1].line, 7);
    assert_string_equal(grid_cell(grid, 0, 0), "abc");
    assert_string_equal(grid_cell(grid, 0, 1), "");
    assert_string_equal(grid_cell(grid, 1, 1), "");
    assert_string_equal(grid_cell(grid, 9, 0), "");
    assert_string_equal(grid_cell(grid, SIZE_MAX, SIZE_MAX), "");
    grid_free(&grids);
}

/* Arrays move when they grow: every cell must still be the right one. */
static void test_grows(void **state)
{
    (void)state;
    struct grids grids;
    grid_init(&grids);
    for (size_t g = 0; g < 9; g++) {
        struct grid *grid = grid_add(&grids, "");
        for (size_t row = 0; row < 100; row++) {
            grid_add_row(&grids, grid, (long)row + 1);
            for (size_t column = 0; column < row % 37; column++) {
                char text[32];
                int length = snprintf(text, sizeof text, "%zu-%zu-%zu", g, row, column);
                grid_add_cell(&grids, grid, text, (size_t)length);
            }
        }
    }
    assert_int_equal(grids.count, 9);
    for (size_t g = 0; g < 9; g++) {
        assert_int_equal(grids.items[g].row_count, 100);
        assert_int_equal(grids.items[g].column_count, 36);
        for (size_t row = 0; row < 100; row++) {
            assert_int_equal(grids.items[g].rows[row].count, row % 37);
            for (size_t column = 0; column < row % 37; column++) {
                char text[32];
                (void)snprintf(text, sizeof text, "%zu-%zu-%zu", g, row, column);
                assert_string_equal(grid_cell(&grids.items[g], row, column), text);
            }
        }
    }
    grid_free(&grids);
}

/* Grids of one table: rows by /, cells by |, the first row is the head. */
static void fill(struct grids *grids, const char *name, const char *text)
{
    grid_init(grids);
    struct grid *grid = grid_add(grids, name);
    grid_add_row(grids, grid, 0);
    for (const char *at = text;; at++) {
        size_t length = strcspn(at, "|/");
        grid_add_cell(grids, grid, at, length);
        at += length;
        if (*at == '\0')
            return;
        if (*at == '/')
            grid_add_row(grids, grid, 0);
    }
}

static void assert_cells(const struct grid *grid, const char *want)
{
    char got[400] = "";
    for (size_t row = 0; row < grid->row_count; row++)
        for (size_t i = 0; i < grid->rows[row].count; i++) {
            (void)strcat(got, i > 0 ? "|" : row > 0 ? "/" : "");
            (void)strcat(got, grid->rows[row].cells[i]);
        }
    assert_string_equal(got, want);
}

struct pages {
    const char *first;
    const char *second;
    const char *want;
};

static void test_pages_are_appended(void **state)
{
    static const struct pages cases[] = {
        {"a|b/1|2", "a|b/3|4", "a|b/1|2/3|4"},
        {"a|b/1|2", "b|a/3|4", "a|b/1|2/4|3"},
        {"a|b/1|2", "a|c/3|4", "a|b|c/1|2/3||4"},
        {"a|b/1|2", "c/4", "a|b|c/1|2/||4"},
        {"a|a/1|2", "a|a|a/3|4|5", "a|a|a/1|2/3|4|5"},
        {"a|b/1|2", "a|b", "a|b/1|2"},
        {"a|b", "a|b/1|2", "a|b/1|2"},
        {"a/1", "a/2|3", "a/1/2|3"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct grids first;
        struct grids second;
        struct err err;
        fill(&first, "t", cases[i].first);
        fill(&second, "t", cases[i].second);
        second.next = "offset=9";
        assert_int_equal(grid_append(&first, &second, &err), 0);
        grid_free(&second);
        assert_cells(&first.items[0], cases[i].want);
        assert_string_equal(first.next, "offset=9");
        grid_free(&first);
    }
}

static void test_other_pages_are_refused(void **state)
{
    struct grids first;
    struct grids second;
    struct err err;
    (void)state;
    fill(&first, "t", "a/1");
    fill(&second, "u", "a/2");
    assert_int_equal(grid_append(&first, &second, &err), -1);
    assert_string_equal(err.text, "a page with the table \"u\" after one with \"t\"");
    (void)grid_add(&second, "v");
    assert_int_equal(grid_append(&first, &second, &err), -1);
    assert_string_equal(err.text, "a page with 2 tables after one with 1");
    grid_free(&first);
    grid_free(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_starts_empty),
        cmocka_unit_test(test_ragged_rows_read_as_empty),
        cmocka_unit_test(test_grows),
        cmocka_unit_test(test_pages_are_appended),
        cmocka_unit_test(test_other_pages_are_refused),
    };
    return cmocka_run_group_tests_name("grid", tests, NULL, NULL);
}
