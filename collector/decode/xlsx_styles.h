/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_styles: the number format of each cell style. Layer: collector; used by xlsx*.c only.
 */
#ifndef COLLECTOR_DECODE_XLSX_STYLES_H
#define COLLECTOR_DECODE_XLSX_STYLES_H

#include "collector/archive.h"
#include "collector/decode/cellformat.h"
#include "core/arena.h"
#include "core/err.h"

#include <stddef.h>

#define XLSX_STYLES_MAX 100000
#define XLSX_FORMATS_MAX 2000

struct xlsx_styles {
    const struct cellformat **items; /* by the number in a cell's s= */
    size_t count;
    size_t capacity;
    const struct cellformat *general;
};

/* part "" = the workbook has no styles. */
int xlsx_styles_read(struct xlsx_styles *styles, struct archive *archive, const char *part,
                     struct arena *arena, struct err *err);
void xlsx_styles_free(struct xlsx_styles *styles);

/* General for a style that is not there. */
const struct cellformat *xlsx_styles_format(const struct xlsx_styles *styles, long style);

#endif
