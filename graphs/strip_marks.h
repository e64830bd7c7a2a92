/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * strip_marks: how the bars of the strip look, what is written on them, and the keys that
 * explain it (strip_keys.c). Layer: graphs; used by strip.c and by the charts of programs.
 */
#ifndef GRAPHS_STRIP_MARKS_H
#define GRAPHS_STRIP_MARKS_H

#include "graphs/strip.h"

/* How a bar is drawn where nothing is known of a year, and in a year that has an amount. */
struct scene_style strip_marks_light(bool loan);
struct scene_style strip_marks_year(bool loan);

/* Money of years before the start (building, preparing) or behind the end: beside its time. */
struct scene_style strip_marks_beside(bool loan);

/* True if the row's i-th year is over before its start, or begins behind its end. */
bool strip_marks_is_before(const struct strip_row *row, size_t i);
bool strip_marks_is_behind(const struct strip_row *row, size_t i);

/* True if its start is not known; and if the axis goes on after what is known of it. */
bool strip_marks_has_tail(const struct strip_row *row);
bool strip_marks_is_open(const struct sheet *sheet, const struct strip_row *row);

/* True if a row has the amounts of several years: the words beside the bar say the newest one
 * only, so each stands on its bar where there is room. */
bool strip_marks_amounts(const struct strip *strip);

/* The amount of a row's i-th year in the middle of the box, its kind before it where it is not
 * that of the words. Nothing where there is no room. */
void strip_marks_amount(struct sheet *sheet, const struct strip_row *row, size_t i,
                        struct scene_box box);

/* True if a part of the time from start to when the program can be judged is on the axis. */
bool strip_marks_is_early(const struct sheet *sheet, const struct strip_row *row);

/* That time, hatched, on the bar (or, paler, behind the curves of a plot) in the box, whose
 * width is found. */
void strip_marks_early(struct sheet *sheet, const struct strip_row *row, struct scene_box box,
                       bool behind);

/* How it is drawn, for the key, and what it is called. */
struct scene_style strip_marks_early_style(void);
const char *strip_marks_early_name(enum language language);

/* The head of the strip from `y` down, with the keys of what it shows; returns the y below. */
double strip_keys(struct sheet *sheet, const struct strip *strip, double y);

#endif
