/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * log: talk on standard error. Layer: core; called by cli/, daemon/ and the log notifier only.
 * Under journald (JOURNAL_STREAM set) each line carries its <N> priority. One process-wide
 * level.
 */
#ifndef CORE_LOG_H
#define CORE_LOG_H

#include <stdbool.h>

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

/* Messages above this level are dropped; LOG_LEVEL_INFO until set. */
void log_set_level(enum log_level level);

void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_debug(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* For what must not be lost: written whatever the level. False when standard error did not
 * take it. */
bool log_tell(enum log_level level, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
