/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gates: what was picked from a document against what is known: which observations are held
 * instead of recorded, and why. Pure. Layer: collector.
 *
 * Only what would change something is judged, and nothing is held for ever: see
 * daemon/quarantine. What a layout cannot take at all (no number, a period that has not begun)
 * is not a matter of belief: it stays a problem of the pick.
 */
#ifndef COLLECTOR_GATES_H
#define COLLECTOR_GATES_H

#include "collector/pick.h"
#include "config/settings.h"
#include "core/arena.h"
#include "core/held.h"

#include <stdbool.h>
#include <stddef.h>

struct gates_case {
    const struct indicator *indicator;
    const struct pick *pick;
    const bool *news;           /* one per observation: it would be added or revise */
    const struct series *known; /* what stands */
    struct held_reach before;   /* of the source's last document read the same way */
    enum language language;     /* of the reasons */
    const char *source;         /* who speaks */
};

struct gates_finding {
    bool held;
    enum held_gate gate;
    const char *reason; /* in the arena */
};

struct gates_findings {
    struct gates_finding *each; /* one per observation */
    struct gates_finding rows;  /* the document as a whole lost periods, or many figures */
    struct gates_finding unit;  /* figures of it were not read: their unit does not fit */
    struct period *lost;        /* that it has no more, between others (gates_lost.h) */
    size_t lost_count;
    const char *lost_reason;
};

void gates_judge(const struct gates_case *judged, struct arena *arena,
                 struct gates_findings *out);

/* Fills in how far the figures of a document reach, without blanks at its end; periods 0 when
 * not everything in it could be read. */
void gates_reach(const struct pick *pick, struct held_reach *out);

#endif
