/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * caches: everything that is made from the ledger: RRD files, charts, the user's graphs,
 * pages. Layer: daemon. What is there and was made from the same ingredients is left alone.
 */
#ifndef DAEMON_CACHES_H
#define DAEMON_CACHES_H

#include "config/settings.h"
#include "core/err.h"
#include "graphs/form.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct caches_counts {
    size_t rrds;   /* files made (or removed) */
    size_t charts; /* indicators drawn */
    size_t graphs; /* definitions drawn */
    size_t doors;  /* files for machines: sets of an indicator, and those of the site */
    size_t pages;  /* files written */
};

struct caches_options {
    int64_t now;
    bool all;                                                 /* make everything anew */
    void (*progress)(size_t done, size_t total, void *shown); /* of each kind; may be NULL */
    void *shown;
    const char *folder; /* NULL = the site's output; else all pictures and pages go there,
                           those the edition does not show are taken away
                           there, and no marks are kept */
};

/* Whether the pages and all that belongs to them are made, or only a PNG of each indicator
 * ([site] pages = no); into a folder of its own everything is. */
bool caches_whole(const struct settings *settings, const struct caches_options *options);

/* RRD files of the indicators whose observations changed, in worker processes. */
int caches_project(struct ledger *ledger, const struct settings *settings,
                   const struct caches_options *options, struct caches_counts *counts,
                   struct err *err);

/* Charts (form_site) and [graph] definitions whose ingredients changed, in worker processes.
 * The public edition has no [graph]: RRD files hold every figure, whoever published it. */
int caches_draw(struct ledger *ledger, const struct settings *settings,
                const struct caches_options *options, struct caches_counts *counts,
                struct err *err);

/* The files for machines (graphs/site/doors.h) whose ingredients changed. */
int caches_doors(struct ledger *ledger, const struct settings *settings,
                 const struct caches_options *options, struct caches_counts *counts,
                 struct err *err);

/* The pages, when what they say changed. */
int caches_publish(struct ledger *ledger, const struct settings *settings,
                   const struct caches_options *options, struct caches_counts *counts,
                   struct err *err);

/* Of these, each tries all there is to make and takes away what is not configured any more or
 * not for this edition; the first failure is returned. */

/* Charts of some indicators, in some forms, into a folder. */
struct caches_charts {
    const struct indicator *const *indicators;
    size_t count;
    const struct form *forms;
    size_t form_count; /* at most FORM_MOST */
    const char *folder;
};

/* Draws them; no marks are kept. */
int caches_draw_into(struct ledger *ledger, const struct settings *settings,
                     const struct caches_charts *charts, int64_t now, struct err *err);

/* What the edition shows of an indicator now. */
int caches_series(struct ledger *ledger, const struct settings *settings,
                  const struct indicator *indicator, struct arena *arena, struct series *out,
                  struct err *err);

/* Compares the RRD file of an indicator with the ledger: *difference says the first one, NULL
 * when there is none. */
int caches_compare(struct ledger *ledger, const struct settings *settings,
                   const struct indicator *indicator, struct arena *arena,
                   const char **difference, struct err *err);

#endif
