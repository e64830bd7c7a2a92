/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * judge: rule, series, earlier state and now -> what is to be said. Pure. Layer: alerts.
 * What stands follows from the series (alerts/standing); what becomes of the alert, and
 * whether people are told, from what it was before (alerts/life).
 */
#ifndef ALERTS_JUDGE_H
#define ALERTS_JUDGE_H

#include "config/settings.h"
#include "core/alert.h"
#include "core/arena.h"
#include "core/awaited.h"
#include "core/err.h"
#include "core/fault.h"
#include "core/series.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum verdict {
    VERDICT_NOTHING,  /* no alert open, none to open */
    VERDICT_RAISED,   /* a new alert, or one that was pending: to be saved */
    VERDICT_STANDING, /* still as it was */
    VERDICT_MOVED,    /* still open (or pending), with a newer period, a revised value, another
                         state, changed severity or words: to be saved */
    VERDICT_RESOLVED, /* cleared (or pending again): to be saved */
    VERDICT_PENDING   /* begins to hold: to be saved */
};

struct judge_case {
    const struct settings *settings;
    const struct alert_rule *rule;
    const struct series *series;
    const struct series *vintages;    /* NULL = not known */
    const struct series *respondents; /* NULL = not known */
    const struct awaited *awaited;    /* what is expected of it now; NULL = not known */
    const struct alert *open;         /* its unresolved alert of this segment, or NULL */
    int64_t now;
    int64_t silenced; /* until when; 0 = it is not */
    bool
        redefined; /* its condition, its target or the like changed since it was judged last */
    bool inhibited; /* the source of the newest value has a problem of its own */
    struct arena *arena;
};

struct judgement {
    enum verdict verdict;
    bool tell;          /* a message is to be sent: alert.occasion says why */
    struct alert alert; /* unless VERDICT_NOTHING: as it should be saved (texts from the
                           arena), and what its message says */
};

/* Judges one [alert] on its indicator's series. Judging twice changes nothing. */
int judge_rule(const struct judge_case *judged, struct judgement *out, struct err *err);

/* The segment of a rule's indicator at a period, as alerts note it: the declared break that it
 * lies behind, as written; "" before any. */
const char *judge_segment(const struct indicator *indicator, struct period period,
                          struct arena *arena);

/* True for a rule that is to be judged by every cycle: time alone can raise it. */
bool judge_is_timed(const struct alert_rule *rule);

/* Adds a fault for each [alert] whose `when` or `clear` cannot be read, or does not fit its
 * indicator. */
void judge_check(const struct settings *settings, struct faults *faults);

#endif
