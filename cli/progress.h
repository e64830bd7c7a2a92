/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress: how far long work is, for people who watch it on a terminal. Layer: cli. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

typedef void (*progress_show)(size_t done, size_t total, void *context);

/* What shows it on standard error, at most ten times a second, or NULL when that is no
 * terminal. The context is a `struct progress *`. */
progress_show progress_terminal(void);

/* Starts as {.doing = ...}. */
struct progress {
    const char *doing; /* "fetching" */
    int64_t shown;     /* when it last was, in tenths of a second */
};

#endif
