/* SPDX-License-Identifier: GPL-3.0-or-later */
/* log: see log.h. */
#include "core/log.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/instant.h"
#include "core/json.h"
#include "core/mem.h"
#include "core/str.h"

#define LINE_LIMIT ((size_t)4 << 20)

static enum log_level most = LOG_LEVEL_INFO;
static enum log_form form = LOG_FORM_FOUND;

static const int PRIORITIES[] = {LOG_ERR, LOG_WARNING, LOG_INFO, LOG_DEBUG};
static const char *const LEVELS[] = {"error", "warning", "info", "debug"};

void log_set_level(enum log_level level)
{
    most = level;
}

void log_set_form(enum log_form chosen)
{
    form = chosen;
}

bool log_form_parse(const char *name, enum log_form *out)
{
    static const char *const NAMES[] = {
        [LOG_FORM_TEXT] = "text",
        [LOG_FORM_JOURNAL] = "journal",
        [LOG_FORM_JSON] = "json",
        [LOG_FORM_SYSLOG] = "syslog",
    };

    for (int i = LOG_FORM_TEXT; i <= LOG_FORM_SYSLOG; i++) {
        if (str_equal(name, NAMES[i])) {
            *out = (enum log_form)i;
            return true;
        }
    }
    return false;
}

/* $JOURNAL_STREAM is "device:inode" in decimal. */
static bool is_journal(void)
{
    const char *stream = getenv("JOURNAL_STREAM");
    char own[64];
    struct stat status;

    if (!stream || fstat(STDERR_FILENO, &status) != 0)
        return false;
    (void)snprintf(own, sizeof own, "%ju:%ju", (uintmax_t)status.st_dev,
                   (uintmax_t)status.st_ino);
    return str_equal(stream, own);
}

static bool leads_nowhere(void)
{
    struct stat own, nothing;

    return fstat(STDERR_FILENO, &own) != 0 ||
           (stat("/dev/null", &nothing) == 0 && S_ISCHR(own.st_mode) &&
            own.st_rdev == nothing.st_rdev);
}

void log_detach(void)
{
    if (form == LOG_FORM_FOUND && leads_nowhere())
        form = LOG_FORM_SYSLOG;
}

static void put_json(struct buf *line, enum log_level level, const char *text)
{
    char time[INSTANT_TEXT_SIZE] = "";
    struct json json;
    struct err ignored;
    int64_t now;

    if (instant_now(&now, &ignored) == 0)
        instant_print(now, time);
    json_init(&json, line);
    json_begin_object(&json, NULL);
    json_string(&json, "time", time);
    json_string(&json, "level", LEVELS[level]);
    json_integer(&json, "pid", getpid());
    json_string(&json, "message", text);
    json_end_object(&json);
}

static void put_line(struct buf *line, enum log_form used, enum log_level level,
                     const char *text)
{
    if (used == LOG_FORM_JSON)
        put_json(line, level, text);
    else if (used == LOG_FORM_JOURNAL)
        buf_printf(line, "<%d>%s", PRIORITIES[level], text);
    else
        buf_printf(line, "shihyo: %s", text);
    buf_putc(line, '\n');
}

static bool write_text(enum log_level level, const char *text)
{
    enum log_form used = form != LOG_FORM_FOUND ? form
                         : is_journal()         ? LOG_FORM_JOURNAL
                                                : LOG_FORM_TEXT;
    struct buf line;

    if (used == LOG_FORM_SYSLOG) {
        openlog("shihyo", LOG_PID, LOG_DAEMON);
        syslog(PRIORITIES[level], "%s", text);
        return true;
    }
    buf_init(&line, LINE_LIMIT);
    put_line(&line, used, level, text);
    /* In one piece: others write to the same place. */
    bool written = fwrite(line.data, 1, line.length, stderr) == line.length;
    buf_free(&line);
    return fflush(stderr) == 0 && written;
}

/* False when it could not be written. */
static bool __attribute__((format(printf, 2, 0)))
write_line(enum log_level level, const char *format, va_list list)
{
    va_list again;

    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *text = mem_calloc(size, 1);
    (void)vsnprintf(text, size, format, list);
    bool written = length >= 0 && write_text(level, text);
    mem_free(text);
    return written;
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
