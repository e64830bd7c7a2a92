/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_long: heads that stand over figures, each with every way of reading the periods. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "collector/caption.h"
#include "collector/periodblock.h"
#include "collector/periodcolumn.h"
#include "collector/suggest_trial.h"
#include "collector/unit.h"
#include "core/str.h"
#include "core/unicode.h"

#define HEAD_ROWS 80
#define HEADS_MAX 12
#define COLUMNS_MAX 60
#define BELOW_ROWS 40 /* looked at for figures */
#define LOOK_ROWS 10
#define WAYS_MAX 8
#define WHERE_MAX 12
#define WHERE_LESS 2 /* for further columns of a table */
#define WHERE_COLUMNS 3

/* One way of reading the periods of a table. */
struct way {
    enum frequency frequency;
    const char *period;
    enum era_name era;
    size_t column;
    bool fiscal;             /* the head says 年度 */
    struct condition *where; /* keeps the rows of this frequency; NULL = none needed */
};

struct table {
    struct suggest_job *job;
    struct head head;
    const char *names[COLUMNS_MAX]; /* of columns; NULL = not looked for yet, "" = none */
    struct suggest_dimensions dimensions;
    size_t searched; /* columns that `where` was tried for */
    struct way ways[WAYS_MAX];
    size_t way_count;
    struct periodblock block; /* that the ways are of */
    bool mixed;               /* rows of several frequencies: each way is of one */
};

/* --- names --- */

/* True if the name means this column to the picker. */
static bool means(const struct table *table, const char *name, size_t column)
{
    struct head head;
    struct err ignored;
    size_t found = 0;
    struct arena *arena = table->job->scratch;
    if (*name == '\0' || !str_equal(name, suggest_text_clean(arena, name)))
        return false;
    return head_find(table->head.grid, name, "", arena, &head, &ignored) == 0 &&
           head.last == table->head.last &&
           head_column(&head, name, arena, &found, &ignored) == 0 && found == column;
}

/* The shortest name of the column; "" when nothing means it alone. */
static const char *find_name(const struct table *table, size_t column)
{
    const struct label_path *label = &table->head.columns[column];
    struct arena *arena = table->job->scratch;
    const char *names[] = {label_bare(arena, label->last), label->last,
                           suggest_text_clean(arena, label->path), label->whole};
    if (*label->path == '\0')
        return "";
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (means(table, names[i], column))
            return names[i];
    const char *pattern = suggest_text_quote(arena, label->last);
    return means(table, pattern, column) ? pattern : "";
}

/* The same, or NULL; looked for once. */
static const char *name_column(struct table *table, size_t column)
{
    if (column >= COLUMNS_MAX)
        return NULL;
    if (table->names[column] == NULL)
        table->names[column] = find_name(table, column);
    return *table->names[column] == '\0' ? NULL : table->names[column];
}

/* --- ways --- */

/* Plain numbers are periods only below a head that says so. */
static bool may_be_year(const struct label_path *label)
{
    static const char *const words[] = {"年",   "year", "Year", "YEAR", "time",   "Time",
                                        "TIME", "date", "Date", "DATE", "period", "PERIOD"};
    return str_holds_any(label->whole, words, sizeof words / sizeof words[0]) ||
           *label->whole == '\0';
}

/* A column that tells when, not how many. */
static bool tells_when(const struct label_path *label)
{
    static const char *const words[] = {"年",     "月",     "日",   "年度",  "年月",
                                        "年月日", "期",     "year", "month", "date",
                                        "time",   "period", "day",  "week",  "quarter",
                                        "曜日",   "四半期", "西暦", "和暦",  "暦年"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcasecmp(label->last, words[i]) == 0)
            return true;
    return false;
}

/* True if at least half of the column reads as periods. */
static bool holds_periods(const struct table *table, const struct periodcolumn *found)
{
    struct periodcolumn at = *found;
    const struct grid *grid = table->head.grid;
    const struct label_path *label = &table->head.columns[at.column];
    size_t filled = 0;
    size_t readable = 0;
    size_t plain = 0;
    size_t end = table->head.last + 1 + BELOW_ROWS;
    for (size_t row = table->head.last + 1; row < end && row < table->head.end; row++) {
        struct period period;
        struct err ignored;
        const char *text = grid_cell(grid, row, at.column);
        if (unicode_is_blank(text))
            continue;
        filled++;
        plain += suggest_text_is_figure(text) ? 1 : 0;
        readable +=
            periodcolumn_read(&at, row, table->job->scratch, &period, &ignored) == CARRY_READ
                ? 1
                : 0;
    }
    bool numbers = plain * 2 > filled && !may_be_year(label) && !tells_when(label);
    return readable > 0 && readable * 2 >= filled && !numbers;
}

