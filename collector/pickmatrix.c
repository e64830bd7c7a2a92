/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pickmatrix: find the head of months, then the column of years, then cell by cell. */
#include "collector/pickmatrix.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/str.h"
#include "core/unicode.h"

#include "collector/caption.h"
#include "collector/carry.h"
#include "collector/filter.h"
#include "collector/head.h"
#include "collector/label.h"
#include "collector/unit.h"

#define SEARCH_ROWS 300 /* a head stands near the top */
#define COLUMNS_MAX 1024
#define TURNED_MAX 2048 /* rows of a table that is read turned round */
#define LABELS_MAX 16   /* columns left of the months that may hold the years */
#define ERA_ROWS 30
#define SAMPLE_ROWS 1000 /* looked at for years */
#define YEAR 2000        /* any; the columns are read in it */
#define PLAIN_LEAST                                                                           \
    4 /* plain numbers 4 5 6 7 in a row are months, two or three need not be                  \
       */

struct column {
    bool has;
    int32_t offset;             /* from the first period of the year that its row names */
    int32_t fiscal;             /* the same when that is a 年度 */
    struct period named;        /* by the head itself, in YEAR: October of the 4th quarter */
    struct period named_fiscal; /* the same in that 年度 */
    bool needs_fiscal;          /* 第1四半期: of a 年度 only */
    const char *path;
};

struct table {
    struct taker *taker;
    struct arena *arena;
    const struct grid *grid;
    struct head head;
    struct column *columns;
    size_t count;
    size_t left;       /* first column of months */
    bool from_january; /* January stands before April */
    bool ordinal;      /* quarters are numbered */
    size_t year_column;
    int era;
    const char *unit;
    struct filter filter;
};

/* A row with its year. */
struct year_row {
    size_t row;
    int year;
    bool fiscal;
    const char *label;
};

static int32_t periods_in_year(const struct table *table)
{
    return table->taker->indicator->frequency == FREQUENCY_MONTHLY ? 12 : 4;
}

/* --- months --- */

/* Reads a month or quarter that names no year, in two ways: in a 年, turning it when months
 * fall, and in a 年度. */
static bool read_month(const struct table *table, const char *text, struct carry *running,
                       struct column *out)
{
    struct err ignored;
    struct period period;
    struct carry own = carry_start(table->taker->indicator, 0);
    struct carry fiscal = own;
    if (unicode_is_blank(text) || label_passes_over(table->taker->scratch, text) ||
        carry_read(&own, text, &period, &ignored) == CARRY_READ)
        return false;
    carry_set_year(&fiscal, YEAR, true);
    if (carry_read(&fiscal, text, &period, &ignored) != CARRY_READ)
        return false;
    int32_t first = YEAR * periods_in_year(table);
    struct carry fresh = own;
    carry_set_year(&fresh, YEAR, false);
    *out = (struct column){.has = true, .fiscal = period.n - first, .path = text};
    out->named_fiscal = fiscal.context.named;
    out->named = out->named_fiscal;
    out->needs_fiscal = carry_read(&fresh, text, &period, &ignored) != CARRY_READ;
    out->offset = out->fiscal;
    if (out->needs_fiscal)
        return true;
    /* months that run backwards are no head */
    if (carry_read(running, text, &period, &ignored) != CARRY_READ)
        return false;
    out->offset = period.n - first;
    out->named = running->context.named;
    return true;
}

/* Plain numbers are months only as a run without gaps. */
static bool is_plain(const char *text)
{
    return text[strspn(text, "0123456789 ")] == '\0';
}

static bool follow(const struct table *table)
{
    const struct column *before = NULL;
    size_t plain = 0;
    size_t worded = 0;
    bool gaps = false;
    for (size_t i = 0; i < table->count; i++) {
        const struct column *column = &table->columns[i];
        if (!column->has)
            continue;
        gaps = gaps || (before != NULL && column->offset != before->offset + 1);
        *(is_plain(column->path) ? &plain : &worded) += 1;
        before = column;
    }
    return worded > 0 || (!gaps && plain >= PLAIN_LEAST);
}

