/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * watch: the alerts of the sources themselves (alerts/upstream), which need no [alert]. Layer:
 * daemon. Sources of one host that fail together are one message, and are told well again when
 * the last of them is.
 */
#ifndef DAEMON_WATCH_H
#define DAEMON_WATCH_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/err.h"
#include "daemon/expecting.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct watch {
    struct ledger *ledger;
    const struct settings *settings;
    int64_t now;
    struct arena *arena;
    const struct alert_silence *silences;
    size_t silence_count;
    const struct expecting *expecting;
    size_t raised, resolved; /* what it did */
};

/* Within a transaction: judges every source, saves what changed and queues the messages. Of
 * one that is not configured any more, or not watched, the alert ends without a message. */
int watch_run(struct watch *watch, struct err *err);

/* True if one of the open alerts says that new values of this source are not to be told. */
bool watch_inhibits(const struct alert *open, size_t count, const char *source);

#endif
