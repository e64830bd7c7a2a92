/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * timehead: what the head of a column says of time, and the parts of periods that stand below
 * such heads. Layer: collector.
 */
#ifndef COLLECTOR_TIMEHEAD_H
#define COLLECTOR_TIMEHEAD_H

#include "collector/head.h"
#include "core/arena.h"

#include <stdbool.h>

/* True if the head, but for a bracket and notes, ends with a word of years. */
bool timehead_is_year(const struct label_path *column);

/* True if it ends with a word of years, dates or periods, or says nothing. */
bool timehead_may_be_years(const struct label_path *column);

/* True if it ends with any word of time. */
bool timehead_is_time(const struct label_path *column);

/* True if plain numbers below it are months: it says 月, or a cell below it does, in rows up
 * to `end`. */
bool timehead_has_months(const struct head *head, size_t column, size_t end);

/* True if plain numbers below it are quarters: it says 四半期. */
bool timehead_is_quarter(const struct label_path *column);

/* True for a cell that is a number of one or two digits, with a mark or a bracket behind it at
 * most. */
bool timehead_is_bare(struct arena *arena, const char *text);

/* 第2四半期 for 2 or Ⅱ below such a head; another text is given back. */
const char *timehead_quarter(struct arena *arena, const char *text);

#endif
