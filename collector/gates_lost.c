/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gates_lost: see gates_lost.h. */
#include "collector/gates_lost.h"

#include "core/str.h"
#include "core/words.h"

#define FEW 4     /* at most one in so many periods */
#define SEVERAL 4 /* periods that make a table */

static bool lies_in(struct period period, struct period first, struct period last)
{
    return period.n >= first.n && period.n <= last.n;
}

/* What is known of the reach of the document before, and no more than it had: with or without
 * the gaps that it may have printed. */
static bool is_all_known(const struct gates_case *c)
{
    int64_t all = 0;
    int64_t values = 0;

    for (size_t i = 0; i < c->known->count; i++) {
        const struct observation *item = &c->known->observations[i];

        if (!lies_in(item->period, c->before.first, c->before.last))
            continue;
        all++;
        values += series_has_value(item);
    }
    return all == c->before.periods || values == c->before.periods;
}

/* This month, the last, and the same month a year ago: what lies between is no gap. */
static bool runs_through(const struct held_reach *now)
{
    return now->periods * 2 > (int64_t)now->last.n - now->first.n + 1;
}

static bool is_lost(const struct gates_case *c, const struct held_reach *now,
                    const struct observation *known)
{
    const struct series said = {.observations = c->pick->observations,
                                .count = c->pick->count};

    return series_has_value(known) && !str_empty(c->source) &&
           str_equal(known->source, c->source) &&
           lies_in(known->period, c->before.first, c->before.last) &&
           lies_in(known->period, now->first, now->last) && !series_find(&said, known->period);
}

void gates_lost_find(const struct gates_case *judged, const struct held_reach *now,
                     struct arena *arena, struct gates_findings *found)
{
    const struct series *known = judged->known;

    found->lost = arena_alloc(arena, known->count, sizeof *found->lost);
    found->lost_reason = words_pick(
        judged->language,
        "公表資料からこの期間の値がなくなった（前後の期間はある）。採用すると撤回として記録",
        "the document no longer has it, between others that it has: released, it is recorded "
        "as withdrawn");
    if (judged->before.periods < SEVERAL || !runs_through(now) || !is_all_known(judged))
        return;
    for (size_t i = 0; i < known->count; i++) {
        if (is_lost(judged, now, &known->observations[i]))
            found->lost[found->lost_count++] = known->observations[i].period;
    }
}

bool gates_lost_is_many(const struct gates_case *judged, size_t count)
{
    return judged->before.periods > 0 && (int64_t)count * FEW > judged->before.periods;
}

bool gates_lost_many(const struct gates_case *judged, const struct gates_findings *found)
{
    return (int64_t)found->lost_count * FEW > judged->before.periods;
}

bool gates_lost_explains(const struct gates_case *judged, const struct held_reach *now,
                         const struct gates_findings *found)
{
    const struct held_reach *before = &judged->before;
    bool begins = now->first.n <= before->first.n || now->last.n > before->last.n;

    return found->lost_count > 0 && !gates_lost_many(judged, found) && begins &&
           now->last.n >= before->last.n;
}
