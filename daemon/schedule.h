/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * schedule: when a document of a source is fetched next, and why. Pure. Layer: daemon.
 *
 *   never tried, the configuration changed, the clock was set back   at once
 *   it fails       after a quarter of an hour (an hour, when it came and was not understood),
 * then twice as long after each failure, up to `every` (at least an hour, at most a day), and
 * up to a quarter longer
 *   no calendar    after `every`
 *   nothing due    once a week, or after `every` when that is longer, and when its day comes:
 * up to an hour later, or five minutes where the publisher says the time
 *   due, overdue   every hour, then ever more seldom as it stays away, at most after `every`
 *
 * What "up to" adds depends on the source, and its period or how often it failed, and on
 * nothing else: it is the same after a restart, and sources do not all come at once.
 */
#ifndef DAEMON_SCHEDULE_H
#define DAEMON_SCHEDULE_H

#include "config/settings.h"
#include "core/awaited.h"
#include "core/health.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum schedule_why {
    SCHEDULE_FIRST,   /* never tried */
    SCHEDULE_CHANGED, /* it would be read otherwise than at the last try */
    SCHEDULE_CLOCK,   /* its last try lies in the future */
    SCHEDULE_RETRY,   /* it fails */
    SCHEDULE_EVERY,   /* it has no calendar */
    SCHEDULE_IDLE,    /* nothing is expected before */
    SCHEDULE_RELEASE, /* the day of the next period */
    SCHEDULE_AWAITED, /* that day has come and the period is not there */
    SCHEDULE_ASKED    /* its host wants to be left alone until then */
};

/* What each indicator awaits that is read from it. */
struct schedule_expected {
    const struct awaited *items;
    size_t count;
};

struct schedule_plan {
    int64_t at; /* due from then; 0 = at once */
    enum schedule_why why;
    const struct awaited *awaited; /* of SCHEDULE_RELEASE and SCHEDULE_AWAITED, else NULL */
};

/* What a host asks for (Retry-After) delays every plan, unless it lies further ahead than it
 * can ask: then a clock was wrong. `selection` is how it would be read now
 * (fingerprint_source). */
struct schedule_plan schedule_plan(const struct source *source,
                                   struct schedule_expected expected,
                                   const struct health *health, const char *selection,
                                   int64_t now);

/* True when nobody tried to fetch the source although it has been due for long: its time
 * between two tries (`every`; where nothing is expected, a week at least) and as much again,
 * at least a day (cron may run once a day), at most a week. A source never tried is late, and
 * so is one whose last try lies as far in the future. */
bool schedule_is_late(const struct source *source, struct schedule_expected expected,
                      const struct health *health, int64_t now);

/* "first", "changed", "clock", "retry", "every", "idle", "release", "awaited", "asked" */
const char *schedule_why_name(enum schedule_why why);

#endif
