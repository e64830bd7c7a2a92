/* SPDX-License-Identifier: GPL-3.0-or-later */
/* err: see err.h. */
#include "core/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* vsnprintf may have cut inside a UTF-8 character: drops the incomplete one at the end. */
static void trim_character(char *text)
{
    size_t end = strlen(text);
    size_t lead = end;

    while (lead > 0 && ((unsigned char)text[lead - 1] & 0xc0) == 0x80)
        lead--;
    if (lead == 0)
        return;
    unsigned char first = (unsigned char)text[lead - 1];
    size_t need = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
    if (end - (lead - 1) < need)
        text[lead - 1] = '\0';
}

static void __attribute__((format(printf, 3, 0)))
print(char *out, size_t size, const char *format, va_list list)
{
    if (vsnprintf(out, size, format, list) >= (int)size)
        trim_character(out);
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

static int join(struct err *err, const char *front, const char *back)
{
    char text[ERR_TEXT_SIZE];

    if (snprintf(text, sizeof text, "%s: %s", front, back) >= (int)sizeof text)
        trim_character(text);
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
    err->code = code;
    return join(err, front, strerror(number));
}
