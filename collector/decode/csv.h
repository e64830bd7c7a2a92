/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv: separated text (comma, tab, semicolon) as one grid. Layer: collector.
 *
 * The separator is found by content. A quote opens at the start of a cell only; doubled
 * quotes, line ends inside quotes, ="0123" and a leading apostrophe are understood. Rows end
 * with CRLF, LF or a lone CR; runs of empty lines become one empty row. The grid is named
 * after the nearest line of text above the table. The lines as they stand are the running
 * text.
 *
 * SDMX-CSV (1.0 and 2.x) is known by its first head, STRUCTURE or DATAFLOW: the character
 * behind it is the separator. Rows whose ACTION is D are left out, `A: Value A` cells below
 * `DIM_1: Dimension 1` heads become two columns, `~` (switched off) an empty cell, and a
 * decimal comma in OBS_VALUE a point (with `;` only; SDMX writes no thousands). TIME_PERIOD is
 * read by sdmxtime.
 */
#ifndef COLLECTOR_DECODE_CSV_H
#define COLLECTOR_DECODE_CSV_H

#include "collector/decode.h"

#define CSV_CELL_MAX ((size_t)1 << 20) /* bytes of UTF-8 in one cell */

/* True for anything that may be text and is no prose. */
bool csv_recognise(const struct document *document);

/* ERR_DATA with the line for an unclosed quote or a cell or document beyond its limit, and
 * with the offset for bytes that are not of the encoding. */
int csv_decode(const struct document *document, struct grids *out, struct err *err);

/* --- csv_prose.c --- */

/* True for running text: sentences, or words with figures such as 206,512, and no two lines
 * that are separated alike. */
bool csv_prose(const struct document *document);

/* --- csv_sdmx.c --- */

/* The separator of SDMX-CSV; '\0' when the text is none. */
char csv_sdmx_separator(const char *text, size_t length);

/* Turns the grid of an SDMX-CSV into plain columns and rows, as said above. ERR_DATA when that
 * makes more than GRID_CELLS_MAX cells. */
int csv_sdmx_tidy(struct grids *grids, struct grid *grid, char separator, struct err *err);

#endif
