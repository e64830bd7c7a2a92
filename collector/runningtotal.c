/* SPDX-License-Identifier: GPL-3.0-or-later */
/* runningtotal: see runningtotal.h. */
#include "collector/runningtotal.h"

#include "core/number.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/label.h"

static bool is_month(struct arena *scratch, const char *text)
{
    const char *key = unicode_key(scratch, text);
    size_t digits = str_digits(key);
    return digits >= 1 && digits <= 2 && str_equal(key + digits, "月");
}

static bool is_total(struct arena *scratch, const char *text)
{
    const char *key = unicode_key(scratch, text);
    return str_ends(key, "計") || str_equal(key, "年間");
}

/* 1 for a figure, 0 for a zero or nothing. */
static bool is_figure(const char *text)
{
    struct number number;
    struct err ignored;
    return number_read(text, &number, &ignored) == 0 && number.present &&
           !decimal_is_zero(number.value);
}

bool runningtotal_in_row(const struct head *head, size_t row, size_t value,
                         struct arena *scratch, size_t *month)
{
    const struct grid *grid = head->grid;
    bool edge = row == head->last + 1 || row + 1 >= head->end ||
                grid_is_blank(grid, row + 1) || grid_is_line(grid, row + 1);
    size_t months = 0;
    if (!edge || !is_total(scratch, head->columns[value].last))
        return false;
    for (size_t i = 0; i < head->count; i++)
        if (i != value && is_month(scratch, head->columns[i].last)) {
            *month = i;
            months++;
        }
    if (months < 2 || is_figure(grid_cell(grid, row, *month)))
        return false;
    for (size_t other = head->last + 1; other < head->end; other++)
        if (is_figure(grid_cell(grid, other, *month)))
            return true;
    return false;
}

bool runningtotal_in_column(const struct grid *grid, size_t first, size_t total, size_t left,
                            size_t column, struct arena *scratch, size_t *month)
{
    size_t months = 0;
    bool named = false;
    for (size_t i = 0; i < left; i++)
        named = named || is_total(scratch, grid_cell(grid, total, i));
    for (size_t row = first; row < total && named; row++)
        for (size_t i = 0; i < left; i++)
            if (is_month(scratch, grid_cell(grid, row, i))) {
                *month = row;
                months++;
            }
    if (months < 2 || is_figure(grid_cell(grid, *month, column)))
        return false;
    for (size_t i = left; i < grid->rows[*month].count; i++)
        if (i != column && is_figure(grid_cell(grid, *month, i)))
            return true;
    return false;
}
