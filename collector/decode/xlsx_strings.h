/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_strings: the table of shared strings. Layer: collector; used by xlsx*.c only. */
#ifndef COLLECTOR_DECODE_XLSX_STRINGS_H
#define COLLECTOR_DECODE_XLSX_STRINGS_H

#include "collector/archive.h"
#include "core/arena.h"
#include "core/err.h"

#include <stddef.h>

struct xlsx_strings {
    const char **items; /* texts of the arena that the reader was given */
    size_t count;
    size_t capacity;
};

/* Adds the strings of a part. ERR_DATA beyond a limit. */
int xlsx_strings_read(struct xlsx_strings *strings, struct archive *archive, const char *part,
                      struct arena *arena, struct err *err);
void xlsx_strings_free(struct xlsx_strings *strings);

#endif
