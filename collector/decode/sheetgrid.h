/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sheetgrid: cells with addresses -> grids without gaps. Layer: collector.
 *
 * Rows come downwards, cells of a row in any order. Rows without a cell are left out but for
 * one where there was a gap; a row's `line` is its number in the sheet. Merged cells repeat
 * the value of their first cell over all rows that are there, as wide as the sheet's widest
 * row. All sheets of a document share the limits: GRID_CELLS_MAX rows and cells,
 * SHEETGRID_TEXT_MAX bytes in them (a shared text counts each time).
 */
#ifndef COLLECTOR_DECODE_SHEETGRID_H
#define COLLECTOR_DECODE_SHEETGRID_H

#include "collector/grid.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

#define SHEETGRID_ROWS_MAX 1048576
#define SHEETGRID_COLUMNS_MAX 16384
#define SHEETGRID_CELL_MAX                                                                    \
    ((size_t)128 << 10) /* bytes of UTF-8; Excel's own is 32767 letters */
#define SHEETGRID_TEXT_MAX ((size_t)512 << 20)
#define SHEETGRID_MERGES_MAX 1000000 /* in one sheet */
#define SHEETGRID_PLACE_SIZE 16

struct sheetgrid;

/* Rows and columns from 1, both ends included. */
struct sheetgrid_area {
    long top;
    long left;
    long bottom;
    long right;
};

struct sheetgrid *sheetgrid_new(struct grids *grids);
void sheetgrid_free(struct sheetgrid *sheet);

/* Begins the next sheet. */
void sheetgrid_open(struct sheetgrid *sheet, const char *name);

/* Puts a text that belongs to the grids' arena; "" says that there is an empty cell, which
 * makes its row as long, but no row of its own. ERR_DATA names the cell when the row stands
 * above one that was put, the cell stands twice, or a limit is passed. */
int sheetgrid_put(struct sheetgrid *sheet, long row, long column, const char *text,
                  struct err *err);

/* The cell put last stores a year that it does not show; 0 = none. */
void sheetgrid_year(struct sheetgrid *sheet, long row, long column, int year);

int sheetgrid_merge(struct sheetgrid *sheet, struct sheetgrid_area area, struct err *err);

/* Ends the sheet: merged cells are filled. */
int sheetgrid_close(struct sheetgrid *sheet, bool hidden, struct err *err);

/* "AB12" */
void sheetgrid_place(long row, long column, char out[SHEETGRID_PLACE_SIZE]);

/* Reads "AB12" (also "$AB$12") at *text, which moves behind it; false beyond the limits. */
bool sheetgrid_address(const char **text, long *row, long *column);

#endif
