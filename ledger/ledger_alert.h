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

/* What a person does about alerts: has seen them (ALERT_ACKNOWLEDGED), wants no messages of
 * them (ALERT_SILENCED), wants them again (ALERT_FIRING). */
struct ledger_attention {
    const char
        *id; /* of an [alert], an indicator or a source, or a rule_id; see alert_is_of */
    enum alert_state state;
    int64_t at;
    int64_t until; /* of a silence; of an acknowledgement 0 = as long as the alert */
    const char *who;
    const char *note; /* NULL = none */
};

/* Appends it to the history of the open alerts that it is about; *count tells how many there
 * are. A silence is kept also where there is none, for those to come. In one transaction, so
 * that an alert that a cycle resolves meanwhile stays resolved. */
int ledger_attend(struct ledger *ledger, const struct ledger_attention *attention,
                  size_t *count, struct err *err);

/* All silences, in the order in which they were said. */
int ledger_silences(struct ledger *ledger, struct arena *arena, struct alert_silence **out,
                    size_t *count, struct err *err);

/* Inserts (number 0; the number is filled in) or updates an alert, and appends the change to
 * its history. */
int ledger_save_alert(struct ledger *ledger, struct alert *alert, struct err *err);

#endif
