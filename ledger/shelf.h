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

/* Keeps the bytes under their hash: temp + rename, folder made when needed. What is there is
 * compared, not only looked for: a file damaged since is mended. */
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
