/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_doors: the machine doors among the caches (graphs/site/doors.h). Layer: daemon. */
#ifndef DAEMON_CACHES_DOORS_H
#define DAEMON_CACHES_DOORS_H

#include "core/buf.h"
#include "daemon/caches.h"

/* Files for each indicator (CSV, SDMX-CSV, JSON-LD, feed) and the two data packages; those of
 * the site as a whole are made in caches_doors_site.c, and caches_doors (daemon/caches.h)
 * makes both. Each is written when what it says changed; what the edition does not show is
 * taken away.
 */
int caches_doors_data(struct ledger *ledger, const struct settings *settings,
                      const struct caches_options *options, struct caches_counts *counts,
                      struct err *err);

/* Appends the metrics as they are now. */
int caches_doors_metrics(struct ledger *ledger, const struct settings *settings,
                         struct buf *out, struct err *err);

#endif
