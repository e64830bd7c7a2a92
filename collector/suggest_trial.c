/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_trial: the real picker decides what a candidate is worth. */
#include "collector/suggest_trial.h"

#include <string.h>

#include "collector/gates.h"
#include "core/instant.h"
#include "core/mem.h"
#include "core/number.h"

#define PRINT_START UINT64_C(14695981039346656037) /* FNV-1a */
#define PRINT_FACTOR UINT64_C(1099511628211)
#define DAYS_OF_YEAR 350 /* at least, from one to the next */
#define DAYS_OF_MONTH 28
#define PROBLEM_COST 3 /* periods that one problem outweighs */

bool suggest_trial_over(struct suggest_job *job)
{
    if (instant_ticks_ms() >= job->deadline)
        job->out->cut = true;
    return job->out->cut;
}

struct indicator suggest_trial_start(const struct suggest_job *job, enum layout layout,
                                     enum frequency frequency)
{
    return (struct indicator){.id = "",
                              .title = {.text = ""},
                              .unit = "",
                              .frequency = frequency,
                              .better = BETTER_NEUTRAL,
                              .table = job->table,
                              .layout = layout,
                              .value = "",
                              .period = "auto",
                              .scale = {.units = 1}};
}

/* --- what came of it --- */

static void mix(uint64_t *print, int64_t value)
{
    for (int i = 0; i < 64; i += 8)
        *print = (*print ^ (((uint64_t)value >> i) & 0xFF)) * PRINT_FACTOR;
}

static void note(struct suggestion *out, const struct observation *observation)
{
    if (!series_has_value(observation)) {
        out->missing++;
        return;
    }
    if (out->count++ == 0)
        out->first = *observation;
    out->is_constant = (out->is_constant || out->count == 1) &&
                       decimal_compare(out->first.value, observation->value) == 0;
    out->last = *observation;
    if (observation->value.places > out->indicator.decimals)
        out->indicator.decimals = observation->value.places;
    mix(&out->print, period_start(observation->period));
    mix(&out->print, observation->value.units);
    mix(&out->print, observation->value.places);
}

/* Nothing stands yet: what the gates say of the document by itself. */
static const struct gates_finding *judge(const struct suggest_job *job,
                                         const struct suggestion *out, const struct pick *pick)
{
    struct gates_findings found;
    const struct series none = {.frequency = out->indicator.frequency};
    bool *news = arena_alloc(job->scratch, pick->count, sizeof *news);
    for (size_t i = 0; i < pick->count; i++)
        news[i] = true;
    gates_judge(&(struct gates_case){.indicator = &out->indicator,
                                     .pick = pick,
                                     .news = news,
                                     .known = &none,
                                     .language = LANGUAGE_EN},
                job->scratch, &found);
    return found.each;
}

static void add_problem(struct suggestion *out, const char *text)
{
    if (out->problem_count < SUGGEST_PROBLEMS)
        out->problems[out->problem_count].text = text;
    out->problem_count++;
}

/* What is held is not taken. */
static void look(const struct suggest_job *job, const struct pick *pick, bool gates,
                 struct suggestion *out)
{
    for (size_t i = 0; i < pick->problem_count; i++)
        add_problem(out, i < SUGGEST_PROBLEMS
                             ? arena_strdup(job->scratch, pick->problems[i].text)
                             : NULL);
    for (size_t i = 0; i < pick->count; i++)
        if (pick->observations[i].value.places > out->indicator.decimals &&
            series_has_value(&pick->observations[i]))
            out->indicator.decimals = pick->observations[i].value.places;
    const struct gates_finding *held = gates ? judge(job, out, pick) : NULL;
    for (size_t i = 0; i < pick->count; i++) {
        char period[PERIOD_TEXT_SIZE];
        if (held == NULL || !held[i].held) {
            note(out, &pick->observations[i]);
            continue;
        }
        period_print(pick->observations[i].period, period);
        add_problem(
            out,
            arena_printf(job->scratch, "%s \"%s\" would be held: %s", period,
                         pick->observations[i].cell == NULL ? "" : pick->observations[i].cell,
                         held[i].reason));
    }
}

static void copy(struct arena *arena, struct suggestion *out)
{
    out->first.cell = arena_strdup(arena, out->first.cell);
    out->last.cell = arena_strdup(arena, out->last.cell);
}

/* A label that is no period of one frequency may be one of another. */
static int weigh(const char *why)
{
    if (strstr(why, ": it is no ") != NULL)
        return 2;
    return strstr(why, "row ") != NULL || strstr(why, "line ") != NULL ? 3 : 1;
}

void suggest_trial_note(struct suggest_job *job, const char *why)
{
    int weight = weigh(why);
    if (job->at == SUGGEST_TEXT || weight < job->why)
        return;
    bool first = weight > job->why;
    bool same = job->out->why_grid == job->at;
    if (!first && !same)
        return;
    job->why = weight;
    job->out->why_grid = job->at;
    job->out->why = arena_strdup(job->out->arena, why);
}

