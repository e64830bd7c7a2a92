/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * neighbours: the hosts that are asked, for as long as a cycle runs: when each may be asked
 * next, and how. Layer: collector.
 */
#ifndef COLLECTOR_NEIGHBOURS_H
#define COLLECTOR_NEIGHBOURS_H

#include "core/neighbour.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a Retry-After can ask for at most: an error in it must not silence a source for ever.
 */
#define NEIGHBOURS_WAIT_MAX_S ((int64_t)7 * 24 * 60 * 60)

struct neighbours_host {
    struct neighbour is; /* `is.host` belongs to the set */
    bool busy;           /* a request to it is under way */
    int64_t last_start;  /* of a request, in monotonic milliseconds; 0 = none */
    int64_t delay_ms;    /* the pause its robots.txt asks for between two; 0 = none */
    bool changed;        /* to be remembered */
};

struct neighbours;

struct neighbours *neighbours_new(void);
void neighbours_free(struct neighbours *set); /* NULL is fine */

/* The host of that name, new if need be. It stays where it is. */
struct neighbours_host *neighbours_find(struct neighbours *set, const char *host);

/* The i-th, or NULL behind the last. */
struct neighbours_host *neighbours_at(const struct neighbours *set, size_t i);

/* What was remembered of one. */
void neighbours_recall(struct neighbours *set, const struct neighbour *neighbour);

/* True if the host, or one above it that said so for those below, is to be asked by https. */
bool neighbours_is_secure(const struct neighbours *set, const char *host, int64_t now);

/* Takes the value of a Strict-Transport-Security header (not NUL-terminated) that came by
 * https. One that is not understood, or is of an address in numbers, says nothing. */
void neighbours_take_secure(struct neighbours_host *host, const char *value, size_t length,
                            int64_t now);

/* The host asked us to wait. */
void neighbours_take_wait(struct neighbours_host *host, int64_t seconds, int64_t now);

#endif
