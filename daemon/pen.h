/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pen: a workbook of one sheet of A4, written from top to bottom. Layer: daemon; the only user
 * of libxlsxwriter, whose names begin with workbook_, worksheet_, format_ and chart_: ours
 * must not be the same.
 *
 * What goes wrong on the way is said by pen_close.
 */
#ifndef DAEMON_PEN_H
#define DAEMON_PEN_H

#include "core/buf.h"
#include "core/err.h"
#include "core/words.h"

#include <stdint.h>

enum { PEN_A, PEN_B, PEN_C, PEN_D, PEN_E, PEN_F, PEN_G, PEN_H, PEN_COLUMNS };

/* Widths of columns, in letters that are not Japanese. */
#define PEN_WIDTH_A 22
#define PEN_WIDTH 11

enum pen_style {
    PEN_TITLE,
    PEN_HEAD,
    PEN_NAME,    /* of a row */
    PEN_LEAD,    /* of the first of several rows */
    PEN_HEADING, /* of a column */
    PEN_TEXT,
    PEN_CENTRE,
    PEN_AMOUNT, /* whole numbers */
    PEN_SMALL,
    PEN_PLAIN, /* without a frame */
    PEN_INPUT, /* for a person to write in */
    PEN_STYLES
};

struct pen;

/* NULL with ERR_INTERNAL when there is no memory for one. */
struct pen *pen_open(enum language language, const char *sheet, int64_t now, struct err *err);

/* A cell of the row at hand, or those from..to merged. */
void pen_put(struct pen *pen, int from, int to, const char *text, enum pen_style style);

/* An empty cell for numbers with so many places; below zero ▲ in Japanese. */
void pen_put_number(struct pen *pen, int column, int places);

/* An empty cell for one of some words (the last is NULL). */
void pen_put_choice(struct pen *pen, int column, const char *const *words);

/* Ends the row, as high as so many lines; 0 = a narrow gap. */
void pen_end_row(struct pen *pen, int lines);

/* ... which is so many points. */
double pen_height(int lines);

/* Before the row at hand a page may end: it does where no later such row still fits. */
void pen_may_break(struct pen *pen);

/* The row at hand, from 1. */
unsigned pen_row(const struct pen *pen);

/* Appends the workbook to `out` (NULL: none) and frees the pen. ERR_IO when it could not be
 * made. */
int pen_close(struct pen *pen, struct buf *out, struct err *err);

#endif
