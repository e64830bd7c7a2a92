/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake: rows of a file to observations of an indicator: what `import` reads. Layer: cli.
 *
 * The head says what the file is: period,value and, as it likes, status, note, published,
 * embargo, as a person writes it, or one of those that `export` writes
 * (daemon/export_field.h): what stands, or every version. All rows or none; what is wrong is
 * told of each of them.
 */
#ifndef CLI_INTAKE_H
#define CLI_INTAKE_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/fault.h"
#include "core/series.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define INTAKE_COLUMNS 6 /* of a value: period value status note published embargo */

struct intake_row;

/* A file under way; begins as {.indicator, .file, .now, .today}. */
struct intake {
    const struct indicator *indicator;
    const char *file; /* as messages name it */
    int64_t now;
    int32_t today;             /* a day number */
    bool vintages;             /* every version, as it was recorded */
    bool exported;             /* the head is one of `export` */
    size_t at[INTAKE_COLUMNS]; /* where each column of a value is; SIZE_MAX = not there */
    size_t columns;            /* that the head names */
    struct intake_row *rows;
    size_t count;
    size_t capacity;
    struct faults faults;
};

/* Whether the file begins with the head of an export: then it is read as it stands there, and
 * nothing is guessed. */
bool intake_is_export(const struct buf *bytes);

/* Reads such a file, whose bytes are changed and must stay, into `out` (see intake_finish). */
int intake_read(struct intake *intake, struct buf *bytes, struct arena *arena,
                struct series *out, struct err *err);

/* The same row by row. Cells behind the last with text do not count. ERR_DATA for a head that
 * is none. Cells are borrowed. */
int intake_head(struct intake *intake, const char *const *cells, size_t count,
                struct err *err);
void intake_line(struct intake *intake, const char *const *cells, size_t count, long line);

/* The observations, by period; in the arena. ERR_DATA, with `file:line: why` told of every row
 * that cannot be taken. */
int intake_finish(struct intake *intake, struct arena *arena, struct series *out,
                  struct err *err);

/* The line of one of them. */
long intake_line_of(const struct intake *intake, size_t index);

void intake_free(struct intake *intake);

#endif
