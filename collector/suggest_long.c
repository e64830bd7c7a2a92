/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_long: heads that stand over figures, each with every way of reading the periods. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "collector/caption.h"
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
    bool fiscal; /* the head says 年度 */
};

struct table {
    struct suggest_job *job;
    struct head head;
    const char *names[COLUMNS_MAX]; /* of columns; NULL = not looked for yet, "" = none */
    struct suggest_dimensions dimensions;
    size_t searched; /* columns that `where` was tried for */
    struct way ways[WAYS_MAX];
    size_t way_count;
};

/* --- columns --- */

/* True if at least half of what stands below is figures. */
static bool holds_figures(const struct grid *grid, size_t row, size_t column)
{
    size_t filled = 0;
    size_t figures = 0;
    size_t end = row + BELOW_ROWS < grid->row_count ? row + BELOW_ROWS : grid->row_count;
    for (; row < end; row++) {
        const char *text = grid_cell(grid, row, column);
        if (unicode_is_blank(text))
            continue;
        filled++;
        figures += suggest_text_is_figure(text) ? 1 : 0;
    }
    return figures > 0 && figures * 2 >= filled;
}

/* Two columns that were taken for one: most of what reads as figures is several of them, or
 * its head is as many words. */
static bool is_mixed(const struct table *table, size_t column)
{
    const struct grid *grid = table->head.grid;
    struct arena *arena = table->job->scratch;
    const char *head = unicode_nfkc(arena, table->head.columns[column].path);
    size_t end = table->head.last + 1 + BELOW_ROWS;
    size_t several = 0;
    for (size_t row = table->head.last + 1; row < end && row < grid->row_count; row++)
        several += suggest_text_is_several(arena, grid_cell(grid, row, column)) ? 1 : 0;
    return several > 1 || (several == 1 && strchr(head, ' ') != NULL);
}

/* o/v belongs to o/t, o/v[2] to o/t[2]: where both stand in one row, they are not mixed. */
static size_t turn_of(const char *name, size_t *base)
{
    size_t length = strlen(name);
    *base = length;
    if (length < 3 || name[length - 1] != ']')
        return 0;
    size_t at = length - 1;
    while (at > 0 && name[at - 1] >= '0' && name[at - 1] <= '9')
        at--;
    if (at == length - 1 || at == 0 || name[at - 1] != '[')
        return 0;
    *base = at - 1;
    return (size_t)strtoul(name + at, NULL, 10);
}

static bool mixes_turns(const struct table *table, size_t value, size_t period)
{
    const struct head *head = &table->head;
    size_t base = 0;
    size_t own = turn_of(head->columns[value].path, &base);
    const char *name = head->columns[period].path;
    size_t other = turn_of(name, &base);
    if (own == other)
        return false;
    for (size_t i = 0; i < head->count && i < COLUMNS_MAX; i++) {
        size_t length = 0;
        if (turn_of(head->columns[i].path, &length) == own && length == base &&
            strncmp(head->columns[i].path, name, base) == 0)
            return true;
    }
    return false;
}

/* 01204 in every row: a figure has no zero in front. */
static bool holds_codes(const struct grid *grid, size_t row, size_t column)
{
    size_t end = row + BELOW_ROWS < grid->row_count ? row + BELOW_ROWS : grid->row_count;
    size_t codes = 0;
    for (; row < end; row++) {
        const char *text = grid_cell(grid, row, column);
        if (unicode_is_blank(text))
            continue;
        if (text[0] != '0' || text[1] < '0' || text[1] > '9')
            return false;
        codes++;
    }
    return codes > 0;
}

/* A figure right below, but for a unit in brackets. */
static bool stands_over_figure(const struct grid *grid, size_t row, size_t column)
{
    for (size_t below = row + 1; below < grid->row_count && below <= row + 3; below++) {
        const char *text = grid_cell(grid, below, column);
        if (unicode_is_blank(text) || *text == '(' || str_starts(text, "（"))
            continue;
        return suggest_text_is_figure(text);
    }
    return false;
}

/* A cell that names the figures below it. */
static bool is_seed(const struct grid *grid, size_t row, size_t column)
{
    const char *text = grid_cell(grid, row, column);
    return !unicode_is_blank(text) && !suggest_text_is_figure(text) &&
           !suggest_text_is_period(text) && stands_over_figure(grid, row, column) &&
           holds_figures(grid, row + 1, column);
}

/* Data, not a head: it begins with a period. */
static bool starts_with_period(const struct grid *grid, size_t row)
{
    for (size_t i = 0; i < grid->rows[row].count && i < COLUMNS_MAX; i++)
        if (!unicode_is_blank(grid->rows[row].cells[i]))
            return suggest_text_is_period(grid->rows[row].cells[i]);
    return true;
}

