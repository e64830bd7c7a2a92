/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * expecting: what each indicator awaits, by its calendar and what the ledger holds. Layer:
 * daemon.
 */
#ifndef DAEMON_EXPECTING_H
#define DAEMON_EXPECTING_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/awaited.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/json.h"
#include "daemon/schedule.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The newest period of an indicator. */
struct expecting_newest {
    bool there;
    struct period period;
};

/* What is known at `now`; belongs to the arena. */
struct expecting {
    const struct settings *settings;
    struct ledger *ledger;
    struct arena *arena;
    int64_t now;
    struct expecting_newest *newest; /* of each indicator that has a calendar */
};

/* Looks up the newest periods of the indicators with a calendar. One that is held (保留)
 * counts when it is the next: it was published, and a person decides. A period without a
 * figure counts when that was said on its day or later: a blank of before is a line that waits
 * for it. */
int expecting_load(struct ledger *ledger, const struct settings *settings, int64_t now,
                   struct arena *arena, struct expecting *out, struct err *err);

/* The same by what may be told at `now`, for asking publishers: when they were asked is told
 * (最終取得), and must not tell that a figure under embargo came early. Leaves the ledger read
 * as it was recorded. */
int expecting_load_told(struct ledger *ledger, const struct settings *settings, int64_t now,
                        struct arena *arena, struct expecting *out, struct err *err);

/* What an indicator of the settings awaits: by the calendar it is read by from a source, or,
 * NULL, by its own. */
struct awaited expecting_of(const struct expecting *expecting,
                            const struct indicator *indicator, const struct source *source);

/* What all indicators await that are read from a source. */
struct schedule_expected expecting_from(const struct expecting *expecting,
                                        const struct source *source);

/* When the i-th document of a source is fetched. `health` may be NULL. */
int expecting_plan(const struct expecting *expecting, const struct source *source, size_t i,
                   struct schedule_plan *out, struct health *health, struct err *err);

/* "expected":{"state","period","last","date","time","overdue_from"}; null without a calendar.
 * And "date" and "time" of an object (null at some time of the day). */
void expecting_json(struct json *json, const struct awaited *awaited);
void expecting_json_day(struct json *json, struct release_moment moment);

/* A line for each indicator that is overdue, or whose announced dates are used up: "id
 * 2026年4月分: ...". Returns how many. */
size_t expecting_overdue(const struct expecting *expecting, struct buf *out);

#endif
