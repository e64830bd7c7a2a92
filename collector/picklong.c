/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picklong: find the columns once, then go down the rows. */
#include "collector/picklong.h"

#include <string.h>

#include "core/number.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/caption.h"
#include "collector/filter.h"
#include "collector/head.h"
#include "collector/headdate.h"
#include "collector/parted.h"
#include "collector/periodcolumn.h"
#include "collector/picklong_part.h"
#include "collector/remark.h"
#include "collector/unit.h"

#define TIDY_ROWS 4096
#define POWERS "UNIT_MULT"
#define POWER_MAX 12
#define SHOWN_SIZE 80 /* bytes of a cell in a message */

/* Whether the periods are merged cells, each over several rows. */
enum merging { MERGING_UNKNOWN, MERGING_NO, MERGING_YES };

struct table {
    struct taker *taker;
    const struct grid *grid;
    struct arena *arena;
    struct head head;
    size_t value;
    const char *title; /* of the value's column */
    const char *unit;
    size_t unit_column;  /* PERIODCOLUMN_NONE = none */
    size_t power_column; /* the same, of SDMX's powers of ten */
    struct periodcolumn periods;
    struct periodcolumn unread; /* as found */
    enum merging merging;
    struct filter filter;
    struct picklong_part part;
    struct remark remark;
    struct period last; /* period of the row above */
    struct period last_named;
    bool has_last;
    size_t doubt; /* row of the same head under another title; 0 = none */
};

/* --- columns --- */

/* The unit of the head, or of the captions above it. */
static const char *find_unit(const struct table *table)
{
    const char *wanted = table->taker->indicator->unit;
    const char *unit = table->head.columns[table->value].unit;
    if (*unit != '\0' || str_empty(wanted))
        return unit;
    return caption_column_unit(&table->head, table->value, wanted, table->arena);
}

static void find_unit_column(struct table *table)
{
    table->unit_column = PERIODCOLUMN_NONE;
    table->power_column = PERIODCOLUMN_NONE;
    for (size_t i = 0; i < table->head.count; i++)
        if (i != table->value && str_equal(table->head.columns[i].last, POWERS))
            table->power_column = i;
    for (size_t i = 0; i < table->head.count; i++)
        if (i != table->value && table->unit_column == PERIODCOLUMN_NONE &&
            label_is_unit_head(&table->head.columns[i]))
            table->unit_column = i;
}

static int find_columns(struct table *table, struct err *err)
{
    const struct indicator *indicator = table->taker->indicator;
    if (str_empty(indicator->value))
        return err_set(err, ERR_DATA, "`value` is not set: expected the head of a column");
    if (head_find(table->grid, indicator->value, indicator->unit, table->arena, &table->head,
                  err) != 0 ||
        head_column(&table->head, indicator->value, table->arena, &table->value, err) != 0)
        return err_prefix(err, "value");
    head_find_end(&table->head, table->value, table->arena, &table->doubt);
    if (periodcolumn_find(indicator, &table->head, table->value, table->arena, &table->periods,
                          err) != 0 ||
        filter_find(indicator, &table->head, table->arena, &table->filter, err) != 0)
        return -1;
    enum observation_status of_title = OBSERVATION_FINAL;
    if (caption_check(&table->head, indicator, table->arena, &of_title, err) != 0)
        return -1;
    table->unread = table->periods;
    picklong_part_find(&table->part, &table->head, &table->unread, table->value,
                       &table->filter);
    table->title = table->head.columns[table->value].path;
    if (headdate_is_before(table->arena, table->title))
        return err_set(err, ERR_DATA,
                       "value: \"%.60s\" holds the figures of an earlier period than those "
                       "beside it",
                       table->title);
    table->unit = find_unit(table);
    find_unit_column(table);
    table->remark = (struct remark){.head = &table->head,
                                    .filter = &table->filter,
                                    .value = table->value,
                                    .period = table->periods.column,
                                    .year = table->periods.year_column};
    remark_start(&table->remark, table->arena);
    if (table->remark.of_head == OBSERVATION_FINAL)
        table->remark.of_head = of_title;
    return 0;
}

/* --- rows --- */

/* A total without a period: the word stands in some other cell left of the value. */
static bool is_total(const struct table *table, size_t row)
{
    for (size_t i = 0; i < table->value; i++)
        if (!filter_uses(&table->filter, i) &&
            label_passes_over(table->taker->scratch, grid_cell(table->grid, row, i)))
            return true;
    return false;
}

