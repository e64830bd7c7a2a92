/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cycle: see cycle.h. */
#include "daemon/cycle.h"

#include <string.h>
#include <unistd.h>

#include "core/file.h"
#include "core/instant.h"
#include "core/mem.h"
#include "core/str.h"
#include "daemon/cycling.h"
#include "daemon/deliver.h"
#include "daemon/discretion.h"
#include "daemon/identity.h"
#include "daemon/keeping.h"
#include "daemon/premises.h"
#include "daemon/record.h"
#include "ledger/concealed.h"
#include "ledger/documents.h"

/* Marks the sources that an id names: itself, or those its indicator reads. */
static int select_id(const struct settings *settings, const char *id, bool *selected,
                     struct err *err)
{
    const struct source *source = settings_source(settings, id);
    const struct indicator *indicator = settings_indicator(settings, id);

    if (!source && !indicator)
        return err_set(err, ERR_USAGE, "\"%s\" is neither a source nor an indicator", id);
    if (!source && indicator->source_count == 0)
        return err_set(err, ERR_USAGE,
                       "indicator %s has no source; enter its values with record or import",
                       id);
    if (!source && identity_require(indicator, err))
        return -1;
    for (size_t i = 0; i < settings->source_count; i++) {
        if (source == &settings->sources[i] ||
            (!source && settings_reads(indicator, &settings->sources[i])))
            selected[i] = true;
    }
    return 0;
}

int cycle_select(const struct cycle_options *options, bool *selected, struct err *err)
{
    for (size_t i = 0; i < options->id_count; i++) {
        if (select_id(options->settings, options->ids[i], selected, err))
            return -1;
    }
    return 0;
}

/* What the picks say, which end with the cycle. Returns how many there were. */
static size_t copy_problems(const struct harvest *item, struct arena *arena,
                            const char **texts)
{
    size_t count = 0;

    if (item->reading.published.problem)
        texts[count++] = arena_strdup(arena, item->reading.published.problem);
    for (size_t i = 0; i < item->pick_count; i++) {
        const struct harvest_pick *pick = &item->picks[i];
        const struct reading_pick *read = pick->read;

        if (read->err.code != ERR_NONE)
            continue;
        for (size_t j = 0; j < read->pick.problem_count && count < item->problems; j++) {
            if (!read->pick.problems[j].unit)
                texts[count++] = arena_printf(arena, "%s: %s", pick->indicator->id,
                                              read->pick.problems[j].text);
        }
    }
    return count;
}

static void add_problems(struct cycle_source *line, const struct harvest *item,
                         struct arena *arena)
{
    const char **texts = arena_alloc(arena, line->problems + item->problems, sizeof *texts);

    if (item->lost || item->problems == 0)
        return;
    if (line->problems > 0)
        memcpy(texts, line->unread, line->problems * sizeof *texts);
    line->problems += copy_problems(item, arena, texts + line->problems);
    line->unread = texts;
}

/* The documents of one source are told in one line: the first that went wrong speaks. */
static void add_item(struct cycle_source *line, const struct harvest *item,
                     struct arena *arena)
{
    line->unchanged = line->unchanged && item->unchanged;
    add_problems(line, item, arena);
    if (line->err.code != ERR_NONE)
        return;
    line->err = item->err;
    line->fetched = record_was_fetched(item);
    if (!item->unchanged)
        line->status = item->fetch.status;
}

static void report_item(struct cycle *cycle, const struct harvest *item,
                        const struct record_outcome *outcome)
{
    struct cycle_report *report = cycle->report;
    struct cycle_source *line = &report->sources[report->source_count];

    if (report->source_count > 0 && line[-1].source == item->source) {
        line--;
    } else {
        *line = (struct cycle_source){
            .source = item->source, .status = item->fetch.status, .unchanged = true};
        report->source_count++;
    }
    add_item(line, item, report->arena);
    ledger_add_counts(&line->counts, &outcome->counts);
    ledger_add_counts(&report->counts, &outcome->counts);
    quarantine_add_counts(&line->held, &outcome->held);
}

