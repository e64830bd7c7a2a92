/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * alert: an open (or past) judgement with a life of its own. Layer: core; kept by the ledger,
 * made by alerts/, shown by graphs/ and cli/.
 *
 *   pending ──► firing ──► acknowledged ──► resolved
 *                  └─────► silenced ──────────┘
 *
 * It is the same as long as its fingerprint is: the rule, what it judges, and the segment of
 * the series (a declared break begins another).
 */
#ifndef CORE_ALERT_H
#define CORE_ALERT_H

#include "core/decimal.h"
#include "core/period.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct comments; /* core/comment.h */

/* The numbers are the ledger's. */
enum alert_state {
    ALERT_FIRING,
    ALERT_ACKNOWLEDGED, /* somebody has seen it */
    ALERT_RESOLVED,
    ALERT_PENDING, /* it holds, but not yet for as many releases as its rule asks for */
    ALERT_SILENCED /* nobody is told until a day */
};

/* Why people are told. */
enum alert_occasion {
    ALERT_RAISED,
    ALERT_REMINDED, /* it goes on, after as many releases as its rule says */
    ALERT_EXPIRED,  /* it goes on, and what kept it quiet is over */
    ALERT_CLEARED
};

/* Until the next value is recorded: of an acknowledgement, in place of an instant. */
#define ALERT_NEXT_RELEASE (-1)

/* Why one is resolved. */
enum alert_ending {
    ALERT_END_CLEARED,   /* what it tells of holds no more */
    ALERT_END_REDEFINED, /* its condition or target was changed: nothing need be better */
    ALERT_END_PASSED     /* of a revision: the next period came */
};

struct alert {
    int64_t number;           /* the ledger's row; 0 = new */
    const char *rule_id;      /* [alert ID]; of a source "ID:unreachable" */
    const char *indicator_id; /* "" = it is of a source */
    const char *source_id;    /* "" or NULL = it is of an indicator */
    const char *segment;      /* the declared break that it lies behind, as written; "" */
    const char *rule;         /* `when` as it stood when it was judged last */
    const char *severity;     /* info warning critical */
    enum alert_state state;
    int64_t since;             /* instant it was raised */
    int64_t changed;           /* instant of the last change of state or text */
    struct period period;      /* the period judged last */
    struct decimal value;      /* its value; of a source neither is used */
    const char *text;          /* what is said to people, in the site's language */
    int64_t told;              /* instant of the last message of it; 0 = none yet */
    struct period told_period; /* what was judged then */
    int64_t until;             /* instant at which its acknowledgement ends; 0 = with it; or
                                  ALERT_NEXT_RELEASE */
    const char *who;           /* did the last step; NULL = nobody, it was judged */
    const char *note;          /* why: what was given with it, or what was judged anew */
    int64_t embargo; /* as it was read: instant before which what it was judged by may not be
                        told outside (解禁前); 0 = none. The ledger derives it. */

    /* What is said with a message; not kept. NULL or "" = nothing. */
    enum alert_occasion occasion;
    const char *fact;      /* what the rule says of the value: 100を下回る */
    const char *condition; /* the rule in plain words */
    const char *clears;    /* what ends it */
    const char *chance;    /* how often it would be told where nothing happens */
    const char *caveat;    /* lines: limits on trial, within the margin of a sample */
    const char *detail;    /* lines: the figures that it was judged by */
    const struct comments *comments; /* that stand, of its indicator; NULL = none are said */
    enum alert_ending ending;
    bool withdrawn; /* its value was taken back: it is not repeated */
};

/* One step of its life: pending, raised, moved to a newer value or other words, acknowledged,
 * silenced, resolved. */
struct alert_event {
    int64_t alert; /* its number */
    int64_t at;
    enum alert_state state;
    const char *text; /* what was said then */
    const char *who;  /* NULL = nobody */
    const char *note; /* NULL = none */
    int64_t until;    /* 0 = none */
    int64_t embargo;  /* of what was known then; 0 = none, as in struct alert */
};

/* "No messages" about a rule, an indicator or a source. */
struct alert_silence {
    const char *subject; /* id of an [alert], of an indicator or of a source, or a rule_id */
    int64_t at;
    int64_t until; /* as late as `at`: ended */
    const char *who;
    const char *note; /* NULL = none */
};

/* 0 info, 1 warning, 2 critical: of a severity as it is kept. */
int alert_gravity(const char *severity);

/* firing acknowledged resolved pending silenced */
const char *alert_state_name(enum alert_state state);

/* True for what people are to know of: it is neither resolved nor pending. */
bool alert_is_open(const struct alert *alert);

/* The first step of an alert among those of all, by number: where it is or would be. */
size_t alert_first_event(const struct alert_event *events, size_t count, int64_t alert);

/* True if one of the steps (of all alerts, by number) says that this one was ever more than
 * pending. */
bool alert_was_raised(const struct alert *alert, const struct alert_event *events,
                      size_t count);

/* True if the alert is of this rule, indicator or source. */
bool alert_is_of(const struct alert *alert, const char *id);

/* Until when an alert is silenced, of silences in the order in which they were said (the last
 * one of a subject counts); 0 = not at `now`. */
int64_t alert_silenced_until(const struct alert *alert, const struct alert_silence *silences,
                             size_t count, int64_t now);

#endif
