/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdfbeside: tables that stand side by side under titles in one line (表2 A館　表3 B館).
 * Layer: collector; used by the pdf decoder only.
 */
#ifndef COLLECTOR_DECODE_PDFBESIDE_H
#define COLLECTOR_DECODE_PDFBESIDE_H

#include "collector/decode/pdflines.h"

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>

#define PDFBESIDE_MAX 4 /* tables side by side */

/* Begins as titles do: 表2, 第3表, 表-1, 図表4. */
bool pdfbeside_is_title(const struct pdfpiece *piece);

/* The line with two or more titles over the lines first..last, at most a few lines above
 * `first` and not above `least`; false = there is none. */
bool pdfbeside_find(const struct pdflines *lines, size_t least, size_t first, size_t last,
                    size_t *title);

/* The lines title..last in as many parts as there are titles, each with its own pieces only
 * (lines without any are left out). Between two titles they are cut where the widest gutter
 * runs through all lines; 0 = none is clearly the widest. All belongs to the arena. */
size_t pdfbeside_split(const struct pdflines *lines, size_t title, size_t last,
                       struct arena *arena, struct pdflines parts[PDFBESIDE_MAX]);

#endif