/* A label that is no period beside something: worth a report if either looks meant. */
static void report_label(struct table *table, size_t row, const char *label, const char *value,
                         const struct err *err)
{
    size_t column = table->periods.column;
    bool firm = false;
    if (remark_read(&table->remark, row, label, table->taker->scratch, &firm) ==
        OBSERVATION_FORECAST)
        return;
    if (periodread_plausible(label) || number_is(value))
        take_problem(table->taker, row, column, table->head.columns[column].path, "%s",
                     err->text);
}

/* Merged periods come in blocks: rows without one below every row with one. A gap in some
 * other place is a period left out, and the row above may be of something else. */
static enum merging find_merging(const struct table *table)
{
    struct periodcolumn periods = table->unread;
    struct arena *scratch = arena_new();
    size_t single = 0;
    size_t merged = 0;
    enum { BEFORE, PERIOD, TOTAL, BELOW } at = BEFORE;
    for (size_t row = table->head.last + 1; row < table->head.end; row++) {
        struct period period;
        struct err ignored;
        enum carry_reading reading =
            periodcolumn_read(&periods, row, scratch, &period, &ignored);
        if (unicode_is_blank(grid_cell(table->grid, row, table->value)))
            continue;
        if (reading == CARRY_READ || reading == CARRY_PASSED_OVER) {
            single += at == PERIOD ? 1 : 0;
            at = reading == CARRY_READ ? PERIOD : TOTAL;
        } else if (reading == CARRY_BLANK) {
            merged += at == PERIOD || at == TOTAL ? 1 : 0;
            at = BELOW;
        }
        if (row % TIDY_ROWS == 0) {
            arena_free(scratch);
            scratch = arena_new();
        }
    }
    arena_free(scratch);
    single += at == PERIOD ? 1 : 0;
    return merged >= 2 && single == 0 ? MERGING_YES : MERGING_NO;
}

static bool takes_over(struct table *table)
{
    if (table->filter.count == 0 || !table->has_last)
        return false;
    if (filter_is_marked(&table->filter))
        return true;
    if (table->merging == MERGING_UNKNOWN)
        table->merging = find_merging(table);
    return table->merging == MERGING_YES;
}

/* Rows of a merged period: it stands beside the first of them only. */
static bool repeat_period(struct table *table, size_t row, struct period *out)
{
    if (is_total(table, row))
        return false;
    if (takes_over(table)) {
        *out = table->last;
        table->periods.carry.context.named = table->last_named;
        return true;
    }
    size_t column = table->periods.column;
    const char *value = grid_cell(table->grid, row, table->value);
    char shown[SHOWN_SIZE];
    (void)str_copy(shown, sizeof shown, value);
    if (number_is(value))
        take_problem(table->taker, row, column, table->head.columns[column].path,
                     "no period beside \"%s\"", shown);
    return false;
}

/* The unit that some other cell of the row gives its figures: 単位：千人 as a remark. */
static const char *find_remarked(const struct table *table, size_t row)
{
    struct arena *scratch = table->taker->scratch;
    const char *wanted = table->taker->indicator->unit;
    const struct grid_row *cells = &table->grid->rows[row];
    if (*table->head.columns[table->value].unit != '\0' || str_empty(wanted))
        return NULL;
    for (size_t i = 0; i < cells->count && i < table->head.count; i++) {
        if (i == table->value || i == table->periods.column ||
            str_plain_figure(cells->cells[i]) || filter_uses(&table->filter, i))
            continue;
        const char *unit = caption_of_cell(scratch, cells->cells[i], wanted);
        if (unit != NULL && unit_fits(scratch, unit, wanted))
            return unit;
    }
    return NULL;
}

/* The unit in the row's own column of units, which may also hold codes, or the table's. */
static const char *row_unit(const struct table *table, size_t row)
{
    const char *wanted = table->taker->indicator->unit;
    const char *remarked = find_remarked(table, row);
    if (table->unit_column == PERIODCOLUMN_NONE)
        return remarked != NULL ? remarked : table->unit;
    const char *unit = take_text(table->taker, row, table->unit_column);
    return unit_is(table->taker->scratch, unit, wanted) ? unit : table->unit;
}

/* By what SDMX multiplies the row's figure: 3 of 3, 3: Thousands. False when it can't be read.
 */
