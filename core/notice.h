/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * notice: one thing to be told to one notifier, in its words, and the letter that takes it and
 * perhaps others there. Layer: core; kept by the ledger, made and sent by alerts/.
 */
#ifndef CORE_NOTICE_H
#define CORE_NOTICE_H

#include <stddef.h>
#include <stdint.h>

/* The state of a notice about an alert that ended and did not clear: its rule was changed. */
#define NOTICE_ENDED "ended"

/* Texts are never NULL. */
struct notice {
    int64_t number;
    const char *notifier;  /* [notify ID]; "" = the log */
    const char *subject;   /* one line */
    const char *body;      /* plain text, lines that end */
    const char *html;      /* the same as elements of a page; "" = made of the body */
    const char *closing;   /* the sentence that ends its letter; "" = none */
    const char *severity;  /* info warning critical */
    const char *state;     /* firing acknowledged resolved held test, or NOTICE_ENDED */
    const char *thread;    /* the same for all that is told of one alert; "" = stands alone */
    const char *indicator; /* id, or "" */
    const char *source;    /* id, or "" */
    int64_t created;
    int64_t embargo; /* instant before which it may not be told outside (解禁前); 0 = none */
};

struct notice_list {
    struct notice *items;
    size_t count;
};

/* What is sent at once. */
struct letter {
    int64_t number;
    const char *notifier;
    const char *key;     /* the same at every attempt: who gets it twice can tell */
    int64_t created;     /* when it was put together */
    int64_t since;       /* from when on it is tried: it may have been brought back */
    int64_t due;         /* when it is tried next */
    int attempts;        /* so far */
    const char *error;   /* of the last attempt; "" = none */
    const char *reached; /* receivers who have it, each with a space behind */
    int64_t delivered;   /* instant; 0 = not yet */
    int64_t given_up;    /* instant; 0 = it is still tried */
    const char *subject; /* of the first that it tells */
    size_t notices;      /* how many it tells */
    int64_t embargo;     /* the latest of what it tells; 0 = none */
};

#endif
