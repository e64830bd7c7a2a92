/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * prose: what a message says, written once as plain text and as elements of a page. Layer:
 * alerts. Every text is taken as text: line ends and other controls in it become spaces, and
 * the page gets it escaped. The elements carry their own styles, since mail programs drop
 * those of a page.
 */
#ifndef ALERTS_PROSE_H
#define ALERTS_PROSE_H

#include "core/buf.h"

#include <stdbool.h>

struct prose {
    struct buf text; /* lines that end */
    struct buf html;
    bool listing; /* items may follow */
};

void prose_init(struct prose *prose);
void prose_free(struct prose *prose);

/* "1 状況" */
void prose_head(struct prose *prose, const char *text);

/* A line below it; `format` is ours. */
void prose_line(struct prose *prose, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Each line of a text; NULL has none. */
void prose_lines(struct prose *prose, const char *text);

/* One of several things. */
void prose_item(struct prose *prose, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* What it is for, and what is typed then. */
void prose_command(struct prose *prose, const char *label, const char *command);

/* An address of the web, that a page links to; others stay text. */
void prose_link(struct prose *prose, const char *label, const char *url);

/* Ends what is open; true when all of it fitted. */
bool prose_finish(struct prose *prose);

#endif
