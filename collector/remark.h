/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * remark: what a table says of how final its figures are: in columns of remarks, in cells
 * beside them, in the head of the values, in lines between the rows. Layer: collector.
 */
#ifndef COLLECTOR_REMARK_H
#define COLLECTOR_REMARK_H

#include "collector/filter.h"
#include "collector/head.h"
#include "core/series.h"

#include <stdbool.h>

#define REMARK_COLUMNS 4

/* The first five are the caller's; remark_start fills the rest. */
struct remark {
    const struct head *head;
    const struct filter *filter;
    size_t value;
    size_t period; /* columns of the period, which say nothing; SIZE_MAX = none */
    size_t year;
    size_t columns[REMARK_COLUMNS]; /* of remarks */
    size_t count;
    enum observation_status section; /* of the rows below a line that says it */
    enum observation_status of_head; /* said by the value's own */
};

void remark_start(struct remark *remark, struct arena *arena);

/* True if the column is one of remarks. */
bool remark_is_column(const struct remark *remark, size_t column);

/* What the label, the value's head, a remark or a line above says of the row's value; *firm:
 * that it is final. A forecast that `where` asks for is an estimate. */
enum observation_status remark_read(const struct remark *remark, size_t row, const char *label,
                                    struct arena *scratch, bool *firm);

/* True if the row is a line that says it of those below: 実績, 【見込み】, Projected. */
bool remark_section(const struct grid *grid, size_t row, struct arena *scratch,
                    enum observation_status *section);

#endif
