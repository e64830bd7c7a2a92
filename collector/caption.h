/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * caption: the unit that is printed for a whole table: above it, in its title or name, or in a
 * note below it. Layer: collector.
 */
#ifndef COLLECTOR_CAPTION_H
#define COLLECTOR_CAPTION_H

#include "collector/head.h"
#include "config/settings.h"

/* The unit for the values: of a caption such as (単位：千人) in or above the head, of a line
 * above it that is a unit or ends with one (入込客数（千人）), of the table's name, of a
 * caption in the notes below; "" = none. Of several units the one that fits `wanted`. */
const char *caption_unit(const struct head *head, const char *wanted, struct arena *arena);

/* The same for one column, by the row of units that ends the table first: ,千人,％ */
const char *caption_column_unit(const struct head *head, size_t column, const char *wanted,
                                struct arena *arena);

/* The unit that a row below the head gives to the column for the rows that follow it: a line
 * such as （単位：千人）, or a row of units. NULL when it gives none or is the last of the
 * table. */
const char *caption_from_here(const struct head *head, size_t row, size_t column,
                              const char *wanted, struct arena *arena);

/* The unit that a title is, or ends with: （千人）, 千人, 入込客数（千人）, 入込客数 千人;
 * NULL = none. */
const char *caption_of_title(struct arena *arena, const char *text, const char *wanted);

/* The unit that a cell beside the figures is (百万円) or says (単位：千人); NULL when it gives
 * none beyond doubt. */
const char *caption_of_cell(struct arena *arena, const char *text, const char *wanted);

/* ERR_DATA when a title above the head says that the table holds a plan or an outlook, unless
 * the indicator names it in its title, `value` or `table`: *status says then what its figures
 * are, estimates but for a budget; else it is OBSERVATION_FINAL. */
int caption_check(const struct head *head, const struct indicator *indicator,
                  struct arena *arena, enum observation_status *status, struct err *err);

/* True if every filled cell of the row is a unit. */
bool caption_is_unit_row(const struct grid *grid, size_t row, const char *wanted,
                         struct arena *arena);

#endif
