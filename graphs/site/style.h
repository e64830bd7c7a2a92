/* SPDX-License-Identifier: GPL-3.0-or-later */
/* style: the style sheet of all pages: fonts of the reader's system, light and dark, paper,
 * screens from 320 points. Layer: graphs. */
#ifndef GRAPHS_SITE_STYLE_H
#define GRAPHS_SITE_STYLE_H

#include "core/buf.h"

/* Appends the one that is compiled in. */
void style_print(struct buf *out);

/* The picture that stands for the site in a browser's tab, an SVG. */
const char *style_icon(void);

#endif
