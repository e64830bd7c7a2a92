/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cycle_migrate: a cycle of what a changed indicator means; see cycle.h. */
#include "daemon/cycling.h"

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
    int failed = migration_run(&migration, call->order, call->done, err);
    cycle->report->counts = call->done->counts;
    return cycle_finish(cycle, failed, err);
}

int cycle_migrate(const struct cycle_options *options, const struct migration_order *order,
                  struct migration_report *done, struct cycle_report *report, struct err *err)
{
    const struct migration_call call = {order, done};

    return cycle_locked(options, &call, run_migration, report, err);
}
