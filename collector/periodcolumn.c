/* SPDX-License-Identifier: GPL-3.0-or-later */
/* periodcolumn: trial readings decide which column it is. */
#include "collector/periodcolumn.h"

#include <stdio.h>
#include <string.h>

#include "core/str.h"
#include "core/unicode.h"

#define SAMPLE_ROWS 500
#define SAMPLE_COLUMNS 256
#define CELL_SIZE 64 /* longest cell that can be a month without its word */

static bool is_blank(const char *text)
{
    const char *ideographic_space = "\xE3\x80\x80";
    for (;;) {
        text += strspn(text, " \t\n");
        if (!str_starts(text, ideographic_space))
            return *text == '\0';
        text += strlen(ideographic_space);
    }
}

bool periodcolumn_passes_over(struct arena *arena, const char *text)
{
    static const char *const ends[] = {"計",     "計)",    "総数",   "平均",   "累計",
                                       "率",     "年比",   "月比",   "同期比", "増減",
                                       "増減数", "構成比", "伸び率", "差",     "対比"};
    static const char *const starts[] = {"注",    "(注",  "[注",   "※",    "資料",
                                         "(資料", "出典", "(出典", "出所", "凡例",
                                         "備考",  "計)",  "対前年"};
    const char *key = unicode_key(arena, text);
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (str_starts(key, starts[i]))
            return true;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (str_ends(key, ends[i]))
            return true;
    return false;
}

bool periodcolumn_is_outlook(struct arena *arena, const char *text)
{
    static const char *const words[] = {"見通し", "先行き", "見込",  "予測",
                                        "予想",   "目標",   "計画値"};
    const char *key = unicode_key(arena, text);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strstr(key, words[i]) != NULL)
            return true;
    return false;
}

/* --- reading --- */

static bool is_within_year(enum frequency frequency)
{
    return frequency == FREQUENCY_MONTHLY || frequency == FREQUENCY_QUARTERLY;
}

/* A cell that holds a year and no more. */
static bool read_year(const char *text, bool head_is_fiscal, int *year, bool *fiscal)
{
    struct err ignored;
    struct period period;
    *fiscal = head_is_fiscal || strstr(text, "年度") != NULL;
    struct periodread_context context = {.frequency = *fiscal ? FREQUENCY_FISCAL_YEAR
                                                              : FREQUENCY_CALENDAR_YEAR};
    if (strstr(text, "月") != NULL || periodread_cell(text, &context, &period, &ignored) != 0)
        return false;
    *year = period.n;
    return true;
}

static bool head_is_fiscal(const struct head *head, size_t column)
{
    return strstr(head->columns[column].whole, "年度") != NULL;
}

/* "4" under a head of months is "4月". */
static const char *add_word(const char *text, char out[CELL_SIZE])
{
    char copy[CELL_SIZE];
    int64_t month = 0;
    if (!str_copy(copy, sizeof copy, text) || !str_integer(str_trim(copy), 1, 12, &month))
        return text;
    (void)snprintf(out, CELL_SIZE, "%d月", (int)month);
    return out;
}

/* January to March of a fiscal year are in the next calendar year. */
static struct period turn_year(const struct periodcolumn *at, struct period period)
{
    if (!at->year_is_fiscal)
        return period;
    if (at->frequency == FREQUENCY_MONTHLY && period.n % 12 < 3)
        return period_add(period, 12);
    if (at->frequency == FREQUENCY_QUARTERLY && period.n % 4 == 0)
        return period_add(period, 4);
    return period;
}

/* A cell below (or beside) a year that was printed by itself. */
static bool read_below_year(struct periodcolumn *at, const char *text, struct period *out)
{
    struct err ignored;
    char with_word[CELL_SIZE];
    struct periodread_context own = {.frequency = at->frequency,
                                     .year_label = at->context.year_label};
    if (periodread_cell(text, &own, out, &ignored) == 0) {
        if (at->year_column == PERIODCOLUMN_NONE)
            at->year = 0; /* from here on the cells carry their years themselves */
        at->context = own;
        return true;
    }
    own.carried_year = at->year;
    own.carried_era = 0;
    own.carried_month = 0;
    if (at->frequency == FREQUENCY_MONTHLY)
        text = add_word(text, with_word);
    if (periodread_cell(text, &own, out, &ignored) != 0)
        return false;
    *out = turn_year(at, *out);
    return true;
}

enum periodcolumn_reading periodcolumn_read(struct periodcolumn *at, size_t row,
                                            struct period *out, struct err *err)
{
    const struct grid *grid = at->head->grid;
    const char *text = grid_cell(grid, row, at->column);
    if (at->year_column != PERIODCOLUMN_NONE)
        (void)read_year(grid_cell(grid, row, at->year_column),
                        head_is_fiscal(at->head, at->year_column), &at->year,
                        &at->year_is_fiscal);
    if (is_blank(text))
        return PERIODCOLUMN_BLANK;
    if (at->year != 0 && read_below_year(at, text, out))
        return PERIODCOLUMN_READ;
    if (periodread_cell(text, &at->context, out, err) == 0)
        return PERIODCOLUMN_READ;
    int year = 0;
    bool fiscal = false;
    if (!is_within_year(at->frequency) || !read_year(text, false, &year, &fiscal))
        return PERIODCOLUMN_UNREADABLE;
    at->year = fiscal ? year : 0;
    at->year_is_fiscal = fiscal;
    at->context.carried_year = year;
    at->context.carried_month = 0;
    return PERIODCOLUMN_YEAR;
}

/* --- finding --- */

