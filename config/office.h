/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * office: when a notifier may speak: at once or in digests, at which hours, on which days.
 * Layer: config. Pure but for the local time zone.
 */
#ifndef CONFIG_OFFICE_H
#define CONFIG_OFFICE_H

#include "config/settings.h"
#include "core/err.h"

#include <stdint.h>

/* Reads "always" or "09:00-17:15"; ERR_CONFIG says what was expected. */
int office_read_hours(const char *text, struct office_hours *out, struct err *err);

/* Reads "at-once", "daily 09:00" or "weekly mon 09:00". */
int office_read_rhythm(const char *text, struct office_rhythm *out, struct err *err);

/* The first instant from `at` on at which what was queued at `at` may be told: the next digest
 * within the notifier's days, or the next moment within its hours and days. What is as severe
 * as the notifier's `urgent` does not wait. */
int64_t office_due(const struct notifier *notifier, enum severity severity, int64_t at);

#endif
