/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/decode/sheetgrid. */
#include "collector/decode/sheetgrid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct bench {
    struct grids grids;
    struct sheetgrid *sheet;
    struct err err;
};

static void open(struct bench *bench)
{
    grid_init(&bench->grids);
    bench->sheet = sheetgrid_new(&bench->grids);
    sheetgrid_open(bench->sheet, "表");
}

static void close(struct bench *bench)
{
    sheetgrid_free(bench->sheet);
    grid_free(&bench->grids);
}

static void put(struct bench *bench, long row, long column, const char *text)
{
    assert_int_equal(sheetgrid_put(bench->sheet, row, column, text, &bench->err), 0);
}

static void merge(struct bench *bench, long top, long left, long bottom, long right)
{
    struct sheetgrid_area area = {top, left, bottom, right};
    assert_int_equal(sheetgrid_merge(bench->sheet, area, &bench->err), 0);
}

static void test_gaps_become_one_row(void **state)
{
    (void)state;
    struct bench bench;
    open(&bench);
    put(&bench, 3, 2, "a");
    put(&bench, 4, 1, "b");
    put(&bench, 1000000, 3, "c");
    put(&bench, 1000000, 1, "d"); /* in any order within a row */
    assert_int_equal(sheetgrid_close(bench.sheet, false, &bench.err), 0);
    const struct grid *grid = &bench.grids.items[0];
    assert_int_equal(grid->row_count, 4);
    assert_int_equal(grid->column_count, 3);
    assert_int_equal(grid->rows[0].line, 3);
    assert_int_equal(grid->rows[2].count, 0);
    assert_int_equal(grid->rows[3].line, 1000000);
    assert_string_equal(grid_cell(grid, 0, 0), "");
    assert_string_equal(grid_cell(grid, 0, 1), "a");
    assert_string_equal(grid_cell(grid, 3, 0), "d");
    assert_string_equal(grid_cell(grid, 3, 2), "c");
    close(&bench);
}

static void test_empty_cells_make_rows_as_long(void **state)
{
    (void)state;
    struct bench bench;
    open(&bench);
    put(&bench, 1, 1, "a");
    put(&bench, 1, 3, "b");
    put(&bench, 2, 1, "c");
    put(&bench, 2, 9999, ""); /* decoration to the right of the table */
    put(&bench, 3, 1, "");    /* and a row of nothing else */
    put(&bench, 4, 1, "d");
    put(&bench, 4, 2, "");
    assert_int_equal(sheetgrid_close(bench.sheet, false, &bench.err), 0);
    const struct grid *grid = &bench.grids.items[0];
    assert_int_equal(grid->row_count, 4);
    assert_int_equal(grid->rows[1].count, 3);
    assert_int_equal(grid->rows[2].count, 0);
    assert_int_equal(grid->rows[3].count, 2);
    close(&bench);
}

static void test_merged_cells_repeat(void **state)
{
    (void)state;
    struct bench bench;
    open(&bench);
    put(&bench, 1, 1, "title");
    put(&bench, 2, 1, "year");
    put(&bench, 2, 2, "v");
    put(&bench, 2, 3, "v");
    put(&bench, 3, 2, "w");
    put(&bench, 4, 2, "hidden under the merge");
    merge(&bench, 1, 1, 1, 16384); /* no wider than the table */
    merge(&bench, 2, 1, 1048576, 1);
    merge(&bench, 3, 2, 4, 2);
    merge(&bench, 7, 1, 9, 3); /* where nothing is */
    merge(&bench, 4, 3, 3, 2); /* no area */
    assert_int_equal(sheetgrid_close(bench.sheet, false, &bench.err), 0);
    const struct grid *grid = &bench.grids.items[0];
    assert_int_equal(grid->column_count, 3);
    assert_string_equal(grid_cell(grid, 0, 2), "title");
    assert_int_equal(grid->rows[0].count, 3);
    assert_string_equal(grid_cell(grid, 2, 0), "year");
    assert_string_equal(grid_cell(grid, 3, 0), "year");
    assert_string_equal(grid_cell(grid, 3, 1), "w");
    close(&bench);
}

