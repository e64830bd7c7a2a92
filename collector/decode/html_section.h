/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_section: lists of labels and figures as grids of two columns. Layer: collector. */
#ifndef COLLECTOR_DECODE_HTML_SECTION_H
#define COLLECTOR_DECODE_HTML_SECTION_H

#include "collector/decode/html_page.h"
#include "collector/decode/html_table.h"

/* Adds the row that a list begins with, when there is reason for one: `name` and the one
 * period it, the topmost heading or the title names; or `name` and 内容 when `periods` says
 * that labels are periods. */
void html_section_head(const struct html_page *page, const char *name, bool periods,
                       struct grids *out, struct grid *grid);

/* Adds a <dl> as grid. */
void html_section_list(const struct html_page *page, const struct html_table *list,
                       const char *name, struct grids *out);

/* Adds the lines of a page under their headings as grid, if a figure stands below one. */
void html_section_page(const struct html_page *page, struct grids *out);

/* The year, month or day that a text names, as printed but in NFKC; "" = none, or an
 * ambiguous one (21年度). */
const char *html_section_period(struct grids *out, const char *text);

#endif
