/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * change: a low panel under the plot, on its time axis: the change of each month or quarter on
 * the same one of the year before, in per cent, which is free of seasons. Layer: graphs.
 */
#ifndef GRAPHS_CHANGE_H
#define GRAPHS_CHANGE_H

#include "core/buf.h"
#include "graphs/sheet.h"

#include <stdbool.h>

/* What it takes below a plot of this height, with its title. */
double change_height(double plot_height);

/* True for a line with seasons (shape_has_mean) of more than a year's values, one of which at
 * least has another a year before. Never for changes themselves (basis = year-on-year). */
bool change_wanted(const struct chart_input *input);

/* Under sheet->plot. */
void change_draw(struct sheet *sheet);

/* "前年同月比＋3.4％" of the newest value; false, and nothing appended, when not known. */
bool change_say(const struct chart_input *input, struct buf *out);

/* True if a bar was cut at the edge of the panel. */
bool change_is_cut(const struct sheet *sheet);

#endif
