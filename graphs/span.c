/* SPDX-License-Identifier: GPL-3.0-or-later */
/* span: which days a chart shows. */
#include "graphs/span.h"

#include "config/course.h"
#include "core/civil.h"
#include "core/instant.h"
#include "graphs/caption.h"
#include "graphs/outlook.h"

#define SQUEEZED 0.34     /* the least share of the axis that a series may have ... */
#define LEGIBLE 24.0      /* ... unless one of its periods is as wide as this */
#define DETAIL_SHARE 0.40 /* of the width, for the panel that enlarges */
#define REACH 3653        /* days: the axis goes on to a target within ten years */
#define YEARS_LEAST 3     /* on the axis of an indicator without values */

/* So many periods fill the width; fewer are not stretched over it. */
static const int32_t FILLING[] = {
    [FREQUENCY_DAILY] = 28,    [FREQUENCY_WEEKLY] = 13,       [FREQUENCY_MONTHLY] = 6,
    [FREQUENCY_QUARTERLY] = 4, [FREQUENCY_CALENDAR_YEAR] = 3, [FREQUENCY_FISCAL_YEAR] = 3,
};

struct days {
    int32_t first;
    int32_t end;
};

/* Days to whole periods. */
static struct days round_out(struct days days, enum frequency unit)
{
    days.first = period_start(period_of_day(unit, days.first));
    days.end = period_end(period_of_day(unit, days.end - 1));
    return days;
}

/* The axis of the days: as wide as there is room, but few periods are not stretched. */
static struct timeaxis place(const struct chart_input *input, struct days days, double left,
                             double right)
{
    enum frequency unit = input->indicator->frequency;
    int32_t least = FILLING[unit];
    int32_t count =
        period_of_day(unit, days.end - 1).n - period_of_day(unit, days.first).n + 1;
    if (count < least) {
        double room = (right - left) * (double)(least - count) / (double)least / 2;
        left += room;
        right -= room;
    }
    return (struct timeaxis){days.first, days.end, left, right};
}

/* A period for which the publisher prints that there is no figure is known, too. */
static bool is_known(const struct observation *observation)
{
    return series_has_value(observation) || observation->status == OBSERVATION_MISSING;
}

static bool find_days(const struct series *series, struct days *out)
{
    bool any = false;
    for (size_t i = 0; caption_has_values(series) && i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        if (!is_known(here))
            continue;
        if (!any)
            out->first = period_start(here->period);
        out->end = period_end(here->period);
        any = true;
    }
    return any;
}

/* Without values: the years of the programs, or the last ones before today. Budgets have
 * fiscal years. */
static struct days without_series(const struct chart_input *input, const struct strip *strip)
{
    enum frequency unit = input->indicator->frequency;
    if (!period_is_yearly(unit))
        unit = strip->count > 0 ? FREQUENCY_FISCAL_YEAR : FREQUENCY_CALENDAR_YEAR;
    int32_t today = instant_day(input->now);
    struct days days = {today, today + 1};
    if (strip->count > 0)
        days = (struct days){strip->first, strip->last};
    days = round_out(days, unit);
    struct period first = period_of_day(unit, days.first);
    while (period_of_day(unit, days.end - 1).n - first.n + 1 < YEARS_LEAST)
        first = period_add(first, -1);
    days.first = period_start(first);
    return days;
}

/* The path to the target belongs to the picture, unless it is so long that little else would
 * be seen: then it runs out of it. */
static void add_course(const struct chart_input *input, struct days *days)
{
    const struct mark *target = &input->indicator->target;
    struct path path;
    int32_t most = days->end - days->first > REACH ? days->end - days->first : REACH;
    struct days before = *days;
    if (target->set && target->has_period && period_end(target->period) > before.end &&
        period_end(target->period) - before.end <= most)
        days->end = period_end(target->period);
    if (course_path(input->indicator, &path) && period_start(path.from) < before.first &&
        before.first - period_start(path.from) <= most)
        days->first = period_start(path.from);
}

/* All days that something is known of, but for a comparison before the series. */
static struct days find_whole(const struct chart_input *input, const struct strip *strip,
                              struct days series)
{
    struct days whole = series;
    struct days compare;
    int32_t first = strip_first(strip, series.first);
    if (first < whole.first)
        whole.first = first;
    if (strip->count > 0 && strip->last > whole.end)
        whole.end = strip->last;
    if (find_days(input->compare, &compare) && compare.end > whole.end)
        whole.end = compare.end;
    add_course(input, &whole);
    return round_out(whole, input->indicator->frequency);
}

static bool is_squeezed(const struct chart_input *input, struct days series, struct days whole,
                        double width)
{
    double days = whole.end - whole.first;
    struct period first = period_of_day(input->indicator->frequency, series.first);
    double period = width * (period_end(first) - period_start(first)) / days;
    return (series.end - series.first) / days < SQUEEZED && period < LEGIBLE;
}

struct span span_choose(const struct chart_input *input, const struct strip *strip,
                        double left, double right)
{
    struct days series;
    if (!find_days(input->series, &series)) {
        struct days days = without_series(input, strip);
        return (struct span){.whole = {days.first, days.end, left, right}};
    }
    series.end = outlook_end(input, series.end);
    struct days whole = find_whole(input, strip, series);
    if (!is_squeezed(input, series, whole, right - left))
        return (struct span){.whole = place(input, whole, left, right)};
    double edge = left + (right - left) * DETAIL_SHARE;
    series = round_out(series, input->indicator->frequency);
    return (struct span){.whole = place(input, whole, edge + SPAN_GAP, right),
                         .enlarged = true,
                         .detail = place(input, series, left, edge)};
}
