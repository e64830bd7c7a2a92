/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gates: see gates.h. */
#include "collector/gates.h"

#include <inttypes.h>

#include "collector/gates_lost.h"
#include "collector/gates_slip.h"
#include "core/words.h"

#define SEVERAL 4     /* values that are all the same */
#define MANY_BLANKS 2 /* figures taken back at once */

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

/* --- the document as a whole --- */

static size_t count_problems(const struct pick *pick, bool unit)
{
    size_t count = 0;

    for (size_t i = 0; i < pick->problem_count; i++)
        count += pick->problems[i].unit == unit;
    return count;
}

static void reach_of(const struct pick *pick, size_t count, struct held_reach *out)
{
    out->periods = 0;
    if (count == 0 || pick->problem_count > 0)
        return;
    out->periods = (int64_t)count;
    out->first = pick->observations[0].period;
    out->last = pick->observations[count - 1].period;
    out->dated = pick->observations[0].dated;
    out->published = pick->observations[0].published;
}

/* Blanks at the end are rows for what is still to come: the next document may end before. */
void gates_reach(const struct pick *pick, struct held_reach *out)
{
    size_t count = pick->count;

    while (count > 0 && !series_has_value(&pick->observations[count - 1]))
        count--;
    reach_of(pick, count, out);
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

static struct gates_finding hold_rows(const char *reason, struct gates_findings *out)
{
    out->lost_count = 0; /* they are not told one by one */
    return (struct gates_finding){true, HELD_ROWS, reason};
}

/* A table of which many figures are blank now is as often a broken page as a withdrawal. */
static struct gates_finding judge_blanks(const struct gates_case *c, struct arena *arena)
{
    size_t count = 0;

    for (size_t i = 0; i < c->pick->count; i++) {
        const struct observation *item = &c->pick->observations[i];
        const struct observation *known = series_find(c->known, item->period);

        count += c->news[i] && item->status == OBSERVATION_MISSING && known &&
                 series_has_value(known);
    }
    if (count < MANY_BLANKS || !gates_lost_is_many(c, count))
        return (struct gates_finding){0};
    const char *reason = arena_printf(
        arena,
        c->language == LANGUAGE_JA
            ? "前回の公表資料の%" PRId64 "期間のうち%zu期間の値が空欄になった"
            : "of the %" PRId64 " periods of the last document %zu have no figure now",
        c->before.periods, count);
    return (struct gates_finding){true, HELD_ROWS, reason};
}

static struct gates_finding judge_rows(const struct gates_case *c, struct arena *arena,
                                       struct gates_findings *out)
{
    bool japanese = c->language == LANGUAGE_JA;
    struct held_reach now = {0};

    reach_of(c->pick, c->pick->count, &now);
    gates_lost_find(c, &now, arena, out);
    bool fewer = c->before.periods > 0 && c->pick->problem_count == 0 &&
                 now.periods < c->before.periods && !moved_on(&c->before, &now);
    if (fewer && !gates_lost_explains(c, &now, out))
        return hold_rows(arena_printf(arena,
                                      japanese ? "公表資料の期間の数が前回の%" PRId64
                                                 "から%" PRId64 "に減少"
                                               : "the document has fewer periods: %" PRId64
                                                 " last time, %" PRId64 " now",
                                      c->before.periods, now.periods),
                         out);
    if (out->lost_count > 0 && gates_lost_many(c, out))
        return hold_rows(
            arena_printf(arena,
                         japanese ? "前回の公表資料にあった%" PRId64 "期間のうち%zu期間がない"
                                  : "of the %" PRId64
                                    " periods of the last document %zu are not there",
                         c->before.periods, out->lost_count),
            out);
    return judge_blanks(c, arena);
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
static struct gates_finding judge_one(const struct gates_case *c, size_t index, double turn,
                                      const struct gates_finding *whole, struct arena *arena)
{
    const struct observation *item = &c->pick->observations[index];
    struct gates_finding found = {0};

    if (!series_has_value(item))
        return *whole;
    found = judge_range(c, item->value, arena);
    if (!found.held)
        found = gates_slip_judge(c, index, turn, arena);
    if (!found.held)
        found = *whole;
    return found.held ? found : gates_slip_zero(c, index, arena);
}

void gates_judge(const struct gates_case *judged, struct arena *arena,
                 struct gates_findings *out)
{
    size_t count = judged->pick->count;

    out->each = arena_alloc(arena, count, sizeof *out->each);
    *out = (struct gates_findings){.each = out->each};
    out->rows = judge_rows(judged, arena, out);
    out->unit = judge_unit(judged, arena);
    struct gates_finding whole = out->rows.held ? out->rows : judge_flat(judged, arena);
    const double *turns = gates_slip_turns(judged, arena);
    for (size_t i = 0; i < count; i++) {
        if (judged->news[i])
            out->each[i] = judge_one(judged, i, turns[i], &whole, arena);
    }
}
