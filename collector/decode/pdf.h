/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf: tables of a PDF as grids, its text in reading order. Layer: collector.
 *
 * What is read is the output of `pdftotext -bbox-layout`: words with their places. Words
 * become lines, lines tables (decode/pdftable.h says what a table is), by position alone: the
 * order in the file does not matter. Each table is a grid, named by the nearest line of text
 * above it; that line and the captions between are its first rows. Tables side by side under
 * titles in one line (表2 … 表3 …) are grids of their own. A table that goes on over
 * pages is one grid. A page that is printed sideways is turned; pages in vertical writing and
 * pages without words are passed over, and a document that has little else is refused by name.
 */
#ifndef COLLECTOR_DECODE_PDF_H
#define COLLECTOR_DECODE_PDF_H

#include "collector/decode.h"

#include <stdbool.h>

#define PDF_TEXT_MAX ((size_t)64 << 20) /* bytes of running text in one document */

/* By its first bytes, or what follows within 1024 others. */
bool pdf_recognise(const struct document *document);

/* Words for a failure of the filter: encrypted, damaged; NULL = unknown. */
const char *pdf_explain(const char *said);

/* ERR_DATA for a document without words (scanned), in vertical writing, cut off, or beyond a
 * limit; the page is named. */
int pdf_decode(const struct document *document, struct grids *out, struct err *err);

#endif
