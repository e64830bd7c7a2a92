/* SPDX-License-Identifier: GPL-3.0-or-later */
/* err: see err.h. */
#include "core/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/plain.h"

/* vsnprintf cuts inside a character (as callers do with %.100s), and a quoted cell may hold
 * line ends and terminal escapes. */
static void __attribute__((format(printf, 3, 0)))
print(char *out, size_t size, const char *format, va_list list)
{
    vsnprintf(out, size, format, list);
    plain_tidy(out);
}

void err_clear(struct err *err)
{
    err->code = ERR_NONE;
    err->text[0] = '\0';
}

int err_set(struct err *err, enum err_code code, const char *format, ...)
{
    char text[ERR_TEXT_SIZE];
    va_list list;

    /* The old text may be among the arguments. */
    va_start(list, format);
    print(text, sizeof text, format, list);
    va_end(list);
    memcpy(err->text, text, sizeof text);
    err->code = code;
    return -1;
}

/* Appends what fits; returns the new length. */
static size_t put(char text[ERR_TEXT_SIZE], size_t length, const char *more)
{
    while (*more && length + 1 < ERR_TEXT_SIZE)
        text[length++] = *more++;
    text[length] = '\0';
    return length;
}

static int join(struct err *err, const char *front, const char *back)
{
    char text[ERR_TEXT_SIZE];

    put(text, put(text, put(text, 0, front), ": "), back);
    plain_tidy(text);
    memcpy(err->text, text, sizeof text);
    return -1;
}

int err_prefix(struct err *err, const char *format, ...)
{
    char front[ERR_TEXT_SIZE];
    va_list list;

    va_start(list, format);
    print(front, sizeof front, format, list);
    va_end(list);
    return join(err, front, err->text);
}

int err_errno(struct err *err, enum err_code code, const char *format, ...)
{
    int number = errno;
    char front[ERR_TEXT_SIZE];
    va_list list;

    va_start(list, format);
    print(front, sizeof front, format, list);
    va_end(list);
    bool forbidden = number == EACCES || number == EPERM;
    err->code = code == ERR_IO && forbidden ? ERR_PERM : code;
    return join(err, front, strerror(number));
}