static struct periodcolumn start(const struct indicator *indicator, const struct head *head,
                                 size_t column, size_t year_column)
{
    return (struct periodcolumn){
        .head = head,
        .frequency = indicator->frequency,
        .column = column,
        .year_column = year_column,
        .context = {.frequency = indicator->frequency, .year_label = indicator->year_label}};
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
        filled += is_blank(grid->rows[row].cells[i]) ? 0 : 1;
    return filled < 2;
}

/* True if at least half of the cells below the head read as periods. */
static bool holds_periods(const struct indicator *indicator, const struct head *head,
                          size_t column, size_t year_column)
{
    struct periodcolumn at = start(indicator, head, column, year_column);
    struct arena *arena = arena_new();
    size_t readable = 0;
    size_t filled = 0;
    for (size_t row = head->last + 1; row < sample_end(head); row++) {
        struct period period;
        struct err ignored;
        enum periodcolumn_reading reading = periodcolumn_read(&at, row, &period, &ignored);
        const char *text = grid_cell(head->grid, row, column);
        if (reading == PERIODCOLUMN_BLANK || reading == PERIODCOLUMN_YEAR ||
            is_lonely(head->grid, row) || periodcolumn_passes_over(arena, text) ||
            periodcolumn_is_outlook(arena, text))
            continue;
        filled++;
        readable += reading == PERIODCOLUMN_READ ? 1 : 0;
    }
    arena_free(arena);
    return readable > 0 && readable * 2 >= filled;
}

static bool holds_years(const struct head *head, size_t column)
{
    size_t readable = 0;
    size_t filled = 0;
    for (size_t row = head->last + 1; row < sample_end(head); row++) {
        int year = 0;
        bool fiscal = false;
        const char *text = grid_cell(head->grid, row, column);
        if (is_blank(text))
            continue;
        filled++;
        readable += read_year(text, head_is_fiscal(head, column), &year, &fiscal) ? 1 : 0;
    }
    return readable * 2 > filled;
}

/* True if two columns never say different periods in one row. */
static bool agree(const struct indicator *indicator, const struct head *head, size_t first,
                  size_t second)
{
    struct periodcolumn a = start(indicator, head, first, PERIODCOLUMN_NONE);
    struct periodcolumn b = start(indicator, head, second, PERIODCOLUMN_NONE);
    for (size_t row = head->last + 1; row < sample_end(head); row++) {
        struct period left;
        struct period right;
        struct err ignored;
        bool both = periodcolumn_read(&a, row, &left, &ignored) == PERIODCOLUMN_READ;
        both = periodcolumn_read(&b, row, &right, &ignored) == PERIODCOLUMN_READ && both;
        if (both && period_compare(left, right) != 0)
            return false;
    }
    return true;
}

static bool is_headed_by_time(const struct head_column *column)
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
static size_t search(const struct indicator *indicator, const struct head *head, size_t value,
                     bool headed, size_t *column, size_t *other)
{
    size_t found = 0;
    for (size_t i = 0; i < columns_to_try(head); i++) {
        if (i == value || (headed && !is_headed_by_time(&head->columns[i])) ||
            !holds_periods(indicator, head, i, PERIODCOLUMN_NONE))
            continue;
        if (found++ == 0) {
            *column = i;
        } else if (!agree(indicator, head, *column, i)) {
            *other = i;
            return PERIODCOLUMN_NONE;
        }
    }
    return found;
}

/* Years in one column, months to the right of it. */
static bool search_pair(const struct indicator *indicator, const struct head *head,
                        size_t value, size_t only, struct periodcolumn *out)
{
    if (!is_within_year(indicator->frequency))
        return false;
    for (size_t year = 0; year < columns_to_try(head); year++) {
        if (year == value || !holds_years(head, year))
            continue;
        for (size_t i = year + 1; i < columns_to_try(head); i++) {
            if (i == value || (only != PERIODCOLUMN_NONE && i != only) ||
                !holds_periods(indicator, head, i, year))
                continue;
            *out = start(indicator, head, i, year);
            return true;
        }
    }
    return false;
}

static int find_by_name(const struct indicator *indicator, const struct head *head,
                        size_t value, struct arena *arena, struct periodcolumn *out,
                        struct err *err)
{
    size_t column = 0;
    if (head_column(head, indicator->period, arena, &column, err) != 0)
        return err_prefix(err, "period");
    *out = start(indicator, head, column, PERIODCOLUMN_NONE);
    if (!holds_periods(indicator, head, column, PERIODCOLUMN_NONE))
        (void)search_pair(indicator, head, value, column, out);
    return 0;
}

int periodcolumn_find(const struct indicator *indicator, const struct head *head, size_t value,
                      struct arena *arena, struct periodcolumn *out, struct err *err)
{
    size_t column = 0;
    size_t other = 0;
    if (!str_empty(indicator->period) && !str_equal(indicator->period, "auto"))
        return find_by_name(indicator, head, value, arena, out, err);
    size_t found = search(indicator, head, value, true, &column, &other);
    if (found == 0)
        found = search(indicator, head, value, false, &column, &other);
    if (found == PERIODCOLUMN_NONE)
        return err_set(
            err, ERR_DATA,
            "columns \"%s\" and \"%s\" hold different periods: expected `period` to "
            "name one",
            head->columns[column].path, head->columns[other].path);
    *out = start(indicator, head, column, PERIODCOLUMN_NONE);
    if (found > 0 || search_pair(indicator, head, value, PERIODCOLUMN_NONE, out))
        return 0;
    return err_set(err, ERR_DATA, "no column holds %s periods",
                   period_frequency_name(indicator->frequency));
}
