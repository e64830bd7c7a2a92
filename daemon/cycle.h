/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cycle: fetch -> decode -> pick -> record -> judge, COMMIT, project -> notify -> draw ->
 * publish. Layer: daemon. The straight line of the program: what fails before COMMIT leaves a
 * fetch row and the last good values; what fails after it is repaired by the next cycle.
 */
#ifndef DAEMON_CYCLE_H
#define DAEMON_CYCLE_H

#include "config/settings.h"
#include "core/err.h"
#include "core/lock.h"
#include "daemon/bulk.h"
#include "daemon/caches.h"
#include "daemon/commented.h"
#include "daemon/judgement.h"
#include "daemon/migration.h"
#include "daemon/quarantine.h"
#include "daemon/replay.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cycle_options {
    struct settings *settings; /* brought into line with the ledger (daemon/identity) */
    int64_t now;
    const char *const *ids; /* sources or indicators; none = all that are due */
    size_t id_count;
    bool force;       /* also what is not due; documents are read anew */
    bool existing;    /* only where there is a ledger: ERR_UNAVAILABLE otherwise */
    bool record_only; /* judged, but nothing is made or delivered: the next cycle does */
    bool anew;    /* a ledger that was lost is begun anew of its documents: cycle_replay's */
    bool dry_run; /* tried on a copy: records nothing, makes nothing, takes no lock */
    const struct lock_wait *wait; /* for another cycle to end; NULL = not at all */
    /* True: nothing more is asked for, what came is recorded. May be NULL. */
    bool (*ending)(void *context);
    void (*progress)(size_t done, size_t total, void *context); /* may be NULL */
    void *context;
};

struct cycle_source {
    const struct source *source;
    int status; /* HTTP; 0 = no answer; of several documents one that is not unchanged */
    bool unchanged;
    struct ledger_counts counts;
    struct quarantine_counts held; /* its texts belong to the report */
    bool fetched;        /* the publisher answered with it, or that it is unchanged */
    size_t problems;     /* cells not read */
    const char **unread; /* what is said of each of them (belongs to the report) */
    struct err err;      /* code 0 = all well */
};

struct cycle_report {
    struct arena *arena;          /* owns texts */
    struct cycle_source *sources; /* those tried */
    size_t source_count;
    struct ledger_counts counts;
    struct judgement_counts alerts;
    struct caches_counts caches;
    size_t comments; /* of another ledger, that were not there yet */
    size_t dropped;  /* documents let go, as `keep` says */
    size_t delivered;
    size_t waiting;   /* messages still in the outbox */
    size_t odd;       /* of what was asked for: indicators that daemon/identity tells of */
    struct err after; /* first failure after the COMMIT; code 0 = none */
};

/* Runs one cycle under the lock of the state folder. Returns 0 when the cycle ran to its end
 * (single sources may have failed: see the report), -1 when it could not: nothing was
 * recorded. `report` is released with cycle_free in both cases. */
int cycle_run(const struct cycle_options *options, struct cycle_report *report,
              struct err *err);

/* Values entered by hand. */
struct cycle_entry {
    const struct indicator *indicator;
    const struct observation *observations;
    size_t count;
    const char *who; /* user name */
    bool decided;    /* also over what was published later */
};

/* As cycle_run, for values entered by hand instead of fetched: recorded, judged, projected,
 * told, drawn, published. Only settings, now, dry_run and wait of the options count. */
int cycle_enter(const struct cycle_options *options, const struct cycle_entry *entry,
                struct cycle_report *report, struct err *err);

/* As cycle_enter, for many files (see bulk.h), each recorded whole or not at all. When it
 * fails, what was committed stays. */
int cycle_import(const struct cycle_options *options, const struct bulk *bulk,
                 struct cycle_report *report, struct err *err);

/* As cycle_enter, for decisions on what is held: what is released is recorded, judged, ... */
int cycle_decide(const struct cycle_options *options,
                 const struct quarantine_decision *decision, struct cycle_report *report,
                 struct err *err);

/* As cycle_enter, for what a changed indicator means; what it did lives as long as the
 * cycle's report. ERR_UNAVAILABLE where there is no ledger. */
int cycle_migrate(const struct cycle_options *options, const struct migration_order *order,
                  struct migration_report *done, struct cycle_report *report, struct err *err);

/* As cycle_enter, for what a section says of a figure; the texts of `done` live as long as the
 * report. ERR_UNAVAILABLE where there is no ledger. */
int cycle_comment(const struct cycle_options *options, const struct commented_order *order,
                  struct commented_done *done, struct cycle_report *report, struct err *err);

/* As cycle_enter, for the kept documents of the sources (or indicators) named by the options'
 * ids, read again. A ledger that was lost is made again of all of them: *lost. What could be
 * read is in `replayed`, whose texts belong to the report; the sources' own failures are there
 * too. */
struct cycle_replay {
    int64_t from; /* documents fetched before are passed over; INT64_MIN = none */
    struct replay_report replayed;
    bool lost;
};
int cycle_replay(const struct cycle_options *options, struct cycle_replay *replay,
                 struct cycle_report *report, struct err *err);

/* The lock of the state folder, under which all of the above run and which whoever writes into
 * the site's own output takes too. A descriptor to close, or -1: ERR_TEMPFAIL names the
 * holder. */
int cycle_lock(const struct settings *settings, const struct lock_wait *wait, struct err *err);

/* All caches anew from the ledger, under the same lock (settings, now, wait and progress
 * count);
 * ERR_UNAVAILABLE where there is none: nothing is touched. */
int cycle_rebuild(const struct cycle_options *options, struct caches_counts *counts,
                  struct err *err);

void cycle_free(struct cycle_report *report);

/* The exit status of a report: 0, 78 when an indicator is not the one that the ledger holds,
 * 65 when a document was not understood or something of it was held, 69 when a source could
 * not be reached, 74 when a document could not be kept or a cache not be made, 77 when that
 * was not permitted. */
int cycle_status(const struct cycle_report *report);

#endif
