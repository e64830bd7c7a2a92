/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * suggest_where: a period that stands in several rows with different figures needs columns
 * that tell the rows apart; the fewest are taken, words before codes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "collector/filter.h"
#include "collector/periodcolumn.h"
#include "collector/suggest_trial.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/unicode.h"

#define COLUMNS_MAX 40
#define CHOICES_MAX 12  /* that are told */
#define CHOICE_BYTES 60 /* of one of them */
#define KINDS_MAX 200   /* different cells of one column */

/* A row that holds a figure: its period, the figure, and a number for its cells so far. */
struct row {
    size_t row;
    int32_t period;
    const char *value;
    uint64_t cells;
    size_t totals; /* of the cells that choose it */
};

struct search {
    struct suggest_job *job;
    const struct head *head;
    size_t value;
    size_t period;
    struct row *rows;
    size_t count;
    struct suggest_dimensions *chosen;
};

static uint64_t mix(uint64_t seed, const char *text)
{
    for (const char *at = text; *at != '\0'; at++)
        seed = (seed ^ (unsigned char)*at) * UINT64_C(1099511628211);
    return (seed ^ 0xFF) * UINT64_C(1099511628211);
}

/* What `where` sees: a blank cell repeats the one above. */
static const char *cell_of(const struct search *search, size_t row, size_t column)
{
    while (row > search->head->last + 1 &&
           label_repeats(grid_cell(search->head->grid, row, column)))
        row--;
    return unicode_key(search->job->scratch, grid_cell(search->head->grid, row, column));
}

/* --- rows --- */

static bool read_rows(struct search *search, const struct indicator *candidate)
{
    struct periodcolumn at;
    struct err ignored;
    const struct grid *grid = search->head->grid;
    struct arena *arena = search->job->scratch;
    if (periodcolumn_find(candidate, search->head, search->value, arena, &at, &ignored) != 0 ||
        at.column == PERIODCOLUMN_NONE)
        return false;
    search->period = at.column;
    search->rows = arena_alloc(arena, grid->row_count, sizeof *search->rows);
    struct period last = {0};
    struct filter filter = {0};
    bool has = false;
    if (filter_find(candidate, search->head, arena, &filter, &ignored) != 0) {
        filter_free(&filter);
        return false;
    }
    for (size_t row = search->head->last + 1; row < grid->row_count; row++) {
        if (!filter_passes(&filter, grid, row, arena))
            continue;
        enum carry_reading reading = periodcolumn_read(&at, row, arena, &last, &ignored);
        const char *value = grid_cell(grid, row, search->value);
        has = reading == CARRY_READ || (has && reading == CARRY_BLANK);
        if (has && !unicode_is_blank(value) && suggest_text_is_figure(value))
            search->rows[search->count++] =
                (struct row){.row = row, .period = last.n, .value = unicode_key(arena, value)};
    }
    filter_free(&filter);
    return search->count > 0;
}

static int compare_rows(const void *left, const void *right)
{
    const struct row *a = left;
    const struct row *b = right;
    if (a->period != b->period)
        return a->period < b->period ? -1 : 1;
    if (a->cells != b->cells)
        return a->cells < b->cells ? -1 : 1;
    return a->row < b->row ? -1 : 1;
}

static size_t conflicts_of(struct row *rows, size_t count)
{
    size_t conflicts = 0;
    qsort(rows, count, sizeof *rows, compare_rows);
    for (size_t i = 1; i < count; i++)
        conflicts += rows[i].period == rows[i - 1].period &&
                             rows[i].cells == rows[i - 1].cells &&
                             !str_equal(rows[i].value, rows[i - 1].value)
                         ? 1
                         : 0;
    return conflicts;
}

/* A word, or a code such as 01204. */
static bool is_word(const char *cell)
{
    return !suggest_text_is_figure(cell) ||
           (cell[0] == '0' && cell[1] >= '0' && cell[1] <= '9');
}

