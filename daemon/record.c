/* SPDX-License-Identifier: GPL-3.0-or-later */
/* record: see record.h. */
#include "daemon/record.h"

#include <string.h>

#include "config/embargo.h"
#include "core/mem.h"
#include "core/str.h"
#include "ledger/documents.h"
#include "ledger/ledger_said.h"

static const char *url_of(const struct harvest *item)
{
    return item->fetch.url ? item->fetch.url : harvest_url(item);
}

static struct documents_file describe(const struct harvest *item, int64_t now)
{
    return (struct documents_file){
        .bytes = item->fetch.body.data,
        .length = item->bytes,
        .as = {.at = now,
               .source = item->source->id,
               .address = harvest_name(item),
               .url = url_of(item),
               .content_type = item->fetch.content_type},
    };
}

static void lose(struct harvest *item, const struct err *why)
{
    item->err = *why;
    err_prefix(&item->err, "the document cannot be kept");
    item->lost = true;
    item->unchanged = false;
}

void record_documents(struct ledger *ledger, struct harvest *items, size_t count, int64_t now,
                      char (*sha256)[SHA256_TEXT_SIZE])
{
    struct documents_file *files = mem_calloc(count, sizeof *files);
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (items[i].bytes > 0)
            files[kept++] = describe(&items[i], now);
    }
    documents_keep(ledger, files, kept);
    kept = 0;
    for (size_t i = 0; i < count; i++) {
        sha256[i][0] = '\0';
        if (items[i].bytes > 0) {
            const struct documents_file *file = &files[kept++];

            if (file->err.code == ERR_NONE)
                memcpy(sha256[i], file->sha256, SHA256_TEXT_SIZE);
            else
                lose(&items[i], &file->err);
        }
        buf_free(&items[i].fetch.body);
    }
    mem_free(files);
}

bool record_was_fetched(const struct harvest *item)
{
    /* the second also of a page after the first */
    return item->fetch.err.code == ERR_NONE && item->err.code != ERR_UNAVAILABLE;
}

static int record_fetch(struct ledger *ledger, const struct harvest *item, const char *sha256,
                        int64_t now, struct err *err)
{
    struct ledger_fetch fetch = {
        .source = item->source->id,
        .address = harvest_name(item),
        .at = now,
        .url = url_of(item),
        .status = item->fetch.status,
        .bytes = (int64_t)item->bytes,
        .etag = item->fetch.etag ? item->fetch.etag : "",
        .last_modified = item->fetch.last_modified ? item->fetch.last_modified : "",
        .document = item->fetch.not_modified ? "" : sha256,
        /* what is still to be asked for is due at once */
        .selection = item->pending ? "" : item->selection,
        .fetched = record_was_fetched(item),
        .problems = item->lost ? 0 : item->problems,
        .usable = item->err.code == ERR_NONE,
        .error = item->err.text,
    };

    return ledger_record_fetch(ledger, &fetch, err);
}

int record_leave_later(struct ledger *ledger, const struct harvest *item, struct arena *arena,
                       struct harvest_pick *pick, struct err *err)
{
    const char *mark = strrchr(harvest_name(item), '#');
    struct reading_pick *copy = arena_alloc(arena, 1, sizeof *copy);
    struct ledger_saying saying = {.indicator = pick->indicator->id,
                                   .source = item->source->id};
    size_t left = 0;

    if (!mark)
        return 0;
    saying.date = mark + 1;
    *copy = *pick->read;
    copy->pick.places = NULL;
    copy->pick.observations =
        arena_alloc(arena, copy->pick.count, sizeof *copy->pick.observations);
    for (size_t i = 0; i < copy->pick.count; i++) {
        const struct observation *said = &pick->read->pick.observations[i];
        bool later;

        saying.period = said->period;
        if (ledger_said_later(ledger, &saying, &later, err))
            return -1;
        if (!later)
            copy->pick.observations[left++] = *said;
    }
    if (left == copy->pick.count)
        return 0;
    copy->pick.count = left;
    pick->read = copy;
    return 0;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a == 0 || (b != 0 && b < a) ? b : a;
}

/* The first instant at which something of the pick may be told; 0 = all may now. */
static int64_t find_first(const struct harvest *item, const struct harvest_pick *pick,
                          int64_t at)
{
    int64_t first = 0;

    for (size_t i = 0; i < pick->read->pick.count; i++) {
        const struct observation *said = &pick->read->pick.observations[i];

        if (series_has_value(said))
            first =
                earlier(first, embargo_ends(item->source, pick->indicator, said->period, at));
    }
    return first;
}

static void put_embargo(const struct harvest *item, struct harvest_pick *pick, int64_t first,
                        int64_t at, struct arena *arena)
{
    struct reading_pick *copy = arena_alloc(arena, 1, sizeof *copy);
    struct observation *own = arena_alloc(arena, pick->read->pick.count, sizeof *own);

    *copy = *pick->read;
    for (size_t i = 0; i < copy->pick.count; i++) {
        own[i] = copy->pick.observations[i];
        own[i].embargo = embargo_ends(item->source, pick->indicator, own[i].period, at);
        if (own[i].embargo == 0)
            own[i].embargo = first;
    }
    copy->pick.observations = own;
    pick->read = copy;
}

void record_embargo(struct harvest *item, int64_t at, struct arena *arena)
{
    int64_t first = 0;

    if (str_empty(item->source->embargo))
        return;
    for (size_t i = 0; i < item->pick_count; i++)
        first = earlier(first, find_first(item, &item->picks[i], at));
    for (size_t i = 0; i < item->pick_count && first != 0; i++)
        put_embargo(item, &item->picks[i], first, at, arena);
}

/* One document on its way into the ledger. */
struct recording {
    struct quarantine *quarantine;
    const struct harvest *item;
    const char *sha256;
    struct arena *arena; /* for what is not needed any more when an indicator is recorded */
    struct record_outcome *out;
};

static int record_pick(const struct recording *r, struct harvest_pick pick, struct err *err)
{
    struct quarantine *q = r->quarantine;
    const char *id = pick.indicator->id;
    const struct ledger_origin origin = {
        .source = r->item->source->id,
        .rank = pick.rank,
        .address = harvest_name(r->item),
        .document = r->sha256,
    };
    const struct quarantine_case sifted = {
        .pick = &pick,
        .origin = &origin,
        .address = origin.address,
        .selection = r->item->selection,
        .arena = r->arena,
    };
    struct ledger_counts one = {0};
    struct series passed;

    if (record_leave_later(q->ledger, r->item, r->arena, &pick, err))
        return err_prefix(err, "indicator %s", id);
    if (quarantine_sift(q, &sifted, &passed, &r->out->held, err) ||
        ledger_merge(q->ledger, id, passed.observations, passed.count, &origin, q->now, &one,
                     err))
        return err_prefix(err, "indicator %s", id);
    ledger_add_counts(&r->out->counts, &one);
    return 0;
}

int record_harvest(struct quarantine *quarantine, const struct harvest *item,
                   const char *sha256, struct record_outcome *out, struct err *err)
{
    struct recording recording = {
        .quarantine = quarantine, .item = item, .sha256 = sha256, .out = out};
    int failed = 0;

    if (record_fetch(quarantine->ledger, item, sha256, quarantine->now, err))
        return err_prefix(err, "source %s", item->source->id);
    for (size_t i = 0; i < item->pick_count && !item->lost && !failed; i++) {
        if (item->picks[i].read->err.code != ERR_NONE)
            continue;
        recording.arena = arena_new();
        failed = record_pick(&recording, item->picks[i], err);
        arena_free(recording.arena);
    }
    return failed;
}
