/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheetgrid: one row under way at its full width, flushed when the next begins. */
#include "collector/decode/sheetgrid.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/mem.h"

struct sheetgrid {
    struct grids *grids;
    struct grid *grid;
    const char **row;  /* SHEETGRID_COLUMNS_MAX texts, NULL = nothing there */
    long line;         /* of that row; 0 = none yet */
    size_t width;      /* of that row */
    size_t extent;     /* last column of that row where a cell is, perhaps an empty one */
    uint16_t *extents; /* of the rows above */
    size_t extent_capacity;
    struct sheetgrid_area *merges;
    size_t merge_count;
    size_t merge_capacity;
    size_t content; /* rows and cells of all sheets */
    size_t text;    /* bytes in them */
};

struct sheetgrid *sheetgrid_new(struct grids *grids)
{
    struct sheetgrid *sheet = mem_calloc(1, sizeof *sheet);
    sheet->grids = grids;
    sheet->row = mem_calloc(SHEETGRID_COLUMNS_MAX, sizeof *sheet->row);
    return sheet;
}

void sheetgrid_free(struct sheetgrid *sheet)
{
    if (sheet == NULL)
        return;
    mem_free((void *)sheet->row);
    mem_free(sheet->extents);
    mem_free(sheet->merges);
    mem_free(sheet);
}

static void forget_row(struct sheetgrid *sheet)
{
    memset((void *)sheet->row, 0, sheet->width * sizeof *sheet->row);
    sheet->width = 0;
    sheet->extent = 0;
}

void sheetgrid_open(struct sheetgrid *sheet, const char *name)
{
    sheet->grid = grid_add(sheet->grids, name);
    sheet->line = 0;
    sheet->merge_count = 0;
    forget_row(sheet);
}

/* --- limits --- */

static int count_content(struct sheetgrid *sheet, size_t more, struct err *err)
{
    sheet->content += more;
    if (sheet->content <= GRID_CELLS_MAX)
        return 0;
    return err_set(err, ERR_DATA, "more than %d rows and cells", GRID_CELLS_MAX);
}

static int count_text(struct sheetgrid *sheet, size_t length, struct err *err)
{
    sheet->text += length;
    if (sheet->text <= SHEETGRID_TEXT_MAX)
        return 0;
    return err_set(err, ERR_DATA, "more than %zu MiB of text in the cells",
                   SHEETGRID_TEXT_MAX >> 20);
}

/* --- cells --- */

static void note_extent(struct sheetgrid *sheet, size_t extent)
{
    sheet->extents = mem_grow(sheet->extents, sheet->grid->row_count, &sheet->extent_capacity,
                              sizeof *sheet->extents);
    sheet->extents[sheet->grid->row_count] = (uint16_t)extent;
}

static int flush(struct sheetgrid *sheet, struct err *err)
{
    struct grid *grid = sheet->grid;
    if (sheet->width == 0) {
        forget_row(sheet);
        return 0;
    }
    long above = grid->row_count == 0 ? sheet->line - 1 : grid->rows[grid->row_count - 1].line;
    if (count_content(sheet, sheet->width + 2, err) != 0)
        return -1;
    if (sheet->line > above + 1) {
        note_extent(sheet, 0);
        grid_add_row(sheet->grids, grid, above + 1);
    }
    note_extent(sheet, sheet->extent);
    const char **cells = arena_alloc(sheet->grids->arena, sheet->width, sizeof *cells);
    for (size_t i = 0; i < sheet->width; i++)
        cells[i] = sheet->row[i] == NULL ? "" : sheet->row[i];
    grid_take_row(sheet->grids, grid, sheet->line, cells, sheet->width);
    forget_row(sheet);
    return 0;
}

static int refuse(long row, long column, const char *why, struct err *err)
{
    char place[SHEETGRID_PLACE_SIZE];
    sheetgrid_place(row, column, place);
    return err_set(err, ERR_DATA, "cell %s %s", place, why);
}

int sheetgrid_put(struct sheetgrid *sheet, long row, long column, const char *text,
                  struct err *err)
{
    size_t length = strlen(text);
    if (row < 1 || row > SHEETGRID_ROWS_MAX || column < 1 || column > SHEETGRID_COLUMNS_MAX)
        return err_set(err, ERR_DATA, "a cell in row %ld column %ld: no sheet is so large",
                       row, column);
    if (row < sheet->line)
        return refuse(row, column, "stands below a row that should follow it", err);
    if (length > SHEETGRID_CELL_MAX)
        return refuse(row, column, "holds more text than a cell can", err);
    if ((row > sheet->line && flush(sheet, err) != 0) || count_text(sheet, length, err) != 0)
        return -1;
    sheet->line = row;
    if (sheet->extent < (size_t)column)
        sheet->extent = (size_t)column;
    if (length == 0)
        return 0;
    if (sheet->row[column - 1] != NULL)
        return refuse(row, column, "stands twice", err);
    sheet->row[column - 1] = text;
    if (sheet->width < (size_t)column)
        sheet->width = (size_t)column;
    return 0;
}

