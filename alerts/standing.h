/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * standing: whether a rule stands at the newest value of a series, by its `when`, `clear`,
 * `hold` and `settle`. Pure. Layer: alerts.
 *
 * The series is walked back from its newest value, each time as if that were the newest, until
 * one decides: `when` held for `hold` values in a row (open), or `clear` did for `settle`
 * (clear). So what stands follows from the series alone, and not from the order in which its
 * values came. The walk ends at a declared break.
 */
#ifndef ALERTS_STANDING_H
#define ALERTS_STANDING_H

#include "alerts/rule.h"

enum standing_state {
    STANDING_UNKNOWN, /* nothing decides */
    STANDING_CLEAR,
    STANDING_PENDING, /* `when` holds, not yet for long enough */
    STANDING_OPEN
};

/* What [alert] asks for. */
struct standing_rule {
    struct rule raise, reset;
    bool has_reset;
    size_t hold, settle; /* at least 1 */
};

/* Reads `when` and `clear` of a rule; hold and settle are at least 1 afterwards. */
int standing_parse(const struct alert_rule *rule, struct standing_rule *out, struct err *err);

enum standing_state standing_find(const struct standing_rule *rule,
                                  const struct rule_case *judged);

#endif
