/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plain: see plain.h. */
#include "core/plain.h"

#include <string.h>

size_t plain_character(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t length = at[0] == 0                      ? 0
                    : at[0] < 0x80                  ? 1
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

/* C0 and C1 controls, U+2028 to U+202E, U+2066 to U+2069. */
static bool is_control(const char *at, size_t length)
{
    const unsigned char *byte = (const unsigned char *)at;

    if (length == 1)
        return byte[0] < 0x20 || byte[0] == 0x7f;
    if (length == 2)
        return byte[0] == 0xc2 && byte[1] < 0xa0;
    if (length != 3 || byte[0] != 0xe2)
        return false;
    return (byte[1] == 0x80 && byte[2] >= 0xa8 && byte[2] <= 0xae) ||
           (byte[1] == 0x81 && byte[2] >= 0xa6 && byte[2] <= 0xa9);
}

bool plain_check(const char *text, size_t *offset)
{
    const char *at = text;

    while (*at) {
        size_t length = plain_character(at);

        if (length == 0 || is_control(at, length))
            break;
        at += length;
    }
    *offset = (size_t)(at - text);
    return *at == '\0';
}

void plain_tidy(char *text)
{
    char *to = text;

    for (const char *at = text; *at;) {
        size_t length = plain_character(at);

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

const char *plain_copy(struct arena *arena, const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = arena_alloc(arena, size, 1);

    memcpy(copy, text, size);
    plain_tidy(copy);
    return copy;
}
