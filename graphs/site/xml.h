/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml: writes XML 1.0 that is well formed whatever it is given: there is no way to write text
 * that is not escaped. Layer: graphs. Names of elements and attributes are ours; everything
 * else may come from anywhere: characters that XML may not have become U+FFFD, and
 * those that turn the direction of writing are left out.
 */
#ifndef GRAPHS_SITE_XML_H
#define GRAPHS_SITE_XML_H

#include "core/buf.h"

#include <stdbool.h>

#define XML_DEPTH 16

struct xml {
    struct buf *out;             /* the caller's */
    const char *open[XML_DEPTH]; /* names, the outermost first */
    int depth;
    bool tag; /* a start tag waits for attributes */
};

/* Begins a document in UTF-8. */
void xml_init(struct xml *xml, struct buf *out);

void xml_open(struct xml *xml, const char *name);

/* Of the element just opened. */
void xml_attribute(struct xml *xml, const char *name, const char *value);

void xml_text(struct xml *xml, const char *text);

/* Closes the innermost element. */
void xml_close(struct xml *xml);

/* An element with nothing but text. */
void xml_leaf(struct xml *xml, const char *name, const char *text);

#endif
