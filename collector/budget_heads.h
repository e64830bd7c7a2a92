/* SPDX-License-Identifier: GPL-3.0-or-later */
/* budget_heads: which column of a table is what; see budget.h. Layer: collector; used inside
 * budget_*.c only. */
#ifndef COLLECTOR_BUDGET_HEADS_H
#define COLLECTOR_BUDGET_HEADS_H

#include "collector/budget.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BUDGET_HEADS_MAX 60 /* columns looked at */
#define BUDGET_MARKS_MAX 8

struct budget_heads {
    struct budget_reading *r;
    const struct grid *grid;
    int at[BUDGET_COLUMNS]; /* below 0 = not there, -2 = several that could be it */
    int marks[BUDGET_MARKS_MAX];
    size_t mark_count;
    const char *heads[BUDGET_HEADS_MAX]; /* as printed, each the path of its rows */
    size_t count;
    size_t first; /* row of data */
};

/* Looks for the heads of r and grid, which are set; false when there are no title and amount
 * among them. */
bool budget_heads_find(struct budget_heads *h);

/* The head of last year's amounts beside titles, where there is none of this year; NULL. */
const char *budget_heads_former(struct budget_heads *h);

/* Yen of the unit in the amount's head or a caption; 0 = none. */
int64_t budget_heads_unit(const struct budget_heads *h);

/* Yen of the one unit that captions in the running text name; 0 = none, or several. */
int64_t budget_heads_caption(struct arena *arena, const char *text);

/* A head without spaces, its unit and note marks. */
const char *budget_heads_key(const struct budget_heads *h, const char *head);

/* The heads that may be the budget, for people; and those of the first row that has any, NULL
 * where none has. */
const char *budget_heads_rivals(const struct budget_heads *h);
const char *budget_heads_some(struct budget_heads *h);

#endif
