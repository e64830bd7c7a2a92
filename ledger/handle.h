/* SPDX-License-Identifier: GPL-3.0-or-later */
/* handle: what an open ledger is, for the files of ledger/ only. Layer: ledger. */
#ifndef LEDGER_HANDLE_H
#define LEDGER_HANDLE_H

#include "ledger/sql.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct conversion;
struct alias;

struct ledger {
    struct sql *sql;
    char *folder;
    bool missing;                   /* there was none to read */
    int64_t reader_now;             /* ledger/concealed; 0 = nobody said */
    bool concealing;                /* its views are there */
    struct conversion *conversions; /* ledger/conversion; read when first asked for */
    size_t conversion_count;
    bool conversions_known;
    struct alias *aliases; /* ledger/lookup: ids whose history stands under another one */
    size_t alias_count;
    size_t alias_capacity;
};

#endif
