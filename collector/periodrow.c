/* SPDX-License-Identifier: GPL-3.0-or-later */
/* periodrow: trial readings decide which row it is, then a title gives a missing year. */
#include "collector/periodrow.h"

#include "core/periodread.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/carry.h"
#include "collector/label.h"
#include "collector/name.h"
#include "collector/periodrow_title.h"
#include "collector/storedyear.h"
#include "collector/timehead.h"
#include "collector/titleyear.h"

#define SEARCH_ROWS 300 /* a head stands near the top */
#define SEARCH_COLUMNS 2048
#define ERA_ROWS 30

/* One reading of a row. */
struct trial {
    const struct indicator *indicator;
    struct arena *arena;
    struct periodrow head;
    size_t readable;  /* columns with periods, outlook included */
    size_t filled;    /* other texts right of the first of them */
    size_t months;    /* that lacked only a year */
    int first_month;  /* of those */
    int last_month;   /* of those that are no outlook */
    int turns;        /* how often they fall */
    struct carry era; /* to start with */
    bool stored;      /* the cells' years are not shown */
};

static size_t width(const struct grid *grid)
{
    return grid->column_count < SEARCH_COLUMNS ? grid->column_count : SEARCH_COLUMNS;
}

/* --- the rows above --- */

/* The texts above and in a cell as a path; a year printed once is for its own columns. */
static const char *read_path(struct trial *trial, size_t row, size_t column)
{
    struct label_path label;
    label_init(&label);
    for (size_t i = trial->head.first; i <= row; i++)
        label_add(&label, trial->arena, grid_cell(trial->head.grid, i, column));
    return label.path;
}

/* A year in a line of its own; false if the text is none. */
static bool set_year(struct carry *carry, const char *text)
{
    int year = 0;
    bool fiscal = false;
    if (unicode_is_blank(text) || !carry_is_year(carry, text, false, &year, &fiscal))
        return false;
    carry_beside(carry, text, fiscal);
    carry->beside = false;
    carry_set_year(carry, year, fiscal);
    return true;
}

/* Years above the column, and words that make it an outlook. */
static enum observation_status read_above(struct trial *trial, struct carry *carry, size_t row,
                                          size_t column)
{
    enum observation_status status = OBSERVATION_FINAL;
    for (size_t i = trial->head.first; i < row; i++) {
        const char *text = grid_cell(trial->head.grid, i, column);
        if (unicode_is_blank(text) || set_year(carry, text))
            continue;
        if (label_status(trial->arena, text) != OBSERVATION_FINAL)
            status = label_status(trial->arena, text);
    }
    return status;
}

/* --- one row --- */

/* A month that lacks only its year. */
static void note_month(struct trial *trial, const char *text, bool outlook)
{
    struct period period;
    struct err ignored;
    struct periodread_context context = trial->era.context;
    context.carried_year = PERIOD_YEAR_MAX - 1; /* any */
    context.carried_month = 0;
    if (periodread_cell(text, &context, &period, &ignored) != 0)
        return;
    if (outlook)
        return;
    int month = context.carried_month;
    trial->turns += trial->months > 0 && month < trial->last_month ? 1 : 0;
    trial->first_month = trial->months == 0 ? month : trial->first_month;
    trial->last_month = month;
    trial->months++;
}

static bool looks_meant(const struct trial *trial, const char *text)
{
    /* 平成31, 2, 3: a year behind another, without its era */
    bool bare = trial->readable > 0 && period_is_yearly(trial->indicator->frequency) &&
                timehead_is_bare(trial->arena, text);
    return (bare || periodread_plausible(text)) && !label_passes_over(trial->arena, text);
}

/* Where something else is counted from here on, the periods begin anew: nothing is carried
 * over but a year that stands over both. */
