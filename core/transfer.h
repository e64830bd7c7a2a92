/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * transfer: documents fetched, messages posted and mail sent, several at once. Layer: core;
 * the only user of libcurl. TLS is always verified; nothing goes to another scheme than those
 * named; no cookies; a proxy of the environment never leads to this machine. What went wrong
 * is said in words that a city clerk can act on.
 */
#ifndef CORE_TRANSFER_H
#define CORE_TRANSFER_H

#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Borrowed until the transfer has ended. NULL and 0 = none where nothing else is said. */
struct transfer_order {
    const char *url;
    const char *schemes;        /* "http,https" */
    const char *user_agent;     /* not for mail */
    const char *const *headers; /* "Name: value"; those that are not one line are left out */
    size_t header_count;
    int64_t timeout_ms;      /* of the whole */
    size_t max_bytes;        /* of the answer, as announced */
    const char *ca_file;     /* whom to trust instead of the system's list */
    const char *certificate; /* our own (PEM), with ... */
    const char *key_file;    /* ... its key; NULL = it is in the same file */
    const char *proxy;       /* instead of the environment's */
    bool public_only;        /* no connection to an address that is not the internet's; through
                                a proxy it is the proxy that connects */
    const char *user;        /* with `password` */
    const char *password;
    const char *bearer;
    const void *body; /* posted, or the mail; of HTTP without it the order is a GET */
    size_t body_length;
    const char *mail_from; /* an address: the order is mail, and ... */
    const char *mail_to;   /* ... its receiver */
    bool clear;            /* smtp:// stays without TLS; else STARTTLS must come */
    /* What comes in; false = give it up. NULL = nobody listens. */
    bool (*take)(void *context, const void *bytes, size_t length);
    /* A header line, not NUL-terminated. May be NULL. */
    void (*header)(void *context, const char *line, size_t length);
    void *context;
};

enum transfer_end {
    TRANSFER_DONE,      /* an answer came, whatever its status */
    TRANSFER_LATE,      /* the time was up */
    TRANSFER_SHORT,     /* fewer bytes came than were announced */
    TRANSFER_EXCESS,    /* more came, as far as libcurl saw it; what was announced was taken */
    TRANSFER_TOO_LARGE, /* more are announced than may come */
    TRANSFER_GIVEN_UP,  /* by `take` */
    TRANSFER_STOPPED,   /* by the caller, before it ended */
    TRANSFER_FAILED     /* `err` says why */
};

struct transfer_outcome {
    enum transfer_end end;
    int status;       /* the last of the protocol, HTTP's or SMTP's; 0 = none came */
    int64_t expected; /* announced length; -1 = not known */
    char *said;       /* the server's last line of a mail's refusal; to be released, or NULL */
    char *redirect;   /* where the answer leads to (nothing is followed); to be released */
    int64_t retry_after_s; /* how long the server asks us to wait; 0 = it does not */
    struct err err;        /* of LATE and FAILED: ERR_UNAVAILABLE with the reason */
};

struct transfer_set; /* those that run at the same time, and their connections */
struct transfer;

/* NULL when libcurl could not be started. */
struct transfer_set *transfer_open(struct err *err);

/* Everything in it has ended by then. NULL is fine. */
void transfer_close(struct transfer_set *set);

/* Begins one; NULL when libcurl could not be set up for it. */
struct transfer *transfer_begin(struct transfer_set *set, const struct transfer_order *order);

/* Works on all of them. -1 when libcurl failed: nothing more will come. */
int transfer_work(struct transfer_set *set);

/* One that has come to its end, or NULL; *context is its order's. */
struct transfer *transfer_next(struct transfer_set *set, void **context);

/* Waits until there is something to do, at most so long. */
void transfer_wait(struct transfer_set *set, int milliseconds);

/* Releases one, at its end or before, and says what became of it. */
void transfer_end(struct transfer_set *set, struct transfer *transfer,
                  struct transfer_outcome *out);

/* One alone, to its end. */
void transfer_run(struct transfer_set *set, const struct transfer_order *order,
                  struct transfer_outcome *out);

/* True if a proxy is to be asked for the order: its own, or one of the environment. */
bool transfer_has_proxy(const struct transfer_order *order);

/* Releases the texts. */
void transfer_outcome_free(struct transfer_outcome *outcome);

/* The host's name in lower case, to be released; NULL when it is no address. */
char *transfer_host(const char *url);

/* "https://example.jp:443": scheme, host and port, to be released; NULL when it is no address.
 */
char *transfer_origin(const char *url);

/* An http address with https in its place, and 443 in that of 80; to be released, or NULL. */
char *transfer_secure(const char *url);

/* Where a link of a page leads to, without its fragment; to be released, NULL when it is none.
 */
char *transfer_resolve(const char *base, const char *link);

/* A copy without user and password, which belong in no log or ledger; to be released. */
char *transfer_bare(const char *url);

/* "libcurl/7.88.1 ..." */
const char *transfer_library(void);

#endif
