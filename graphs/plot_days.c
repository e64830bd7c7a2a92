/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plot_days: the mean over so many days that each of them is no more than a hair. */
#include "graphs/plot.h"

#include <math.h>

#include "graphs/palette.h"
#include "graphs/shape.h"

#define DAYS_FEW 120 /* can be told apart */
#define MONTH 28     /* four weeks: each day of the week counts alike */
#define YEAR 365
#define DAYS_MANY 1100 /* about three years: from here on a year is what can be seen */
#define SHARE 0.75     /* of the days of a mean that have a value, at least */
#define WIDTH_MONTH 2.2
#define WIDTH_YEAR 2.8

size_t plot_days_window(const struct sheet *sheet)
{
    const struct series *series = sheet->input->series;
    if (series->frequency != FREQUENCY_DAILY || series->count == 0 ||
        shape_of(sheet->input->indicator, series) != CHART_LINE || !plot_is_dense(sheet))
        return 0;
    int64_t days = (int64_t)sheet->time.end - sheet->time.first;
    return days <= DAYS_FEW ? 0 : days <= DAYS_MANY ? MONTH : YEAR;
}

/* Over a declared break nothing is comparable. */
static bool is_broken(const struct indicator *indicator, struct period first,
                      struct period last)
{
    for (size_t i = 0; i < indicator->rebase_count; i++) {
        int32_t day = period_start(indicator->rebases[i].period);
        if (day > period_start(first) && day <= period_start(last))
            return true;
    }
    return false;
}

/* The days of a mean: the observations from `first` up to the newest. */
struct window {
    size_t first, values, masked;
    double sum;
};

static void count_in(struct window *window, const struct observation *observation, int way)
{
    bool value = series_has_value(observation);
    window->values += (size_t)(value ? way : 0);
    window->masked += (size_t)(observation->masked ? way : 0);
    window->sum += value ? way * decimal_double(observation->value) : 0;
}

/* Where at least three quarters of these days have a value, none is withheld, and no declared
 * break lies between. `out` has room for the series. */
static size_t find_means(const struct sheet *sheet, size_t days, struct plot_point *out)
{
    const struct series *series = sheet->input->series;
    struct window window = {0};
    size_t count = 0;
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        struct period first = period_add(here->period, -(int32_t)days + 1);
        count_in(&window, here, 1);
        while (period_compare(series->observations[window.first].period, first) < 0)
            count_in(&window, &series->observations[window.first++], -1);
        if (!plot_shows(sheet, here) || window.masked > 0 ||
            (double)window.values < SHARE * (double)days ||
            period_compare(series->observations[0].period, first) > 0 ||
            is_broken(sheet->input->indicator, first, here->period))
            continue;
        double value = window.sum / (double)window.values;
        out[count++] =
            (struct plot_point){.observation = here,
                                .value = value,
                                .left = timeaxis_x(&sheet->time, period_start(here->period)),
                                .right = timeaxis_x(&sheet->time, period_end(here->period)),
                                .y = plot_y(sheet, value)};
    }
    return count;
}

struct scene_style plot_days_style(size_t days)
{
    return (struct scene_style){.stroke = PALETTE_MEAN,
                                .width = days == MONTH ? WIDTH_MONTH : WIDTH_YEAR};
}

/* The line bridges the days without a value within its own: their mean is known. */
void plot_days_draw(struct sheet *sheet, size_t days)
{
    const struct series *series = sheet->input->series;
    struct plot_point *points =
        arena_alloc(sheet->scene->arena, series->count + 1, sizeof *points);
    size_t count = find_means(sheet, days, points);
    for (size_t i = 0; i < count;) {
        size_t n = 1;
        while (i + n < count &&
               points[i + n].observation->period.n - points[i + n - 1].observation->period.n <
                   MONTH / 4)
            n++;
        plot_trace(sheet, points + i, n, plot_days_style(days), SCENE_ROLE_MEAN);
        i += n;
    }
}

static bool has_blanks(const struct series *series)
{
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        if (!series_has_value(here) ||
            (i > 0 && period_compare(period_next(here[-1].period), here->period) != 0))
            return true;
    }
    return false;
}

const char *plot_days_words(const struct sheet *sheet, size_t days)
{
    bool blanks = has_blanks(sheet->input->series);
    if (sheet->language == LANGUAGE_JA)
        return arena_printf(sheet->scene->arena, "%zu日平均（その日までの%zu日%s）", days,
                            days, blanks ? "、値のない日を除く" : "");
    return arena_printf(sheet->scene->arena, "mean of %zu days (up to each day%s)", days,
                        blanks ? ", without those that have no figure" : "");
}
