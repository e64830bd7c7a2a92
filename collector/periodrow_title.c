/* SPDX-License-Identifier: GPL-3.0-or-later */
/* periodrow_title: see periodrow_title.h. */
#include "collector/periodrow_title.h"

#include "core/number.h"
#include "core/unicode.h"

#include "collector/label.h"
#include "collector/titleperiod.h"

#define ROWS 300 /* the data begin near the top */
#define COLUMNS 2048

/* The first row with a figure behind a label; row_count when there is none. */
static size_t find_data(const struct grid *grid, size_t *left)
{
    for (size_t row = 0; row < grid->row_count && row < ROWS; row++) {
        bool label = false;
        for (*left = 0; *left < grid->rows[row].count && *left < COLUMNS; ++*left) {
            const char *text = grid->rows[row].cells[*left];
            if (label && number_is(text))
                return row;
            label = label || !unicode_is_blank(text);
        }
    }
    return grid->row_count;
}

static bool has_figures(const struct grid *grid, size_t row, size_t column)
{
    for (; row < grid->row_count; row++)
        if (number_is(grid_cell(grid, row, column)))
            return true;
    return false;
}

int periodrow_title_find(const struct indicator *indicator, const struct grid *grid,
                         struct arena *arena, struct periodrow *out, struct err *err)
{
    struct titleperiod title;
    size_t left = 0;
    size_t found = 0;
    size_t data = find_data(grid, &left);
    bool headed = data > 0 && data < grid->row_count && !grid_is_line(grid, data - 1) &&
                  !grid_is_blank(grid, data - 1);
    size_t row = headed ? data - 1 : data;
    if (titleperiod_find(indicator, grid, row, arena, &title, err) != 0)
        return -1;
    *out = (struct periodrow){.grid = grid,
                              .row = data > 0 ? data - 1 : 0,
                              .left = left,
                              .count =
                                  grid->column_count < COLUMNS ? grid->column_count : COLUMNS,
                              .title = title.text,
                              .headless = data == 0};
    out->first = out->row;
    out->last = out->row;
    out->columns = arena_alloc(arena, out->count, sizeof *out->columns);
    out->measures = arena_alloc(arena, out->count, sizeof *out->measures);
    for (size_t i = 0; i < out->count; i++) {
        const char *path = headed ? grid_cell(grid, row, i) : "";
        out->columns[i].path = path;
        out->measures[i] = (struct measure){.path = path, .unit = "", .shorter = ""};
        if (i < left || label_passes_over(arena, path) || !has_figures(grid, data, i))
            continue;
        found++;
        out->columns[i] = (struct periodrow_column){.has = true,
                                                    .period = title.period,
                                                    .named = title.named,
                                                    .path = path,
                                                    .status = label_status(arena, title.text)};
        out->measures[i].has = true;
        out->measures[i].period = title.period;
        label_init(&out->measures[i].label);
        if (!unicode_is_blank(path))
            measure_add(&out->measures[i], path, indicator->unit, arena);
    }
    bool named = found > 1 && measure_count_names(indicator) > 0;
    return found == 1 || named
               ? 0
               : err_set(err, ERR_DATA,
                         "the title gives one period to %zu columns of figures: "
                         "expected layout long, or `where` with the head of one",
                         found);
}
