/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gates_lost: part of gates: periods that the document before had and this one has not,
 * between others that it has: figures that may have been taken back. Layer: collector.
 *
 * Which periods the document before had is known only when what is known of its reach is as
 * many; only a table that runs through time (most of its reach, and several periods) misses
 * any; and only what this source said is its to take back.
 */
#ifndef COLLECTOR_GATES_LOST_H
#define COLLECTOR_GATES_LOST_H

#include "collector/gates.h"

#include <stdbool.h>

/* Fills found->lost and found->lost_reason; the document reaches as far as `now`. */
void gates_lost_find(const struct gates_case *judged, const struct held_reach *now,
                     struct arena *arena, struct gates_findings *found);

/* True if so many of what the document before had are no small part of it. */
bool gates_lost_is_many(const struct gates_case *judged, size_t count);

/* True if so many are lost that it is the document as a whole that is odd. */
bool gates_lost_many(const struct gates_case *judged, const struct gates_findings *found);

/* True if what is missing are but few lost periods, which are held one by one; the document as
 * a whole is as it was. */
bool gates_lost_explains(const struct gates_case *judged, const struct held_reach *now,
                         const struct gates_findings *found);

#endif
