/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * audit: the ledger against itself, and the documents against the ledger. Layer: ledger. Only
 * looks: a ledger is never repaired, and a document can only come from its publisher again.
 */
#ifndef LEDGER_AUDIT_H
#define LEDGER_AUDIT_H

#include "core/err.h"
#include "ledger/ledger.h"

#include <stddef.h>

/* Told of one thing that is wrong: what it is about (a table, a file), and the words. */
typedef void (*audit_found)(const char *about, const char *text, void *context);

struct audit {
    audit_found wrong;
    audit_found stray; /* a file that no row knows: no harm, but worth a word */
    void (*progress)(size_t done, size_t total, void *context); /* may be NULL */
    void *context;
};

/* integrity_check and foreign_key_check, and the texts that were frozen. -1 when the file
 * cannot even be read so far. */
int audit_ledger(struct ledger *ledger, const struct audit *audit, struct err *err);

/* Every document whose bytes should be there is there and has its SHA-256; *whole counts
 * those.
 */
int audit_documents(struct ledger *ledger, const struct audit *audit, size_t *whole,
                    struct err *err);

#endif
