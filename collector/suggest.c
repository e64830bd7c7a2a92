/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest: grid by grid, then the running text; the best are tried on the whole document. */
#include "collector/suggest.h"

#include <string.h>

#include "collector/suggest_trial.h"
#include "core/buf.h"
#include "core/instant.h"
#include "core/mem.h"

#define VIEW_ROWS 1500
#define VIEW_TEXT ((size_t)256 * 1024)
#define SEARCH_SHARE 70 /* of the time, in hundredths; the rest is for the best of them */
#define PROBLEMS_MOST 3 /* for one figure that is taken */
#define VIEW_GRIDS 60   /* tables of a document that are looked at */

void suggest_init(struct suggestions *suggestions)
{
    *suggestions = (struct suggestions){.arena = arena_new(), .why = ""};
}

void suggest_free(struct suggestions *suggestions)
{
    if (suggestions == NULL)
        return;
    arena_free(suggestions->arena);
    mem_free(suggestions->items);
    *suggestions = (struct suggestions){0};
}

/* The beginning of every grid and of the text; cells are shared. */
static void make_view(struct suggest_job *job, struct arena *arena)
{
    const struct grids *grids = job->grids;
    struct grid *items = arena_alloc(arena, grids->count, sizeof *items);
    job->view = *grids;
    job->view.items = items;
    for (size_t i = 0; i < grids->count; i++) {
        items[i] = grids->items[i];
        if (items[i].row_count > VIEW_ROWS)
            items[i].row_count = VIEW_ROWS;
    }
    if (grids->text == NULL || strlen(grids->text) <= VIEW_TEXT)
        return;
    size_t length = VIEW_TEXT;
    while (length > 0 && ((unsigned char)grids->text[length] & 0xC0) == 0x80)
        length--;
    job->view.text = arena_strndup(arena, grids->text, length);
}

static void tidy(struct suggest_job *job)
{
    arena_free(job->scratch);
    job->scratch = arena_new();
}

static void look_at_grid(struct suggest_job *job, size_t at)
{
    const char *table = NULL;
    tidy(job);
    if (job->grids->items[at].row_count == 0 ||
        !suggest_table(job->grids, at, job->scratch, &table))
        return;
    job->at = at;
    job->table = table;
    suggest_matrix(job);
    suggest_long(job);
    suggest_across(job);
}

static void look_at_all(struct suggest_job *job, bool hidden)
{
    for (size_t i = 0; i < job->grids->count && i < VIEW_GRIDS; i++)
        if (job->grids->items[i].hidden == hidden && !suggest_trial_over(job))
            look_at_grid(job, i);
}

/* What the trial on the beginning left open; false when the whole document gives nothing, or
 * little beside what it refuses. */
static bool complete(struct suggest_job *job, struct suggestion *suggestion)
{
    struct suggestion whole;
    struct indicator candidate = suggestion->indicator;
    candidate.period = "auto";
    bool simple =
        candidate.layout != LAYOUT_TEXT && suggest_trial_whole(job, &candidate, &whole) &&
        whole.count >= suggestion->count && whole.problem_count <= suggestion->problem_count;
    if (!simple && !suggest_trial_whole(job, &suggestion->indicator, &whole)) {
        suggestion->is_partial = suggest_trial_over(job);
        return suggestion->is_partial;
    }
    if (whole.problem_count > PROBLEMS_MOST * whole.count)
        return false;
    whole.label = suggestion->label;
    whole.choices = suggestion->choices;
    whole.unit_from = suggestion->unit_from;
    whole.unit_base = suggestion->unit_base;
    whole.year_is_open = suggestion->year_is_open;
    whole.era_is_open = suggestion->era_is_open;
    whole.score = suggestion->score;
    whole.grid = suggestion->grid;
    *suggestion = whole;
    return true;
}

/* Units first, on the beginning: whole documents may take all of the time. */
static void find_units(struct suggest_job *job, struct suggestion *items, size_t *count)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        tidy(job);
        job->at = items[i].grid;
        if (!suggest_unit(job, &items[i]))
            continue;
        items[kept] = items[i];
        items[kept].indicator.unit = arena_strdup(job->out->arena, items[i].indicator.unit);
        items[kept].unit_base = arena_strdup(job->out->arena, items[i].unit_base);
        kept++;
    }
    *count = kept;
}

static void complete_all(struct suggest_job *job, int64_t deadline)
{
    bool cut = job->out->cut;
    struct suggestions *out = job->out;
    size_t kept = out->count;
    struct suggestion *items = out->items;
    out->items = NULL;
    out->count = 0;
    out->cut = false;
    job->deadline = deadline;
    job->capacity = 0;
    find_units(job, items, &kept);
    for (size_t i = 0; i < kept; i++) {
        tidy(job);
        job->at = items[i].grid;
        if (complete(job, &items[i]))
            suggest_trial_keep(job, &items[i]);
    }
    out->cut = out->cut || cut;
    mem_free(items);
}

void suggest_run(const struct grids *grids, int32_t today, int64_t time_ms, size_t most,
                 struct suggestions *out)
{
    struct arena *arena = arena_new();
    int64_t start = instant_ticks_ms();
    struct suggest_job job = {.grids = grids,
                              .today = today,
                              .deadline = start + time_ms * SEARCH_SHARE / 100,
                              .out = out,
                              .scratch = arena_new(),
                              .table = ""};
    make_view(&job, arena);
    look_at_all(&job, false);
    look_at_all(&job, true);
    tidy(&job);
    job.at = SUGGEST_TEXT;
    job.table = "";
    job.has_tables = out->count > 0;
    if (!suggest_trial_over(&job))
        suggest_prose(&job);
    suggest_rank(out, most < SUGGEST_MAX ? most : SUGGEST_MAX);
    complete_all(&job, start + time_ms);
    suggest_rank(out, most < SUGGEST_MAX ? most : SUGGEST_MAX);
    if (*out->why == '\0' && grids->count > 0)
        out->why = "no row and no column of periods was found beside figures that have a name";
    arena_free(job.scratch);
    arena_free(arena);
}