static void begin_again(struct trial *trial, struct carry *carry, size_t row, size_t column)
{
    struct measure_head rows = {
        .grid = trial->head.grid, .first = trial->head.first, .row = row, .last = row};
    if (trial->readable + trial->months == 0)
        return;
    size_t word = measure_begins(&rows, &trial->era, column, trial->arena);
    if (word == row)
        return;
    *carry = trial->era;
    trial->last_month = 0;
    for (size_t i = trial->head.first; i < word; i++) {
        size_t from = column;
        while (from > 0 && unicode_is_blank(grid_cell(trial->head.grid, i, from)))
            from--;
        (void)set_year(carry, grid_cell(trial->head.grid, i, from));
    }
}

static void read_cell(struct trial *trial, struct carry *carry, size_t row, size_t column)
{
    const char *text = grid_cell(trial->head.grid, row, column);
    struct periodrow_column *out = &trial->head.columns[column];
    struct err err = {0};
    begin_again(trial, carry, row, column);
    enum observation_status above = read_above(trial, carry, row, column);
    if (unicode_is_blank(text))
        return;
    bool outlook = label_is_outlook(trial->arena, text) || above == OBSERVATION_FORECAST;
    if (trial->stored)
        storedyear_give(carry, trial->head.grid, row, column);
    struct carry before = *carry;
    bool read = carry_read_label(carry, text, trial->arena, &out->period, &err) == CARRY_READ;
    out->named = carry->context.named;
    out->path = read_path(trial, row, column);
    out->status = outlook ? OBSERVATION_FORECAST : label_status(trial->arena, text);
    if (out->status == OBSERVATION_FINAL)
        out->status = above;
    if (outlook)
        *carry = before; /* an outlook does not turn the year of what stands behind it */
    /* what stands below 目標 can be named: see periodrow_choose */
    out->has = read && !label_is_outlook(trial->arena, text);
    if (!read && !outlook && looks_meant(trial, text))
        out->why = arena_strdup(trial->arena, err.text);
    if (!read)
        note_month(trial, text, outlook);
    if (out->has && trial->readable++ == 0)
        trial->head.left = column;
    if (!out->has && trial->readable > 0 && !outlook)
        trial->filled++;
}

/* Reads the row into a trial that has its indicator, arena and carry. */
static struct trial run(struct trial trial, const struct grid *grid, size_t row)
{
    struct arena *arena = trial.arena;
    struct carry carry = trial.era;
    trial.head =
        (struct periodrow){.grid = grid, .row = row, .last = row, .count = width(grid)};
    trial.head.columns = arena_alloc(arena, trial.head.count, sizeof *trial.head.columns);
    trial.head.first = measure_first(grid, row, &trial.era);
    size_t cells = grid->rows[row].count;
    for (size_t i = 0; i < trial.head.count; i++) {
        trial.head.columns[i].path = "";
        if (i < cells)
            read_cell(&trial, &carry, row, i);
    }
    trial.head.end = carry;
    return trial;
}

static struct trial try_row(const struct indicator *indicator, const struct grid *grid,
                            struct carry carry, size_t row, struct arena *arena)
{
    return run((struct trial){.indicator = indicator, .arena = arena, .era = carry}, grid,
               row);
}

/* The row whose months lack a year, read by the years that its cells store; *why says why
 * not. */
static bool try_stored(struct trial *trial, const char **why)
{
    struct storedyear_run years = {0};
    for (size_t i = 0; i < trial->head.count; i++)
        storedyear_note(&years, trial->head.grid, trial->head.row, i);
    bool believed = storedyear_believed(&years, trial->head.grid, trial->head.row);
    *why = storedyear_why(&years);
    if (!believed)
        return false;
    struct trial start = {.indicator = trial->indicator,
                          .arena = trial->arena,
                          .era = trial->era,
                          .stored = true};
    *trial = run(start, trial->head.grid, trial->head.row);
    return trial->readable > 0;
}

