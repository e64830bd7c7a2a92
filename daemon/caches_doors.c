/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_doors: the files of each indicator, and the data packages; see caches_doors.h. */
#include "daemon/caches_doors.h"

#include <inttypes.h>
#include <string.h>

#include "config/edition.h"
#include "core/buf.h"
#include "core/file.h"
#include "core/sha256.h"
#include "core/stage.h"
#include "core/version.h"
#include "daemon/caches_matter.h"
#include "daemon/commented.h"
#include "daemon/export.h"
#include "daemon/export_package.h"
#include "daemon/upkeep.h"
#include "graphs/site/dataset.h"
#include "graphs/site/doors.h"
#include "graphs/site/feed.h"

#define BATCH 256
#define FILE_LIMIT ((size_t)1 << 30)
#define TEXT_LIMIT ((size_t)16 << 20)

/* Where those stand among the files that may not be wanted. */
enum { AT_DATASET = 2, AT_FEED };

struct hall {
    struct ledger *ledger;
    const struct settings *settings;
    const char *folder;
    const struct indicator **shown;
    size_t shown_count;
    struct export_options plain;
    struct export_options sdmx;
    struct arena *arena;
};

/* What the files of one are printed from. */
struct matter {
    struct series series;
    struct series vintages;
};

/* '*' is the id. */
static const char *name_file(struct arena *arena, const char *pattern, const char *id)
{
    size_t before = strcspn(pattern, "*");

    return arena_printf(arena, "%.*s%s%s", (int)before, pattern, id, pattern + before + 1);
}

static int load(const struct upkeep_item *item, void *context, struct arena *arena,
                void **loaded, struct err *err)
{
    const struct hall *hall = context;
    struct matter *matter = arena_alloc(arena, 1, sizeof *matter);

    *loaded = matter;
    if (caches_series(hall->ledger, hall->settings, item->subject, arena, &matter->series,
                      err))
        return -1;
    return doors_feeds(hall->settings)
               ? caches_matter_vintages(hall->ledger, hall->settings, item->subject, arena,
                                        &matter->vintages, err)
               : 0;
}

/* Waits in the stage for the others: each on the disk by itself would take minutes for many.
 */
static int write_text(const struct hall *hall, const char *pattern, const char *id,
                      const struct buf *text, struct err *err)
{
    struct arena *arena = arena_new();
    const char *name = name_file(arena, pattern, id);
    int failed = text->overflow
                     ? err_set(err, ERR_DATA, "%s: it would be too large", name)
                     : stage_write(hall->folder, name, buf_text(text), text->length, err);

    arena_free(arena);
    return failed;
}

static int write_csv(const struct hall *hall, const struct export_options *options,
                     const struct upkeep_item *item, const struct series *series,
                     struct err *err)
{
    struct export_file file = {.indicator = item->subject};
    struct buf text;

    buf_init(&text, FILE_LIMIT);
    export_print(options, series, &file, &text);
    int failed = write_text(hall, options->kind == EXPORT_SDMX ? DOORS_SDMX : DOORS_CSV,
                            item->id, &text, err);
    buf_free(&text);
    return failed;
}

static int write_dataset(const struct hall *hall, const struct upkeep_item *item,
                         const struct series *series, const char *path, struct err *err)
{
    struct buf text;

    if (series->count == 0) /* there is nothing to be found yet */
        return file_remove(path, err);
    buf_init(&text, TEXT_LIMIT);
    dataset_print(hall->settings, item->subject, series, &text);
    int failed = write_text(hall, DOORS_DATASET, item->id, &text, err);
    buf_free(&text);
    return failed;
}

static int write_feed(const struct hall *hall, const struct upkeep_item *item,
                      const struct series *vintages, const char *path, struct err *err)
{
    struct buf text;

    if (!doors_feeds(hall->settings))
        return file_remove(path, err);
    buf_init(&text, TEXT_LIMIT);
    feed_indicator(hall->settings, item->subject, vintages, &text);
    int failed = write_text(hall, DOORS_FEED, item->id, &text, err);
    buf_free(&text);
    return failed;
}

