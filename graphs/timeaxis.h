/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * timeaxis: days to places, and the labels under the plot. Layer: graphs. Pure data, no fonts:
 * widths are reckoned from columns, generously. One axis has one scale.
 */
#ifndef GRAPHS_TIMEAXIS_H
#define GRAPHS_TIMEAXIS_H

#include "core/period.h"
#include "core/periodread.h"
#include "core/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct timeaxis {
    int32_t first; /* first day */
    int32_t end;   /* day after the last */
    double left, right;
};

/* A word under the axis: row 0 next to it, row 1 below. Centred at x. */
struct timeaxis_label {
    double x;
    int row;
    int32_t first, end; /* the days that it names */
    char text[WORDS_SIZE];
};

/* A short line between two years (major) or months. */
struct timeaxis_line {
    double x;
    bool major;
};

#define TIMEAXIS_LABEL_MAX 256
#define TIMEAXIS_LINE_MAX 600

struct timeaxis_ticks {
    struct timeaxis_label labels[TIMEAXIS_LABEL_MAX];
    size_t label_count;
    struct timeaxis_line lines[TIMEAXIS_LINE_MAX];
    size_t line_count;
    bool years;     /* the labels of row 0 are years ... */
    bool with_unit; /* ... written with 年 or 年度 */
};

struct timeaxis_style {
    enum frequency frequency;
    enum year_label year_label;
    enum language language;
    double size;                /* of the labels */
    const struct period *named; /* years to be labelled before all others */
    size_t named_count;
};

/* Where a day starts. Days before the axis stand at its left end, after it at its right end.
 */
double timeaxis_x(const struct timeaxis *axis, int32_t day);

/* True if a part of first..end (exclusive) lies on the axis. */
bool timeaxis_shows(const struct timeaxis *axis, int32_t first, int32_t end);

/* Fills *out with what fits: no label over another in its row. */
void timeaxis_ticks(const struct timeaxis *axis, const struct timeaxis_style *style,
                    struct timeaxis_ticks *out);

#endif