static bool try_way(struct table *table, struct indicator candidate, size_t value)
{
    struct periodcolumn at;
    struct err why;
    struct arena *arena = table->job->scratch;
    if (table->way_count == WAYS_MAX)
        return false;
    if (periodcolumn_find(&candidate, &table->head, value, arena, &at, &why) != 0) {
        suggest_trial_note(table->job, why.text);
        return false;
    }
    if (at.column == PERIODCOLUMN_NONE || !holds_periods(table, &at))
        return false;
    const char *name =
        at.year_column == PERIODCOLUMN_NONE ? name_column(table, at.column) : NULL;
    table->ways[table->way_count++] =
        (struct way){.frequency = candidate.frequency,
                     .period = name == NULL ? candidate.period : name,
                     .era = candidate.era,
                     .column = at.column,
                     .fiscal = strstr(table->head.columns[at.column].whole, "年度") != NULL};
    return true;
}

/* A first look: something in the column is worth reading as periods. */
static bool may_hold_periods(const struct table *table, size_t column)
{
    const struct grid *grid = table->head.grid;
    size_t end = table->head.last + 1 + LOOK_ROWS;
    for (size_t row = table->head.last + 1; row < end && row < grid->row_count; row++)
        if (suggest_text_is_period(grid_cell(grid, row, column)))
            return true;
    return may_be_year(&table->head.columns[column]);
}

/* Where several columns hold periods, each is one way. */
static void try_columns(struct table *table, struct indicator candidate, size_t value)
{
    for (size_t i = 0; i < table->head.count && i < COLUMNS_MAX; i++) {
        if (suggest_trial_over(table->job))
            return;
        if (i == value || !periodblock_holds(&table->block, i) || !may_hold_periods(table, i))
            continue;
        const char *name = name_column(table, i);
        if (name == NULL)
            continue;
        candidate.period = name;
        (void)try_way(table, candidate, value);
    }
}

/* Where rows are of several frequencies, each is a way of its own. */
static bool find_cycles(struct table *table)
{
    struct suggest_cycle cycles[SUGGEST_CYCLES];
    size_t column = 0;
    size_t count = suggest_cycle_find(table->job, &table->head, &column, cycles);
    const char *name = count == 0 ? NULL : name_column(table, column);
    for (size_t i = 0; name != NULL && i < count && table->way_count < WAYS_MAX; i++) {
        struct condition *where = arena_alloc(table->job->scratch, 1, sizeof *where);
        *where = (struct condition){.head = name, .cell = cycles[i].labels};
        table->ways[table->way_count++] = (struct way){.frequency = cycles[i].frequency,
                                                       .period = name,
                                                       .column = column,
                                                       .where = where};
    }
    table->mixed = table->way_count > 0;
    return table->mixed;
}

static void find_ways(struct table *table, size_t value)
{
    table->way_count = 0;
    if (find_cycles(table))
        return;
    for (int f = FREQUENCY_DAILY; f <= FREQUENCY_FISCAL_YEAR; f++) {
        struct indicator candidate =
            suggest_trial_start(table->job, LAYOUT_LONG, (enum frequency)f);
        if (suggest_trial_over(table->job))
            return;
        if (!try_way(table, candidate, value))
            try_columns(table, candidate, value);
    }
    bool found = table->way_count > 0;
    for (int era = ERA_NAME_SHOWA; era <= ERA_NAME_WESTERN && !found; era++) {
        if (suggest_trial_over(table->job))
            return;
        struct indicator candidate =
            suggest_trial_start(table->job, LAYOUT_LONG, FREQUENCY_FISCAL_YEAR);
        candidate.era = (enum era_name)era;
        (void)try_way(table, candidate, value);
    }
}

