/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * journal: documents/journal, which says of the kept documents what the ledger says too, so
 * that they are of use when the ledger is lost: a line for each time an address gave another
 * document, one for each that was let go, one for each indicator whose figures of before mean
 * something else since, and one for each comment (journal_comment.h) and each freeze
 * (documents_freeze.h). Append only, fsync;
 * fields between tabs:
 *
 *   INSTANT kept SOURCE ADDRESS TYPE BYTES URL SHA256
 *   INSTANT dropped SHA256
 *   INSTANT migrated INDICATOR NOTE
 *   INSTANT frozen NAME WHO PROGRAM BYTES NOTE SHA256
 *
 * A hash is last, so that a line cut short by a crash is no line. Layer: ledger; used inside
 * ledger/ only.
 */
#ifndef LEDGER_JOURNAL_H
#define LEDGER_JOURNAL_H

#include "core/arena.h"
#include "core/comment.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct journal_entry {
    int64_t at;
    bool dropped;         /* only the hash is known */
    const char *migrated; /* the indicator; with its note nothing else is known. NULL = none */
    const char *note;
    const char *frozen; /* the name of a freeze; NULL = none. Then of the others: at,
                           who, program, note, and its bundle's bytes and sha256 */
    const char *who;
    const char *program;
    const struct comment *comment; /* with it nothing else is known; NULL = none */
    const char *source;
    const char *address; /* which of several the source has; "" = its only one */
    const char *content_type;
    int64_t bytes;
    const char *url; /* after redirects */
    const char *sha256;
};

struct documents_item;

/* The line for a document (ledger/documents.c); its texts are borrowed. */
struct journal_entry documents_entry(const struct documents_item *item);

/* Whether the line says that a document was kept. */
bool journal_is_kept(const struct journal_entry *entry);

bool journal_exists(const char *folder);

/* Appends lines in one write, then fsync; makes the file (and the folder). */
int journal_append(const char *folder, const struct journal_entry *entries, size_t count,
                   struct err *err);

/* Begins the journal with these, whole or not at all. */
int journal_begin(const char *folder, const struct journal_entry *entries, size_t count,
                  struct err *err);

/* All lines in order; *unread counts those that cannot be read. No journal reads as an empty
 * one. Texts belong to the arena. */
int journal_read(const char *folder, struct arena *arena, struct journal_entry **out,
                 size_t *count, size_t *unread, struct err *err);

#endif
