/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * span: which days a chart shows. Layer: graphs. From the series, on to the end of the newest
 * budget year; where that would squeeze the series, the empty years between are left out and
 * the axis is broken.
 */
#ifndef GRAPHS_SPAN_H
#define GRAPHS_SPAN_H

#include "graphs/chart.h"
#include "graphs/strip.h"
#include "graphs/timeaxis.h"

/* The axis between left and right. */
struct timeaxis span_choose(const struct chart_input *input, const struct strip *strip,
                            double left, double right);

#endif
