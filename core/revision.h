/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * revision: the last big change that a publisher made to a figure that stood. Layer: core.
 * Pure.
 *
 * Big is what is larger than the typical change from one period to the next (the median of
 * their sizes): a revision below it moves nobody's judgement. Where fewer than
 * REVISION_CHANGES changes are known nothing is typical, and no revision is big.
 */
#ifndef CORE_REVISION_H
#define CORE_REVISION_H

#include "core/arena.h"
#include "core/series.h"

#include <stdbool.h>

#define REVISION_CHANGES 4

struct revision {
    struct period period;
    struct decimal former; /* what stood before */
    struct decimal now;    /* what stands */
    int64_t at;            /* when it was recorded */
    bool reread;           /* of a walk: the publisher changed nothing */
};

/* True if the same document was read otherwise: `item` took the place of `before`, and nobody
 * entered it by hand. A reread is no revision. */
bool revision_is_reread(const struct observation *before, const struct observation *item);

/* The newest big revision of `series` (what stands) by its `vintages` (all versions, by period
 * then as recorded; those set aside do not count, and what a document was read as first does
 * not where it was read otherwise since). False when there is none. */
bool revision_find(const struct series *series, const struct series *vintages,
                   struct arena *arena, struct revision *out);

/* One after the other: what was changed of values that stood since the period `newest` was
 * first recorded, and before `until` (INT64_MAX = ever since), by period. Changes to what the
 * publisher calls missing, and from it, are none; rereads are told as such. */
struct revision_walk {
    const struct series *vintages;
    int64_t from, until;
    size_t at;
    const struct observation *stood;
};
void revision_start(struct revision_walk *walk, const struct series *vintages,
                    struct period newest, int64_t until);
bool revision_next(struct revision_walk *walk, struct revision *out);

#endif
