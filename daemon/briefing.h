/* SPDX-License-Identifier: GPL-3.0-or-later */
/* briefing: a brief (graphs/brief.h) from what the ledger holds. Layer: daemon. */
#ifndef DAEMON_BRIEFING_H
#define DAEMON_BRIEFING_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/err.h"
#include "core/period.h"
#include "graphs/paper.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stdint.h>

struct briefing_order {
    const struct indicator *indicator; /* that the edition shows */
    bool has_period;                   /* else its newest value */
    struct period period;
    int64_t now;
};

/* Composes it; all lives in the arena. ERR_DATA where a period is asked for that has no value.
 */
int briefing_compose(struct ledger *ledger, const struct settings *settings,
                     const struct briefing_order *order, struct arena *arena,
                     struct paper *out, struct err *err);

#endif
