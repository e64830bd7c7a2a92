/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mime: see mime.h. */
#include "alerts/mime.h"

#include <string.h>
#include <time.h>

#include "core/base64.h"
#include "core/civil.h"
#include "core/instant.h"
#include "core/mem.h"
#include "core/plain.h"
#include "core/str.h"

enum { LINE_MAX_COLUMNS = 76, BODY_BYTES = 57 /* 76 characters of base64 */ };

#define WORD_HEAD "=?UTF-8?B?"
#define WORD_TAIL "?="
#define WORD_AROUND (sizeof WORD_HEAD + sizeof WORD_TAIL - 2)

static bool is_ascii(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || (unsigned char)*text > '~')
            return false;
    return true;
}

/* Bytes of whole characters, at most `room`; one of them at least. */
static size_t whole_characters(const char *text, size_t room)
{
    size_t taken = plain_character(text);

    while (text[taken] && taken + plain_character(text + taken) <= room)
        taken += plain_character(text + taken);
    return taken;
}

/* Encoded words, each on a line of its own; `column` is where the first one stands. Returns
 * the column behind the last. */
static size_t put_encoded(struct buf *out, const char *text, size_t column)
{
    while (*text) {
        size_t room = (LINE_MAX_COLUMNS - 1 - column - WORD_AROUND) / 4 * 3;
        size_t length = whole_characters(text, room);

        buf_puts(out, WORD_HEAD);
        base64_print(text, length, out);
        buf_puts(out, WORD_TAIL);
        column += WORD_AROUND + (length + 2) / 3 * 4;
        text += length;
        if (*text) {
            buf_puts(out, "\r\n ");
            column = 1;
        }
    }
    return column;
}

/* Words at spaces, folded where the line is full. */
static size_t put_folded(struct buf *out, const char *text, size_t column)
{
    while (*text) {
        size_t length = strcspn(text + 1, " ") + 1;

        if (column + length > LINE_MAX_COLUMNS && *text == ' ' && text[1] != '\0') {
            buf_puts(out, "\r\n");
            column = 0;
        }
        buf_append(out, text, length);
        column += length;
        text += length;
    }
    return column;
}

/* A word that no line could hold must be cut, which only encoded ones can be. */
static bool fits(const char *text)
{
    while (*text) {
        size_t length = strcspn(text, " ");

        if (length > LINE_MAX_COLUMNS - 20)
            return false;
        text += length + strspn(text + length, " ");
    }
    return true;
}

static char *tidied(const char *text)
{
    char *copy = mem_strdup(text);

    plain_tidy(copy);
    return copy;
}

static bool goes_plain(const char *text)
{
    return is_ascii(text) && !strstr(text, "=?") && fits(text);
}

void mime_header(struct buf *out, const char *name, const char *value)
{
    char *text = tidied(value);
    char *trimmed = str_trim(text);
    size_t column = strlen(name) + 2;

    buf_printf(out, "%s: ", name);
    if (goes_plain(trimmed))
        put_folded(out, trimmed, column);
    else
        put_encoded(out, trimmed, column);
    buf_puts(out, "\r\n");
    mem_free(text);
}

void mime_mailbox(struct buf *out, const char *name, const char *shown, const char *address)
{
    char *text = tidied(shown);
    char *trimmed = str_trim(text);

    buf_printf(out, "%s: ", name);
    if (*trimmed != '\0') {
        /* Quoted strings and their escapes are saved: what is shown is always encoded. */
        size_t column = put_encoded(out, trimmed, strlen(name) + 2);

        if (column + strlen(address) + 3 > LINE_MAX_COLUMNS)
            buf_puts(out, "\r\n");
        buf_putc(out, ' ');
    }
    buf_printf(out, "<%s>\r\n", address);
    mem_free(text);
}

void mime_date(struct buf *out, int64_t instant)
{
    static const char *const DAYS[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int32_t day = instant_day(instant);
    struct civil date = civil_date(day);
    time_t seconds = (time_t)instant;
    struct tm local;
    char rest[32];

    if (!localtime_r(&seconds, &local) ||
        strftime(rest, sizeof rest, "%H:%M:%S %z", &local) == 0)
        return;
    buf_printf(out, "Date: %s, %d %s %04d %s\r\n", DAYS[civil_weekday(day) - 1], date.day,
               MONTHS[date.month - 1], date.year, rest);
}

void mime_body(struct buf *out, const char *type, const void *bytes, size_t length)
{
    const unsigned char *cursor = bytes;

    buf_printf(out, "Content-Type: %s\r\nContent-Transfer-Encoding: base64\r\n\r\n", type);
    for (size_t done = 0; done < length; done += BODY_BYTES) {
        size_t here = length - done < BODY_BYTES ? length - done : BODY_BYTES;

        base64_print(cursor + done, here, out);
        buf_puts(out, "\r\n");
    }
}

void mime_text(struct buf *out, const char *type, const char *text)
{
    struct buf lines;

    buf_init(&lines, out->limit);
    for (; *text; text++) {
        if (*text == '\n')
            buf_puts(&lines, "\r\n");
        else if (*text != '\r')
            buf_putc(&lines, *text);
    }
    mime_body(out, type, buf_text(&lines), lines.length);
    buf_free(&lines);
}
