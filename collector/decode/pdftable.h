/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdftable: the tables among the lines of a page. Layer: collector; used by the pdf decoder
 * only.
 *
 * A line may belong to a table when it has three pieces, or two of which the second is a
 * figure. A table is a run of such lines, each with at least half of its pieces below pieces
 * of the widest line before or of the last, interrupted by at most two other lines; it has two
 * or more lines of three pieces, or three or more of two, and of the pieces that are not first
 * in their line a quarter are figures. So prose in columns is no table, and a table of words
 * is none either: it holds no observations.
 *
 * A new table begins where a line of text stands between and the line below it has no figure,
 * and where the page leaves more room than usual before a line without figures. Short lines
 * over single columns (2016年 above the months) are heads.
 */
#ifndef COLLECTOR_DECODE_PDFTABLE_H
#define COLLECTOR_DECODE_PDFTABLE_H

#include "collector/decode/pdfcolumns.h"
#include "collector/decode/pdflines.h"

#include <stddef.h>

#define PDFTABLE_CELLS_MAX 2000000 /* in one table of a page */
#define PDFTABLE_CELL_MAX 1024     /* bytes: nothing is added to a cell that has more */

struct pdftable {
    const char *title;     /* the nearest line of text above it; "" = none */
    const char **captions; /* lines between title and table: units, dates of issue */
    size_t caption_count;
    struct pdfcolumns columns;
    const char **doubts; /* of each column: `電話？来所？` before each of its figures, since
                            nobody can tell whose they are; "" = none */
    const char ***rows; /* columns.count cells each; "" = empty, never NULL */
    size_t row_count;
    size_t head_count; /* of these, rows above the first with a figure */
    size_t first_line; /* of the joined ones; title and captions not counted */
    size_t last_line;
};

struct pdftables {
    struct pdftable *items;
    size_t count;
};

/* From the top of the page to its foot; `lines` are joined ones. All belongs to the arena.
 * ERR_DATA beyond a limit. */
int pdftable_find(const struct pdflines *lines, struct arena *arena, struct pdftables *out,
                  struct err *err);

#endif
