/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * judge: rule, series, earlier state and now -> what is to be said. Pure. Layer: alerts.
 */
#ifndef ALERTS_JUDGE_H
#define ALERTS_JUDGE_H

#include "config/settings.h"
#include "core/alert.h"
#include "core/arena.h"
#include "core/err.h"
#include "core/fault.h"
#include "core/series.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum verdict {
    VERDICT_NOTHING,  /* no alert open, none to open */
    VERDICT_RAISED,   /* a new alert: to be saved and told */
    VERDICT_STANDING, /* still open, nothing new */
    VERDICT_MOVED, /* still open, newer period, revised value, changed severity or words: to be
                      saved, not told */
    VERDICT_RESOLVED /* cleared: to be saved and told */
};

/* Judges one [alert] on its indicator's series. `open` is its unresolved alert on that
 * indicator or NULL. On RAISED, MOVED and RESOLVED *out is the alert as it should be saved
 * (texts from the arena). Judging twice changes nothing. */
int judge_rule(const struct settings *settings, const struct alert_rule *rule,
               const struct series *series, const struct alert *open, int64_t now,
               struct arena *arena, enum verdict *verdict, struct alert *out, struct err *err);

/* Adds a fault for each [alert] whose `when` or `clear` cannot be read. */
void judge_check(const struct settings *settings, struct faults *faults);

#endif
