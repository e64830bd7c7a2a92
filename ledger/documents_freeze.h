/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * documents_freeze: freezes beside the documents, so that they outlive a lost ledger: a line
 * of the journal for each, and its files in one bundle on the shelf, named by its hash. A
 * bundle is `PATH <tab> BYTES <line end> TEXT` of each file. Layer: ledger; a part of
 * documents.
 */
#ifndef LEDGER_DOCUMENTS_FREEZE_H
#define LEDGER_DOCUMENTS_FREEZE_H

#include "core/arena.h"
#include "core/err.h"
#include "ledger/freeze.h"
#include "ledger/journal.h"
#include "ledger/ledger.h"

#include <stddef.h>

/* Keeps the bundle of a freeze and notes it in the journal, where there is one. Not in a
 * transaction. */
int documents_note_freeze(struct ledger *ledger, const struct freeze *freeze, struct err *err);

/* Within a transaction, of a ledger that was lost: its freezes as the journal names them, with
 * their files where the bundle is good; *count are so many. */
int documents_restore_freezes(struct ledger *ledger, size_t *count, struct err *err);

/* Inside ledger/: the lines that the journal has to have of all freezes, and that of one of
 * them is to be said now: its bundle is put on the shelf. */
int documents_freeze_entries(struct ledger *ledger, struct arena *arena,
                             struct journal_entry **out, size_t *count, struct err *err);
int documents_put_freeze(struct ledger *ledger, const struct journal_entry *entry,
                         struct err *err);

#endif
