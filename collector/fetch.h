/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fetch: documents over HTTP(S), several at once. Layer: collector.
 *
 * One connection per host at a time and at least `delay_ms` between the starts of two requests
 * to one host; different hosts in parallel. What a host asks for is obeyed: to be left alone
 * for a while (Retry-After), to be asked by https alone (RFC 6797). TLS is always verified;
 * cookies are off. Redirects are followed here, one by one, at most 5: to http and https only,
 * never from https to http, never to a private address, and each is a request to its host like
 * any other (collector/asking.h says what is sent where). gzip, br and zstd are accepted, the
 * limit counts unpacked bytes. What is not known to be whole (collector/envelope.h) is
 * refused.
 */
#ifndef COLLECTOR_FETCH_H
#define COLLECTOR_FETCH_H

#include "collector/neighbours.h"
#include "config/approach.h"
#include "core/buf.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fetch_request {
    const char *url;           /* http or https */
    const char *etag;          /* sent as If-None-Match; "" = none */
    const char *last_modified; /* sent as If-Modified-Since; "" = none */
    int64_t timeout_ms;        /* whole transfer */
    size_t max_bytes;          /* of the body, unpacked */
    /* How it is asked for; NULL = a plain GET. */
    const struct approach *approach;
    /* The address that the configuration names, and which led to url; NULL = url itself. */
    const char *home;
    bool cut; /* what is longer than max_bytes ends there and is no failure */
    int hops; /* redirects that led to url already (fetch_options.held) */
};

struct fetch_result {
    int status;             /* HTTP status of the last answer; 0 = none came */
    bool not_modified;      /* 304 to our validators: body is empty */
    struct buf body;        /* whole, or empty on any error */
    char *url;              /* after redirects; without user, password and key */
    char *content_type;     /* as sent; "" = none */
    char *content_encoding; /* as sent; body is unpacked */
    char *etag;             /* "" = none */
    char *last_modified;    /* "" = none */
    char *leads; /* held: where a redirect leads, which is not asked yet; else NULL */
    bool left;   /* not asked for, as the program is to end; err says so */
    int64_t elapsed_ms;
    struct err err; /* code 0 = usable (200 or 304); ERR_UNAVAILABLE with the reason: status
                       ("HTTP 404"), timeout, refused, too large, TLS, truncated ... */
};

struct fetch_options {
    const char *user_agent;
    int64_t delay_ms;
    unsigned parallel;             /* hosts at once; 0 = 8 */
    struct neighbours *neighbours; /* what is known of hosts; NULL = nothing */
    int64_t now;                   /* an instant */
    bool held; /* redirects are judged, but handed back (result.leads): whoever asks sees to it
                  that their hosts want it */
    bool (*ending)(void *context); /* true: what has not begun is left; may be NULL */
    void (*progress)(size_t done, size_t total, void *context); /* may be NULL */
    void *context;
};

/* Fills results[0..count-1]. Returns 0 also when single requests failed (see their err); -1
 * only when nothing could be tried. Each result is released with fetch_result_free. */
int fetch_all(const struct fetch_request *requests, size_t count,
              const struct fetch_options *options, struct fetch_result *results,
              struct err *err);

void fetch_result_free(struct fetch_result *result);

/* "libcurl/7.88.1 ..." */
const char *fetch_library(void);

#endif
