/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html: see html.h. */
#include "graphs/site/html.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base64.h"
#include "core/escape.h"
#include "core/plain.h"
#include "core/str.h"

#define ISOLATE "\xe2\x81\xa8"    /* U+2068, first strong isolate */
#define ISOLATED "\xe2\x81\xa9"   /* U+2069, pop directional isolate */
#define UNREADABLE "\xef\xbf\xbd" /* U+FFFD */

/* --- characters --- */

/* U+200E U+200F U+202A..U+202E U+2066..U+2069, U+061C, and every letter that runs from right
 * to left (U+0590..U+08FF, U+FB1D..U+FDFF, U+FE70..U+FEFF, U+10800..U+10FFF,
 * U+1E800..U+1EFFF). */
static bool turns(const char *at, size_t length)
{
    const unsigned char *u = (const unsigned char *)at;

    if (length == 2)
        return u[0] >= 0xd6 && u[0] <= 0xdf && !(u[0] == 0xd6 && u[1] < 0x90);
    if (length == 3)
        return (u[0] == 0xe0 && u[1] < 0xa4) ||
               (u[0] == 0xe2 && u[1] == 0x80 &&
                (u[2] == 0x8e || u[2] == 0x8f || (u[2] >= 0xaa && u[2] <= 0xae))) ||
               (u[0] == 0xe2 && u[1] == 0x81 && u[2] >= 0xa6 && u[2] <= 0xa9) ||
               (u[0] == 0xef && u[1] >= 0xac && u[1] <= 0xb7 &&
                !(u[1] == 0xac && u[2] < 0x9d)) ||
               (u[0] == 0xef && u[1] >= 0xb9 && u[1] <= 0xbb && u[2] >= 0xb0 &&
                u[1] != 0xba) ||
               (u[0] == 0xef && u[1] == 0xba);
    return length == 4 && u[0] == 0xf0 &&
           ((u[1] == 0x90 && u[2] >= 0xa0) || (u[1] == 0x9e && u[2] >= 0xa0));
}

static bool any_turn(const char *text)
{
    while (*text) {
        size_t length = plain_character(text);

        if (length > 1 && turns(text, length))
            return true;
        text += length ? length : 1;
    }
    return false;
}

/* 1 for what opens an isolate, -1 for what ends one. */
static int isolates(const char *at, size_t length)
{
    if (length != 3 || memcmp(at, "\xe2\x81", 2) != 0)
        return 0;
    unsigned char last = (unsigned char)at[2];
    return last >= 0xa6 && last <= 0xa8 ? 1 : last == 0xa9 ? -1 : 0;
}

static void put_character(struct buf *out, const char *at, size_t length)
{
    const char *safe = length == 1 ? escape_entity(*at) : NULL;
    unsigned char c = (unsigned char)*at;
    bool control =
        c < 0x20 || c == 0x7f || (length == 2 && c == 0xc2 && (unsigned char)at[1] < 0xa0);

    if (length == 0)
        buf_puts(out, UNREADABLE);
    else if (safe)
        buf_puts(out, safe);
    else if (control)
        buf_putc(out, ' ');
    else
        buf_append(out, at, length);
}

/* An end of an isolate that the text did not open would end ours. */
void html_escape(struct buf *out, const char *text)
{
    bool alone = any_turn(text);
    int depth = 0;

    buf_puts(out, alone ? ISOLATE : "");
    while (*text) {
        size_t length = plain_character(text);
        int step = isolates(text, length);

        if (step >= 0 || depth > 0) {
            put_character(out, text, length);
            depth += step;
        }
        text += length ? length : 1;
    }
    while (depth-- > 0)
        buf_puts(out, ISOLATED);
    buf_puts(out, alone ? ISOLATED : "");
}

/* --- names --- */

static bool is_name(const char *name)
{
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");

    return length > 0 && name[length] == '\0';
}

/* What would make the page run or look other than its style sheet says; scripts are files. */
static bool is_harmless(const char *name)
{
    return is_name(name) && !str_starts(name, "on") && !str_equal(name, "style") &&
           !str_equal(name, "srcdoc") && !str_equal(name, "action") &&
           !str_equal(name, "formaction");
}

static bool is_void(const char *name)
{
    static const char *const NAMES[] = {"br",  "hr",   "img", "link", "source",
                                        "wbr", "meta", "col", NULL};

    for (size_t i = 0; NAMES[i]; i++) {
        if (str_equal(name, NAMES[i]))
            return true;
    }
    return false;
}

