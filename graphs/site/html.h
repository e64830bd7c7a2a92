/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html: text made safe for HTML. Layer: graphs. */
#ifndef GRAPHS_SITE_HTML_H
#define GRAPHS_SITE_HTML_H

#include "core/buf.h"

/* Appends text for an element or a quoted attribute: & < > " ' become entities. */
void html_text(struct buf *out, const char *text);

/* Appends <NAME>text</NAME>; the name is ours. */
void html_element(struct buf *out, const char *name, const char *text);

/* As html_element with a class. */
void html_classed(struct buf *out, const char *name, const char *class, const char *text);

#endif
