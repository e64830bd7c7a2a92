/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gates_slip: see gates_slip.h. */
#include "collector/gates_slip.h"

#include <math.h>

#include "collector/unit.h"
#include "core/str.h"
#include "core/words.h"

#define WINDOW 5        /* values that one is compared with: the nearest in time */
#define WINDOW_LEAST 3  /* for what a real series can do too: a factor of 10 */
#define REACH 30        /* looked at for them: most may be missing */
#define RUN_LEAST 2     /* values of one scale in a row, so that they are no outlier */
#define SPREAD 4.0      /* values further apart than this say nothing of a scale */
#define FAR 5.0         /* beyond the window by this much is odd at all */
#define NEAR 1.25       /* and fits it this well when the factor is taken out */
#define SMALL 100.0     /* counts of two digits may do anything */
#define SEASON_MOST 370 /* values of a year, of days too */
#define LOW 10.0        /* and what comes below this may come to nothing */

static const double FACTORS[] = {10, 100, 1000, 10000};
#define FACTOR_COUNT (sizeof FACTORS / sizeof FACTORS[0])

struct window {
    double low;
    double high;
    size_t count;
    bool positive;
};

static void add_value(struct window *window, double value)
{
    if (window->count == 0 || value < window->low)
        window->low = value;
    if (window->count == 0 || value > window->high)
        window->high = value;
    window->count++;
    window->positive = window->low > 0;
}

/* The values nearest to a period; `self`: that of the period too. */
static struct window find_window(const struct series *series, struct period period, bool self)
{
    struct window window = {0};
    size_t right = series_position(series, period);
    size_t left = right;

    while (window.count < WINDOW && (left > 0 || right < series->count)) {
        int32_t before =
            left > 0 ? period.n - series->observations[left - 1].period.n : INT32_MAX;
        int32_t after = right < series->count ? series->observations[right].period.n - period.n
                                              : INT32_MAX;
        const struct observation *next =
            after < before ? &series->observations[right++] : &series->observations[--left];

        if (series_has_value(next) && (self || next->period.n != period.n))
            add_value(&window, decimal_double(next->value));
    }
    return window;
}

/* Seasons: a month that was as large or as small a year ago is no slip. */
static bool was_so_before(const struct series *series, struct period period, double value)
{
    const struct observation *before = series_year_ago(series, period);
    double then = before ? decimal_double(before->value) : 0;

    return then > 0 && value < then * FAR && value > then / FAR;
}

static bool fits(const struct window *window, double value)
{
    return value >= window->low / NEAR && value <= window->high * NEAR;
}

/* Only a ratio has a reason to be off by 100: 0.452 is 45.2%. */
static bool is_ratio(const struct indicator *indicator, struct arena *arena)
{
    return !str_empty(indicator->unit) && unit_fits(arena, indicator->unit, "%");
}

/* A level in the indicator's least digits is large enough to have a scale. */
static bool is_large(const struct indicator *indicator, double value, double least)
{
    return value * pow(10, fmax(indicator->decimals, 0)) >= least;
}

/* How the value is to be looked at. */
struct scale {
    size_t least; /* values that prove a factor above 10 */
    bool large;   /* not a count that may do anything */
    bool ratio;
    bool season; /* compared with years before, in which much may have happened */
};

static bool applies(double factor, const struct scale *scale, size_t count)
{
    if (scale->season && factor < 1000)
        return false;
    if (factor == 100)
        return scale->ratio && count >= scale->least;
    return scale->large && count >= (factor < 100 ? WINDOW_LEAST : scale->least);
}

/* The factor by which the value is off (1/10 for a tenth), or 0. */
static double find_factor(const struct window *window, double value, const struct scale *scale)
{
    for (size_t i = 0; i < FACTOR_COUNT; i++) {
        if (!applies(FACTORS[i], scale, window->count))
            continue;
        if (fits(window, value / FACTORS[i]))
            return FACTORS[i];
        if (fits(window, value * FACTORS[i]))
            return 1 / FACTORS[i];
    }
    return 0;
}

static struct series own_series(const struct gates_case *c)
{
    return (struct series){.frequency = c->indicator->frequency,
                           .observations = c->pick->observations,
                           .count = c->pick->count};
}

