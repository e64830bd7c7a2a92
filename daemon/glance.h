/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * glance: every indicator at a glance: newest value, change, year on year; as `status` and the
 * web say it. Layer: daemon.
 */
#ifndef DAEMON_GLANCE_H
#define DAEMON_GLANCE_H

#include "config/settings.h"
#include "core/alert.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/decimal.h"
#include "core/err.h"
#include "core/series.h"
#include "daemon/expecting.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>

/* The trend shows so many periods. */
#define GLANCE_PERIODS 24

struct glance {
    const struct indicator *indicator;
    struct series series;               /* at least what the rest is made from */
    const struct observation *latest;   /* NULL = no value */
    const struct observation *previous; /* the newest value before it, or NULL */
    bool has_change;
    struct decimal change; /* from the period just before */
    bool has_year_ago;
    const struct observation *year_before;
    struct decimal year_ago; /* difference from the same period a year before */
};

struct glances {
    bool whole;           /* all there is; else what the edition shows, if that is less */
    struct glance *items; /* in the order of the configuration */
    size_t count;
    struct alert *alerts; /* open ones, as far as the edition tells them */
    size_t alert_count;
    const struct expecting *expecting; /* what is awaited, for `status`; NULL = not asked for:
                                          it changes with the hour */
};

/* `whole`: of everything, whatever the edition is. All of it lives in the arena. */
int glance_load(struct ledger *ledger, const struct settings *settings, bool whole,
                struct arena *arena, struct glances *out, struct err *err);

/* {"version":1,"audience":"internal","indicators":[...],"sources":[...],"quarantine":[...],
 * "set_aside":[...],"outbox":{...},"refused":[...]}; what the public edition shows has the
 * indicators alone. */
int glance_json(struct ledger *ledger, const struct settings *settings,
                const struct glances *glances, struct buf *out, struct err *err);

/* What the edition shows, with what is awaited; that is for the office: a publisher's delay is
 * nobody's failure. */
int glance_status(struct ledger *ledger, const struct settings *settings, int64_t now,
                  struct arena *arena, struct buf *out, struct err *err);

/* The indicators alone. */
void glance_indicators_json(const struct settings *settings, const struct glances *glances,
                            struct buf *out);

#endif
