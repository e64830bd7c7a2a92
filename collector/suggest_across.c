/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_across: the labels of rows that hold figures below a head of periods. */
#include <string.h>

#include "collector/label.h"
#include "collector/periodrow.h"
#include "collector/suggest_trial.h"
#include "core/str.h"
#include "core/unicode.h"

#define LABELS_MAX 60
#define LABEL_COLUMNS 16
#define CHOICES_MAX 12
#define YEAR_DIGITS 4
#define PLAIN_LEAST 4 /* 4 5 6 7 are months */

struct table {
    struct suggest_job *job;
    const struct grid *grid;
    struct periodrow heads[FREQUENCY_FISCAL_YEAR + 1]; /* by frequency */
    bool has[FREQUENCY_FISCAL_YEAR + 1];
    enum era_name era;
    const char *above[LABEL_COLUMNS];
    const char *tried[LABELS_MAX]; /* paths */
    size_t tried_count;
};

/* --- heads --- */

static bool find_heads(struct table *table)
{
    bool found = false;
    for (int f = FREQUENCY_DAILY; f <= FREQUENCY_FISCAL_YEAR; f++) {
        struct err ignored;
        struct indicator candidate =
            suggest_trial_start(table->job, LAYOUT_ACROSS, (enum frequency)f);
        if (suggest_trial_over(table->job))
            return false;
        candidate.era = table->era;
        table->has[f] = periodrow_find(&candidate, table->grid, table->job->scratch,
                                       &table->heads[f], &ignored) == 0 &&
                        table->heads[f].title == NULL;
        found = found || table->has[f];
    }
    return found;
}

/* 11: a month only among others. */
static bool is_small(const char *text)
{
    return suggest_text_is_figure(text) && strspn(text, "0123456789 ") == strlen(text) &&
           strlen(text) < YEAR_DIGITS;
}

/* Plain numbers below a head of years, or few of them, are figures, not months; nor are those
 * that something else says more of. */
static bool is_figures(struct arena *arena, const struct periodrow *head,
                       enum frequency wanted, size_t first)
{
    size_t left = head->count;
    size_t count = 0;
    bool small = true;
    bool figures = true;
    for (size_t i = head->left; i < head->count; i++) {
        if (!head->columns[i].has)
            continue;
        const char *text = grid_cell(head->grid, head->row, i);
        left = count++ == 0 ? i : left;
        small = small && is_small(text);
        figures = figures && suggest_text_is_figure(text);
    }
    if ((figures && head->row > first) || (small && count < PLAIN_LEAST))
        return true;
    if (!small)
        return false;
    return period_is_yearly(wanted)
               ? suggest_month_denied(arena, head->grid, head->row, left)
               : !suggest_month_plain(arena, head->grid, head->row, left, false);
}

/* A row of data: a figure stands in it beside its period, or the one period stands in a column
 * of them. */
static bool is_data(const struct periodrow *head)
{
    size_t periods = 0;
    bool below = false;
    for (size_t i = head->left; i < head->count; i++) {
        const char *text = grid_cell(head->grid, head->row, i);
        if (!unicode_is_blank(text) && strpbrk(text, "0123456789") != NULL &&
            suggest_text_is_figure(text) && !head->columns[i].has)
            return true;
        if (!suggest_text_is_period(text))
            continue;
        const char *next = grid_cell(head->grid, head->row + 1, i);
        periods++;
        below = below || (suggest_text_is_period(next) && !suggest_text_is_figure(next));
    }
    return periods == 1 && below;
}

static void drop_figures(struct table *table)
{
    size_t first = (size_t)-1;
    for (int f = FREQUENCY_DAILY; f <= FREQUENCY_FISCAL_YEAR; f++)
        if (table->has[f] && table->heads[f].row < first)
            first = table->heads[f].row;
    for (int f = FREQUENCY_DAILY; f <= FREQUENCY_FISCAL_YEAR; f++)
        if (table->has[f] &&
            (is_figures(table->job->scratch, &table->heads[f], (enum frequency)f, first) ||
             is_data(&table->heads[f])))
            table->has[f] = false;
}

/* True if a finer frequency has a head of the same shape: its labels have been tried. */
static bool is_again(const struct table *table, int frequency)
{
    const struct periodrow *head = &table->heads[frequency];
    for (int f = FREQUENCY_DAILY; f < frequency; f++)
        if (table->has[f] && table->heads[f].last == head->last &&
            table->heads[f].left == head->left)
            return true;
    return false;
}

/* --- labels --- */

/* The parts of a row's label; merged ones on the left hold on. */
static struct label_path read_label(struct table *table, const struct periodrow *head,
                                    size_t row)
{
    struct label_path label;
    size_t count = head->left < LABEL_COLUMNS ? head->left : LABEL_COLUMNS;
    size_t last = count;
    label_init(&label);
    for (size_t i = 0; i < count; i++)
        if (!unicode_is_blank(grid_cell(table->grid, row, i)))
            last = i;
    for (size_t i = 0; i <= last && last < count; i++) {
        const char *text = grid_cell(table->grid, row, i);
        if (!label_repeats(text))
            table->above[i] = text;
        if (!str_equal(grid_cell(table->grid, head->last, i), "単位"))
            label_add(&label, table->job->scratch, table->above[i]);
        label_unit(&label, table->job->scratch, "");
    }
    label_inherit(&label, table->job->scratch);
    return label;
}

