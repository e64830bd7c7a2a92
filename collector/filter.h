/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * filter: the rows that `where` keeps, by the cells under a head. A blank cell (of merged
 * ones) and a ditto mark repeat the cell above, so rows are asked in order. Layer: collector.
 */
#ifndef COLLECTOR_FILTER_H
#define COLLECTOR_FILTER_H

#include "collector/head.h"
#include "collector/name.h"
#include "config/settings.h"

#include <stdbool.h>

struct filter_item {
    size_t column;
    struct name name;
    const char *above;
    const char *marked;
};

/* Caller-owned storage, starts as {0}. */
struct filter {
    struct filter_item *items;
    size_t count;
    bool passed; /* some row did */
};

/* Finds the column of every condition; those without a cell are for collector/measure.
 * ERR_DATA when one is not there. The items belong to the arena; filter_free releases what
 * they hold, after a failure too. */
int filter_find(const struct indicator *indicator, const struct head *head,
                struct arena *arena, struct filter *out, struct err *err);
void filter_free(struct filter *filter);

/* True if the row passes every condition. */
bool filter_passes(struct filter *filter, const struct grid *grid, size_t row,
                   struct arena *scratch);

/* As if no row had been asked yet. */
void filter_reset(struct filter *filter);

/* Remembers the cells that the row asked last has, or takes over, under the heads; whether
 * those of the row asked last are still the same. */
void filter_mark(struct filter *filter);
bool filter_is_marked(const struct filter *filter);

/* True if a condition looks at the column. */
bool filter_uses(const struct filter *filter, size_t column);

#endif
