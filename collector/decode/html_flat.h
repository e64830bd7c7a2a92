/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html_flat: tables that a crawler or a careless export flattened to lines: cells apart by
 * `|`,
 * `---|---|` below the head. Layer: collector.
 */
#ifndef COLLECTOR_DECODE_HTML_FLAT_H
#define COLLECTOR_DECODE_HTML_FLAT_H

#include "collector/decode/html_page.h"

/* Adds a grid for each, named after the nearest line above that can be a name, and counts it
 * among the tables of the page. */
void html_flat_read(struct html_page *page, struct grids *out);

#endif
