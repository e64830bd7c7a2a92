/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * blank: the evaluation sheet of our own, empty: one sheet of A4 with room for the indicators
 * of a program, and boxes for what a person has to write. Layer: daemon.
 *
 * It is filled in like any office's form, by the places that it gives.
 */
#ifndef DAEMON_BLANK_H
#define DAEMON_BLANK_H

#include "config/sheetform.h"
#include "core/buf.h"
#include "daemon/evaluation.h"

#define BLANK_BYTES_MAX ((size_t)4 << 20)

struct blank {
    struct sheet_place *places; /* in the arena of the evaluation; without origins */
    double *heights;            /* of their rows, in points */
    size_t count;
};

/* Appends the workbook to `out`. Rows are as high as what the evaluation says needs now.
 * ERR_IO where no temporary file can be written. */
int blank_make(const struct evaluation *evaluation, struct blank *blank, struct buf *out,
               struct err *err);

#endif
