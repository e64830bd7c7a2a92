/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plot: the values of an indicator between two axes: bars for years, a step line for all that
 * is finer. Layer: graphs.
 */
#ifndef GRAPHS_PLOT_H
#define GRAPHS_PLOT_H

#include "graphs/sheet.h"

#include <stdbool.h>
#include <stddef.h>

struct plot_point {
    const struct observation *observation;
    double value;
    double left, right; /* of its period */
    double y;
    bool soft; /* preliminary or an estimate: drawn hollow */
};

struct plot {
    struct plot_point *points; /* in the scene's arena */
    size_t count;
    bool bars;
    bool zero; /* the value axis shows zero */
};

/* Bars, for annual figures that are not balances around zero? */
bool plot_has_bars(const struct indicator *indicator);

/* True for a status that is drawn hollow. */
bool plot_is_soft(enum observation_status status);

/* True if something of the comparison is shown; and if the part below zero is shaded. */
bool plot_shows_compare(const struct sheet *sheet);
bool plot_shades_below(const struct sheet *sheet);

/* The sign for a period of which the publisher says that there is no figure: its own, on the
 * axis. False where there is no room for it. */
bool plot_missing(const struct sheet *sheet, const struct observation *observation,
                  struct scene_text *out);

/* The value axis for what will be shown; needs sheet->time (its days, not its places);
 * a height of the plot, when it is known, says how many ticks there is room for. */
struct axis plot_values(const struct sheet *sheet);

/* Places the points in sheet->plot. */
struct plot plot_place(const struct sheet *sheet);

/* The curve or bars and the lines of zero and target, without words. */
void plot_marks(struct sheet *sheet, const struct plot *plot);

/* The curve or bars, the comparison, the target; the values beside them in the first panel. */
void plot_draw(struct sheet *sheet, const struct plot *plot);

/* Writes values where there is room, the most telling first. */
void plot_label(struct sheet *sheet, const struct plot *plot);

#endif
