/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html_unit: the line of a page that gives the unit of a table, such as （単位：百万円）. It
 * becomes a row above the tables that follow it under the same heading; where it stands right
 * below a table and before none, a row below that one. Layer: collector.
 */
#ifndef COLLECTOR_DECODE_HTML_UNIT_H
#define COLLECTOR_DECODE_HTML_UNIT_H

#include "collector/grid.h"

#include <stdbool.h>
#include <stddef.h>

struct html_unit {
    const char *text; /* "" = none */
    bool used;        /* a table has it */
    size_t above;     /* number of the grid right above, which has no such line; 0 = none */
    bool below;       /* the line stands below that grid */
};

/* Takes note of a line outside the tables; true if it is a unit and nothing else. */
bool html_unit_note(struct html_unit *unit, struct grids *grids, const char *text);

/* Gives the last grid, which has no rows yet, the unit above it. */
void html_unit_above(struct html_unit *unit, struct grids *grids);

/* Something that is no table comes between. */
void html_unit_leave(struct html_unit *unit);

/* At a heading and at the end of the page: what stood below a table is that table's. */
void html_unit_turn(struct html_unit *unit, struct grids *grids);

#endif
