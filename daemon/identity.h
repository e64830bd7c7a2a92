/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * identity: whether an indicator of the configuration is still the one that the ledger holds.
 * Layer: daemon.
 *
 * An indicator whose id changed takes its history along (`was`). One whose frequency, unit or
 * year changed is refused until `shihyo migrate` says what that means: what the ledger holds
 * stands in its place in the settings (its frequency, its unit, no limits, marks and
 * comparisons in another one), so that everything that is shown goes on being true; nothing is
 * collected or judged of it, and nothing entered. The other indicators go on.
 */
#ifndef DAEMON_IDENTITY_H
#define DAEMON_IDENTITY_H

#include "config/settings.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/json.h"
#include "core/words.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Brings the settings' indicators into line with the ledger, for whoever reads; anew each
 * time. What was renamed and not taken over yet is read under its new id. */
int identity_apply(struct ledger *ledger, struct settings *settings, struct err *err);

/* The same for whoever writes, under the lock, in a transaction of its own where there is
 * something to do: indicators that were renamed take their history along, and what is not
 * noted yet of the others is noted. */
int identity_settle(struct ledger *ledger, struct settings *settings, int64_t now,
                    struct err *err);

/* What the ledger has a history of and no section of the settings (brought into line) names;
 * in the arena. */
struct identity_orphans {
    const char **ids;
    size_t count;
};
int identity_orphans(struct ledger *ledger, const struct settings *settings,
                     struct arena *arena, struct identity_orphans *out, struct err *err);

/* Within a transaction: notes what the indicators mean of which something was recorded for the
 * first time. */
int identity_note(struct ledger *ledger, const struct settings *settings, struct err *err);

/* What the configuration asks for, whatever stands in its place. */
const struct indicator *identity_configured(const struct indicator *indicator);

/* What of it is not as the ledger holds it. */
struct identity_change {
    bool frequency;
    bool unit;
    bool year; /* which end labels a fiscal year */
};
struct identity_change identity_changes(const struct indicator *indicator);

/* Whether there is something to tell of it, and that, in one line: where it stands in the
 * configuration, what the ledger holds, what is configured, what helps. */
bool identity_is_odd(const struct indicator *indicator);
void identity_text(const struct indicator *indicator, enum language language, struct buf *out);

/* All that are odd, as an array "refused" of {"indicator","text"}. */
void identity_json(const struct settings *settings, struct json *json);

/* Whether somebody has to decide: it is refused, or was = cannot be obeyed. What the next
 * cycle takes over by itself is odd only. */
bool identity_is_refused(const struct indicator *indicator);

/* How many are odd; 0 or -1 with ERR_CONFIG and the text of the one that is refused. */
size_t identity_count(const struct settings *settings);
int identity_require(const struct indicator *indicator, struct err *err);

#endif
