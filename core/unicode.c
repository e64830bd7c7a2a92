/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unicode: see unicode.h. */
#include "core/unicode.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

bool unicode_valid(const char *text, size_t length)
{
    return u8_check((const uint8_t *)text, length) == NULL;
}

const char *unicode_nfkc(struct arena *arena, const char *text)
{
    size_t length = 0;
    uint8_t *normal =
        u8_normalize(UNINORM_NFKC, (const uint8_t *)text, strlen(text), NULL, &length);

    /* Fails only without memory, or on text that is not UTF-8: left as it is. */
    if (!normal)
        return arena_strdup(arena, text);
    const char *copy = arena_strndup(arena, (const char *)normal, length);
    free(normal);
    return copy;
}

const char *unicode_key(struct arena *arena, const char *text)
{
    const char *normal = unicode_nfkc(arena, text);
    char *key = arena_alloc(arena, strlen(normal) + 1, 1);
    char *end = key;

    for (const char *at = normal; *at;) {
        ucs4_t c;
        int length = u8_strmbtouc(&c, (const uint8_t *)at);

        if (length <= 0)
            break;
        if (!uc_is_property_white_space(c)) {
            memcpy(end, at, (size_t)length);
            end += length;
        }
        at += length;
    }
    *end = '\0';
    return key;
}

static bool is_plain(ucs4_t c)
{
    return !uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf |
                                                    UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp);
}

const char *unicode_plain(struct arena *arena, const char *text)
{
    char *plain = arena_alloc(arena, strlen(text) + 1, 1);
    char *end = plain;

    for (const char *at = text; *at;) {
        ucs4_t c;
        int length = u8_strmbtouc(&c, (const uint8_t *)at);

        if (length <= 0)
            break;
        if (is_plain(c)) {
            memcpy(end, at, (size_t)length);
            end += length;
        } else {
            *end++ = ' ';
        }
        at += length;
    }
    *end = '\0';
    return plain;
}

/* Control characters take no column of their own. */
static int width_of(ucs4_t c)
{
    int width = uc_width(c, "UTF-8");

    return width < 0 ? 0 : width;
}

int unicode_width(const char *text)
{
    int width = 0;

    for (const char *at = text; *at;) {
        ucs4_t c;
        int length = u8_strmbtouc(&c, (const uint8_t *)at);

        if (length <= 0)
            break;
        width += width_of(c);
        at += length;
    }
    return width;
}

size_t unicode_fit(const char *text, int width)
{
    const char *at = text;

    while (*at) {
        ucs4_t c;
        int length = u8_strmbtouc(&c, (const uint8_t *)at);

        if (length <= 0 || width < width_of(c))
            break;
        width -= width_of(c);
        at += length;
    }
    return (size_t)(at - text);
}
