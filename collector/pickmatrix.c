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
#include "collector/monthhead.h"
#include "collector/take_zeros.h"
#include "collector/unit.h"

#define TIDY_ROWS 300
#define TURNED_MAX 2048 /* rows of a table that is read turned round */
#define LABELS_MAX 16   /* columns left of the months that may hold the years */
#define ERA_ROWS 30
#define MERGED_MAX 100   /* rows of one label */
#define SAMPLE_ROWS 1000 /* looked at for years */

struct table {
    struct taker *taker;
    struct arena *arena;
    const struct grid *grid;
    struct head head;
    struct monthhead months;
    size_t year_column;
    int era;
    const char *unit;
    enum observation_status of_title;
    struct filter filter;
    struct indicator across; /* with the conditions that name columns */
    struct indicator down;   /* with those that name rows */
};

/* A row with its year. */
struct year_row {
    size_t row;
    int year;
    bool fiscal;
    const char *label;
    enum observation_status status; /* said beside it, as is the rest */
    const char *unit;               /* "" = none */
    const char *name;               /* what would choose it; "" = nothing */
};

/* --- years --- */

/* The heads of the labels may stand in the row above. */
static bool has_labels(const struct table *table, size_t row)
{
    for (size_t i = 0; i < table->months.left; i++)
        if (!unicode_is_blank(grid_cell(table->grid, row, i)))
            return true;
    return false;
}

static bool find_months(struct table *table)
{
    const struct indicator *indicator = table->taker->indicator;
    if (!monthhead_find(indicator, table->grid, table->arena, &table->months))
        return false;
    size_t first = table->months.row;
    while (first > table->months.first && first > 0 && !has_labels(table, first))
        first--;
    if (first == table->months.row && first > 0 && !has_labels(table, first) &&
        has_labels(table, first - 1))
        first--;
    head_read(table->grid, first, table->months.last, indicator->unit, table->arena,
              &table->head);
    return true;
}

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
    for (size_t i = 0; i < table->months.left && i < LABELS_MAX; i++) {
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
    for (size_t i = table->months.left; i < table->months.count; i++)
        if (table->months.columns[i].has && !unicode_is_blank(grid_cell(table->grid, row, i)))
            return true;
    return false;
}

/* A total, a mean or a comparison in a label that `where` does not ask for. */
static bool is_passed_over(const struct table *table, size_t row)
{
    for (size_t i = 0; i < table->months.left; i++)
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
        if (row % TIDY_ROWS == 0)
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

/* What stands in a label's cell, or above it where that is merged. */
static const char *find_label(const struct table *table, size_t row, size_t column)
{
    const char *text = grid_cell(table->grid, row, column);
    for (size_t i = 0; i < MERGED_MAX && label_repeats(text) && row > table->head.last + 1;
         i++)
        text = grid_cell(table->grid, --row, column);
    return label_repeats(text) ? "" : text;
}

/* What the labels of a row say besides its year and what `where` asks for. */
static void read_labels(const struct table *table, const struct year_row *row,
                        struct measure *out)
{
    const char *unit = table->taker->indicator->unit;
    *out = (struct measure){.has = true,
                            .period = {FREQUENCY_CALENDAR_YEAR, row->year},
                            .unit = "",
                            .path = row->label};
    label_init(&out->label);
    for (size_t i = 0; i < table->months.left && i < LABELS_MAX; i++) {
        const char *text = find_label(table, row->row, i);
        if (i != table->year_column && !filter_uses(&table->filter, i) && *text != '\0')
            measure_add(out, text, unit, table->arena);
    }
}

/* Keeps the rows that are wanted. */
static int choose_rows(struct table *table, struct year_row *rows, size_t count, size_t *kept,
                       struct err *err)
{
    struct measure *measures = arena_alloc(table->arena, count, sizeof *measures);
    for (size_t i = 0; i < count; i++)
        read_labels(table, &rows[i], &measures[i]);
    *kept = 0;
    if (count > 0 && measure_select(&table->down, measures, count, table->arena, err) != 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        rows[i].status = measures[i].status;
        rows[i].unit = measures[i].unit;
        rows[i].name = measure_name(&measures[i], measures, count, table->arena);
        if (measures[i].wanted)
            rows[(*kept)++] = rows[i];
    }
    return 0;
}

static int compare_rows(const void *left, const void *right)
{
    const struct year_row *a = left;
    const struct year_row *b = right;
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    return a->row < b->row ? -1 : 1;
}

static int refuse_rows(const struct year_row *first, const struct year_row *second,
                       const char *kind, struct err *err)
{
    bool named = !str_empty(first->name) && !str_equal(first->name, second->name);
    const char *such = named ? "one of them, such as `where = " : "`where` to choose one";
    return err_set(err, ERR_DATA, "%d stands in several %ss (%zu, %zu): expected %s%s%s",
                   first->year, kind, first->row + 1, second->row + 1, such,
                   named ? first->name : "", named ? "`" : "");
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
        if (rows[i].fiscal && table->months.from_january)
            return err_set(err, ERR_DATA,
                           "\"%.60s\" is a fiscal year, but its months run from January",
                           rows[i].label);
        if (!rows[i].fiscal && table->months.ordinal)
            return err_set(err, ERR_DATA,
                           "\"%.60s\": a quarter of 年 may be of the calendar or the fiscal "
                           "year",
                           rows[i].label);
        if (i > 0 && rows[i].year == rows[i - 1].year)
            return refuse_rows(&rows[i - 1], &rows[i], kind, err);
    }
    return 0;
}

