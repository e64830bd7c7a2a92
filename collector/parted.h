/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parted: a number that its own commas parted: 1,378,900 without quotes in a comma-separated
 * row. Layer: collector. */
#ifndef COLLECTOR_PARTED_H
#define COLLECTOR_PARTED_H

#include "collector/head.h"
#include "collector/remark.h"

#include <stddef.h>

/* Columns; year may be PERIODCOLUMN_NONE. */
struct parted_row {
    const struct head *head;
    size_t row;
    size_t value;
    size_t period;
    size_t year;
    const struct remark *remark;
};

/* The column of the first piece; PERIODCOLUMN_NONE = no number is parted. Pieces make the row
 * longer than its head, or lie in a column of remarks. */
size_t parted_find(const struct parted_row *row);

/* Columns up to the last that is filled. */
size_t parted_width(const struct grid_row *row);

#endif
