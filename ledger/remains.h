/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * remains: whether a state folder without a ledger once had one. Layer: ledger; used inside
 * ledger/ only.
 */
#ifndef LEDGER_REMAINS_H
#define LEDGER_REMAINS_H

#include "core/err.h"

#include <stdbool.h>

/* 0 when nothing in the folder was made from or for a ledger: it may begin. ERR_DATA when RRD
 * files, documents or a write-ahead log are there: the ledger was lost, and what is left may
 * be the last copy of what was in it. The text says how to go on. */
int remains_check(const char *folder, struct err *err);

/* Whether the history can be made again of the documents: their journal is there, and no
 * write-ahead log, which a new ledger in its place would be the end of. */
bool remains_restorable(const char *folder);

#endif