/* A month that stands for its quarter is kept as such: it may be one of several. */
static struct period find_named(const struct table *table,
                                const struct monthhead_column *column,
                                const struct year_row *row, int32_t n)
{
    struct period named = row->fiscal ? column->named_fiscal : column->named;
    enum frequency wanted = table->taker->indicator->frequency;
    if (named.frequency != FREQUENCY_MONTHLY || wanted != FREQUENCY_QUARTERLY)
        return (struct period){wanted, n};
    return period_add(named, (row->year - MONTHHEAD_YEAR) * 12);
}

/* The unit of a cell: its row's own, its column's own, or the table's. NULL when they differ.
 */
static const char *find_unit(const struct table *table, const struct year_row *row,
                             size_t column)
{
    const char *own = table->months.measures[column].unit;
    if (*row->unit == '\0')
        return *own != '\0' ? own : table->unit;
    return *own == '\0' || str_equal(own, row->unit) ? row->unit : NULL;
}

/* `before` is the year before the newest; NULL for the others. */
static void take_year(struct table *table, const struct year_row *row, bool newest,
                      const struct year_row *before)
{
    struct arena *scratch = table->taker->scratch;
    struct take_cell *cells = arena_alloc(scratch, table->months.count, sizeof *cells);
    enum observation_status said = label_status(scratch, row->label);
    if (said == OBSERVATION_FINAL)
        said = row->status;
    if (said == OBSERVATION_FINAL)
        said = table->of_title;
    size_t count = 0;
    for (size_t i = table->months.left; i < table->months.count; i++) {
        const struct monthhead_column *column = &table->months.columns[i];
        if (!column->has || i >= table->grid->rows[row->row].count)
            continue;
        int32_t n = (int32_t)row->year * monthhead_periods(table->taker->indicator) +
                    (row->fiscal ? column->fiscal : column->offset);
        const char *unit = find_unit(table, row, i);
        if (unit == NULL) {
            take_problem(
                table->taker, row->row, i, column->path, "its %s says another unit than %s",
                table->taker->transposed ? "column" : "row", table->months.measures[i].unit);
            return;
        }
        enum observation_status status = label_status(scratch, column->label);
        if (status == OBSERVATION_FINAL)
            status = table->months.measures[i].status;
        cells[count++] =
            (struct take_cell){.row = row->row,
                               .column = i,
                               .head = column->path,
                               .text = take_text(table->taker, row->row, i),
                               .unit = unit,
                               .period = {table->taker->indicator->frequency, n},
                               .named = find_named(table, column, row, n),
                               .status = status != OBSERVATION_FINAL ? status : said};
    }
    if (before != NULL)
        count = take_zeros_cut(table->taker, cells, count, before->row);
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
        fits = take_fits(taker, *from, table->months.left, "", unit);
    }
    return fits;
}

/* False when no column is left whose unit fits; those that do not are reported. */
static bool have_fitting_units(struct table *table)
{
    struct monthhead *months = &table->months;
    size_t left = 0;
    const char *before = NULL;
    bool fits = false;
    for (size_t i = months->left; i < months->count; i++) {
        const char *own = months->measures[i].unit;
        const char *unit = *own != '\0' ? own : table->unit;
        if (!months->columns[i].has)
            continue;
        if (before == NULL || !str_equal(before, unit))
            fits = take_fits(table->taker, table->head.last, i,
                             *own != '\0' ? months->columns[i].path : "", unit);
        before = unit;
        months->columns[i].has = fits;
        left += fits ? 1 : 0;
    }
    return left > 0;
}

static int read_rows(struct table *table, struct err *err)
{
    struct year_row *rows = arena_alloc(table->arena, table->grid->row_count, sizeof *rows);
    size_t count = 0;
    if (choose_rows(table, rows, find_rows(table, rows), &count, err) != 0 ||
        check_rows(table, rows, count, err) != 0)
        return -1;
    bool own = true; /* units in all rows */
    for (size_t i = 0; i < count; i++)
        own = own && *rows[i].unit != '\0';
    if (!own && !have_fitting_units(table))
        return 0;
    bool fits = true;
    size_t from = table->head.last + 1;
    for (size_t i = 0; i < count; i++) {
        fits = follow_unit(table, rows[i].row, &from, fits);
        bool fit = *rows[i].unit == '\0' ? fits
                                         : take_fits(table->taker, rows[i].row,
                                                     table->year_column, "", rows[i].unit);
        if (fit)
            take_year(table, &rows[i], i + 1 == count,
                      i + 1 == count && i > 0 ? &rows[i - 1] : NULL);
        take_tidy(table->taker);
    }
    return 0;
}

/* --- the table, as it stands or turned round --- */

/* Fills err when there are months, but no years. */
static bool find_axes(struct table *table, struct err *err)
{
    table->era = carry_era(table->taker->indicator, table->grid, ERA_ROWS);
    if (!find_months(table))
        return false;
    if (find_year_column(table))
        return true;
    struct carry carry = start_years(table);
    for (size_t row = table->head.last + 1; row < table->grid->row_count; row++)
        for (size_t i = 0; i < table->months.left && i < LABELS_MAX; i++)
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
    table->grid = grid_turn(grid, table->arena);
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
        result = caption_check(&table.head, indicator, table.arena, &table.of_title, err);
    if (result == 0)
        result = filter_find(indicator, &table.head, table.arena, &table.filter, err);
    if (result == 0)
        measure_share(indicator, table.months.measures, table.months.count, table.arena,
                      &table.across, &table.down);
    if (result == 0)
        result = monthhead_choose(&table.across, &table.months, table.arena, err);
    if (result == 0) {
        table.unit = caption_unit(&table.head, indicator->unit, table.arena);
        result = read_rows(&table, err);
    }
    filter_free(&table.filter);
    taker->grid = grid;
    arena_free(table.arena);
    return result;
}