void sheetgrid_year(struct sheetgrid *sheet, long row, long column, int year)
{
    if (year != 0)
        grid_note_year(sheet->grids, sheet->grid, row, (size_t)column - 1, year);
}

/* --- merged cells --- */

int sheetgrid_merge(struct sheetgrid *sheet, struct sheetgrid_area area, struct err *err)
{
    if (area.top > area.bottom || area.left > area.right || area.top < 1 || area.left < 1)
        return 0;
    if (sheet->merge_count == SHEETGRID_MERGES_MAX)
        return err_set(err, ERR_DATA, "more than %d merged cells", SHEETGRID_MERGES_MAX);
    sheet->merges = mem_grow(sheet->merges, sheet->merge_count, &sheet->merge_capacity,
                             sizeof *sheet->merges);
    sheet->merges[sheet->merge_count++] = area;
    return 0;
}

/* The first row whose line is not above; row_count when there is none. */
static size_t find_row(const struct grid *grid, long line)
{
    size_t low = 0;
    size_t high = grid->row_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (grid->rows[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int widen_row(struct sheetgrid *sheet, struct grid_row *row, size_t width,
                     struct err *err)
{
    if (width <= row->count)
        return 0;
    if (count_content(sheet, width, err) != 0)
        return -1;
    const char **cells = arena_alloc(sheet->grids->arena, width, sizeof *cells);
    for (size_t i = 0; i < width; i++)
        cells[i] = i < row->count ? row->cells[i] : "";
    row->cells = cells;
    row->count = width;
    return 0;
}

/* A row that was left out has nothing but what the merge would say again. */
static int fill(struct sheetgrid *sheet, const struct sheetgrid_area *area, struct err *err)
{
    struct grid *grid = sheet->grid;
    size_t first = find_row(grid, area->top);
    size_t left = (size_t)area->left - 1;
    size_t right =
        (size_t)area->right < grid->column_count ? (size_t)area->right : grid->column_count;
    if (first == grid->row_count || grid->rows[first].line != area->top || left >= right)
        return 0;
    const char *text = grid_cell(grid, first, left);
    for (size_t i = first; i < grid->row_count && grid->rows[i].line <= area->bottom; i++) {
        struct grid_row *row = &grid->rows[i];
        size_t end = *text == '\0' && row->count < right ? row->count : right;
        if (row->count == 0 || end <= left)
            continue;
        if (widen_row(sheet, row, end, err) != 0 ||
            count_content(sheet, end - left, err) != 0 ||
            count_text(sheet, (end - left) * strlen(text), err) != 0)
            return -1;
        for (size_t column = left; column < end; column++)
            row->cells[column] = text;
    }
    return 0;
}

/* An empty cell that is there is a figure that is missing; beyond the widest row it is mere
 * decoration. */
static int widen_rows(struct sheetgrid *sheet, struct err *err)
{
    struct grid *grid = sheet->grid;
    for (size_t i = 0; i < grid->row_count; i++) {
        size_t extent = sheet->extents[i];
        size_t width = extent < grid->column_count ? extent : grid->column_count;
        if (widen_row(sheet, &grid->rows[i], width, err) != 0)
            return -1;
    }
    return 0;
}

int sheetgrid_close(struct sheetgrid *sheet, bool hidden, struct err *err)
{
    if (flush(sheet, err) != 0 || widen_rows(sheet, err) != 0)
        return -1;
    for (size_t i = 0; i < sheet->merge_count; i++)
        if (fill(sheet, &sheet->merges[i], err) != 0)
            return -1;
    sheet->grid->hidden = hidden;
    if (hidden)
        sheet->grid->name =
            arena_printf(sheet->grids->arena, "%s (hidden)", sheet->grid->name);
    return 0;
}

/* --- addresses --- */

void sheetgrid_place(long row, long column, char out[SHEETGRID_PLACE_SIZE])
{
    char letters[4] = "";
    int at = 3;
    for (long rest = column; rest > 0 && at > 0; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    (void)snprintf(out, SHEETGRID_PLACE_SIZE, "%s%ld", letters + at, row);
}

bool sheetgrid_address(const char **text, long *row, long *column)
{
    const char *at = *text;
    *row = 0;
    *column = 0;
    at += *at == '$' ? 1 : 0;
    for (; isalpha((unsigned char)*at) && *column <= SHEETGRID_COLUMNS_MAX; at++)
        *column = *column * 26 + (toupper((unsigned char)*at) - 'A' + 1);
    at += *at == '$' ? 1 : 0;
    for (; isdigit((unsigned char)*at) && *row <= SHEETGRID_ROWS_MAX; at++)
        *row = *row * 10 + (*at - '0');
    *text = at;
    return *column >= 1 && *column <= SHEETGRID_COLUMNS_MAX && *row >= 1 &&
           *row <= SHEETGRID_ROWS_MAX;
}