static bool is_address(const char *name)
{
    return str_equal(name, "href") || str_equal(name, "src") || str_equal(name, "srcset") ||
           str_equal(name, "cite");
}

bool html_is_safe(const char *address)
{
    static const char *const SCHEMES[] = {"http://", "https://", "mailto:", NULL};
    size_t scheme = strcspn(address, ":/?#");

    for (const char *at = address; *at; at++) {
        unsigned char c = (unsigned char)*at;

        if (c <= 0x20 || c == 0x7f || c == '\\')
            return false;
    }
    if (address[scheme] != ':')
        return !str_starts(address, "//");
    for (size_t i = 0; SCHEMES[i]; i++) {
        if (strncasecmp(address, SCHEMES[i], strlen(SCHEMES[i])) == 0)
            return true;
    }
    return false;
}

/* Of a srcset each address, behind which its size stands. */
static bool all_safe(const char *list)
{
    char part[1024];

    while (*list) {
        size_t before = strspn(list, " ,");
        size_t length = strcspn(list + before, " ,");

        if (length >= sizeof part)
            return false;
        memcpy(part, list + before, length);
        part[length] = '\0';
        if (!html_is_safe(part))
            return false;
        list += before + length;
    }
    return true;
}

/* --- writing --- */

static void end_tag(struct html *html)
{
    if (html->tag)
        buf_putc(html->out, '>');
    html->tag = false;
}

void html_init_part(struct html *html, struct buf *out)
{
    *html = (struct html){.out = out};
}

void html_open(struct html *html, const char *name)
{
    end_tag(html);
    if (!is_name(name) || html->depth == HTML_DEPTH) {
        html->wrong = true;
        return;
    }
    buf_printf(html->out, "<%s", name);
    html->tag = true;
    if (!is_void(name))
        html->open[html->depth++] = name;
}

void html_attr(struct html *html, const char *name, const char *value)
{
    if (!html->tag || !is_harmless(name)) {
        html->wrong = true;
        return;
    }
    if (is_address(name) &&
        !(str_equal(name, "srcset") ? all_safe(value) : html_is_safe(value)))
        return;
    buf_printf(html->out, " %s=\"", name);
    html_escape(html->out, value);
    buf_putc(html->out, '"');
}

void html_attr_number(struct html *html, const char *name, int64_t value)
{
    char text[24];

    snprintf(text, sizeof text, "%" PRId64, value);
    html_attr(html, name, text);
}

void html_flag(struct html *html, const char *name)
{
    if (!html->tag || !is_harmless(name))
        html->wrong = true;
    else
        buf_printf(html->out, " %s", name);
}

void html_text(struct html *html, const char *text)
{
    end_tag(html);
    html_escape(html->out, text);
}

void html_close(struct html *html, const char *name)
{
    end_tag(html);
    if (html->depth == 0 || !str_equal(html->open[html->depth - 1], name)) {
        html->wrong = true;
        return;
    }
    html->depth--;
    buf_printf(html->out, "</%s>", name);
}

void html_line(struct html *html)
{
    end_tag(html);
    buf_putc(html->out, '\n');
}

void html_element(struct html *html, const char *name, const char *text)
{
    html_open(html, name);
    html_text(html, text);
    html_close(html, name);
}

void html_classed(struct html *html, const char *name, const char *class, const char *text)
{
    html_open(html, name);
    html_attr(html, "class", class);
    html_text(html, text);
    html_close(html, name);
}

void html_picture(struct html *html, const char *type, const struct buf *bytes,
                  const char *alternative)
{
    html_open(html, "img");
    html_attr(html, "alt", alternative);
    buf_printf(html->out, " src=\"data:%s;base64,", type);
    base64_print(bytes->data, bytes->length, html->out);
    buf_putc(html->out, '"');
}

void html_end_slot(struct html *html, int depth)
{
    end_tag(html);
    html->wrong = html->wrong || html->depth != depth;
}

int html_end(const struct html *html, struct err *err)
{
    if (html->out->overflow)
        return err_set(err, ERR_INTERNAL, "a page is longer than %zu bytes", html->out->limit);
    if (html->wrong || html->tag || html->depth != 0)
        return err_set(err, ERR_INTERNAL, "a page is not well formed");
    return 0;
}
