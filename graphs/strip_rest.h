/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * strip_rest: the last row of the strip, the sum of the programs that have no row of their
 * own. Layer: graphs.
 */
#ifndef GRAPHS_STRIP_REST_H
#define GRAPHS_STRIP_REST_H

#include "graphs/strip.h"

struct strip_rest {
    struct strip_row row; /* years and amounts of all of them, year by year */
    size_t programs;
    size_t loans; /* counted, in no sum */
    size_t dated;
    size_t unknown;       /* without an amount */
    int64_t thousand_yen; /* the newest amount of each */
    int year;             /* of them */
    enum amount_kind kind;
    bool mixed; /* of several years or kinds */
};

/* Adds what a row would have shown. An amount of several kinds in one year has the kind
 * AMOUNT_NONE. */
void strip_rest_add(struct strip_rest *rest, const struct strip_row *row);

/* The row; its words live in the arena. `newest` is the fiscal year where nothing is dated. */
struct strip_row strip_rest_row(const struct strip_rest *rest, enum language language,
                                int newest, struct arena *arena);

#endif
