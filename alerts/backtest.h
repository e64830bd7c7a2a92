/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * backtest: a rule replayed over the history of an indicator as it was known at each date.
 * Pure. Layer: alerts.
 *
 * Each version counts from the day on which its document says it was published, else from the
 * day on which it was recorded. What was recorded first when later periods were known already,
 * and all that the first record brought, is taken as published on the day after its period:
 * the earliest at which anybody could know it (`assumed`).
 *
 * `overdue` goes by its calendar as it is configured now, and by when periods came: from the
 * day on from which that is known (`watched`), and to `now`.
 */
#ifndef ALERTS_BACKTEST_H
#define ALERTS_BACKTEST_H

#include "alerts/standing.h"
#include "config/settings.h"
#include "core/arena.h"
#include "core/series.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct backtest_case {
    const struct indicator *indicator;
    const struct standing_rule *rule;
    const struct series *vintages; /* ledger_vintages */
    enum language language;
    int32_t from, to; /* days; what was raised in [from, to] is told; INT32_MIN, INT32_MAX */
    int64_t now;
    struct arena *arena;
};

/* From raised to cleared. */
struct backtest_spell {
    int32_t raised;       /* day */
    struct period period; /* judged then; of overdue the one that is awaited */
    bool valued;          /* it has a value */
    struct decimal value;
    bool trial; /* by limits on trial: only an info */
    const char *fact;
    bool over;
    int32_t cleared;
    struct period cleared_period;
    size_t releases; /* values that came while it stood */
};

struct backtest {
    struct backtest_spell *spells;
    size_t count;
    size_t values;  /* periods with a value, of those replayed */
    size_t assumed; /* versions whose day is assumed */
    size_t versions;
    int32_t first, last; /* days on which something became known; of no versions 0 */
    int32_t watched;     /* the day from which on it is known when versions came */
};

void backtest_run(const struct backtest_case *asked, struct backtest *out);

/* How often a year it was raised since `watched`: what can be said of rules that no noise
 * raises (revised, overdue). False for less than a year. */
bool backtest_rate(const struct backtest_case *asked, const struct backtest *result,
                   double *years, double *per_year);

/* The part of backtest_run for what its calendar judges: fills the spells. */
void backtest_overdue(const struct backtest_case *asked, struct backtest *out);

#endif
