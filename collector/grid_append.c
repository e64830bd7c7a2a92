/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grid_append: pages of one table become one table. */
#include <stdbool.h>

#include "core/mem.h"
#include "core/str.h"

#include "collector/grid.h"

size_t grid_content(const struct grids *grids)
{
    size_t content = 0;
    for (size_t i = 0; i < grids->count; i++)
        for (size_t row = 0; row < grids->items[i].row_count; row++)
            content += grids->items[i].rows[row].count + 1;
    return content;
}

static size_t head_count(const struct grid *grid)
{
    return grid->row_count > 0 ? grid->rows[0].count : 0;
}

/* Which of the columns headed `head` up to `column` it is: 1 for the first. */
static size_t turn_of(const struct grid *grid, size_t column)
{
    size_t turn = 0;
    for (size_t i = 0; i <= column; i++)
        turn += str_equal(grid_cell(grid, 0, i), grid_cell(grid, 0, column)) ? 1 : 0;
    return turn;
}

/* The column of `to` for one of `page`, added if it is not there. */
static size_t find_column(struct grids *grids, struct grid *to, const struct grid *page,
                          size_t column)
{
    const char *head = grid_cell(page, 0, column);
    size_t turn = turn_of(page, column);
    for (size_t i = 0; i < head_count(to); i++)
        if (str_equal(grid_cell(to, 0, i), head) && --turn == 0)
            return i;
    struct grid_row wider = to->rows[0];
    grid_add_row(grids, to, wider.line);
    for (size_t i = 0; i < wider.count; i++)
        grid_take_cell(grids, to, wider.cells[i]);
    grid_take_cell(grids, to, arena_strdup(grids->arena, head));
    to->rows[0] = to->rows[--to->row_count];
    return wider.count;
}

/* Looking for columns by head takes time by the square. */
#define APPEND_COLUMNS_MAX 4096

static bool same_heads(const struct grid *a, const struct grid *b)
{
    if (head_count(a) != head_count(b))
        return false;
    for (size_t i = 0; i < head_count(a); i++)
        if (!str_equal(grid_cell(a, 0, i), grid_cell(b, 0, i)))
            return false;
    return true;
}

static void append_row(struct grids *grids, struct grid *to, const struct grid_row *row,
                       const size_t *columns, const char **cells, size_t heads)
{
    size_t width = 0;
    for (size_t i = 0; i < row->count; i++) {
        size_t column = i < heads ? columns[i] : i;
        cells[column] = row->cells[i];
        width = column >= width ? column + 1 : width;
    }
    grid_add_row(grids, to, 0);
    for (size_t i = 0; i < width; i++) {
        const char *text = cells[i] == NULL ? "" : cells[i];
        grid_take_cell(grids, to, *text == '\0' ? "" : arena_strdup(grids->arena, text));
        cells[i] = NULL;
    }
}

/* Columns of the page that are no longer where they were are filled in by place. */
static int append_grid(struct grids *grids, struct grid *to, const struct grid *page,
                       size_t *content, struct err *err)
{
    size_t heads = head_count(page);
    bool same = same_heads(to, page);
    if (!same && head_count(to) + heads > APPEND_COLUMNS_MAX)
        return err_set(err, ERR_DATA, "a page with other heads than the one before");
    size_t *columns = mem_calloc(heads, sizeof *columns);
    for (size_t i = 0; i < heads; i++)
        columns[i] = same ? i : find_column(grids, to, page, i);
    size_t width = to->column_count + page->column_count;
    const char **cells = mem_calloc(width, sizeof *cells);
    int result = 0;
    for (size_t row = 1; row < page->row_count && result == 0; row++) {
        append_row(grids, to, &page->rows[row], columns, cells, heads);
        *content += to->rows[to->row_count - 1].count + 1;
        if (*content > GRID_CELLS_MAX)
            result = err_set(err, ERR_DATA, "more than %d rows and cells in all pages",
                             GRID_CELLS_MAX);
    }
    mem_free(cells);
    mem_free(columns);
    return result;
}

int grid_append(struct grids *to, const struct grids *page, struct err *err)
{
    if (to->count != page->count)
        return err_set(err, ERR_DATA, "a page with %zu tables after one with %zu", page->count,
                       to->count);
    size_t content = grid_content(to);
    for (size_t i = 0; i < to->count; i++) {
        if (!str_equal(to->items[i].name, page->items[i].name))
            return err_set(err, ERR_DATA, "a page with the table \"%s\" after one with \"%s\"",
                           page->items[i].name, to->items[i].name);
        if (to->items[i].row_count == 0 ||
            append_grid(to, &to->items[i], &page->items[i], &content, err) != 0)
            return to->items[i].row_count == 0
                       ? err_set(err, ERR_DATA, "a page after one without a head")
                       : -1;
    }
    to->next = page->next[0] == '\0' ? "" : arena_strdup(to->arena, page->next);
    return 0;
}
