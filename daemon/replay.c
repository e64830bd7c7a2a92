/* SPDX-License-Identifier: GPL-3.0-or-later */
/* replay: see replay.h. replaying.c: what differs from what stands. */
#include "daemon/replay.h"

#include "core/instant.h"
#include "core/mem.h"
#include "core/str.h"
#include "daemon/kept.h"
#include "daemon/record.h"
#include "daemon/replaying.h"

/* --- which documents --- */

static struct replaying_source *find_source(const struct replaying *r, const char *id)
{
    for (size_t i = 0; i < r->source_count; i++) {
        if (str_equal(r->sources[i].line->source->id, id))
            return &r->sources[i];
    }
    return NULL;
}

static void choose_sources(struct replaying *r)
{
    const struct settings *settings = r->options->settings;

    r->report->sources =
        arena_alloc(r->q->arena, settings->source_count, sizeof *r->report->sources);
    r->sources = arena_alloc(r->q->arena, settings->source_count, sizeof *r->sources);
    for (size_t i = 0; i < settings->source_count; i++) {
        const struct source *source = &settings->sources[i];

        if (!r->options->selected[i] || source->reader_count == 0)
            continue;
        struct replay_source *line = &r->report->sources[r->report->source_count++];
        *line = (struct replay_source){.source = source};
        r->sources[r->source_count++] = (struct replaying_source){.line = line};
    }
}

/* There are documents of it of which the ledger knows no fetch, and nothing stands that a
 * vintage of the past could meet. */
static int is_unknown(const struct replaying *r, const struct source *source, bool *unknown,
                      struct err *err)
{
    const struct settings *settings = r->options->settings;

    *unknown = false;
    for (size_t i = 0; i < r->documents.count; i++) {
        if (!str_equal(r->documents.items[i].source, source->id))
            continue;
        *unknown = !r->documents.items[i].fetched;
        if (!*unknown)
            return 0;
    }
    for (size_t i = 0; i < source->reader_count && *unknown; i++) {
        const struct indicator *reader = settings_reader(settings, source, i);
        int64_t revision = 0;

        if (ledger_revision(r->q->ledger, reader->id, &revision, err))
            return -1;
        *unknown = revision == 0;
    }
    return 0;
}

static int sort_sources(struct replaying *r, struct err *err)
{
    for (size_t i = 0; i < r->source_count; i++) {
        struct replaying_source *source = &r->sources[i];

        if (is_unknown(r, source->line->source, &source->line->anew, err))
            return -1;
        if (source->line->anew)
            continue;
        source->read = arena_alloc(r->q->arena, r->documents.count, sizeof *source->read);
        if (ledger_open_empty("", &source->scratch, err))
            return -1;
    }
    return 0;
}

/* Keeps those that are to be read; the rest is counted where it says something. */
static void choose_documents(struct replaying *r)
{
    struct documents_list *all = &r->documents;
    size_t left = 0;

    for (size_t i = 0; i < all->count; i++) {
        const struct documents_item *item = &all->items[i];
        struct replaying_source *source = find_source(r, item->source);

        if (item->at < r->options->from)
            continue;
        if (!settings_source(r->options->settings, item->source))
            r->report->strangers++;
        if (source && item->dropped)
            source->line->dropped++;
        if (source && !item->dropped)
            all->items[left++] = *item;
    }
    all->count = left;
}

/* --- reading --- */

/* The last time that figures of an indicator, by whatever name, came to mean something else
 * after an instant. */
static const struct documents_migration *
find_migration(const struct replaying *r, const struct indicator *indicator, int64_t at)
{
    for (size_t i = r->migration_count; i > 0; i--) {
        const struct documents_migration *item = &r->migrations[i - 1];
        bool named = str_equal(item->indicator, indicator->id);

        for (size_t k = 0; k < indicator->was_count && !named; k++)
            named = str_equal(item->indicator, indicator->was[k]);
        if (named && item->at >= at)
            return item;
    }
    return NULL;
}

/* In what unit a document of before gives its figures only the configuration of then said: of
 * an indicator that was migrated since nothing is taken from it. `told` says so. */
static void leave_out(const struct replaying *r, const struct documents_item *document,
                      struct harvest *item, struct err *told)
{
    for (size_t i = 0; i < item->pick_count; i++) {
        struct reading_pick *read =
            &item->reading.picks[item->picks[i].read - item->reading.picks];
        const struct indicator *indicator = item->picks[i].indicator;
        const struct documents_migration *since = find_migration(r, indicator, document->at);

        if (!since || read->err.code != ERR_NONE)
            continue;
        err_set(&read->err, ERR_DATA,
                "%s: it is from before its unit was changed (%s), and is not read in that of "
                "today: the figures of before are in a backup, or in `export --vintages`",
                indicator->id, since->note);
        if (told->code == ERR_NONE)
            *told = read->err;
    }
}

static int read_one(const struct replaying *r, const struct replaying_source *source,
                    const struct documents_item *document, struct harvest *item)
{
    return kept_read(r->q->ledger, r->options->settings, source->line->source, document, item);
}

