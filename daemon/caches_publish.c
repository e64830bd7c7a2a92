/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_publish: the pages among the caches; see caches.h. */
#include "daemon/caches.h"

#include "core/buf.h"
#include "core/file.h"
#include "daemon/addresses.h"
#include "daemon/caches_figure.h"
#include "daemon/fingerprint.h"
#include "daemon/upkeep.h"
#include "graphs/site/site.h"
#include "graphs/strip.h"

#define REVISIONS_LIMIT ((size_t)16 << 20)

/* What the pages are written from; texts and arrays live in the arena. */
struct desk {
    struct ledger *ledger;
    const struct caches_options *options;
    const char *folder;
    struct arena *arena;
    struct site_input input;
    size_t written; /* files */
};

/* The mark tells whether the pages changed, so the figures are read only then. */
static int write_pages(const struct upkeep_item *item, void *context, struct arena *arena,
                       void **loaded, struct err *err)
{
    struct desk *desk = context;
    const struct settings *settings = desk->input.settings;
    struct site_indicator *indicators =
        arena_alloc(desk->arena, settings->indicator_count, sizeof *indicators);

    (void)item;
    (void)arena;
    (void)loaded;
    if (caches_figures(desk->ledger, settings, desk->options, desk->arena, indicators, err))
        return -1;
    desk->input.indicators = indicators;
    desk->input.indicator_count = settings->indicator_count;
    return site_publish(&desk->input, desk->folder, &desk->written, err);
}

static int load_sources(struct desk *desk, struct err *err)
{
    const struct settings *settings = desk->input.settings;
    struct health *sources = arena_alloc(desk->arena, settings->source_count, sizeof *sources);

    for (size_t i = 0; i < settings->source_count; i++) {
        if (addresses_health(desk->ledger, &settings->sources[i], desk->arena, &sources[i],
                             err))
            return -1;
    }
    desk->input.sources = sources;
    return 0;
}

/* A graph of an indicator without values has no picture. */
static const bool *find_drawn(const struct desk *desk)
{
    const struct settings *settings = desk->input.settings;
    bool *drawn = arena_alloc(desk->arena, settings->graph_count, sizeof *drawn);

    for (size_t i = 0; i < settings->graph_count; i++)
        drawn[i] = file_exists(arena_printf(desk->arena, "%s/graphs/%s.png", desk->folder,
                                            settings->graphs[i].id));
    return drawn;
}

/* Of the configuration's indicators only: what else the ledger knows is on no page. */
static const char *say_revisions(const struct desk *desk, const struct ledger_notes *revisions)
{
    const struct settings *settings = desk->input.settings;
    struct buf text;

    buf_init(&text, REVISIONS_LIMIT);
    for (size_t i = 0; i < settings->indicator_count; i++)
        buf_printf(&text, "%s;", ledger_note(revisions, settings->indicators[i].id));
    const char *kept = arena_strdup(desk->arena, buf_text(&text));
    buf_free(&text);
    return kept;
}

static int prepare_desk(struct desk *desk, char fingerprint[SHA256_TEXT_SIZE], struct err *err)
{
    struct site_input *input = &desk->input;
    struct ledger_notes revisions;
    struct alert *alerts;

    if (ledger_alerts(desk->ledger, true, 0, desk->arena, &alerts, &input->alert_count, err) ||
        load_sources(desk, err) ||
        ledger_revisions(desk->ledger, desk->arena, &revisions, err))
        return -1;
    input->alerts = alerts;
    input->drawn = find_drawn(desk);

    struct fingerprint_site site = {
        .settings = input->settings,
        .revisions = say_revisions(desk, &revisions),
        .alerts = input->alerts,
        .alert_count = input->alert_count,
        .sources = input->sources,
        .drawn = input->drawn,
        .year = strip_newest_year(input->settings, input->now),
    };
    fingerprint_site(&site, fingerprint);
    return 0;
}

int caches_publish(struct ledger *ledger, const struct settings *settings,
                   const struct caches_options *options, struct caches_counts *counts,
                   struct err *err)
{
    struct desk desk = {
        .ledger = ledger,
        .options = options,
        .folder = options->folder ? options->folder : settings->site.output,
        .arena = arena_new(),
        .input = {.settings = settings, .now = options->now},
    };
    char fingerprint[SHA256_TEXT_SIZE];
    struct upkeep_item item = {"index", fingerprint, NULL};
    struct upkeep upkeep = {
        .kind = "site",
        .folder = desk.folder,
        .files = {"index.html", "style.css"},
        .items = &item,
        .count = 1,
        .all = options->all,
        .apart = options->folder != NULL,
        .batch = 1,
        .load = write_pages,
        .context = &desk,
    };
    int failed = prepare_desk(&desk, fingerprint, err);

    if (!failed)
        failed = upkeep_run(ledger, &upkeep, err);
    counts->pages += desk.written;
    arena_free(desk.arena);
    return failed;
}
