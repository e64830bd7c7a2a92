/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * replaying: what the documents of a source give in the end, beside what stands. Layer:
 * daemon; used by replay.c only.
 */
#ifndef DAEMON_REPLAYING_H
#define DAEMON_REPLAYING_H

#include "daemon/harvest.h"
#include "daemon/replay.h"
#include "ledger/documents.h"

struct replaying_source {
    struct replay_source *line;
    struct ledger *scratch; /* what its documents say, apart from everything else; NULL = its
                               history is made again */
    const char **read;      /* hashes of the documents read whole */
    size_t read_count;
};

/* One replay under way. */
struct replaying {
    struct quarantine *q;
    const struct replay_options *options;
    struct replay_report *report;
    struct documents_list documents;
    struct documents_migration *migrations;
    size_t migration_count;
    struct replaying_source *sources;
    size_t source_count;
    struct replay_change *changes;
    size_t capacity;
    size_t done;
};

/* Adds what one document says to the source's scratch ledger. */
int replaying_gather(struct replaying *r, struct replaying_source *source,
                     const struct documents_item *document, const struct harvest *item,
                     struct err *err);

/* Within the transaction: records what differs in the end, and notes the changes. */
int replaying_apply(struct replaying *r, struct replaying_source *source, struct err *err);

#endif
