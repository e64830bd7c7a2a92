/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xml_rows: which elements are the rows, and what each holds. Layer: collector. */
#ifndef COLLECTOR_DECODE_XML_ROWS_H
#define COLLECTOR_DECODE_XML_ROWS_H

#include "collector/grid.h"
#include "collector/markup.h"
#include "core/err.h"

/* Adds the grid of the elements that an XPath selects; "" = of the largest set of same-named
 * brothers. Errors as of xml_decode. */
int xml_rows_read(const struct markup *markup, const char *xpath, struct grids *out,
                  struct err *err);

/* The text of an element itself, without that of its children, trimmed; in the arena. */
const char *xml_rows_text(const struct markup_node *node, struct arena *arena);

/* The next element in document order within `root`, NULL at the end. */
const struct markup_node *xml_rows_next(const struct markup_node *node,
                                        const struct markup_node *root);

/* The first child element of that name, NULL = none. */
const struct markup_node *xml_rows_child(const struct markup_node *node, const char *name);

#endif
