/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * monthhead: the head of a matrix: months or quarters that name no year, with what is counted
 * in them over or under them (collector/measure.h). Layer: collector.
 */
#ifndef COLLECTOR_MONTHHEAD_H
#define COLLECTOR_MONTHHEAD_H

#include "collector/grid.h"
#include "collector/measure.h"
#include "config/settings.h"
#include "core/arena.h"

#include <stdbool.h>

#define MONTHHEAD_YEAR 2000 /* any; the columns are read in it */

struct monthhead_column {
    bool has;
    int32_t offset;             /* from the first period of the year that its row names */
    int32_t fiscal;             /* the same when that is a 年度 */
    struct period named;        /* by the head itself, in MONTHHEAD_YEAR: October of Q4 */
    struct period named_fiscal; /* the same in that 年度 */
    bool needs_fiscal;          /* 第1四半期: of a 年度 only */
    const char *label;          /* the month's own */
    const char *path;
};

struct monthhead {
    const struct grid *grid;
    size_t first; /* row */
    size_t row;   /* the one with the months */
    size_t last;  /* row; the data begin below */
    struct monthhead_column *columns;
    struct measure *measures; /* one for each */
    size_t count;
    size_t left;       /* first column of months */
    bool from_january; /* January stands before April */
    bool ordinal;      /* quarters are numbered */
};

/* Finds the first such head. All it hands out belongs to the arena. False when there is none.
 */
bool monthhead_find(const struct indicator *indicator, const struct grid *grid,
                    struct arena *arena, struct monthhead *out);

int32_t monthhead_periods(const struct indicator *indicator); /* in a year */

/* Takes the period from every column that is not wanted. ERR_DATA when that is not certain. */
int monthhead_choose(const struct indicator *indicator, struct monthhead *head,
                     struct arena *arena, struct err *err);

#endif
