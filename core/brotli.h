/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brotli: bytes packed by brotli (RFC 7932) unpacked. Layer: core; the only user of libbrotli.
 */
#ifndef CORE_BROTLI_H
#define CORE_BROTLI_H

#include "core/buf.h"
#include "core/gzip.h"

#include <stddef.h>

/* Unpacking, piece by piece. */
struct brotli;

struct brotli *brotli_new(void);
void brotli_free(struct brotli *brotli); /* NULL is fine */

/* As gzip_take; bytes behind the end are damage. */
enum gzip_state brotli_take(struct brotli *brotli, const void *bytes, size_t length,
                            struct buf *out);

#endif
