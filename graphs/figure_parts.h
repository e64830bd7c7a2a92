/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_parts: what the files of figure share. Layer: graphs; used by figure*.c only. */
#ifndef GRAPHS_FIGURE_PARTS_H
#define GRAPHS_FIGURE_PARTS_H

#include "graphs/figure.h"
#include "graphs/frame.h"
#include "graphs/plot.h"
#include "graphs/sheet.h"
#include "graphs/strip.h"

/* What there is room for in a picture. */
struct figure_room {
    double width;
    double plot; /* height of each plot; 0: as suits their number */
    size_t
        panels; /* at most so many are drawn, in two columns where there are more than two */
    bool strip; /* programs have rows, not only names */
    bool wide;  /* for a slide: without control limits, and with short notes */
};

/* One indicator in a stack of panels over one time axis. */
struct figure_panel {
    struct figure_part part;
    const struct figure_part *second; /* on the same axis, or NULL */
    struct chart_input input;
    struct sheet sheet;
    struct frame_events events;
    bool any;      /* it has values; else it is a line that says that there are none */
    int32_t shift; /* days by which its values stand later than the middle of their period */
};

struct figure_stack {
    const struct figure_input *input;
    struct figure_room room;
    struct scene *scene;
    enum language language;
    struct figure_panel panels[FIGURE_PARTS];
    size_t count;
    size_t left_out;              /* parts that are not drawn */
    const struct indicator *axis; /* in whose periods the time axis is written, or NULL */
    struct timeaxis time;
    bool narrow; /* one of two columns: without keys */
    bool cut;    /* the time before is not shown */
    /* days that the axis shows in any case; equal: none */
    int32_t first, end;
    const struct strip_row *early; /* hatched behind the curves, or NULL */
};

/* A stack of the parts, to be filled further and composed. */
void figure_stack_start(const struct figure_input *input, const struct figure_room *room,
                        struct scene *scene, struct figure_stack *out);

/* How many of its panels have anything to show. */
size_t figure_stack_count(const struct figure_stack *stack);

/* Two stand side by side. */
bool figure_stack_has_columns(const struct figure_stack *stack);

/* Draws panels and time axis from `y` down; returns the y below. */
double figure_stack_put(struct figure_stack *stack, double y);

/* A sheet on the stack's time axis and as wide, for the strip. */
struct sheet figure_stack_sheet(const struct figure_stack *stack);

/* The days that all panels show. */
void figure_span(struct figure_stack *stack);

/* Over a panel: title, newest value, state of alerts; returns the y below. */
double figure_caption(const struct figure_stack *stack, const struct figure_panel *panel,
                      double y);

/* "2016年8月　▲15.4ポイント（...）" */
const char *figure_latest(const struct chart_input *input, struct arena *arena);

/* Names the indicators of which there is no value; returns the y below. */
double figure_none(const struct figure_stack *stack, double y);

/* "お知らせ（要確認・継続中）", "お知らせなし", or "" where nothing is judged or told. */
const char *figure_alert_words(const struct figure_input *input,
                               const struct figure_part *part, struct arena *arena);

/* Notes of the panels and `more` (may be ""), sources, day of drawing and, with programs, the
 * caution (and, not NULL, their names); ends the scene. */
void figure_foot(const struct figure_stack *stack, bool programs, const char *names,
                 const char *more, double y);

/* The title of a program in its newest facts; of a policy. */
const char *figure_program_title(const struct figure_input *input);
const char *figure_policy_title(const struct figure_input *input);

/* What is said of the start of a program: since when, from when on it can be judged, or that
 * before and after cannot be told apart. */
const char *figure_start_words(const struct figure_input *input, struct arena *arena);

/* The programs under a stack of a policy or a program. */
void figure_gather(const struct figure_input *input, struct arena *arena, struct strip *out);

/* The two parts of a comparison as they are drawn: AUTO resolved, index numbers computed. */
struct figure_pair {
    enum figure_axes axes;
    struct figure_part parts[2];
    struct period base;
};
int figure_pair_make(const struct figure_input *input, struct arena *arena,
                     struct figure_pair *out, struct err *err);

/* The years of one indicator, ascending. */
#define FIGURE_YEARS_MOST 8 /* earlier ones are not drawn */
struct figure_years {
    struct period years[FIGURE_YEARS_MOST];
    size_t count;
    bool more; /* there are earlier ones */
};
struct figure_years figure_years_find(const struct figure_input *input);

/* Of days, which swing with the week: the mean of the four weeks up to the i-th. False where
 * it has no value, fewer than three quarters of them do, one is withheld, or a declared break
 * lies between. */
bool figure_years_mean(const struct figure_part *part, size_t i, double *out);

/* That lines are dashed before the newest declared break, and when and why it was; "" where
 * none is among what is drawn. */
const char *figure_years_broken(const struct figure_input *input,
                                const struct figure_years *years, struct arena *arena);

/* The names of lines at their ends: beside one that ends early, where there is room, else in a
 * column right of them; the newest in bold, with its value at its point. */
struct figure_name {
    const char *text;
    const char *value; /* where the line ends */
    struct scene_point end;
    size_t age;      /* 0 is the newest */
    uint32_t colour; /* of the line */
};
void figure_names_put(struct sheet *sheet, const struct figure_name *names, size_t count);

/* The kinds. */
void figure_policy_compose(const struct figure_input *input, const struct figure_room *room,
                           struct scene *scene);
void figure_pair_compose(const struct figure_input *input, const struct figure_room *room,
                         struct scene *scene);
void figure_years_compose(const struct figure_input *input, const struct figure_room *room,
                          struct scene *scene);

#endif
