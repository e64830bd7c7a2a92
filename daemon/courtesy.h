/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * courtesy: what hosts asked of us, loaded for a cycle, obeyed in it and remembered after it.
 * Layer: daemon.
 */
#ifndef DAEMON_COURTESY_H
#define DAEMON_COURTESY_H

#include "collector/neighbours.h"
#include "config/settings.h"
#include "core/arena.h"
#include "core/err.h"
#include "core/neighbour.h"
#include "ledger/ledger.h"

#include <stddef.h>
#include <stdint.h>

/* A robots.txt is asked for again after a day (RFC 9309, 2.4). */
#define COURTESY_ROBOTS_S ((int64_t)24 * 60 * 60)

struct courtesy_robots {
    struct neighbour_rules is;
    bool failed; /* asked for in this cycle in vain: not to be asked for again in it */
    bool changed;
    struct courtesy_robots *next;
};

struct courtesy {
    struct ledger *ledger;
    const struct settings *settings;
    int64_t now;
    struct arena *arena; /* whoever made it owns it */
    struct neighbours *neighbours;
    struct courtesy_robots *robots;
    bool (*ending)(void *context); /* true: no robots.txt is asked for any more; may be NULL */
    void *context;
};

/* Loads what is known; to be closed in either case. */
int courtesy_open(struct courtesy *courtesy, struct err *err);
void courtesy_close(struct courtesy *courtesy);

/* One address that is about to be asked for; `err` says in the end why it may not be. */
struct courtesy_visit {
    const struct source *source;
    const char *url;
    const char *home; /* what the configuration names, and which led to url */
    struct err err;
};

/* Asks for the robots.txt of hosts whose one is not known or old, and judges the visits by
 * them, those of sources with `robots = ignore` excepted: 4xx allows everything, no answer and
 * 5xx (and 429) nothing. -1 only when the ledger fails. */
int courtesy_admit(struct courtesy *courtesy, struct courtesy_visit *visits, size_t count,
                   struct err *err);

/* Writes what changed into the ledger, in the caller's transaction. */
int courtesy_keep(struct courtesy *courtesy, struct err *err);

#endif
