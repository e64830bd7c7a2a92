/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * unpack: a transferred body, plain or compressed (gzip, br, zstd), piece by piece. Layer:
 * collector.
 *
 * libcurl could unpack by itself, but takes a compressed body that was cut off for a whole
 * one, and half a number is a number. Here the end of the compressed data must have come (of
 * gzip with its check sum).
 */
#ifndef COLLECTOR_UNPACK_H
#define COLLECTOR_UNPACK_H

#include "core/brotli.h"
#include "core/buf.h"
#include "core/gzip.h"
#include "core/zstd.h"

#include <stdbool.h>
#include <stddef.h>

enum unpack_state {
    UNPACK_PLAIN,     /* nothing to unpack, or nothing came yet */
    UNPACK_UNDERWAY,  /* the end of the compressed data has not come */
    UNPACK_WHOLE,     /* it has */
    UNPACK_TOO_LARGE, /* beyond the limit of `out` */
    UNPACK_DAMAGED,   /* not what the encoding says */
    UNPACK_UNKNOWN    /* an encoding that was not asked for */
};

/* Zeroed = new. */
struct unpack {
    enum unpack_state state;
    struct gzip *gzip; /* that in use; NULL = not this one */
    struct brotli *brotli;
    struct zstd *zstd;
};

/* Takes the next bytes of a body whose Content-Encoding is `encoding` ("" = plain). Returns
 * false when it has failed: see the state. */
bool unpack_take(struct unpack *unpack, const char *encoding, const void *bytes, size_t length,
                 struct buf *out);

/* Releases what it holds; the state stays. */
void unpack_free(struct unpack *unpack);

/* What is wrong with a body that ended in this state, or NULL. */
const char *unpack_complaint(enum unpack_state state);

#endif
