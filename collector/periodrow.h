/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * periodrow: the head rows of a table that hold periods, read across. Layer: collector.
 *
 * Years may stand in the row of the months, or above the first of them; where no year is
 * printed at all, the table's title gives it, or at last what the cells store and do not show
 * (collector/storedyear.h). A table without such a row, with one column of figures, may have
 * the period of its title (collector/titleperiod.h). Columns of totals, means and comparisons
 * hold no period; those of an outlook are forecasts. Other words over or under the periods are
 * measures.
 */
#ifndef COLLECTOR_PERIODROW_H
#define COLLECTOR_PERIODROW_H

#include "collector/carry.h"
#include "collector/grid.h"
#include "collector/measure.h"
#include "config/settings.h"
#include "core/arena.h"
#include "core/err.h"

#include <stdbool.h>

struct periodrow_column {
    bool has; /* a period */
    struct period period;
    struct period named;            /* see take_cell */
    enum observation_status status; /* OBSERVATION_FORECAST for an outlook */
    const char *why;                /* it looks like a period and is none; NULL = neither */
    const char *path;               /* for people */
};

/* What the columns say besides their periods is in `measures`, one for each. */

struct periodrow {
    const struct grid *grid;
    size_t first; /* row */
    size_t row;   /* the one with the periods */
    size_t last;  /* row; the data begin below */
    size_t left;  /* first column with a period; the labels stand left of it */
    struct periodrow_column *columns;
    struct measure *measures;
    size_t count;
    const char *title; /* that gives the period; NULL = a row does */
    bool headless;     /* then: no head stands above the data, which begin in row 0 */
    int era;           /* of years printed without one */
    struct carry end;  /* as the last period left it */
};

enum periodrow_below {
    PERIODROW_DATA,
    PERIODROW_HEAD,
    PERIODROW_WITHOUT_YEAR /* a head of months that nothing gives a year */
};

/* Finds the first head that holds the indicator's periods. All it hands out belongs to the
 * arena. ERR_DATA when there is none, or one without a year. */
int periodrow_find(const struct indicator *indicator, const struct grid *grid,
                   struct arena *arena, struct periodrow *out, struct err *err);

/* Takes the period from every column that is not wanted (see measure.h). ERR_DATA when that
 * is not certain. */
int periodrow_choose(const struct indicator *indicator, struct periodrow *head,
                     struct arena *arena, struct err *err);

/* What the row is, below a head: where the table goes on below with further periods, *out is
 * the new head. */
enum periodrow_below periodrow_again(const struct indicator *indicator,
                                     const struct periodrow *before, size_t row,
                                     struct arena *arena, struct periodrow *out);

#endif
