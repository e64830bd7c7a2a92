/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * spreadsheet: an .xlsx whose cells are looked up, read and replaced, while all else in it
 * stays byte for byte: formats, formulas, validation, print set-up, pictures. Layer:
 * collector; to be used in the sandbox, since its bytes are others'.
 *
 * What was put is seen by spreadsheet_save only. A number keeps its style; a cell that was not
 * there takes the one of its row or column. Texts are inline strings. What formulas last came
 * to is taken out: whatever program opens the file computes them anew.
 */
#ifndef COLLECTOR_SPREADSHEET_H
#define COLLECTOR_SPREADSHEET_H

#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SPREADSHEET_BYTES_MAX ((size_t)16 << 20)
#define SPREADSHEET_PART_MAX ((size_t)32 << 20) /* unpacked, each part that is edited */
#define SPREADSHEET_OUT_MAX ((size_t)64 << 20)
#define SPREADSHEET_TEXT_MAX 32767 /* bytes in a cell; Excel has as many characters */

struct spreadsheet;

struct spreadsheet_place {
    size_t sheet; /* in the order of the tabs */
    long row, column;
};

enum spreadsheet_kind {
    SPREADSHEET_EMPTY,
    SPREADSHEET_NUMBER,
    SPREADSHEET_TEXT,
    SPREADSHEET_OTHER /* TRUE and FALSE, errors */
};

struct spreadsheet_cell {
    enum spreadsheet_kind kind;
    const char *text;    /* as stored, "" when empty; of a formula its last value */
    const char *formula; /* NULL = none; "" = it is part of another cell's */
};

/* Everything but the bytes, which are borrowed, is in the arena or released by
 * spreadsheet_close. ERR_DATA for what is no .xlsx workbook: damaged, encrypted, signed, with
 * macros (.xlsm), a template of Excel's own (.xltx). */
int spreadsheet_open(const void *bytes, size_t length, struct arena *arena,
                     struct spreadsheet **out, struct err *err);
void spreadsheet_close(struct spreadsheet *workbook);

/* The cell that "B3" (of the only visible sheet), "様式!B3" or "'様式 1'!B3" is. ERR_CONFIG:
 * no address, no such sheet, or not clear which. */
int spreadsheet_find_cell(struct spreadsheet *workbook, const char *address,
                          struct spreadsheet_place *out, struct err *err);

/* The cell, or the merged cells, that a name stands for. ERR_CONFIG: no such name, its cells
 * are gone (#REF!), or several that are not merged. */
int spreadsheet_find_name(struct spreadsheet *workbook, const char *name,
                          struct spreadsheet_place *out, struct err *err);

/* ERR_CONFIG when nothing can be put there: inside merged cells but not their first, or a
 * formula. */
int spreadsheet_check(struct spreadsheet *workbook, struct spreadsheet_place place,
                      struct err *err);

/* "様式!B3", in the arena. */
const char *spreadsheet_place(const struct spreadsheet *workbook,
                              struct spreadsheet_place place);

/* What stands in a cell now; what is not there is empty. */
int spreadsheet_read(struct spreadsheet *workbook, struct spreadsheet_place place,
                     struct spreadsheet_cell *out, struct err *err);

/* True if numbers there are shown as per cents: 0.52 as 52%. */
bool spreadsheet_shows_percent(struct spreadsheet *workbook, struct spreadsheet_place place);

/* Puts a number (plain digits), a text, or nothing into a cell; each cell once. */
void spreadsheet_put(struct spreadsheet *workbook, struct spreadsheet_place place,
                     enum spreadsheet_kind kind, const char *text);

/* The row of what was put last becomes so many points high, unless it is higher. */
void spreadsheet_raise(struct spreadsheet *workbook, double height);

/* A line of a sheet that people do not see: a formula that leads to a place and goes with it
 * when rows are inserted or cells moved, and texts. */
#define SPREADSHEET_LINE_TEXTS 4
struct spreadsheet_line {
    bool leads; /* its place is known; when read, false also means that it is gone */
    struct spreadsheet_place place;
    const char *texts[SPREADSHEET_LINE_TEXTS]; /* NULL and "" = none */
};

/* The lines of the sheet of that name; *count is 0 when there is no such sheet. */
int spreadsheet_read_lines(struct spreadsheet *workbook, const char *name,
                           struct spreadsheet_line **lines, size_t *count, struct err *err);

/* Appends the workbook with what was put and these lines in their hidden sheet, which is made
 * or replaced. `now` dates the parts that changed. */
int spreadsheet_save(struct spreadsheet *workbook, const char *name,
                     const struct spreadsheet_line *lines, size_t count, int64_t now,
                     struct buf *out, struct err *err);

#endif
