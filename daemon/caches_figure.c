/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_figure: see caches_figure.h. */
#include "daemon/caches_figure.h"

#include "config/edition.h"
#include "core/file.h"
#include "daemon/caches_matter.h"
#include "daemon/upkeep.h"
#include "graphs/strip.h"

#define BATCH 256
#define DESCRIPTION_LIMIT 8192
#define FIGURE_LIMIT ((size_t)64 << 20)

struct workshop {
    struct ledger *ledger;
    struct site_input input; /* as far as one figure needs it */
    struct arena *arena;
};

static int load(const struct upkeep_item *item, void *context, struct arena *arena,
                void **loaded, struct err *err)
{
    const struct workshop *workshop = context;
    struct caches_matter *matter = arena_alloc(arena, 1, sizeof *matter);

    *loaded = matter;
    return caches_matter_gather(workshop->ledger, workshop->input.settings, item->subject,
                                arena, matter, err);
}

static int print(const struct workshop *workshop, const struct indicator *indicator,
                 const struct caches_matter *matter, struct buf *out, struct err *err)
{
    struct chart_input input =
        caches_matter_input(matter, workshop->input.settings, indicator, workshop->input.now);
    struct buf description;

    buf_init(&description, DESCRIPTION_LIMIT);
    int failed = chart_describe(&input, &description, err);
    struct site_indicator item = {
        .indicator = indicator,
        .series = &matter->series,
        .description = buf_text(&description),
    };
    if (!failed)
        site_figure(&workshop->input, &item, out);
    buf_free(&description);
    if (!failed && out->overflow)
        failed =
            err_set(err, ERR_INTERNAL, "%s: its part of the page is too long", indicator->id);
    return failed;
}

static int make(const struct upkeep_item *item, void *context, const void *loaded,
                const char *const *paths, struct err *err)
{
    struct buf text;

    buf_init(&text, FIGURE_LIMIT);
    int failed = print(context, item->subject, loaded, &text, err);
    if (!failed)
        failed = text.length > 0
                     ? file_write_changed(paths[0], text.data, text.length, NULL, err)
                     : file_remove(paths[0], err);
    buf_free(&text);
    return failed;
}

/* --- for a folder of its own --- */

static int make_now(struct workshop *workshop, struct site_indicator *out, struct err *err)
{
    const struct settings *settings = workshop->input.settings;
    int failed = 0;

    for (size_t i = 0; i < settings->indicator_count && !failed; i++) {
        const struct upkeep_item item = {.subject = &settings->indicators[i]};
        struct arena *arena = arena_new();
        void *matter;
        struct buf text;

        buf_init(&text, FIGURE_LIMIT);
        failed = load(&item, workshop, arena, &matter, err) ||
                 print(workshop, item.subject, matter, &text, err);
        out[i] =
            (struct site_indicator){.indicator = item.subject,
                                    .figure = arena_strdup(workshop->arena, buf_text(&text))};
        buf_free(&text);
        arena_free(arena);
    }
    return failed ? -1 : 0;
}

/* --- kept --- */

static const char *say_figure(const struct workshop *workshop,
                              const struct indicator *indicator,
                              const struct ledger_notes *revisions, int year)
{
    struct fingerprint_chart chart = caches_matter_mark(workshop->input.settings, indicator,
                                                        revisions, year, workshop->input.now);
    char text[SHA256_TEXT_SIZE];

    fingerprint_figure(&chart, text);
    return arena_strdup(workshop->arena, text);
}

static int keep(struct workshop *workshop, const char *folder,
                const struct caches_options *options, struct err *err)
{
    const struct settings *settings = workshop->input.settings;
    struct upkeep_item *items =
        arena_alloc(workshop->arena, settings->indicator_count, sizeof *items);
    int year = strip_newest_year(settings, workshop->input.now);
    struct ledger_notes revisions;
    struct upkeep upkeep = {
        .kind = "figure",
        .folder = folder,
        .files = {"*.html"},
        .items = items,
        .count = settings->indicator_count,
        .all = options->all,
        .batch = BATCH,
        .load = load,
        .make = make,
        .context = workshop,
        .progress = options->progress,
        .shown = options->shown,
    };

    if (ledger_revisions(workshop->ledger, workshop->arena, &revisions, err))
        return -1;
    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        items[i] = (struct upkeep_item){.id = indicator->id, .subject = indicator};
        if (edition_shows(settings, indicator))
            items[i].made_from = say_figure(workshop, indicator, &revisions, year);
    }
    return upkeep_run(workshop->ledger, &upkeep, err);
}

static int collect(const struct workshop *workshop, const char *folder,
                   struct site_indicator *out, struct err *err)
{
    const struct settings *settings = workshop->input.settings;
    struct buf text;
    int failed = 0;

    buf_init(&text, FIGURE_LIMIT);
    for (size_t i = 0; i < settings->indicator_count && !failed; i++) {
        const struct indicator *indicator = &settings->indicators[i];
        const char *path = arena_printf(workshop->arena, "%s/%s.html", folder, indicator->id);

        buf_reset(&text);
        if (file_exists(path))
            failed = file_read(path, &text, err);
        out[i] = (struct site_indicator){
            .indicator = indicator, .figure = arena_strdup(workshop->arena, buf_text(&text))};
    }
    buf_free(&text);
    return failed;
}

int caches_figures(struct ledger *ledger, const struct settings *settings,
                   const struct caches_options *options, struct arena *arena,
                   struct site_indicator *out, struct err *err)
{
    struct workshop workshop = {
        .ledger = ledger,
        .input = {.settings = settings, .now = options->now},
        .arena = arena,
    };
    const char *folder = arena_printf(arena, "%s/figures", settings->site.state);

    if (options->folder)
        return make_now(&workshop, out, err);
    return keep(&workshop, folder, options, err) || collect(&workshop, folder, out, err) ? -1
                                                                                         : 0;
}
