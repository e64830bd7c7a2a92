/* SPDX-License-Identifier: GPL-3.0-or-later */
/* budget_row: the rows of a table whose columns budget_heads found; see budget.h. Layer:
 * collector; used inside budget_*.c only. */
#ifndef COLLECTOR_BUDGET_ROW_H
#define COLLECTOR_BUDGET_ROW_H

#include "collector/budget_heads.h"

struct budget_table {
    struct budget_reading *r;
    const struct grid *grid;
    struct budget_heads heads;
    const char *place;  /* " Sheet" */
    const char *policy; /* of a heading */
    enum tier tier;
    const char *carried; /* the policy of the row above */
    size_t other_years;  /* rows that are of them */
    size_t remarks;      /* that say nothing of what became of a program */
};

/* A program, a total, a heading or a note; what cannot be read is a fault with its row. */
void budget_row_take(struct budget_table *table, size_t row);

#endif
