/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of cli/table. All figures are test data. */
#include "cli/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void expect(const char *const *heads, size_t columns, const char *const *cells,
                   size_t count, const char *expected)
{
    struct arena *arena = arena_new();
    struct table table;
    struct buf out;
    table_init(&table, arena, heads, columns);
    for (size_t i = 0; i < count; i++)
        table_cell(&table, cells[i]);
    buf_init(&out, 10000);
    table_print(&table, &out);
    assert_string_equal(buf_text(&out), expected);
    buf_free(&out);
    table_free(&table);
    table_free(&table); /* twice is fine */
    arena_free(arena);
}

static void test_full_width_counts_two(void **state)
{
    static const char *const HEADS[] = {"指標", ">値", "状態"};
    static const char *const CELLS[] = {"業況DI", "▲15.4", "速報値", "zoo", "1,378,900",
                                        "",       "ｶﾅ",    "0",      "欠測"};
    (void)state;
    expect(HEADS, 3, CELLS, 9,
           "指標           値  状態\n"
           "業況DI      ▲15.4  速報値\n"
           "zoo     1,378,900\n"
           "ｶﾅ              0  欠測\n");
}

static void test_cells_move_no_cursor(void **state)
{
    static const char *const HEADS[] = {"a", "b"};
    static const char *const CELLS[] = {"x\ny\x1b[31m", "\xff"
                                                        "1"};
    (void)state;
    expect(HEADS, 2, CELLS, 2, "a         b\nx y [31m  1\n");
}

static void test_empty_cells_do_not_trail(void **state)
{
    static const char *const HEADS[] = {"a", "b", "c"};
    static const char *const CELLS[] = {"1",  NULL, "3",  "1", "2",  NULL,
                                        NULL, NULL, NULL, "",  "22", ""};
    (void)state;
    expect(HEADS, 3, CELLS, 12,
           "a  b   c\n"
           "1      3\n"
           "1  2\n"
           "\n"
           "   22\n");
}

static void test_heads_alone(void **state)
{
    static const char *const HEADS[] = {"id", ">n"};
    (void)state;
    expect(HEADS, 2, NULL, 0, "id  n\n");
}

static void test_an_unfinished_row_is_not_printed(void **state)
{
    static const char *const HEADS[] = {"id", ">n"};
    static const char *const CELLS[] = {"a", "1", "left"};
    (void)state;
    expect(HEADS, 2, CELLS, 3, "id    n\na     1\n");
}

static void test_cells_are_copied(void **state)
{
    static const char *const HEADS[] = {"h"};
    struct arena *arena = arena_new();
    struct table table;
    struct buf out;
    char text[] = "before";
    (void)state;
    table_init(&table, arena, HEADS, 1);
    for (int i = 0; i < 100; i++)
        table_cell(&table, text);
    text[0] = 'X';
    buf_init(&out, 10000);
    table_print(&table, &out);
    assert_int_equal(out.length, 2 + 100 * 7);
    assert_memory_equal(out.data, "h\nbefore\nbefore\n", 16);
    buf_free(&out);
    table_free(&table);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full_width_counts_two),
        cmocka_unit_test(test_cells_move_no_cursor),
        cmocka_unit_test(test_empty_cells_do_not_trail),
        cmocka_unit_test(test_heads_alone),
        cmocka_unit_test(test_an_unfinished_row_is_not_printed),
        cmocka_unit_test(test_cells_are_copied),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
