/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * neighbour: what hosts asked of us, and what is remembered from one cycle to the next. Layer:
 * core; kept by the ledger, obeyed by collector/.
 */
#ifndef CORE_NEIGHBOUR_H
#define CORE_NEIGHBOUR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct neighbour {
    const char *host;     /* in lower case */
    int64_t not_before;   /* instant before which it wants to be left alone (Retry-After); 0 */
    int64_t secure_until; /* instant until which it is asked by https alone (RFC 6797); 0 */
    bool secure_below;    /* and so are the hosts below it */
};

/* A host's robots.txt as it was found once. */
struct neighbour_rules {
    const char *origin; /* https://example.jp:443 */
    int64_t at;         /* when it was asked for; 0 = never */
    int status;         /* HTTP, after redirects; 0 = no answer */
    const char *text;   /* of status 200, as it came; "" else */
    const char *error;  /* why no answer came; "" = one did */
};

#endif
