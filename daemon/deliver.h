/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * deliver: empties the outbox: at least once, never silently dropped. Layer: daemon.
 *
 * Notices whose time has come (config/office) are put into letters, by notifier and as it
 * groups them; at most DELIVER_LETTERS_MOST for one notifier at a time, beyond that all go
 * into one. Of several notices of one alert in one letter only the last is told: an alert that
 * came and went between two digests is one that is over. That is committed before anything is
 * sent, so that what is sent twice has the same key. A letter that fails is tried again later
 * (a minute, doubled at each attempt, at most six hours, up to a quarter more or less by its
 * key) until its notifier's `expire`; then it is given up, and status says so. Where a
 * notifier does not answer at all the others of its letters wait with it, and no cycle spends
 * more than DELIVER_SECONDS on sending, beside the attempt that is under way then.
 */
#ifndef DAEMON_DELIVER_H
#define DAEMON_DELIVER_H

#include "config/settings.h"
#include "core/err.h"
#include "ledger/ledger.h"

#include <stddef.h>
#include <stdint.h>

#define DELIVER_LETTERS_MOST 5
#define DELIVER_SECONDS 30

/* Tries what is due. `delivered` counts letters, `waiting` notices that nobody has yet. -1
 * only when the ledger fails. */
int deliver_run(struct ledger *ledger, const struct settings *settings, int64_t now,
                size_t *delivered, size_t *waiting, struct err *err);

/* Puts the notices whose time has come into letters, as deliver_run does. */
int deliver_post(struct ledger *ledger, const struct settings *settings, int64_t now,
                 struct err *err);

/* When there is something to deliver next; INT64_MAX = nothing waits. */
int deliver_due(struct ledger *ledger, const struct settings *settings, int64_t *due,
                struct err *err);

/* After so many attempts a letter is tried again so many seconds later. */
int64_t deliver_backoff(int attempts, const char *key);

#endif
