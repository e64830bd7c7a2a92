/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches: see caches.h. Here: RRD files; caches_draw.c: pictures; caches_publish.c: pages. */
#include "daemon/caches.h"

#include "config/edition.h"
#include "daemon/discretion.h"
#include "daemon/upkeep.h"
#include "rrd/rrdfile.h"

/* So many series are in memory at once. */
#define BATCH 128

static const char *rrd_folder(const struct settings *settings, struct arena *arena)
{
    return arena_printf(arena, "%s/rrd", settings->site.state);
}

int caches_series(struct ledger *ledger, const struct settings *settings,
                  const struct indicator *indicator, struct arena *arena, struct series *out,
                  struct err *err)
{
    if (ledger_series(ledger, indicator->id, indicator->frequency, 0, arena, out, err))
        return -1;
    edition_filter(settings, out);
    return 0;
}

bool caches_whole(const struct settings *settings, const struct caches_options *options)
{
    return settings->site.pages || options->folder != NULL;
}

/* All figures of both editions: files of the state folder are published by nobody. */
static int load_series(const struct upkeep_item *item, void *context, struct arena *arena,
                       void **loaded, struct err *err)
{
    struct ledger *ledger = context;
    const struct indicator *indicator = item->subject;
    struct series *series = arena_alloc(arena, 1, sizeof *series);

    *loaded = series;
    return ledger_series(ledger, indicator->id, indicator->frequency, 0, arena, series, err);
}

static int make_file(const struct upkeep_item *item, void *context, const void *loaded,
                     const char *const *paths, struct err *err)
{
    (void)item;
    (void)context;
    return rrdfile_write(paths[0], loaded, err);
}

int caches_project(struct ledger *ledger, const struct settings *settings,
                   const struct caches_options *options, struct caches_counts *counts,
                   struct err *err)
{
    struct arena *arena = arena_new();
    struct upkeep_item *items = arena_alloc(arena, settings->indicator_count, sizeof *items);
    struct upkeep upkeep = {
        .kind = "rrd",
        .folder = rrd_folder(settings, arena),
        .files = {"*.rrd"},
        .items = items,
        .count = settings->indicator_count,
        .all = options->all,
        .internal = true,
        .batch = BATCH,
        .load = load_series,
        .make = make_file,
        .context = ledger,
        .progress = options->progress,
        .shown = options->shown,
    };
    struct ledger_notes revisions;
    int failed = discretion_inside(ledger, settings, options->now, err) ||
                 ledger_revisions(ledger, arena, &revisions, err);

    for (size_t i = 0; i < settings->indicator_count && !failed; i++) {
        const struct indicator *indicator = &settings->indicators[i];
        const char *revision = ledger_note(&revisions, indicator->id);

        items[i] = (struct upkeep_item){.id = indicator->id,
                                        .made_from = arena_printf(arena, "%s %d",
                                                                  *revision ? revision : "0",
                                                                  (int)indicator->frequency),
                                        .subject = indicator};
    }
    if (!failed)
        failed = upkeep_run(ledger, &upkeep, err);
    counts->rrds += upkeep.made;
    arena_free(arena);
    return failed;
}

int caches_compare(struct ledger *ledger, const struct settings *settings,
                   const struct indicator *indicator, struct arena *arena,
                   const char **difference, struct err *err)
{
    struct series series;
    struct err found = {0};
    bool same = true;

    *difference = NULL;
    if (ledger_series(ledger, indicator->id, indicator->frequency, 0, arena, &series, err))
        return -1;
    if (rrdfile_compare(rrd_folder(settings, arena), &series, &same, &found) || !same)
        *difference = arena_strdup(arena, found.text);
    return 0;
}
