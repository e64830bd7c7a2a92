/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * figure: pictures of several indicators, or of one in another way than its chart. Layer:
 * graphs. Made of the parts of the chart: same axes, marks, strip and words.
 *
 *   policy    a small panel per indicator that its programs are meant to move, one time axis
 *   program   the same of one program, with its start and the time too early to judge
 *   compare   two indicators: on one axis, one over the other, or as index numbers
 *   years     one indicator, a line per year
 */
#ifndef GRAPHS_FIGURE_H
#define GRAPHS_FIGURE_H

#include "config/settings.h"
#include "core/alert.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/series.h"
#include "graphs/form.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum figure_kind { FIGURE_POLICY, FIGURE_PROGRAM, FIGURE_COMPARE, FIGURE_YEARS };

/* Two scales in one plot let any two series seem to move together: there are none. */
enum figure_axes {
    FIGURE_AXES_AUTO,   /* ONE where both can be read on it, else PANELS */
    FIGURE_AXES_ONE,    /* of one unit and basis only */
    FIGURE_AXES_PANELS, /* one over the other, a scale each */
    FIGURE_AXES_INDEX   /* both are 100 in one period */
};

struct figure_part {
    const struct indicator *indicator;
    const struct series *series;
    const struct alert *alert; /* the gravest that is open, or NULL */
    size_t alert_count;        /* open ones */
    bool judged;               /* some rule is about it */
};

#define FIGURE_PARTS 24 /* further parts are named, not drawn */

struct figure_input {
    const struct settings *settings;
    enum figure_kind kind;
    const struct policy *policy;   /* of a policy */
    const struct program *program; /* of a program */
    const struct figure_part *parts;
    size_t part_count; /* 2 of a comparison, 1 of years, any number else */
    enum figure_axes axes;
    struct period base;  /* that is 100 */
    bool has_base;       /* false: the first in which both have a value */
    enum frequency year; /* FREQUENCY_CALENDAR_YEAR or FREQUENCY_FISCAL_YEAR: a line is one */
    int64_t now;
    struct buf *remarks; /* NULL, or what the operator should hear, after drawing */
};

/* Draws the figure in some forms, standard or wide, each to its path, as chart_draw does.
 * ERR_USAGE when what is asked for has no meaning. */
int figure_draw(const struct figure_input *input, const char *id, const struct form *forms,
                size_t count, const char *const *paths, struct err *err);

/* Whether it has a meaning: units, periods and values fit the kind. */
int figure_check(const struct figure_input *input, struct err *err);

/* Composes it as data; it was checked. A wide one is as large as a wide chart, has at most
 * FIGURE_WIDE_PARTS panels (more than two in two columns), and says what it leaves out. */
#define FIGURE_WIDE_PARTS 4
struct scene;
void figure_compose(const struct figure_input *input, enum form_size size,
                    struct scene *scene);

/* A text alternative in a few words, and one paragraph that tells what the picture shows. */
void figure_alt(const struct figure_input *input, struct buf *out);
int figure_describe(const struct figure_input *input, struct buf *out, struct err *err);

/* The programs of the policy in its newest facts that move the indicator; of any policy when
 * it is NULL. */
bool figure_is_moved(const struct settings *settings, const struct policy *policy,
                     const struct indicator *indicator);

/* The year a line of which tells most: the fiscal year where budgeted programs move the
 * indicator, for so it stands beside budgets; else the calendar year. */
enum frequency figure_year(const struct settings *settings, const struct indicator *indicator);

#endif
