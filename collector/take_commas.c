/* SPDX-License-Identifier: GPL-3.0-or-later */
/* take_commas: see take_commas.h. */
#include "collector/take_commas.h"

#include "core/str.h"
#include "core/unicode.h"

#define COLUMNS_MAX 256

/* Digits, the mark, some digits and no more. */
static bool is_parted(const char *text, char mark, size_t least, size_t most)
{
    text += unicode_space(text);
    text += *text == '-' || *text == '+' ? 1 : 0;
    size_t before = str_digits(text);
    if (before == 0 || text[before] != mark)
        return false;
    size_t behind = str_digits(text + before + 1);
    return behind >= least && behind <= most && unicode_is_blank(text + before + 1 + behind);
}

/* A column most of whose cells, below its head, have decimal commas; one may be a remark. */
static bool has_commas(const struct grid *grid, size_t column)
{
    size_t commas = 0;
    size_t filled = 0;
    for (size_t row = 0; row < grid->row_count; row++) {
        const char *text = grid_cell(grid, row, column);
        commas += is_parted(text, ',', 1, 2) ? 1 : 0;
        filled += unicode_is_blank(text) ? 0 : 1;
    }
    return commas > 0 && commas * 2 + 1 >= filled;
}

bool take_commas_doubt(struct taker *taker, const char *text)
{
    const struct grid *grid = taker->grid;
    if (grid == NULL || !is_parted(text, '.', 3, 3))
        return false;
    if (taker->commas == TAKE_COMMAS_UNKNOWN) {
        taker->commas = TAKE_COMMAS_NONE;
        for (size_t i = 0; i < grid->column_count && i < COLUMNS_MAX; i++)
            if (has_commas(grid, i))
                taker->commas = TAKE_COMMAS;
    }
    return taker->commas == TAKE_COMMAS;
}
