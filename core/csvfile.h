/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csvfile: CSV as this program writes it and reads it back: UTF-8, commas, quotes where they
 * are needed (RFC 4180). Layer: core. What publishers call CSV is the collector's business
 * (collector/decode/csv.h), which guesses; here nothing is guessed.
 */
#ifndef CORE_CSVFILE_H
#define CORE_CSVFILE_H

#include "core/buf.h"
#include "core/err.h"

#include <stddef.h>

#define CSVFILE_CELLS_MAX 32 /* of one record */

/* Of UTF-8, as spreadsheets write it: without it they take the text for CP932. Readers pass
 * over it. */
#define CSVFILE_MARK "\xEF\xBB\xBF"

/* Appends a cell and what stands behind it: ',' or '\n'. NULL is an empty cell. */
void csvfile_put(struct buf *out, const char *text, char behind);

/* A reading under way. */
struct csvfile {
    char *at;
    char *end;
    long next;                            /* line of `at` */
    long line;                            /* where the record starts, 1-based */
    const char *cells[CSVFILE_CELLS_MAX]; /* of the record; in the bytes given */
    size_t count;
};

/* Reads from `bytes`, which are changed and must stay as long as the cells are used. ERR_DATA
 * when they are no UTF-8 text. */
int csvfile_open(struct csvfile *file, struct buf *bytes, struct err *err);

/* The next record into file->cells, file->count and file->line: 1; 0 at the end; -1 with
 * ERR_DATA for what is not written as csvfile_put does (line ends may be CRLF): file->line is
 * where, and the reading cannot go on. Empty lines are passed over. */
int csvfile_next(struct csvfile *file, struct err *err);

#endif
