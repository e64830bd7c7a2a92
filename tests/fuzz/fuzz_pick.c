/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_pick: the first byte chooses layout, frequency and selection; the rest is a grid, tabs
 * between cells and a line for each row. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "collector/pick.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fill(struct grids *grids, const char *text, size_t size)
{
    struct grid *grid = grid_add(grids, "令和6年度 月別（単位：千人）");
    const char *end = text + size;

    grid_add_row(grids, grid, 1);
    for (const char *at = text; at < end;) {
        size_t length = 0;

        while (at + length < end && at[length] != '\t' && at[length] != '\n' && at[length])
            length++;
        grid_add_cell(grids, grid, at, length);
        at += length;
        if (at < end && *at++ != '\t')
            grid_add_row(grids, grid, (long)grid->row_count + 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const VALUES[] = {
        [LAYOUT_LONG] = "入園者数",
        [LAYOUT_ACROSS] = "入園者数",
        [LAYOUT_MATRIX] = "",
        [LAYOUT_TEXT] = "(?<period>[^\\t\\n]+)\\t(?<value>[^\\t\\n]*)",
    };
    struct condition where = {"区分", "市"};
    unsigned choice = size > 0 ? data[0] : 0;
    struct indicator indicator = {
        .id = "test",
        .unit = "人",
        .table = "",
        .layout = (enum layout)(choice % 4),
        .value = VALUES[choice % 4],
        .period = "auto",
        .frequency = (enum frequency)(choice / 4 % 6),
        .where = &where,
        .where_count = choice / 24 % 2,
        .scale = {1, 0},
    };
    struct grids grids;
    struct pick pick;
    struct err err = {0};

    grid_init(&grids);
    pick_init(&pick);
    if (size > 0)
        fill(&grids, (const char *)data + 1, size - 1);
    (void)pick_observations(&indicator, &grids, 20000, &pick, &err);
    pick_free(&pick);
    grid_free(&grids);
    return 0;
}
