/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_book: which sheets a workbook has and where they are. Layer: collector; used by xlsx.c
 * and spreadsheet*.c. */
#ifndef COLLECTOR_DECODE_XLSX_BOOK_H
#define COLLECTOR_DECODE_XLSX_BOOK_H

#include "collector/archive.h"
#include "core/arena.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

struct xlsx_book_sheet {
    const char *name;
    const char *part; /* NULL = no sheet of cells (a chart) */
    bool hidden;
};

/* Everything belongs to the arena. */
struct xlsx_book {
    struct xlsx_book_sheet *sheets; /* in the order of their tabs */
    size_t count;
    const char *part;    /* of the workbook itself */
    const char *strings; /* parts; "" = none */
    const char *styles;
    bool since_1904;
};

/* ERR_DATA when there is no workbook inside, or a sheet without its part. */
int xlsx_book_read(struct archive *archive, struct arena *arena, struct xlsx_book *out,
                   struct err *err);

#endif
