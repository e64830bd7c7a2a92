/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * markup: XML and HTML. Layer: collector; the only user of libxml2.
 *
 * Two ways: a tree for documents that are walked about in (HTML, small XML), a reader for
 * those that are large and read once (sheets, PDF boxes). Names are local names: namespaces
 * are dropped, so that `Obs` finds `generic:Obs`. Nothing outside the bytes is ever loaded (no
 * DTD, no entity, no network), and entities that grow are refused.
 */
#ifndef COLLECTOR_MARKUP_H
#define COLLECTOR_MARKUP_H

#include "core/err.h"

#include <stddef.h>

#define MARKUP_DEPTH_MAX 256 /* elements inside elements */

/* --- a tree --- */

struct markup;
struct markup_node; /* belongs to its markup */

/* XML as it declares its encoding. ERR_DATA with the line when it is not well-formed. */
int markup_open_xml(const void *bytes, size_t length, struct markup **out, struct err *err);

/* HTML, however broken; UTF-8, whatever its meta elements say. ERR_DATA when nothing is there
 * or it is deeper than MARKUP_DEPTH_MAX. */
int markup_open_html(const char *text, size_t length, struct markup **out, struct err *err);

void markup_close(struct markup *markup);

/* Each NULL when there is none. Comments and processing instructions are not seen. */
const struct markup_node *markup_root(const struct markup *markup);
const struct markup_node *markup_first(const struct markup_node *node);
const struct markup_node *markup_next(const struct markup_node *node);
const struct markup_node *markup_parent(const struct markup_node *node);

/* The local name of an element (HTML: lower case); NULL for text. */
const char *markup_name(const struct markup_node *node);

/* The text of a text node; NULL for an element. */
const char *markup_text(const struct markup_node *node);

/* NULL = no such attribute. */
const char *markup_attribute(const struct markup_node *node, const char *name);

/* Calls `visit` for each attribute in turn. */
void markup_attributes(const struct markup_node *node,
                       void (*visit)(const char *name, const char *value, void *context),
                       void *context);

/* 1-based line where the element begins; 0 = unknown. */
long markup_line(const struct markup_node *node);

/* The elements that an XPath (1.0) selects, in document order. *nodes is released with
 * markup_release. ERR_CONFIG for an XPath that is none, ERR_DATA when it yields no elements
 * but a number or a text. */
int markup_select(const struct markup *markup, const char *xpath,
                  const struct markup_node ***nodes, size_t *count, struct err *err);
void markup_release(const struct markup_node **nodes);

/* --- a reader --- */

struct markup_reader;

/* Each returns 0 to go on, or -1 with err to end the reading. */
struct markup_events {
    /* `attributes`: name, value, name, value ..., NULL. */
    int (*start)(void *context, const char *name, const char *const *attributes,
                 struct err *err);
    int (*end)(void *context, const char *name, struct err *err);
    /* Comes in pieces. */
    int (*text)(void *context, const char *text, size_t length, struct err *err);
};

struct markup_reader *markup_reader_new(const struct markup_events *events, void *context);

/* Feeds the next bytes; `last` ends the document. -1: ERR_DATA when it is not well-formed, or
 * what an event said. */
int markup_reader_feed(struct markup_reader *reader, const void *bytes, size_t length,
                       int last, struct err *err);
void markup_reader_free(struct markup_reader *reader);

/* The value among a reader's attributes; NULL = none. */
const char *markup_find(const char *const *attributes, const char *name);

#endif
