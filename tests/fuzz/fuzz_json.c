/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzzes the JSON decoder: shapes, searching, and a pointer. */
#include <stddef.h>
#include <stdint.h>

#include "collector/decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void decode(const uint8_t *data, size_t size, const char *rows)
{
    struct document document = {
        .bytes = data, .length = size, .content_type = "", .encoding = "auto", .rows = rows};
    struct grids grids;
    struct err err;
    grid_init(&grids);
    (void)decode_document(&document, "json", &grids, &err);
    grid_free(&grids);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    decode(data, size, "");
    decode(data, size, "/data/0");
    return 0;
}
