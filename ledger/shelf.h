/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * shelf: the bytes of documents in a state folder, each in documents/<sha256>.gz, named by the
 * hash of what is packed (zcat shows it). Those that older versions kept plain, under the bare
 * hash, are read too. Layer: ledger; used inside ledger/ only.
 */
#ifndef LEDGER_SHELF_H
#define LEDGER_SHELF_H

#include "core/buf.h"
#include "core/err.h"

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

/* <folder>/documents/<name> into `out`. */
int shelf_path(const char *folder, const char *name, char out[PATH_MAX], struct err *err);

/* Makes the folder when needed. */
int shelf_make(const char *folder, struct err *err);

/* Many documents are kept at once: each as a draft (core/file.h), but for those that are there
 * already, which are compared, not only looked for: a file damaged since is mended. All drafts
 * are synced, each is put in its place, and their names are synced. */
int shelf_draft(const char *folder, const char *sha256, const void *bytes, size_t length,
                bool *written, struct err *err);
int shelf_sync(const char *folder, bool names, struct err *err);
int shelf_place(const char *folder, const char *sha256, struct err *err);

/* All of that for one. */
int shelf_put(const char *folder, const char *sha256, const void *bytes, size_t length,
              struct err *err);

/* Fills `out`, which it initialises, with the `length` bytes of the hash; they are released
 * with buf_free in every case. ERR_IO when they are not there, ERR_DATA when the file is not
 * what was kept; both name the file. */
int shelf_get(const char *folder, const char *sha256, size_t length, struct buf *out,
              struct err *err);

/* Whether a file is there, whatever is in it. */
bool shelf_has(const char *folder, const char *sha256);

/* Removes the file; one that is not there is fine. */
int shelf_drop(const char *folder, const char *sha256, struct err *err);

#endif
