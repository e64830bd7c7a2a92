/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_rank: the more periods without a problem the better; then what labels say. Each
 * label comes once before any comes again with other rows. */
#include <stdlib.h>
#include <string.h>

#include "collector/suggest_trial.h"
#include "core/mem.h"
#include "core/str.h"

#define COUNT_MOST 1000 /* more periods say nothing more */
#define POINTS 100      /* of one period */
#define PROBLEM_POINTS 150
#define CODE_DIGITS 10
#define LABEL_LONG 80     /* bytes: a whole row rather than a label */
#define SAME_LABEL_MOST 4 /* of one label, for different cells of `where` */

/* 1, 2, 3 ...: numbers of rows. */
static bool counts_rows(const struct suggestion *suggestion)
{
    int64_t first = suggestion->first.value.units;
    int64_t last = suggestion->last.value.units;
    int64_t steps = (int64_t)suggestion->count - 1;
    return suggestion->indicator.layout == LAYOUT_LONG && suggestion->count >= 3 &&
           suggestion->indicator.decimals == 0 && llabs(last - first) == steps &&
           (first == 1 || last == 1);
}

/* 01204, 2023000404: digits that name something. */
static bool is_code(const char *cell)
{
    size_t digits = cell == NULL ? 0 : strspn(cell, "0123456789");
    return digits > 1 && cell[digits] == '\0' && (cell[0] == '0' || digits >= CODE_DIGITS);
}

/* Thousandths for what the label says: totals before their parts, results before what is
 * derived of them and before plans. */
static int share_of_label(struct suggest_job *job, const struct suggestion *suggestion)
{
    const struct indicator *indicator = &suggestion->indicator;
    struct arena *arena = job->scratch;
    int share = suggest_text_is_value(indicator->value) ? 1300 : 1000;
    if (indicator->layout == LAYOUT_MATRIX || job->at == SUGGEST_TEXT)
        return share;
    if (suggest_text_is_derived(arena, suggestion->label))
        share = share * 7 / 10;
    else if (suggest_text_is_plan(arena, suggestion->label))
        share = share * 8 / 10;
    else if (suggest_text_is_total(arena, suggestion->label))
        share += 10;
    for (size_t i = 0; i < indicator->where_count; i++)
        if (suggest_text_is_total(arena, indicator->where[i].cell))
            share += 20;
    return share;
}

/* Thousandths of its points that a suggestion keeps. */
static int share(struct suggest_job *job, const struct suggestion *suggestion)
{
    const struct indicator *indicator = &suggestion->indicator;
    int share = share_of_label(job, suggestion);
    if (counts_rows(suggestion) || suggest_text_is_code(indicator->value) ||
        is_code(suggestion->first.cell) || is_code(suggestion->last.cell))
        share = share / 5;
    else if (suggestion->is_constant && suggestion->count > 1)
        share = share / 2;
    if (strlen(indicator->value) > LABEL_LONG)
        share = share * 7 / 10;
    if (job->at == SUGGEST_TEXT)
        return share * (job->has_tables ? 3 : 8) / 10;
    const struct grid *grid = &job->grids->items[job->at];
    if (grid->hidden)
        share = share / 3;
    return *grid->name == '\0' ? share * 95 / 100 : share;
}

void suggest_rank_score(struct suggest_job *job, struct suggestion *suggestion)
{
    size_t count = suggestion->count < COUNT_MOST ? suggestion->count : COUNT_MOST;
    int points = (int)count * POINTS * share(job, suggestion) / 1000;
    size_t problems =
        suggestion->problem_count < COUNT_MOST ? suggestion->problem_count : COUNT_MOST;
    suggestion->score = points - (int)problems * PROBLEM_POINTS;
}

/* What is worth the same stays in the order of the document. */
static int compare(const void *left, const void *right)
{
    const struct suggestion *a = *(const struct suggestion *const *)left;
    const struct suggestion *b = *(const struct suggestion *const *)right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a < b ? -1 : 1;
}

static bool has_label(const struct suggestion *a, const struct suggestion *b)
{
    return a->grid == b->grid && a->indicator.layout == b->indicator.layout &&
           a->indicator.frequency == b->indicator.frequency &&
           str_equal(a->indicator.value, b->indicator.value);
}

/* Fewer than `most` of its label are there, and none with its figures. */
static bool is_wanted(const struct suggestion *kept, size_t count,
                      const struct suggestion *next, size_t most)
{
    size_t same = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept[i].print == next->print && kept[i].count == next->count)
            return false;
        same += has_label(&kept[i], next) ? 1 : 0;
    }
    return same < most;
}

void suggest_rank(struct suggestions *suggestions, size_t most)
{
    size_t count = suggestions->count;
    const struct suggestion **order = mem_calloc(count, sizeof *order);
    struct suggestion *kept = mem_calloc(most, sizeof *kept);
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        order[i] = &suggestions->items[i];
    qsort((void *)order, count, sizeof *order, compare);
    for (size_t i = 0; i < count && n < most; i++)
        if (order[i]->score * 2 >= order[0]->score && is_wanted(kept, n, order[i], 1))
            kept[n++] = *order[i];
    for (size_t i = 0; i < count && n < most; i++)
        if (is_wanted(kept, n, order[i], SAME_LABEL_MOST))
            kept[n++] = *order[i];
    mem_free((void *)order);
    mem_free(suggestions->items);
    suggestions->items = kept;
    suggestions->count = n;
}