static void note_result(struct replay_source *line, const struct documents_item *document,
                        const struct harvest *item, struct arena *arena)
{
    char day[INSTANT_TEXT_SIZE];

    if (item->err.code == ERR_NONE) {
        line->documents++;
        return;
    }
    if (line->failed++ > 0)
        return;
    instant_print_local(document->at, day);
    line->err = item->err;
    err_prefix(&line->err, "%s", arena_printf(arena, "%s %.8s", day, document->sha256));
}

static void tell_progress(struct replaying *r)
{
    if (r->options->progress)
        r->options->progress(++r->done, r->documents.count, r->options->context);
}

/* --- the history made again --- */

static int restore(struct replaying *r, struct replaying_source *source,
                   const struct documents_item *document, struct err *err)
{
    struct record_outcome outcome = {0};
    struct quarantine then = {.ledger = r->q->ledger,
                              .settings = r->q->settings,
                              .now = document->at,
                              .arena = arena_new()};
    struct harvest item;
    int failed;

    struct err left = {0};
    int missing = read_one(r, source, document, &item);
    leave_out(r, document, &item, &left);
    /* one that is damaged is missed by `verify` from now on */
    failed = documents_note(r->q->ledger, document, err);
    record_embargo(&item, document->at, then.arena);
    if (!failed && !missing)
        failed = record_harvest(&then, &item, document->sha256, &outcome, err);
    if (item.err.code == ERR_NONE)
        item.err = left;
    note_result(source->line, document, &item, r->q->arena);
    ledger_add_counts(&source->line->counts, &outcome.counts);
    harvest_free(&item);
    arena_free(then.arena);
    return failed ? -1 : 0;
}

/* Of what was held on the way only what nothing came after is told, once. */
static int tell_open(struct replaying *r, struct replay_source *line, struct err *err)
{
    struct held_list open;

    if (ledger_held(r->q->ledger, NULL, line->source->id, true, r->q->arena, &open, err))
        return -1;
    struct held *all = arena_alloc(r->q->arena, r->q->fresh.count + open.count, sizeof *all);
    for (size_t i = 0; i < r->q->fresh.count; i++)
        all[i] = r->q->fresh.items[i];
    for (size_t i = 0; i < open.count; i++)
        all[r->q->fresh.count + i] = open.items[i];
    r->q->fresh.items = all;
    r->q->fresh.count += open.count;
    r->q->capacity = r->q->fresh.count;
    line->held.held = line->held.fresh = open.count;
    return 0;
}

/* Two turns over the documents, each in order of time: what is compared is read before the
 * ledger is held, what is made again goes straight into it. */
static int read_all(struct replaying *r, bool anew, struct err *err)
{
    for (size_t i = 0; i < r->documents.count; i++) {
        const struct documents_item *document = &r->documents.items[i];
        struct replaying_source *source = find_source(r, document->source);

        if (!source || source->line->anew != anew)
            continue;
        tell_progress(r);
        if (anew) {
            if (restore(r, source, document, err))
                return -1;
            continue;
        }
        struct harvest item;
        int failed = 0;
        struct err left = {0};
        if (read_one(r, source, document, &item) == 0) {
            leave_out(r, document, &item, &left);
            record_embargo(&item, document->at, r->q->arena);
            failed = replaying_gather(r, source, document, &item, err);
        }
        note_result(source->line, document, &item, r->q->arena);
        harvest_free(&item);
        if (failed)
            return -1;
    }
    return 0;
}

static int run(struct replaying *r, struct err *err)
{
    if (documents_list(r->q->ledger, r->q->arena, &r->documents, err) ||
        documents_migrations(r->q->ledger, r->q->arena, &r->migrations, &r->migration_count,
                             err))
        return -1;
    r->report->unread = r->documents.unread;
    r->report->elsewhere = r->documents.elsewhere;
    choose_sources(r);
    if (sort_sources(r, err))
        return -1;
    choose_documents(r);
    if (read_all(r, false, err) || ledger_begin(r->q->ledger, err) || read_all(r, true, err))
        return -1;
    for (size_t i = 0; i < r->source_count; i++) {
        struct replaying_source *source = &r->sources[i];

        if (source->line->anew ? tell_open(r, source->line, err)
                               : replaying_apply(r, source, err))
            return err_prefix(err, "source %s", source->line->source->id);
    }
    return quarantine_tell(r->q, err);
}

int replay_run(struct quarantine *q, const struct replay_options *options,
               struct replay_report *report, struct err *err)
{
    struct replaying r = {.q = q, .options = options, .report = report};

    *report = (struct replay_report){0};
    int failed = run(&r, err);
    for (size_t i = 0; i < r.source_count; i++)
        ledger_close(r.sources[i].scratch);
    report->changes = arena_alloc(q->arena, report->change_count, sizeof *report->changes);
    for (size_t i = 0; i < report->change_count; i++)
        report->changes[i] = r.changes[i];
    mem_free(r.changes);
    return failed;
}
