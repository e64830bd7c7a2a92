/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * caches_desk: what the pages are written from, gathered from the ledger as far as the edition
 * may see it. Layer: daemon.
 */
#ifndef DAEMON_CACHES_DESK_H
#define DAEMON_CACHES_DESK_H

#include "daemon/caches.h"
#include "daemon/caches_looks.h"
#include "graphs/site/site.h"

/* Texts and arrays live in the arena. */
struct caches_desk {
    struct ledger *ledger;
    const struct settings *settings;
    const struct caches_options *options;
    const char *folder; /* of the site */
    struct arena *arena;
    struct caches_looks looks;
    struct held_list held;
    struct settings spoken[SITE_LANGUAGES]; /* each with its language */
    struct site_input input[SITE_LANGUAGES];
};

/* Fills in held, spoken and input; the rest is given. */
int caches_desk_prepare(struct caches_desk *desk, struct err *err);

/* All of one indicator, and of those that a program is meant to move. */
int caches_desk_indicator(const struct caches_desk *desk, const struct indicator *indicator,
                          struct arena *arena, struct site_matter *out, struct err *err);
int caches_desk_moved(const struct caches_desk *desk, const struct program *program,
                      struct arena *arena, struct site_subject *out, struct err *err);

/* The rules in words, into the input; they live in the arena. */
int caches_desk_rules(struct caches_desk *desk, struct arena *arena, struct err *err);

/* "internal" or "public". */
const char *caches_desk_audience(const struct caches_desk *desk);

/* Today the public edition's pages on programs stay as they are. */
bool caches_desk_is_quiet(const struct settings *settings, int64_t now);

#endif
