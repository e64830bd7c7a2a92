/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html: see html.h. */
#include "graphs/site/html.h"

static const char *entity(char c)
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

void html_text(struct buf *out, const char *text)
{
    for (; *text; text++) {
        const char *safe = entity(*text);

        if (safe)
            buf_puts(out, safe);
        else
            buf_putc(out, *text);
    }
}

void html_element(struct buf *out, const char *name, const char *text)
{
    buf_printf(out, "<%s>", name);
    html_text(out, text);
    buf_printf(out, "</%s>", name);
}

void html_classed(struct buf *out, const char *name, const char *class, const char *text)
{
    buf_printf(out, "<%s class=\"%s\">", name, class);
    html_text(out, text);
    buf_printf(out, "</%s>", name);
}
