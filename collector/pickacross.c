/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pickacross: the rows are gone through twice, to know the best fit and to take it. */
#include "collector/pickacross.h"

#include <stdint.h>
#include <string.h>

#include "core/buf.h"
#include "core/number.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/caption.h"
#include "collector/filter.h"
#include "collector/head.h"
#include "collector/headdate.h"
#include "collector/label.h"
#include "collector/name.h"
#include "collector/periodrow.h"
#include "collector/remark.h"
#include "collector/runningtotal.h"
#include "collector/unit.h"

#define TIDY_ROWS 1024
#define LABEL_COLUMNS 16
#define LISTED_SIZE 300

struct table {
    struct taker *taker;
    struct arena *arena;
    struct periodrow first; /* the head found */
    struct periodrow head;  /* the one over the row at hand */
    size_t block;           /* counts the heads */
    size_t blocks;          /* of the last */
    struct head labels;     /* the heads of the label columns */
    const char *printed;    /* the unit above the table */
    const char *caption;    /* that above the row at hand */
    const char *whole;      /* the unit of the last row that is no うち; "" = none */
    struct filter filter;
    struct name name;
    const char *above[LABEL_COLUMNS]; /* merged labels */
    struct arena *below;              /* holds `head` when it is not the first */
    enum observation_status of_title; /* said by it of all */
    enum observation_status section;  /* of the rows below a line that says it */
    bool lost;                        /* below a head without a year */
    bool complain;                    /* of such heads; only once */
};

/* What fits best so far. */
struct best {
    enum label_fit fit;
    size_t count; /* of rows under one head, at most */
    size_t block; /* of the last one, and how many there */
    size_t in_block;
    struct buf list;
};

/* --- labels --- */

static bool is_unit_column(const struct table *table, size_t column)
{
    return column < table->labels.count && label_is_unit_head(&table->labels.columns[column]);
}

static size_t label_columns(const struct table *table)
{
    return table->head.left < LABEL_COLUMNS ? table->head.left : LABEL_COLUMNS;
}

/* The last filled label column of a row; LABEL_COLUMNS when there is none. */
static size_t last_label(const struct table *table, size_t row)
{
    size_t last = LABEL_COLUMNS;
    for (size_t i = 0; i < label_columns(table); i++)
        if (!is_unit_column(table, i) &&
            !unicode_is_blank(grid_cell(table->head.grid, row, i)))
            last = i;
    return last;
}

/* Merged labels to the left hold on; the unit's column and those of `where` are no part. */
static struct label_path read_label(struct table *table, size_t row)
{
    struct label_path label;
    struct arena *scratch = table->taker->scratch;
    size_t last = last_label(table, row);
    label_init(&label);
    if (last == LABEL_COLUMNS)
        return label;
    for (size_t i = 0; i < label_columns(table); i++) {
        const char *text = grid_cell(table->head.grid, row, i);
        bool repeats = label_repeats(text) && i <= last;
        if (!repeats)
            table->above[i] = text;
        if (i > last || is_unit_column(table, i))
            continue;
        label_add(&label, scratch, table->above[i]);
        label_unit(&label, scratch, table->taker->indicator->unit);
    }
    label_inherit(&label, scratch);
    return label;
}

static enum label_fit judge(const struct table *table, const struct label_path *label)
{
    enum label_fit fit = label_fit(label, &table->name);
    struct arena *scratch = table->taker->scratch;
    /* a pattern that fits everything means neither the totals nor the targets */
    if (fit == LABEL_PATTERN &&
        (label_passes_over(scratch, label->last) || label_is_outlook(scratch, label->last)))
        return LABEL_NONE;
    return fit;
}

/* --- rows --- */

static void reset(struct table *table)
{
    arena_free(table->below);
    table->below = NULL;
    table->head = table->first;
    table->block = 0;
    table->lost = false;
    table->section = OBSERVATION_FINAL;
    table->caption = table->printed;
    table->whole = "";
    for (size_t i = 0; i < LABEL_COLUMNS; i++)
        table->above[i] = "";
    for (size_t i = 0; i < table->filter.count; i++)
        table->filter.items[i].above = "";
    take_tidy(table->taker);
}

/* What stands below such a head is not taken. */
static void lose(struct table *table, size_t row, const char *why)
{
    table->lost = true;
    if (table->complain)
        take_problem(table->taker, row, table->head.left, "", "%s", why);
}

/* True if the row is a head: further periods. */
static bool is_head(struct table *table, size_t *row)
{
    struct periodrow next;
    struct arena *below = arena_new();
    enum periodrow_below what =
        periodrow_again(table->taker->indicator, &table->head, *row, below, &next);
    if (what == PERIODROW_DATA) {
        arena_free(below);
        return false;
    }
    if (what == PERIODROW_WITHOUT_YEAR) {
        arena_free(below);
        lose(table, *row,
             "a head of months without a year: what stands below it is not taken");
        return true;
    }
    struct err err;
    arena_free(table->below);
    table->below = below;
    table->head = next;
    table->block++;
    table->lost = false;
    if (periodrow_choose(table->taker->indicator, &table->head, below, &err) != 0)
        lose(table, *row, err.text);
    *row = next.last;
    return true;
}

