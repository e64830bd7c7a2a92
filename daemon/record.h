/* SPDX-License-Identifier: GPL-3.0-or-later */
/* record: what was harvested -> the ledger. Layer: daemon. */
#ifndef DAEMON_RECORD_H
#define DAEMON_RECORD_H

#include "core/err.h"
#include "core/sha256.h"
#include "daemon/harvest.h"
#include "ledger/ledger.h"

#include <stdbool.h>

/* Keeps the fetched bytes beside the ledger, before the transaction; fills sha256 ("" when
 * there is nothing to keep). A failure is the item's: it is lost, and its err says why. */
void record_document(struct ledger *ledger, struct harvest *item, int64_t now,
                     char sha256[SHA256_TEXT_SIZE]);

/* Whether the publisher gave the whole document, or said that it is unchanged. */
bool record_was_fetched(const struct harvest *item);

/* Within a transaction: the fetch row and the observations of one source; of a document that
 * is lost only the row. */
int record_harvest(struct ledger *ledger, const struct harvest *item, const char *sha256,
                   int64_t now, struct ledger_counts *counts, struct err *err);

#endif
