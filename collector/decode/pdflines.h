/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdflines: the words of a page as lines from top to bottom, and of each line the pieces that
 * stand together. Layer: collector; used by the pdf decoder only.
 *
 * A piece is what may be one cell: words with a space between them, a mark with its digits
 * (▲ 15.4), letters spaced out (業　況). Two figures never are one piece.
 */
#ifndef COLLECTOR_DECODE_PDFLINES_H
#define COLLECTOR_DECODE_PDFLINES_H

#include "collector/decode/pdfwords.h"

#include <stdbool.h>
#include <stddef.h>

struct pdfpiece {
    double x0;
    double x1;
    const struct pdfword *words; /* from left to right */
    size_t count;
    bool figure; /* see pdflines_is_figure */
};

struct pdfline {
    double y0; /* of its words, on the average */
    double y1;
    const struct pdfword *words;
    size_t word_count;
    const struct pdfpiece *pieces;
    size_t count;
    size_t first; /* lines as printed that it is made of, see pdflines_join */
    size_t last;
};

struct pdflines {
    const struct pdfline *items;
    size_t count;
};

/* Sorts the page's words. All belongs to the page's arena. */
struct pdflines pdflines_make(struct pdfpage *page);

/* Lines that overlap in height and have no x in common are one: a label over two lines beside
 * figures between them, a head over one line beside heads over two; but a piece over several
 * of the line below is a head of these. At most three lines make one; pieces one below the
 * other become one piece. All belongs to the arena. */
struct pdflines pdflines_join(const struct pdflines *lines, struct arena *arena);

/* A number with little around it (▲25.6, 1,234人, (52.0%)), a mark for none (-, …, x) or a
 * grade (◎). A date or a month is none. */
bool pdflines_is_figure(const char *text);

/* A sign by itself: ▲ △ - − + and the like. */
bool pdflines_is_sign(const char *text);

/* The words from left to right, or going on in a line below, as one text in the arena; with a
 * space where one stands. */
const char *pdflines_text(const struct pdfword *words, size_t count, struct arena *arena);

#endif