static bool has_value(const struct table *table, size_t row)
{
    if (table->lost)
        return false;
    for (size_t i = table->head.left; i < table->head.grid->rows[row].count; i++)
        if (i < table->head.count && table->head.columns[i].has &&
            !unicode_is_blank(table->head.grid->rows[row].cells[i]))
            return true;
    return false;
}

static const char *find_unit(const struct table *table, size_t row,
                             const struct label_path *label)
{
    if (*label->unit != '\0')
        return label->unit;
    const struct grid *grid = table->head.grid;
    for (size_t i = 0; i < table->labels.count; i++)
        if (is_unit_column(table, i) && !unicode_is_blank(grid_cell(grid, row, i)))
            return grid_cell(grid, row, i);
    if (label_is_of_which(label) && *table->whole != '\0')
        return table->whole;
    /* in remarks, right of the periods */
    for (size_t i = table->head.left; i < grid->rows[row].count; i++) {
        const char *unit = caption_of_cell(table->taker->scratch, grid->rows[row].cells[i],
                                           table->taker->indicator->unit);
        if (unit != NULL)
            return unit;
    }
    return table->caption;
}

/* The unit of the column's own head, or else the row's. Two that differ are nobody's: "". */
static const char *find_column_unit(const struct table *table, size_t column, const char *unit)
{
    const char *own = table->head.measures[column].unit;
    if (*own == '\0')
        return unit;
    bool said = unit != table->caption; /* by the row itself */
    return said && !str_equal(own, unit) ? NULL : own;
}

/* A figure below what should be a period. */
static void complain_of_column(struct table *table, size_t row, size_t column)
{
    const char *why = table->head.columns[column].why;
    struct number number;
    struct err ignored;
    if (why != NULL &&
        number_read(grid_cell(table->head.grid, row, column), &number, &ignored) == 0 &&
        number.present)
        take_problem(table->taker, row, column, table->head.columns[column].path, "%s", why);
}

struct unit_state {
    const char *unit; /* of the column before; NULL = there was none */
    bool fits;
};

/* True if the values of the column can be taken; where they cannot, it is said once. */
static bool has_unit(struct table *table, size_t row, size_t column, const char *unit,
                     struct unit_state *before)
{
    const char *path = table->head.columns[column].path;
    const char *own = table->head.measures[column].unit;
    bool of_row = *own == '\0';
    if (unit == NULL) {
        take_problem(table->taker, row, column, path, "its row says another unit than %s",
                     own);
        return false;
    }
    if (before->unit == NULL || !str_equal(before->unit, unit))
        before->fits =
            take_fits(table->taker, row, of_row ? 0 : column, of_row ? "" : path, unit);
    before->unit = unit;
    return before->fits;
}

/* True for the newest column, if the rows above its total show months still to come. */
static bool is_running(struct table *table, size_t row, size_t column)
{
    size_t month = 0;
    struct period period = table->head.columns[column].period;
    const struct grid *grid = table->head.grid;
    for (size_t i = table->head.left; i < table->head.count; i++)
        if (table->head.columns[i].has &&
            period_compare(table->head.columns[i].period, period) > 0)
            return false;
    if (!period_is_yearly(period.frequency) ||
        !runningtotal_in_column(grid, table->head.last + 1, row, table->head.left, column,
                                table->taker->scratch, &month))
        return false;
    take_problem(table->taker, row, column, table->head.columns[column].path,
                 "\"%.40s\": row %zu is \"%.20s\", and may be still to come: the total is not "
                 "taken",
                 grid_cell(grid, row, column), month + 1, grid_cell(grid, month, column));
    return true;
}

static void take_cells(struct table *table, size_t row, const struct label_path *label)
{
    if (headdate_is_before(table->taker->scratch, label->path)) {
        take_problem(table->taker, row, 0, "",
                     "\"%.60s\" holds the figures of an earlier period than those above it",
                     label->path);
        return;
    }
    struct take_cell *cells =
        arena_alloc(table->taker->scratch, table->head.count, sizeof *cells);
    struct unit_state before = {0};
    enum observation_status said = label_named_status(table->taker->scratch, label->path);
    if (said == OBSERVATION_FINAL)
        said = table->section;
    if (said == OBSERVATION_FINAL)
        said = table->of_title;
    const char *row_unit = find_unit(table, row, label);
    size_t count = 0;
    for (size_t i = table->head.left; i < table->head.count; i++) {
        const struct periodrow_column *column = &table->head.columns[i];
        if (!column->has)
            complain_of_column(table, row, i);
        if (!column->has || i >= table->head.grid->rows[row].count)
            continue;
        const char *unit = find_column_unit(table, i, row_unit);
        if (!has_unit(table, row, i, unit, &before) || is_running(table, row, i))
            continue;
        cells[count++] = (struct take_cell){
            .row = row,
            .column = i,
            .head = column->path,
            .text = take_text(table->taker, row, i),
            .unit = unit,
            .period = column->period,
            .named = column->named,
            .status = column->status != OBSERVATION_FINAL ? column->status : said};
    }
    take_row(table->taker, cells, count, table->block == table->blocks);
}

