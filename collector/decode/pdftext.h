/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdftext: a page as running text in reading order. Layer: collector; used by the pdf decoder
 * only.
 *
 * Line by line from the top, a space between words that stand apart; but where blocks of three
 * and more lines of prose stand beside each other (columns), one block after the other.
 */
#ifndef COLLECTOR_DECODE_PDFTEXT_H
#define COLLECTOR_DECODE_PDFTEXT_H

#include "collector/decode/pdftable.h"

#include "core/buf.h"

/* Appends the page's lines, each ended by \n; out's limit bounds it. `rows` are the lines
 * joined, in which the tables were found. */
void pdftext_write(const struct pdfpage *page, const struct pdflines *lines,
                   const struct pdflines *rows, const struct pdftables *tables,
                   struct buf *out);

#endif
