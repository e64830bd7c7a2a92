/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * head: the head rows of a grid and the columns they name. Layer: collector.
 *
 * A head over several rows is the path of its parts, joined by a space (`通行量 休日`); merged
 * cells are filled to the right. A name means the whole path or its last part, each with or
 * without a trailing unit in brackets.
 */
#ifndef COLLECTOR_HEAD_H
#define COLLECTOR_HEAD_H

#include "collector/grid.h"
#include "collector/label.h"
#include "core/arena.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

struct head {
    const struct grid *grid;
    size_t first; /* row */
    size_t last;  /* row; the data begin below */
    size_t end;   /* row; they end above */
    struct label_path *columns;
    size_t count;
};

/* Finds the first head that has `name`. `unit` (the indicator's own) is known as a unit. All
 * it hands out belongs to the arena. ERR_DATA lists the heads that are there. */
int head_find(const struct grid *grid, const char *name, const char *unit, struct arena *arena,
              struct head *out, struct err *err);

/* The one column that `name` means. ERR_DATA when there is none or several, naming them. */
int head_column(const struct head *head, const char *name, struct arena *arena, size_t *column,
                struct err *err);

/* The head that the rows first..last are. */
void head_read(const struct grid *grid, size_t first, size_t last, const char *unit,
               struct arena *arena, struct head *out);

/* Moves `end` up to where another table begins: below a blank row or a title, a row of words
 * with another head over `column`. The same head again goes on with the table, unless a title
 * stands above that does not say so (続き): *doubt is then its row, else 0. */
void head_find_end(struct head *head, size_t column, struct arena *arena, size_t *doubt);

#endif