/* What is told of items lives as long as the report. */
struct quarantine cycle_quarantine(struct cycle *cycle)
{
    return (struct quarantine){.ledger = cycle->ledger,
                               .settings = cycle->options->settings,
                               .now = cycle->options->now,
                               .arena = cycle->report->arena};
}

static int record_items(struct cycle *cycle, char (*sha256)[SHA256_TEXT_SIZE], struct err *err)
{
    struct quarantine quarantine = cycle_quarantine(cycle);

    for (size_t i = 0; i < cycle->count; i++) {
        struct record_outcome outcome = {0};

        if (harvest_unfold(&cycle->items[i], &cycle->spill, err))
            return -1;
        record_embargo(&cycle->items[i], quarantine.now, cycle->arena);
        if (record_harvest(&quarantine, &cycle->items[i], sha256[i], &outcome, err))
            return -1;
        report_item(cycle, &cycle->items[i], &outcome);
        reading_free(&cycle->items[i].reading);
    }
    return quarantine_tell(&quarantine, err);
}

/* Documents are files: they are there before the rows that name them. */
static void keep_documents(struct cycle *cycle, char (*sha256)[SHA256_TEXT_SIZE])
{
    file_sweep(
        arena_printf(cycle->arena, "%s/documents", cycle->options->settings->site.state));
    record_documents(cycle->ledger, cycle->items, cycle->count, cycle->options->now, sha256);
}

static int record_and_judge(struct cycle *cycle, struct err *err)
{
    char(*sha256)[SHA256_TEXT_SIZE] = arena_alloc(cycle->arena, cycle->count, sizeof *sha256);

    cycle->report->sources = mem_calloc(cycle->count, sizeof *cycle->report->sources);
    if (!cycle->options->dry_run)
        keep_documents(cycle, sha256);
    if (ledger_begin(cycle->ledger, err))
        return -1;
    if (record_items(cycle, sha256, err) || courtesy_keep(&cycle->courtesy, err) ||
        (cycle->report->counts.added > 0 &&
         identity_note(cycle->ledger, cycle->options->settings, err)) ||
        discretion_judge(cycle->ledger, cycle->options->settings, cycle->options->now, err) ||
        judgement_run(cycle->ledger, cycle->options->settings, cycle->options->now,
                      &cycle->report->alerts, err) ||
        ledger_commit(cycle->ledger, err)) {
        ledger_rollback(cycle->ledger);
        return -1;
    }
    return 0;
}

/* Past the point of no return each step is tried even when one before it failed; the first
 * failure is told. */
static void note_failure(struct err *first, int failed, const struct err *err)
{
    if (failed && first->code == ERR_NONE)
        *first = *err;
}

/* All that lies in the output. */
static void publish(struct cycle *cycle, const struct caches_options *how,
                    struct caches_counts *counts, struct err *first)
{
    struct ledger *ledger = cycle->ledger;
    const struct settings *settings = cycle->options->settings;
    struct err err = {0};

    if (premises_make_output(settings, &err)) {
        note_failure(first, -1, &err);
        return;
    }
    bool drawn = caches_draw(ledger, settings, how, counts, &err) == 0;

    note_failure(first, !drawn, &err);
    /* where pictures cannot be written, pages that say other figures are not to stand beside
     * those of before */
    if (!drawn && err.code == ERR_IO)
        return;
    note_failure(first, caches_doors(ledger, settings, how, counts, &err), &err);
    note_failure(first, caches_publish(ledger, settings, how, counts, &err), &err);
}

void cycle_follow_up(struct cycle *cycle)
{
    const struct settings *settings = cycle->options->settings;
    struct cycle_report *report = cycle->report;
    struct caches_options how = {.now = cycle->options->now};
    struct err err = {0};

    note_failure(&report->after,
                 caches_project(cycle->ledger, settings, &how, &report->caches, &err), &err);
    note_failure(&report->after,
                 discretion_judge(cycle->ledger, settings, how.now, &err) ||
                     deliver_run(cycle->ledger, settings, how.now, &report->delivered,
                                 &report->waiting, &err),
                 &err);
    publish(cycle, &how, &report->caches, &report->after);
    note_failure(&report->after, concealed_told(cycle->ledger, how.now, &err), &err);
}

