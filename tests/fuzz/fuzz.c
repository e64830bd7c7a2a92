/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz: see fuzz.h. */
#include "tests/fuzz/fuzz.h"

#include "collector/decode.h"

void fuzz_decode(const char *format, const char *rows, const void *bytes, size_t size)
{
    struct document document = {
        .bytes = bytes, .length = size, .content_type = "", .encoding = "auto", .rows = rows};
    struct grids grids;
    struct err err;

    err_clear(&err);
    grid_init(&grids);
    (void)decode_document(&document, format, &grids, &err);
    grid_free(&grids);
}
