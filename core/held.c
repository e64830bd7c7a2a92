/* SPDX-License-Identifier: GPL-3.0-or-later */
/* held: see held.h. */
#include "core/held.h"

static const char *const GATES[] = {
    [HELD_RANGE] = "range", [HELD_SCALE] = "scale", [HELD_ROWS] = "rows",
    [HELD_FLAT] = "flat",   [HELD_UNIT] = "unit",
};

static const char *const STATES[] = {
    [HELD_OPEN] = "held",
    [HELD_RELEASED] = "released",
    [HELD_DROPPED] = "dropped",
    [HELD_SUPERSEDED] = "superseded",
};

const char *held_gate_name(enum held_gate gate)
{
    return GATES[gate];
}

const char *held_state_name(enum held_state state)
{
    return STATES[state];
}

bool held_is(const struct held *held, const struct observation *observation)
{
    const struct observation *kept = &held->observation;

    if (held->whole || kept->status != observation->status ||
        period_compare(kept->period, observation->period) != 0)
        return false;
    return kept->status == OBSERVATION_MISSING ||
           decimal_compare(kept->value, observation->value) == 0;
}
