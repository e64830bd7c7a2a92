/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gates: see gates.h. */
#include "collector/gates.h"

#include <inttypes.h>
#include <math.h>

#include "core/words.h"

#define WINDOW 5       /* values that one is compared with: the nearest in time */
#define WINDOW_LEAST 3 /* for what a real series can do too: a factor of 10 */
#define SPREAD 4.0     /* values further apart than this say nothing of a scale */
#define FAR 5.0        /* beyond the window by this much is odd at all */
#define NEAR 1.25      /* and fits it this well when the factor is taken out */
#define SMALL 100.0    /* counts of two digits may do anything */
#define SEVERAL 4      /* values that are all the same */

static const double FACTORS[] = {10, 1000, 10000};

/* --- range --- */

static struct gates_finding judge_range(const struct gates_case *c, struct decimal value,
                                        struct arena *arena)
{
    const struct indicator *indicator = c->indicator;
    bool below =
        indicator->minimum.set && decimal_compare(value, indicator->minimum.value) < 0;
    bool above =
        indicator->maximum.set && decimal_compare(value, indicator->maximum.value) > 0;
    char limit[WORDS_SIZE];

    if (!below && !above)
        return (struct gates_finding){0};
    const struct mark *mark = below ? &indicator->minimum : &indicator->maximum;
    words_value(mark->value, mark->value.places, c->language, limit);
    const char *reason =
        c->language == LANGUAGE_JA
            ? arena_printf(arena, below ? "下限%sを下回る" : "上限%sを上回る", limit)
            : arena_printf(arena, below ? "below the minimum %s" : "above the maximum %s",
                           limit);
    return (struct gates_finding){true, HELD_RANGE, reason};
}

/* --- scale --- */

struct window {
    double low;
    double high;
    size_t count;
    bool positive;
};

