/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_table_fill: the cells of a table in their places. */
#include <string.h>

#include "core/mem.h"

#include "collector/decode/html.h"
#include "collector/decode/html_table.h"

/* What stands in a column, from above or from the left. */
struct place {
    const char *text;
    size_t rows; /* more of them to fill, this one included */
};

struct filling {
    const struct html_table *table;
    struct grids *grids;
    struct grid *grid;
    struct place *places;
    size_t width; /* places in use */
    size_t capacity;
    size_t group;
};

static int too_wide(const struct html_row *row, struct err *err)
{
    return err_set(err, ERR_DATA, "line %ld: a table of more than %d columns", row->line,
                   HTML_COLUMNS_MAX);
}

static struct place *place_at(struct filling *filling, size_t column)
{
    while (filling->width <= column) {
        filling->places = mem_grow(filling->places, filling->width, &filling->capacity,
                                   sizeof *filling->places);
        filling->places[filling->width++] = (struct place){.text = ""};
    }
    return &filling->places[column];
}

static size_t skip_taken(const struct filling *filling, size_t column)
{
    while (column < filling->width && filling->places[column].rows > 0)
        column++;
    return column;
}

/* The cells of a row in the places that those above leave free. *end is behind the last. */
static int place_cells(struct filling *filling, const struct html_row *row, size_t *end,
                       struct err *err)
{
    size_t column = 0;
    *end = 0;
    for (size_t i = 0; i < row->count; i++) {
        const struct html_cell *cell = &filling->table->cells[row->first + i];
        column = skip_taken(filling, column);
        if (column + cell->columns > HTML_COLUMNS_MAX)
            return too_wide(row, err);
        for (size_t n = 0; n < cell->columns; n++)
            *place_at(filling, column++) = (struct place){
                .text = cell->text, .rows = cell->rows == 0 ? (size_t)-1 : cell->rows};
        *end = column;
    }
    for (size_t i = *end; i < filling->width; i++)
        *end = filling->places[i].rows > 0 ? i + 1 : *end;
    return 0;
}

/* A title, a note or a unit over the whole width. */
static bool is_one_cell(const struct filling *filling, const struct html_row *row)
{
    /* The last place in use is taken: go_down sees to it. */
    return row->count == 1 && filling->table->cells[row->first].columns > 1 &&
           filling->width == 0;
}

static int add_cells(struct filling *filling, const struct html_row *row, size_t count,
                     size_t *cells, struct err *err)
{
    *cells += count + 1;
    if (*cells > HTML_CELLS_MAX)
        return err_set(err, ERR_DATA, "line %ld: more than %d rows and cells", row->line,
                       HTML_CELLS_MAX);
    struct grid *grid = filling->grid;
    grid_add_row(filling->grids, grid, 0);
    struct grid_row *to = &grid->rows[grid->row_count - 1];
    to->cells = arena_alloc(filling->grids->arena, count, sizeof *to->cells);
    to->count = count;
    grid->column_count = count > grid->column_count ? count : grid->column_count;
    for (size_t i = 0; i < count; i++) {
        to->cells[i] =
            i < filling->width && filling->places[i].rows > 0 ? filling->places[i].text : "";
    }
    return 0;
}

/* One row less to fill for every place. Places at the end that are free are forgotten: else
 * one wide row would make many empty ones dear. */
static void go_down(struct filling *filling)
{
    size_t width = 0;
    for (size_t i = 0; i < filling->width; i++) {
        struct place *place = &filling->places[i];
        place->rows -= place->rows > 0 ? 1 : 0;
        width = place->rows > 0 ? i + 1 : width;
    }
    filling->width = width;
}

static int fill_row(struct filling *filling, const struct html_row *row, size_t *cells,
                    struct err *err)
{
    size_t end = 0;
    if (row->group != filling->group)
        filling->width = 0;
    filling->group = row->group;
    bool one = is_one_cell(filling, row);
    if (place_cells(filling, row, &end, err) != 0)
        return -1;
    if (end > 0 && add_cells(filling, row, one ? 1 : end, cells, err) != 0)
        return -1;
    go_down(filling);
    return 0;
}

static int fill_part(struct filling *filling, enum html_tag part, size_t *cells,
                     struct err *err)
{
    for (size_t i = 0; i < filling->table->row_count; i++) {
        const struct html_row *row = &filling->table->rows[i];
        if (row->part == part && fill_row(filling, row, cells, err) != 0)
            return -1;
    }
    return 0;
}

int html_table_fill(const struct html_table *table, struct grids *grids, struct grid *grid,
                    size_t *cells, struct err *err)
{
    struct filling filling = {.table = table, .grids = grids, .grid = grid};
    int result = fill_part(&filling, HTML_THEAD, cells, err);
    if (result == 0)
        result = fill_part(&filling, HTML_TBODY, cells, err);
    if (result == 0)
        result = fill_part(&filling, HTML_TFOOT, cells, err);
    mem_free(filling.places);
    return result;
}
