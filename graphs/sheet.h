/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet: what the parts of one chart share while it is composed. Layer: graphs. */
#ifndef GRAPHS_SHEET_H
#define GRAPHS_SHEET_H

#include "core/xmr.h"
#include "graphs/axis.h"
#include "graphs/chart.h"
#include "graphs/scene.h"
#include "graphs/timeaxis.h"

#include <stdbool.h>

#define SHEET_LEFT 32.0 /* margins of the picture */
#define SHEET_RIGHT 56.0
#define SHEET_LIMIT 65536 /* bytes of any text made here */

/* What a picture of a fixed height does without, each step with those before it. What is left
 * out is said to be. */
enum sheet_thrift {
    SHEET_WHOLE,
    SHEET_COMPACT,    /* one line for source and dates */
    SHEET_NO_CHANGES, /* without the panel of changes on the year before */
    SHEET_NO_STRIP,   /* programs by their names only */
    SHEET_FEW_NOTES   /* one line of notes */
};

/* One panel: a chart has one, or one that enlarges the series and one that shows the whole. */
struct sheet {
    const struct chart_input *input;
    enum language language;
    struct scene *scene;
    const struct xmr *limits; /* NULL: the series is not judged, or not here */
    struct scene_box plot;    /* between the axes */
    struct axis values;
    struct timeaxis time; /* within the plot, perhaps with room on both sides */
    double unit_rise;     /* of the unit, over events that begin under it */
    enum sheet_thrift thrift;
    const char *unnamed; /* declared events whose words found no room, or NULL */
    bool inset;          /* within a page that says what title and foot would */
    bool changes;        /* the panel of the changes on the year before is there */
    bool is_first;       /* the value axis and the values are written here ... */
    bool is_last;        /* ... target and comparison are named here */
};

#endif
