/* SPDX-License-Identifier: GPL-3.0-or-later */
/* measure: the rows of a head, read column by column. What is wanted: measure_select.c. */
#include "collector/measure.h"

#include <string.h>

#include "core/number.h"
#include "core/periodread.h"
#include "core/status.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/unit.h"

#define SEARCH_COLUMNS 2048
#define ROWS_ABOVE 2
#define ROWS_BELOW 2

/* --- texts --- */

static bool is_number(const char *text)
{
    struct number number;
    struct err ignored;
    return number_read(text, &number, &ignored) == 0;
}

/* A year: it names no measure. */
static bool is_time(const struct carry *carry, const char *text)
{
    int year = 0;
    bool fiscal = false;
    return carry_is_year(carry, text, false, &year, &fiscal);
}

/* A unit beyond doubt: 団体 is also a word. */
static bool is_sure_unit(struct arena *arena, const char *text, const char *wanted)
{
    const char *unit = unit_bare(arena, text, wanted);
    return *unit != '\0' && (unit_exponent(arena, unit) != 0 ||
                             (!str_empty(wanted) && unit_fits(arena, unit, wanted)));
}

/* A month, a quarter or a half-year. */
static bool is_shorter(const char *key)
{
    static const char *const words[] = {"四半期", "上半期", "下半期", "上期",
                                        "下期",   "前期",   "後期"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strstr(key, words[i]) != NULL)
            return true;
    for (const char *at = key; *at != '\0'; at++)
        if (str_digit(*at) && str_starts(at + 1, "月"))
            return true;
    return false;
}

/* --- rows of the head --- */

/* A row of years, outlook and other words over the periods, without data. */
static bool is_part(const struct grid *grid, size_t row, const struct carry *carry)
{
    size_t filled = 0;
    const char *first = grid_cell(grid, row, 0);
    /* a title, merged over the table, says nothing of single columns */
    if (grid_is_line(grid, row) && !unicode_is_blank(first) && !is_time(carry, first))
        return false;
    for (size_t i = 0; i < grid->rows[row].count && i < SEARCH_COLUMNS; i++) {
        const char *text = grid->rows[row].cells[i];
        if (unicode_is_blank(text))
            continue;
        filled++;
        if (!is_time(carry, text) && is_number(text))
            return false;
    }
    return filled > 0;
}

size_t measure_first(const struct grid *grid, size_t row, const struct carry *carry)
{
    size_t first = row;
    for (int i = 0; i < ROWS_ABOVE && first > 0 && is_part(grid, first - 1, carry); i++)
        first--;
    return first;
}

/* The cells left of the periods are empty, by merging, or name what stands on their right. */
static bool has_no_label(const struct measure_head *head, size_t row)
{
    static const char *const words[] = {"区分", "項目", "種別", "種類", "内訳", "指標"};
    for (size_t i = 0; i < head->left; i++) {
        const char *text = grid_cell(head->grid, row, i);
        bool word =
            unicode_is_blank(text) || str_equal(text, grid_cell(head->grid, row - 1, i));
        for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
            word = word || str_equal(text, words[k]);
        if (!word)
            return false;
    }
    return true;
}

/* A period in the labels: the row's own. */
static bool has_period(const struct measure_head *head, size_t row)
{
    for (size_t i = 0; i < head->left; i++)
        if (periodread_plausible(grid_cell(head->grid, row, i)) &&
            !str_equal(grid_cell(head->grid, row, i), grid_cell(head->grid, row - 1, i)))
            return true;
    return false;
}

/* The column's period is that of the column on its left. */
static bool is_merged(const struct measure_head *head, size_t column)
{
    const char *text = grid_cell(head->grid, head->row, column);
    return column > head->left &&
           (unicode_is_blank(text) ||
            str_equal(text, grid_cell(head->grid, head->row, column - 1)));
}

static bool has_merged(const struct measure_head *head, size_t row)
{
    for (size_t i = head->left; i < head->count; i++)
        if (is_merged(head, i) && !unicode_is_blank(grid_cell(head->grid, row, i)))
            return true;
    return false;
}

/* A row of words under the periods, such as 実数 and 前年比. */
static bool is_below(const struct measure_head *head, size_t row)
{
    const struct grid *grid = head->grid;
    size_t filled = 0;
    if (row >= grid->row_count || has_period(head, row))
        return false;
    for (size_t i = head->left; i < grid->rows[row].count && i < head->count; i++) {
        const char *text = grid->rows[row].cells[i];
        if (unicode_is_blank(text))
            continue;
        filled++;
        if (is_number(text))
            return false;
    }
    return filled >= 2;
}

