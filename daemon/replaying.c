/* SPDX-License-Identifier: GPL-3.0-or-later */
/* replaying: see replaying.h. */
#include "daemon/replaying.h"

#include "core/mem.h"
#include "core/str.h"

/* One indicator that reads the source. */
struct comparison {
    struct replaying *r;
    struct replaying_source *source;
    const struct indicator *indicator;
    struct ledger_origin origin;
    struct series stands;
    struct series end; /* what the documents give in the end */
};

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
        const struct ledger_origin origin = {
            .source = document->source, .rank = pick->rank, .document = document->sha256};
        struct ledger_counts counts = {0};

        whole = whole && pick->read->err.code == ERR_NONE;
        if (pick->read->err.code == ERR_NONE &&
            ledger_merge(source->scratch, pick->indicator->id, pick->read->pick.observations,
                         pick->read->pick.count, &origin, document->at, &counts, err))
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

/* What the ledger would take for new, as one pick. */
static int find_news(struct comparison *c, struct reading_pick *out, struct err *err)
{
    struct arena *arena = c->r->q->arena;
    bool *news = arena_alloc(arena, c->end.count, sizeof *news);

    *out = (struct reading_pick){.pick = {.arena = arena}};
    out->pick.observations = arena_alloc(arena, c->end.count, sizeof *out->pick.observations);
    if (ledger_sift(c->r->q->ledger, c->indicator->id, &c->end, &c->origin, news, err))
        return -1;
    for (size_t i = 0; i < c->end.count; i++) {
        if (news[i])
            out->pick.observations[out->pick.count++] = c->end.observations[i];
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

/* What a person dropped stays out in silence, as in a cycle. */
static bool was_dropped(const struct held_list *past, const struct observation *item)
{
    for (size_t i = past->count; i > 0; i--) {
        if (held_is(&past->items[i - 1], item))
            return past->items[i - 1].state == HELD_DROPPED;
    }
    return false;
}

static int record_news(struct comparison *c, const struct reading_pick *read, struct err *err)
{
    struct quarantine *q = c->r->q;
    const struct harvest_pick pick = {c->indicator, c->origin.rank, read};
    const struct quarantine_case sifted = {
        .pick = &pick, .origin = &c->origin, .address = "", .selection = "", .apart = true};
    struct series passed;
    struct held_list past;

    if (quarantine_sift(q, &sifted, &passed, &c->source->line->held, err) ||
        ledger_held(q->ledger, c->indicator->id, c->origin.source, false, q->arena, &past,
                    err))
        return -1;
    for (size_t i = 0; i < read->pick.count; i++) {
        const struct observation *item = &read->pick.observations[i];
        bool held = !series_find(&passed, item->period);

        if (!held && record(c, item, err))
            return -1;
        if (!held || !was_dropped(&past, item))
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
        find_news(c, &news, err))
        return -1;
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

        for (size_t rank = 0; rank < indicator->source_count; rank++) {
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
