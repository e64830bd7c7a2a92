/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rrdfile: see rrdfile.h. */
#include "rrd/rrdfile.h"

#include <float.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/arena.h"
#include "core/file.h"
#include "core/mem.h"
#include "core/workers.h"
#include "rrd/rrdcall.h"

#define DAY_S INT64_C(86400)
#define PRECISION (8 * DBL_EPSILON)

/* librrd takes a start of 0 or less for "now". */
#define FIRST_DAY 1

/* The observations that go into the file: [first, end) of the series. */
struct window {
    size_t first;
    size_t end;
    int32_t start_day; /* of the first period */
    int32_t end_day;   /* day after the last */
};

static bool find_window(const struct series *series, struct window *out)
{
    size_t first = 0;
    size_t end = series->count;

    while (first < end && (!series_has_value(&series->observations[first]) ||
                           period_start(series->observations[first].period) < FIRST_DAY))
        first++;
    while (end > first && !series_has_value(&series->observations[end - 1]))
        end--;
    if (first == end)
        return false;
    *out = (struct window){
        .first = first,
        .end = end,
        .start_day = period_start(series->observations[first].period),
        .end_day = period_end(series->observations[end - 1].period),
    };
    return true;
}

static const char *format_update(struct arena *arena, struct period period,
                                 const struct observation *observation)
{
    char value[DECIMAL_TEXT_SIZE] = "U";

    if (observation && series_has_value(observation))
        decimal_print(observation->value, value);
    return arena_printf(arena, "%" PRId64 ":%s", period_end(period) * DAY_S, value);
}

/* One update for each period, the missing ones as unknown: without it the next value would
 * fill the gap backwards. */
static const char **format_updates(struct arena *arena, const struct series *series,
                                   const struct window *window, size_t *count)
{
    struct period first = series->observations[window->first].period;
    struct period last = series->observations[window->end - 1].period;
    const char **updates = arena_alloc(arena, (size_t)(last.n - first.n) + 1, sizeof *updates);
    size_t at = window->first;

    *count = 0;
    for (struct period period = first; period_compare(period, last) <= 0;
         period = period_next(period)) {
        const struct observation *found = NULL;

        if (period_compare(series->observations[at].period, period) == 0)
            found = &series->observations[at++];
        updates[(*count)++] = format_update(arena, period, found);
    }
    return updates;
}

static int build_path(const char *folder, const char *indicator, char out[PATH_MAX],
                      struct err *err)
{
    if (snprintf(out, PATH_MAX, "%s/%s.rrd", folder, indicator) >= PATH_MAX)
        return err_set(err, ERR_IO, "%s: the path is too long", folder);
    return 0;
}

static int build(const char *draft, const struct series *series, const struct window *window,
                 struct err *err)
{
    struct arena *arena = arena_new();
    size_t count;
    const char **updates = format_updates(arena, series, window, &count);
    int failed =
        rrdcall_build(draft, window->start_day * DAY_S,
                      (size_t)(window->end_day - window->start_day), updates, count, err);

    arena_free(arena);
    /* librrd makes it for its owner's eyes only */
    if (!failed && chmod(draft, 0644) != 0)
        failed = err_errno(err, ERR_IO, "%s", draft);
    if (failed)
        unlink(draft);
    return failed ? -1 : 0;
}

int rrdfile_write(const char *draft, const struct series *series, struct err *err)
{
    struct window window;

    return find_window(series, &window) ? build(draft, series, &window, err) : 0;
}

/* A double keeps some 15 digits, and librrd's reader of numbers may be off by the last bits:
 * figures that differ by no more than that are one to it. */
static bool agrees(const struct observation *observation, double stored)
{
    if (!observation || !series_has_value(observation))
        return isnan(stored);
    double expected = decimal_double(observation->value);
    return fabs(stored - expected) <= PRECISION * fabs(expected); /* not for NaN */
}

static bool compare_days(const struct series *series, const struct window *window,
                         const double *values, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        int32_t day = window->start_day + (int32_t)i;
        struct period period = period_of_day(series->frequency, day);
        char date[PERIOD_TEXT_SIZE];

        if (agrees(series_find(series, period), values[i]))
            continue;
        period_print_day(day, date);
        err_set(err, ERR_DATA, "%s: the RRD file holds %g, the ledger does not", date,
                values[i]);
        return false;
    }
    return true;
}

/* A file that is longer holds figures that the ledger does not. */
static int compare_extent(const char *path, const struct window *window, struct err *err)
{
    int64_t last;
    size_t rows;

    if (rrdcall_extent(path, &last, &rows, err))
        return -1;
    if (last == window->end_day * DAY_S &&
        rows == (size_t)(window->end_day - window->start_day))
        return 0;
    char expected[PERIOD_TEXT_SIZE];
    period_print_day(window->end_day - 1, expected);
    return err_set(err, ERR_DATA, "%s: it holds %zu days, not the %d until %s", path, rows,
                   (int)(window->end_day - window->start_day), expected);
}

struct comparison {
    const char *path;
    const struct series *series;
    const struct window *window;
};

static int compare_job(size_t index, void *context, struct err *err)
{
    const struct comparison *comparison = context;
    const struct window *window = comparison->window;
    double *values;
    size_t count;

    (void)index;
    if (compare_extent(comparison->path, window, err) ||
        rrdcall_fetch(comparison->path, window->start_day * DAY_S, window->end_day * DAY_S,
                      &values, &count, err))
        return -1;
    bool same = compare_days(comparison->series, window, values, count, err);
    mem_free(values);
    return same ? 0 : -1;
}

int rrdfile_compare(const char *folder, const struct series *series, bool *same,
                    struct err *err)
{
    char path[PATH_MAX];
    struct window window;
    struct comparison comparison = {path, series, &window};
    struct err result;

    *same = false;
    if (build_path(folder, series->indicator, path, err))
        return -1;
    bool wanted = find_window(series, &window);
    if (!wanted || !file_exists(path)) {
        *same = wanted == file_exists(path);
        if (!*same)
            err_set(err, ERR_NONE, "%s %s", path,
                    wanted ? "is missing" : "should not be there");
        return 0;
    }
    *same = workers_run(1, 1, compare_job, &comparison, &result, err) == 0;
    if (err->code == ERR_INTERNAL) /* the worker died of it */
        err_prefix(err, "%s", path);
    err->code = ERR_NONE;
    return 0;
}
