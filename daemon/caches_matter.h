/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * caches_matter: what an indicator's chart and its part of the page are made from, gathered in
 * one way for both. Layer: daemon.
 */
#ifndef DAEMON_CACHES_MATTER_H
#define DAEMON_CACHES_MATTER_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/comment.h"
#include "core/err.h"
#include "core/series.h"
#include "daemon/fingerprint.h"
#include "graphs/chart.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stdint.h>

/* All of it as the edition shows it. */
struct caches_matter {
    struct series series;
    struct series vintages;    /* every version of it */
    struct series compare;     /* of the one beside it */
    bool compares;             /* there is one, and the edition shows it */
    struct series respondents; /* how many answered; empty where nothing says it */
    struct series outlook;     /* what is expected; likewise */
    struct comments comments;  /* on it; whoever wants them reads them (daemon/commented.h) */
};

/* The series live in the arena. */
int caches_matter_gather(struct ledger *ledger, const struct settings *settings,
                         const struct indicator *indicator, struct arena *arena,
                         struct caches_matter *out, struct err *err);

/* Every version of it alone. */
int caches_matter_vintages(struct ledger *ledger, const struct settings *settings,
                           const struct indicator *indicator, struct arena *arena,
                           struct series *out, struct err *err);

/* The same for the chart, which borrows it. */
struct chart_input caches_matter_input(const struct caches_matter *matter,
                                       const struct settings *settings,
                                       const struct indicator *indicator, int64_t now);

/* What says whether it changed; borrows from `revisions`. */
struct fingerprint_chart caches_matter_mark(const struct settings *settings,
                                            const struct indicator *indicator,
                                            const struct ledger_notes *revisions, int year,
                                            int64_t now);

#endif
