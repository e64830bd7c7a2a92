/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alertlist: the alerts as `alerts --json` and the web say them. Layer: daemon. */
#ifndef DAEMON_ALERTLIST_H
#define DAEMON_ALERTLIST_H

#include "config/settings.h"
#include "core/alert.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct alertlist {
    struct alert *alerts; /* the newest first */
    size_t count;
    bool history; /* all there ever were, with every step of their lives; else the open ones */
    struct alert_event *events;
    size_t event_count;
    struct alert_silence *silences; /* that last, once alertlist_add_silences was called */
    size_t silence_count;
};

int alertlist_load(struct ledger *ledger, bool history, struct arena *arena,
                   struct alertlist *out, struct err *err);

/* The silences that last at `now`. */
int alertlist_add_silences(struct ledger *ledger, int64_t now, struct arena *arena,
                           struct alertlist *list, struct err *err);

/* Leaves what the edition may tell: in the public one, where `publish` names alerts or feeds
 * of them, alerts of public indicators of whose figures nothing is withheld, for their words
 * tell figures; and nobody who did a step, nor why. */
int alertlist_tell(struct ledger *ledger, const struct settings *settings,
                   struct alertlist *list, struct err *err);

/* Leaves what people are to know of: what is open, and what was once. */
void alertlist_leave_raised(struct alertlist *list);

/* Leaves the alerts of this [alert], indicator or source. */
void alertlist_choose(struct alertlist *list, const char *id);

void alertlist_json(const struct alertlist *list, struct buf *out);

#endif
