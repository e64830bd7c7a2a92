/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * held: what a publisher said and is not believed yet (保留): kept with its cell and its
 * document until somebody decides or the publisher says something else. Layer: core; found by
 * collector/gates, kept by the ledger, told by alerts/, shown by cli/.
 */
#ifndef CORE_HELD_H
#define CORE_HELD_H

#include "core/series.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Why it is held. */
enum held_gate {
    HELD_RANGE, /* outside minimum and maximum */
    HELD_SCALE, /* about 10, 1,000 or 10,000 times the values around it (of a ratio 100 too),
                   or that part of them; several in a row likewise; a zero among others */
    HELD_ROWS,  /* its document has fewer periods than the source's last one; with status
                   missing: it has this one no more, between others */
    HELD_FLAT,  /* all values of its document are the same, and were not before */
    HELD_UNIT   /* its document gives figures in a unit that does not fit */
};

enum held_state {
    HELD_OPEN,
    HELD_RELEASED,  /* recorded after all */
    HELD_DROPPED,   /* never to be recorded: the same value from the same source stays out */
    HELD_SUPERSEDED /* the publisher, or a person by hand, has given something else */
};

struct held {
    int64_t number; /* the ledger's row; 0 = new */
    const char *indicator_id;
    const char *source;
    const char *address; /* which of several the source has; "" = its only one */
    int rank;            /* of the source for the indicator */
    bool whole; /* stands for its document as a whole: of `observation` only the document is
                   used */
    struct observation observation;
    enum held_gate gate;
    const char *reason; /* what is said to people, in the site's language */
    int64_t since;
    enum held_state state;
    int64_t decided;  /* instant of the last decision; 0 = none */
    const char *who;  /* decided; NULL = nobody, it was superseded */
    const char *note; /* that the decision was given; NULL = none */
};

struct held_list {
    struct held *items;
    size_t count;
};

/* How far a document reached, so that the next one of its address can be compared with it. */
struct held_reach {
    const char *source;
    const char *address;
    const char *indicator_id;
    const char *selection; /* fingerprint of the configuration it was read with */
    int64_t periods;       /* 0 = not known */
    struct period first;
    struct period last;
    bool dated; /* `published` is known */
    int32_t published;
};

/* range scale rows flat unit */
const char *held_gate_name(enum held_gate gate);

/* held released dropped superseded */
const char *held_state_name(enum held_state state);

/* The same period, value and status. */
bool held_is(const struct held *held, const struct observation *observation);

#endif
