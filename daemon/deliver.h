/* SPDX-License-Identifier: GPL-3.0-or-later */
/* deliver: empties the outbox: at least once, never silently dropped. Layer: daemon. */
#ifndef DAEMON_DELIVER_H
#define DAEMON_DELIVER_H

#include "config/settings.h"
#include "core/err.h"
#include "ledger/ledger.h"

#include <stddef.h>
#include <stdint.h>

/* Tries every message not yet delivered and notes the outcome with it; what fails stays for
 * the next cycle. -1 only when the ledger fails. */
int deliver_run(struct ledger *ledger, const struct settings *settings, int64_t now,
                size_t *delivered, size_t *waiting, struct err *err);

#endif
