/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_text: see xlsx_text.h. */
#include "collector/decode/xlsx_text.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "core/str.h"

#include "collector/decode/sheetgrid.h"

void xlsx_text_init(struct xlsx_text *text)
{
    *text = (struct xlsx_text){0};
    buf_init(&text->buf, SHEETGRID_CELL_MAX);
}

void xlsx_text_start(struct xlsx_text *text, const char *name)
{
    if (str_equal(name, "rPh"))
        text->phonetic++;
    else if (str_equal(name, "t"))
        text->taking = text->phonetic == 0;
}

void xlsx_text_end(struct xlsx_text *text, const char *name)
{
    if (str_equal(name, "rPh") && text->phonetic > 0)
        text->phonetic--;
    else if (str_equal(name, "t"))
        text->taking = false;
}

int xlsx_text_add(struct xlsx_text *text, const char *bytes, size_t length, struct err *err)
{
    if (!text->taking || buf_append(&text->buf, bytes, length) == 0)
        return 0;
    return err_set(err, ERR_DATA, "a text of more than %zu bytes", SHEETGRID_CELL_MAX);
}

/* --- escapes --- */

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* _xHHHH_ at `at`: the unit of UTF-16, or -1. */
static int32_t read_escape(const char *at)
{
    int32_t value = 0;
    if (at[0] != '_' || at[1] != 'x')
        return -1;
    for (int i = 2; i < 6; i++) {
        int digit = hex(at[i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return at[6] == '_' ? value : -1;
}

/* At most as long as the escapes it stands for. */
static char *put_character(char *to, int32_t c)
{
    if (c < 0x80) {
        *to++ = (char)c;
    } else if (c < 0x800) {
        *to++ = (char)(0xC0 | (c >> 6));
        *to++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *to++ = (char)(0xE0 | (c >> 12));
        *to++ = (char)(0x80 | ((c >> 6) & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    } else {
        *to++ = (char)(0xF0 | (c >> 18));
        *to++ = (char)(0x80 | ((c >> 12) & 0x3F));
        *to++ = (char)(0x80 | ((c >> 6) & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    }
    return to;
}

static bool is_high(int32_t c)
{
    return c >= 0xD800 && c <= 0xDBFF;
}

static bool is_low(int32_t c)
{
    return c >= 0xDC00 && c <= 0xDFFF;
}

static char *put_escape(char *to, const char **from)
{
    int32_t c = read_escape(*from);
    *from += 7;
    if (is_high(c)) {
        int32_t low = read_escape(*from);
        if (!is_low(low))
            return to;
        *from += 7;
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    }
    return c == 0 || is_low(c) ? to : put_character(to, c);
}

/* CR LF, a lone CR and LF are one line end each. */
static size_t tidy(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; from++) {
        if (*from == '\r' && from[1] == '\n')
            continue;
        char c = (char)(*from == '\r' ? '\n' : *from);
        if (c == '\n' || c == '\t' || !iscntrl((unsigned char)c))
            *to++ = c;
    }
    *to = '\0';
    return (size_t)(to - text);
}

size_t xlsx_text_unescape(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0';) {
        if (read_escape(from) >= 0)
            to = put_escape(to, &from);
        else
            *to++ = *from++;
    }
    *to = '\0';
    return tidy(text);
}

const char *xlsx_text_take(struct xlsx_text *text, struct arena *arena)
{
    const char *copy = "";
    if (text->buf.length > 0) {
        size_t length = xlsx_text_unescape(text->buf.data);
        copy = length == 0 ? "" : arena_strndup(arena, text->buf.data, length);
    }
    buf_reset(&text->buf);
    text->phonetic = 0;
    text->taking = false;
    return copy;
}
