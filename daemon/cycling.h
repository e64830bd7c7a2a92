/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cycling: what the files of daemon/cycle share, and nobody else uses. Layer: daemon. */
#ifndef DAEMON_CYCLING_H
#define DAEMON_CYCLING_H

#include "core/spill.h"
#include "daemon/courtesy.h"
#include "daemon/cycle.h"
#include "daemon/harvest.h"

/* One cycle under way. */
struct cycle {
    const struct cycle_options *options;
    struct cycle_report *report;
    struct ledger *ledger;
    struct arena *arena;
    struct harvest *items; /* the documents of a page or a pattern right behind it */
    size_t count;
    struct courtesy courtesy;
    struct spill spill; /* where what was read waits to be recorded */
};

/* Chooses what is due, fetches and reads it: fills cycle->items. */
int cycle_gather(struct cycle *cycle, struct err *err);

/* What all kinds of cycle share: the state folder, its lock, the ledger, and the release of
 * everything. */
int cycle_locked(const struct cycle_options *options, const void *order,
                 int (*run)(struct cycle *, const void *, struct err *),
                 struct cycle_report *report, struct err *err);

/* Marks the sources that the options' ids name. */
int cycle_select(const struct cycle_options *options, bool *selected, struct err *err);

/* What is told of items lives as long as the report. */
struct quarantine cycle_quarantine(struct cycle *cycle);

/* Ends the transaction into which a person brought something, which is judged with it; or
 * takes it back, when that failed. */
int cycle_finish(struct cycle *cycle, int failed, struct err *err);

/* Past the point of no return: each step is tried even when one before it failed; the first
 * failure is told in the report. */
void cycle_follow_up(struct cycle *cycle);

#endif
