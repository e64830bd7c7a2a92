/* SPDX-License-Identifier: GPL-3.0-or-later */
/* replaying: see replaying.h. */
#include "daemon/replaying.h"

#include <inttypes.h>

#include "core/mem.h"
#include "core/str.h"
#include "daemon/record.h"
#include "ledger/precedence.h"

/* One indicator that reads the source. */
struct comparison {
    struct replaying *r;
    struct replaying_source *source;
    const struct indicator *indicator;
    struct ledger_origin origin;
    struct series stands;
    struct series end;     /* what the documents give in the end */
    struct held_list past; /* what was held of the source, whatever became of it */
};

/* Under which the scratch ledger notes when a document gave a period last, changed or not. */
static const char *name_mention(const struct indicator *indicator, struct period period,
                                struct arena *arena)
{
    char text[PERIOD_TEXT_SIZE];

    period_print(period, text);
    return arena_printf(arena, "%s %s", indicator->id, text);
}

static int note_mentions(struct replaying_source *source, const struct harvest_pick *pick,
                         int64_t at, struct err *err)
{
    struct arena *arena = arena_new();
    const char *when = arena_printf(arena, "%" PRId64, at);
    int failed = 0;

    for (size_t i = 0; i < pick->read->pick.count && !failed; i++)
        failed = ledger_set_mark(
            source->scratch,
            name_mention(pick->indicator, pick->read->pick.observations[i].period, arena),
            when, err);
    arena_free(arena);
    return failed;
}

static int gather_pick(struct replaying_source *source, const struct documents_item *document,
                       const struct harvest *item, const struct harvest_pick *pick,
                       struct err *err)
{
    const struct ledger_origin origin = {
        .source = document->source,
        .rank = pick->rank,
        .address = harvest_name(item),
        .document = document->sha256,
    };
    struct ledger_counts counts = {0};
    struct harvest_pick taken = *pick;
    struct arena *arena = arena_new();
    int failed =
        record_leave_later(source->scratch, item, arena, &taken, err) ||
        ledger_merge(source->scratch, pick->indicator->id, taken.read->pick.observations,
                     taken.read->pick.count, &origin, document->at, &counts, err) ||
        note_mentions(source, pick, document->at, err);

    arena_free(arena);
    return failed ? -1 : 0;
}

int replaying_gather(struct replaying *r, struct replaying_source *source,
                     const struct documents_item *document, const struct harvest *item,
                     struct err *err)
{
    bool whole = true;

    (void)r;
    if (documents_note(source->scratch, document, err))
        return -1;
    for (size_t i = 0; i < item->pick_count; i++) {
        const struct harvest_pick *pick = &item->picks[i];

        whole = whole && pick->read->err.code == ERR_NONE;
        if (pick->read->err.code == ERR_NONE && gather_pick(source, document, item, pick, err))
            return -1;
    }
    if (whole && item->pick_count > 0)
        source->read[source->read_count++] = document->sha256;
    return 0;
}

static void add_change(struct comparison *c, struct period period,
                       const struct observation *would, enum replay_outcome outcome)
{
    struct replaying *r = c->r;
    const struct observation *now = series_find(&c->stands, period);
    struct replay_change change = {
        .indicator = c->indicator,
        .source = c->source->line->source,
        .period = period,
        .stood = now != NULL,
        .outcome = outcome,
    };

    if (now)
        change.now = *now;
    if (would)
        change.would = *would;
    r->changes =
        mem_grow(r->changes, r->report->change_count, &r->capacity, sizeof *r->changes);
    r->changes[r->report->change_count++] = change;
}

/* When a document was fetched that was recorded from by `then`; INT64_MIN = it is not among
 * those that are read. */
static int64_t find_fetched(const struct comparison *c, const char *sha256, int64_t then)
{
    const struct documents_list *all = &c->r->documents;

    for (size_t i = all->count; i > 0; i--) {
        const struct documents_item *item = &all->items[i - 1];

        if (item->at <= then && str_equal(item->sha256, sha256) &&
            str_equal(item->source, c->origin.source))
            return item->at;
    }
    return INT64_MIN;
}

/* That a publisher took a figure back is a person's finding: what earlier documents said of
 * its period does not undo it. */
static int was_taken_back(struct comparison *c, const struct observation *item, bool *taken,
                          struct err *err)
{
    const struct observation *now = series_find(&c->stands, item->period);
    const char *mention;
    int64_t last = INT64_MIN;

    *taken = false;
    if (!now || now->status != OBSERVATION_MISSING || !now->source || !now->document ||
        !str_equal(now->source, c->origin.source))
        return 0;
    if (ledger_mark(c->source->scratch,
                    name_mention(c->indicator, item->period, c->r->q->arena), c->r->q->arena,
                    &mention, err))
        return -1;
    (void)str_integer(mention, 0, INT64_MAX, &last);
    *taken = last < find_fetched(c, now->document, now->recorded_at);
    return 0;
}

/* What a cycle held is not let through here: neither the same value, nor another reading of a
 * document that is held as a whole. NULL = nothing is known against it. */
