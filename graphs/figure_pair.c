/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_pair: two indicators beside one another; see figure_parts.h. */
#include <math.h>

#include "config/phrase.h"
#include "core/indexed.h"
#include "core/str.h"
#include "graphs/caption.h"
#include "graphs/figure_parts.h"

#define TOP 24.0
#define HEAD_GAP 8.0
#define PANELS_GAP 14.0
#define LEGIBLE 0.125 /* the least part of a common axis that each must take */

static bool is_one_unit(const struct figure_part *parts)
{
    const struct indicator *a = parts[0].indicator;
    const struct indicator *b = parts[1].indicator;
    return str_equal(a->unit == NULL ? "" : a->unit, b->unit == NULL ? "" : b->unit) &&
           a->basis == b->basis;
}

struct range {
    bool any;
    double low, high;
};

static struct range find_range(const struct series *series)
{
    struct range range = {0};
    for (size_t i = 0; i < series->count; i++) {
        if (!series_has_value(&series->observations[i]))
            continue;
        double value = decimal_double(series->observations[i].value);
        range.low = range.any ? fmin(range.low, value) : value;
        range.high = range.any ? fmax(range.high, value) : value;
        range.any = true;
    }
    return range;
}

/* A series whose values all lie at the bottom of the other's scale shows nothing there. */
static bool can_share(const struct figure_part *parts)
{
    struct range a = find_range(parts[0].series);
    struct range b = find_range(parts[1].series);
    if (!a.any || !b.any)
        return true;
    double most = fmax(fmax(fabs(a.low), fabs(a.high)), fmax(fabs(b.low), fabs(b.high)));
    double one = fmax(fabs(a.low), fabs(a.high));
    double two = fmax(fabs(b.low), fabs(b.high));
    return fmin(one, two) >= LEGIBLE * most;
}

static int refuse_index(const struct figure_input *input, struct err *err)
{
    for (size_t i = 0; i < 2; i++) {
        const struct indicator *here = input->parts[i].indicator;
        if (here->basis == BASIS_YEAR_ON_YEAR)
            return err_set(err, ERR_USAGE,
                           "%s has changes on the year before: index numbers of them mean "
                           "nothing (panels do)",
                           here->id);
    }
    return 0;
}

/* Index numbers have no unit, no target and no natural bounds. */
static struct indicator *make_index(const struct figure_part *part, struct arena *arena)
{
    struct indicator *index = arena_alloc(arena, 1, sizeof *index);
    *index = *part->indicator;
    index->unit = "";
    index->unit_label = (struct label){"", NULL};
    index->decimals = INDEXED_PLACES;
    index->chart = CHART_LINE; /* of two indices none is the background of the other */
    index->minimum = index->maximum = index->target = index->baseline = (struct mark){0};
    return index;
}

static int index_both(const struct figure_input *input, struct arena *arena,
                      struct figure_pair *pair, struct err *err)
{
    pair->base = input->base;
    if (refuse_index(input, err) != 0)
        return -1;
    if (!input->has_base &&
        !indexed_base(input->parts[0].series, input->parts[1].series, &pair->base))
        return err_set(err, ERR_USAGE, "%s and %s have no period in common that could be 100",
                       input->parts[0].indicator->id, input->parts[1].indicator->id);
    for (size_t i = 0; i < 2; i++) {
        struct figure_part *part = &pair->parts[i];
        struct series *series = arena_alloc(arena, 1, sizeof *series);
        if (part->series->frequency != pair->base.frequency)
            return err_set(err, ERR_USAGE, "%s has other periods than the base",
                           part->indicator->id);
        if (indexed_series(part->series, pair->base, arena, series, err) != 0)
            return -1;
        part->indicator = make_index(part, arena);
        part->series = series;
    }
    return 0;
}

int figure_pair_make(const struct figure_input *input, struct arena *arena,
                     struct figure_pair *out, struct err *err)
{
    bool one = is_one_unit(input->parts);
    *out =
        (struct figure_pair){.axes = input->axes, .parts = {input->parts[0], input->parts[1]}};
    if (input->axes == FIGURE_AXES_INDEX)
        return index_both(input, arena, out, err);
    if (input->axes == FIGURE_AXES_ONE && !one)
        return err_set(err, ERR_USAGE,
                       "%s and %s are not of one unit and basis: one axis would mislead "
                       "(panels or index do not)",
                       input->parts[0].indicator->id, input->parts[1].indicator->id);
    if (input->axes == FIGURE_AXES_AUTO)
        out->axes = one && can_share(input->parts) ? FIGURE_AXES_ONE : FIGURE_AXES_PANELS;
    return 0;
}

static const char *say_title(const struct figure_pair *pair, enum language language,
                             struct arena *arena)
{
    const char *both =
        arena_printf(arena, "%s%s%s", caption_title(pair->parts[0].indicator, language),
                     words_pick(language, " と ", " and "),
                     caption_title(pair->parts[1].indicator, language));
    if (pair->axes != FIGURE_AXES_INDEX)
        return both;
    char base[WORDS_SIZE];
    words_period(pair->base, pair->parts[0].indicator->year_label, language, base);
    return language == LANGUAGE_JA ? arena_printf(arena, "%s（指数、%s＝100）", both, base)
                                   : arena_printf(arena, "%s (index, %s = 100)", both, base);
}

/* One panel with both; the keys name the second by what is compared with the first. */
static void join(struct figure_stack *stack, const struct figure_pair *pair)
{
    struct arena *arena = stack->scene->arena;
    struct indicator *first = arena_alloc(arena, 1, sizeof *first);
    struct indicator *second = arena_alloc(arena, 1, sizeof *second);
    *first = *pair->parts[0].indicator;
    *second = *pair->parts[1].indicator;
    first->compare = second;
    /* the targets of two indicators in one plot are taken for one another's */
    first->target = (struct mark){0};
    stack->panels[0].part.indicator = first;
    stack->panels[0].second = &pair->parts[1];
    stack->count = 1;
}

static const char *say_how(const struct figure_pair *pair, enum language language)
{
    if (pair->axes == FIGURE_AXES_PANELS)
        return words_pick(language, "縦軸は指標ごとに異なります。",
                          "Each has a scale of its own.");
    return "";
}

void figure_pair_compose(const struct figure_input *input, const struct figure_room *room,
                         struct scene *scene)
{
    struct figure_pair *pair = arena_alloc(scene->arena, 1, sizeof *pair);
    struct figure_stack *stack = arena_alloc(scene->arena, 1, sizeof *stack);
    struct err ignored = {0};
    figure_stack_start(input, room, scene, stack);
    if (figure_pair_make(input, scene->arena, pair, &ignored) != 0)
        pair->axes = FIGURE_AXES_PANELS;
    for (size_t i = 0; i < 2; i++)
        stack->panels[i].part = pair->parts[i];
    if (pair->axes != FIGURE_AXES_PANELS)
        join(stack, pair);
    double y = frame_title(scene, say_title(pair, stack->language, scene->arena), "", TOP);
    y = figure_stack_put(stack, y + PANELS_GAP);
    figure_foot(stack, false, NULL, say_how(pair, stack->language), y + HEAD_GAP);
}