static const char *find_seed(const struct grid *grid, size_t row)
{
    if (starts_with_period(grid, row))
        return NULL;
    for (size_t i = 0; i < grid->rows[row].count && i < COLUMNS_MAX; i++)
        if (is_seed(grid, row, i))
            return grid->rows[row].cells[i];
    return NULL;
}

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
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strstr(label->whole, words[i]) != NULL)
            return true;
    return *label->whole == '\0';
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
    for (size_t row = table->head.last + 1; row < end && row < grid->row_count; row++) {
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
    struct err ignored;
    struct arena *arena = table->job->scratch;
    if (table->way_count == WAYS_MAX ||
        periodcolumn_find(&candidate, &table->head, value, arena, &at, &ignored) != 0 ||
        at.column == PERIODCOLUMN_NONE || !holds_periods(table, &at))
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
        if (i == value || !may_hold_periods(table, i))
            continue;
        const char *name = name_column(table, i);
        if (name == NULL)
            continue;
        candidate.period = name;
        (void)try_way(table, candidate, value);
    }
}

static void find_ways(struct table *table, size_t value)
{
    table->way_count = 0;
    for (int f = FREQUENCY_DAILY; f <= FREQUENCY_FISCAL_YEAR; f++) {
        struct indicator candidate =
            suggest_trial_start(table->job, LAYOUT_LONG, (enum frequency)f);
        if (!try_way(table, candidate, value))
            try_columns(table, candidate, value);
    }
    bool found = table->way_count > 0;
    for (int era = ERA_NAME_SHOWA; era <= ERA_NAME_WESTERN && !found; era++) {
        struct indicator candidate =
            suggest_trial_start(table->job, LAYOUT_LONG, FREQUENCY_FISCAL_YEAR);
        candidate.era = (enum era_name)era;
        (void)try_way(table, candidate, value);
    }
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
    suggestion->unit_near = unit_near(table, value);
    suggestion->era_is_open = way->era != ERA_NAME_NONE;
    suggestion->year_is_open = suggestion->indicator.frequency == FREQUENCY_CALENDAR_YEAR;
    suggest_trial_keep(table->job, suggestion);
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
    for (size_t i = 0; i < count; i++) {
        struct suggestion trial;
        if (!suggest_trial_run(table->job, &candidates[i], &trial))
            continue;
        found = true;
        keep(table, &trial, way, value);
    }
    return found;
}

static struct indicator make(const struct table *table, const struct way *way,
                             const char *name, size_t value)
{
    struct indicator candidate = suggest_trial_start(table->job, LAYOUT_LONG, way->frequency);
    candidate.value = name;
    candidate.period = way->period;
    candidate.era = way->era;
    candidate.title.text =
        suggest_text_clean(table->job->scratch, table->head.columns[value].path);
    return candidate;
}

/* The best way of reading the column; a year that its head calls 年度 is one. */
static void try_column(struct table *table, size_t value)
{
    struct suggestion best = {0};
    struct suggestion clash = {0}; /* every period stands several times */
    const struct way *best_way = NULL;
    const struct way *clash_way = NULL;
    const char *name = name_column(table, value);
    for (size_t i = 0; name != NULL && i < table->way_count; i++) {
        const struct way *way = &table->ways[i];
        struct suggestion trial;
        struct indicator candidate = make(table, way, name, value);
        if (way->column == value || mixes_turns(table, value, way->column) ||
            (way->fiscal && way->frequency == FREQUENCY_CALENDAR_YEAR))
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

/* --- the grid --- */

static void try_head(struct table *table)
{
    const struct head *head = &table->head;
    for (size_t i = 0; i < head->count && i < COLUMNS_MAX; i++) {
        if (*head->columns[i].path == '\0' || suggest_text_is_period(head->columns[i].last) ||
            tells_when(&head->columns[i]) || !suggest_text_is_name(head->columns[i].last) ||
            !holds_figures(head->grid, head->last + 1, i) || is_mixed(table, i) ||
            suggest_text_is_dimension(head, i) || holds_codes(head->grid, head->last + 1, i))
            continue;
        if (table->way_count == 0)
            find_ways(table, i);
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
        const char *seed = find_seed(grid, row);
        if (seed == NULL || suggest_trial_over(job) ||
            head_find(grid, seed, "", job->scratch, &table.head, &ignored) != 0 ||
            table.head.first > row || table.head.last < row)
            continue;
        heads++;
        row = table.head.last;
        try_head(&table);
    }
}
