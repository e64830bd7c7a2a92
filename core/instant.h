/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * instant: seconds since 1970-01-01T00:00:00Z. Layer: core.
 * Time is a parameter everywhere else: only instant_now reads the clock.
 */
#ifndef CORE_INSTANT_H
#define CORE_INSTANT_H

#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define INSTANT_TEXT_SIZE 32

/* The clock, or $SHIHYO_NOW (an ISO instant such as 2024-04-01T09:00:00+09:00) when set. */
int instant_now(int64_t *out, struct err *err);

/* Milliseconds of a clock that nobody sets: for how long something may take. */
int64_t instant_ticks_ms(void);

/* Reads "2024-04-01", "2024-04-01T09:00[:00][Z|+09:00]"; without an offset it is the local
 * time zone (TZ), a bare date is its first second. ERR_USAGE when it is none of these. */
int instant_parse(const char *text, int64_t *out, struct err *err);

/* "2024-04-01T00:00:00Z" */
void instant_print(int64_t instant, char out[INSTANT_TEXT_SIZE]);

/* "2024-04-01 09:00" in the local time zone, for people. */
void instant_print_local(int64_t instant, char out[INSTANT_TEXT_SIZE]);

/* The civil day (days since 1970-01-01) of an instant in the local time zone. */
int32_t instant_day(int64_t instant);

/* The first second of a civil day in the local time zone; a day may have 23 or 25 hours. */
int64_t instant_day_start(int32_t day);

/* A time of a civil day in the local time zone; one that a change of the clock leaves out is
 * as much later. */
int64_t instant_of_day(int32_t day, int seconds);

/* True for an IANA name in this machine's zone database, and for UTC. */
bool instant_zone_known(const char *zone);

/* Makes `zone` (an IANA name) the local time zone of this process. ERR_CONFIG if unknown. */
int instant_set_zone(const char *zone, struct err *err);

#endif
