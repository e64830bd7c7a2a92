/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_section: lists of labels and figures as grids of two columns. Layer: collector. */
#ifndef COLLECTOR_DECODE_HTML_SECTION_H
#define COLLECTOR_DECODE_HTML_SECTION_H

#include "collector/decode/html_page.h"
#include "collector/decode/html_table.h"

/* Adds a <dl> as grid. */
void html_section_list(const struct html_page *page, const struct html_table *list,
                       const char *name, struct grids *out);

/* Adds the lines of a page under their headings as grid, if a figure stands below one. */
void html_section_page(const struct html_page *page, struct grids *out);

#endif