/* Reads a row as the head of months; true if it is one. */
static bool read_months(struct table *table, size_t row)
{
    struct carry running = carry_start(table->taker->indicator, 0);
    size_t found = 0;
    int32_t first = 0;
    int32_t last = 0;
    int32_t before = -1;
    carry_set_year(&running, YEAR, false);
    table->from_january = false;
    table->ordinal = false;
    for (size_t i = 0; i < table->count; i++) {
        struct column *column = &table->columns[i];
        *column = (struct column){.path = ""};
        if (!read_month(table, grid_cell(table->grid, row, i), &running, column)) {
            if (column->has)
                return false;
            continue;
        }
        table->left = found++ == 0 ? i : table->left;
        /* in a 年度 the periods must not fall: January before April */
        table->from_january = table->from_january || column->fiscal < before;
        table->ordinal = table->ordinal || column->needs_fiscal;
        before = column->fiscal;
        first = found == 1 ? column->offset : first;
        last = column->offset;
    }
    take_tidy(table->taker);
    return found >= 2 && table->left > 0 && last - first < periods_in_year(table) &&
           follow(table);
}

/* The heads of the labels may stand in the row above. */
static bool has_labels(const struct table *table, size_t row)
{
    for (size_t i = 0; i < table->left; i++)
        if (!unicode_is_blank(grid_cell(table->grid, row, i)))
            return true;
    return false;
}

static bool find_months(struct table *table)
{
    size_t rows = table->grid->row_count < SEARCH_ROWS ? table->grid->row_count : SEARCH_ROWS;
    for (size_t row = 0; row < rows; row++) {
        if (table->grid->rows[row].count < 3 || !read_months(table, row))
            continue;
        size_t first =
            row > 0 && !has_labels(table, row) && has_labels(table, row - 1) ? row - 1 : row;
        head_read(table->grid, first, row, table->taker->indicator->unit, table->arena,
                  &table->head);
        return true;
    }
    return false;
}

/* --- years --- */

static struct carry start_years(const struct table *table)
{
    struct carry carry = carry_start(table->taker->indicator, table->era);
    carry.context.frequency = FREQUENCY_CALENDAR_YEAR;
    return carry;
}

static bool column_is_fiscal(const struct table *table, size_t column)
{
    return strstr(table->head.columns[column].whole, "年度") != NULL;
}

/* A row's year, or 0; its text is carried on (平成30年, 31年). */
static int read_year(const struct table *table, struct carry *carry, size_t row, size_t column,
                     bool *fiscal)
{
    const char *text = grid_cell(table->grid, row, column);
    int year = 0;
    bool head = column_is_fiscal(table, column);
    if (label_repeats(text) || !carry_is_year(carry, text, head, &year, fiscal))
        return 0;
    carry_beside(carry, text, head);
    return year;
}

static size_t count_years(const struct table *table, size_t column)
{
    struct carry carry = start_years(table);
    size_t years = 0;
    size_t end = table->grid->row_count;
    if (end - table->head.last > SAMPLE_ROWS)
        end = table->head.last + SAMPLE_ROWS;
    for (size_t row = table->head.last + 1; row < end; row++) {
        bool fiscal = false;
        years += read_year(table, &carry, row, column, &fiscal) != 0 ? 1 : 0;
    }
    return years;
}

/* The column, left of the months, with the most years. */
static bool find_year_column(struct table *table)
{
    size_t best = 0;
    for (size_t i = 0; i < table->left && i < LABELS_MAX; i++) {
        size_t years = count_years(table, i);
        if (years <= best)
            continue;
        best = years;
        table->year_column = i;
    }
    return best > 0;
}

/* --- rows --- */

static bool has_value(const struct table *table, size_t row)
{
    for (size_t i = table->left; i < table->count; i++)
        if (table->columns[i].has && !unicode_is_blank(grid_cell(table->grid, row, i)))
            return true;
    return false;
}

/* A total, a mean or a comparison in a label that `where` does not ask for. */
static bool is_passed_over(const struct table *table, size_t row)
{
    for (size_t i = 0; i < table->left; i++)
        if (!filter_uses(&table->filter, i) &&
            label_passes_over(table->taker->scratch, grid_cell(table->grid, row, i)))
            return true;
    return false;
}

/* Why a label that looks like a year is none; false if it does not look like one. */
static bool explain(const struct carry *carry, const char *text, struct err *err)
{
    struct periodread_context context = carry->context;
    struct period period;
    if (!periodread_plausible(text) || strstr(text, "月") != NULL)
        return false;
    context.frequency = FREQUENCY_FISCAL_YEAR;
    return periodread_cell(text, &context, &period, err) != 0;
}

