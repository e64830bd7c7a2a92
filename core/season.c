/* SPDX-License-Identifier: GPL-3.0-or-later */
/* season: see season.h. */
#include "core/season.h"

#include <math.h>
#include <stdlib.h>

#include "core/decimal.h"

#define YEARS_LEAST 2
#define YEARS_MOST 40 /* the newest */
#define VALUES_LEAST 12
#define DEVIATE 3.0902 /* 0.1 per cent */
#define FAR 3
#define NORMAL 1.4826 /* of the median deviation: the standard one */

/* Period after period; NAN where none is known. */
struct grid {
    double *values;
    size_t length, known;
    size_t year; /* periods */
};

static size_t find_year(enum frequency frequency)
{
    return frequency == FREQUENCY_MONTHLY     ? 12
           : frequency == FREQUENCY_QUARTERLY ? 4
           : frequency == FREQUENCY_WEEKLY    ? 52
                                              : 0;
}

static bool all_positive(const struct series *series)
{
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        if (series_has_value(here) && here->value.units <= 0)
            return false;
    }
    return true;
}

static struct grid make_grid(const struct series *series, bool ratio, struct arena *arena)
{
    struct grid grid = {.year = find_year(series->frequency)};
    const struct observation *latest = series_latest(series);
    if (grid.year == 0 || latest == NULL)
        return grid;
    bool logs = ratio && all_positive(series);
    int64_t first = (int64_t)latest->period.n - (int64_t)(YEARS_MOST * grid.year) + 1;
    if (series->observations[0].period.n > first)
        first = series->observations[0].period.n;
    grid.length = (size_t)(latest->period.n - first + 1);
    grid.values = arena_alloc(arena, grid.length, sizeof *grid.values);
    for (size_t i = 0; i < grid.length; i++)
        grid.values[i] = NAN;
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        if (!series_has_value(here) || here->period.n < first)
            continue;
        double value = decimal_double(here->value);
        grid.values[here->period.n - first] = logs ? log(value) : value;
        grid.known++;
    }
    return grid;
}

static void take_off_line(struct grid *grid)
{
    double time = 0, level = 0, together = 0, alone = 0;
    double n = (double)grid->known;
    for (size_t i = 0; i < grid->length; i++) {
        if (isnan(grid->values[i]))
            continue;
        time += (double)i / n;
        level += grid->values[i] / n;
    }
    for (size_t i = 0; i < grid->length; i++) {
        if (isnan(grid->values[i]))
            continue;
        together += ((double)i - time) * (grid->values[i] - level);
        alone += ((double)i - time) * ((double)i - time);
    }
    for (size_t i = 0; i < grid->length; i++)
        grid->values[i] -= level + together / alone * ((double)i - time);
}

/* The mean of the year around a period, its first and last by half; of what is known. */
static double mean_around(const struct grid *grid, size_t at)
{
    size_t half = grid->year / 2;
    size_t last = grid->length - half - 1;
    size_t centre = at < half ? half : at > last ? last : at;
    double sum = 0, weights = 0;
    for (size_t i = centre - half; i <= centre + half; i++) {
        double weight = i == centre - half || i == centre + half ? 0.5 : 1;
        if (isnan(grid->values[i]))
            continue;
        sum += weight * grid->values[i];
        weights += weight;
    }
    return weights > 0 ? sum / weights : 0;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Of those that are known, which go to `sorted`. */
static double median(const double *values, size_t count, size_t step, double *sorted)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i += step) {
        if (!isnan(values[i]))
            sorted[n++] = values[i];
    }
    qsort(sorted, n, sizeof *sorted, by_value);
    return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
}

/* One month of a pandemic, or a step to another level, would hide every season: what is far
 * from the median of its month is drawn to it, to three deviations. */
static void draw_in(const struct grid *grid, double *left, struct arena *arena)
{
    double *sorted = arena_alloc(arena, grid->length, sizeof *sorted);
    double *off = arena_alloc(arena, grid->length, sizeof *off);
    for (size_t k = 0; k < grid->year; k++) {
        double middle = median(left + k, grid->length - k, grid->year, sorted);
        for (size_t i = k; i < grid->length; i += grid->year)
            off[i] = fabs(left[i] - middle);
    }
    double most = FAR * NORMAL * median(off, grid->length, 1, sorted);
    for (size_t k = 0; most > 0 && k < grid->year; k++) {
        double middle = median(left + k, grid->length - k, grid->year, sorted);
        for (size_t i = k; i < grid->length; i += grid->year) {
            if (off[i] > most) /* never of what is not known */
                left[i] = middle + (left[i] > middle ? most : -most);
        }
    }
}

/* The sums of squares between and within the months, and their degrees of freedom. */
struct parts {
    double between, within;
    double groups, rest;
};

static struct parts split(const struct grid *grid, const double *left)
{
    struct parts parts = {.groups = -1};
    double mean = 0;
    for (size_t i = 0; i < grid->length; i++)
        mean += isnan(left[i]) ? 0 : left[i] / (double)grid->known;
    for (size_t k = 0; k < grid->year; k++) {
        double sum = 0, squares = 0, n = 0;
        for (size_t i = k; i < grid->length; i += grid->year) {
            if (isnan(left[i]))
                continue;
            sum += left[i] - mean;
            squares += (left[i] - mean) * (left[i] - mean);
            n++;
        }
        parts.groups += n > 0;
        parts.between += n > 0 ? sum * sum / n : 0;
        parts.within += n > 0 ? squares - sum * sum / n : 0;
    }
    /* each mean of a year costs one more */
    size_t years = grid->known / grid->year;
    parts.rest = (double)grid->known - (parts.groups + 1) - (double)years;
    return parts;
}

static bool differs(struct parts parts)
{
    if (parts.groups < 1 || parts.rest < 1 || !(parts.between > 0))
        return false;
    double all = parts.between + parts.within;
    if (parts.within < 1e-12 * all) /* every year like the other */
        return true;
    double root = cbrt(parts.between / parts.groups / (parts.within / parts.rest));
    double a = 2 / (9 * parts.groups);
    double b = 2 / (9 * parts.rest);
    return ((1 - b) * root - (1 - a)) / sqrt(b * root * root + a) > DEVIATE;
}

bool season_is_evident(const struct series *series, bool ratio, struct arena *arena)
{
    struct grid grid = make_grid(series, ratio, arena);
    if (grid.year == 0 || grid.known < YEARS_LEAST * grid.year || grid.known < VALUES_LEAST)
        return false;
    take_off_line(&grid);
    double *left = arena_alloc(arena, grid.length, sizeof *left);
    for (size_t i = 0; i < grid.length; i++)
        left[i] = grid.values[i] - mean_around(&grid, i);
    draw_in(&grid, left, arena);
    return differs(split(&grid, left));
}
