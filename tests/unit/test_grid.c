/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/grid. */
#include "collector/grid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_starts_empty),
        cmocka_unit_test(test_ragged_rows_read_as_empty),
        cmocka_unit_test(test_grows),
    };
    return cmocka_run_group_tests_name("grid", tests, NULL, NULL);
}
