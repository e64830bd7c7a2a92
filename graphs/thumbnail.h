/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * thumbnail: the least that a chart can be and still be read: title, newest value, its change,
 * the shape of the series, first and last period. Layer: graphs.
 */
#ifndef GRAPHS_THUMBNAIL_H
#define GRAPHS_THUMBNAIL_H

#include "graphs/chart.h"
#include "graphs/scene.h"

#define THUMBNAIL_WIDTH 320 /* points */
#define THUMBNAIL_HEIGHT 180

/* Into a scene that has its measure. */
void thumbnail_compose(const struct chart_input *input, struct scene *scene);

#endif
