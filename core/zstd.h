/* SPDX-License-Identifier: GPL-3.0-or-later */
/* zstd: bytes packed by Zstandard (RFC 8878) unpacked. Layer: core; the only user of libzstd.
 */
#ifndef CORE_ZSTD_H
#define CORE_ZSTD_H

#include "core/buf.h"
#include "core/gzip.h"

#include <stddef.h>

/* Unpacking, piece by piece. */
struct zstd;

struct zstd *zstd_new(void);
void zstd_free(struct zstd *zstd); /* NULL is fine */

/* As gzip_take: frame may follow frame; windows of more than 8 MiB (RFC 9659) are damage. */
enum gzip_state zstd_take(struct zstd *zstd, const void *bytes, size_t length,
                          struct buf *out);

#endif
