/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json: see json.h. */
#include "core/json.h"

#include <inttypes.h>

#include "core/instant.h"
#include "core/plain.h"

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

/* A byte that is no UTF-8 would make the whole output none. */
static void put_quoted(struct buf *out, const char *text)
{
    buf_putc(out, '"');
    while (*text) {
        size_t length = plain_character(text);
        unsigned char c = (unsigned char)*text;

        if (c == '"' || c == '\\')
            buf_putc(out, '\\');
        if (length == 0)
            buf_puts(out, REPLACEMENT);
        else if (c < 0x20 || c == 0x7f)
            buf_printf(out, "\\u%04x", (unsigned)c);
        else
            buf_append(out, text, length);
        text += length ? length : 1;
    }
    buf_putc(out, '"');
}

/* The comma that is due, and the key. */
static void lead(struct json *json, const char *key)
{
    if (json->comma)
        buf_putc(json->out, ',');
    json->comma = true;
    if (key) {
        put_quoted(json->out, key);
        buf_putc(json->out, ':');
    }
}

static void begin(struct json *json, const char *key, char bracket)
{
    lead(json, key);
    buf_putc(json->out, bracket);
    json->comma = false;
    json->depth++;
}

static void end(struct json *json, char bracket)
{
    buf_putc(json->out, bracket);
    json->comma = true;
    json->depth--;
}

void json_init(struct json *json, struct buf *out)
{
    *json = (struct json){.out = out};
}

void json_begin_object(struct json *json, const char *key)
{
    begin(json, key, '{');
}

void json_end_object(struct json *json)
{
    end(json, '}');
}

void json_begin_array(struct json *json, const char *key)
{
    begin(json, key, '[');
}

void json_end_array(struct json *json)
{
    end(json, ']');
}

void json_string(struct json *json, const char *key, const char *value)
{
    if (!value) {
        json_null(json, key);
        return;
    }
    lead(json, key);
    put_quoted(json->out, value);
}

void json_integer(struct json *json, const char *key, int64_t value)
{
    lead(json, key);
    buf_printf(json->out, "%" PRId64, value);
}

void json_decimal(struct json *json, const char *key, struct decimal value)
{
    char text[DECIMAL_TEXT_SIZE];

    decimal_print(value, text);
    lead(json, key);
    buf_puts(json->out, text);
}

void json_bool(struct json *json, const char *key, bool value)
{
    lead(json, key);
    buf_puts(json->out, value ? "true" : "false");
}

void json_null(struct json *json, const char *key)
{
    lead(json, key);
    buf_puts(json->out, "null");
}

void json_known(struct json *json, const char *key, bool known, struct decimal value)
{
    if (known)
        json_decimal(json, key, value);
    else
        json_null(json, key);
}

void json_instant(struct json *json, const char *key, int64_t at)
{
    char text[INSTANT_TEXT_SIZE];

    instant_print(at, text);
    json_string(json, key, at ? text : NULL);
}

void json_day(struct json *json, const char *key, int32_t day)
{
    char text[PERIOD_TEXT_SIZE];

    period_print_day(day, text);
    json_string(json, key, text);
}

void json_period(struct json *json, const char *key, struct period period)
{
    char text[PERIOD_TEXT_SIZE];

    period_print(period, text);
    json_string(json, key, text);
}
