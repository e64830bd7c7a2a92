/* SPDX-License-Identifier: GPL-3.0-or-later */
/* monthhead: a row is read as months in a 年 and in a 年度; the rows around it say of what. */
#include "collector/monthhead.h"

#include <string.h>

#include "core/unicode.h"

#include "collector/carry.h"
#include "collector/label.h"

#define SEARCH_ROWS 300 /* a head stands near the top */
#define COLUMNS_MAX 1024
#define YEAR MONTHHEAD_YEAR
#define PLAIN_LEAST                                                                           \
    4 /* plain numbers 4 5 6 7 in a row are months, two or three need not be                  \
       */

/* One reading of a row. */
struct trial {
    const struct indicator *indicator;
    struct monthhead head;
    struct arena *arena;
    struct carry running;
    size_t found;
    int32_t first; /* offsets, of what is counted at hand */
    int32_t last;
    int32_t before; /* in a 年度 */
};

int32_t monthhead_periods(const struct indicator *indicator)
{
    return indicator->frequency == FREQUENCY_MONTHLY ? 12 : 4;
}

/* --- one row --- */

/* Reads a month or quarter that names no year, in two ways: in a 年, turning it when months
 * fall, and in a 年度. */
static bool read_month(const struct trial *trial, const char *text, struct carry *running,
                       struct monthhead_column *out)
{
    struct err ignored;
    struct period period;
    struct carry own = carry_start(trial->indicator, 0);
    struct carry fiscal = own;
    if (unicode_is_blank(text) || label_passes_over(trial->arena, text) ||
        carry_read(&own, text, &period, &ignored) == CARRY_READ)
        return false;
    carry_set_year(&fiscal, YEAR, true);
    if (carry_read(&fiscal, text, &period, &ignored) != CARRY_READ)
        return false;
    int32_t first = YEAR * monthhead_periods(trial->indicator);
    struct carry fresh = own;
    carry_set_year(&fresh, YEAR, false);
    *out = (struct monthhead_column){
        .has = true, .fiscal = period.n - first, .label = text, .path = text};
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

static bool follow(const struct monthhead *head)
{
    const struct monthhead_column *before = NULL;
    size_t plain = 0;
    size_t worded = 0;
    bool gaps = false;
    for (size_t i = 0; i < head->count; i++) {
        const struct monthhead_column *column = &head->columns[i];
        if (!column->has)
            continue;
        gaps = gaps || (before != NULL && column->offset != before->offset &&
                        column->offset != before->offset + 1);
        *(is_plain(column->path) ? &plain : &worded) += 1;
        before = column;
    }
    return worded > 0 || (!gaps && plain >= PLAIN_LEAST);
}

static struct measure_head as_measure_head(const struct monthhead *head)
{
    return (struct measure_head){.grid = head->grid,
                                 .first = head->first,
                                 .row = head->row,
                                 .last = head->last,
                                 .left = head->left,
                                 .count = head->count};
}

/* Where something else is counted from this month on, the months begin anew. */
static void begin_again(struct trial *trial, size_t column)
{
    struct measure_head rows = as_measure_head(&trial->head);
    if (trial->found == 0 ||
        measure_begins(&rows, &trial->running, column, trial->arena) == rows.row)
        return;
    carry_set_year(&trial->running, YEAR, false);
    trial->before = -1;
    trial->first = -1;
}

/* False where months run backwards, or through more than a year. */
static bool read_column(struct trial *trial, size_t i)
{
    struct monthhead *head = &trial->head;
    struct monthhead_column *column = &head->columns[i];
    const char *text = grid_cell(head->grid, head->row, i);
    struct carry fresh = carry_start(trial->indicator, 0);
    carry_set_year(&fresh, YEAR, false);
    *column = (struct monthhead_column){.label = "", .path = ""};
    if (!read_month(trial, text, &fresh, column))
        return true;
    begin_again(trial, i);
    if (!read_month(trial, text, &trial->running, column))
        return !column->has;
    head->left = trial->found++ == 0 ? i : head->left;
    /* in a 年度 the periods must not fall: January before April */
    head->from_january = head->from_january || column->fiscal < trial->before;
    head->ordinal = head->ordinal || column->needs_fiscal;
    trial->before = column->fiscal;
    trial->first = trial->first < 0 ? column->offset : trial->first;
    return column->offset - trial->first < monthhead_periods(trial->indicator);
}

/* Reads a row as the head of months; true if it is one. */
static bool read_row(struct trial *trial, size_t row)
{
    struct monthhead *head = &trial->head;
    trial->running = carry_start(trial->indicator, 0);
    trial->found = 0;
    trial->before = -1;
    trial->first = -1;
    head->row = row;
    head->last = row;
    head->left = 0;
    head->first = measure_first(head->grid, row, &trial->running);
    head->from_january = false;
    head->ordinal = false;
    carry_set_year(&trial->running, YEAR, false);
    for (size_t i = 0; i < head->count; i++)
        if (!read_column(trial, i))
            return false;
    return trial->found >= 2 && head->left > 0 && follow(head);
}

/* The columns found, those merged with them, and what is counted in each. */
static void read_measures(struct trial *trial, struct arena *arena)
{
    struct monthhead *head = &trial->head;
    struct measure_head rows = as_measure_head(head);
    head->last = measure_last(&rows);
    rows.last = head->last;
    head->measures = arena_alloc(arena, head->count, sizeof *head->measures);
    for (size_t i = 0; i < head->count; i++) {
        struct monthhead_column *column = &head->columns[i];
        struct measure *measure = &head->measures[i];
        bool blank = unicode_is_blank(grid_cell(head->grid, head->row, i));
        bool below = false;
        for (size_t row = head->row + 1; row <= head->last; row++)
            below = below || !unicode_is_blank(grid_cell(head->grid, row, i));
        if (blank && below && i > head->left)
            *column = column[-1];
        *measure = (struct measure){.path = "", .unit = ""};
        if (!column->has)
            continue;
        measure_read(&rows, &trial->running, i, trial->indicator->unit, arena, measure);
        measure->has = true;
        measure->period = (struct period){trial->indicator->frequency, column->fiscal};
        measure->said = column->label;
        column->path = below ? measure->path : column->path;
    }
}

bool monthhead_find(const struct indicator *indicator, const struct grid *grid,
                    struct arena *arena, struct monthhead *out)
{
    struct trial trial = {.indicator = indicator};
    size_t width = grid->column_count;
    size_t rows = grid->row_count < SEARCH_ROWS ? grid->row_count : SEARCH_ROWS;
    bool found = false;
    trial.head.grid = grid;
    trial.head.count = width < COLUMNS_MAX ? width : COLUMNS_MAX;
    trial.head.columns = arena_alloc(arena, trial.head.count, sizeof *trial.head.columns);
    for (size_t row = 0; row < rows && !found; row++) {
        trial.arena = arena_new();
        found = grid->rows[row].count >= 3 && read_row(&trial, row);
        arena_free(trial.arena);
    }
    trial.arena = NULL;
    if (found)
        read_measures(&trial, arena);
    *out = trial.head;
    return found;
}

int monthhead_choose(const struct indicator *indicator, struct monthhead *head,
                     struct arena *arena, struct err *err)
{
    if (measure_select(indicator, head->measures, head->count, arena, err) != 0 ||
        measure_check(indicator, head->measures, head->count, arena, err) != 0)
        return -1;
    for (size_t i = 0; i < head->count; i++)
        head->columns[i].has = head->columns[i].has && head->measures[i].wanted;
    return 0;
}
