/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export: the ledger as open data: a CSV file for each indicator and a Frictionless data
 * package (v1) that describes them. Layer: daemon.
 *
 * The edition decides what there is to see, as it does on the pages; every version (vintages)
 * is for the internal one alone, since it names who entered what.
 */
#ifndef DAEMON_EXPORT_H
#define DAEMON_EXPORT_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/lock.h"
#include "core/series.h"
#include "core/sha256.h"
#include "daemon/export_field.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EXPORT_PACKAGE "datapackage.json"

struct export_options {
    const struct settings *settings;
    struct ledger *ledger;
    const struct indicator *const *indicators; /* that the edition shows */
    size_t count;
    enum export_kind kind;
    const char *folder;           /* made when it is not there; what else is in it stays */
    bool prune;                   /* take away what exports of before left there */
    const struct lock_wait *wait; /* for another export into it; NULL = not at all */
    int64_t now;
    void (*progress)(size_t done, size_t total, void *context); /* may be NULL */
    void *context;
};

/* One file written, in the order of the indicators. */
struct export_file {
    const struct indicator *indicator;
    size_t rows;
    size_t bytes;
    char sha256[SHA256_TEXT_SIZE];
    bool in_range; /* every value is within the indicator's minimum and maximum */
};

/* CSV files that begin as an export does and are none of this one's: of indicators that are
 * not configured or not shown any more, or that were not asked for. The package does not
 * describe them. */
struct export_strays {
    struct arena *arena; /* of the caller; owns the names */
    const char **names;
    size_t count;
};

/* Appends the file of file->indicator to `out` and fills in what is said of it. `series`: what
 * the edition shows, or its versions, as the kind asks for. */
void export_print(const struct export_options *options, const struct series *series,
                  struct export_file *file, struct buf *out);

/* Fills in what is said of the file of file->indicator that was printed before and stands at
 * `path`; ERR_DATA when it is none of this kind. */
int export_read(const struct export_options *options, const char *path,
                struct export_file *file, struct err *err);

/* Under a lock on the folder: writes ID.csv for each and then EXPORT_PACKAGE, each whole or
 * not at all; a file that is there and the same is left alone. Fills files[count], and what
 * else is there (pruned or not). */
int export_run(const struct export_options *options, struct export_file *files,
               struct export_strays *strays, struct err *err);

/* A part of it (export_stray.c). */
int export_find_strays(const struct export_options *options, struct export_strays *out,
                       struct err *err);

#endif
