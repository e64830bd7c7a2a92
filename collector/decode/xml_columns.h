/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml_columns: a grid whose columns become known while its rows are read. Layer: collector.
 */
#ifndef COLLECTOR_DECODE_XML_COLUMNS_H
#define COLLECTOR_DECODE_XML_COLUMNS_H

#include "collector/grid.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

struct xml_value {
    const char *text; /* NULL = none */
    int repeated;     /* how often its name came again */
};

struct xml_columns {
    struct grids *grids;
    struct grid *grid;
    const char **names; /* in order of first appearance; texts in the arena of the grids */
    size_t count;
    size_t capacity;
    size_t *slots; /* open hash table: 1 + index of a name; 0 = free */
    size_t slot_count;
    struct xml_value *values; /* of the row at hand, one for each name */
    size_t value_capacity;
    size_t *cells; /* of the whole document */
};

/* Adds a grid whose first row will hold the names. `cells` counts those of the document. */
void xml_columns_init(struct xml_columns *columns, struct grids *grids, const char *name,
                      size_t *cells);
void xml_columns_free(struct xml_columns *columns);

/* Puts a value, which belongs to the arena of the grids, into the row at hand. A second one of
 * that name replaces the first, or goes to a column of its own, `name[2]`. ERR_DATA when there
 * are too many columns. */
int xml_columns_put(struct xml_columns *columns, const char *name, const char *value,
                    bool replace, struct err *err);

/* Ends the row. ERR_DATA beyond GRID_CELLS_MAX. */
int xml_columns_end_row(struct xml_columns *columns, long line, struct err *err);

/* Fills in the names. */
void xml_columns_finish(struct xml_columns *columns);

#endif
