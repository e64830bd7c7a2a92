/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_pick: the first byte chooses layout, frequency and selection, the first line has the
 * heads of value and period; the rest is a grid, tabs between cells and a line for each row.
 */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "collector/pick.h"

static void fill(struct grids *grids, const char *text, size_t size)
{
    struct grid *grid = grid_add(grids, "令和6年度 月別（単位：千人）");
    const char *end = text + size;

    grid_add_row(grids, grid, 1);
    for (const char *at = text; at < end;) {
        size_t length = 0;

        while (at + length < end && at[length] != '\t' && at[length] != '\n')
            length++;
        grid_add_cell(grids, grid, at, length);
        at += length;
        if (at < end && *at++ != '\t')
            grid_add_row(grids, grid, (long)grid->row_count + 1);
    }
}

/* The next word up to a tab or a line end, which is passed over; `fallback` for an empty one.
 */
static const char *take_word(const char **at, struct arena *arena, const char *fallback)
{
    size_t length = strcspn(*at, "\t\n");
    const char *word = arena_strndup(arena, *at, length);

    *at += length + ((*at)[length] == '\0' ? 0 : 1);
    return length == 0 ? fallback : word;
}

static void try_pick(const struct indicator *indicator, const char *text)
{
    struct grids grids;
    struct pick pick;
    struct err err = {0};

    grid_init(&grids);
    pick_init(&pick);
    fill(&grids, text, strlen(text));
    (void)pick_observations(indicator, &grids, 20000, &pick, &err);
    pick_free(&pick);
    grid_free(&grids);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const VALUES[] = {
        [LAYOUT_LONG] = "入園者数",
        [LAYOUT_ACROSS] = "入園者数",
        [LAYOUT_MATRIX] = "",
        [LAYOUT_TEXT] = "(?<period>[^\\t\\n]+)\\t(?<value>[^\\t\\n]*)",
    };
    struct arena *arena = arena_new();
    unsigned choice = size > 0 ? data[0] : 0;
    struct condition where = {choice / 24 % 3 == 2 ? "実績" : "区分",
                              choice / 24 % 3 == 2 ? "" : "市"};
    const char *at = size > 0 ? arena_strndup(arena, (const char *)data + 1, size - 1) : "";
    const char *value = take_word(&at, arena, VALUES[choice % 4]);
    struct indicator indicator = {
        .id = "test",
        .unit = "人",
        .table = "",
        .layout = (enum layout)(choice % 4),
        .value = choice % 4 == LAYOUT_LONG || choice % 4 == LAYOUT_ACROSS ? value
                                                                          : VALUES[choice % 4],
        .period = take_word(&at, arena, "auto"),
        .frequency = (enum frequency)(choice / 4 % 6),
        .where = &where,
        .where_count = choice / 24 % 3 > 0 ? 1 : 0,
        .scale = {1, 0},
    };

    try_pick(&indicator, at);
    arena_free(arena);
    return 0;
}