static bool has_figure(const struct table *table, const struct periodrow *head, size_t row)
{
    for (size_t i = head->left; i < table->grid->rows[row].count; i++) {
        const char *text = table->grid->rows[row].cells[i];
        if (!unicode_is_blank(text) && suggest_text_is_figure(text))
            return true;
    }
    return false;
}

static bool is_new(struct table *table, const char *path)
{
    for (size_t i = 0; i < table->tried_count; i++)
        if (str_equal(table->tried[i], path))
            return false;
    if (table->tried_count < LABELS_MAX)
        table->tried[table->tried_count++] = path;
    return true;
}

static const char *unit_near(const struct table *table, const struct periodrow *head,
                             size_t row, const struct label_path *label)
{
    if (*label->unit != '\0')
        return label->unit;
    for (size_t i = 0; i < table->grid->rows[row].count; i++)
        if (str_equal(grid_cell(table->grid, head->last, i), "単位"))
            return grid_cell(table->grid, row, i);
    return "";
}

/* --- one label --- */

/* The best frequency under which the name takes the row. */
static bool try_name(struct table *table, const char *name, struct condition *where,
                     const char *title, struct suggestion *best)
{
    bool found = false;
    if (*name == '\0' || !str_equal(name, suggest_text_clean(table->job->scratch, name)))
        return false;
    for (int f = FREQUENCY_DAILY; f <= FREQUENCY_FISCAL_YEAR; f++) {
        struct suggestion trial;
        struct indicator candidate =
            suggest_trial_start(table->job, LAYOUT_ACROSS, (enum frequency)f);
        candidate.value = name;
        candidate.where = where;
        candidate.where_count = where == NULL ? 0 : 1;
        candidate.era = table->era;
        candidate.title.text = title;
        if (!table->has[f] || !suggest_trial_run(table->job, &candidate, &trial) ||
            (found && !suggest_trial_is_better(&trial, best)))
            continue;
        *best = trial;
        found = true;
    }
    return found;
}

/* One label, with what says which of the columns of a period is meant. */
static void try_label(struct table *table, const struct label_path *label, const char *near,
                      const struct measure_choice *choice)
{
    struct suggestion best;
    struct arena *arena = table->job->scratch;
    struct condition where = {"", ""};
    const char *path = suggest_text_clean(arena, label->path);
    const char *title = suggest_text_clean(arena, suggest_unit_without(arena, label->path));
    const char *said = label->path;
    if (choice != NULL) {
        where.head = suggest_text_clean(arena, choice->name);
        title = arena_printf(arena, "%s %s", title, where.head);
        said = suggest_text_is_total(arena, where.head) ? where.head : said;
        near = *choice->unit != '\0' ? choice->unit : near;
        if (*where.head == '\0' || strchr(where.head, '=') != NULL)
            return;
    }
    const char *names[] = {label_bare(arena, label->last), label->last, path, label->whole,
                           suggest_text_quote(arena, label->whole)};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (!try_name(table, names[i], choice == NULL ? NULL : &where, title, &best))
            continue;
        best.label = said;
        best.unit_near = near;
        best.era_is_open = table->era != ERA_NAME_NONE;
        best.year_is_open = best.indicator.frequency == FREQUENCY_CALENDAR_YEAR;
        suggest_trial_keep(table->job, &best);
        return;
    }
}

static void try_row(struct table *table, const struct periodrow *head, size_t row,
                    const struct measure_choice *choices, size_t count)
{
    struct label_path label = read_label(table, head, row);
    if (*label.path == '\0' || suggest_text_is_period(label.last) ||
        suggest_text_is_figure(label.last) || !suggest_text_is_name(label.last) ||
        !has_figure(table, head, row) || !is_new(table, label.path))
        return;
    const char *near = unit_near(table, head, row, &label);
    if (count == 0)
        try_label(table, &label, near, NULL);
    for (size_t i = 0; i < count; i++)
        try_label(table, &label, near, &choices[i]);
}

static void try_rows(struct table *table, const struct periodrow *head)
{
    struct measure_choice choices[CHOICES_MAX];
    struct indicator plain = suggest_trial_start(table->job, LAYOUT_ACROSS, FREQUENCY_MONTHLY);
    size_t count = measure_choices(&plain, head->measures, head->count, table->job->scratch,
                                   choices, CHOICES_MAX);
    for (size_t row = head->last + 1; row < table->grid->row_count && head->left > 0; row++) {
        if (table->tried_count == LABELS_MAX || suggest_trial_over(table->job))
            return;
        if (table->grid->rows[row].count > 0)
            try_row(table, head, row, choices, count);
    }
}

/* False when there is no head of periods. */
static bool look_through(struct table *table)
{
    if (!find_heads(table))
        return false;
    drop_figures(table);
    for (int f = FREQUENCY_DAILY; f <= FREQUENCY_FISCAL_YEAR; f++)
        if (table->has[f] && !is_again(table, f))
            try_rows(table, &table->heads[f]);
    return true;
}

void suggest_across(struct suggest_job *job)
{
    struct table table = {.job = job, .grid = &job->view.items[job->at]};
    for (size_t i = 0; i < LABEL_COLUMNS; i++)
        table.above[i] = "";
    if (look_through(&table))
        return;
    for (int era = ERA_NAME_SHOWA; era <= ERA_NAME_WESTERN && !suggest_trial_over(job);
         era++) {
        table.era = (enum era_name)era;
        table.tried_count = 0;
        (void)look_through(&table);
    }
}