static void add_value(struct window *window, const struct observation *item)
{
    double value = decimal_double(item->value);

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
            add_value(&window, next);
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

/* The factor by which the value is off (1/10 for a tenth), or 0. */
static double find_factor(const struct window *window, double value, size_t least)
{
    for (size_t i = 0; i < sizeof FACTORS / sizeof FACTORS[0]; i++) {
        if (window->count < (FACTORS[i] < 100 ? WINDOW_LEAST : least))
            continue;
        if (fits(window, value / FACTORS[i]))
            return FACTORS[i];
        if (fits(window, value * FACTORS[i]))
            return 1 / FACTORS[i];
    }
    return 0;
}

/* What stands is what a value is compared with. Before anything stands, the rest of its own
 * document is, and then one neighbour alone proves nothing. */
static double find_slip(const struct gates_case *c, const struct observation *item)
{
    const struct series own = {.frequency = item->period.frequency,
                               .observations = c->pick->observations,
                               .count = c->pick->count};
    bool first = c->known->count == 0;
    const struct series *series = first ? &own : c->known;
    double value = decimal_double(item->value);

    if (c->indicator->basis != BASIS_LEVEL || value <= 0)
        return 0;
    struct window window = find_window(series, item->period, !first);
    if (window.count == 0 || !window.positive || window.high > window.low * SPREAD ||
        fmax(window.high, value) * pow(10, fmax(c->indicator->decimals, 0)) < SMALL ||
        (value <= window.high * FAR && value >= window.low / FAR) ||
        was_so_before(series, item->period, value))
        return 0;
    return find_factor(&window, value, first ? WINDOW_LEAST : 1);
}

static struct gates_finding judge_scale(const struct gates_case *c,
                                        const struct observation *item, struct arena *arena)
{
    double factor = find_slip(c, item);
    char times[WORDS_SIZE];

    if (factor == 0)
        return (struct gates_finding){0};
    bool less = factor < 1;
    int64_t whole = llround(less ? 1 / factor : factor);
    words_value((struct decimal){whole, 0}, 0, c->language, times);
    const char *reason =
        c->language == LANGUAGE_JA
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

/* --- the document as a whole --- */

static size_t count_problems(const struct pick *pick, bool unit)
{
    size_t count = 0;

    for (size_t i = 0; i < pick->problem_count; i++)
        count += pick->problems[i].unit == unit;
    return count;
}

void gates_reach(const struct pick *pick, struct held_reach *out)
{
    out->periods = 0;
    if (pick->count == 0 || pick->problem_count > 0)
        return;
    out->periods = (int64_t)pick->count;
    out->first = pick->observations[0].period;
    out->last = pick->observations[pick->count - 1].period;
}

static int64_t count_holes(const struct held_reach *reach)
{
    return (int64_t)reach->last.n - reach->first.n + 1 - reach->periods;
}

/* A table that moved on (the last two years, the year under way) may be shorter: it starts and
 * ends later and has no more holes than before. */
static bool moved_on(const struct held_reach *before, const struct held_reach *now)
{
    return now->periods > 0 && now->first.n > before->first.n &&
           now->last.n > before->last.n && count_holes(now) <= count_holes(before);
}

static struct gates_finding judge_rows(const struct gates_case *c, struct arena *arena)
{
    struct held_reach now = {0};

    gates_reach(c->pick, &now);
    if (c->before.periods == 0 || c->pick->problem_count > 0 ||
        now.periods >= c->before.periods || moved_on(&c->before, &now))
        return (struct gates_finding){0};
    return (struct gates_finding){true, HELD_ROWS,
                                  arena_printf(arena,
                                               c->language == LANGUAGE_JA
                                                   ? "公表資料の期間の数が前回の%" PRId64
                                                     "から%" PRId64 "に減少"
                                                   : "the document has fewer periods: %" PRId64
                                                     " last time, %" PRId64 " now",
                                               c->before.periods, now.periods)};
}

/* The newest `most` values that stand are not all the same. */
static bool was_varied(const struct series *known, size_t most)
{
    const struct observation *one = NULL;

    for (size_t i = known->count; i > 0 && most > 0; i--) {
        const struct observation *item = &known->observations[i - 1];

        if (!series_has_value(item))
            continue;
        if (one && decimal_compare(one->value, item->value) != 0)
            return true;
        one = item;
        most--;
    }
    return false;
}

static struct gates_finding judge_flat(const struct gates_case *c, struct arena *arena)
{
    const struct observation *one = NULL;
    size_t values = 0;
    size_t news = 0;
    char text[WORDS_SIZE];

    for (size_t i = 0; i < c->pick->count; i++) {
        const struct observation *item = &c->pick->observations[i];

        if (!series_has_value(item))
            continue;
        if (one && decimal_compare(one->value, item->value) != 0)
            return (struct gates_finding){0};
        one = item;
        values++;
        news += c->news[i];
    }
    if (!one || news < SEVERAL || !was_varied(c->known, values))
        return (struct gates_finding){0};
    words_value(one->value, one->value.places, c->language, text);
    const char *reason =
        arena_printf(arena,
                     c->language == LANGUAGE_JA ? "公表資料の値%zu件がすべて%s"
                                                : "all %zu values of the document are %s",
                     values, text);
    return (struct gates_finding){true, HELD_FLAT, reason};
}

static struct gates_finding judge_unit(const struct gates_case *c, struct arena *arena)
{
    size_t count = count_problems(c->pick, true);

    for (size_t i = 0; i < c->pick->problem_count; i++) {
        const char *text = c->pick->problems[i].text;

        if (!c->pick->problems[i].unit)
            continue;
        if (count > 1)
            text = arena_printf(
                arena, c->language == LANGUAGE_JA ? "%s（ほか%zu件）" : "%s (and %zu more)",
                text, count - 1);
        struct err line = {0};
        err_set(&line, ERR_DATA, "%s", text);
        return (struct gates_finding){true, HELD_UNIT, arena_strdup(arena, line.text)};
    }
    return (struct gates_finding){0};
}

/* What is odd by itself is said before what its whole document is. */
static struct gates_finding judge_one(const struct gates_case *c,
                                      const struct observation *item,
                                      const struct gates_finding *whole, struct arena *arena)
{
    struct gates_finding found = {0};

    if (series_has_value(item)) {
        found = judge_range(c, item->value, arena);
        if (!found.held)
            found = judge_scale(c, item, arena);
    }
    return found.held ? found : *whole;
}

void gates_judge(const struct gates_case *judged, struct arena *arena,
                 struct gates_findings *out)
{
    size_t count = judged->pick->count;

    out->each = arena_alloc(arena, count, sizeof *out->each);
    out->rows = judge_rows(judged, arena);
    out->unit = judge_unit(judged, arena);
    struct gates_finding whole = out->rows.held ? out->rows : judge_flat(judged, arena);
    for (size_t i = 0; i < count; i++) {
        if (judged->news[i])
            out->each[i] = judge_one(judged, &judged->pick->observations[i], &whole, arena);
    }
}
