/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * life: what becomes of an alert, and whether people are told. Pure. Layer: alerts.
 *
 * An alert is told when it is raised, again after `remind` releases, when what kept it quiet
 * (a silence, an acknowledgement with an end) is over, and when it is resolved, if it had been
 * told of at all. While it is inhibited (its source has a problem of its own, which is told)
 * it is raised and not told; afterwards it is.
 */
#ifndef ALERTS_LIFE_H
#define ALERTS_LIFE_H

#include "alerts/standing.h"
#include "core/alert.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct life {
    const struct alert *before; /* NULL = none is open or pending */
    enum standing_state standing;
    int64_t now;
    int64_t silenced; /* until when; 0 = not silenced */
    bool inhibited;
    size_t releases; /* that came since it was told */
    bool newer;      /* one came since it was judged last */
    size_t remind;   /* 0 = never */
};

struct life_step {
    bool exists; /* there is an alert, if only to be resolved */
    enum alert_state state;
    bool tell;
    enum alert_occasion occasion;
};

struct life_step life_go_on(const struct life *life);

/* True if time alone (the end of a silence, of an acknowledgement, of an inhibition) changes
 * an alert whose rule need not be judged anew. */
bool life_is_due(const struct alert *open, int64_t now, int64_t silenced, bool inhibited);

#endif
