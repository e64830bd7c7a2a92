/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as text. */
#include "collector/decode.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct document document = {
        .bytes = data, .length = size, .content_type = "", .encoding = "auto", .rows = ""};
    struct grids grids;
    struct err err;
    err_clear(&err);
    grid_init(&grids);
    (void)decode_document(&document, "text", &grids, &err);
    grid_free(&grids);
    return 0;
}
