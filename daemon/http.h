/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * http: a small HTTP/1.1 server in one thread, and the answers it gives. Layer: daemon; the
 * only user of libmicrohttpd.
 *
 * It reads requests and hands each to `answer`; GET and HEAD only (405 says so). What a client
 * may take is limited: connections, bytes of a request's head, time to send a request, time to
 * take an answer.
 */
#ifndef DAEMON_HTTP_H
#define DAEMON_HTTP_H

#include "core/buf.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Connections at once; bytes of memory for each, of which its request's head has a part;
 * seconds for a request to come in whole, and for an answer to be taken. */
#define HTTP_CONNECTIONS 1200
#define HTTP_MEMORY 16384
#define HTTP_REQUEST_S 20
#define HTTP_CROWDED_S 2 /* where nearly all connections are taken, for a request to come */
#define HTTP_ANSWER_S 300

/* --- answers; each may be given any number of times --- */

struct http_reply;

struct http_head {
    int status;
    const char *type;          /* Content-Type; NULL = none */
    const char *etag;          /* with its quotes; NULL = none */
    int64_t modified;          /* Last-Modified; 0 = none */
    bool gzip;                 /* the bytes are packed */
    bool varies;               /* there is a packed form and a plain one */
    const char *cache_control; /* NULL = none */
    const char *location;      /* of a redirection; NULL = none */
};

/* Copies the bytes; with all security headers. */
struct http_reply *http_reply_new(const struct http_head *head, const struct buf *body);

/* "You have it" (304) of one that outlives it: the same headers, and no body. */
struct http_reply *http_reply_same(const struct http_reply *reply);

/* One that a client may be taking goes on to its end. NULL is fine. */
void http_reply_free(struct http_reply *reply);

int http_reply_status(const struct http_reply *reply);

/* --- requests --- */

struct http_request {
    const char *method; /* GET or HEAD */
    const char *target; /* as it came */
    const char *host;   /* "" when absent */
    unsigned hosts;     /* how often it is there */
    const char *if_none_match;
    const char *if_modified_since;
    bool gzip; /* the client takes packed bytes */
};

/* True when a validator of the request says that the client has it: If-None-Match counts,
 * else If-Modified-Since. */
bool http_has(const struct http_request *request, const char *etag, int64_t modified);

/* --- the server --- */

struct http;

struct http_options {
    int listener; /* a socket that listens; it is the server's, and closed with it */
    /* The answer to a request; borrowed until the next request. */
    const struct http_reply *(*answer)(const struct http_request *request, void *context);
    /* Once a second, and before the first request. May be NULL. */
    void (*tick)(void *context);
    /* Each answer that is an error, also those that `answer` is not asked for. */
    void (*tell)(const struct http_request *request, int status, void *context);
    void *context;
};

int http_start(const struct http_options *options, struct http **out, struct err *err);

/* Serves until `signals`, a descriptor that is readable then, says that it is over. */
int http_run(struct http *http, int signals, struct err *err);

/* Ends every connection. NULL is fine. */
void http_stop(struct http *http);

/* "0.9.75" */
const char *http_library(void);

#endif
