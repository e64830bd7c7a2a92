/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * webanswer: bytes in all forms in which a client may get them: plain, packed (made once, not
 * per request), and "you have it" (304). Layer: daemon.
 */
#ifndef DAEMON_WEBANSWER_H
#define DAEMON_WEBANSWER_H

#include "core/buf.h"
#include "daemon/http.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct webanswer;

struct webanswer_kind {
    const char *type;  /* Content-Type */
    int64_t modified;  /* 0 = not known */
    bool packs;        /* worth packing */
    const char *cache; /* Cache-Control */
};

/* Copies the body. */
struct webanswer *webanswer_new(const struct webanswer_kind *kind, const struct buf *body);
void webanswer_free(struct webanswer *answer); /* NULL is fine */

/* The form for this request; belongs to the answer. */
const struct http_reply *webanswer_give(const struct webanswer *answer,
                                        const struct http_request *request);

/* Bytes of memory that it takes. */
size_t webanswer_size(const struct webanswer *answer);

/* A short text of an error, or a redirection; not kept by clients. `location` may be NULL. */
struct http_reply *webanswer_plain(int status, const char *text, const char *location);

#endif
