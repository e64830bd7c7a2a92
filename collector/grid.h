/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * grid: rows x columns of UTF-8 cells decoded from a document. Layer: collector.
 * Rows may differ in width; a cell beyond a row's end reads as "".
 */
#ifndef COLLECTOR_GRID_H
#define COLLECTOR_GRID_H

#include "core/arena.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GRID_CELLS_MAX 20000000 /* in one document */

struct grid_row {
    const char **cells;
    size_t count;
    long line; /* where it starts in the document, 1-based; 0 = unknown */
};

/* A cell whose format shows a date without its year. */
struct grid_year {
    long line; /* of its row */
    size_t column;
    int year;
};

struct grid {
    const char *name; /* sheet, caption, nearest heading; "" = none */
    struct grid_row *rows;
    size_t row_count;
    size_t column_count;     /* of the widest row */
    bool hidden;             /* not shown to those who open the document */
    struct grid_year *years; /* lines ascending */
    size_t year_count;
    int link_year;  /* of what led to the document, which says its period where it does not */
    int link_month; /* itself; each 0 = not known */
};

/* All grids of one document. */
struct grids {
    struct arena *arena; /* owns everything below */
    struct grid *items;
    size_t count;
    const char *format;   /* which decoder read it: "csv" */
    const char *encoding; /* as found; "" = not a text format */
    const char *text;     /* the whole document as running text, for layout `text`; NULL = what
                             the cells say, row by row */
    const char *next;     /* there is more: the query parameter that gives the next page, as
                             `offset=32000` (collector/paging.h); "" = this is all */
    const char *published; /* the day of publication as the format itself states it, which is a
                              day whatever it is; NULL or "" = it does not */
    bool dated; /* `day` is when the document says it was published: what was not over then was
                   under way, whenever it is read */
    int32_t day;
};

/* Caller-owned storage. */
void grid_init(struct grids *grids);
void grid_free(struct grids *grids);

/* Adds an empty grid and returns it; add rows to a grid and cells to its last row. Pointers
 * from grid_add are valid until the next grid_add. */
struct grid *grid_add(struct grids *grids, const char *name);
void grid_add_row(struct grids *grids, struct grid *grid, long line);
/* Takes a copy of `length` bytes. */
void grid_add_cell(struct grids *grids, struct grid *grid, const char *text, size_t length);

/* The same without a copy: `text` belongs to the arena of `grids` and may be shared by many
 * cells. */
void grid_take_cell(struct grids *grids, struct grid *grid, const char *text);

/* Cells and rows that they hold: what bounds memory bounds both together. */
size_t grid_content(const struct grids *grids);

/* Appends the rows of a later page to the grids of the first, grid by grid; nothing in `page`
 * is kept. The first row of each is its head: columns are matched by it (a head that stands
 * several times by its turn), and those of the page that are not there yet are added on the
 * right. to->next becomes the page's. ERR_DATA when the page has other grids, or all together
 * more than GRID_CELLS_MAX cells; `to` is then of no more use. */
int grid_append(struct grids *to, const struct grids *page, struct err *err);
/* Adds a row of cells that belong to the arena already, as does the array. */
void grid_take_row(struct grids *grids, struct grid *grid, long line, const char **cells,
                   size_t count);

/* The cell at `column` of the row that starts, or will start, at `line` stores the year. Lines
 * come in order. */
void grid_note_year(struct grids *grids, struct grid *grid, long line, size_t column,
                    int year);

/* The year that the cell, or the first of those merged with it, stores and does not show; 0 =
 * none. */
int grid_year(const struct grid *grid, size_t row, size_t column);

/* Hidden sheets and empty ones are no choice for those who open the document. */
bool grid_is_shown(const struct grid *grid);

/* No cell with text. */
bool grid_is_blank(const struct grid *grid, size_t row);

/* One line of text: a title or a note, in one cell or in every cell of a merged row. */
bool grid_is_line(const struct grid *grid, size_t row);

/* "" beyond the edges; never NULL. */
const char *grid_cell(const struct grid *grid, size_t row, size_t column);

/* The same cells with columns as rows. */
const struct grid *grid_turn(const struct grid *grid, struct arena *arena);

#endif
