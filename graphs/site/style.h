/* SPDX-License-Identifier: GPL-3.0-or-later */
/* style: the style sheet of all pages: fonts of the reader's system, light and dark, paper,
 * screens from 320 points. Layer: graphs. */
#ifndef GRAPHS_SITE_STYLE_H
#define GRAPHS_SITE_STYLE_H

#include "core/buf.h"
#include "core/err.h"

/* Appends the one that is compiled in. */
void style_print(struct buf *out);

/* One that somebody wrote: ERR_CONFIG with path and line where something is opened and not
 * closed, or the other way round, or where there is no rule at all. Browsers would leave out
 * whatever follows, without a word. */
int style_check(const char *text, const char *path, struct err *err);

/* The picture that stands for the site in a browser's tab, an SVG. */
const char *style_icon(void);

#endif
