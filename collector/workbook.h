/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * workbook: an .xlsx whose cells are looked up, read and replaced, while all else in it stays
 * byte for byte: formats, formulas, validation, print set-up, pictures. Layer: collector; to
 * be used in the sandbox, since its bytes are others'.
 *
 * What was put is seen by workbook_save only. A number keeps its style; a cell that was not
 * there takes the one of its row or column. Texts are inline strings. When anything was put,
 * formulas are computed anew by whatever program opens the file.
 */
#ifndef COLLECTOR_WORKBOOK_H
#define COLLECTOR_WORKBOOK_H

#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WORKBOOK_BYTES_MAX ((size_t)16 << 20)
#define WORKBOOK_PART_MAX ((size_t)32 << 20) /* unpacked, each part that is edited */
#define WORKBOOK_OUT_MAX ((size_t)64 << 20)
#define WORKBOOK_TEXT_MAX 32767 /* characters in a cell, as Excel has it */

struct workbook;

struct workbook_place {
    size_t sheet; /* in the order of the tabs */
    long row, column;
};

enum workbook_kind {
    WORKBOOK_EMPTY,
    WORKBOOK_NUMBER,
    WORKBOOK_TEXT,
    WORKBOOK_OTHER /* TRUE and FALSE, errors */
};

struct workbook_cell {
    enum workbook_kind kind;
    const char *text;    /* as stored, "" when empty; of a formula its last value */
    const char *formula; /* NULL = none; "" = it is part of another cell's */
};

/* Everything but the bytes, which are borrowed, is in the arena or released by
 * workbook_close. ERR_DATA for what is no .xlsx workbook: damaged, encrypted, signed, with
 * macros (.xlsm), a template of Excel's own (.xltx). */
int workbook_open(const void *bytes, size_t length, struct arena *arena, struct workbook **out,
                  struct err *err);
void workbook_close(struct workbook *workbook);

/* The cell that "B3" (of the only visible sheet), "様式!B3" or "'様式 1'!B3" is. ERR_CONFIG:
 * no address, no such sheet, or not clear which. */
int workbook_find_cell(struct workbook *workbook, const char *address,
                       struct workbook_place *out, struct err *err);

/* The cell, or the merged cells, that a name stands for. ERR_CONFIG: no such name, its cells
 * are gone (#REF!), or several that are not merged. */
int workbook_find_name(struct workbook *workbook, const char *name, struct workbook_place *out,
                       struct err *err);

/* ERR_CONFIG when nothing can be put there: inside merged cells but not their first, or a
 * formula. */
int workbook_check(struct workbook *workbook, struct workbook_place place, struct err *err);

/* "様式!B3", in the arena. */
const char *workbook_place(const struct workbook *workbook, struct workbook_place place);

/* What stands in a cell now; what is not there is empty. */
int workbook_read(struct workbook *workbook, struct workbook_place place,
                  struct workbook_cell *out, struct err *err);

/* True if numbers there are shown as per cents: 0.52 as 52%. */
bool workbook_shows_percent(struct workbook *workbook, struct workbook_place place);

/* Puts a number (plain digits), a text, or nothing into a cell that was read or checked; each
 * cell once. */
void workbook_put(struct workbook *workbook, struct workbook_place place,
                  enum workbook_kind kind, const char *text);

/* A line of a sheet that people do not see: a formula that leads to a place and goes with it
 * when rows are inserted or cells moved, and texts. */
#define WORKBOOK_LINE_TEXTS 4
struct workbook_line {
    bool leads;     /* its place is known; when read, false also means that it is gone */
    struct workbook_place place;
    const char *texts[WORKBOOK_LINE_TEXTS]; /* NULL and "" = none */
};

/* The lines of the sheet of that name; *count is 0 when there is no such sheet. */
int workbook_read_lines(struct workbook *workbook, const char *name,
                        struct workbook_line **lines, size_t *count, struct err *err);

/* Appends the workbook with what was put and these lines in their hidden sheet, which is made
 * or replaced. `now` dates the parts that changed. */
int workbook_save(struct workbook *workbook, const char *name,
                  const struct workbook_line *lines, size_t count, int64_t now,
                  struct buf *out, struct err *err);

#endif
