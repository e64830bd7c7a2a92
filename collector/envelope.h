/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * envelope: what the headers of an answer say of its length, and whether that is borne out.
 * Layer: collector. Pure.
 *
 * An answer of HTTP/1 that says neither its length nor comes in chunks ends where the
 * connection does (RFC 9112, 6.3): whether it is whole nobody can tell but the document.
 */
#ifndef COLLECTOR_ENVELOPE_H
#define COLLECTOR_ENVELOPE_H

#include "core/buf.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zeroed = nothing came. */
struct envelope {
    bool old;           /* HTTP/1 */
    bool told;          /* where it ends: by its length, in chunks, or by its packing */
    int64_t length;     /* announced first; 0 = none */
    int64_t other;      /* another one, announced as well; 0 = none */
    bool long_wait;     /* Retry-After is a number too large for the transfer's library */
    unsigned interim;   /* statuses 100 to 199 that came before the answer, ... */
    int interim_status; /* ... and the last of them */
};

/* Takes one header line as it came (not NUL-terminated); a status line starts anew. */
void envelope_take(struct envelope *envelope, const char *line, size_t length);

/* ERR_UNAVAILABLE when two lengths were announced, which may be two documents in one. */
int envelope_check(const struct envelope *envelope, struct err *err);

/* ERR_UNAVAILABLE when nothing says that the body is whole: neither the headers nor its end.
 * Lines end with a line break, markup with a bracket and with all of its tables closed, a PDF
 * with %%EOF; JSON, and what is packed, cannot be read without its end. */
int envelope_check_body(const struct envelope *envelope, const struct buf *body,
                        struct err *err);

#endif
