/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bulk: many files of observations into the ledger, one after the other, a commit now and
 * then: neither the memory nor the ledger's log grows with the whole, and whoever is
 * interrupted has what was committed and may begin anew. Layer: daemon.
 */
#ifndef DAEMON_BULK_H
#define DAEMON_BULK_H

#include "core/arena.h"
#include "core/err.h"
#include "core/series.h"
#include "daemon/quarantine.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>

/* One file, as read. */
struct bulk_item {
    struct series series;
    const char *who; /* user name of who says so now; NULL = vintages, as they were recorded */
};

struct bulk {
    size_t count;
    /* Reads file `index`; what it fills in lives in the arena, or until the next call. 0; 1
     * when the file is passed over, which load told; -1 when all is to end. */
    int (*load)(size_t index, void *context, struct arena *arena, struct bulk_item *out,
                struct err *err);
    /* Is told that the ledger refused the row of that index in the file loaded last: nothing
     * of it is recorded. */
    void (*refuse)(size_t row, void *context, const struct err *err);
    void (*progress)(size_t done, size_t total, void *shown); /* may be NULL */
    void *context;
    void *shown;
    const struct comments *comments; /* of another ledger, behind all files; NULL = none */
    bool decided; /* by-hand values also stand over what was published later */
};

/* Records them in transactions of its own, each of whole files; what was recorded of by-hand
 * values supersedes what is held. On failure the last transaction is undone. */
int bulk_run(const struct quarantine *quarantine, const struct bulk *bulk,
             struct ledger_counts *counts, struct err *err);

#endif
