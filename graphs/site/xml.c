/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xml: see xml.h. */
#include "graphs/site/xml.h"

#include <string.h>

#include "core/plain.h"

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

/* U+202A to U+202E, U+2066 to U+2069: they would turn what stands behind the text. */
static bool turns(const char *at)
{
    return (memcmp(at, "\xe2\x80", 2) == 0 && at[2] >= '\xaa' && at[2] <= '\xae') ||
           (memcmp(at, "\xe2\x81", 2) == 0 && at[2] >= '\xa6' && at[2] <= '\xa9');
}

/* What stands for a character (of `length` bytes; 0 = no UTF-8), or NULL: itself. White space
 * would be made a blank in an attribute, and U+FFFE and U+FFFF are not allowed anywhere. */
static const char *stands_for(const char *at, size_t length)
{
    unsigned char c = (unsigned char)*at;

    if (length == 0)
        return REPLACEMENT;
    if (length == 3 &&
        (memcmp(at, "\xef\xbf\xbe", 3) == 0 || memcmp(at, "\xef\xbf\xbf", 3) == 0))
        return REPLACEMENT;
    if (length == 3 && turns(at))
        return "";
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    case '\r':
        return "&#13;";
    default:
        return c < 0x20 || c == 0x7f ? REPLACEMENT : NULL;
    }
}

static void put(struct buf *out, const char *text)
{
    while (*text) {
        size_t length = plain_character(text);
        const char *other = stands_for(text, length);

        if (other)
            buf_puts(out, other);
        else
            buf_append(out, text, length);
        text += length ? length : 1;
    }
}

static void end_tag(struct xml *xml)
{
    if (xml->tag)
        buf_putc(xml->out, '>');
    xml->tag = false;
}

void xml_init(struct xml *xml, struct buf *out)
{
    *xml = (struct xml){.out = out};
    buf_puts(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
}

void xml_open(struct xml *xml, const char *name)
{
    end_tag(xml);
    buf_printf(xml->out, "<%s", name);
    xml->open[xml->depth++] = name;
    xml->tag = true;
}

void xml_attribute(struct xml *xml, const char *name, const char *value)
{
    buf_printf(xml->out, " %s=\"", name);
    put(xml->out, value);
    buf_putc(xml->out, '"');
}

void xml_text(struct xml *xml, const char *text)
{
    end_tag(xml);
    put(xml->out, text);
}

void xml_close(struct xml *xml)
{
    const char *name = xml->open[--xml->depth];

    if (xml->tag)
        buf_puts(xml->out, "/>");
    else
        buf_printf(xml->out, "</%s>", name);
    xml->tag = false;
    if (xml->depth <= 2)
        buf_putc(xml->out, '\n');
}

void xml_leaf(struct xml *xml, const char *name, const char *text)
{
    xml_open(xml, name);
    xml_text(xml, text);
    xml_close(xml);
}
