/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * storedyear: the year that a date of a sheet stores where its format shows the month only
 * (m"月", m/d). Layer: collector.
 *
 * It is the last thing asked, when nothing printed gives a year: whoever types 4/1 stores the
 * year of the day of typing. A run of two months or more that rises or falls all the way is
 * believed, unless the titles name other years; one of April to March typed in one year is not
 * in order.
 */
#ifndef COLLECTOR_STOREDYEAR_H
#define COLLECTOR_STOREDYEAR_H

#include "collector/carry.h"
#include "collector/grid.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Starts as {0}. */
struct storedyear_run {
    size_t count;
    int32_t least; /* months since year 0 */
    int32_t most;
    int32_t last;
    int direction; /* 1 rises, -1 falls */
    bool unsure;   /* does both */
    bool excluded; /* by the titles */
};

/* The next cell of a run; one without such a year changes nothing. */
void storedyear_note(struct storedyear_run *run, const struct grid *grid, size_t row,
                     size_t column);

/* `row` is that of the table's head, below the titles. */
bool storedyear_believed(struct storedyear_run *run, const struct grid *grid, size_t row);

/* Why it is not, as `: ...`; "" when there are no such years. */
const char *storedyear_why(const struct storedyear_run *run);

/* The year that the cell stores holds for it, and no other. */
void storedyear_give(struct carry *carry, const struct grid *grid, size_t row, size_t column);

#endif
