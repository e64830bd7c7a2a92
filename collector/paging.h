/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paging: from one page of a source to the next. Layer: collector.
 *
 * A decoder says in grids->next what to ask for (`offset=32000`). Pages end with "", after
 * PAGING_PAGES_MAX, or when the publisher does not get on: a position that is not beyond the
 * one before is refused, so that no reply can keep a cycle going round.
 */
#ifndef COLLECTOR_PAGING_H
#define COLLECTOR_PAGING_H

#include "core/arena.h"
#include "core/err.h"

#include <stddef.h>
#include <stdint.h>

#define PAGING_PAGES_MAX 100 /* of one source in one cycle */

struct paging {
    const char *url; /* of the page at hand; in the arena */
    struct arena *arena;
    size_t pages;     /* up to and with the page at hand */
    int64_t position; /* of the page at hand */
};

/* Starts with the first page. */
void paging_init(struct paging *paging, const char *url, struct arena *arena);

/* Goes to the page that `next` asks for: `NAME=NUMBER`, with letters, digits and _ in the
 * name. paging->url is then its address: that of the page before with the parameter added, or
 * with its number replaced; everything else of it stays. Returns 1; 0 when `next` is "" (this
 * was the last page); -1 with ERR_DATA when it is no such parameter, does not get on, or there
 * are too many pages. */
int paging_next(struct paging *paging, const char *next, struct err *err);

#endif
