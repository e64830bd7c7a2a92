/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * frame: what stands around the plot: title, keys, axes, declared events, source. Layer:
 * graphs.
 */
#ifndef GRAPHS_FRAME_H
#define GRAPHS_FRAME_H

#include "core/buf.h"
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
    size_t lost;         /* that many have no words */
    const char *unnamed; /* "2020年2月 感染症、...": whose words have no lane; NULL = none */
    double unit_rise; /* for the sheets: of the unit, which no line may cross */
};

/* A title and what stands under it ("" = nothing) from `y` down; returns the y below. */
double frame_title(struct scene *scene, const char *title, const char *words, double y);

/* Title and newest value from `y` down; returns the y below. */
double frame_head(struct sheet *sheet, double y);

/* The legend, when something needs one; returns the y below. */
double frame_keys(struct sheet *sheet, double y);

/* Of two panels: what each of them shows, in words over it; returns the y below. And the days
 * that are enlarged at the left, as a pale band. */
double frame_panels(struct sheet *detail, const struct sheet *whole, double y);
void frame_band(struct sheet *whole, const struct timeaxis *detail);

/* The unit, and that the values do not begin at zero. */
struct scene_text frame_unit(const struct sheet *sheet);

/* The width that the labels of the value axis take. */
double frame_tick_width(const struct sheet *sheet);

/* The grid; in the first panel ticks and unit. */
void frame_values(struct sheet *sheet);

/* Tick marks and labels under the plot; returns the y below. */
double frame_time(struct sheet *sheet);

/* Declared breaks and events on the time axes, in lanes above the plots so that no words meet;
 * each is named once. And their height, and the drawing of them above and through the plots.
 */
struct frame_events frame_events_place(const struct sheet *sheets, size_t count);
double frame_events_height(const struct frame_events *events);
void frame_events_draw(struct sheet *sheet, const struct frame_events *events);

/* What the reader has to know of blanks, signs and what is not shown, one by one (texts in the
 * scene's arena); and as one line, "" when there is nothing. */
#define FRAME_NOTES_MOST 12
struct frame_notes {
    const char *texts[FRAME_NOTES_MOST];
    size_t count;
};
struct frame_notes frame_notes_find(const struct sheet *sheet);
void frame_notes(const struct sheet *sheet, struct buf *out);

/* A rule and lines in small print under it, but for the empty ones; returns the y below. */
double frame_lines(struct scene *scene, const char *const *lines, size_t count, double y);

/* Notes, source, dates and, with programs, the caution (and, not NULL, their names); returns
 * the y below. */
double frame_foot(struct sheet *sheet, bool programs, const char *names, double y);

#endif
