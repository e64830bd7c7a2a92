/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * documents: the bytes that were fetched, kept by their hash beside the ledger (packed, each
 * once), and the journal that says of them what the ledger says too, so that they are of use
 * when the ledger is lost. Layer: ledger. Errors as in ledger.h.
 */
#ifndef LEDGER_DOCUMENTS_H
#define LEDGER_DOCUMENTS_H

#include "core/buf.h"
#include "core/sha256.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A document as it was fetched once. */
struct documents_item {
    int64_t at;
    const char *source;
    const char *address; /* which of several the source has; "" = its only one; NULL = not
                            known: look at the URL */
    const char *url;     /* after redirects */
    const char *content_type;
    const char *sha256;
    int64_t bytes;
    bool dropped;   /* its bytes were let go */
    bool elsewhere; /* and never were here: vintages that it gave were imported */
    bool fetched;   /* the ledger itself knows of it: it is not from the journal alone */
};

struct documents_list {
    struct documents_item *items; /* as they were fetched */
    size_t count;
    size_t unread;    /* lines of the journal that cannot be read */
    size_t elsewhere; /* documents of imported vintages, which never were here: not listed */
};

/* One that is to be kept. */
struct documents_file {
    const void *bytes;
    size_t length;
    struct documents_item as;      /* at, source, address, url and content_type are given */
    char sha256[SHA256_TEXT_SIZE]; /* is filled in */
    struct err err;                /* why it could not be kept; code 0 = it is */
};

/* Keeps the bytes of documents (write-once, drafts that are synced together: core/file.h) and
 * notes them in the journal and in the ledger. Known documents cost nothing; one that was
 * damaged or let go is kept anew. Each has a fate of its own. Not in a transaction. */
void documents_keep(struct ledger *ledger, struct documents_file *files, size_t count);

/* Notes a document in the ledger alone, as it was kept then. */
int documents_note(struct ledger *ledger, const struct documents_item *item, struct err *err);

/* What ledger and journal know: every time an address gave another document than before. */
int documents_list(struct ledger *ledger, struct arena *arena, struct documents_list *out,
                   struct err *err);

/* How many documents that were fetched and are kept, changes of unit and comments the journal
 * does not name, and how many of its lines cannot be read. */
int documents_compare_journal(struct ledger *ledger, size_t *missing, size_t *unread,
                              struct err *err);

/* Says them in the journal; nothing that stands there is changed. Not in a transaction. */
int documents_mend_journal(struct ledger *ledger, struct err *err);

/* The same where there is no journal at all: a ledger of before, or it was deleted. */
int documents_settle(struct ledger *ledger, struct err *err);

/* Fills `out` (initialised here, to be released in every case) with a document's bytes: ERR_IO
 * when they are not there, ERR_DATA when they are not those that were kept; the file is named.
 */
int documents_read(struct ledger *ledger, const struct documents_item *item, struct buf *out,
                   struct err *err);

/* What is known of one hash, but for its fetches; *found tells whether anything is. */
int documents_find(struct ledger *ledger, const char *sha256, struct arena *arena,
                   struct documents_item *out, bool *found, struct err *err);

/* The fetch by which a source gave a document at an instant, or else its first that did; `at`
 * 0 in what is found when there was none. Its address is not known. */
int documents_fetch(struct ledger *ledger, const struct documents_item *item,
                    struct arena *arena, struct ledger_fetch *out, struct err *err);

/* Documents that are kept and gave no observation, hold nothing in quarantine (what is
 * superseded does not count) and are not the newest of an address: one row for each source,
 * `at` being the last time it gave them. */
int documents_idle(struct ledger *ledger, struct arena *arena, struct documents_list *out,
                   struct err *err);

/* That an indicator's figures of before mean something else since (another unit, other
 * periods), which no document says. */
struct documents_migration {
    int64_t at;
    const char *indicator;
    const char *note;
};

/* Notes one in the journal, where there is one, or something to begin it with. */
int documents_note_migration(struct ledger *ledger, const struct documents_migration *item,
                             struct err *err);

/* All of them, as they were noted. */
int documents_migrations(struct ledger *ledger, struct arena *arena,
                         struct documents_migration **out, size_t *count, struct err *err);

/* Notes the comments that it lacks in the journal, where there is one. */
int documents_note_comments(struct ledger *ledger, struct err *err);

/* All of them, as they were noted; their figures are not known. */
int documents_comments(struct ledger *ledger, struct arena *arena, struct comments *out,
                       struct err *err);

/* Lets the bytes go; that they were there stays known. Not in a transaction. */
int documents_drop(struct ledger *ledger, const char *sha256, int64_t now, struct err *err);

#endif
