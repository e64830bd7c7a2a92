/* SPDX-License-Identifier: GPL-3.0-or-later */
/* periodcolumn: trial readings decide which column it is. */
#include "collector/periodcolumn.h"

#include <string.h>

#include "core/str.h"
#include "core/unicode.h"

#define SAMPLE_ROWS 500
#define SAMPLE_COLUMNS 256
#define YEARS_TO_TRY 8

/* --- reading --- */

static bool head_is_fiscal(const struct head *head, size_t column)
{
    return strstr(head->columns[column].whole, "年度") != NULL;
}

enum carry_reading periodcolumn_read(struct periodcolumn *at, size_t row, struct period *out,
                                     struct err *err)
{
    const struct grid *grid = at->head->grid;
    const char *text = grid_cell(grid, row, at->column);
    if (at->year_column != PERIODCOLUMN_NONE)
        carry_beside(&at->carry, grid_cell(grid, row, at->year_column),
                     head_is_fiscal(at->head, at->year_column));
    if (label_is_ditto(text))
        return CARRY_BLANK;
    return carry_read(&at->carry, text, out, err);
}

/* --- finding --- */

/* What every trial needs. */
struct search {
    const struct indicator *indicator;
    const struct head *head;
    int era; /* carry_era, found once */
};

static struct periodcolumn start(const struct search *search, size_t column,
                                 size_t year_column)
{
    return (struct periodcolumn){.head = search->head,
                                 .column = column,
                                 .year_column = year_column,
                                 .carry = carry_start(search->indicator, search->era)};
}

static size_t sample_end(const struct head *head)
{
    size_t rows = head->grid->row_count - head->last - 1;
    return head->last + 1 + (rows < SAMPLE_ROWS ? rows : SAMPLE_ROWS);
}

/* Notes below a table have one cell only. */
static bool is_lonely(const struct grid *grid, size_t row)
{
    size_t filled = 0;
    for (size_t i = 0; i < grid->rows[row].count && filled < 2; i++)
        filled += unicode_is_blank(grid->rows[row].cells[i]) ? 0 : 1;
    return filled < 2;
}

/* True if at least half of the cells below the head read as periods. */
static bool holds_periods(const struct search *search, size_t column, size_t year_column)
{
    const struct head *head = search->head;
    struct periodcolumn at = start(search, column, year_column);
    struct arena *arena = arena_new();
    size_t readable = 0;
    size_t filled = 0;
    for (size_t row = head->last + 1; row < sample_end(head); row++) {
        struct period period;
        struct err ignored;
        enum carry_reading reading = periodcolumn_read(&at, row, &period, &ignored);
        const char *text = grid_cell(head->grid, row, column);
        if (reading == CARRY_BLANK || reading == CARRY_YEAR || is_lonely(head->grid, row) ||
            label_passes_over(arena, text) || label_is_outlook(arena, text))
            continue;
        filled++;
        readable += reading == CARRY_READ ? 1 : 0;
    }
    arena_free(arena);
    return readable > 0 && readable * 2 >= filled;
}

static bool holds_years(const struct search *search, size_t column)
{
    const struct head *head = search->head;
    struct periodcolumn at = start(search, column, PERIODCOLUMN_NONE);
    size_t readable = 0;
    size_t filled = 0;
    for (size_t row = head->last + 1; row < sample_end(head); row++) {
        int year = 0;
        bool fiscal = false;
        const char *text = grid_cell(head->grid, row, column);
        if (unicode_is_blank(text))
            continue;
        filled++;
        readable +=
            carry_is_year(&at.carry, text, head_is_fiscal(head, column), &year, &fiscal) ? 1
                                                                                         : 0;
    }
    return readable * 2 > filled;
}

