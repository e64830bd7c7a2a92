/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdfcolumns: where the columns of a table stand. Layer: collector; used by the pdf decoder
 * only.
 *
 * A column is what is covered by the pieces of the full lines (those with at least 60 % of the
 * widest line's pieces); between two columns runs a gutter that at most one full line in ten
 * crosses. Pieces of other lines with a figure that stand in a gutter make columns of their
 * own. A column of nothing but signs belongs to the figures on its right, unless it has a head
 * of its own; and a head that stands beside its figures, not over them, to these.
 */
#ifndef COLLECTOR_DECODE_PDFCOLUMNS_H
#define COLLECTOR_DECODE_PDFCOLUMNS_H

#include "collector/decode/pdflines.h"

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>

#define PDFCOLUMNS_MAX 500

struct pdfcolumn {
    double x0;
    double x1;
};

struct pdfcolumns {
    const struct pdfcolumn *items; /* from left to right, not overlapping */
    size_t count;
};

/* The columns of lines[0..count-1]; none when there are more than PDFCOLUMNS_MAX. */
struct pdfcolumns pdfcolumns_find(const struct pdfline *lines, size_t count,
                                  struct arena *arena);

/* The first and the last column that x0..x1 overlaps; false = none, and *first is the one on
 * its left (0 when it stands before all). */
bool pdfcolumns_span(const struct pdfcolumns *columns, double x0, double x1, size_t *first,
                     size_t *last);

/* The column that x0..x1 overlaps most; if none, the nearest. */
size_t pdfcolumns_nearest(const struct pdfcolumns *columns, double x0, double x1);

#endif
