/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdfhead: heads that stand over several columns. Layer: collector; used by the pdf decoder
 * only.
 *
 * A PDF has no merged cells, only a text in the middle of what it covers. Such a head goes
 * into its first column, as in other formats. Nothing tells for certain how far it reaches;
 * it is read so:
 *   a year over months        begins at the first of the rising months (3月 4月 5月) it stands
 *                             over, or at its own column when the months fall there (12月 1月)
 *   other heads               reach as far to both sides, if all heads of the line together
 *                             then follow each other without a hole and cover each column
 *                             below once, or several each; else only what they overlap
 */
#ifndef COLLECTOR_DECODE_PDFHEAD_H
#define COLLECTOR_DECODE_PDFHEAD_H

#include "collector/decode/pdfcolumns.h"

/* The head line below, by columns. */
struct pdfhead_below {
    const char *const *texts;       /* "" = none */
    const struct pdfcolumn *ranges; /* the columns with their heads */
};

/* Sets starts[i] to the column of each piece of a head line; `below` is NULL for the lowest.
 */
void pdfhead_place(const struct pdfline *line, const struct pdfcolumns *columns,
                   const struct pdfhead_below *below, size_t *starts);

#endif