static bool read_power(const struct table *table, size_t row, int *power)
{
    *power = 0;
    if (table->power_column == PERIODCOLUMN_NONE)
        return true;
    const char *text =
        unicode_key(table->taker->scratch, grid_cell(table->grid, row, table->power_column));
    size_t digits = str_digits(text);
    if (*text == '\0')
        return true;
    if (digits == 0 || digits > 2 || (text[digits] != '\0' && text[digits] != ':'))
        return false;
    *power = text[0] - '0';
    if (digits == 2)
        *power = *power * 10 + text[1] - '0';
    return *power <= POWER_MAX;
}

/* The row's unit, or NULL after a report that UNIT_MULT leaves it open. */
static const char *find_row_unit(struct table *table, size_t row)
{
    int power = 0;
    const char *unit = row_unit(table, row);
    const char *wanted = table->taker->indicator->unit;
    struct arena *scratch = table->taker->scratch;
    bool read = read_power(table, row, &power);
    if (read && power == 0)
        return unit;
    const char *base = unit_base(scratch, *unit != '\0' ? unit : wanted);
    if (read && !str_empty(wanted) && *base != '\0')
        return arena_printf(scratch, "1%0*d%s", power, 0, base);
    take_problem(table->taker, row, table->power_column, POWERS,
                 "\"%s\": a power of ten that can't be applied to the figure",
                 grid_cell(table->grid, row, table->power_column));
    return NULL;
}

/* A row without the value's column: it is a line of text, unless it holds a figure. Only a
 * document of lines prints the cells that follow, if blank. */
static void report_short(struct table *table, size_t row, struct period period)
{
    const struct grid_row *cells = &table->grid->rows[row];
    if (cells->line == 0 || period_end(period) > table->taker->today)
        return;
    for (size_t i = 0; i < cells->count; i++) {
        if (i == table->periods.column || i == table->periods.year_column ||
            filter_uses(&table->filter, i) || !number_is(cells->cells[i]))
            continue;
        take_problem(table->taker, row, table->value, table->title,
                     "the row ends before this column: a cell of it may be missing");
        return;
    }
}

static void take(struct table *table, size_t row, struct period period)
{
    const char *head = table->title;
    const char *value = take_text(table->taker, row, table->value);
    const char *label = table->periods.column == PERIODCOLUMN_NONE
                            ? table->periods.title.text
                            : grid_cell(table->grid, row, table->periods.column);
    if (table->grid->rows[row].count <= table->value) {
        report_short(table, row, period);
        return;
    }
    if (picklong_part_doubts(&table->part, table->taker, row, period))
        return;
    bool firm = false;
    enum observation_status status =
        remark_read(&table->remark, row, label, table->taker->scratch, &firm);
    size_t parted = parted_find(&(struct parted_row){.head = &table->head,
                                                     .row = row,
                                                     .value = table->value,
                                                     .period = table->periods.column,
                                                     .year = table->periods.year_column,
                                                     .remark = &table->remark});
    if (parted != PERIODCOLUMN_NONE) {
        take_problem(table->taker, row, parted, table->head.columns[parted].path,
                     "\"%s,%s\": a number parted by its own commas, expected quotes around it",
                     grid_cell(table->grid, row, parted),
                     grid_cell(table->grid, row, parted + 1));
        return;
    }
    const char *unit = find_row_unit(table, row);
    if (unit == NULL)
        return;
    take_value(table->taker, &(struct take_cell){.row = row,
                                                 .column = table->value,
                                                 .head = head,
                                                 .text = value,
                                                 .unit = unit,
                                                 .period = period,
                                                 .named = table->periods.carry.context.named,
                                                 .status = status,
                                                 .firm = firm});
}

static void read_row(struct table *table, size_t row)
{
    struct err err;
    struct period period = {0};
    const char *label = grid_cell(table->grid, row, table->periods.column);
    const char *value = grid_cell(table->grid, row, table->value);
    bool nothing = unicode_is_blank(value);
    struct arena *scratch = table->taker->scratch;
    enum carry_reading reading =
        periodcolumn_read(&table->periods, row, scratch, &period, &err);
    bool passes = filter_passes(&table->filter, table->grid, row, table->taker->scratch);
    /* blank cells below repeat what was read, never what stood above something else */
    table->has_last = reading == CARRY_READ || (table->has_last && reading == CARRY_BLANK);
    if (reading == CARRY_READ) {
        filter_mark(&table->filter);
        table->last = period;
        table->last_named = table->periods.carry.context.named;
    }
    nothing = nothing && (reading != CARRY_READ || table->periods.column == PERIODCOLUMN_NONE);
    enum picklong_row kind =
        picklong_part_row(&table->part, row, reading, table->last, scratch);
    if (!passes || reading == CARRY_YEAR || reading == CARRY_PASSED_OVER || nothing)
        return;
    if (reading == CARRY_UNREADABLE) {
        report_label(table, row, label, value, &err);
        return;
    }
    if (!picklong_part_takes(&table->part, table->taker, row, kind))
        return;
    if (kind == PICKLONG_ROW_WHOLE && reading == CARRY_BLANK && table->has_last) {
        period = table->last;
        table->periods.carry.context.named = table->last_named;
    } else if (reading == CARRY_BLANK && !repeat_period(table, row, &period)) {
        return;
    }
    take(table, row, period);
}

