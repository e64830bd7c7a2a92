/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * periodblock: which columns the periods of a value may stand in, where several tables or
 * several pairs of period and value stand side by side. Layer: collector.
 */
#ifndef COLLECTOR_PERIODBLOCK_H
#define COLLECTOR_PERIODBLOCK_H

#include "collector/head.h"

#include <stdbool.h>
#include <stddef.h>

struct periodblock {
    size_t from;
    size_t to; /* the first column that is none of them */
};

/* A blank column from the head's last row down parts two tables: the periods are those of the
 * value's own, or, where it has none and is no table of its own, some to the left. */
struct periodblock periodblock_apart(const struct head *head, size_t value);

/* The same, and within one table: 年次 人口 年度 出生数 are two pairs. */
struct periodblock periodblock_nearest(const struct head *head, size_t value);

bool periodblock_holds(const struct periodblock *block, size_t column);

#endif