/* *why, in the arena of the trial, says why not. */
static bool find_year(const struct trial *trial, struct carry *carry, const char **why)
{
    struct titleyear_months months = {.last = trial->last_month, .turns = trial->turns};
    bool found = titleyear_find(trial->head.grid, trial->head.row, &months, carry);
    *why = arena_strdup(trial->arena, months.why);
    return found;
}

/* --- finding --- */

static bool is_wanted(const struct indicator *indicator, const struct grid *grid, size_t row,
                      struct arena *arena, const struct name *name)
{
    if (str_empty(indicator->period) || str_equal(indicator->period, "auto"))
        return true;
    for (size_t i = 0; i < grid->rows[row].count && i < SEARCH_COLUMNS; i++)
        if (name_fits(name, unicode_key(arena, grid->rows[row].cells[i])))
            return true;
    return false;
}

/* Better than what was found: several periods that make up most of the row, the first such
 * row; else the first with any. */
static int rank(const struct trial *trial)
{
    if (trial->readable >= 2 && trial->readable >= trial->filled)
        return 3;
    if (trial->readable == 0 && trial->months >= 2)
        return 2;
    return trial->readable > 0 ? 1 : 0;
}

static struct trial search(const struct indicator *indicator, const struct grid *grid,
                           const struct carry *carry, struct arena *arena)
{
    struct trial best = {0};
    struct name name;
    name_init(&name, arena, indicator->period);
    size_t rows = grid->row_count < SEARCH_ROWS ? grid->row_count : SEARCH_ROWS;
    for (size_t row = 0; row < rows && rank(&best) < 2; row++) {
        if (!is_wanted(indicator, grid, row, arena, &name))
            continue;
        struct arena *own = arena_new();
        struct trial trial = try_row(indicator, grid, *carry, row, own);
        int fit = rank(&trial);
        arena_free(own);
        if (fit > rank(&best))
            best = try_row(indicator, grid, *carry, row, arena);
    }
    name_free(&name);
    return best;
}

/* --- rows below that belong to the head --- */

static struct measure_head as_measure_head(const struct periodrow *head)
{
    return (struct measure_head){.grid = head->grid,
                                 .first = head->first,
                                 .row = head->row,
                                 .last = head->last,
                                 .left = head->left,
                                 .count = head->count};
}

/* Merged columns are of the period on their left, where something stands below it. */
static void read_measure(struct periodrow *head, const struct trial *trial, size_t column)
{
    struct measure_head rows = as_measure_head(head);
    struct periodrow_column *own = &head->columns[column];
    struct measure *measure = &head->measures[column];
    bool blank = unicode_is_blank(grid_cell(head->grid, head->row, column));
    bool below = false;
    for (size_t row = head->row + 1; row <= head->last; row++)
        below = below || !unicode_is_blank(grid_cell(head->grid, row, column));
    if (blank && below && column > head->left)
        *own = own[-1];
    *measure = (struct measure){.path = "", .unit = ""};
    if (!own->has)
        return;
    measure_read(&rows, &trial->era, column, trial->indicator->unit, trial->arena, measure);
    measure->has = true;
    measure->period = own->period;
    if (below)
        own->path = measure->path;
    /* the unit of years that have it themselves: 2024年度(千人) */
    struct label_path label;
    label_init(&label);
    label_add(&label, trial->arena, grid_cell(head->grid, head->row, column));
    label_unit(&label, trial->arena, trial->indicator->unit);
    measure->unit = *measure->unit == '\0' ? label.unit : measure->unit;
}

static void finish(const struct trial *trial, int era, struct periodrow *out)
{
    *out = trial->head;
    out->era = era;
    struct measure_head rows = as_measure_head(out);
    out->last = measure_last(&rows);
    out->measures = arena_alloc(trial->arena, out->count, sizeof *out->measures);
    for (size_t i = 0; i < out->count; i++)
        out->measures[i] = (struct measure){.path = ""};
    for (size_t i = out->left; i < out->count; i++)
        read_measure(out, trial, i);
}