static void note(struct best *best, const struct table *table, size_t row, enum label_fit fit,
                 const struct label_path *label)
{
    if (fit < best->fit) {
        best->fit = fit;
        best->count = 0;
        best->in_block = 0;
        buf_reset(&best->list);
    }
    bool again = best->in_block > 0 && best->block == table->block;
    best->in_block = again ? best->in_block + 1 : 1;
    best->count = best->in_block > best->count ? best->in_block : best->count;
    best->block = table->block;
    if (fit != LABEL_NONE)
        (void)buf_printf(&best->list, "%s\"%s\" (row %zu)", best->list.length > 0 ? ", " : "",
                         label->path, row + 1);
    else
        (void)buf_printf(&best->list, "%s\"%s\"", best->list.length > 0 ? ", " : "",
                         label->path);
}

/* A unit between the rows holds for those below it. */
static void follow_unit(struct table *table, size_t row)
{
    struct taker *taker = table->taker;
    const char *unit = caption_from_here(&table->labels, row, SIZE_MAX, taker->indicator->unit,
                                         taker->scratch);
    if (unit != NULL)
        table->caption = arena_strdup(table->arena, unit);
}

/* Goes through the rows: with `best` to learn what fits, without to take what fits as
 * `fit`. */
static void go_through(struct table *table, struct best *best, enum label_fit fit)
{
    const struct grid *grid = table->taker->grid;
    reset(table);
    for (size_t row = table->head.headless ? 0 : table->head.last + 1; row < grid->row_count;
         row++) {
        if (row % TIDY_ROWS == 0)
            take_tidy(table->taker);
        if (grid->rows[row].count == 0 || is_head(table, &row))
            continue;
        follow_unit(table, row);
        (void)remark_section(grid, row, table->taker->scratch, &table->section);
        struct label_path label = read_label(table, row);
        if (*label.last != '\0' && !label_is_of_which(&label))
            table->whole = *label.unit == '\0' ? "" : arena_strdup(table->arena, label.unit);
        bool passes = filter_passes(&table->filter, grid, row, table->taker->scratch);
        if (*label.path == '\0' || !passes || !has_value(table, row))
            continue;
        enum label_fit found = judge(table, &label);
        if (best != NULL && found <= best->fit)
            note(best, table, row, found, &label);
        if (best == NULL && found == fit)
            take_cells(table, row, &label);
    }
}

static int find_row(struct table *table, enum label_fit *fit, struct err *err)
{
    const char *value = table->taker->indicator->value;
    struct best best = {.fit = LABEL_NONE};
    buf_init(&best.list, LISTED_SIZE);
    go_through(table, &best, LABEL_NONE);
    *fit = best.fit;
    table->blocks = table->block;
    const char *more = best.list.overflow ? " ..." : "";
    int result = 0;
    if (best.fit == LABEL_NONE)
        result = err_set(err, ERR_DATA, "value: no row \"%s\": the labels are %s%s", value,
                         best.list.length == 0 ? "none" : buf_text(&best.list), more);
    else if (best.count > 1)
        result = err_set(err, ERR_DATA,
                         "value: \"%s\" means several rows: %s%s: expected the whole label "
                         "of one, or `where`",
                         value, buf_text(&best.list), more);
    buf_free(&best.list);
    return result;
}

static int find_table(struct table *table, struct err *err)
{
    const struct indicator *indicator = table->taker->indicator;
    if (str_empty(indicator->value))
        return err_set(err, ERR_DATA, "`value` is not set: expected the label of a row");
    if (periodrow_find(indicator, table->taker->grid, table->arena, &table->first, err) != 0)
        return -1;
    if (periodrow_choose(indicator, &table->first, table->arena, err) != 0)
        return -1;
    table->head = table->first;
    head_read(table->taker->grid, table->first.first, table->first.last, indicator->unit,
              table->arena, &table->labels);
    if (caption_check(&table->labels, indicator, table->arena, &table->of_title, err) != 0)
        return -1;
    table->printed = caption_unit(&table->labels, indicator->unit, table->arena);
    return filter_find(indicator, &table->labels, table->arena, &table->filter, err);
}

int pickacross_run(struct taker *taker, struct err *err)
{
    struct table table = {.taker = taker, .arena = arena_new()};
    enum label_fit fit = LABEL_NONE;
    name_init(&table.name, table.arena, taker->indicator->value);
    int result = find_table(&table, err);
    if (result == 0)
        result = find_row(&table, &fit, err);
    if (result == 0) {
        table.complain = true;
        go_through(&table, NULL, fit);
    }
    filter_free(&table.filter);
    name_free(&table.name);
    arena_free(table.below);
    arena_free(table.arena);
    return result;
}
