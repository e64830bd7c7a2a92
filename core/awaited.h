/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * awaited: which period of an indicator is expected next, and how that stands now. Layer:
 * core. Pure but for the local time zone.
 *
 *   scheduled ─ its day comes ─► due ─ the grace is over ─► overdue
 *       ▲                          └───── it is there ──────────┘
 *       └────────────── received: the next one is scheduled
 */
#ifndef CORE_AWAITED_H
#define CORE_AWAITED_H

#include "core/period.h"
#include "core/release.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum awaited_state {
    AWAITED_NONE,  /* no calendar */
    AWAITED_ENDED, /* a list of announced dates that is used up: nobody knows the next one */
    AWAITED_SCHEDULED,
    AWAITED_DUE, /* its day has come; the grace lasts */
    AWAITED_OVERDUE
};

struct awaited {
    enum awaited_state state;
    bool nothing; /* no period is there yet */
    /* Only where a period is awaited (scheduled, due, overdue): */
    struct period period; /* the first that is not there */
    struct period last;   /* the newest that the same release brings, or that is due by now */
    struct release_moment moment;
    int64_t opens; /* instants: it is due from then, overdue from then */
    int64_t overdue;
    size_t missing; /* periods that are overdue */
};

/* `newest`: the newest period that was recorded, with a value or as not published; NULL = none
 * yet, and nothing before the newest that should be there now is awaited. */
void awaited_find(const struct release *release, struct release_grace grace,
                  enum frequency frequency, const struct period *newest, int64_t now,
                  struct awaited *out);

/* True when its day has come and it is not there: due or overdue. */
bool awaited_is_open(const struct awaited *awaited);

/* "none", "ended", "scheduled", "due", "overdue" */
const char *awaited_name(enum awaited_state state);

#endif
