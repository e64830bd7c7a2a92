/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fault: a list of what is wrong, gathered so that everything is reported in one run.
 * Layer: core.
 */
#ifndef CORE_FAULT_H
#define CORE_FAULT_H

#include "core/buf.h"

#include <stddef.h>

#define FAULTS_MAX 200

struct fault {
    char *file; /* as named by the user; owned by the list */
    int line;   /* 1-based; 0 = the file as a whole */
    char *text; /* "unknown key \"foo\", expected one of ..." */
};

/* Starts as {0}. */
struct faults {
    struct fault *items;
    size_t count;
    size_t capacity;
    size_t dropped; /* beyond FAULTS_MAX */
};

void fault_add(struct faults *faults, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* By file (in order of first mention) and line. */
void fault_sort(struct faults *faults);

/* "file:line: text"; without a line "file: text". */
void fault_line(const struct fault *fault, struct buf *out);

/* All of them, one a line, and how many more there were. */
void fault_print(const struct faults *faults, struct buf *out);

void fault_free(struct faults *faults);

#endif
