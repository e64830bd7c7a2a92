/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html_page: one walk over a page: its lines in order, its tables and lists on the way. Layer:
 * collector.
 */
#ifndef COLLECTOR_DECODE_HTML_PAGE_H
#define COLLECTOR_DECODE_HTML_PAGE_H

#include "collector/grid.h"
#include "collector/markup.h"
#include "core/buf.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

enum html_line_kind { HTML_LINE_TEXT, HTML_LINE_HEADING, HTML_LINE_LINK };

struct html_line {
    const char *text; /* in the arena of the grids */
    enum html_line_kind kind;
};

struct html_page {
    struct html_line *lines; /* without those in tables and lists that are grids */
    size_t count;
    size_t capacity;
    const char *title;   /* "" = none */
    const char *topmost; /* the first h1, else the first heading; "" = none */
    size_t tables;       /* that became grids */
    struct buf text;     /* running */
};

/* Reads the page and adds its grids of tables and lists. `page` is released with
 * html_page_free in any case. ERR_DATA for tables beyond the limits. */
int html_page_read(const struct markup *markup, struct grids *out, struct html_page *page,
                   struct err *err);
void html_page_free(struct html_page *page);

#endif
