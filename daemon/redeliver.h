/* SPDX-License-Identifier: GPL-3.0-or-later */
/* redeliver: what a person does about the outbox, under the lock of the state folder. Layer:
 * daemon. */
#ifndef DAEMON_REDELIVER_H
#define DAEMON_REDELIVER_H

#include "config/settings.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/lock.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct redeliver {
    const struct settings *settings;
    int64_t now;
    const struct lock_wait *wait;
    const char *who;
};

/* Tries letters at once, also those that were given up: those named, without any all of them.
 * ERR_USAGE names one that does not wait. */
int redeliver_retry(const struct redeliver *order, const int64_t *numbers, size_t count,
                    size_t *delivered, size_t *waiting, struct err *err);

/* Nothing more is done about these. */
int redeliver_drop(const struct redeliver *order, const int64_t *numbers, size_t count,
                   struct err *err);

/* Sends a sample (telling_sample) by one notifier; `shown` not NULL: nothing is sent, and what
 * would be is appended. Needs no lock. */
int redeliver_test(const struct redeliver *order, const struct notifier *notifier,
                   struct buf *shown, struct err *err);

#endif