/* What was not asked for is told another time. */
static size_t count_odd(const struct cycle *cycle)
{
    return cycle->options->id_count > 0 ? 0 : identity_count(cycle->options->settings);
}

static int run_sources(struct cycle *cycle, const void *order, struct err *err)
{
    (void)order;
    cycle->report->odd = count_odd(cycle);
    if ((!cycle->options->dry_run && premises_check(cycle->options->settings, err)) ||
        cycle_gather(cycle, err) || record_and_judge(cycle, err))
        return -1;
    if (cycle->options->dry_run)
        return 0;
    struct err late = {0};
    note_failure(&cycle->report->after,
                 keeping_run(cycle->ledger, cycle->options->settings, cycle->options->now,
                             &cycle->report->dropped, &late),
                 &late);
    cycle_follow_up(cycle);
    return 0;
}

int cycle_finish(struct cycle *cycle, int failed, struct err *err)
{
    const struct cycle_options *options = cycle->options;

    if (failed || identity_note(cycle->ledger, options->settings, err) ||
        discretion_judge(cycle->ledger, options->settings, options->now, err) ||
        judgement_run(cycle->ledger, options->settings, options->now, &cycle->report->alerts,
                      err) ||
        ledger_commit(cycle->ledger, err)) {
        ledger_rollback(cycle->ledger);
        return -1;
    }
    if (!options->dry_run && !options->record_only)
        cycle_follow_up(cycle);
    return 0;
}

static int run_import(struct cycle *cycle, const void *order, struct err *err)
{
    const struct quarantine quarantine = cycle_quarantine(cycle);
    const struct bulk *bulk = order;

    if (bulk_run(&quarantine, bulk, &cycle->report->counts, err) ||
        ledger_begin(cycle->ledger, err))
        return -1;
    int failed = 0;
    if (bulk->comments)
        failed =
            commented_import(cycle->ledger, bulk->comments, &cycle->report->comments, err);
    if (!failed && cycle->report->comments > 0 && !cycle->options->dry_run)
        failed = documents_note_comments(cycle->ledger, err);
    return cycle_finish(cycle, failed, err);
}

static int run_entry(struct cycle *cycle, const void *order, struct err *err)
{
    const struct cycle_entry *entry = order;
    const struct ledger_origin origin = {.who = entry->who, .decided = entry->decided};
    const struct quarantine quarantine = cycle_quarantine(cycle);
    const char *id = entry->indicator->id;

    if (identity_require(entry->indicator, err) || ledger_begin(cycle->ledger, err))
        return -1;
    int failed = ledger_merge(cycle->ledger, id, entry->observations, entry->count, &origin,
                              cycle->options->now, &cycle->report->counts, err) ||
                 quarantine_supersede(&quarantine, id, entry->observations, entry->count, err);
    return cycle_finish(cycle, failed, err);
}

static int run_decision(struct cycle *cycle, const void *order, struct err *err)
{
    const struct quarantine quarantine = cycle_quarantine(cycle);

    if (ledger_begin(cycle->ledger, err))
        return -1;
    return cycle_finish(
        cycle, quarantine_decide(&quarantine, order, &cycle->report->counts, err), err);
}

int cycle_lock(const struct settings *settings, const struct lock_wait *wait, struct err *err)
{
    struct arena *arena = arena_new();
    const char *path = arena_printf(arena, "%s/cycle.lock", settings->site.state);
    int lock = premises_make(settings, err) ? -1 : lock_take(path, wait, err);

    arena_free(arena);
    return lock;
}

static int open_anew(const struct cycle_options *options, int *lock, struct ledger **out,
                     struct err *err)
{
    const char *state = options->settings->site.state;
    bool lost;

