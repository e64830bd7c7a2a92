/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chart: the picture of one indicator: frame, plot and, on the same time axis, the strip of
 * the programs meant to move it. Layer: graphs; drawn with cairo and pango from the ledger's
 * series, any year. Call in a worker process.
 */
#ifndef GRAPHS_CHART_H
#define GRAPHS_CHART_H

#include "config/settings.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/series.h"

#include <stdint.h>

struct chart_input {
    const struct settings *settings;
    const struct indicator *indicator;
    const struct series *series;
    const struct series *compare;  /* of indicator->compare, or NULL */
    const struct series *vintages; /* all versions of it, for its last big revision, or NULL */
    int64_t now;                   /* when drawn */
    int scale;                     /* 1 or 2: pixels per point */
    struct buf *remarks;           /* NULL, or what the operator should hear, after drawing */
};

#define CHART_WIDTH 1200 /* points */

/* Draws the chart to `path` (PNG, temp + rename). A series without values gives a chart that
 * says so. ERR_UNAVAILABLE when no Japanese font is installed (the text names the package). */
int chart_draw(const struct chart_input *input, const char *path, struct err *err);

/* Composes the picture as data into a scene that the caller has initialised with a measure:
 * where everything stands, before anything is drawn. */
struct scene;
void chart_compose(const struct chart_input *input, struct scene *scene);

/* One paragraph that says what the picture shows, from the same data, for alt text. */
int chart_describe(const struct chart_input *input, struct buf *out, struct err *err);

#endif
