/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * caches_digest: what lists say of each indicator, kept as a file each (figures/ID.txt in the
 * state folder), so that a page of thousands is put together from what is there and only what
 * changed is said anew. Layer: daemon.
 */
#ifndef DAEMON_CACHES_DIGEST_H
#define DAEMON_CACHES_DIGEST_H

#include "core/arena.h"
#include "daemon/caches.h"
#include "graphs/site/site.h"

/* Brings them up to date and fills one for each indicator, in the order of the configuration;
 * those that the edition does not show say nothing. For a folder of its own (options->folder)
 * they are made, not kept. */
int caches_digests(struct ledger *ledger, const struct settings *settings,
                   const struct caches_options *options, struct arena *arena,
                   struct site_digest *out, struct err *err);

#endif