static void report_year(struct table *table, size_t row, const struct carry *carry)
{
    struct err err;
    if (explain(carry, grid_cell(table->grid, row, table->year_column), &err))
        take_problem(table->taker, row, table->year_column, "", "%s", err.text);
}

/* Rows that hold values of a year, in order. */
static size_t find_rows(struct table *table, struct year_row *rows)
{
    struct carry carry = start_years(table);
    struct year_row at = {0};
    size_t count = 0;
    for (size_t row = table->head.last + 1; row < table->grid->row_count; row++) {
        bool fiscal = false;
        int year = read_year(table, &carry, row, table->year_column, &fiscal);
        const char *text = grid_cell(table->grid, row, table->year_column);
        if (year != 0)
            at = (struct year_row){.year = year, .fiscal = fiscal, .label = text};
        else if (!label_repeats(text))
            at.year = 0; /* another label ends the year above */
        bool lost = year == 0 && !label_repeats(text);
        bool passes = filter_passes(&table->filter, table->grid, row, table->taker->scratch);
        bool over = is_passed_over(table, row);
        if (row % SEARCH_ROWS == 0)
            take_tidy(table->taker);
        if (!passes || over || !has_value(table, row))
            continue;
        if (lost)
            report_year(table, row, &carry);
        if (at.year == 0)
            continue;
        at.row = row;
        rows[count++] = at;
    }
    return count;
}

static int compare_rows(const void *left, const void *right)
{
    const struct year_row *a = left;
    const struct year_row *b = right;
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    return a->row < b->row ? -1 : 1;
}

/* Sorts by year. */
static int check_rows(const struct table *table, struct year_row *rows, size_t count,
                      struct err *err)
{
    const char *kind = table->taker->transposed ? "column" : "row";
    if (count == 0)
        return err_set(err, ERR_DATA, "no %s holds values of a year", kind);
    qsort(rows, count, sizeof *rows, compare_rows);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].fiscal && table->from_january)
            return err_set(err, ERR_DATA,
                           "\"%.60s\" is a fiscal year, but its months run from January",
                           rows[i].label);
        if (!rows[i].fiscal && table->ordinal)
            return err_set(err, ERR_DATA,
                           "\"%.60s\": a quarter of 年 may be of the calendar or the fiscal "
                           "year",
                           rows[i].label);
        if (i > 0 && rows[i].year == rows[i - 1].year)
            return err_set(err, ERR_DATA,
                           "%d stands in several %ss (%zu, %zu): expected `where` to choose "
                           "one",
                           rows[i].year, kind, rows[i - 1].row + 1, rows[i].row + 1);
    }
    return 0;
}

/* A month that stands for its quarter is kept as such: it may be one of several. */
static struct period find_named(const struct table *table, const struct column *column,
                                const struct year_row *row, int32_t n)
{
    struct period named = row->fiscal ? column->named_fiscal : column->named;
    enum frequency wanted = table->taker->indicator->frequency;
    if (named.frequency != FREQUENCY_MONTHLY || wanted != FREQUENCY_QUARTERLY)
        return (struct period){wanted, n};
    return period_add(named, (row->year - YEAR) * 12);
}

static void take_year(struct table *table, const struct year_row *row, bool newest)
{
    struct arena *scratch = table->taker->scratch;
    struct take_cell *cells = arena_alloc(scratch, table->count, sizeof *cells);
    enum observation_status said = label_status(scratch, row->label);
    size_t count = 0;
    for (size_t i = table->left; i < table->count; i++) {
        const struct column *column = &table->columns[i];
        if (!column->has || i >= table->grid->rows[row->row].count)
            continue;
        int32_t n = (int32_t)row->year * periods_in_year(table) +
                    (row->fiscal ? column->fiscal : column->offset);
        enum observation_status status = label_status(scratch, column->path);
        cells[count++] =
            (struct take_cell){.row = row->row,
                               .column = i,
                               .head = column->path,
                               .text = take_text(table->taker, row->row, i),
                               .unit = table->unit,
                               .period = {table->taker->indicator->frequency, n},
                               .named = find_named(table, column, row, n),
                               .status = status != OBSERVATION_FINAL ? status : said};
    }
    take_row(table->taker, cells, count, newest);
}

/* A unit between the rows holds for those below it; *from is the first row not looked at.
 * False while it is none that fits. */
