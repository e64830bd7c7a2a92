/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_alert: the alerts of a ledger; a part of ledger.h, whose terms hold.
 * Layer: ledger. */
#ifndef LEDGER_LEDGER_ALERT_H
#define LEDGER_LEDGER_ALERT_H

#include "core/alert.h"
#include "core/arena.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ledger;

/* Alerts, newest first. `open_only`: those not resolved. `limit` 0 = all. */
int ledger_alerts(struct ledger *ledger, bool open_only, size_t limit, struct arena *arena,
                  struct alert **out, size_t *count, struct err *err);

/* The steps of all alerts: by number of the alert, in order. */
int ledger_alert_events(struct ledger *ledger, struct arena *arena, struct alert_event **out,
                        size_t *count, struct err *err);

/* Notes that somebody has seen the rule's open alert; *open tells whether there is one. In one
 * transaction, so that an alert that a cycle resolves meanwhile stays resolved. */
int ledger_acknowledge(struct ledger *ledger, const char *rule_id, int64_t now, bool *open,
                       struct err *err);

/* Inserts (number 0; the number is filled in) or updates an alert, and appends the change to
 * its history. */
int ledger_save_alert(struct ledger *ledger, struct alert *alert, struct err *err);

#endif
