/* SPDX-License-Identifier: GPL-3.0-or-later */
/* handle: what an open ledger is, for the files of ledger/ only. Layer: ledger. */
#ifndef LEDGER_HANDLE_H
#define LEDGER_HANDLE_H

#include "ledger/sql.h"

#include <stdbool.h>

struct ledger {
    struct sql *sql;
    char *folder;
    bool missing; /* there was none to read */
};

#endif
