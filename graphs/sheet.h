/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet: what the parts of one chart share while it is composed. Layer: graphs. */
#ifndef GRAPHS_SHEET_H
#define GRAPHS_SHEET_H

#include "graphs/axis.h"
#include "graphs/chart.h"
#include "graphs/scene.h"
#include "graphs/timeaxis.h"

#define SHEET_LEFT 32.0 /* margins of the picture */
#define SHEET_RIGHT 56.0
#define SHEET_LIMIT 65536 /* bytes of any text made here */

struct sheet {
    const struct chart_input *input;
    enum language language;
    struct scene *scene;
    struct scene_box plot; /* between the axes */
    struct axis values;
    struct timeaxis time;
};

#endif