/* How many would still clash if the column told rows apart as well. */
static size_t clashes_with(const struct search *search, size_t column, bool *words)
{
    struct row *rows = mem_calloc(search->count, sizeof *rows);
    size_t figures = 0;
    for (size_t i = 0; i < search->count; i++) {
        const char *cell = cell_of(search, search->rows[i].row, column);
        rows[i] = search->rows[i];
        rows[i].cells = mix(rows[i].cells, cell);
        figures += is_word(cell) ? 0 : 1;
    }
    *words = figures * 2 < search->count && !suggest_text_is_dimension(search->head, column);
    size_t conflicts = conflicts_of(rows, search->count);
    mem_free(rows);
    return conflicts;
}

static bool is_free(const struct search *search, size_t column)
{
    const char *name = search->head->columns[column].path;
    if (column == search->value || column == search->period || *name == '\0' ||
        suggest_text_is_value(name) || strchr(name, '=') != NULL ||
        *suggest_text_clean(search->job->scratch, name) == '\0')
        return false;
    for (size_t i = 0; i < search->chosen->count; i++)
        if (search->chosen->columns[i] == column)
            return false;
    return true;
}

/* What is said of a figure does not choose it. */
static bool is_remark(const struct search *search, size_t column)
{
    static const char *const words[] = {"unit", "Unit", "UNIT", "単位",       "note",
                                        "備考", "注",   "注記", "annotation", "摘要"};
    return str_equal_any(search->head->columns[column].last, words,
                         sizeof words / sizeof words[0]);
}

/* Figures are all different; what tells rows apart are words, or comes again and again. */
static bool is_kind(const struct search *search, size_t column)
{
    uint64_t seen[KINDS_MAX];
    size_t kinds = 0;
    size_t words = 0;
    for (size_t i = 0; i < search->count; i++) {
        const char *cell = cell_of(search, search->rows[i].row, column);
        uint64_t print = mix(0, cell);
        size_t k = 0;
        words += is_word(cell) ? 1 : 0;
        while (k < kinds && seen[k] != print)
            k++;
        if (k < kinds)
            continue;
        if (kinds == KINDS_MAX)
            return false;
        seen[kinds++] = print;
    }
    /* rows are not told apart by what is counted in them */
    if (words * 2 < search->count && !suggest_text_is_dimension(search->head, column))
        return false;
    return kinds >= 2 && (kinds * 3 <= search->count * 2 || words == search->count);
}

static void choose(struct search *search, size_t column)
{
    for (size_t i = 0; i < search->count; i++)
        search->rows[i].cells =
            mix(search->rows[i].cells, cell_of(search, search->rows[i].row, column));
    search->chosen->columns[search->chosen->count++] = column;
}

/* The column that leaves the fewest clashes; false when none helps. */
static bool choose_next(struct search *search, size_t *conflicts)
{
    size_t best = search->head->count;
    size_t least = *conflicts;
    bool best_words = false;
    for (size_t i = 0; i < search->head->count && i < COLUMNS_MAX; i++) {
        bool words = false;
        if (!is_free(search, i) || is_remark(search, i) || !is_kind(search, i))
            continue;
        size_t left = clashes_with(search, i, &words);
        if (left < least ||
            (left == least && best < search->head->count && words && !best_words)) {
            least = left;
            best = i;
            best_words = words;
        }
    }
    if (best == search->head->count)
        return false;
    choose(search, best);
    *conflicts = least;
    return true;
}

/* --- candidates --- */

/* The conditions that the row's own cells are. */
static bool make(const struct search *search, size_t row, const struct indicator *candidate,
                 struct indicator *out)
{
    struct arena *arena = search->job->scratch;
    size_t own = candidate->where_count;
    struct condition *where = arena_alloc(arena, own + search->chosen->count, sizeof *where);
    const char *title = "";
    for (size_t i = 0; i < own; i++)
        where[i] = candidate->where[i];
    for (size_t i = 0; i < search->chosen->count; i++) {
        size_t column = search->chosen->columns[i];
        const char *cell = suggest_text_clean(arena, cell_of(search, row, column));
        if (*cell == '\0')
            return false;
        where[own + i].head = suggest_text_clean(arena, search->head->columns[column].path);
        where[own + i].cell = cell;
        title = arena_printf(arena, "%s%s%s", title, i > 0 ? "・" : "", cell);
    }
    *out = *candidate;
    out->where = where;
    out->where_count = own + search->chosen->count;
    out->title.text = arena_printf(arena, "%s（%s）", candidate->title.text, title);
    return true;
}

