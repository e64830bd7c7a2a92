/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * quarantine: what was picked goes through the gates (collector/gates) before it is recorded;
 * what fails is held in the ledger and told once. Layer: daemon. All of it within a
 * transaction.
 *
 * The life of an item: held, until a person releases or drops it or the publisher says
 * something else. The same value again is the same item; a value that was dropped stays out in
 * silence; one that was released passes; any other value is judged anew.
 */
#ifndef DAEMON_QUARANTINE_H
#define DAEMON_QUARANTINE_H

#include "core/arena.h"
#include "core/err.h"
#include "core/held.h"
#include "daemon/harvest.h"
#include "ledger/ledger.h"

#include <stddef.h>
#include <stdint.h>

struct quarantine {
    struct ledger *ledger;
    const struct settings *settings;
    int64_t now;
    struct arena *arena;    /* for what is held and its words */
    struct held_list fresh; /* held for the first time and not told yet */
    size_t capacity;
};

struct quarantine_counts {
    size_t held;           /* items that wait for a decision after this turn: old and new */
    size_t fresh;          /* of these the new ones */
    const char *indicator; /* of the first fresh one */
    struct held first;
};

/* Adds what one document held to what others did before. */
void quarantine_add_counts(struct quarantine_counts *sum,
                           const struct quarantine_counts *more);

/* What one source's document gave one indicator. */
struct quarantine_case {
    const struct harvest_pick *pick;
    const struct ledger_origin *origin;
    const char *address;   /* which of several the source has; "" = its only one */
    const char *selection; /* how it was read */
    struct arena *arena;   /* for what is asked on the way, and for what passes */
    bool apart; /* what is left of several documents: each says its own, and none is judged or
                   noted as a whole */
};

/* Fills `passed` with what may be recorded. */
int quarantine_sift(struct quarantine *quarantine, const struct quarantine_case *sifted,
                    struct series *passed, struct quarantine_counts *counts, struct err *err);

/* Queues what is fresh: one message for each indicator and source, to whoever is told of the
 * indicator's alerts; without anybody to the log. */
int quarantine_tell(struct quarantine *quarantine, struct err *err);

/* A person's decision on items of the ledger: HELD_RELEASED or HELD_DROPPED. */
struct quarantine_decision {
    const int64_t *numbers;
    size_t count;
    enum held_state state;
    const char *who;
    const char *note; /* NULL = none */
};

/* Records what is released as its source's own figure; who decided and why go into its note.
 * What would step back behind what stands is set aside as always. */
int quarantine_decide(const struct quarantine *quarantine,
                      const struct quarantine_decision *decision, struct ledger_counts *counts,
                      struct err *err);

/* A person entered these by hand: what was held for their periods is superseded. */
int quarantine_supersede(const struct quarantine *quarantine, const char *indicator,
                         const struct observation *entered, size_t count, struct err *err);

#endif