/* A title or a note merged over the whole table. 11 of month 11 is a figure that happens to
 * equal its label. */
static bool is_merged_line(const struct grid *grid, size_t row)
{
    return grid_is_line(grid, row) && parted_width(&grid->rows[row]) > 1 &&
           !unicode_is_blank(grid_cell(grid, row, 0)) && !number_is(grid_cell(grid, row, 0));
}

/* A unit between the rows holds for those below it; right below the head, that of the head
 * itself is nearer. False while it is none that fits. */
static bool follow_unit(struct table *table, size_t row, bool begun, bool fits)
{
    struct taker *taker = table->taker;
    const char *unit = caption_from_here(&table->head, row, table->value,
                                         taker->indicator->unit, taker->scratch);
    if (unit == NULL || (!begun && *table->head.columns[table->value].unit != '\0'))
        return fits;
    table->unit = arena_strdup(table->arena, unit);
    return take_fits(taker, row, table->value, table->title, unit);
}

static void read_rows(struct table *table)
{
    const char *wanted = table->taker->indicator->unit;
    bool begun = false;
    bool fits = true;
    for (size_t row = table->head.last + 1; row < table->head.end; row++) {
        fits = follow_unit(table, row, begun, fits);
        bool words =
            is_merged_line(table->grid, row) ||
            remark_section(table->grid, row, table->taker->scratch, &table->remark.section) ||
            caption_is_unit_row(table->grid, row, wanted, table->taker->scratch);
        if (table->grid->rows[row].count > 0 && !words && fits)
            read_row(table, row);
        begun = begun || (!words && !grid_is_line(table->grid, row));
        if (row % TIDY_ROWS == 0)
            take_tidy(table->taker);
    }
}

static bool has_fitting_unit(const struct table *table)
{
    return take_fits(table->taker, table->head.last, table->value, table->title, table->unit);
}

/* The period of a title is that of one figure only: all others would be of it too. */
static int check_single(struct table *table, struct err *err)
{
    size_t count = 0;
    if (table->periods.column != PERIODCOLUMN_NONE)
        return 0;
    for (size_t row = table->head.last + 1; row < table->head.end; row++) {
        bool passes = filter_passes(&table->filter, table->grid, row, table->taker->scratch);
        count += passes && number_is(grid_cell(table->grid, row, table->value)) ? 1 : 0;
        if (row % TIDY_ROWS == 0)
            take_tidy(table->taker);
    }
    filter_reset(&table->filter);
    if (count <= 1)
        return 0;
    return err_set(err, ERR_DATA,
                   "the title gives one period, and %zu rows have a figure of it: expected "
                   "`where` to keep one",
                   count);
}

static int check_filter(const struct table *table, struct err *err)
{
    const struct indicator *indicator = table->taker->indicator;
    if (table->filter.count == 0 || table->filter.passed)
        return 0;
    const struct condition *first = &indicator->where[0];
    return err_set(err, ERR_DATA, "where: no row has %s=%s%s", first->head, first->cell,
                   table->filter.count > 1 ? " and so on" : "");
}

static void report_doubt(struct table *table)
{
    if (table->doubt != 0)
        take_problem(table->taker, table->doubt, table->value, table->title,
                     "another table with the same head begins here: it is not read");
}

int picklong_run(struct taker *taker, struct err *err)
{
    struct table table = {
        .taker = taker, .grid = taker->grid, .arena = arena_new(), .title = "", .unit = ""};
    int result = find_columns(&table, err);
    if (result == 0)
        result = check_single(&table, err);
    if (result == 0 && has_fitting_unit(&table)) {
        read_rows(&table);
        picklong_part_end(&table.part, taker);
        report_doubt(&table);
        result = check_filter(&table, err);
    }
    filter_free(&table.filter);
    arena_free(table.arena);
    return result;
}
