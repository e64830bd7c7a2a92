/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * keeping: lets go of documents that gave nothing, as `keep` of site and source says. Layer:
 * daemon. Once a day, and when what is to be kept changed.
 */
#ifndef DAEMON_KEEPING_H
#define DAEMON_KEEPING_H

#include "config/settings.h"
#include "core/err.h"
#include "ledger/ledger.h"

#include <stddef.h>
#include <stdint.h>

/* *dropped counts the documents let go: those that every source that gave them keeps no
 * longer. Not in a transaction. */
int keeping_run(struct ledger *ledger, const struct settings *settings, int64_t now,
                size_t *dropped, struct err *err);

#endif
