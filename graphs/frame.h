/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * frame: what stands around the plot: title, keys, axes, declared events, source. Layer:
 * graphs.
 */
#ifndef GRAPHS_FRAME_H
#define GRAPHS_FRAME_H

#include "graphs/sheet.h"

#include <stdbool.h>
#include <stddef.h>

struct frame_event {
    const char *text;
    double x;
    int lane; /* 0 next to the plot */
    bool rebase;
    enum scene_align align;
};

struct frame_events {
    struct frame_event *events; /* in the scene's arena */
    size_t count;
    int lanes;
};

/* Title and newest value from `y` down; returns the y below. */
double frame_head(struct sheet *sheet, double y);

/* The legend, when something needs one; returns the y below. */
double frame_keys(struct sheet *sheet, double y);

/* The width that the labels of the value axis take. */
double frame_tick_width(const struct sheet *sheet);

/* Grid, ticks and unit. */
void frame_values(struct sheet *sheet);

/* Tick marks and labels under the plot; returns the y below. */
double frame_time(struct sheet *sheet);

/* Declared breaks and events on the time axis, in lanes above the plot so that no words meet;
 * needs sheet->time. And their height, and the drawing of them above and through sheet->plot.
 */
struct frame_events frame_events_place(const struct sheet *sheet);
double frame_events_height(const struct frame_events *events);
void frame_events_draw(struct sheet *sheet, const struct frame_events *events);

/* Source, dates and, with programs, the caution; returns the y below. */
double frame_foot(struct sheet *sheet, bool programs, double y);

#endif
