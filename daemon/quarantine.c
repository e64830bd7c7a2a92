/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quarantine: see quarantine.h. quarantine_decide.c: what persons decide. */
#include "daemon/quarantine.h"

#include "collector/gates.h"
#include "config/edition.h"
#include "core/buf.h"
#include "core/log.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/telling.h"

/* One document of one source for one indicator, on its way. */
struct turn {
    struct quarantine *q;
    const struct quarantine_case *sifted;
    const struct indicator *indicator;
    const struct pick *pick;
    struct held_reach before; /* of the last document of its address */
    struct gates_findings found;
    bool *news;
    struct held_list past; /* all items of this indicator from this source */
    bool *confirmed;       /* past items that this document says again */
    struct quarantine_counts *counts;
};

void quarantine_add_counts(struct quarantine_counts *sum, const struct quarantine_counts *more)
{
    if (sum->fresh == 0) {
        sum->indicator = more->indicator;
        sum->first = more->first;
    }
    sum->held += more->held;
    sum->fresh += more->fresh;
}

/* --- judging --- */

/* What the reach of this document is kept under. */
static struct held_reach name_reach(const struct turn *turn)
{
    return (struct held_reach){.source = turn->sifted->origin->source,
                               .address = turn->sifted->address,
                               .indicator_id = turn->indicator->id,
                               .selection = turn->sifted->selection};
}

static int prepare(struct turn *turn, struct err *err)
{
    const struct quarantine *q = turn->q;
    const struct ledger_origin *origin = turn->sifted->origin;
    struct arena *arena = turn->sifted->arena;
    const struct series said = {.frequency = turn->indicator->frequency,
                                .observations = turn->pick->observations,
                                .count = turn->pick->count};
    struct series known;

    turn->before = name_reach(turn);
    turn->news = arena_alloc(arena, said.count, sizeof *turn->news);
    if (ledger_sift(q->ledger, turn->indicator->id, &said, origin, turn->news, err) ||
        ledger_series(q->ledger, turn->indicator->id, said.frequency, NULL, arena, &known,
                      err) ||
        ledger_held(q->ledger, turn->indicator->id, origin->source, false, arena, &turn->past,
                    err) ||
        (!turn->sifted->apart && ledger_reach(q->ledger, &turn->before, err)))
        return -1;
    turn->confirmed = arena_alloc(arena, turn->past.count, sizeof *turn->confirmed);
    gates_judge(&(struct gates_case){.indicator = turn->indicator,
                                     .pick = turn->pick,
                                     .news = turn->news,
                                     .known = &known,
                                     .before = turn->before,
                                     .language = q->settings->site.language,
                                     .source = origin->source},
                arena, &turn->found);
    return 0;
}

/* --- holding --- */

/* The newest item that says the same; NULL = none. */
static const struct held *find_past(const struct turn *turn, const struct observation *item)
{
    for (size_t i = turn->past.count; i > 0; i--) {
        if (held_is(&turn->past.items[i - 1], item))
            return &turn->past.items[i - 1];
    }
    return NULL;
}

static bool is_of_document(const struct turn *turn, const struct held *past)
{
    return past->whole && !turn->sifted->apart &&
           str_equal(past->address, turn->sifted->address);
}

/* While one is open the document is known to be odd; a dropped one counts for its words. */
static const struct held *find_past_whole(const struct turn *turn,
                                          const struct gates_finding *finding)
{
    for (size_t i = turn->past.count; i > 0; i--) {
        const struct held *past = &turn->past.items[i - 1];

        if (is_of_document(turn, past) && past->gate == finding->gate &&
            (past->state == HELD_OPEN || str_equal(past->reason, finding->reason)))
            return past;
    }
    return NULL;
}

/* Is told when what it came with is gone. */
static void add_fresh(struct quarantine *q, struct held *item)
{
    item->reason = arena_strdup(q->arena, item->reason);
    item->observation.cell = arena_strdup(q->arena, item->observation.cell);
    item->observation.note = arena_strdup(q->arena, item->observation.note);
    if (q->fresh.count == q->capacity) {
        q->capacity = q->capacity ? q->capacity * 2 : 8;
        struct held *wider = arena_alloc(q->arena, q->capacity, sizeof *wider);

        for (size_t i = 0; i < q->fresh.count; i++)
            wider[i] = q->fresh.items[i];
        q->fresh.items = wider;
    }
    q->fresh.items[q->fresh.count++] = *item;
}