static bool follow_unit(struct table *table, size_t row, size_t *from, bool fits)
{
    struct taker *taker = table->taker;
    for (; *from < row; (*from)++) {
        const char *unit = caption_from_here(&table->head, *from, SIZE_MAX,
                                             taker->indicator->unit, taker->scratch);
        if (unit == NULL)
            continue;
        table->unit = arena_strdup(table->arena, unit);
        fits = take_fits(taker, *from, table->left, "", unit);
    }
    return fits;
}

static int read_rows(struct table *table, struct err *err)
{
    struct year_row *rows = arena_alloc(table->arena, table->grid->row_count, sizeof *rows);
    size_t count = find_rows(table, rows);
    if (check_rows(table, rows, count, err) != 0)
        return -1;
    if (!take_fits(table->taker, table->head.last, table->left, "", table->unit))
        return 0;
    bool fits = true;
    size_t from = table->head.last + 1;
    for (size_t i = 0; i < count; i++) {
        fits = follow_unit(table, rows[i].row, &from, fits);
        if (fits)
            take_year(table, &rows[i], i + 1 == count);
        take_tidy(table->taker);
    }
    return 0;
}

/* --- the table, as it stands or turned round --- */

/* Columns as rows. */
static const struct grid *turn(const struct grid *grid, struct arena *arena)
{
    struct grid *turned = arena_alloc(arena, 1, sizeof *turned);
    *turned = (struct grid){
        .name = grid->name, .row_count = grid->column_count, .column_count = grid->row_count};
    turned->rows = arena_alloc(arena, turned->row_count, sizeof *turned->rows);
    for (size_t row = 0; row < turned->row_count; row++) {
        const char **cells = arena_alloc(arena, turned->column_count, sizeof *cells);
        for (size_t i = 0; i < turned->column_count; i++)
            cells[i] = grid_cell(grid, i, row);
        turned->rows[row] = (struct grid_row){.cells = cells, .count = turned->column_count};
    }
    return turned;
}

/* Fills err when there are months, but no years. */
static bool find_axes(struct table *table, struct err *err)
{
    size_t width = table->grid->column_count;
    table->count = width < COLUMNS_MAX ? width : COLUMNS_MAX;
    table->columns = arena_alloc(table->arena, table->count, sizeof *table->columns);
    table->era = carry_era(table->taker->indicator, table->grid, ERA_ROWS);
    if (!find_months(table))
        return false;
    if (find_year_column(table))
        return true;
    struct carry carry = start_years(table);
    for (size_t row = table->head.last + 1; row < table->grid->row_count; row++)
        for (size_t i = 0; i < table->left && i < LABELS_MAX; i++)
            if (explain(&carry, grid_cell(table->grid, row, i), err)) {
                (void)err_prefix(err, "the years");
                return false;
            }
    return false;
}

/* Months across, else months down. */
static int find_table(struct table *table, struct err *err)
{
    struct taker *taker = table->taker;
    const struct grid *grid = taker->grid;
    table->grid = grid;
    (void)err_set(err, ERR_DATA, "expected years down and %s across, or the other way round",
                  taker->indicator->frequency == FREQUENCY_MONTHLY ? "months" : "quarters");
    if (find_axes(table, err))
        return 0;
    if (grid->row_count > TURNED_MAX || grid->column_count > TURNED_MAX)
        return -1;
    table->grid = turn(grid, table->arena);
    if (!find_axes(table, err))
        return -1;
    taker->grid = table->grid;
    taker->transposed = true;
    return 0;
}

int pickmatrix_run(struct taker *taker, struct err *err)
{
    const struct indicator *indicator = taker->indicator;
    struct table table = {.taker = taker, .arena = arena_new()};
    const struct grid *grid = taker->grid;
    int result = 0;
    if (!carry_is_within_year(indicator->frequency))
        result = err_set(err, ERR_DATA, "a matrix holds monthly or quarterly values, not %s",
                         period_frequency_name(indicator->frequency));
    if (result == 0)
        result = find_table(&table, err);
    if (result == 0)
        result = filter_find(indicator, &table.head, table.arena, &table.filter, err);
    if (result == 0) {
        table.unit = caption_unit(&table.head, indicator->unit, table.arena);
        result = read_rows(&table, err);
    }
    filter_free(&table.filter);
    taker->grid = grid;
    arena_free(table.arena);
    return result;
}
