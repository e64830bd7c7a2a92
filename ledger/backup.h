/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * backup: a consistent copy of the ledger as one file, while others write to it. Layer:
 * ledger. The copy is checked before it gets its name, and is for its owner only.
 */
#ifndef LEDGER_BACKUP_H
#define LEDGER_BACKUP_H

#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct backup_options {
    bool force;                                                 /* over a file that is there */
    void (*progress)(size_t done, size_t total, void *context); /* may be NULL */
    void *context;
};

struct backup_result {
    int64_t bytes;
    int64_t observations;
    int64_t documents; /* that the ledger names; their bytes stand in files of their own */
};

/* Copies <folder>/ledger.db. ERR_UNAVAILABLE where there is none, ERR_USAGE where `path` is
 * there; ERR_DATA when the copy is damaged, because the ledger is: no file is made then. */
int backup_write(const char *folder, const char *path, const struct backup_options *options,
                 struct backup_result *result, struct err *err);

/* The same as bytes written to `fd`, which need not be a file; from a copy without a name in
 * $TMPDIR, else /var/tmp: not a byte is written before it is checked. ERR_IO when they cannot
 * all be written: what was written then is no backup. */
int backup_send(const char *folder, int fd, const struct backup_options *options,
                struct backup_result *result, struct err *err);

/* "<path>.v3-20260301T090000Z", before its schema (3) is brought up to date; called by ledger
 * under its lock. */
int backup_before_step(const char *path, int version, struct err *err);

#endif