/* Holds what no open or dropped item says already. */
static int hold(struct turn *turn, const struct held *past, struct held *item, struct err *err)
{
    if (past && (past->state == HELD_OPEN || past->state == HELD_DROPPED)) {
        turn->confirmed[past - turn->past.items] = true;
        turn->counts->held += past->state == HELD_OPEN;
        return 0;
    }
    item->indicator_id = turn->indicator->id;
    item->source = turn->sifted->origin->source;
    item->address = turn->sifted->address;
    item->rank = turn->sifted->origin->rank;
    if (!item->observation.document)
        item->observation.document = turn->sifted->origin->document;
    item->since = turn->q->now;
    if (ledger_hold(turn->q->ledger, item, err))
        return -1;
    add_fresh(turn->q, item);
    if (turn->counts->fresh++ == 0) {
        turn->counts->indicator = turn->indicator->id;
        turn->counts->first = *item;
    }
    turn->counts->held++;
    return 0;
}

static int hold_whole(struct turn *turn, const struct gates_finding *finding, struct err *err)
{
    struct held item = {.whole = true, .gate = finding->gate, .reason = finding->reason};

    for (size_t i = 0; i < turn->pick->count; i++) {
        if (turn->pick->observations[i].embargo > item.observation.embargo)
            item.observation.embargo = turn->pick->observations[i].embargo;
    }

    if (!finding->held || turn->sifted->apart)
        return 0;
    return hold(turn, find_past_whole(turn, finding), &item, err);
}

static int hold_one(struct turn *turn, size_t i, bool *held, struct err *err)
{
    const struct observation *said = &turn->pick->observations[i];
    const struct gates_finding *finding = &turn->found.each[i];
    const struct held *past = turn->news[i] ? find_past(turn, said) : NULL;

    *held = finding->held;
    if (past && past->state == HELD_RELEASED)
        *held = false;
    if (past && past->state == HELD_DROPPED)
        *held = true;
    if (!*held)
        return 0;
    struct held item = {
        .observation = *said, .gate = finding->gate, .reason = finding->reason};
    return hold(turn, past, &item, err);
}

/* What the document has no more: whether it was taken back only a person can tell. */
static int hold_lost(struct turn *turn, struct err *err)
{
    for (size_t i = 0; i < turn->found.lost_count; i++) {
        struct held item = {.gate = HELD_ROWS, .reason = turn->found.lost_reason};

        item.observation = (struct observation){
            .period = turn->found.lost[i],
            .status = OBSERVATION_MISSING,
            .dated = turn->pick->observations[0].dated, /* of the document, as all of it */
            .published = turn->pick->observations[0].published,
        };
        if (hold(turn, find_past(turn, &item.observation), &item, err))
            return -1;
    }
    return 0;
}

static int hold_all(struct turn *turn, struct series *passed, struct err *err)
{
    *passed = (struct series){.indicator = turn->indicator->id,
                              .frequency = turn->indicator->frequency};
    passed->observations =
        arena_alloc(turn->sifted->arena, turn->pick->count, sizeof *passed->observations);
    if (hold_whole(turn, &turn->found.rows, err) || hold_whole(turn, &turn->found.unit, err) ||
        hold_lost(turn, err))
        return -1;
    for (size_t i = 0; i < turn->pick->count; i++) {
        bool held;

        if (hold_one(turn, i, &held, err))
            return -1;
        if (!held)
            passed->observations[passed->count++] = turn->pick->observations[i];
    }
    return 0;
}

/* --- what is over --- */

static int supersede(const struct quarantine *q, const struct held *past, struct err *err)
{
    struct held item = *past;

    item.state = HELD_SUPERSEDED;
    item.decided = q->now;
    item.who = NULL;
    item.note = NULL;
    return ledger_decide(q->ledger, &item, err);
}

/* An open item is over when the document gives its period otherwise, or when the document as a
 * whole is well again. */
