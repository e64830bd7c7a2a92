/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * adding_fetch: what `add` asks publishers for, as politely as a cycle would: robots.txt, the
 * pause between requests, what a host asked for before. Layer: cli. Nothing is remembered of
 * it, for `add` alone writes nothing.
 */
#ifndef CLI_ADDING_FETCH_H
#define CLI_ADDING_FETCH_H

#include "collector/fetch.h"
#include "config/settings.h"
#include "core/arena.h"
#include "core/err.h"
#include "daemon/courtesy.h"
#include "ledger/ledger.h"

struct adding_fetch {
    struct arena *arena;
    struct source source; /* as it would be */
    struct ledger *ledger;
    struct courtesy courtesy;
};

/* `robots`: "" or the reason why robots.txt is passed over. To be closed in either case. */
int adding_fetch_open(struct adding_fetch *fetching, const struct settings *settings,
                      const char *robots, int64_t now, struct err *err);
void adding_fetch_close(struct adding_fetch *fetching);

/* The document at `url`, or err with the address before it. `out` is released in any case. */
int adding_fetch_get(struct adding_fetch *fetching, const char *url, struct fetch_result *out,
                     struct err *err);

/* How the pages that follow are asked for. */
struct fetch_options adding_fetch_how(const struct adding_fetch *fetching);

#endif
