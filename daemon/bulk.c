/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bulk: see bulk.h. */
#include "daemon/bulk.h"

#define ROWS_A_COMMIT 50000 /* some megabytes of log */

static int record(const struct quarantine *quarantine, const struct bulk *bulk,
                  const struct bulk_item *item, struct ledger_counts *counts, struct err *err)
{
    const struct series *series = &item->series;
    const struct ledger_origin origin = {.who = item->who, .decided = bulk->decided};
    struct ledger_counts one = {0};
    size_t row = 0;

    int failed =
        item->who
            ? ledger_merge(quarantine->ledger, series->indicator, series->observations,
                           series->count, &origin, quarantine->now, &one, err)
            : ledger_restore(quarantine->ledger, series, quarantine->now, &one, &row, err);
    if (failed && !item->who && err->code == ERR_DATA) {
        bulk->refuse(row, bulk->context, err);
        err_clear(err);
        return 0;
    }
    if (!failed && item->who)
        failed = quarantine_supersede(quarantine, series->indicator, series->observations,
                                      series->count, err);
    if (!failed)
        ledger_add_counts(counts, &one);
    return failed;
}

/* *rows grows by what was read. */
static int take_one(const struct quarantine *quarantine, const struct bulk *bulk, size_t index,
                    struct ledger_counts *counts, size_t *rows, struct err *err)
{
    struct arena *arena = arena_new();
    struct bulk_item item = {0};
    int outcome = bulk->load(index, bulk->context, arena, &item, err);

    if (outcome == 0)
        outcome = record(quarantine, bulk, &item, counts, err);
    *rows += item.series.count;
    arena_free(arena);
    return outcome < 0 ? -1 : 0;
}

static int take_batch(const struct quarantine *quarantine, const struct bulk *bulk,
                      size_t *next, struct ledger_counts *counts, struct err *err)
{
    size_t rows = 0;

    if (ledger_begin(quarantine->ledger, err))
        return -1;
    for (; *next < bulk->count && rows < ROWS_A_COMMIT; (*next)++) {
        if (take_one(quarantine, bulk, *next, counts, &rows, err)) {
            ledger_rollback(quarantine->ledger);
            return -1;
        }
        if (bulk->progress)
            bulk->progress(*next + 1, bulk->count, bulk->shown);
    }
    if (!ledger_commit(quarantine->ledger, err))
        return 0;
    ledger_rollback(quarantine->ledger);
    return -1;
}

int bulk_run(const struct quarantine *quarantine, const struct bulk *bulk,
             struct ledger_counts *counts, struct err *err)
{
    for (size_t next = 0; next < bulk->count;) {
        if (take_batch(quarantine, bulk, &next, counts, err))
            return -1;
    }
    return 0;
}