/* The values of the same season, up to so many years back; years have none. */
static struct window find_season(const struct series *series, struct period period)
{
    struct window window = {0};
    bool part = period_year_before(period).n < period.n - 1;

    for (int years = 0; part && years < WINDOW; years++) {
        const struct observation *item = series_year_ago(series, period);

        if (item)
            add_value(&window, decimal_double(item->value));
        period = period_year_before(period);
    }
    return window;
}

static bool has_scale(const struct window *window)
{
    return window->count > 0 && window->positive && window->high <= window->low * SPREAD;
}

/* What stands is what a value is compared with. Before anything stands, the rest of its own
 * document is, and then one neighbour alone proves nothing. Where the seasons differ too much,
 * those of the years before are. */
static double find_slip(const struct gates_case *c, const struct observation *item,
                        struct arena *arena)
{
    const struct series own = own_series(c);
    bool first = c->known->count == 0;
    const struct series *series = first ? &own : c->known;
    double value = decimal_double(item->value);

    if (value <= 0)
        return 0;
    struct window window = find_window(series, item->period, !first);
    bool season = !has_scale(&window);
    if (season)
        window = find_season(series, item->period);
    if (!has_scale(&window) || (value <= window.high * FAR && value >= window.low / FAR) ||
        was_so_before(series, item->period, value))
        return 0;
    struct scale scale = {
        .least = first && !season ? RUN_LEAST : 1,
        .large = is_large(c->indicator, fmax(window.high, value), SMALL),
        .ratio = is_ratio(c->indicator, arena),
        .season = season,
    };
    return find_factor(&window, value, &scale);
}

/* --- several in a row --- */

/* Values of one scale, one after the other in the document, from `start` on in a direction. */
static struct window find_run(const struct series *own, size_t start, int step)
{
    struct window run = {0};
    size_t looks = REACH;

    for (size_t i = start; i < own->count && run.count < WINDOW && looks > 0;
         i += (size_t)step, looks--) {
        const struct observation *item = &own->observations[i];
        double value = decimal_double(item->value);

        if (!series_has_value(item))
            continue;
        if (value <= 0 ||
            (run.count > 0 && (value > run.low * SPREAD || value < run.high / SPREAD)))
            break;
        add_value(&run, value);
    }
    return run;
}

static double middle(const struct window *window)
{
    return sqrt(window->low * window->high);
}

/* The factor between two runs (1/10: the later one is a tenth), or 0. */
static double compare_runs(const struct gates_case *c, const struct window *before,
                           const struct window *after, struct arena *arena)
{
    size_t count = before->count < after->count ? before->count : after->count;
    bool large = is_large(c->indicator, fmax(before->high, after->high), SMALL) ||
                 is_ratio(c->indicator, arena);

    if (count < RUN_LEAST || !large ||
        (after->low < before->high * FAR && after->high > before->low / FAR))
        return 0;
    double ratio = middle(after) / middle(before);
    bool less = ratio < 1;
    for (size_t i = 0; i < FACTOR_COUNT; i++) {
        double off = (less ? 1 / ratio : ratio) / FACTORS[i];

        if (count >= (FACTORS[i] < 100 ? WINDOW_LEAST : RUN_LEAST) && off <= NEAR &&
            off >= 1 / NEAR)
            return less ? 1 / FACTORS[i] : FACTORS[i];
    }
    return 0;
}

static bool is_like(const struct window *window, double value)
{
    return value < window->high * FAR && value > window->low / FAR;
}

/* The value a year before or after, on the other side of the run, is like it. */
static bool is_usual(const struct series *own, size_t index, size_t start, size_t end)
{
    const struct observation *item = &own->observations[index];
    double value = decimal_double(item->value);
    struct period before = period_year_before(item->period);

    if (!series_has_value(item) || value <= 0)
        return false;
    if (series_position(own, before) < start && was_so_before(own, item->period, value))
        return true;
    for (size_t i = end; i < own->count; i++) {
        const struct observation *later = &own->observations[i];
        struct window one = {value, value, 1, true};

        if (period_compare(period_year_before(later->period), item->period) == 0)
            return series_has_value(later) && is_like(&one, decimal_double(later->value));
    }
    return false;
}

