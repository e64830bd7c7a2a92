/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * published: the day on which a document says it was published. Layer: collector.
 *
 * By a pattern of the source over the document's text (NFKC) where one is configured, else
 * where the format has a place for nothing else (e-Stat's OPEN_DATE and UPDATED_DATE). What
 * only says when a server sent or made the bytes (Last-Modified, SDMX Prepared, a reply's
 * DATE) is not it.
 */
#ifndef COLLECTOR_PUBLISHED_H
#define COLLECTOR_PUBLISHED_H

#include "collector/grid.h"
#include "core/arena.h"
#include "core/series.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct published {
    bool said;
    int32_t day;         /* a day number */
    const char *problem; /* why it is not known although it should be; NULL = nothing */
};

/* `pattern` has a group (?<date>...); "" or NULL = none is configured. Every match must give
 * the same day, which is not after `today`. Texts are of the arena. */
void published_read(const struct grids *grids, const char *pattern, int32_t today,
                    struct arena *arena, struct published *out);

/* The pattern, of a few known ones, by which the text plainly says it (公表日
 * 令和8年11月30日), and what it is; PUBLISHED_NONE = it does not. */
enum { PUBLISHED_NONE = -1, PUBLISHED_PATTERNS = 3 };
int published_suggest(const struct grids *grids, int32_t today);
const char *published_pattern(int number);

/* Dates each of the observations, if the day is known. */
void published_date(const struct published *published, struct observation *observations,
                    size_t count);

#endif
