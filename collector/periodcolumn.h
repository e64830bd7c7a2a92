/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * periodcolumn: the column of a table that holds the periods, and reading down it. Layer:
 * collector.
 *
 * A year printed once holds for the cells below; where nothing printed gives one, the years
 * that the cells store and do not show (collector/storedyear.h). A table without such a column
 * has the period of its title for all rows (collector/titleperiod.h). For months and quarters
 * it may also stand in a column of its own to the left; a 年度 there (or on a line of its own)
 * turns in April.
 */
#ifndef COLLECTOR_PERIODCOLUMN_H
#define COLLECTOR_PERIODCOLUMN_H

#include "collector/carry.h"
#include "collector/head.h"
#include "collector/titleperiod.h"
#include "config/settings.h"

#define PERIODCOLUMN_NONE ((size_t)-1)

struct periodcolumn {
    const struct head *head;
    size_t column;      /* PERIODCOLUMN_NONE = `title` holds for every row */
    size_t year_column; /* PERIODCOLUMN_NONE = none */
    bool years;         /* by its head */
    bool months;        /* plain numbers below it are months: see timehead.h */
    bool quarters;      /* plain numbers below it are quarters */
    bool stored;        /* the cells' years are not shown */
    struct titleperiod title;
    struct carry carry;
};

/* Finds the column that `indicator->period` names, or for `auto` the one most of whose cells
 * read as periods: under a head that ends with a word of time, else under any; plain numbers
 * are years only under a head of years or none at all. `value` is the value column. ERR_DATA
 * when there is none, or several that differ. With `auto` the title's period may stand for
 * the column. */
int periodcolumn_find(const struct indicator *indicator, const struct head *head, size_t value,
                      struct arena *arena, struct periodcolumn *out, struct err *err);

/* Reads the next row; rows come in order. What the label says of totals and notes is left to
 * carry_read_label: CARRY_PASSED_OVER. */
enum carry_reading periodcolumn_read(struct periodcolumn *at, size_t row,
                                     struct arena *scratch, struct period *out,
                                     struct err *err);

#endif
