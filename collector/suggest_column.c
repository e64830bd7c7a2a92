/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_column: what the cells below a head are. */
#include <stdlib.h>
#include <string.h>

#include "collector/suggest_trial.h"
#include "core/str.h"
#include "core/unicode.h"

#define COLUMNS_MAX 60
#define BELOW_ROWS 40 /* looked at for figures */

bool suggest_column_has_figures(const struct grid *grid, size_t row, size_t column)
{
    size_t filled = 0;
    size_t figures = 0;
    size_t end = row + BELOW_ROWS < grid->row_count ? row + BELOW_ROWS : grid->row_count;
    for (; row < end; row++) {
        const char *text = grid_cell(grid, row, column);
        if (unicode_is_blank(text))
            continue;
        filled++;
        figures += suggest_text_is_figure(text) ? 1 : 0;
    }
    return figures > 0 && figures * 2 >= filled;
}

bool suggest_column_is_several(struct suggest_job *job, const struct head *head, size_t column)
{
    const struct grid *grid = head->grid;
    struct arena *arena = job->scratch;
    const char *name = unicode_nfkc(arena, head->columns[column].path);
    size_t end = head->last + 1 + BELOW_ROWS;
    size_t several = 0;
    for (size_t row = head->last + 1; row < end && row < grid->row_count; row++)
        several += suggest_text_is_several(arena, grid_cell(grid, row, column)) ? 1 : 0;
    return several > 1 || (several == 1 && strchr(name, ' ') != NULL);
}

/* 2 of o/v[2]; *base is the length without it. */
static size_t turn_of(const char *name, size_t *base)
{
    size_t length = strlen(name);
    *base = length;
    if (length < 3 || name[length - 1] != ']')
        return 0;
    size_t at = length - 1;
    while (at > 0 && name[at - 1] >= '0' && name[at - 1] <= '9')
        at--;
    if (at == length - 1 || at == 0 || name[at - 1] != '[')
        return 0;
    *base = at - 1;
    return (size_t)strtoul(name + at, NULL, 10);
}

bool suggest_column_is_of_other(const struct head *head, size_t value, size_t period)
{
    size_t base = 0;
    size_t own = turn_of(head->columns[value].path, &base);
    const char *name = head->columns[period].path;
    size_t other = turn_of(name, &base);
    if (own == other)
        return false;
    for (size_t i = 0; i < head->count && i < COLUMNS_MAX; i++) {
        size_t length = 0;
        if (turn_of(head->columns[i].path, &length) == own && length == base &&
            strncmp(head->columns[i].path, name, base) == 0)
            return true;
    }
    return false;
}

bool suggest_column_has_codes(const struct grid *grid, size_t row, size_t column)
{
    size_t end = row + BELOW_ROWS < grid->row_count ? row + BELOW_ROWS : grid->row_count;
    size_t codes = 0;
    for (; row < end; row++) {
        const char *text = grid_cell(grid, row, column);
        if (unicode_is_blank(text))
            continue;
        if (text[0] != '0' || text[1] < '0' || text[1] > '9')
            return false;
        codes++;
    }
    return codes > 0;
}

/* A figure right below, but for a unit in brackets. */
static bool stands_over_figure(const struct grid *grid, size_t row, size_t column)
{
    for (size_t below = row + 1; below < grid->row_count && below <= row + 3; below++) {
        const char *text = grid_cell(grid, below, column);
        if (unicode_is_blank(text) || *text == '(' || str_starts(text, "（"))
            continue;
        return suggest_text_is_figure(text);
    }
    return false;
}

/* A cell that names the figures below it. */
static bool is_seed(const struct grid *grid, size_t row, size_t column)
{
    const char *text = grid_cell(grid, row, column);
    return !unicode_is_blank(text) && !suggest_text_is_figure(text) &&
           !suggest_text_is_period(text) && stands_over_figure(grid, row, column) &&
           suggest_column_has_figures(grid, row + 1, column);
}

/* Data, not a head: it begins with a period. */
static bool starts_with_period(const struct grid *grid, size_t row)
{
    for (size_t i = 0; i < grid->rows[row].count && i < COLUMNS_MAX; i++)
        if (!unicode_is_blank(grid->rows[row].cells[i]))
            return suggest_text_is_period(grid->rows[row].cells[i]);
    return true;
}

const char *suggest_column_seed(const struct grid *grid, size_t row)
{
    if (starts_with_period(grid, row))
        return NULL;
    for (size_t i = 0; i < grid->rows[row].count && i < COLUMNS_MAX; i++)
        if (is_seed(grid, row, i))
            return grid->rows[row].cells[i];
    return NULL;
}
