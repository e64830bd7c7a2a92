/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches: see caches.h. Here: RRD files; caches_draw.c: pictures; caches_publish.c: pages. */
#include "daemon/caches.h"

#include <inttypes.h>

#include "core/file.h"
#include "core/str.h"
#include "core/workers.h"
#include "rrd/rrdfile.h"

/* So many series are in memory at once. */
#define BATCH 256

struct projection {
    const char *folder;
    struct series *series;
    size_t count;
};

static int project_job(size_t index, void *context, struct err *err)
{
    const struct projection *projection = context;

    return rrdfile_write(projection->folder, &projection->series[index], err);
}

static const char *rrd_folder(const struct settings *settings, struct arena *arena)
{
    return arena_printf(arena, "%s/rrd", settings->site.state);
}

/* Stale: made from another revision, or gone. The mark of what it should be goes to *mark. */
static int is_stale(struct ledger *ledger, const struct settings *settings,
                    const struct indicator *indicator, struct arena *arena, const char **mark,
                    bool *stale, struct err *err)
{
    const char *before;
    int64_t revision;
    const char *path =
        arena_printf(arena, "%s/%s.rrd", rrd_folder(settings, arena), indicator->id);

    if (ledger_revision(ledger, indicator->id, &revision, err) ||
        ledger_mark(ledger, arena_printf(arena, "rrd:%s", indicator->id), arena, &before, err))
        return -1;
    *mark = arena_printf(arena, "%" PRId64 " %d", revision, (int)indicator->frequency);
    *stale = !str_equal(before, *mark) || (revision > 0 && !file_exists(path));
    return 0;
}

struct stale {
    const struct indicator *indicator;
    const char *mark;
};

static int find_stale(struct ledger *ledger, const struct settings *settings, bool all,
                      struct arena *arena, struct stale *out, size_t *count, struct err *err)
{
    *count = 0;
    for (size_t i = 0; i < settings->indicator_count; i++) {
        struct stale item = {.indicator = &settings->indicators[i]};
        bool stale;

        if (is_stale(ledger, settings, item.indicator, arena, &item.mark, &stale, err))
            return -1;
        if (stale || all)
            out[(*count)++] = item;
    }
    return 0;
}

static int keep_marks(struct ledger *ledger, const struct stale *stale, size_t count,
                      struct arena *arena, struct err *err)
{
    if (ledger_begin(ledger, err))
        return -1;
    for (size_t i = 0; i < count; i++) {
        if (ledger_set_mark(ledger, arena_printf(arena, "rrd:%s", stale[i].indicator->id),
                            stale[i].mark, err)) {
            ledger_rollback(ledger);
            return -1;
        }
    }
    return ledger_commit(ledger, err);
}

static int project_batch(struct ledger *ledger, const char *folder, const struct stale *stale,
                         size_t count, struct err *err)
{
    struct arena *arena = arena_new();
    struct projection projection = {folder, arena_alloc(arena, count, sizeof(struct series)),
                                    count};
    struct err *results = arena_alloc(arena, count, sizeof *results);
    int failed = 0;

    for (size_t i = 0; i < count && !failed; i++)
        failed = ledger_series(ledger, stale[i].indicator->id, stale[i].indicator->frequency,
                               0, arena, &projection.series[i], err);
    if (!failed)
        failed = workers_run(count, 0, project_job, &projection, results, err);
    if (!failed)
        failed = keep_marks(ledger, stale, count, arena, err);
    arena_free(arena);
    return failed;
}

int caches_project(struct ledger *ledger, const struct settings *settings,
                   const struct caches_options *options, struct caches_counts *counts,
                   struct err *err)
{
    struct arena *arena = arena_new();
    const char *folder = rrd_folder(settings, arena);
    struct stale *stale = arena_alloc(arena, settings->indicator_count, sizeof *stale);
    size_t count = 0;
    int failed = find_stale(ledger, settings, options->all, arena, stale, &count, err);

    if (!failed && count > 0)
        failed = file_make_folder(folder, 0755, err);
    if (!failed && count > 0)
        file_sweep(folder);
    for (size_t i = 0; i < count && !failed; i += BATCH) {
        size_t size = count - i < BATCH ? count - i : BATCH;

        failed = project_batch(ledger, folder, stale + i, size, err);
        counts->rrds += failed ? 0 : size;
    }
    arena_free(arena);
    return failed;
}

int caches_verify(struct ledger *ledger, const struct settings *settings,
                  struct faults *faults, struct err *err)
{
    int failed = 0;

    for (size_t i = 0; i < settings->indicator_count && !failed; i++) {
        const struct indicator *indicator = &settings->indicators[i];
        struct arena *arena = arena_new();
        struct series series;
        struct err difference = {0};
        bool same = true;

        failed =
            ledger_series(ledger, indicator->id, indicator->frequency, 0, arena, &series, err);
        if (!failed &&
            (rrdfile_compare(rrd_folder(settings, arena), &series, &same, &difference) ||
             !same))
            fault_add(faults, indicator->id, 0, "%s", difference.text);
        arena_free(arena);
    }
    return failed;
}
