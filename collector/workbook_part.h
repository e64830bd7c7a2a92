/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_part: what workbook*.c know of each other; used by them only. Layer: collector. */
#ifndef COLLECTOR_WORKBOOK_PART_H
#define COLLECTOR_WORKBOOK_PART_H

#include "collector/archive.h"
#include "collector/decode/xlsx_book.h"
#include "collector/decode/xlsx_strings.h"
#include "collector/decode/xlsx_styles.h"
#include "collector/splice.h"
#include "collector/workbook.h"

/* A part that is read as XML, when it is needed. */
struct workbook_xml {
    const char *name;
    bool open;
    struct buf bytes;
    struct splice splice;
};

struct workbook_put {
    struct workbook_place place;
    enum workbook_kind kind;
    const char *text;
};

struct workbook_sheet {
    struct workbook_xml xml; /* name NULL = a chart */
    size_t data;             /* its <sheetData> */
};

struct workbook {
    const void *bytes;
    size_t length;
    struct arena *arena;
    struct archive *archive;
    struct xlsx_book book;
    struct xlsx_strings strings;
    struct xlsx_styles styles;
    struct workbook_xml xml;       /* of the workbook itself */
    struct workbook_xml relations; /* ... and its relations */
    struct workbook_xml types;     /* [Content_Types].xml */
    struct workbook_sheet *sheets; /* as the book's */
    struct workbook_put *puts;
    size_t put_count, put_capacity;
};

/* The XML of a sheet. */
int workbook_part_sheet(struct workbook *workbook, size_t sheet, struct err *err);

/* Where a row or a cell of a row is: *found, or SPLICE_NONE and *next, before which it would
 * have to stand (SPLICE_NONE = behind the last). `end` is the parent. */
void workbook_part_row(const struct workbook_sheet *sheet, long row, size_t *found,
                       size_t *next);
void workbook_part_cell(const struct workbook_sheet *sheet, size_t row, long column,
                        size_t *found, size_t *next);

/* A reference to one cell or to a range, with its sheet: 'Sheet 1'!$B$3:$D$3. */
struct workbook_range {
    size_t sheet;
    long top, left, bottom, right;
};
bool workbook_part_range(const struct workbook *workbook, const char *reference,
                         struct workbook_range *out);

/* 'Sheet 1'!$B$3, in the arena. */
const char *workbook_part_reference(const struct workbook *workbook,
                                    struct workbook_place place);

/* Appends the edits of a sheet's puts, which are sorted, to its splice. */
void workbook_part_apply(struct workbook *workbook, size_t sheet);

#endif
