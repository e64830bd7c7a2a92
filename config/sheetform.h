/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheetform: what a [sheet] section becomes; a part of entry.h. Layer: config. */
#ifndef CONFIG_SHEETFORM_H
#define CONFIG_SHEETFORM_H

#include "config/notifier.h"
#include "config/sheetfield.h"

#include <stdbool.h>
#include <stddef.h>

/* Where a field is written: a cell or a name of the workbook. */
struct sheet_place {
    const char *where;
    bool named;
    const char *name; /* of the field, as written */
    struct sheetfield field;
    struct origin origin;
};

struct sheet_form {
    const char *id;
    const char *template;
    struct sheet_place *places;
    size_t place_count;
    struct origin origin;
};

#endif
