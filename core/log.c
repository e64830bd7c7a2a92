/* SPDX-License-Identifier: GPL-3.0-or-later */
/* log: see log.h. */
#include "core/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static enum log_level most = LOG_LEVEL_INFO;

/* syslog(3) priorities, which journald reads from the start of a line. */
static const int PRIORITIES[] = {3, 4, 6, 7};

void log_set_level(enum log_level level)
{
    most = level;
}

/* False when it could not be written. */
static bool __attribute__((format(printf, 2, 0)))
write_line(enum log_level level, const char *format, va_list list)
{
    bool written = getenv("JOURNAL_STREAM") ? fprintf(stderr, "<%d>", PRIORITIES[level]) >= 0
                                            : fputs("shihyo: ", stderr) >= 0;

    written = vfprintf(stderr, format, list) >= 0 && written;
    return fputc('\n', stderr) != EOF && fflush(stderr) == 0 && written;
}

static void __attribute__((format(printf, 2, 0)))
say(enum log_level level, const char *format, va_list list)
{
    if (level <= most)
        write_line(level, format, list);
}

bool log_tell(enum log_level level, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    bool written = write_line(level, format, list);
    va_end(list);
    return written;
}

void log_error(const char *format, ...)
{
    va_list list;

    va_start(list, format);
    say(LOG_LEVEL_ERROR, format, list);
    va_end(list);
}

void log_warning(const char *format, ...)
{
    va_list list;

    va_start(list, format);
    say(LOG_LEVEL_WARNING, format, list);
    va_end(list);
}

void log_info(const char *format, ...)
{
    va_list list;

    va_start(list, format);
    say(LOG_LEVEL_INFO, format, list);
    va_end(list);
}

void log_debug(const char *format, ...)
{
    va_list list;

    va_start(list, format);
    say(LOG_LEVEL_DEBUG, format, list);
    va_end(list);
}
