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

/* The log beside a ledger is one of SQLite, or was never begun (nothing, or zeros, after a
 * loss of power). SQLite passes over anything else in silence, and with it over what was
 * recorded last: ERR_DATA. */
int remains_check_log(const char *ledger, struct err *err);

/* Whether the history can be made again of the documents: their journal is there, and no
 * write-ahead log, which a new ledger in its place would be the end of. */
bool remains_restorable(const char *folder);

#endif
