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

static bool within(const uint8_t *at, int low, int high)
{
    return at[0] >= low && at[0] <= high;
}

/* The length of a character at the start that normalization leaves as it is and that joins
 * with none of its kind: ASCII, kana (U+3041 to 3096, 30A1 to 30FA, ー), kanji (U+4E00 to
 * 9FFF); 0 = perhaps not. */
static size_t measure_plain(const uint8_t *at)
{
    if (at[0] < 0x80)
        return 1;
    bool kana =
        at[0] == 0xE3 &&
        ((at[1] == 0x81 && within(at + 2, 0x81, 0xBF)) ||
         (at[1] == 0x82 && (within(at + 2, 0x80, 0x96) || within(at + 2, 0xA1, 0xBF))) ||
         (at[1] == 0x83 && (within(at + 2, 0x80, 0xBA) || at[2] == 0xBC)));
    bool kanji = ((at[0] == 0xE4 && within(at + 1, 0xB8, 0xBF)) ||
                  (within(at, 0xE5, 0xE9) && within(at + 1, 0x80, 0xBF))) &&
                 within(at + 2, 0x80, 0xBF);
    return kana || kanji ? 3 : 0;
}

/* Most cells are such. */
static bool is_normal(const char *text)
{
    const uint8_t *at = (const uint8_t *)text;

    while (*at) {
        size_t length = measure_plain(at);

        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

const char *unicode_nfkc(struct arena *arena, const char *text)
{
    size_t length = 0;

    if (is_normal(text))
        return arena_strdup(arena, text);
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

        if (*at > ' ' && *at < 0x7F) {
            *end++ = *at++;
            continue;
        }
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

size_t unicode_space(const char *text)
{
    const char *at = text;

    while (*at) {
        ucs4_t c;
        int length = u8_strmbtouc(&c, (const uint8_t *)at);

        if (length <= 0 || !uc_is_property_white_space(c))
            break;
        at += length;
    }
    return (size_t)(at - text);
}

bool unicode_is_blank(const char *text)
{
    return text[unicode_space(text)] == '\0';
}

static bool is_numeral(ucs4_t c)
{
    /* 一二三四五六七八九十 */
    static const ucs4_t KANJI[] = {0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
                                   0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341};

    for (size_t i = 0; i < sizeof KANJI / sizeof KANJI[0]; i++) {
        if (c == KANJI[i])
            return true;
    }
    return c >= '0' && c <= '9';
}

size_t unicode_digit_sign(const char *text)
{
    ucs4_t c;
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH] = {0};
    int tag = 0;

    if (((unsigned char)*text & 0x80) == 0)
        return 0;
    int length = u8_strmbtouc(&c, (const uint8_t *)text);
    int count = length > 0 ? uc_decomposition(c, &tag, parts) : 0;
    if (count <= 0)
        return 0;
    bool marked = tag == UC_DECOMP_SUPER || tag == UC_DECOMP_SUB || tag == UC_DECOMP_CIRCLE;
    /* ㋃ is 4月: only (4) and 4. are numbers of something */
    bool listed = tag == UC_DECOMP_COMPAT && count > 1 &&
                  (parts[count - 1] == ')' || parts[count - 1] == '.');
    bool numeral = is_numeral(parts[0]) || (parts[0] == '(' && is_numeral(parts[1]));
    return (marked || listed) && numeral ? (size_t)length : 0;
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

size_t unicode_count(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}
