/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_span: the days that all panels of a stack show; see figure_parts.h. */
#include "core/civil.h"
#include "core/instant.h"
#include "graphs/figure_parts.h"

#define SQUEEZED 0.2   /* the least share of the axis that each series should have */
#define CUT_YEARS 10   /* else the time before these is not shown */
#define BEFORE_YEARS 1 /* but so much before the newest value of each */

struct days {
    bool any;
    int32_t first, end;
};

static void widen(struct days *days, int32_t first, int32_t end)
{
    days->first = !days->any || first < days->first ? first : days->first;
    days->end = !days->any || end > days->end ? end : days->end;
    days->any = true;
}

/* Where the values are shown. */
static struct days find_days(const struct series *series, int32_t shift)
{
    struct days days = {0};
    for (size_t i = 0; series != NULL && i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        if (series_has_value(here))
            widen(&days, period_start(here->period) + shift, period_end(here->period) + shift);
    }
    return days;
}

static int32_t years_before(int32_t day, int years)
{
    return civil_add_months(day, -12 * years);
}

static const struct series *series_of(const struct figure_stack *stack, size_t i, int which)
{
    const struct figure_panel *panel = &stack->panels[i];
    if (which == 0)
        return panel->part.series;
    return panel->second != NULL ? panel->second->series : NULL;
}

/* Where the axis begins: with the first value of all, unless one of them is squeezed. */
static int32_t choose_first(const struct figure_stack *stack, struct days whole)
{
    int32_t cut = years_before(whole.end, CUT_YEARS);
    bool squeezed = false;
    for (size_t i = 0; i < 2 * stack->count; i++) {
        const struct series *series = series_of(stack, i / 2, i % 2);
        struct days days = find_days(series, stack->panels[i / 2].shift);
        if (!days.any)
            continue;
        squeezed = squeezed || days.end - days.first < SQUEEZED * (whole.end - whole.first);
        int32_t newest =
            years_before(period_start(series_latest(series)->period), BEFORE_YEARS);
        cut = newest < cut ? newest : cut;
    }
    return squeezed && cut > whole.first ? cut : whole.first;
}

/* Whole years of the coarsest series, so that no bar is cut. */
static void round_out(const struct figure_stack *stack, struct days *days)
{
    struct days all = *days;
    for (size_t i = 0; i < stack->count; i++) {
        enum frequency unit = stack->panels[i].part.indicator->frequency;
        if (!stack->panels[i].any)
            continue;
        widen(&all, period_start(period_of_day(unit, days->first)),
              period_end(period_of_day(unit, days->end - 1)));
    }
    *days = all;
}

void figure_span(struct figure_stack *stack)
{
    struct days whole = {0};
    for (size_t i = 0; i < 2 * stack->count; i++) {
        struct days days =
            find_days(series_of(stack, i / 2, i % 2), stack->panels[i / 2].shift);
        if (days.any)
            widen(&whole, days.first, days.end);
    }
    bool any = whole.any;
    if (any)
        whole.first = choose_first(stack, whole);
    if (stack->first < stack->end)
        widen(&whole, stack->first, stack->end);
    /* of the second on an axis the notes say so */
    for (size_t i = 0; i < stack->count; i++) {
        const struct figure_panel *panel = &stack->panels[i];
        struct days days = find_days(panel->part.series, panel->shift);
        stack->cut = stack->cut || (days.any && days.first < whole.first);
    }
    if (!whole.any)
        widen(&whole, instant_day(stack->input->now), instant_day(stack->input->now) + 1);
    round_out(stack, &whole);
    stack->time.first = whole.first;
    stack->time.end = whole.end;
}
