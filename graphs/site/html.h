/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html: writes HTML that cannot hold what was not meant: there is no way to write text that is
 * not escaped, an attribute that runs, or an address that is none of ours. Layer: graphs.
 *
 * Names of elements and attributes are ours, in small letters; everything else may come from
 * anywhere. Text with characters that turn the direction of writing is isolated (U+2068 ...
 * U+2069), so that it cannot turn what stands behind it; control characters become spaces and
 * what is no UTF-8 U+FFFD.
 */
#ifndef GRAPHS_SITE_HTML_H
#define GRAPHS_SITE_HTML_H

#include "core/buf.h"
#include "core/err.h"

#include <stdbool.h>
#include <stdint.h>

#define HTML_DEPTH 32

struct html {
    struct buf *out;
    const char *open[HTML_DEPTH]; /* names, the outermost first */
    int depth;
    bool tag;   /* a start tag waits for attributes */
    bool wrong; /* a fault of the caller: html_end says so */
};

/* Appends a text as an element or a quoted attribute may hold it. */
void html_escape(struct buf *out, const char *text);

/* Begins a part of a document; `out` stays the caller's. */
void html_init_part(struct html *html, struct buf *out);

/* Opens an element; those that hold nothing (br col img link meta source wbr hr) are not
 * closed.
 */
void html_open(struct html *html, const char *name);

/* An attribute of the element just opened. One that would run (on..., style, srcdoc) is a
 * fault; an address (href src srcset) that html_is_safe does not accept is left out. */
void html_attr(struct html *html, const char *name, const char *value);
void html_attr_number(struct html *html, const char *name, int64_t value);

/* One without a value (download, open). */
void html_flag(struct html *html, const char *name);

void html_text(struct html *html, const char *text);

/* Closes the innermost element, whose name it must be. */
void html_close(struct html *html, const char *name);

/* A new line between elements, for whoever reads the source. */
void html_line(struct html *html);

/* An element with nothing but text; the same with a class. */
void html_element(struct html *html, const char *name, const char *text);
void html_classed(struct html *html, const char *name, const char *class, const char *text);

/* A picture that stands in the page itself (data:), so that the page is one file: what is in
 * it runs nothing there. `type` is ours: "image/svg+xml". */
void html_picture(struct html *html, const char *type, const struct buf *bytes,
                  const char *alternative);

/* Ends what stands in a slot of a frame: what it opened must be closed. */
void html_end_slot(struct html *html, int depth);

/* 0 when all that was opened was closed and all of it fitted; else ERR_INTERNAL. */
int html_end(const struct html *html, struct err *err);

/* True for a relative address and one of http, https or mailto, without spaces, control
 * characters, backslashes; never for one that leads to another host without saying so (//x).
 */
bool html_is_safe(const char *address);

#endif
