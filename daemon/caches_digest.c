/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_digest: see caches_digest.h. */
#include "daemon/caches_digest.h"

#include "config/edition.h"
#include "core/file.h"
#include "core/stage.h"
#include "daemon/fingerprint.h"
#include "daemon/upkeep.h"

#define BATCH 256
#define DIGEST_LIMIT 65536

struct workshop {
    struct ledger *ledger;
    const struct settings *settings;
    const char *folder;
    struct arena *arena;
};

static int load(const struct upkeep_item *item, void *context, struct arena *arena,
                void **loaded, struct err *err)
{
    const struct workshop *workshop = context;
    struct site_matter *matter = arena_alloc(arena, 1, sizeof *matter);

    *loaded = matter;
    matter->indicator = item->subject;
    return caches_series(workshop->ledger, workshop->settings, item->subject, arena,
                         &matter->series, err);
}

static int make(const struct upkeep_item *item, void *context, const void *loaded,
                const char *const *paths, struct err *err)
{
    const struct workshop *workshop = context;
    struct arena *arena = arena_new();
    struct site_digest digest;
    struct buf text;

    (void)paths;
    buf_init(&text, DIGEST_LIMIT);
    site_digest(workshop->settings, loaded, arena, &digest);
    site_digest_print(&digest, &text);
    int failed = text.overflow
                     ? err_set(err, ERR_INTERNAL, "%s: what lists say is too long", item->id)
                     : stage_write(workshop->folder, arena_printf(arena, "%s.txt", item->id),
                                   text.data, text.length, err);
    buf_free(&text);
    arena_free(arena);
    return failed;
}

static struct site_digest nothing(void)
{
    struct site_digest digest = {0};

    for (int i = 0; i < SITE_LANGUAGES; i++)
        digest.words[i] = (struct site_words){"", "", "", "", ""};
    return digest;
}

/* --- for a folder of its own --- */

static int make_now(struct workshop *workshop, struct site_digest *out, struct err *err)
{
    const struct settings *settings = workshop->settings;
    int failed = 0;

    for (size_t i = 0; i < settings->indicator_count && !failed; i++) {
        const struct upkeep_item item = {.subject = &settings->indicators[i]};
        struct arena *arena = arena_new();
        void *matter;

        out[i] = nothing();
        if (edition_shows(settings, item.subject)) {
            failed = load(&item, workshop, arena, &matter, err);
            if (!failed)
                site_digest(settings, matter, workshop->arena, &out[i]);
        }
        arena_free(arena);
    }
    return failed ? -1 : 0;
}

/* --- kept --- */

static const char *say_digest(const struct workshop *workshop,
                              const struct indicator *indicator,
                              const struct ledger_notes *revisions)
{
    struct fingerprint_chart chart = {
        .settings = workshop->settings,
        .indicator = indicator,
        .revision = ledger_note(revisions, indicator->id),
    };
    char text[SHA256_TEXT_SIZE];

    fingerprint_figure(&chart, text);
    return arena_strdup(workshop->arena, text);
}

/* They wait until all are made, since to sync each of thousands takes a minute. */
static int keep(struct workshop *workshop, const struct caches_options *options,
                struct err *err)
{
    static const char *const NONE[] = {NULL};
    const struct settings *settings = workshop->settings;
    struct upkeep_item *items =
        arena_alloc(workshop->arena, settings->indicator_count, sizeof *items);
    struct ledger_notes revisions;
    struct upkeep upkeep = {
        .kind = "figure",
        .folder = workshop->folder,
        .internal = true,
        .staging = STAGE_FOLDER,
        .files = {"*.txt"},
        .others = {"*.html"}, /* of versions before this one */
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
            items[i].made_from = say_digest(workshop, indicator, &revisions);
    }
    size_t moved;

    stage_drop(workshop->folder);
    return upkeep_run(workshop->ledger, &upkeep, err) ||
                   stage_settle(workshop->folder, NONE, &moved, err)
               ? -1
               : 0;
}

static int collect(const struct workshop *workshop, struct site_digest *out, struct err *err)
{
    const struct settings *settings = workshop->settings;
    struct buf text;
    int failed = 0;

    buf_init(&text, DIGEST_LIMIT);
    for (size_t i = 0; i < settings->indicator_count && !failed; i++) {
        const char *path = arena_printf(workshop->arena, "%s/%s.txt", workshop->folder,
                                        settings->indicators[i].id);

        out[i] = nothing();
        if (!edition_shows(settings, &settings->indicators[i]))
            continue;
        buf_reset(&text);
        failed = file_read(path, &text, err);
        if (!failed &&
            (text.length == 0 || site_digest_read(text.data, workshop->arena, &out[i])))
            failed = err_set(err, ERR_DATA, "%s: is not as it was written", path);
    }
    buf_free(&text);
    return failed;
}

int caches_digests(struct ledger *ledger, const struct settings *settings,
                   const struct caches_options *options, struct arena *arena,
                   struct site_digest *out, struct err *err)
{
    struct workshop workshop = {
        .ledger = ledger,
        .settings = settings,
        .folder = arena_printf(arena, "%s/figures", settings->site.state),
        .arena = arena,
    };

    if (options->folder)
        return make_now(&workshop, out, err);
    return keep(&workshop, options, err) || collect(&workshop, out, err) ? -1 : 0;
}
