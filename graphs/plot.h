/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plot: the values of an indicator between two axes, as bars, steps or a line (graphs/shape),
 * with the path to its target and its last big revision. Layer: graphs.
 */
#ifndef GRAPHS_PLOT_H
#define GRAPHS_PLOT_H

#include "core/revision.h"
#include "graphs/field.h"
#include "graphs/sheet.h"

#include <stdbool.h>
#include <stddef.h>

struct plot_point {
    const struct observation *observation;
    double value;
    double left, right; /* of its period */
    double y;
    bool soft;   /* preliminary or an estimate: drawn hollow */
    bool broken; /* a declared break lies between it and the one before: no line joins them */
};

struct plot {
    struct plot_point *points; /* in the scene's arena */
    size_t count;
    enum chart_shape shape;
    bool bars;
    bool zero; /* the value axis shows zero */
};

/* Bars? */
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

/* True if an observation has a value on the axis; and if most periods between the first and
 * the last of them have one. */
bool plot_shows(const struct sheet *sheet, const struct observation *observation);
bool plot_is_dense(const struct sheet *sheet);

/* The value axis for what will be shown; needs sheet->time (its days, not its places);
 * a height of the plot, when it is known, says how many ticks there is room for. */
struct axis plot_values(const struct sheet *sheet);

/* Places the points in sheet->plot. */
struct plot plot_place(const struct sheet *sheet);

/* The points from `first` that follow each other without a missing period or a break. Where a
 * value stands. */
size_t plot_run(const struct plot_point *points, size_t count, size_t first);
double plot_y(const struct sheet *sheet, double value);

/* Of the bar of a period that lies between two places. */
double plot_bar_width(double left, double right);

/* From middle to middle of periods; a single one is a dot. */
void plot_trace(struct sheet *sheet, const struct plot_point *points, size_t count,
                struct scene_style style, enum scene_role role);

/* The line, with the mean of a year where it has one; of lonely months dots on stems. True if
 * the mean is shown, and where it ends, if the newest year is whole; if the stems are shown.
 */
void plot_line(struct sheet *sheet, const struct plot *plot);
bool plot_shows_mean(const struct sheet *sheet);
bool plot_mean_end(const struct sheet *sheet, struct plot_point *out, struct decimal *mean);
bool plot_has_stems(const struct sheet *sheet);

/* Of more days than can be told apart a mean of so many days up to each is drawn: four weeks,
 * from about three years on a year; 0 where the days are drawn alone. */
size_t plot_days_window(const struct sheet *sheet);
void plot_days_draw(struct sheet *sheet, size_t days);
struct scene_style plot_days_style(size_t days);
const char *plot_days_words(const struct sheet *sheet, size_t days); /* for the keys */

/* Hollow dots over what is not final. */
void plot_soft(struct sheet *sheet, const struct plot *plot);

/* The target as a level, or the path to it from the baseline, as far as the axis goes; and
 * where the words for the two ends belong. False for an end that has no place of its own. */
void plot_course(struct sheet *sheet);
size_t plot_course_values(const struct sheet *sheet,
                          double out[2]); /* between which it lies */
bool plot_target_place(const struct sheet *sheet, struct scene_point *out);
bool plot_target_is_beyond(const struct sheet *sheet); /* the place is where the path leaves */
bool plot_baseline_place(const struct sheet *sheet, struct scene_point *out);

/* An arrow from the former to the present value of the last big revision. And whether there is
 * one that can be seen. */
void plot_revision(struct sheet *sheet, const struct plot *plot);
bool plot_shows_revision(const struct sheet *sheet, struct revision *out);

/* The curve or bars and the lines of zero and target, without words. */
void plot_marks(struct sheet *sheet, const struct plot *plot);

/* The curve or bars, the comparison, the target; the values beside them in the first panel. */
void plot_draw(struct sheet *sheet, const struct plot *plot);

/* Writes values where there is room, the most telling first. */
void plot_label(struct sheet *sheet, const struct plot *plot);

/* The words at the target, before all others; at the baseline, behind the values of bars,
 * which would else lose theirs; the newest mean, behind all. */
void plot_label_target(struct sheet *sheet, struct field *field);
void plot_label_baseline(struct sheet *sheet, struct field *field);
void plot_label_mean(struct sheet *sheet, struct field *field);

#endif
