/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fingerprint: what a result depends on, as a SHA-256, so that nothing is made again whose
 * ingredients did not change. Layer: daemon.
 */
#ifndef DAEMON_FINGERPRINT_H
#define DAEMON_FINGERPRINT_H

#include "config/settings.h"
#include "core/sha256.h"

/* How a source's documents are read: its format and the selections of all its indicators. */
void fingerprint_source(const struct settings *settings, const struct source *source,
                        char out[SHA256_TEXT_SIZE]);

/* What a chart shows beside its observations: the indicator's words, marks and events, the
 * programs that move it, the site's language. `revision` and `compared` are the ledger's
 * revisions of the indicator and of the one beside it. */
void fingerprint_chart(const struct settings *settings, const struct indicator *indicator,
                       int64_t revision, int64_t compared, char out[SHA256_TEXT_SIZE]);

#endif