/* A year that the head calls 年度 is one. */
static bool is_way_of(const struct table *table, const struct way *way, size_t value)
{
    return way->column != value && periodblock_holds(&table->block, way->column) &&
           !suggest_column_is_of_other(&table->head, value, way->column) &&
           !(way->fiscal && way->frequency == FREQUENCY_CALENDAR_YEAR);
}

/* --- one column --- */

/* The unit of the head, of a column that holds units, or of the row of them at the end. */
static const char *unit_near(const struct table *table, size_t value)
{
    static const char *const heads[] = {"単位", "unit", "UNIT", "Unit", "UNIT_MEASURE"};
    const struct head *head = &table->head;
    if (*head->columns[value].unit != '\0')
        return head->columns[value].unit;
    for (size_t i = 0; i < head->count; i++)
        for (size_t k = 0; k < sizeof heads / sizeof heads[0]; k++)
            if (str_equal(head->columns[i].last, heads[k]))
                return grid_cell(head->grid, head->last + 1, i);
    const struct grid *grid = head->grid;
    size_t last = grid->row_count - 1;
    struct arena *arena = table->job->scratch;
    if (last > head->last + 1 && caption_is_unit_row(grid, last, "", arena))
        return unit_bare(arena, grid_cell(grid, last, value), "");
    return "";
}

static void keep(struct table *table, struct suggestion *suggestion, const struct way *way,
                 size_t value)
{
    suggestion->label = table->head.columns[value].path;
    suggestion->unit_near = unit_near(table, value);
    suggestion->era_is_open = way->era != ERA_NAME_NONE;
    suggestion->year_is_open = suggestion->indicator.frequency == FREQUENCY_CALENDAR_YEAR;
    suggest_trial_keep(table->job, suggestion);
}

static void use_way(struct indicator *candidate, const struct way *way)
{
    candidate->frequency = way->frequency;
    candidate->period = way->period;
    candidate->era = way->era;
}

/* Rows that were all of one period are not when some are left out: the way of reading them
 * that is best then. */
static const struct way *choose_way(struct table *table, struct indicator candidate,
                                    const struct way *way, size_t value)
{
    struct suggestion best;
    const struct way *chosen = NULL;
    for (size_t i = 0; i < table->way_count; i++) {
        struct suggestion trial;
        const struct way *next = &table->ways[i];
        use_way(&candidate, next);
        if (!is_way_of(table, next, value) || next->where != way->where ||
            !suggest_trial_run(table->job, &candidate, &trial) ||
            (chosen != NULL && !suggest_trial_is_better(&trial, &best)))
            continue;
        best = trial;
        chosen = next;
    }
    return chosen;
}

/* Rows chosen by `where`; true when that leaves one figure for every period. */
static bool try_where(struct table *table, const struct suggestion *plain,
                      const struct way *way, size_t value)
{
    struct indicator candidates[WHERE_MAX];
    bool found = false;
    size_t most = table->searched++ < WHERE_COLUMNS ? WHERE_MAX : WHERE_LESS;
    size_t count = suggest_where(table->job, &table->head, value, &plain->indicator,
                                 &table->dimensions, candidates, most);
    const struct way *chosen = NULL;
    for (size_t i = 0; i < count; i++) {
        struct suggestion trial;
        if (chosen == NULL)
            chosen = choose_way(table, candidates[i], way, value);
        if (chosen == NULL)
            continue;
        use_way(&candidates[i], chosen);
        if (!suggest_trial_run(table->job, &candidates[i], &trial))
            continue;
        found = true;
        trial.choices = table->dimensions.choices;
        keep(table, &trial, chosen, value);
    }
    return found;
}

/* What e-Stat says that all figures are; "" where they are several things or nothing says so.
 */
static const char *find_item(const struct table *table)
{
    const struct head *head = &table->head;
    const char *item = "";
    for (size_t i = 0; i < head->count && i < COLUMNS_MAX; i++) {
        if (!str_equal(head->columns[i].last, "表章項目"))
            continue;
        item = grid_cell(head->grid, head->last + 1, i);
        for (size_t row = head->last + 2; row < head->grid->row_count; row++)
            if (!str_equal(grid_cell(head->grid, row, i), item))
                return "";
    }
    return item;
}

