/* SPDX-License-Identifier: GPL-3.0-or-later */
/* err: see err.h. */
#include "core/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* The bytes of the UTF-8 character at the start of the text; 0 when there is none. */
static size_t character_length(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t length = at[0] < 0x80                    ? 1
                    : at[0] >= 0xc2 && at[0] < 0xe0 ? 2
                    : at[0] >= 0xe0 && at[0] < 0xf0 ? 3
                    : at[0] >= 0xf0 && at[0] < 0xf5 ? 4
                                                    : 0;

    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    }
    /* overlong forms, surrogates, beyond U+10FFFF */
    if ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] >= 0xa0) ||
        (at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] >= 0x90))
        return 0;
    return length;
}

/* C0 and C1 controls, and what turns the direction of a line: U+2028 to U+202E. */
static bool is_control(const char *at, size_t length)
{
    const unsigned char *byte = (const unsigned char *)at;

    if (length == 1)
        return byte[0] < 0x20 || byte[0] == 0x7f;
    if (length == 2)
        return byte[0] == 0xc2 && byte[1] < 0xa0;
    return length == 3 && byte[0] == 0xe2 && byte[1] == 0x80 && byte[2] >= 0xa8 &&
           byte[2] <= 0xae;
}

void err_tidy(char *text)
{
    char *to = text;

    for (const char *at = text; *at;) {
        size_t length = character_length(at);

        if (length == 0) {
            at++;
        } else if (is_control(at, length)) {
            *to++ = ' ';
            at += length;
        } else {
            memmove(to, at, length);
            to += length;
            at += length;
        }
    }
    *to = '\0';
}

static void __attribute__((format(printf, 3, 0)))
print(char *out, size_t size, const char *format, va_list list)
{
    vsnprintf(out, size, format, list);
    /* vsnprintf cuts inside a character, as callers do with %.100s */
    err_tidy(out);
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
    err_tidy(text);
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
