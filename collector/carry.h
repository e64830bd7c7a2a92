/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * carry: periods in a run of cells, down a column or across a head, where a year printed once
 * holds for the cells behind it. Layer: collector.
 *
 * A 年度 turns in April, months that fall from 12 to 1 turn the year.
 */
#ifndef COLLECTOR_CARRY_H
#define COLLECTOR_CARRY_H

#include "collector/grid.h"
#include "config/settings.h"
#include "core/arena.h"
#include "core/periodread.h"

#include <stdbool.h>

enum carry_reading {
    CARRY_READ,
    CARRY_BLANK,
    CARRY_YEAR,       /* only the year for the cells behind */
    CARRY_UNREADABLE, /* err says why */
    CARRY_PASSED_OVER /* a total, a mean, a comparison, a note */
};

struct carry {
    struct periodread_context context;
    int year; /* fixed for the cells behind; 0 = the context carries it */
    bool year_is_fiscal;
    bool beside; /* the year stands in a line of its own: it stays */
};

/* What the grid says of the era of years like 21年度 (a head such as 年度（平成）, in rows up
 * to `last`), or else the configuration; 0 = nothing. Two eras say nothing. */
int carry_era(const struct indicator *indicator, const struct grid *grid, size_t last);

struct carry carry_start(const struct indicator *indicator, int era);

/* A cell that holds a year and no more; `fiscal` says that its head is 年度. */
bool carry_is_year(const struct carry *carry, const char *text, bool fiscal, int *year,
                   bool *is_fiscal);

/* The line beside the cells: if it holds a year, or a plain number behind a year of an era (8
 * below 令和7年), the cells behind are of it, and it returns true. */
bool carry_beside(struct carry *carry, const char *text, bool fiscal);

/* The cells behind have no year. */
void carry_forget(struct carry *carry);

/* Gives the months behind a year to begin with. */
void carry_set_year(struct carry *carry, int year, bool fiscal);

enum carry_reading carry_read(struct carry *carry, const char *text, struct period *out,
                              struct err *err);

/* The same for labels, among which are those that label_passes_over. */
enum carry_reading carry_read_label(struct carry *carry, const char *text, struct arena *arena,
                                    struct period *out, struct err *err);

/* Series whose periods lie within a year. */
bool carry_is_within_year(enum frequency frequency);

#endif
