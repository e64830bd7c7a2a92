/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * strip: the programs meant to move an indicator, on the time axis of its plot. Layer: graphs.
 * Gathered as data first; drawn into a sheet afterwards.
 */
#ifndef GRAPHS_STRIP_H
#define GRAPHS_STRIP_H

#include "core/arena.h"
#include "graphs/sheet.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STRIP_PROGRAMS                                                                        \
    8 /* rows: the largest by their newest amount; the others are summed in one more */
#define STRIP_YEARS 40 /* fiscal years of one row */

struct strip_row {
    const struct program *program; /* NULL: the row that sums the rest */
    const char *name;
    const char *amount; /* "令和6年度 当初予算 46,766千円" */
    bool pledge;
    bool is_new;
    bool loan;
    bool has_start;  /* false: open to the left */
    int32_t start;   /* of the bar: known, or the first fiscal year with a budget */
    int32_t end;     /* known, or of the newest fiscal year that anything is known of */
    bool has_end;    /* false: whether it goes on is not known */
    bool has_judged; /* it began, and can be judged from this day on, not before */
    int32_t judged;
    int years[STRIP_YEARS]; /* fiscal years with an amount, ascending */
    struct {
        int64_t thousand_yen;
        enum amount_kind kind;
    } amounts[STRIP_YEARS]; /* of each of them */
    size_t year_count;
};

struct strip {
    struct strip_row rows[STRIP_PROGRAMS + 1];
    size_t count;
    size_t programs; /* of all rows, those that are summed, too */
    int32_t first;   /* first and last day of what has a date: budget years */
    int32_t last;    /* exclusive */
    bool loans;
    const char *over; /* those that were over before the axis begins, in words, or NULL */
};

/* The newest fiscal year of the catalogue, in which undated efforts stand; without any, the
 * one of `now`. */
int strip_newest_year(const struct settings *settings, int64_t now);

/* The rows of the programs that are meant to move the indicator, loans last. Texts live in the
 * arena. */
void strip_gather(const struct chart_input *input, struct arena *arena, struct strip *out);

/* Where the programs begin, but for those of which nothing is known from `day` on: they would
 * stretch an axis over years of which it says nothing. INT32_MAX without any other. */
int32_t strip_first(const struct strip *strip, int32_t day);

/* Takes out the rows of those, for their bars would be empty, and says which they are. */
void strip_drop_over(struct strip *strip, int32_t day, enum language language,
                     struct arena *arena);

/* As strip_gather, with at most `most` rows beside the one that sums the rest. */
void strip_gather_few(const struct chart_input *input, size_t most, struct arena *arena,
                      struct strip *out);

/* The rows of those that are wanted, at most `most`. */
struct strip_choice {
    const struct settings *settings;
    int64_t now;
    size_t most; /* STRIP_PROGRAMS at most */
    bool (*wants)(const struct program *program, const void *context);
    const void *context;
};
void strip_gather_chosen(const struct strip_choice *choice, struct arena *arena,
                         struct strip *out);

/* Draws the strip from `y` down; returns the y below it. */
double strip_draw(struct sheet *sheet, const struct strip *strip, double y);

/* "関連する主な事業：A、B ほか3事業（金額と期間は標準の大きさの図に示す）", where there is
 * no room for more; "" without any. */
const char *strip_names(enum language language, const struct strip *strip,
                        struct arena *arena);

/* "関連する主な事業4件（公約2件）：A（令和6年度当初予算 ...）、B、...。" for the description.
 */
void strip_describe(enum language language, const struct strip *strip, struct buf *out);

#endif
