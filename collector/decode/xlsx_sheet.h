/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_sheet: one worksheet part as a grid. Layer: collector; used by xlsx*.c only. */
#ifndef COLLECTOR_DECODE_XLSX_SHEET_H
#define COLLECTOR_DECODE_XLSX_SHEET_H

#include "collector/archive.h"
#include "collector/decode/sheetgrid.h"
#include "collector/decode/xlsx_strings.h"
#include "collector/decode/xlsx_styles.h"
#include "core/arena.h"
#include "core/err.h"

#include <stdbool.h>

struct xlsx_sheet {
    const char *name;
    const char *part;
    bool hidden;
    bool since_1904;
    const struct xlsx_strings *strings;
    const struct xlsx_styles *styles;
};

/* Adds the sheet; ERR_DATA names part and cell. */
int xlsx_sheet_read(const struct xlsx_sheet *sheet, struct archive *archive,
                    struct sheetgrid *out, struct arena *arena, struct err *err);

#endif
