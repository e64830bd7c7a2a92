/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spreadsheet_part: what spreadsheet*.c know of each other; used by them only. Layer:
 * collector. */
#ifndef COLLECTOR_SPREADSHEET_PART_H
#define COLLECTOR_SPREADSHEET_PART_H

#include "collector/archive.h"
#include "collector/decode/xlsx_book.h"
#include "collector/decode/xlsx_strings.h"
#include "collector/decode/xlsx_styles.h"
#include "collector/splice.h"
#include "collector/spreadsheet.h"

/* A part that is read as XML, when it is needed. */
struct spreadsheet_xml {
    const char *name;
    bool open;
    struct buf bytes;
    struct splice splice;
};

struct spreadsheet_put {
    struct spreadsheet_place place;
    enum spreadsheet_kind kind;
    const char *text;
    double height; /* of its row, at least; 0 = as it is */
};

struct spreadsheet_sheet {
    struct spreadsheet_xml xml; /* name NULL = a chart */
    size_t data;                /* its <sheetData> */
};

struct spreadsheet {
    const void *bytes;
    size_t length;
    struct arena *arena;
    struct archive *archive;
    struct xlsx_book book;
    struct xlsx_strings strings;
    struct xlsx_styles styles;
    struct spreadsheet_xml xml;       /* of the workbook itself */
    struct spreadsheet_xml relations; /* ... and its relations */
    struct spreadsheet_xml types;     /* [Content_Types].xml */
    struct spreadsheet_sheet *sheets; /* as the book's */
    struct spreadsheet_put *puts;
    size_t put_count, put_capacity;
};

/* The XML of a sheet. */
int spreadsheet_part_sheet(struct spreadsheet *workbook, size_t sheet, struct err *err);

/* The sheet of a name, whatever its capitals; false when there is none, or it is a chart. */
bool spreadsheet_part_find(const struct spreadsheet *workbook, const char *name, size_t *out);

/* A reference to one cell or to a range, with its sheet: 'Sheet 1'!$B$3:$D$3. */
struct spreadsheet_range {
    size_t sheet;
    long top, left, bottom, right;
};
bool spreadsheet_part_range(const struct spreadsheet *workbook, const char *reference,
                            struct spreadsheet_range *out);

/* 'Sheet 1'!$B$3, in the arena. */
const char *spreadsheet_part_reference(const struct spreadsheet *workbook,
                                       struct spreadsheet_place place);

/* Appends the edits of a sheet's puts, which are sorted, to its splice. */
void spreadsheet_part_apply(struct spreadsheet *workbook, size_t sheet);

#endif
