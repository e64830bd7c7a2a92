/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdfglue: heads that stand so near to each other that they pass for one (電話 来所). Layer:
 * collector; used by the pdf decoder only.
 *
 * Words of a head may be heads of columns of their own; what is in brackets goes with what
 * stands before it. The figures below decide: one reaches below both             one column,
 * unless another row has several each stands below one of them, a   as many columns row has
 * several, and each head has its own else                               nobody knows whose a
 * figure is: no cell of the column may pass for a figure But words no further apart than a
 * space, over one figure a row, are one head; so are words a little further apart, over
 * figures below one of them alone.
 */
#ifndef COLLECTOR_DECODE_PDFGLUE_H
#define COLLECTOR_DECODE_PDFGLUE_H

#include "collector/decode/pdfcolumns.h"
#include "collector/decode/pdftable.h"

#include "core/arena.h"

#include <stddef.h>

/* Parts table->columns where they are several; `body` is the first line with a figure beside
 * its label. Sets table->doubts. */
void pdfglue_settle(const struct pdflines *lines, size_t body, struct arena *arena,
                    struct pdftable *table);

#endif