/* For people: "value" says nothing, the item or the table's name does. */
static const char *title_of(const struct table *table, size_t value)
{
    struct arena *arena = table->job->scratch;
    const char *path = table->head.columns[value].path;
    const char *name = suggest_text_clean(arena, find_item(table));
    if (*name == '\0')
        name = suggest_text_clean(arena, table->head.grid->name);
    bool mute = suggest_text_is_value(path) && *name != '\0';
    return mute ? name : suggest_text_clean(arena, suggest_unit_without(arena, path));
}

static struct indicator make(const struct table *table, const struct way *way,
                             const char *name, size_t value)
{
    struct indicator candidate = suggest_trial_start(table->job, LAYOUT_LONG, way->frequency);
    use_way(&candidate, way);
    candidate.value = name;
    candidate.where = way->where;
    candidate.where_count = way->where == NULL ? 0 : 1;
    candidate.title.text = title_of(table, value);
    return candidate;
}

/* The best of these ways of reading the column. */
static void try_ways(struct table *table, size_t value, size_t from, size_t to)
{
    struct suggestion best = {0};
    struct suggestion clash = {0}; /* every period stands several times */
    const struct way *best_way = NULL;
    const struct way *clash_way = NULL;
    const char *name = name_column(table, value);
    for (size_t i = from; name != NULL && i < to; i++) {
        const struct way *way = &table->ways[i];
        struct suggestion trial;
        struct indicator candidate = make(table, way, name, value);
        if (!is_way_of(table, way, value))
            continue;
        bool good = suggest_trial_run(table->job, &candidate, &trial);
        if (!good && trial.problem_count > clash.problem_count) {
            clash = trial;
            clash_way = way;
        }
        if (!good)
            continue;
        if (best_way != NULL && !suggest_trial_is_better(&trial, &best))
            continue;
        best = trial;
        best_way = way;
    }
    if (best_way == NULL) {
        if (clash_way != NULL)
            (void)try_where(table, &clash, clash_way, value);
        return;
    }
    if (best.problem_count == 0 || !try_where(table, &best, best_way, value))
        keep(table, &best, best_way, value);
}

/* Rows of several frequencies are as many indicators, others one. */
static void try_column(struct table *table, size_t value)
{
    if (!table->mixed) {
        try_ways(table, value, 0, table->way_count);
        return;
    }
    for (size_t i = 0; i < table->way_count; i++)
        try_ways(table, value, i, i + 1);
}

/* --- the grid --- */

/* Columns of one block of periods share the ways of reading them. */
static void use_block(struct table *table, size_t value)
{
    size_t doubt = 0;
    size_t end = table->head.end;
    table->head.end = table->head.grid->row_count;
    head_find_end(&table->head, value, table->job->scratch, &doubt);
    struct periodblock block = periodblock_nearest(&table->head, value);
    bool same = block.from == table->block.from && block.to == table->block.to &&
                table->head.end == end;
    if (same && table->way_count > 0)
        return;
    table->block = block;
    find_ways(table, value);
}

static void try_head(struct table *table)
{
    const struct head *head = &table->head;
    for (size_t i = 0; i < head->count && i < COLUMNS_MAX; i++) {
        if (*head->columns[i].path == '\0' || suggest_text_is_period(head->columns[i].last) ||
            tells_when(&head->columns[i]) || !suggest_text_is_name(head->columns[i].last) ||
            !suggest_column_has_figures(head->grid, head->last + 1, i) ||
            suggest_column_is_several(table->job, head, i) ||
            suggest_text_is_dimension(head, i) ||
            suggest_column_has_codes(head->grid, head->last + 1, i))
            continue;
        use_block(table, i);
        if (suggest_trial_over(table->job))
            return;
        try_column(table, i);
    }
}

void suggest_long(struct suggest_job *job)
{
    const struct grid *grid = &job->view.items[job->at];
    size_t heads = 0;
    for (size_t row = 0; row < grid->row_count && row < HEAD_ROWS && heads < HEADS_MAX;
         row++) {
        struct table table = {.job = job};
        struct err ignored;
        const char *seed = suggest_column_seed(grid, row);
        if (seed == NULL || suggest_trial_over(job) ||
            head_find(grid, seed, "", job->scratch, &table.head, &ignored) != 0 ||
            table.head.first > row || table.head.last < row)
            continue;
        heads++;
        row = table.head.last;
        try_head(&table);
    }
}
