/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_trouble: when documents could not be fetched or read, and how that ended; a part of
 * ledger.h, whose terms hold. Layer: ledger. */
#ifndef LEDGER_LEDGER_TROUBLE_H
#define LEDGER_LEDGER_TROUBLE_H

#include "core/arena.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ledger;

/* Tries in a row that failed, of one document. */
struct ledger_trouble {
    const char *source;
    const char *address; /* which of several the source has; "" = its only one, or not known */
    int64_t from;        /* instant of the first of them */
    int64_t to;          /* of the first that went well again; 0 = none did yet */
    size_t failures;
    bool fetched;      /* at last it was there, and was not understood */
    const char *error; /* of the last of them; "" = some cells could not be read */
    bool reconfigured; /* what went well was read with another configuration than before */
};

struct ledger_troubles {
    struct ledger_trouble *items; /* by source, address and time */
    size_t count;
};

/* Those that began at `since` or later. */
int ledger_troubles(struct ledger *ledger, int64_t since, struct arena *arena,
                    struct ledger_troubles *out, struct err *err);

#endif