/* It comes every year, or something of it stands already and was believed before. */
static bool is_known(const struct gates_case *c, size_t start, size_t end)
{
    const struct series own = own_series(c);
    bool short_enough = end - start < SEASON_MOST;

    for (size_t i = start; i < end; i++) {
        if ((!c->news[i] && series_has_value(&own.observations[i])) ||
            (short_enough && is_usual(&own, i, start, end)))
            return true;
    }
    return false;
}

/* Where a run that begins at `start` is back to what was before it, or the end. */
static size_t find_end(const struct series *own, size_t start, const struct window *before)
{
    size_t end = start;

    while (end < own->count &&
           !(series_has_value(&own->observations[end]) &&
             is_like(before, decimal_double(own->observations[end].value))))
        end++;
    return end;
}

double *gates_slip_turns(const struct gates_case *judged, struct arena *arena)
{
    const struct series own = own_series(judged);
    double *turns = arena_alloc(arena, own.count, sizeof *turns);
    size_t next;

    for (size_t start = 1; start < own.count; start = next) {
        struct window before = find_run(&own, start - 1, -1);
        struct window after = find_run(&own, start, 1);
        double factor = judged->indicator->basis == BASIS_LEVEL
                            ? compare_runs(judged, &before, &after, arena)
                            : 0;

        next = start + 1;
        if (factor == 0)
            continue;
        size_t end = find_end(&own, start, &before);
        /* that it is back at `end` is no turn of its own */
        next = end + 1;
        bool known = is_known(judged, start, end);
        for (size_t i = start; i < end && !known; i++)
            turns[i] = factor;
    }
    return turns;
}

struct gates_finding gates_slip_judge(const struct gates_case *judged, size_t index,
                                      double turn, struct arena *arena)
{
    char times[WORDS_SIZE];

    if (judged->indicator->basis != BASIS_LEVEL)
        return (struct gates_finding){0};
    double factor = find_slip(judged, &judged->pick->observations[index], arena);
    if (factor == 0)
        factor = turn;
    if (factor == 0)
        return (struct gates_finding){0};
    bool less = factor < 1;
    int64_t whole = llround(less ? 1 / factor : factor);
    words_value((struct decimal){whole, 0}, 0, judged->language, times);
    const char *reason =
        judged->language == LANGUAGE_JA
            ? arena_printf(arena,
                           less ? "前後の値の約%s分の1（単位の取り違えの可能性）"
                                : "前後の値の約%s倍（単位の取り違えの可能性）",
                           times)
            : arena_printf(arena,
                           less ? "about 1/%s of the values around it (another unit?)"
                                : "about %s times the values around it (another unit?)",
                           times);
    return (struct gates_finding){true, HELD_SCALE, reason};
}

/* --- zero --- */

/* What may be below zero, or was nothing a year ago, may be nothing. */
static bool may_be_zero(const struct gates_case *c, const struct series *series,
                        struct period period)
{
    const struct observation *before = series_year_ago(series, period);

    return c->indicator->basis != BASIS_LEVEL ||
           (c->indicator->minimum.set &&
            decimal_compare(c->indicator->minimum.value, (struct decimal){0, 0}) < 0) ||
           (before && decimal_is_zero(before->value));
}

struct gates_finding gates_slip_zero(const struct gates_case *judged, size_t index,
                                     struct arena *arena)
{
    const struct observation *item = &judged->pick->observations[index];
    const struct series own = own_series(judged);
    bool first = judged->known->count == 0;
    const struct series *series = first ? &own : judged->known;

    if (!decimal_is_zero(item->value) || may_be_zero(judged, series, item->period))
        return (struct gates_finding){0};
    struct window window = find_window(series, item->period, !first);
    if (!window.positive || !is_large(judged->indicator, window.low, LOW) ||
        !is_large(judged->indicator, window.high, SMALL))
        return (struct gates_finding){0};
    return (struct gates_finding){
        true, HELD_SCALE,
        arena_strdup(arena, judged->language == LANGUAGE_JA
                                ? "前後の値が正のところに0（未公表の可能性）"
                                : "zero, and the values around it are not (not known yet?)")};
}