/* Where the first cell is empty, nothing is shown. */
static void test_empty_merge_covers(void **state)
{
    (void)state;
    struct bench bench;
    open(&bench);
    put(&bench, 1, 1, "a");
    put(&bench, 1, 3, "covered");
    merge(&bench, 1, 2, 1, 3);
    assert_int_equal(sheetgrid_close(bench.sheet, true, &bench.err), 0);
    const struct grid *grid = &bench.grids.items[0];
    assert_string_equal(grid_cell(grid, 0, 2), "");
    assert_string_equal(grid->name, "表 (hidden)");
    assert_true(grid->hidden);
    close(&bench);
}

static void refuse(struct bench *bench, long row, long column, const char *text,
                   const char *want)
{
    assert_int_equal(sheetgrid_put(bench->sheet, row, column, text, &bench->err), -1);
    if (strstr(bench->err.text, want) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", bench->err.text, want);
}

static void test_refusals(void **state)
{
    (void)state;
    struct bench bench;
    open(&bench);
    put(&bench, 5, 28, "a");
    refuse(&bench, 5, 28, "b", "cell AB5 stands twice");
    refuse(&bench, 4, 1, "b", "cell A4 stands below a row that should follow it");
    refuse(&bench, 1048577, 1, "b", "no sheet is so large");
    refuse(&bench, 1, 16385, "b", "no sheet is so large");
    refuse(&bench, 0, 1, "b", "no sheet is so large");
    char *large = arena_alloc(bench.grids.arena, SHEETGRID_CELL_MAX + 2, 1);
    memset(large, 'x', SHEETGRID_CELL_MAX + 1);
    refuse(&bench, 6, 1, large, "cell A6 holds more text than a cell can");
    close(&bench);
}

/* A cell at the right edge of every row, and a text that is shared by all of them. */
static void test_bombs_have_limits(void **state)
{
    (void)state;
    struct bench bench;
    int result = 0;
    open(&bench);
    for (long row = 1; row <= SHEETGRID_ROWS_MAX && result == 0; row++)
        result = sheetgrid_put(bench.sheet, row, SHEETGRID_COLUMNS_MAX, "x", &bench.err);
    assert_int_equal(result, -1);
    assert_non_null(strstr(bench.err.text, "more than 20000000 rows and cells"));
    close(&bench);

    open(&bench);
    char *large = arena_alloc(bench.grids.arena, SHEETGRID_CELL_MAX + 1, 1);
    memset(large, 'x', SHEETGRID_CELL_MAX);
    result = 0;
    for (long row = 1; row <= SHEETGRID_ROWS_MAX && result == 0; row++)
        result = sheetgrid_put(bench.sheet, row, 1, large, &bench.err);
    assert_int_equal(result, -1);
    assert_non_null(strstr(bench.err.text, "more than 512 MiB of text"));
    close(&bench);

    open(&bench);
    for (long row = 1; row <= 20000; row++) {
        put(&bench, row, 1, "x");
        merge(&bench, row, 1, 20000, 3);
    }
    put(&bench, 20000, 3, "x");
    assert_int_equal(sheetgrid_close(bench.sheet, false, &bench.err), -1);
    assert_non_null(strstr(bench.err.text, "more than 20000000 rows and cells"));
    close(&bench);
}

static void test_addresses(void **state)
{
    (void)state;
    static const char *const good[] = {"A1", "XFD1048576", "AA10"};
    static const char *const bad[] = {
        "", "A", "1", "A0", "XFE1", "A1048577", "ZZZZZZZZZZ1", "A99999999999999999999"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        const char *at = good[i];
        char place[SHEETGRID_PLACE_SIZE];
        long row = 0;
        long column = 0;
        assert_true(sheetgrid_address(&at, &row, &column));
        assert_string_equal(at, "");
        sheetgrid_place(row, column, place);
        assert_string_equal(place, good[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const char *at = bad[i];
        long row = 0;
        long column = 0;
        assert_false(sheetgrid_address(&at, &row, &column));
    }
    const char *absolute = "$B$7:C8";
    long row = 0;
    long column = 0;
    assert_true(sheetgrid_address(&absolute, &row, &column));
    assert_string_equal(absolute, ":C8");
    assert_int_equal(row, 7);
    assert_int_equal(column, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gaps_become_one_row),
        cmocka_unit_test(test_empty_cells_make_rows_as_long),
        cmocka_unit_test(test_merged_cells_repeat),
        cmocka_unit_test(test_empty_merge_covers),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_bombs_have_limits),
        cmocka_unit_test(test_addresses),
    };
    return cmocka_run_group_tests_name("sheetgrid", tests, NULL, NULL);
}
