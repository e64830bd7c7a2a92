/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * verify: the ledger against itself, the RRD files and the documents against the ledger.
 * Layer: daemon. What can be mended are caches, and the journal; the ledger and the documents
 * are only looked at.
 */
#ifndef DAEMON_VERIFY_H
#define DAEMON_VERIFY_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/err.h"
#include "core/lock.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum verify_kind {
    VERIFY_LEDGER,
    VERIFY_RRD,      /* `about` is the indicator */
    VERIFY_DOCUMENT, /* `about` is the file, in the state folder */
    VERIFY_JOURNAL,  /* documents/journal, of which a lost ledger would be made again */
    VERIFY_STRAY     /* a file that the ledger does not know: no difference, only told */
};

struct verify_finding {
    enum verify_kind kind;
    const char *about;
    const char *text;
    bool mended;
};

struct verify_report {
    struct arena *arena; /* of the caller; owns everything */
    struct verify_finding *findings;
    size_t count;
    size_t capacity;
    size_t rrds;      /* files that equal the ledger */
    size_t documents; /* that are as they were fetched */
};

struct verify_options {
    void (*progress)(const char *what, size_t done, size_t total, void *context); /* NULL */
    void *context;
};

struct verify_lock {
    int fd;               /* to be closed; -1 = it is looked at without */
    struct err unwritten; /* why nothing can be mended: the lock file takes no writing */
};

/* The lock of the state folder, also on a disk that is full or for reading only, and for
 * whoever may read it only. -1 with ERR_TEMPFAIL when it stayed taken. */
int verify_lock(const struct settings *settings, const struct lock_wait *wait,
                struct verify_lock *out, struct err *err);

/* Under that lock; without it, what a cycle is about to make looks as if it differed. Of a
 * damaged ledger nothing else is compared. */
int verify_run(struct ledger *ledger, const struct settings *settings,
               const struct verify_options *options, struct verify_report *report,
               struct err *err);

/* Makes those RRD files anew that differ, and what is drawn from them; says in the journal
 * what it lacks. */
int verify_repair(struct settings *settings, int64_t now, struct verify_report *report,
                  struct err *err);

/* "ledger", "rrd", "document", "journal", "stray". */
const char *verify_kind_name(enum verify_kind kind);

/* How many differences there are that were not mended. */
size_t verify_count(const struct verify_report *report);

void verify_free(struct verify_report *report);

#endif
