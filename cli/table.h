/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table: aligned columns for a terminal, full-width characters counted as two. Layer: cli. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "core/arena.h"
#include "core/buf.h"

#include <stdbool.h>
#include <stddef.h>

#define TABLE_COLUMNS_MAX 20

struct table {
    struct arena *arena;
    size_t columns;
    bool right[TABLE_COLUMNS_MAX]; /* align to the right */
    const char **cells;            /* row by row */
    size_t count;
    size_t capacity;
};

/* Columns are named by a head row; a head that starts with '>' aligns its column to the right.
 */
void table_init(struct table *table, struct arena *arena, const char *const *heads,
                size_t columns);
void table_free(struct table *table);

/* The next cell, from left to right; NULL reads as "". The text is copied and made
 * plain. */
void table_cell(struct table *table, const char *text);

void table_count(struct table *table, size_t count);

/* Appends all rows; the last column is not padded, trailing spaces are not printed. */
void table_print(const struct table *table, struct buf *out);

#endif