static int make(const struct upkeep_item *item, void *context, const void *loaded,
                const char *const *paths, struct err *err)
{
    const struct hall *hall = context;
    const struct matter *matter = loaded;

    if (write_csv(hall, &hall->plain, item, &matter->series, err) ||
        write_csv(hall, &hall->sdmx, item, &matter->series, err) ||
        write_dataset(hall, item, &matter->series, paths[AT_DATASET], err))
        return -1;
    return write_feed(hall, item, &matter->vintages, paths[AT_FEED], err);
}

/* --- the packages, which vouch for the files --- */

static int write_package(const struct hall *hall, const struct export_options *options,
                         struct err *err)
{
    struct export_file *files = arena_alloc(hall->arena, hall->shown_count, sizeof *files);
    struct export_comments comments;

    for (size_t i = 0; i < hall->shown_count; i++) {
        files[i].indicator = hall->shown[i];
        if (export_read(
                options,
                arena_printf(hall->arena, "%s/%s.csv", options->folder, hall->shown[i]->id),
                &files[i], err))
            return -1;
    }
    return export_comments_write(options, &comments, err) ||
                   export_package_write(options, files, &comments, err)
               ? -1
               : 0;
}

static int load_packages(const struct upkeep_item *item, void *context, struct arena *arena,
                         void **loaded, struct err *err)
{
    const struct hall *hall = context;

    (void)item;
    (void)arena;
    (void)loaded;
    return write_package(hall, &hall->plain, err) || write_package(hall, &hall->sdmx, err) ? -1
                                                                                           : 0;
}

/* --- what they are made from --- */

/* The way the files are laid out: a change of it makes all of them anew. */
#define LAYOUT "1"

static const char *say_made_from(const struct hall *hall, const struct indicator *indicator,
                                 const char *revision)
{
    char text[SHA256_TEXT_SIZE];
    const char *all =
        arena_printf(hall->arena, "%s\x1f%s\x1f%s\x1f%s\x1f%s\x1f%d", VERSION_TEXT LAYOUT,
                     hall->settings->fingerprint, indicator->id, revision, indicator->unit,
                     (int)indicator->frequency);

    sha256_text(all, strlen(all), text);
    return arena_strdup(hall->arena, text);
}

/* `comments`: which of them there are. */
static struct upkeep_item *list_items(struct hall *hall, const struct ledger_notes *revisions,
                                      const char *comments, char packages[SHA256_TEXT_SIZE])
{
    const struct settings *settings = hall->settings;
    struct upkeep_item *items =
        arena_alloc(hall->arena, settings->indicator_count, sizeof *items);
    struct buf all;

    buf_init(&all, TEXT_LIMIT);
    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        items[i] = (struct upkeep_item){.id = indicator->id, .subject = indicator};
        if (!edition_shows(settings, indicator))
            continue;
        items[i].made_from =
            say_made_from(hall, indicator, ledger_note(revisions, indicator->id));
        hall->shown[hall->shown_count++] = indicator;
        buf_puts(&all, items[i].made_from);
    }
    buf_puts(&all, comments);
    sha256_text(buf_text(&all), all.length, packages);
    buf_free(&all);
    return items;
}

static int list_comments(const struct hall *hall, const char **out, struct err *err)
{
    struct comments list;
    struct buf text;

    if (commented_read_open(hall->ledger, hall->settings, hall->plain.now, hall->arena, &list,
                            err))
        return -1;
    buf_init(&text, TEXT_LIMIT);
    for (size_t i = 0; i < list.count; i++)
        buf_printf(&text, " %" PRId64, list.items[i].number);
    *out = buf_keep(&text, hall->arena);
    return 0;
}

/* What could be made is put in its place, whatever could not. */
static int settle(const struct hall *hall, int failed, struct err *err)
{
    static const char *const NONE[] = {NULL};
    struct err second = {0};
    size_t moved;

    if (stage_settle(hall->folder, NONE, &moved, &second) == 0 || failed)
        return failed;
    *err = second;
    return -1;
}

