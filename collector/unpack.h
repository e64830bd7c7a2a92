/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * unpack: a transferred body, plain or gzip-compressed, piece by piece. Layer:
 * collector.
 *
 * libcurl could unpack by itself, but takes a compressed body that was cut off for a whole
 * one, and half a number is a number. Here the end of the compressed data and its check sum
 * must have come.
 */
#ifndef COLLECTOR_UNPACK_H
#define COLLECTOR_UNPACK_H

#include "core/buf.h"
#include "core/gzip.h"

#include <stdbool.h>
#include <stddef.h>

enum unpack_state {
    UNPACK_PLAIN,     /* nothing to unpack, or nothing came yet */
    UNPACK_UNDERWAY,  /* the end of the compressed data has not come */
    UNPACK_WHOLE,     /* it has */
    UNPACK_TOO_LARGE, /* beyond the limit of `out` */
    UNPACK_DAMAGED,   /* no gzip data */
    UNPACK_UNKNOWN    /* an encoding that was not asked for */
};

/* Zeroed = new. */
struct unpack {
    enum unpack_state state;
    struct gzip *gzip; /* NULL = none */
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
