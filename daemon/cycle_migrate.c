/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cycle_migrate: a cycle of what a changed indicator means; see cycle.h. */
#include "daemon/cycling.h"
#include "ledger/documents.h"

struct migration_call {
    const struct migration_order *order;
    struct migration_report *done;
};

static int run_migration(struct cycle *cycle, const void *order, struct err *err)
{
    const struct migration_call *call = order;
    const struct migration migration = {.ledger = cycle->ledger,
                                        .settings = cycle->options->settings,
                                        .now = cycle->options->now,
                                        .arena = cycle->report->arena};

    if (ledger_begin(cycle->ledger, err))
        return -1;
    const struct migration_order *with = call->order;
    /* documents say themselves what period a figure is of, but not always in what unit */
    bool told = with->unit == MIGRATION_UNIT_FACTOR && !cycle->options->dry_run;
    int failed = migration_run(&migration, with, call->done, err);
    if (!failed && told)
        failed = documents_note_migration(
            cycle->ledger,
            &(struct documents_migration){
                .at = cycle->options->now, .indicator = with->id, .note = call->done->note},
            err);
    if (!failed && !cycle->options->dry_run)
        failed = documents_note_comments(cycle->ledger, err);
    cycle->report->counts = call->done->counts;
    return cycle_finish(cycle, failed, err);
}

int cycle_migrate(const struct cycle_options *options, const struct migration_order *order,
                  struct migration_report *done, struct cycle_report *report, struct err *err)
{
    const struct migration_call call = {order, done};

    return cycle_locked(options, &call, run_migration, report, err);
}
