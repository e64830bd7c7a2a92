/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grid: growing rows and cells inside one arena. */
#include "collector/grid.h"

#include <string.h>

#include "core/str.h"
#include "core/unicode.h"

/* An array that holds `count` items, with room for one more. Capacities are the powers of two
 * from `least` on, so the count alone tells when one is full. */
static void *widen(struct arena *arena, void *array, size_t count, size_t least, size_t size)
{
    bool full = count == 0 || (count >= least && (count & (count - 1)) == 0);
    if (!full)
        return array;
    void *wider = arena_alloc(arena, count < least ? least : count * 2, size);
    if (count > 0)
        memcpy(wider, array, count * size);
    return wider;
}

void grid_init(struct grids *grids)
{
    *grids = (struct grids){.arena = arena_new(), .format = "", .encoding = "", .next = ""};
}

void grid_free(struct grids *grids)
{
    if (grids == NULL)
        return;
    arena_free(grids->arena);
    *grids = (struct grids){0};
}

struct grid *grid_add(struct grids *grids, const char *name)
{
    grids->items = widen(grids->arena, grids->items, grids->count, 4, sizeof(struct grid));
    struct grid *grid = &grids->items[grids->count++];
    grid->name = name == NULL ? "" : arena_strdup(grids->arena, name);
    return grid;
}

void grid_add_row(struct grids *grids, struct grid *grid, long line)
{
    grid->rows = widen(grids->arena, grid->rows, grid->row_count, 16, sizeof(struct grid_row));
    grid->rows[grid->row_count++] = (struct grid_row){.line = line};
}

void grid_take_cell(struct grids *grids, struct grid *grid, const char *text)
{
    struct grid_row *row = &grid->rows[grid->row_count - 1];
    row->cells = widen(grids->arena, row->cells, row->count, 4, sizeof(const char *));
    row->cells[row->count++] = text;
    if (row->count > grid->column_count)
        grid->column_count = row->count;
}

void grid_add_cell(struct grids *grids, struct grid *grid, const char *text, size_t length)
{
    grid_take_cell(grids, grid, length == 0 ? "" : arena_strndup(grids->arena, text, length));
}

void grid_take_row(struct grids *grids, struct grid *grid, long line, const char **cells,
                   size_t count)
{
    grid_add_row(grids, grid, line);
    struct grid_row *row = &grid->rows[grid->row_count - 1];
    row->cells = cells;
    row->count = count;
    if (count > grid->column_count)
        grid->column_count = count;
}

/* The first cell with text; the row's width when there is none. */
static size_t first_filled(const struct grid_row *row)
{
    size_t i = 0;
    while (i < row->count && unicode_is_blank(row->cells[i]))
        i++;
    return i;
}

bool grid_is_blank(const struct grid *grid, size_t row)
{
    return first_filled(&grid->rows[row]) == grid->rows[row].count;
}

bool grid_is_line(const struct grid *grid, size_t row)
{
    const struct grid_row *at = &grid->rows[row];
    size_t first = first_filled(at);
    if (first == at->count)
        return false;
    for (size_t i = first + 1; i < at->count; i++)
        if (!unicode_is_blank(at->cells[i]) && !str_equal(at->cells[i], at->cells[first]))
            return false;
    return true;
}

const char *grid_cell(const struct grid *grid, size_t row, size_t column)
{
    if (row >= grid->row_count || column >= grid->rows[row].count)
        return "";
    return grid->rows[row].cells[column];
}

const struct grid *grid_turn(const struct grid *grid, struct arena *arena)
{
    struct grid *turned = arena_alloc(arena, 1, sizeof *turned);
    *turned = (struct grid){.name = grid->name,
                            .row_count = grid->column_count,
                            .column_count = grid->row_count,
                            .link_year = grid->link_year,
                            .link_month = grid->link_month};
    turned->rows = arena_alloc(arena, turned->row_count, sizeof *turned->rows);
    for (size_t row = 0; row < turned->row_count; row++) {
        const char **cells = arena_alloc(arena, turned->column_count, sizeof *cells);
        for (size_t i = 0; i < turned->column_count; i++)
            cells[i] = grid_cell(grid, i, row);
        turned->rows[row] = (struct grid_row){.cells = cells, .count = turned->column_count};
    }
    return turned;
}

void grid_note_year(struct grids *grids, struct grid *grid, long line, size_t column, int year)
{
    grid->years =
        widen(grids->arena, grid->years, grid->year_count, 16, sizeof(struct grid_year));
    grid->years[grid->year_count++] = (struct grid_year){line, column, year};
}

/* The year noted for just this place. */
static int find_year(const struct grid *grid, long line, size_t column)
{
    size_t low = 0;
    size_t high = grid->year_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (grid->years[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < grid->year_count && grid->years[low].line == line; low++)
        if (grid->years[low].column == column)
            return grid->years[low].year;
    return 0;
}

int grid_year(const struct grid *grid, size_t row, size_t column)
{
    const char *text = grid_cell(grid, row, column);
    int year = 0;
    if (grid->year_count == 0 || *text == '\0')
        return 0;
    /* merged cells share the text of their first, which has the year */
    while (row > 0 && grid_cell(grid, row - 1, column) == text)
        row--;
    while ((year = find_year(grid, grid->rows[row].line, column)) == 0 && column > 0 &&
           grid_cell(grid, row, column - 1) == text)
        column--;
    return year;
}

bool grid_is_shown(const struct grid *grid)
{
    return !grid->hidden && grid->row_count > 0;
}
