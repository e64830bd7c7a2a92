/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * log: talk on standard error. Layer: core; called by cli/, daemon/ and the log notifier only.
 * One process-wide level and form:
 *
 *   text     shihyo: message
 *   journal  <N>message, N being the syslog priority, which journald reads
 *   json     {"time","level","pid","message"}, an object a line
 *   syslog   to syslog(3), facility daemon
 *
 * Unless one was chosen it is journal where standard error is the journal's ($JOURNAL_STREAM
 * names its very device and inode: what was redirected since is none), else text.
 */
#ifndef CORE_LOG_H
#define CORE_LOG_H

#include <stdbool.h>

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };
enum log_form {
    LOG_FORM_FOUND,
    LOG_FORM_TEXT,
    LOG_FORM_JOURNAL,
    LOG_FORM_JSON,
    LOG_FORM_SYSLOG
};

/* Messages above this level are dropped; LOG_LEVEL_INFO until set. */
void log_set_level(enum log_level level);

/* LOG_FORM_FOUND until set. */
void log_set_form(enum log_form form);

/* "text", "journal", "json", "syslog"; false for anything else. */
bool log_form_parse(const char *name, enum log_form *out);

/* For a process that stays: where no form was chosen and standard error leads nowhere
 * (/dev/null, closed when it began) it talks to syslog. */
void log_detach(void);

void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_debug(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* For what must not be lost: written whatever the level. False when standard error did not
 * take it; syslog does not tell. */
bool log_tell(enum log_level level, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
