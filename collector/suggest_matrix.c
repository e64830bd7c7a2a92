/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_matrix: years by months or quarters; where a year stands in several rows, their
 * labels are tried. */
#include <string.h>

#include "collector/label.h"
#include "collector/monthhead.h"
#include "collector/periodrow.h"
#include "collector/suggest_trial.h"
#include "core/str.h"
#include "core/unicode.h"

#define HEAD_ROWS 40
#define LABEL_COLUMNS 4
#define CELLS_MAX 12 /* different cells of one column of labels */
#define MONTHS_LEAST 3
#define CHOICES_MAX 12

struct choice {
    const char *head;
    const char *cells[CELLS_MAX];
    size_t count;
};

/* 1~3月, in whatever way it is written. */
static bool is_range(const char *key)
{
    size_t digits = strspn(key, "0123456789");
    const char *mark = key + digits;
    const char *next = strpbrk(mark, "0123456789");
    if (digits == 0 || digits > 2 || next == NULL || next == mark || next - mark > 3)
        return false;
    return str_starts(next + strspn(next, "0123456789"), "月");
}

/* A month or quarter without a year: a number by itself may be one. */
static bool is_month(struct arena *arena, const char *text, bool *plain)
{
    const char *key = unicode_key(arena, text);
    size_t digits = strspn(key, "0123456789");
    *plain = digits > 0 && digits <= 2 && key[digits] == '\0';
    if (*plain || (digits > 0 && digits <= 2 && str_starts(key + digits, "月")))
        return true;
    return is_range(key) || strstr(key, "四半期") != NULL ||
           (str_ends(key, "期") && strstr(key, "月") != NULL);
}

/* Enough months stand from the cell on in its row, or below it; *row or *column becomes the
 * first of them. */
static bool is_head(struct suggest_job *job, const struct grid *grid, size_t *row,
                    size_t *column, bool down)
{
    size_t months = 0;
    size_t plain = 0;
    size_t first = 0;
    size_t end = down ? grid->row_count : grid->rows[*row].count;
    for (size_t i = 0; i < end && !(down && i >= HEAD_ROWS); i++) {
        bool number = false;
        const char *text = down ? grid_cell(grid, i, *column) : grid->rows[*row].cells[i];
        if (!is_month(job->scratch, text, &number))
            continue;
        if (months++ == 0)
            first = i;
        plain += number ? 1 : 0;
    }
    if (months < MONTHS_LEAST)
        return false;
    *(down ? row : column) = first;
    return plain < months || suggest_month_plain(job->scratch, grid, *row, *column, down);
}

/* The row of months, and where they begin; false when there is none. */
static bool find_head(struct suggest_job *job, const struct grid *grid, size_t *row,
                      size_t *left)
{
    for (*row = 0; *row < grid->row_count && *row < HEAD_ROWS; ++*row) {
        *left = 0;
        if (is_head(job, grid, row, left, false))
            return true;
    }
    return false;
}

static struct choice read_choice(struct suggest_job *job, const struct grid *grid, size_t head,
                                 size_t column)
{
    struct arena *arena = job->scratch;
    struct choice choice = {.head = suggest_text_clean(arena, grid_cell(grid, head, column))};
    for (size_t row = head + 1; row < grid->row_count; row++) {
        const char *cell = suggest_text_clean(arena, grid_cell(grid, row, column));
        size_t k = 0;
        if (*cell == '\0' || label_repeats(cell))
            continue;
        if (suggest_text_is_period(cell) || suggest_text_is_figure(cell))
            return (struct choice){0};
        while (k < choice.count && !str_equal(choice.cells[k], cell))
            k++;
        if (k == choice.count && k < CELLS_MAX)
            choice.cells[choice.count++] = cell;
    }
    if (*choice.head == '\0' || strchr(choice.head, '=') != NULL)
        choice.count = 0;
    return choice;
}

static void keep(struct suggest_job *job, struct suggestion *suggestion)
{
    suggestion->era_is_open = suggestion->indicator.era != ERA_NAME_NONE;
    suggest_trial_keep(job, suggestion);
}

static bool try_one(struct suggest_job *job, struct indicator candidate,
                    struct condition *where, size_t count, const char *unit)
{
    struct suggestion trial;
    struct arena *arena = job->scratch;
    candidate.where = where;
    candidate.where_count = count;
    for (size_t i = 0; i < count; i++)
        candidate.title.text = arena_printf(
            arena, "%s%s%s", candidate.title.text, *candidate.title.text == '\0' ? "" : " ",
            *where[i].cell == '\0' ? where[i].head : where[i].cell);
    if (!suggest_trial_run(job, &candidate, &trial))
        return false;
    trial.unit_near = unit;
    keep(job, &trial);
    return true;
}