static bool run(struct suggest_job *job, const struct grids *grids, bool gates,
                const struct indicator *candidate, struct suggestion *out)
{
    struct pick pick;
    struct err err;
    *out = (struct suggestion){.indicator = *candidate,
                               .grid = job->at,
                               .label = "",
                               .unit_near = "",
                               .unit_base = "",
                               .choices = "",
                               .print = PRINT_START};
    out->indicator.decimals = 0;
    if (suggest_trial_over(job))
        return false;
    pick_init(&pick);
    job->out->tried++;
    if (pick_observations(candidate, grids, job->today, &pick, &err) != 0)
        suggest_trial_note(job, err.text);
    else
        look(job, &pick, gates, out);
    if (out->count == 0 && out->problem_count > 0)
        suggest_trial_note(job, out->problems[0].text);
    copy(job->scratch, out);
    pick_free(&pick);
    return out->count > 0;
}

bool suggest_trial_run(struct suggest_job *job, const struct indicator *candidate,
                       struct suggestion *out)
{
    return run(job, &job->view, false, candidate, out);
}

bool suggest_trial_whole(struct suggest_job *job, const struct indicator *candidate,
                         struct suggestion *out)
{
    return run(job, job->grids, true, candidate, out);
}

/* --- comparing --- */

static int64_t worth(const struct suggestion *suggestion)
{
    return (int64_t)suggestion->count - PROBLEM_COST * (int64_t)suggestion->problem_count;
}

static bool starts_month(const struct observation *observation)
{
    char text[PERIOD_TEXT_SIZE];
    period_print_day(period_start(observation->period), text);
    return strcmp(text + strlen(text) - 2, "01") == 0;
}

/* The same day of the month, or of the year, from the first to the last; as many days apart.
 */
static bool is_spaced(const struct suggestion *suggestion, bool yearly)
{
    char first[PERIOD_TEXT_SIZE];
    char last[PERIOD_TEXT_SIZE];
    int32_t from = period_start(suggestion->first.period);
    int32_t to = period_start(suggestion->last.period);
    period_print_day(from, first);
    period_print_day(to, last);
    return suggestion->count > 1 &&
           strcmp(strchr(first, '-') + (yearly ? 0 : 3),
                  strchr(last, '-') + (yearly ? 0 : 3)) == 0 &&
           (to - from) / (int32_t)(suggestion->count - 1) >=
               (yearly ? DAYS_OF_YEAR : DAYS_OF_MONTH);
}

/* True if the same figures may as well be read as the coarser frequency. */
static bool may_be_coarser(const struct suggestion *fine, const struct suggestion *coarse)
{
    enum frequency wide = coarse->indicator.frequency;
    if ((period_is_yearly(wide) || wide == FREQUENCY_MONTHLY) &&
        is_spaced(fine, period_is_yearly(wide)))
        return true;
    if (period_is_yearly(wide))
        return fine->count >= 3;
    if (wide == FREQUENCY_QUARTERLY)
        return fine->indicator.frequency == FREQUENCY_MONTHLY && fine->count >= 3;
    if (fine->indicator.frequency == FREQUENCY_DAILY && wide == FREQUENCY_MONTHLY)
        return fine->count >= 3 || starts_month(&fine->first);
    return false;
}

bool suggest_trial_is_better(const struct suggestion *a, const struct suggestion *b)
{
    if (worth(a) != worth(b))
        return worth(a) > worth(b);
    enum frequency left = a->indicator.frequency;
    enum frequency right = b->indicator.frequency;
    if (left == right) /* of eras the one that ends nearest to today */
        return period_compare(a->last.period, b->last.period) > 0;
    if (period_is_yearly(left) && period_is_yearly(right))
        return left < right; /* 年 is what it says */
    if (left > right)
        return may_be_coarser(b, a);
    return left < right && !may_be_coarser(a, b);
}

/* --- keeping --- */

static void copy_conditions(struct arena *arena, struct indicator *indicator)
{
    struct condition *copies = arena_alloc(arena, indicator->where_count, sizeof *copies);
    for (size_t i = 0; i < indicator->where_count; i++)
        copies[i] = (struct condition){.head = arena_strdup(arena, indicator->where[i].head),
                                       .cell = arena_strdup(arena, indicator->where[i].cell)};
    indicator->where = copies;
}

static void copy_texts(struct arena *arena, struct suggestion *suggestion)
{
    struct indicator *indicator = &suggestion->indicator;
    indicator->id = arena_strdup(arena, indicator->id);
    indicator->title.text = arena_strdup(arena, indicator->title.text);
    indicator->unit = arena_strdup(arena, indicator->unit);
    indicator->table = arena_strdup(arena, indicator->table);
    indicator->value = arena_strdup(arena, indicator->value);
    indicator->period = arena_strdup(arena, indicator->period);
    copy_conditions(arena, indicator);
    suggestion->label = arena_strdup(arena, suggestion->label);
    suggestion->unit_near = arena_strdup(arena, suggestion->unit_near);
    suggestion->unit_base = arena_strdup(arena, suggestion->unit_base);
    suggestion->choices = arena_strdup(arena, suggestion->choices);
    suggestion->first.cell = arena_strdup(arena, suggestion->first.cell);
    suggestion->last.cell = arena_strdup(arena, suggestion->last.cell);
    for (size_t i = 0; i < SUGGEST_PROBLEMS; i++)
        suggestion->problems[i].text = arena_strdup(arena, suggestion->problems[i].text);
}

void suggest_trial_keep(struct suggest_job *job, const struct suggestion *suggestion)
{
    struct suggestions *out = job->out;
    out->items = mem_grow(out->items, out->count, &job->capacity, sizeof *out->items);
    struct suggestion *kept = &out->items[out->count++];
    *kept = *suggestion;
    copy_texts(out->arena, kept);
    suggest_rank_score(job, kept);
}
