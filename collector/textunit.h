/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * textunit: the unit that running text prints above a figure: （単位：千人）, or a line that
 * is one, （千人）. Layer: collector.
 */
#ifndef COLLECTOR_TEXTUNIT_H
#define COLLECTOR_TEXTUNIT_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct textunit {
    const char *text; /* NFKC */
    const char *wanted;
    size_t next;        /* read up to here */
    const char *unit;   /* the only one so far that fits `wanted`; "" = none */
    const char *second; /* another that fits and differs; "" = none */
};

struct textunit textunit_start(const char *text, const char *wanted);

/* Reads on up to byte `end`; called with growing ends. What it finds belongs to `arena`. */
void textunit_read(struct textunit *units, size_t end, struct arena *arena,
                   struct arena *scratch);

/* The unit right behind a figure that ends at byte `end`; "" = the figure holds it itself,
 * NULL = there is none that fits. */
const char *textunit_beside(const struct textunit *units, const char *figure, size_t end,
                            struct arena *scratch);

#endif