static bool is_new(const struct search *search, const uint64_t *seen, size_t count, size_t i)
{
    for (size_t k = 0; k < count; k++)
        if (seen[k] == search->rows[i].cells)
            return false;
    return true;
}

static int compare_places(const void *left, const void *right)
{
    const struct row *a = left;
    const struct row *b = right;
    if (a->totals != b->totals)
        return a->totals > b->totals ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row ? 1 : 0;
}

/* The whole is looked at before its parts. */
static void mark_totals(struct search *search)
{
    struct arena *arena = search->job->scratch;
    for (size_t i = 0; i < search->count; i++)
        for (size_t k = 0; k < search->chosen->count; k++)
            search->rows[i].totals +=
                suggest_text_is_total(
                    arena, cell_of(search, search->rows[i].row, search->chosen->columns[k]))
                    ? 1
                    : 0;
}

/* 館名: 合計・中央図書館; its first kinds. */
static const char *list_cells(const struct search *search, size_t column)
{
    const char *kinds[CHOICES_MAX];
    size_t count = 0;
    struct arena *arena = search->job->scratch;
    const char *list = "";
    for (size_t i = 0; i < search->count; i++) {
        const char *cell =
            suggest_text_clean(arena, cell_of(search, search->rows[i].row, column));
        size_t k = 0;
        while (k < count && !str_equal(kinds[k], cell))
            k++;
        if (k < count || *cell == '\0')
            continue;
        if (count == CHOICES_MAX || strlen(cell) > CHOICE_BYTES)
            return arena_printf(arena, "%s・…", list);
        kinds[count++] = cell;
        list = arena_printf(arena, "%s%s%s", list, count > 1 ? "・" : "", cell);
    }
    return list;
}

static const char *list_choices(const struct search *search)
{
    struct arena *arena = search->job->scratch;
    const char *all = "";
    for (size_t i = 0; i < search->chosen->count; i++) {
        size_t column = search->chosen->columns[i];
        all = arena_printf(arena, "%s%s%s: %s", all, i > 0 ? " / " : "",
                           suggest_text_clean(arena, search->head->columns[column].path),
                           list_cells(search, column));
    }
    return all;
}

/* Finds the columns that tell the rows apart, or takes those that did so before. */
static void find_dimensions(struct search *search)
{
    struct suggest_dimensions known = *search->chosen;
    size_t conflicts = conflicts_of(search->rows, search->count);
    search->chosen->count = 0;
    for (size_t i = 0; i < known.count; i++)
        choose(search, known.columns[i]);
    if (known.count > 0)
        return;
    while (conflicts > 0 && search->chosen->count < SUGGEST_DIMENSIONS &&
           !suggest_trial_over(search->job))
        if (!choose_next(search, &conflicts))
            break;
}

size_t suggest_where(struct suggest_job *job, const struct head *head, size_t value,
                     const struct indicator *candidate, struct suggest_dimensions *dimensions,
                     struct indicator *out, size_t most)
{
    struct search search = {.job = job, .head = head, .value = value, .chosen = dimensions};
    uint64_t seen[KINDS_MAX];
    size_t count = 0;
    if (!read_rows(&search, candidate))
        return 0;
    find_dimensions(&search);
    if (dimensions->count == 0)
        return 0;
    mark_totals(&search);
    qsort(search.rows, search.count, sizeof *search.rows, compare_places);
    dimensions->choices = list_choices(&search);
    for (size_t i = 0; i < search.count && count < most && count < KINDS_MAX; i++) {
        if (!is_new(&search, seen, count, i) ||
            !make(&search, search.rows[i].row, candidate, &out[count]))
            continue;
        seen[count++] = search.rows[i].cells;
    }
    return count;
}
