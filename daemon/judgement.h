/* SPDX-License-Identifier: GPL-3.0-or-later */
/* judgement: the rules of a cycle on the ledger, and what is to be told into the outbox.
 * Layer: daemon. */
#ifndef DAEMON_JUDGEMENT_H
#define DAEMON_JUDGEMENT_H

#include "config/settings.h"
#include "core/err.h"
#include "ledger/ledger.h"

#include <stddef.h>
#include <stdint.h>

struct judgement_counts {
    size_t raised;
    size_t resolved;
};

/* Within a transaction: judges every rule whose series or words changed since it was judged
 * last, saves what changed and queues a message for each alert raised or resolved. An open
 * alert whose rule is no longer configured, or watches another indicator or other periods now,
 * is resolved without a message; of an indicator that is refused (daemon/identity) nothing is
 * judged. */
int judgement_run(struct ledger *ledger, const struct settings *settings, int64_t now,
                  struct judgement_counts *counts, struct err *err);

#endif
