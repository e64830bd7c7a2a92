/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cycle_replay: a cycle of the documents that are kept; see cycle.h. */
#include <stdint.h>
#include <stdio.h>

#include "core/file.h"
#include "core/mem.h"
#include "daemon/cycling.h"
#include "daemon/discretion.h"
#include "daemon/identity.h"
#include "ledger/documents_freeze.h"

#define ASIDE_MAX 1000

static void select_all(const struct cycle_options *options, bool *selected)
{
    for (size_t i = 0; i < options->settings->source_count; i++)
        selected[i] = options->id_count == 0;
}

/* The sources as a cycle tells them, so that their failures count alike. */
static void report_sources(struct cycle *cycle, const struct replay_report *replayed)
{
    struct cycle_report *report = cycle->report;

    report->sources = mem_calloc(replayed->source_count, sizeof *report->sources);
    for (size_t i = 0; i < replayed->source_count; i++) {
        const struct replay_source *line = &replayed->sources[i];

        report->sources[i] = (struct cycle_source){
            .source = line->source,
            .status = 200,
            .fetched = true,
            .counts = line->counts,
            .held = line->held,
            .err = line->err,
        };
        ledger_add_counts(&report->counts, &line->counts);
    }
    report->source_count = replayed->source_count;
}

/* RRD files made from the lost ledger may hold the last of what was entered by hand: they are
 * put aside, not made anew in their place. */
static int set_aside(struct cycle *cycle, struct err *err)
{
    const char *state = cycle->options->settings->site.state;
    const char *from = arena_printf(cycle->arena, "%s/rrd", state);

    if (!file_exists(from))
        return 0;
    for (int i = 1; i <= ASIDE_MAX; i++) {
        const char *to = arena_printf(cycle->arena, "%s/rrd.lost-%d", state, i);

        if (file_exists(to))
            continue;
        return rename(from, to) == 0 ? 0 : err_errno(err, ERR_IO, "%s", to);
    }
    return err_set(err, ERR_IO, "%s: too many rrd.lost-* in the state folder", state);
}

static int commit(struct cycle *cycle, bool lost, struct err *err)
{
    const struct cycle_options *options = cycle->options;

    if (identity_note(cycle->ledger, options->settings, err) ||
        discretion_judge(cycle->ledger, options->settings, options->now, err) ||
        judgement_run(cycle->ledger, options->settings, options->now, &cycle->report->alerts,
                      err) ||
        ledger_commit(cycle->ledger, err))
        return -1;
    if (!lost || options->dry_run)
        return 0;
    return set_aside(cycle, err) || ledger_settle(&cycle->ledger, err) ? -1 : 0;
}

static int run(struct cycle *cycle, const void *order, struct err *err)
{
    struct cycle_replay *replay = *(struct cycle_replay *const *)order;
    const struct cycle_options *options = cycle->options;
    struct quarantine quarantine = cycle_quarantine(cycle);
    bool *selected =
        arena_alloc(cycle->arena, options->settings->source_count, sizeof *selected);
    const struct replay_options how = {
        .settings = options->settings,
        .now = options->now,
        .from = replay->from,
        .selected = selected,
        .progress = options->progress,
        .context = options->context,
    };

    select_all(options, selected);
    if (ledger_require(cycle->ledger, err) || cycle_select(options, selected, err))
        return -1;
    if (replay_run(&quarantine, &how, &replay->replayed, err) ||
        (replay->lost && commented_restore(cycle->ledger, options->settings,
                                           &replay->replayed.comments, err)) ||
        (replay->lost &&
         documents_restore_freezes(cycle->ledger, &replay->replayed.freezes, err)) ||
        commit(cycle, replay->lost, err)) {
        if (cycle->ledger)
            ledger_rollback(cycle->ledger);
        return -1;
    }
    report_sources(cycle, &replay->replayed);
    if (!options->dry_run)
        cycle_follow_up(cycle);
    return 0;
}

int cycle_replay(const struct cycle_options *options, struct cycle_replay *replay,
                 struct cycle_report *report, struct err *err)
{
    struct cycle_options how = *options;

    how.anew = true;
    how.existing = true;
    *report = (struct cycle_report){0};
    replay->replayed = (struct replay_report){0};
    if (ledger_is_lost(options->settings->site.state, &replay->lost, err))
        return -1;
    /* what is left out would be missing from a ledger that looks whole */
    if (replay->lost && (options->id_count > 0 || replay->from != INT64_MIN))
        return err_set(err, ERR_USAGE,
                       "the ledger is lost and made again as a whole: name no source and no "
                       "date");
    return cycle_locked(&how, &replay, run, report, err);
}
