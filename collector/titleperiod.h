/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * titleperiod: the one period that the titles above a table give to all its figures, where the
 * table names none: 人口（令和8年10月末現在）. Layer: collector.
 *
 * A day or a month within the indicator's period dates it only with a word that says so (現在,
 * 時点, 末); a day of issue (公表, 更新, 版) dates nothing. Where titles speak of no date at
 * all, the link that led to the document does.
 */
#ifndef COLLECTOR_TITLEPERIOD_H
#define COLLECTOR_TITLEPERIOD_H

#include "collector/grid.h"
#include "config/settings.h"
#include "core/arena.h"
#include "core/err.h"

#include <stddef.h>

struct titleperiod {
    struct period period;
    struct period named; /* see take_cell */
    const char *text;    /* the title, in the arena */
};

/* Reads the grid's name and the rows above `row`, where the table's head or its data begin.
 * ERR_DATA says why there is no such period: the titles name none, or several, or what they
 * name is none; or something in the table looks like a date itself. */
int titleperiod_find(const struct indicator *indicator, const struct grid *grid, size_t row,
                     struct arena *arena, struct titleperiod *out, struct err *err);

#endif