static int run_all(struct hall *hall, const struct caches_options *options,
                   struct caches_counts *counts, struct err *err)
{
    char made_from[SHA256_TEXT_SIZE];
    const char *comments;
    struct ledger_notes revisions;
    struct upkeep_item packages = {.id = "data", .made_from = made_from};
    struct upkeep files = {
        .kind = "door",
        .folder = hall->folder,
        .files = {DOORS_CSV, DOORS_SDMX, DOORS_DATASET, DOORS_FEED},
        .staging = STAGE_FOLDER,
        .count = hall->settings->indicator_count,
        .all = options->all,
        .apart = options->folder != NULL,
        .batch = BATCH,
        .load = load,
        .make = make,
        .context = hall,
        .progress = options->progress,
        .shown = options->shown,
    };
    struct upkeep vouching = {
        .kind = "package",
        .folder = hall->folder,
        .files = {DOORS_PACKAGE, DOORS_SDMX_PACKAGE, DOORS_COMMENTS},
        .items = &packages,
        .count = 1,
        .all = options->all,
        .apart = options->folder != NULL,
        .batch = 1,
        .load = load_packages,
        .context = hall,
    };

    if (ledger_revisions(hall->ledger, hall->arena, &revisions, err) ||
        list_comments(hall, &comments, err))
        return -1;
    files.items = list_items(hall, &revisions, comments, made_from);
    hall->plain.count = hall->sdmx.count = hall->shown_count;
    stage_drop(hall->folder);
    int failed = settle(hall, upkeep_run(hall->ledger, &files, err), err);
    if (!failed)
        failed = upkeep_run(hall->ledger, &vouching, err);
    counts->doors += files.made + vouching.made;
    return failed;
}

/* What the marks say was made, where there are no pages to lead to it. */
static int take_away(struct hall *hall, struct err *err)
{
    struct upkeep files = {
        .kind = "door",
        .folder = hall->folder,
        .files = {DOORS_CSV, DOORS_SDMX, DOORS_DATASET, DOORS_FEED},
    };
    struct upkeep packages = {
        .kind = "package",
        .folder = hall->folder,
        .files = {DOORS_PACKAGE, DOORS_SDMX_PACKAGE, DOORS_COMMENTS},
    };

    return upkeep_run(hall->ledger, &files, err) || upkeep_run(hall->ledger, &packages, err)
               ? -1
               : 0;
}

static int make_folders(const struct hall *hall, struct err *err)
{
    if (file_make_folder(hall->sdmx.folder, 0755, err))
        return -1;
    file_sweep(hall->plain.folder);
    file_sweep(hall->sdmx.folder);
    if (!doors_feeds(hall->settings))
        return 0;
    const char *feeds = arena_printf(hall->arena, "%s/feeds", hall->folder);
    file_sweep(feeds);
    return file_make_folder(feeds, 0755, err);
}

int caches_doors_data(struct ledger *ledger, const struct settings *settings,
                      const struct caches_options *options, struct caches_counts *counts,
                      struct err *err)
{
    struct hall hall = {
        .ledger = ledger,
        .settings = settings,
        .folder = options->folder ? options->folder : settings->site.output,
        .arena = arena_new(),
    };

    hall.shown = arena_alloc(hall.arena, settings->indicator_count, sizeof *hall.shown);
    hall.plain = (struct export_options){
        .settings = settings,
        .ledger = ledger,
        .indicators = hall.shown,
        .kind = EXPORT_PLAIN,
        .folder = arena_printf(hall.arena, "%s/data", hall.folder),
        .now = options->now,
    };
    hall.sdmx = hall.plain;
    hall.sdmx.kind = EXPORT_SDMX;
    hall.sdmx.folder = arena_printf(hall.arena, "%s/data/sdmx", hall.folder);
    int failed = caches_whole(settings, options)
                     ? make_folders(&hall, err) || run_all(&hall, options, counts, err)
                     : take_away(&hall, err);
    arena_free(hall.arena);
    return failed ? -1 : 0;
}
