/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdfwords: what `pdftotext -bbox-layout` prints, page by page. Layer: collector; used by the
 * pdf decoder only.
 *
 * Lengths are points from the upper left corner. Words without a size, far outside every page
 * or without a place that is a number are passed over. A page that is mostly sideways is
 * turned; single sideways words of other pages are left out of `words`. Words
 * of fonts that claim much more room than their letters take are cut to these in height.
 */
#ifndef COLLECTOR_DECODE_PDFWORDS_H
#define COLLECTOR_DECODE_PDFWORDS_H

#include "core/arena.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

#define PDFWORDS_PAGES_MAX 10000
#define PDFWORDS_MAX 100000 /* on one page */

struct pdfword {
    double x0;
    double y0;
    double x1;
    double y1;
    const char *text;
    size_t characters;
    size_t block; /* as the filter grouped them, from 0 */
};

struct pdfpage {
    int number; /* from 1 */
    struct pdfword *words;
    size_t count;
    size_t blocks;       /* with words */
    bool vertical;       /* mostly vertical writing: words are as they came */
    size_t characters;   /* in all words, those left out too */
    struct arena *arena; /* of this page */
};

/* Calls `take` for each page in turn; it may sort the words. What it is given is valid until
 * it returns; non-zero ends the reading. ERR_DATA for what is not well-formed or beyond a
 * limit. */
int pdfwords_read(const void *bytes, size_t length,
                  int (*take)(struct pdfpage *page, void *context, struct err *err),
                  void *context, struct err *err);

#endif
