/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridding: documents into grids, and grids as text. Include it behind cmocka.h. */
#ifndef TESTS_UNIT_GRIDDING_H
#define TESTS_UNIT_GRIDDING_H

#include <string.h>

#include "collector/decode.h"
#include "core/buf.h"

/* A text by its content. */
static inline void gridding_decode(const char *text, struct grids *grids)
{
    struct err err;
    struct document document = {.bytes = text,
                                .length = strlen(text),
                                .content_type = "",
                                .encoding = "auto",
                                .rows = ""};
    grid_init(grids);
    assert_int_equal(decode_document(&document, "auto", grids, &err), 0);
}

/* "name: a|b/c|d": grids one a line. */
static inline void gridding_print(const struct grids *grids, struct buf *out)
{
    for (size_t i = 0; i < grids->count; i++) {
        const struct grid *grid = &grids->items[i];
        (void)buf_printf(out, "%s:", grid->name);
        for (size_t row = 0; row < grid->row_count; row++) {
            (void)buf_puts(out, row == 0 ? " " : "/");
            for (size_t k = 0; k < grid->rows[row].count; k++)
                (void)buf_printf(out, "%s%s", k == 0 ? "" : "|", grid->rows[row].cells[k]);
        }
        (void)buf_putc(out, '\n');
    }
}

#endif
