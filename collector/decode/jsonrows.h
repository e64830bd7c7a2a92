/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * jsonrows: cells and rows of a grid out of JSON. Layer: collector.
 *
 * An array of objects: each is a row, the keys are the heads, those of objects and arrays
 * inside it joined by `/` (`value/amount`, `tags/0`). An array of arrays: each is a row, the
 * first is the head. An array of single values: one column. A single object: one row. null is
 * an empty cell, or an empty row.
 */
#ifndef COLLECTOR_DECODE_JSONROWS_H
#define COLLECTOR_DECODE_JSONROWS_H

#include "collector/grid.h"
#include "collector/jsondoc.h"
#include "core/err.h"

#define JSONROWS_COLUMNS_MAX 4096
#define JSONROWS_HEAD_MAX 1024 /* bytes of one head */

/* --- cell by cell, counted against GRID_CELLS_MAX --- */

struct jsonrows {
    struct grids *grids;
    struct grid *grid;
    size_t content; /* rows and cells so far */
};

/* Adds the grid that is written to. */
void jsonrows_begin(struct jsonrows *rows, struct grids *grids, const char *name);

/* Each -1 with ERR_DATA when there are too many. */
int jsonrows_row(struct jsonrows *rows, struct err *err);
int jsonrows_cell(struct jsonrows *rows, const char *text, struct err *err); /* NULL = "" */

/* A text of the grids' arena that many cells share. */
int jsonrows_share(struct jsonrows *rows, const char *text, struct err *err);

/* --- a whole table --- */

struct jsonrows_table {
    const struct jsondoc_value *value; /* an array, or one object */
    const char *pointer;               /* to it; the grid's name, and for messages */
    const char *const *heads; /* known beforehand, in this order; NULL = none. Arrays of arrays
                                 have then no head of their own */
    size_t head_count;
};

/* Adds it as one grid. ERR_DATA for items of several kinds, too many columns and a value that
 * is no table. */
int jsonrows_read(const struct jsonrows_table *table, struct grids *out, struct err *err);

/* A key as a head: without the byte order mark that a careless upload leaves in it. */
const char *jsonrows_head(const char *key);

#endif