/* True if two columns never say different periods in one row. */
static bool agree(const struct search *search, size_t first, size_t second)
{
    const struct head *head = search->head;
    struct periodcolumn a = start(search, first, PERIODCOLUMN_NONE);
    struct periodcolumn b = start(search, second, PERIODCOLUMN_NONE);
    for (size_t row = head->last + 1; row < sample_end(head); row++) {
        struct period left;
        struct period right;
        struct err ignored;
        bool both = periodcolumn_read(&a, row, &left, &ignored) == CARRY_READ;
        both = periodcolumn_read(&b, row, &right, &ignored) == CARRY_READ && both;
        if (both && period_compare(left, right) != 0)
            return false;
    }
    return true;
}

static bool is_headed_by_time(const struct label_path *column)
{
    static const char *const words[] = {
        "年",    "月",    "期",     "日",     "時点", "date", "Date", "DATE", "year", "Year",
        "month", "Month", "period", "Period", "time", "Time", "TIME", "week", "Week"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strstr(column->whole, words[i]) != NULL)
            return true;
    return false;
}

static size_t columns_to_try(const struct head *head)
{
    return head->count < SAMPLE_COLUMNS ? head->count : SAMPLE_COLUMNS;
}

/* Columns that hold periods, among those whose head speaks of time or among all of them.
 * Returns their number, or PERIODCOLUMN_NONE when two of them differ (*other receives the
 * second). */
static size_t find_columns(const struct search *search, size_t value, bool headed,
                           size_t *column, size_t *other)
{
    const struct head *head = search->head;
    size_t found = 0;
    for (size_t i = 0; i < columns_to_try(head); i++) {
        if (i == value || (headed && !is_headed_by_time(&head->columns[i])) ||
            !holds_periods(search, i, PERIODCOLUMN_NONE))
            continue;
        if (found++ == 0) {
            *column = i;
        } else if (!agree(search, *column, i)) {
            *other = i;
            return PERIODCOLUMN_NONE;
        }
    }
    return found;
}

/* Years in one column, months to the right of it. */
static bool search_pair(const struct search *search, size_t value, size_t only,
                        struct periodcolumn *out)
{
    const struct head *head = search->head;
    if (!carry_is_within_year(search->indicator->frequency))
        return false;
    size_t tried = 0;
    for (size_t year = 0; year < columns_to_try(head) && tried < YEARS_TO_TRY; year++) {
        if (year == value || !holds_years(search, year))
            continue;
        tried++;
        for (size_t i = year + 1; i < columns_to_try(head); i++) {
            if (i == value || (only != PERIODCOLUMN_NONE && i != only) ||
                !holds_periods(search, i, year))
                continue;
            *out = start(search, i, year);
            return true;
        }
    }
    return false;
}

static int find_by_name(const struct search *search, size_t value, struct arena *arena,
                        struct periodcolumn *out, struct err *err)
{
    const struct head *head = search->head;
    size_t column = 0;
    if (head_column(head, search->indicator->period, arena, &column, err) != 0)
        return err_prefix(err, "period");
    *out = start(search, column, PERIODCOLUMN_NONE);
    if (!holds_periods(search, column, PERIODCOLUMN_NONE))
        (void)search_pair(search, value, column, out);
    return 0;
}

int periodcolumn_find(const struct indicator *indicator, const struct head *head, size_t value,
                      struct arena *arena, struct periodcolumn *out, struct err *err)
{
    size_t column = 0;
    size_t other = 0;
    struct search search = {.indicator = indicator,
                            .head = head,
                            .era = carry_era(indicator, head->grid, head->last)};
    if (!str_empty(indicator->period) && !str_equal(indicator->period, "auto"))
        return find_by_name(&search, value, arena, out, err);
    size_t found = find_columns(&search, value, true, &column, &other);
    if (found == 0)
        found = find_columns(&search, value, false, &column, &other);
    if (found == PERIODCOLUMN_NONE)
        return err_set(
            err, ERR_DATA,
            "columns \"%s\" and \"%s\" hold different periods: expected `period` to "
            "name one",
            head->columns[column].path, head->columns[other].path);
    *out = start(&search, column, PERIODCOLUMN_NONE);
    if (found > 0 || search_pair(&search, value, PERIODCOLUMN_NONE, out))
        return 0;
    return err_set(err, ERR_DATA, "no column holds %s periods",
                   period_frequency_name(indicator->frequency));
}
