/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * release: when a publisher is expected to publish a period. Layer: core. Pure but for the
 * local time zone, in which the days begin.
 *
 * A calendar is a list of rules, separated by commas:
 *
 *   none                                     no calendar
 *   daily
 *   weekly WEEKDAY
 *   monthly DAY
 *   quarterly month-M DAY                    M of 1 to 3
 *   yearly MM-DD...                          several days: a publisher of quarters
 *   yearly month-M [DAY]                     the last day when only the month is known
 *   +Nd +Nw +Nm +Nbd                         days, weeks, months, business days after the
 *                                            period's last day (+1m: the end of the next
 * month) on DATE[=PERIOD]...                      dates that were announced skip PERIOD...
 * periods that are not published by themselves
 *
 *   DAY      1-31 (the last day of a shorter month), last-day, last-business-day,
 *            business-day-N, first|second|third|fourth|last WEEKDAY, week-of-N WEEKDAY (the
 *            weekday of the week, from Sunday on, that has the N-th)
 *   then     next-business-day or previous-business-day: where the day is none itself
 *            for this|previous UNIT, for N UNITs before: what the release reaches to the end
 * of (day week month quarter year fiscal-year); without it, to the day itself at HH:MM: local
 * time; without it at some time of the day
 *
 * A release brings every period, of whatever frequency, that ends within what it reaches, so
 * one calendar serves a source with figures of months and of years. A period is expected with
 * the first release that brings it; a date given with it (DATE=PERIOD) stands instead, so an
 * announced exception is added to the rule. Errors: ERR_CONFIG with what was expected.
 */
#ifndef CORE_RELEASE_H
#define CORE_RELEASE_H

#include "core/arena.h"
#include "core/err.h"
#include "core/holiday.h"
#include "core/period.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RELEASE_ANY_TIME (-1)

enum release_pick {
    RELEASE_DAY,
    RELEASE_LAST_DAY,
    RELEASE_LAST_BUSINESS,
    RELEASE_BUSINESS,
    RELEASE_WEEKDAY,
    RELEASE_WEEK_OF
};

enum release_kind { RELEASE_CYCLE, RELEASE_AFTER };
enum release_after { RELEASE_DAYS, RELEASE_WEEKS, RELEASE_MONTHS, RELEASE_BUSINESS_DAYS };

/* What a release reaches to the end of. */
struct release_reach {
    bool set;
    enum frequency unit;
    int before; /* units before that of the day: 0 this, 1 previous */
};

struct release_rule {
    enum release_kind kind;
    enum frequency cycle; /* RELEASE_CYCLE */
    enum release_after after;
    enum release_pick pick;
    int n;       /* the day, the n-th (0 = last), or how long after */
    int weekday; /* 1 Monday ... 7 Sunday */
    int month;   /* of the cycle, from 1 */
    int roll;    /* -1 to the business day before, 1 to the next */
    struct release_reach reach;
    int time; /* seconds of the day, or RELEASE_ANY_TIME */
};

/* A date that was announced; `exact`: for the period with this end. */
struct release_date {
    int32_t day;
    int32_t end; /* the day after the last that it reaches */
    int time;
    bool exact;
    bool skipped; /* there is none for the period with this end */
};

struct release {
    const char *text; /* as written; "none" */
    const struct release_rule *rules;
    size_t rule_count;
    const struct release_date *dates; /* ascending by day, those skipped first */
    size_t date_count;
    enum holidays holidays; /* whose; not part of the text */
};

/* When: a local day, perhaps with its time. */
struct release_moment {
    int32_t day;
    int time;
};

/* How long after that it is overdue: seconds, or business days when there are any. */
struct release_grace {
    bool set;
    int64_t seconds;
    int business_days;
};

/* Reads a calendar; results belong to the arena. */
int release_parse(const char *text, struct arena *arena, struct release *out, struct err *err);

/* True when there is a calendar at all. */
bool release_known(const struct release *release);

/* When a period is expected. False when no rule says it: no calendar, a period that is
 * skipped, or one behind the last announced date. */
bool release_expected(const struct release *release, struct period period,
                      struct release_moment *out);

/* True for a period that is not published by itself. */
bool release_skips(const struct release *release, struct period period);

/* The first release after an instant that brings something new of this frequency: the newest
 * period that it brings. False where none is known. */
bool release_next(const struct release *release, enum frequency frequency, int64_t after,
                  struct period *period, struct release_moment *out);

/* The newest period that was expected by an instant. */
bool release_newest(const struct release *release, enum frequency frequency, int64_t by,
                    struct period *out);

/* The instant from which it can be there: its time, or the start of its day; and the one from
 * which it is overdue: the grace after its time, or after the end of its day. Days of grace
 * are days of the calendar, whatever hours they have. */
int64_t release_opens(struct release_moment moment);
int64_t release_overdue(const struct release *release, struct release_moment moment,
                        struct release_grace grace);

/* "2026-05-29" or "2026-05-29 08:50" */
#define RELEASE_TEXT_SIZE 24
void release_print(struct release_moment moment, char out[RELEASE_TEXT_SIZE]);

#endif
