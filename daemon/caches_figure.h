/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * caches_figure: what the page says of each indicator, kept as a file each (figures/ID.html in
 * the state folder), so that a page of thousands is put together from what is there and only
 * what changed is said anew. Layer: daemon.
 */
#ifndef DAEMON_CACHES_FIGURE_H
#define DAEMON_CACHES_FIGURE_H

#include "core/arena.h"
#include "daemon/caches.h"
#include "graphs/site/site.h"

/* Brings them up to date and fills one item for each indicator, in the order of the
 * configuration. For a folder of its own (options->folder) they are made, not kept. */
int caches_figures(struct ledger *ledger, const struct settings *settings,
                   const struct caches_options *options, struct arena *arena,
                   struct site_indicator *out, struct err *err);

#endif
