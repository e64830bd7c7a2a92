/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * titleyear: the year that the titles above a table give to months printed without one. Layer:
 * collector.
 */
#ifndef COLLECTOR_TITLEYEAR_H
#define COLLECTOR_TITLEYEAR_H

#include "collector/carry.h"
#include "collector/grid.h"

#include <stdbool.h>

#define TITLEYEAR_WHY_SIZE 200

struct titleyear_months {
    int last;                     /* 1-12 */
    int turns;                    /* how often the months fall */
    bool counted;                 /* out: the year was counted back from the last month */
    char why[TITLEYEAR_WHY_SIZE]; /* out: of what a title does not date; "" = nothing to say */
};

/* Gives `carry` the year of the first month: counted back from the month of the report, or the
 * one year that the name of the grid and the rows above `row` name as that of the figures
 * (collector/titledate.h). False when they name none, or several, or one of something else. */
bool titleyear_find(const struct grid *grid, size_t row, struct titleyear_months *months,
                    struct carry *carry);

/* True if the titles name years, and none in which months of the years first..last can stand
 * or be published. */
bool titleyear_excludes(const struct grid *grid, size_t row, int first, int last);

#endif
