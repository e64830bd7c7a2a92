/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pipe: runs a program over a document: the bytes on its standard input, what it prints on
 * its standard output. Layer: collector.
 *
 * The program is one of PIPE_FOLDER; no other path is ever run, and no shell. It is confined
 * by collector/sandbox and gets an empty environment but for a locale, no descriptor of ours
 * and no terminal.
 */
#ifndef COLLECTOR_PIPE_H
#define COLLECTOR_PIPE_H

#include "collector/sandbox.h"
#include "core/buf.h"
#include "core/err.h"

#include <stddef.h>

#define PIPE_FOLDER "/usr/bin"

/* Runs argv (its name first, without a folder; NULL last) and appends what it prints to `out`,
 * whose limit bounds it. ERR_DATA when it failed, was killed for its limits or printed more
 * than `out` may hold: "pdftotext: ..." with the last line it wrote to standard error.
 * ERR_UNAVAILABLE when it is not installed. */
int pipe_run(const char *const *argv, const void *bytes, size_t length,
             const struct sandbox_limits *limits, struct buf *out, struct err *err);

#endif
