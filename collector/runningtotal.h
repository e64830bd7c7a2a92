/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * runningtotal: the total of the newest year, beside whose months others are still to come: it
 * is not the year's. Layer: collector.
 */
#ifndef COLLECTOR_RUNNINGTOTAL_H
#define COLLECTOR_RUNNINGTOTAL_H

#include "collector/grid.h"
#include "collector/head.h"
#include "core/arena.h"

#include <stdbool.h>

/* Months stand across: the last of them is blank or zero in the row, at an edge of the table,
 * and a figure in another row. *month receives its column. */
bool runningtotal_in_row(const struct head *head, size_t row, size_t value,
                         struct arena *scratch, size_t *month);

/* Months stand down, left of `left` their labels, from row `first` to the total's: the last of
 * them is blank or zero in the column, and a figure in another one. *month receives its row.
 */
bool runningtotal_in_column(const struct grid *grid, size_t first, size_t total, size_t left,
                            size_t column, struct arena *scratch, size_t *month);

#endif