size_t measure_last(const struct measure_head *head)
{
    size_t last = head->row;
    for (int i = 0; i < ROWS_BELOW && is_below(head, last + 1); i++) {
        /* 休館 beside a facility is a datum, if none to take */
        if (i > 0 && !has_no_label(head, last + 1))
            break;
        last++;
    }
    return last;
}

/* Words under periods that each have one column, beside a label of their own, may be data. */
static bool is_certain(const struct measure_head *head, size_t row, const char *text,
                       struct arena *arena)
{
    enum observation_status status = OBSERVATION_FINAL;
    return row <= head->row || has_no_label(head, row) || has_merged(head, row) ||
           label_compares(arena, text) || status_label(unicode_key(arena, text), &status);
}

size_t measure_begins(const struct measure_head *head, const struct carry *carry,
                      size_t column, struct arena *arena)
{
    for (size_t row = head->first; row < head->row; row++) {
        const char *text = grid_cell(head->grid, row, column);
        enum observation_status status = OBSERVATION_FINAL;
        if (unicode_is_blank(text) || column == 0 ||
            str_equal(text, grid_cell(head->grid, row, column - 1)) || is_time(carry, text) ||
            periodread_plausible(text) || unit_caption(arena, text, "") != NULL ||
            status_label(unicode_key(arena, text), &status))
            continue;
        return row;
    }
    return head->row;
}

/* --- one column --- */

void measure_add(struct measure *measure, const char *text, const char *unit,
                 struct arena *arena)
{
    struct label_path part;
    enum observation_status status = OBSERVATION_FINAL;
    label_init(&part);
    label_add(&part, arena, text);
    label_unit(&part, arena, unit);
    label_add(&measure->label, arena, text);
    label_unit(&measure->label, arena, unit);
    if (*part.unit != '\0')
        measure->unit = part.unit;
    else if (is_sure_unit(arena, text, unit))
        measure->unit = unit_bare(arena, text, unit);
    measure->compares = measure->compares || label_compares(arena, text);
    status = label_status(arena, text);
    if (status != OBSERVATION_FINAL && measure->status != OBSERVATION_FORECAST)
        measure->status = status;
}

/* True if a row above has a text of its own here: what is merged in this row ends. */
static bool is_new_above(const struct measure_head *head, size_t row, size_t column)
{
    for (size_t i = head->first; i < row; i++) {
        const char *text = grid_cell(head->grid, i, column);
        if (!unicode_is_blank(text) && !str_equal(text, grid_cell(head->grid, i, column - 1)))
            return true;
    }
    return false;
}

static bool has_below(const struct measure_head *head, size_t row, size_t column)
{
    for (size_t i = row + 1; i <= head->last; i++)
        if (!unicode_is_blank(grid_cell(head->grid, i, column)))
            return true;
    return false;
}

/* The text of a cell, merged ones to the left included; "" = none. */
static const char *find_text(const struct measure_head *head, size_t row, size_t column)
{
    const char *text = grid_cell(head->grid, row, column);
    if (!has_below(head, row, column))
        return text;
    while (unicode_is_blank(text) && column > head->left && !is_new_above(head, row, column))
        text = grid_cell(head->grid, row, --column);
    return text;
}

void measure_read(const struct measure_head *head, const struct carry *carry, size_t column,
                  const char *unit, struct arena *arena, struct measure *out)
{
    struct label_path whole;
    label_init(&whole);
    label_init(&out->label);
    out->unit = "";
    out->status = OBSERVATION_FINAL;
    out->compares = false;
    out->shorter = "";
    for (size_t row = head->first; row <= head->last; row++) {
        const char *text = find_text(head, row, column);
        size_t own = column;
        while (row == head->row && unicode_is_blank(text) && own > head->left)
            text = grid_cell(head->grid, row, --own);
        if (unicode_is_blank(text) || unit_caption(arena, text, "") != NULL)
            continue;
        bool certain = is_certain(head, row, text, arena);
        if (certain)
            label_add(&whole, arena, text);
        if (row == head->row || !certain || is_time(carry, text) ||
            str_equal(text, grid_cell(head->grid, head->row, column)))
            continue;
        measure_add(out, text, unit, arena);
        const char *key = unicode_key(arena, text);
        if (row > head->row && is_shorter(key))
            out->shorter = key;
    }
    out->path = whole.path;
}
