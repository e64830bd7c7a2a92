/* SPDX-License-Identifier: GPL-3.0-or-later */
/* record: what was harvested -> the ledger. Layer: daemon. */
#ifndef DAEMON_RECORD_H
#define DAEMON_RECORD_H

#include "core/err.h"
#include "core/sha256.h"
#include "daemon/harvest.h"
#include "daemon/quarantine.h"
#include "ledger/ledger.h"

#include <stdbool.h>

/* Keeps the fetched bytes beside the ledger, before the transaction, and not in memory any
 * more; fills sha256, one for each ("" when there is nothing to keep). A failure is the
 * item's: it is lost, and its err says why. */
void record_documents(struct ledger *ledger, struct harvest *items, size_t count, int64_t now,
                      char (*sha256)[SHA256_TEXT_SIZE]);

/* Whether the publisher gave the whole document, or said that it is unchanged. */
bool record_was_fetched(const struct harvest *item);

/* Leaves out of the pick (in a copy) what a document of the same page or pattern with a later
 * date has said already: what it revised must not come back with one that is older, whenever
 * that is read. */
int record_leave_later(struct ledger *ledger, const struct harvest *item, struct arena *arena,
                       struct harvest_pick *pick, struct err *err);

/* Puts the document's figures (in copies of its picks) under the embargo of its source, as of
 * the instant at which it was fetched: each until its period may be told, and what else the
 * document says, which nobody has seen, until the first of them may. */
void record_embargo(struct harvest *item, int64_t at, struct arena *arena);

/* What one source's document did. */
struct record_outcome {
    struct ledger_counts counts;
    struct quarantine_counts held;
};

/* Within a transaction: the fetch row and the observations of one source, as far as the
 * quarantine lets them pass; of a document that is lost only the row. */
int record_harvest(struct quarantine *quarantine, const struct harvest *item,
                   const char *sha256, struct record_outcome *out, struct err *err);

#endif
