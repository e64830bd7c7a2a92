/* SPDX-License-Identifier: GPL-3.0-or-later */
/* probe_rows: the first rows of a table, cut to the terminal. */
#include <string.h>

#include "cli/probe.h"
#include "cli/table.h"
#include "core/str.h"
#include "core/unicode.h"

#define COLUMNS_SHOWN 17 /* of a grid, besides the number of the row */
#define GAP 2            /* between columns */
#define MARK 2           /* "; " before what goes into a configuration */
#define GRIDS_MANY 10
#define ROWS_FEW 4

struct view {
    const struct probe *probe;
    const struct probing_grid *grid;
    size_t rows;
    size_t columns;
    int cell_width;
};

/* A, B ... Z, AA as in a workbook; else numbers. */
static const char *column_name(const struct probe *probe, size_t column)
{
    char name[8];
    size_t at = sizeof name - 1;

    if (!str_equal(probe->probing->format, "xlsx"))
        return arena_printf(probe->arena, "%zu", column + 1);
    name[at] = '\0';
    for (size_t n = column + 1; n > 0 && at > 0; n = (n - 1) / 26)
        name[--at] = (char)('A' + (n - 1) % 26);
    return arena_strdup(probe->arena, name + at);
}

static const char *row_name(const struct view *view, size_t row)
{
    long line = view->grid->lines[row] > 0 ? view->grid->lines[row] : (long)row + 1;

    return arena_printf(view->probe->arena, "%ld", line);
}

static const char *cell_text(const struct view *view, size_t row, size_t column)
{
    return probe_text(view->probe->arena,
                      view->grid->cells[row * view->grid->shown_columns + column],
                      view->cell_width);
}

static int column_width(const struct view *view, size_t column)
{
    int most = unicode_width(column_name(view->probe, column));

    for (size_t row = 0; row < view->rows; row++) {
        int width = unicode_width(cell_text(view, row, column));

        most = width > most ? width : most;
    }
    return most;
}

/* As many as there is room for, one at least. */
static size_t columns_that_fit(const struct view *view)
{
    size_t most =
        view->grid->shown_columns < COLUMNS_SHOWN ? view->grid->shown_columns : COLUMNS_SHOWN;
    int left = view->probe->width - (view->probe->suggest ? MARK : 0);
    size_t count = 0;

    if (view->probe->width == 0)
        return most;
    for (size_t row = 0, width = 0; row < view->rows; row++) {
        size_t own = strlen(row_name(view, row));

        left -= own > width ? (int)(own - width) : 0;
        width = own > width ? own : width;
    }
    for (; count < most; count++) {
        left -= GAP + column_width(view, count);
        if (left < 0)
            break;
    }
    return count > 0 || most == 0 ? count : 1;
}

static void choose_columns(struct view *view)
{
    view->cell_width = PROBE_CELL_WIDTH;
    view->columns = columns_that_fit(view);
    if (view->columns == view->grid->shown_columns || view->probe->width == 0)
        return;
    view->cell_width = PROBE_CELL_NARROW;
    view->columns = columns_that_fit(view);
}

static void print_more(const struct view *view, struct buf *out)
{
    bool ja = view->probe->language == LANGUAGE_JA;
    size_t rows = view->grid->rows - view->rows;
    size_t columns = view->grid->columns - view->columns;

    if (rows == 0 && columns == 0)
        return;
    buf_puts(out, ja ? "（ほか" : "(and ");
    if (rows > 0)
        buf_printf(out, ja ? "%zu行" : "%zu more rows", rows);
    if (rows > 0 && columns > 0)
        buf_puts(out, ja ? "・" : ", ");
    if (columns > 0)
        buf_printf(out, ja ? "%zu列" : "%zu more columns", columns);
    buf_puts(out, ja ? "）\n" : ")\n");
}

static void print_table(const struct view *view, struct buf *out)
{
    const char *heads[COLUMNS_SHOWN + 1] = {">"};
    struct table table;

    for (size_t i = 0; i < view->columns; i++)
        heads[i + 1] = column_name(view->probe, i);
    table_init(&table, view->probe->arena, heads, view->columns + 1);
    for (size_t row = 0; row < view->rows; row++) {
        table_cell(&table, row_name(view, row));
        for (size_t i = 0; i < view->columns; i++)
            table_cell(&table, cell_text(view, row, i));
    }
    table_print(&table, out);
    table_free(&table);
}

void probe_rows(const struct probe *probe, const struct probing_grid *grid, struct buf *out)
{
    struct view view = {.probe = probe, .grid = grid, .rows = grid->shown_rows};

    if (probe->rows_few && probe->probing->grids_found > GRIDS_MANY && view.rows > ROWS_FEW)
        view.rows = ROWS_FEW;
    choose_columns(&view);
    print_table(&view, out);
    print_more(&view, out);
}
