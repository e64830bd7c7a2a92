/* SPDX-License-Identifier: GPL-3.0-or-later */
/* span: which days a chart shows. */
#include "graphs/span.h"

#include "core/civil.h"
#include "core/instant.h"
#include "graphs/caption.h"

#define SQUEEZED 0.34     /* the least share of the axis that a series may have */
#define BREAK_WIDTH 34.0  /* of a broken axis */
#define SERIES_SHARE 0.64 /* of a broken axis */
#define YEARS_LEAST 3     /* shown of an annual series */
#define WEEKLY_LEAST 3    /* months shown of a weekly one */
#define MONTHS_LEAST 6    /* shown of a monthly or quarterly one */
#define YEAR_DAYS 365

struct days {
    int32_t first;
    int32_t end;
};

static enum frequency year_kind(const struct chart_input *input)
{
    return input->indicator->frequency == FREQUENCY_FISCAL_YEAR ? FREQUENCY_FISCAL_YEAR
                                                                : FREQUENCY_CALENDAR_YEAR;
}

/* Days to whole months, or years in an annual chart. */
static struct days round_out(struct days days, enum frequency unit)
{
    days.first = period_start(period_of_day(unit, days.first));
    days.end = period_end(period_of_day(unit, days.end - 1));
    return days;
}

/* Years of an annual chart, months of any other. */
static int32_t least_periods(enum frequency frequency)
{
    if (period_is_yearly(frequency))
        return YEARS_LEAST;
    if (frequency == FREQUENCY_DAILY)
        return 1;
    return frequency == FREQUENCY_WEEKLY ? WEEKLY_LEAST : MONTHS_LEAST;
}

/* A series of one or two periods gets room on both sides. */
static struct days widen(struct days days, enum frequency unit, int32_t least)
{
    struct period first = period_of_day(unit, days.first);
    struct period last = period_of_day(unit, days.end - 1);
    for (bool left = true; last.n - first.n + 1 < least; left = !left) {
        if (left)
            first = period_add(first, -1);
        else
            last = period_add(last, 1);
    }
    return (struct days){period_start(first), period_end(last)};
}

static bool find_series(const struct chart_input *input, struct days *out)
{
    if (!caption_has_values(input->series))
        return false;
    const struct observation *first = NULL;
    for (size_t i = 0; first == NULL; i++) {
        if (series_has_value(&input->series->observations[i]))
            first = &input->series->observations[i];
    }
    out->first = period_start(first->period);
    out->end = period_end(series_latest(input->series)->period);
    return true;
}

/* Without values: the years of the programs, or the last ones before today. */
static struct days without_series(const struct chart_input *input, const struct strip *strip)
{
    enum frequency unit = year_kind(input);
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

static struct timeaxis one_run(struct days days, double left, double right)
{
    return (struct timeaxis){.runs = {{days.first, days.end, left, right}}, .count = 1};
}

static struct timeaxis two_runs(struct days days, struct days programs, double left,
                                double right)
{
    double middle = left + (right - left) * SERIES_SHARE;
    return (struct timeaxis){
        .runs = {{days.first, days.end, left, middle},
                 {programs.first, programs.end, middle + BREAK_WIDTH, right}},
        .count = 2};
}

struct timeaxis span_choose(const struct chart_input *input, const struct strip *strip,
                            double left, double right)
{
    struct days series;
    if (!find_series(input, &series))
        return one_run(without_series(input, strip), left, right);
    enum frequency unit =
        period_is_yearly(input->indicator->frequency) ? year_kind(input) : FREQUENCY_MONTHLY;
    int32_t least = least_periods(input->indicator->frequency);
    struct days whole = round_out(series, unit);
    if (strip->count > 0 && strip->last > whole.end)
        whole = round_out((struct days){whole.first, strip->last}, unit);
    struct days own = widen(round_out(series, unit), unit, least);
    if (whole.end <= own.end)
        return one_run(own, left, right);
    double share = (double)(series.end - series.first) / (double)(whole.end - whole.first);
    struct days programs = {strip->first > own.end ? strip->first : own.end, whole.end};
    programs.first = period_start(period_of_day(unit, programs.first));
    if (share >= SQUEEZED || programs.first - own.end <= YEAR_DAYS)
        return one_run(widen(whole, unit, least), left, right);
    return two_runs(own, programs, left, right);
}
