/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * handover: one document for whoever takes the office over: what is open, what must be entered
 * by hand and who knows it, which sources were in trouble and how that ended, what is held,
 * what sections said, who answers for what, and the coming twelve months. Layer: daemon. From
 * the ledger and the configuration alone; what is none is said to be none.
 */
#ifndef DAEMON_HANDOVER_H
#define DAEMON_HANDOVER_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/err.h"
#include "graphs/paper.h"
#include "ledger/ledger.h"

#include <stdint.h>

/* Composes it; all lives in the arena. For the office only: it shows all, whatever the edition
 * is. */
int handover_compose(struct ledger *ledger, const struct settings *settings, int64_t now,
                     struct arena *arena, struct paper *out, struct err *err);

#endif