static bool try_cells(struct suggest_job *job, const struct indicator *candidate,
                      const struct choice *first, const struct choice *second)
{
    bool found = false;
    for (size_t i = 0; i < first->count; i++)
        for (size_t k = 0; second == NULL ? k < 1 : k < second->count; k++) {
            struct condition where[2] = {{first->head, first->cells[i]}};
            if (second != NULL)
                where[1] = (struct condition){second->head, second->cells[k]};
            found = try_one(job, *candidate, where, second == NULL ? 1 : 2, "") || found;
        }
    return found;
}

/* Labels left of the months: one column of them, or else two. */
static bool try_where(struct suggest_job *job, const struct indicator *candidate)
{
    struct choice choices[LABEL_COLUMNS];
    const struct grid *grid = &job->view.items[job->at];
    size_t head = 0;
    size_t left = 0;
    bool found = false;
    if (!find_head(job, grid, &head, &left))
        return false;
    size_t count = left < LABEL_COLUMNS ? left : LABEL_COLUMNS;
    for (size_t i = 0; i < count; i++) {
        choices[i] = read_choice(job, grid, head, i);
        found = try_cells(job, candidate, &choices[i], NULL) || found;
    }
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++)
            found = try_cells(job, candidate, &choices[i], &choices[k]) || found;
    return found;
}

/* What stands over or under the months, or else the years. */
static size_t find_choices(struct suggest_job *job, const struct indicator *candidate,
                           struct measure_choice *out)
{
    const struct grid *grid = &job->view.items[job->at];
    struct monthhead months;
    struct periodrow years;
    struct err ignored;
    struct indicator yearly = *candidate;
    size_t count = 0;
    yearly.frequency = FREQUENCY_FISCAL_YEAR;
    if (monthhead_find(candidate, grid, job->scratch, &months))
        count = measure_choices(candidate, months.measures, months.count, job->scratch, out,
                                CHOICES_MAX);
    if (count == 0 && periodrow_find(&yearly, grid, job->scratch, &years, &ignored) == 0)
        count = measure_choices(candidate, years.measures, years.count, job->scratch, out,
                                CHOICES_MAX);
    return count;
}

static bool try_choices(struct suggest_job *job, const struct indicator *candidate)
{
    struct measure_choice choices[CHOICES_MAX];
    size_t count = find_choices(job, candidate, choices);
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        struct condition where = {suggest_text_clean(job->scratch, choices[i].name), ""};
        if (*where.head != '\0' && strchr(where.head, '=') == NULL)
            found = try_one(job, *candidate, &where, 1, choices[i].unit) || found;
    }
    return found;
}

/* What the table is called: its name, or the first text in it. */
static const char *find_title(struct suggest_job *job)
{
    const struct grid *grid = &job->view.items[job->at];
    const char *name = suggest_text_clean(job->scratch, grid->name);
    for (size_t row = 0; *name == '\0' && row < grid->row_count && row < 2; row++)
        if (grid->rows[row].count > 0 && !suggest_text_is_period(grid->rows[row].cells[0]))
            name = suggest_text_clean(job->scratch, grid->rows[row].cells[0]);
    return name;
}

static bool try_frequency(struct suggest_job *job, enum frequency frequency)
{
    struct suggestion best;
    bool found = false;
    struct indicator candidate = suggest_trial_start(job, LAYOUT_MATRIX, frequency);
    candidate.title.text = find_title(job);
    for (int era = ERA_NAME_NONE; era <= ERA_NAME_WESTERN; era++) {
        struct suggestion trial;
        candidate.era = (enum era_name)era;
        if (!suggest_trial_run(job, &candidate, &trial) ||
            (found && !suggest_trial_is_better(&trial, &best)))
            continue;
        best = trial;
        found = true;
        if (era == ERA_NAME_NONE)
            break;
    }
    if (found)
        keep(job, &best);
    candidate.era = ERA_NAME_NONE;
    return found || try_choices(job, &candidate) || try_where(job, &candidate);
}

/* Months or quarters without a year, across or down. */
static bool has_months(struct suggest_job *job, const struct grid *grid)
{
    size_t row = 0;
    size_t left = 0;
    if (find_head(job, grid, &row, &left))
        return true;
    for (size_t i = 0; i < grid->column_count && i < LABEL_COLUMNS; i++) {
        left = i;
        row = 0;
        if (is_head(job, grid, &row, &left, true))
            return true;
    }
    return false;
}

void suggest_matrix(struct suggest_job *job)
{
    if (!has_months(job, &job->view.items[job->at]))
        return;
    (void)try_frequency(job, FREQUENCY_MONTHLY);
    (void)try_frequency(job, FREQUENCY_QUARTERLY);
}