int periodrow_choose(const struct indicator *indicator, struct periodrow *head,
                     struct arena *arena, struct err *err)
{
    if (measure_select(indicator, head->measures, head->count, arena, err) != 0 ||
        measure_check(indicator, head->measures, head->count, arena, err) != 0)
        return -1;
    for (size_t i = 0; i < head->count; i++) {
        struct periodrow_column *column = &head->columns[i];
        const struct measure *measure = &head->measures[i];
        column->has = column->has && measure->wanted;
        if (column->has && measure->status != OBSERVATION_FINAL)
            column->status = measure->status;
    }
    return 0;
}

int periodrow_find(const struct indicator *indicator, const struct grid *grid,
                   struct arena *arena, struct periodrow *out, struct err *err)
{
    int era = carry_era(indicator, grid, ERA_ROWS);
    struct carry carry = carry_start(indicator, era);
    struct trial best = search(indicator, grid, &carry, arena);
    const char *frequency = period_frequency_name(indicator->frequency);
    bool named = !str_empty(indicator->period) && !str_equal(indicator->period, "auto");
    if (best.readable == 0 && best.months >= 2) {
        const char *why = "";
        const char *title = "";
        size_t row = best.head.row;
        if (find_year(&best, &carry, &title))
            best = try_row(indicator, grid, carry, row, arena);
        else if (!try_stored(&best, &why))
            return err_set(err, ERR_DATA,
                           "row %zu holds months without a year, and no title gives it%s%s",
                           row + 1, title, why);
    }
    if (best.readable == 0 && named)
        return err_set(err, ERR_DATA, "period: no row \"%s\" holds %s periods",
                       indicator->period, frequency);
    if (best.readable == 0) {
        struct err why;
        if (periodrow_title_find(indicator, grid, arena, out, &why) == 0)
            return 0;
        return err_set(err, ERR_DATA, "no row holds %s periods, and %s", frequency, why.text);
    }
    finish(&best, era, out);
    return 0;
}

/* A head says in its label column what the first one says there, or nothing. */
static bool is_labelled_alike(const struct periodrow *before, size_t row)
{
    for (size_t i = 0; i < before->left; i++) {
        const char *text = grid_cell(before->grid, row, i);
        if (!unicode_is_blank(text) &&
            !str_equal(text, grid_cell(before->grid, before->row, i)))
            return false;
    }
    return true;
}

/* True if a cell has a word of time: values have none. */
static bool has_time(const struct periodrow *before, size_t row)
{
    static const char *const words[] = {"年", "月", "期", "度", "FY", "Q"};
    const struct grid *grid = before->grid;
    for (size_t i = before->left; i < grid->rows[row].count && i < before->count; i++)
        if (str_holds_any(grid->rows[row].cells[i], words, sizeof words / sizeof words[0]))
            return true;
    return false;
}

/* Months without a year go on only where those of the head before ended. */
static bool goes_on(const struct periodrow *before, const struct trial *trial)
{
    return before->end.context.carried_month % 12 + 1 == trial->first_month;
}

enum periodrow_below periodrow_again(const struct indicator *indicator,
                                     const struct periodrow *before, size_t row,
                                     struct arena *arena, struct periodrow *out)
{
    const struct grid *grid = before->grid;
    if (grid->rows[row].count <= before->left ||
        (!is_labelled_alike(before, row) && !has_time(before, row)))
        return PERIODROW_DATA;
    struct carry carry = carry_start(indicator, before->era);
    struct arena *own = arena_new();
    struct trial trial = try_row(indicator, grid, carry, row, own);
    int fit = rank(&trial);
    arena_free(own);
    if (fit < 2)
        return PERIODROW_DATA;
    if (fit == 2 && !goes_on(before, &trial))
        return PERIODROW_WITHOUT_YEAR;
    trial = try_row(indicator, grid, fit == 2 ? before->end : carry, row, arena);
    finish(&trial, before->era, out);
    return PERIODROW_HEAD;
}
