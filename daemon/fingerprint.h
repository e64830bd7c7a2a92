/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fingerprint: what a result depends on, as a SHA-256, so that nothing is made again whose
 * ingredients did not change. Layer: daemon.
 */
#ifndef DAEMON_FINGERPRINT_H
#define DAEMON_FINGERPRINT_H

#include "config/settings.h"
#include "core/sha256.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How the document at one of a source's addresses is read: where, its format and the
 * selections of all the source's indicators. */
void fingerprint_source(const struct settings *settings, const struct source *source,
                        size_t address, char out[SHA256_TEXT_SIZE]);

/* What a chart shows beside its observations: the indicator's words, marks and events, the
 * programs that move it, the site's language and edition. `revision` and `compared` are the
 * ledger's revisions of the indicator and of the one beside it ("" = not known), `year` the
 * newest fiscal year of the catalogue; `now` counts only while there is no observation. */
struct fingerprint_chart {
    const struct settings *settings;
    const struct indicator *indicator;
    const char *revision;
    const char *compared;
    int year;
    int64_t now;
    const char *answered; /* of the one that says how many answered; NULL = none */
    const char *expected; /* of the one that says what is expected; NULL = none */
    const char *said;     /* which comments stand on it (commented_print); NULL, "" = none */
};
void fingerprint_chart(const struct fingerprint_chart *chart, char out[SHA256_TEXT_SIZE]);

/* What lists say of an indicator: the whole configuration and its series. */
void fingerprint_figure(const struct fingerprint_chart *chart, char out[SHA256_TEXT_SIZE]);

/* What a page is made from: its kind, the whole configuration, and what else the kind names.
 */
void fingerprint_page(const struct settings *settings, const char *kind, const char *more,
                      char out[SHA256_TEXT_SIZE]);

/* What a [graph] is drawn from: its definition, its title in the site's language, the last day
 * shown, and `files`: what its RRD files were made from. */
void fingerprint_graph(const struct settings *settings, const struct graph *graph,
                       const char *files, int32_t today, char out[SHA256_TEXT_SIZE]);

#endif
