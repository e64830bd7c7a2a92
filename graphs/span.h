/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * span: which days a chart shows. Layer: graphs. Those of the series and of the budget years,
 * from the baseline to the target, on to the end of the comparison. Where that squeezes the
 * series, it is enlarged in a panel of its own at the left of the whole: two axes with a scale
 * each, none with two.
 */
#ifndef GRAPHS_SPAN_H
#define GRAPHS_SPAN_H

#include "graphs/chart.h"
#include "graphs/strip.h"
#include "graphs/timeaxis.h"

#include <stdbool.h>

#define SPAN_GAP 56.0 /* between the two panels */

struct span {
    struct timeaxis whole;
    bool enlarged;
    struct timeaxis detail; /* when enlarged: the days of the series */
};

/* The axes between left and right. A series of few periods does not fill them: its axis stands
 * in their middle, with room on both sides that is no period. */
struct span span_choose(const struct chart_input *input, const struct strip *strip,
                        double left, double right);

#endif