static int supersede_old(struct turn *turn, struct err *err)
{
    const struct series said = {.observations = turn->pick->observations,
                                .count = turn->pick->count};

    for (size_t i = 0; i < turn->past.count; i++) {
        const struct held *past = &turn->past.items[i];

        if (past->state != HELD_OPEN || turn->confirmed[i])
            continue;
        if (past->whole ? !is_of_document(turn, past)
                        : !series_find(&said, past->observation.period))
            continue;
        if (supersede(turn->q, past, err))
            return -1;
    }
    return 0;
}

/* A document that lost periods is not what the next one is compared with, nor is one that was
 * published before the last one. */
static int note_reach(struct turn *turn, struct err *err)
{
    struct held_reach reach = name_reach(turn);

    if (turn->sifted->apart)
        return 0;
    gates_reach(turn->pick, &reach);
    if (reach.periods == 0 || turn->found.rows.held ||
        (turn->before.periods > 0 && turn->before.dated && reach.dated &&
         reach.published < turn->before.published))
        return 0;
    return ledger_set_reach(turn->q->ledger, &reach, err);
}

int quarantine_sift(struct quarantine *quarantine, const struct quarantine_case *sifted,
                    struct series *passed, struct quarantine_counts *counts, struct err *err)
{
    struct turn turn = {
        .q = quarantine,
        .sifted = sifted,
        .indicator = sifted->pick->indicator,
        .pick = &sifted->pick->read->pick,
        .counts = counts,
    };

    if (prepare(&turn, err) || hold_all(&turn, passed, err) || supersede_old(&turn, err))
        return -1;
    return note_reach(&turn, err);
}

/* --- telling --- */

static bool belong(const struct held *a, const struct held *b)
{
    return str_equal(a->indicator_id, b->indicator_id) && str_equal(a->source, b->source);
}

/* What may not be told yet a public edition's letters do not tell either; whoever collects is
 * to look. */
static void keep_embargoed(struct quarantine *quarantine)
{
    struct held_list *fresh = &quarantine->fresh;
    size_t left = 0;

    if (edition_is_internal(quarantine->settings))
        return;
    for (size_t i = 0; i < fresh->count; i++) {
        if (fresh->items[i].observation.embargo <= quarantine->now)
            fresh->items[left++] = fresh->items[i];
    }
    if (left < fresh->count)
        log_warning("%zu figures under embargo are held: see `shihyo quarantine`",
                    fresh->count - left);
    fresh->count = left;
}

/* Each round tells of the first that is left and of those that belong to it. */
int quarantine_tell(struct quarantine *quarantine, struct err *err)
{
    struct held_list *fresh = &quarantine->fresh;
    struct held_list group = {
        .items = arena_alloc(quarantine->arena, fresh->count, sizeof *group.items)};
    const struct telling telling = {quarantine->ledger, quarantine->settings, quarantine->now};

    keep_embargoed(quarantine);
    while (fresh->count > 0) {
        const struct held first = fresh->items[0];
        size_t left = 0;

        group.count = 0;
        for (size_t i = 0; i < fresh->count; i++) {
            if (belong(&fresh->items[i], &first))
                group.items[group.count++] = fresh->items[i];
            else
                fresh->items[left++] = fresh->items[i];
        }
        fresh->count = left;
        if (telling_held(&telling,
                         settings_indicator(quarantine->settings, first.indicator_id), &group,
                         err))
            return -1;
    }
    return 0;
}

static bool names(const struct observation *entered, size_t count, struct period period)
{
    for (size_t i = 0; i < count; i++) {
        if (period_compare(entered[i].period, period) == 0)
            return true;
    }
    return false;
}

int quarantine_supersede(const struct quarantine *quarantine, const char *indicator,
                         const struct observation *entered, size_t count, struct err *err)
{
    struct held_list open;

    if (ledger_held(quarantine->ledger, indicator, NULL, true, quarantine->arena, &open, err))
        return -1;
    for (size_t i = 0; i < open.count; i++) {
        const struct held *item = &open.items[i];

        if (!item->whole && names(entered, count, item->observation.period) &&
            supersede(quarantine, item, err))
            return -1;
    }
    return 0;
}
