/* SPDX-License-Identifier: GPL-3.0-or-later */
/* icalendar: see icalendar.h. */
#include "graphs/site/icalendar.h"

#include <stdio.h>
#include <string.h>

#include "core/civil.h"
#include "core/instant.h"
#include "core/plain.h"
#include "core/str.h"
#include "core/version.h"

#define LINE_OCTETS 75
#define LINE_LIMIT ((size_t)256 << 10)
#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

/* A line longer than 75 octets goes on behind a blank; never inside a character. */
static void put_line(struct buf *out, const char *line)
{
    size_t room = LINE_OCTETS;

    while (*line) {
        size_t length = plain_character(line);

        length = length ? length : 1;
        if (length > room) {
            buf_puts(out, "\r\n ");
            room = LINE_OCTETS - 1;
        }
        buf_append(out, line, length);
        room -= length;
        line += length;
    }
    buf_puts(out, "\r\n");
}

/* TEXT: commas, semicolons, backslashes and ends of lines are escaped; other controls would
 * end the line or the file. */
static void escape(struct buf *out, const char *text)
{
    while (*text) {
        size_t length = plain_character(text);
        unsigned char c = (unsigned char)*text;

        if (c == '\n')
            buf_puts(out, "\\n");
        else if (c == ',' || c == ';' || c == '\\')
            buf_printf(out, "\\%c", c);
        else if (length == 0)
            buf_puts(out, REPLACEMENT);
        else if (c >= 0x20 && c != 0x7f)
            buf_append(out, text, length);
        text += length ? length : 1;
    }
}

static void put_text(struct buf *out, const char *name, const char *text)
{
    struct buf line;

    buf_init(&line, LINE_LIMIT);
    buf_printf(&line, "%s:", name);
    escape(&line, text);
    put_line(out, buf_text(&line));
    buf_free(&line);
}

/* A value that is no text: an address has no escapes, and no blanks or controls. */
static void put_address(struct buf *out, const char *name, const char *address)
{
    struct buf line;

    for (const char *at = address; *at; at++) {
        if ((unsigned char)*at <= 0x20 || *at == 0x7f)
            return;
    }
    buf_init(&line, LINE_LIMIT);
    buf_printf(&line, "%s:%s", name, address);
    put_line(out, buf_text(&line));
    buf_free(&line);
}

/* "2026-03-01T09:00:00Z" -> 20260301T090000Z */
static void put_instant(struct buf *out, const char *name, int64_t instant)
{
    char text[INSTANT_TEXT_SIZE];

    instant_print(instant, text);
    buf_printf(out, "%s:", name);
    for (const char *at = text; *at; at++) {
        if (*at != '-' && *at != ':')
            buf_putc(out, *at);
    }
    buf_puts(out, "\r\n");
}

static void put_day(struct buf *out, const char *name, int32_t day)
{
    struct civil date = civil_date(day);

    buf_printf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, date.year, date.month, date.day);
}

void icalendar_begin(struct buf *out, const char *name, const char *language)
{
    put_line(out, "BEGIN:VCALENDAR");
    put_line(out, "VERSION:2.0");
    buf_printf(out, "PRODID:-//shihyo//shihyo " VERSION_TEXT "//%s\r\n", language);
    put_line(out, "CALSCALE:GREGORIAN");
    put_text(out, "NAME", name); /* RFC 7986, and what readers knew before it */
    put_text(out, "X-WR-CALNAME", name);
    put_line(out, "REFRESH-INTERVAL;VALUE=DURATION:P1D");
}

void icalendar_put(struct buf *out, const struct icalendar_event *event)
{
    put_line(out, "BEGIN:VEVENT");
    put_text(out, "UID", event->uid);
    put_instant(out, "DTSTAMP", event->stamp);
    if (event->at != 0) {
        put_instant(out, "DTSTART", event->at);
    } else {
        put_day(out, "DTSTART", event->day);
        put_day(out, "DTEND", event->day + 1);
    }
    put_text(out, "SUMMARY", event->summary);
    put_text(out, "DESCRIPTION", event->description);
    if (!str_empty(event->url))
        put_address(out, "URL", event->url);
    put_line(out, "STATUS:TENTATIVE"); /* expected, not announced */
    put_line(out, "TRANSP:TRANSPARENT");
    put_line(out, "END:VEVENT");
}

void icalendar_end(struct buf *out)
{
    put_line(out, "END:VCALENDAR");
}
