/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html_table: one <table> or <dl> of a page: what is in it, and the grid of that. Layer:
 * collector.
 */
#ifndef COLLECTOR_DECODE_HTML_TABLE_H
#define COLLECTOR_DECODE_HTML_TABLE_H

#include "collector/grid.h"
#include "core/err.h"

#include "collector/decode/html_flow.h"
#include "collector/decode/html_walk.h"

#include <stdbool.h>
#include <stddef.h>

struct html_cell {
    const char *text; /* in the arena of the grids */
    size_t columns;
    size_t rows; /* 0 = to the end of its group */
};

struct html_row {
    size_t first; /* of its cells */
    size_t count;
    size_t filled; /* cells with text */
    size_t group;  /* rows of a thead, tbody or tfoot; spans end with it */
    enum html_tag part;
    bool frames; /* a nested table or a heading stands in it */
    long line;
};

struct html_table {
    struct html_cell *cells;
    size_t cell_count;
    size_t cell_capacity;
    struct html_row *rows;
    size_t row_count;
    size_t row_capacity;
    const char *caption; /* "" = none */
    bool frames;
    bool heads; /* has a <th> */
};

/* Reads a table, without its nested tables; or a list, each description a row with its term.
 * Texts go to the arena of `grids`. Release with html_table_free. */
void html_table_read(struct grids *grids, const struct markup_node *node,
                     struct html_table *out);
void html_table_free(struct html_table *table);

/* False for a table that is there for the looks, and for a list without a figure. */
bool html_table_is_data(const struct html_table *table, const struct markup_node *node);

/* The caption, or a title that is the whole first row; "" = none. */
const char *html_table_name(const struct html_table *table);

/* Adds the rows to the grid, spans filled in. `cells` counts those of the whole document.
 * ERR_DATA beyond HTML_COLUMNS_MAX or HTML_CELLS_MAX. */
int html_table_fill(const struct html_table *table, struct grids *grids, struct grid *grid,
                    size_t *cells, struct err *err);

/* True if a line can be the name of a table: no unit, note, date of issue or sentence. */
bool html_table_is_named(struct grids *grids, const char *text);

/* True for a line about the page, not about what it says: when it changed, its number. */
bool html_table_is_about_page(struct grids *grids, const char *text);

/* True for a text that is one figure. */
bool html_table_is_figure(const char *text);

#endif
