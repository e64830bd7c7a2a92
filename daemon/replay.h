/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * replay: the kept documents are read again, by the configuration and the decoders of today.
 * Layer: daemon.
 *
 * Of a source that the ledger has fetched from, what the documents give in the end is compared
 * with what stands, and what differs is recorded now, as a cycle would (gates, trust and
 * exactness, corrections by hand). Of one that it knows nothing of, since the ledger was lost,
 * the history is made again: each document is recorded as of the instant it was fetched.
 */
#ifndef DAEMON_REPLAY_H
#define DAEMON_REPLAY_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/err.h"
#include "core/series.h"
#include "daemon/quarantine.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct replay_options {
    const struct settings *settings;
    int64_t now;
    int64_t from;         /* documents fetched before are passed over */
    const bool *selected; /* by source */
    void (*progress)(size_t done, size_t total, void *context); /* may be NULL */
    void *context;
};

enum replay_outcome {
    REPLAY_RECORDED,
    REPLAY_HELD, /* not believed: in the quarantine */
    REPLAY_GONE  /* stands, but its document does not give it any more; stays */
};

struct replay_change {
    const struct indicator *indicator;
    const struct source *source;
    struct period period;
    bool stood; /* `now` is what stands */
    struct observation now;
    struct observation would; /* unless gone; with its document */
    enum replay_outcome outcome;
};

/* What became of one source. */
struct replay_source {
    const struct source *source;
    bool anew;        /* its history is made again */
    size_t documents; /* read */
    size_t failed;    /* of the rest: those missing or damaged, not understood or in part */
    size_t dropped;   /* let go long ago */
    struct ledger_counts counts;
    struct quarantine_counts held;
    struct err err; /* the first of those that failed */
};

struct replay_report {
    struct replay_source *sources;
    size_t source_count;
    struct replay_change *changes;
    size_t change_count;
    size_t elsewhere; /* documents of imported vintages, which never were here */
    size_t strangers; /* documents of sources that are not configured */
    size_t unread;    /* lines of the journal that cannot be read */
    size_t comments;  /* of a lost ledger: those that its journal had */
    size_t freezes;   /* likewise */
};

/* Begins a transaction, which whoever called ends in either case. `q->arena` owns what is
 * reported. */
int replay_run(struct quarantine *q, const struct replay_options *options,
               struct replay_report *report, struct err *err);

#endif
