/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * linkdate: the date by which an address or the text of a link names a document of a series.
 * Layer: collector. Pure.
 */
#ifndef COLLECTOR_LINKDATE_H
#define COLLECTOR_LINKDATE_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct linkdate {
    size_t start; /* bytes of the text: [start, end) */
    size_t end;
    const char *pattern; /* PCRE of it, with the groups era, year and month */
    int year;            /* Western */
    int month;           /* 0 = none */
};

/* The last date with a month in the text, else the last with a year alone; false when there is
 * none. A letter for an era (R6) counts only with two digits or a month. */
bool linkdate_find(const char *text, struct arena *arena, struct linkdate *out);

#endif
