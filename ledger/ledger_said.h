/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_said: which of a source's dated documents has the last word. Layer: ledger. */
#ifndef LEDGER_LEDGER_SAID_H
#define LEDGER_LEDGER_SAID_H

#include "core/period.h"
#include "ledger/ledger.h"

#include <stdbool.h>

/* A period of which documents of a source speak whose addresses end in #DATE. */
struct ledger_saying {
    const char *indicator;
    struct period period;
    const char *source;
    const char *date; /* of the one that is asked about: "2026-03" */
};

/* True if a document with a later date has said the period. */
int ledger_said_later(struct ledger *ledger, const struct ledger_saying *saying, bool *later,
                      struct err *err);

#endif
