/* SPDX-License-Identifier: GPL-3.0-or-later */
/* escape: see escape.h. */
#include "core/escape.h"

#include "core/plain.h"

const char *escape_entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* Alone it would be plain. */
static bool is_plain(const char *character, size_t length)
{
    char copy[8];
    size_t offset;

    for (size_t i = 0; i < length; i++)
        copy[i] = character[i];
    copy[length] = '\0';
    return plain_check(copy, &offset);
}

void escape_markup(struct buf *out, const char *text)
{
    while (*text) {
        size_t length = plain_character(text);
        const char *safe = escape_entity(*text);

        if (safe)
            buf_puts(out, safe);
        else if (*text == '\n' || *text == '\t' || (length > 0 && is_plain(text, length)))
            buf_append(out, text, length);
        else
            buf_puts(out, "\xef\xbf\xbd");
        text += length > 0 ? length : 1;
    }
}