static const struct held *find_doubt(const struct comparison *c,
                                     const struct observation *item)
{
    for (size_t i = c->past.count; i > 0; i--) {
        const struct held *past = &c->past.items[i - 1];

        if (held_is(past, item))
            return past->state == HELD_OPEN || past->state == HELD_DROPPED ? past : NULL;
        if (past->whole && past->state == HELD_OPEN &&
            str_equal(past->observation.document, item->document))
            return past;
    }
    return NULL;
}

/* What a person dropped stays out in silence, as in a cycle. */
static void add_doubted(struct comparison *c, const struct observation *item,
                        const struct held *doubt)
{
    if (doubt->state == HELD_DROPPED)
        return;
    c->source->line->held.held++;
    add_change(c, item->period, item, REPLAY_HELD);
}

/* What the ledger would take for new and nothing is known against, as one pick. */
static int find_news(struct comparison *c, struct reading_pick *out, struct err *err)
{
    struct arena *arena = c->r->q->arena;
    bool *news = arena_alloc(arena, c->end.count, sizeof *news);

    *out = (struct reading_pick){.pick = {.arena = arena}};
    out->pick.observations = arena_alloc(arena, c->end.count, sizeof *out->pick.observations);
    if (ledger_sift(c->r->q->ledger, c->indicator->id, &c->end, &c->origin, news, err))
        return -1;
    for (size_t i = 0; i < c->end.count; i++) {
        const struct observation *item = &c->end.observations[i];
        const struct held *doubt = news[i] ? find_doubt(c, item) : NULL;
        bool taken = false;

        if (news[i] && was_taken_back(c, item, &taken, err))
            return -1;
        if (doubt && !taken)
            add_doubted(c, item, doubt);
        else if (news[i] && !taken)
            out->pick.observations[out->pick.count++] = *item;
    }
    return 0;
}

/* Each as said by its own document. */
static int record(struct comparison *c, const struct observation *observation, struct err *err)
{
    struct ledger_origin origin = c->origin;
    struct ledger_counts one = {0};

    origin.document = observation->document;
    if (ledger_merge(c->r->q->ledger, c->indicator->id, observation, 1, &origin, c->r->q->now,
                     &one, err))
        return -1;
    ledger_add_counts(&c->source->line->counts, &one);
    return 0;
}

static int record_news(struct comparison *c, const struct reading_pick *read, struct err *err)
{
    struct quarantine *q = c->r->q;
    const struct harvest_pick pick = {c->indicator, c->origin.rank, read};
    const struct quarantine_case sifted = {.pick = &pick,
                                           .origin = &c->origin,
                                           .address = "",
                                           .selection = "",
                                           .apart = true,
                                           .arena = q->arena};
    struct series passed;

    if (quarantine_sift(q, &sifted, &passed, &c->source->line->held, err))
        return -1;
    for (size_t i = 0; i < read->pick.count; i++) {
        const struct observation *item = &read->pick.observations[i];
        bool held = !series_find(&passed, item->period);

        if (!held && record(c, item, err))
            return -1;
        add_change(c, item->period, item, held ? REPLAY_HELD : REPLAY_RECORDED);
    }
    return 0;
}

static bool was_read(const struct replaying_source *source, const char *document)
{
    for (size_t i = 0; i < source->read_count; i++) {
        if (str_equal(source->read[i], document))
            return true;
    }
    return false;
}

/* What a document was said to give and gives no more: nothing takes its place, so it is told
 * and stays. */
static void find_gone(struct comparison *c)
{
    for (size_t i = 0; i < c->stands.count; i++) {
        const struct observation *item = &c->stands.observations[i];

        if (str_equal(item->source ? item->source : "", c->origin.source) && item->document &&
            !series_find(&c->end, item->period) && was_read(c->source, item->document))
            add_change(c, item->period, NULL, REPLAY_GONE);
    }
}

static int compare(struct comparison *c, struct err *err)
{
    struct arena *arena = c->r->q->arena;
    const char *id = c->indicator->id;
    enum frequency frequency = c->indicator->frequency;
    struct reading_pick news;

    if (ledger_series(c->source->scratch, id, frequency, NULL, arena, &c->end, err) ||
        ledger_series(c->r->q->ledger, id, frequency, NULL, arena, &c->stands, err) ||
        ledger_held(c->r->q->ledger, id, c->origin.source, false, arena, &c->past, err) ||
        find_news(c, &news, err))
        return -1;
    c->origin.places = precedence_places(c->end.observations, c->end.count);
    size_t known = c->end.count - news.pick.count;
    c->source->line->counts.same += known;
    if (news.pick.count > 0 && record_news(c, &news, err))
        return -1;
    find_gone(c);
    return 0;
}

int replaying_apply(struct replaying *r, struct replaying_source *source, struct err *err)
{
    const struct settings *settings = r->options->settings;

    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        /* one that stands still until somebody decides is not compared either */
        for (size_t rank = 0; rank < indicator->source_count && !indicator->standing.refused;
             rank++) {
            struct comparison c = {
                .r = r,
                .source = source,
                .indicator = indicator,
                .origin = {.source = source->line->source->id, .rank = (int)rank},
            };
            if (indicator->sources[rank] == source->line->source && compare(&c, err))
                return err_prefix(err, "indicator %s", indicator->id);
        }
    }
    return 0;
}