    if (options->dry_run)
        return ledger_open_empty(state, out, err);
    *lock = cycle_lock(options->settings, options->wait, err);
    return *lock < 0 ? -1 : ledger_open_anew(state, &lost, out, err);
}

/* A rehearsal works on a copy that is forgotten; it makes no folder and needs no lock. */
static int open_ledger(const struct cycle_options *options, int *lock, struct ledger **out,
                       struct err *err)
{
    const char *state = options->settings->site.state;

    bool lost = false;

    *lock = -1;
    if (options->anew && ledger_is_lost(state, &lost, err))
        return -1;
    if (lost)
        return open_anew(options, lock, out, err);
    if (options->dry_run)
        return ledger_open_copy(state, out, err);
    /* before the lock, which makes the folder */
    if (options->existing && ledger_open_existing(state, out, err))
        return -1;
    *lock = cycle_lock(options->settings, options->wait, err);
    if (*lock < 0)
        return -1;
    return options->existing ? 0 : ledger_open(state, false, out, err);
}

/* What all kinds of cycle share: the state folder, its lock, the ledger, and the release of
 * everything. */
int cycle_locked(const struct cycle_options *options, const void *order,
                 int (*run)(struct cycle *, const void *, struct err *),
                 struct cycle_report *report, struct err *err)
{
    struct cycle cycle = {.options = options,
                          .report = report,
                          .arena = arena_new(),
                          .spill = {options->settings->site.state, -1, 0}};
    int lock;

    *report = (struct cycle_report){.arena = arena_new()};
    int failed = open_ledger(options, &lock, &cycle.ledger, err) ||
                 identity_settle(cycle.ledger, options->settings, options->now, err) ||
                 (!options->dry_run && documents_settle(cycle.ledger, err));
    if (!failed)
        failed = run(&cycle, order, err);

    courtesy_close(&cycle.courtesy);
    spill_close(&cycle.spill);
    for (size_t i = 0; i < cycle.count; i++)
        harvest_free(&cycle.items[i]);
    mem_free(cycle.items);
    ledger_close(cycle.ledger);
    arena_free(cycle.arena);
    if (lock >= 0)
        close(lock);
    return failed ? -1 : 0;
}

int cycle_run(const struct cycle_options *options, struct cycle_report *report,
              struct err *err)
{
    return cycle_locked(options, NULL, run_sources, report, err);
}

int cycle_enter(const struct cycle_options *options, const struct cycle_entry *entry,
                struct cycle_report *report, struct err *err)
{
    return cycle_locked(options, entry, run_entry, report, err);
}

int cycle_import(const struct cycle_options *options, const struct bulk *bulk,
                 struct cycle_report *report, struct err *err)
{
    return cycle_locked(options, bulk, run_import, report, err);
}

static int run_rebuild(struct cycle *cycle, const void *order, struct err *err)
{
    const struct settings *settings = cycle->options->settings;
    struct caches_options how = {.now = cycle->options->now,
                                 .all = true,
                                 .progress = cycle->options->progress,
                                 .shown = cycle->options->context};
    struct caches_counts *counts = &cycle->report->caches;
    struct err first = {0};

    (void)order;
    note_failure(&first, caches_project(cycle->ledger, settings, &how, counts, err), err);
    publish(cycle, &how, counts, &first);
    *err = first;
    return first.code == ERR_NONE ? 0 : -1;
}

int cycle_decide(const struct cycle_options *options,
                 const struct quarantine_decision *decision, struct cycle_report *report,
                 struct err *err)
{
    return cycle_locked(options, decision, run_decision, report, err);
}

int cycle_rebuild(const struct cycle_options *options, struct caches_counts *counts,
                  struct err *err)
{
    struct cycle_options how = *options;
    struct cycle_report report;

    how.existing = true;
    int failed = cycle_locked(&how, NULL, run_rebuild, &report, err);

    *counts = report.caches;
    cycle_free(&report);
    return failed;
}

void cycle_free(struct cycle_report *report)
{
    mem_free(report->sources);
    arena_free(report->arena);
    *report = (struct cycle_report){0};
}
