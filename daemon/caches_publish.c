/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * caches_publish: the pages among the caches; see caches.h. Each kind of page is a cache of
 * its own kind ("page-indicator:ID"), made from what its row says, in both languages at once;
 * all of them wait until the last is made and are put in their places together (core/stage.h).
 */
#include "daemon/caches.h"

#include <stdlib.h>
#include <string.h>

#include "config/edition.h"
#include "core/buf.h"
#include "core/file.h"
#include "core/instant.h"
#include "core/log.h"
#include "core/mem.h"
#include "core/stage.h"
#include "core/str.h"
#include "daemon/caches_desk.h"
#include "daemon/discretion.h"
#include "daemon/fingerprint.h"
#include "daemon/upkeep.h"
#include "graphs/site/page.h"
#include "graphs/site/style.h"

#define BATCH 64
#define PAGE_LIMIT ((size_t)16 << 20)
#define WORDS_LIMIT ((size_t)16 << 20)
#define GONE "gone"
#define GONE_DAYS 366 /* how long a page says that what it was of is gone */

/* One kind of page while it is made. */
struct shelf {
    struct caches_desk *desk;
    const struct page_kind *kind;
    size_t thawed; /* pages that should stay as they are, but nothing vouches for them */
};

/* What is loaded for one page. */
struct copy {
    struct site_subject subject;
    bool gone;
};

static const struct site_input *original(const struct caches_desk *desk)
{
    return &desk->input[desk->settings->site.language];
}

/* --- one page --- */

static const char *name_file(struct arena *arena, const char *prefix, const char *file,
                             const char *id)
{
    size_t before = strcspn(file, "*");

    return arena_printf(arena, "%s%.*s%s%s", prefix, (int)before, file, file[before] ? id : "",
                        file[before] ? file + before + 1 : "");
}

static int write_page(const struct shelf *shelf, const struct copy *copy,
                      enum language language, struct err *err)
{
    const struct caches_desk *desk = shelf->desk;
    struct arena *arena = arena_new();
    const char *name = name_file(arena, site_prefix(language, desk->settings->site.language),
                                 shelf->kind->file, copy->subject.id);
    struct buf page;

    buf_init(&page, PAGE_LIMIT);
    int failed =
        copy->gone
            ? site_gone(shelf->kind, &desk->input[language], copy->subject.id, &page, err)
            : site_page(shelf->kind, &desk->input[language], &copy->subject, &page, err);
    if (!failed)
        failed = stage_write(desk->folder, name, page.data, page.length, err);
    buf_free(&page);
    arena_free(arena);
    return failed;
}

static int make_pages(const struct upkeep_item *item, void *context, const void *loaded,
                      const char *const *paths, struct err *err)
{
    const struct shelf *shelf = context;

    (void)item;
    /* where this one stood while the site had the other language */
    if (file_remove(paths[SITE_LANGUAGES], err))
        return -1;
    for (int i = 0; i < SITE_LANGUAGES; i++) {
        if (write_page(shelf, loaded, (enum language)i, err))
            return -1;
    }
    return 0;
}

static int load_page(const struct upkeep_item *item, void *context, struct arena *arena,
                     void **loaded, struct err *err)
{
    const struct shelf *shelf = context;
    struct copy *copy = arena_alloc(arena, 1, sizeof *copy);

    *loaded = copy;
    copy->subject.id = item->id;
    copy->subject.entry = item->subject;
    copy->gone =
        shelf->kind->of != PAGE_OF_SITE && shelf->kind->of != PAGE_OF_PARTS && !item->subject;
    if (shelf->kind->of == PAGE_OF_PARTS && item->id[0] == '-')
        copy->subject.part = strtoul(item->id + 1, NULL, 10) - 1;
    if (copy->gone || shelf->kind->needs == PAGE_NEEDS_NONE)
        return 0;
    if (shelf->kind->needs == PAGE_NEEDS_RULES)
        return caches_desk_rules(shelf->desk, arena, err);
    if (shelf->kind->needs == PAGE_NEEDS_MOVED)
        return caches_desk_moved(shelf->desk, item->subject, arena, &copy->subject, err);
    struct site_matter *matter = arena_alloc(arena, 1, sizeof *matter);

    copy->subject.matters = matter;
    copy->subject.matter_count = 1;
    return caches_desk_indicator(shelf->desk, item->subject, arena, matter, err);
}

/* --- the pages of a kind --- */

static enum language other_of(enum language language)
{
    return language == LANGUAGE_JA ? LANGUAGE_EN : LANGUAGE_JA;
}

struct pile {
    struct upkeep_item *items;
    size_t count, capacity;
};

static void add(struct pile *pile, struct upkeep_item item)
{
    pile->items = mem_grow(pile->items, pile->count, &pile->capacity, sizeof *pile->items);
    pile->items[pile->count++] = item;
}

/* What the mark said that it was made from. */
static const char *former(const struct caches_desk *desk, const char *mark)
{
    return arena_strndup(desk->arena, mark, strcspn(mark, "@") - (strchr(mark, '@') != NULL));
}

/* "internal SHA-256" */
static const char *say_page(const struct shelf *shelf, const struct site_subject *subject)
{
    const struct caches_desk *desk = shelf->desk;
    char sha256[SHA256_TEXT_SIZE];
    struct buf text;

    buf_init(&text, WORDS_LIMIT);
    buf_puts(&text, desk->looks.frame_sha256);
    if (shelf->kind->made_from)
        shelf->kind->made_from(original(desk), subject, &text);
    fingerprint_page(desk->settings, shelf->kind->name, buf_text(&text), sha256);
    buf_free(&text);
    return arena_printf(desk->arena, "%s %s", caches_desk_audience(desk), sha256);
}

/* In a folder of which the marks say nothing: they are those of the site's output. */
static bool is_apart(const struct caches_desk *desk)
{
    return desk->options->folder &&
           !str_equal(desk->options->folder, desk->settings->site.output);
}

static bool stands(const struct shelf *shelf, const char *id)
{
    struct arena *arena = shelf->desk->arena;

    return file_exists(arena_printf(arena, "%s/%s", shelf->desk->folder,
                                    name_file(arena, "", shelf->kind->file, id)));
}

static void add_page(struct shelf *shelf, const struct ledger_notes *marks,
                     struct site_subject subject, struct pile *pile)
{
    const struct caches_desk *desk = shelf->desk;
    const char *mark = ledger_note(
        marks, arena_printf(desk->arena, "page-%s:%s", shelf->kind->name, subject.id));
    struct upkeep_item item = {.id = subject.id, .subject = subject.entry};
    bool quiet =
        shelf->kind->program && caches_desk_is_quiet(desk->settings, desk->options->now);

    item.kept = quiet && !is_apart(desk) && str_starts(mark, "public ");
    if (quiet && !item.kept && stands(shelf, subject.id))
        shelf->thawed++;
    if (!shelf->kind->is_shown || shelf->kind->is_shown(original(desk), subject.entry))
        item.made_from = item.kept ? former(desk, mark) : say_page(shelf, &subject);
    add(pile, item);
}

static const char **sort_ids(const struct caches_desk *desk, const struct pile *pile)
{
    const char **ids = arena_alloc(desk->arena, pile->count, sizeof *ids);

    for (size_t i = 0; i < pile->count; i++)
        ids[i] = pile->items[i].id;
    qsort(ids, pile->count, sizeof *ids, str_order);
    return ids;
}

/* Since which day the page says that what it was of is gone; false when it has said so long
 * enough. One of the other edition never does: its names are nobody's business. */
static bool find_since(const struct caches_desk *desk, const char *mark, int64_t *since)
{
    const char *prefix = arena_printf(desk->arena, "%s " GONE " ", caches_desk_audience(desk));
    int32_t today = instant_day(desk->options->now);

    *since = today;
    if (!str_starts(mark, caches_desk_audience(desk)))
        return false;
    return !str_starts(mark, prefix) ||
           (str_integer(mark + strlen(prefix), 0, INT32_MAX, since) &&
            today - *since < GONE_DAYS);
}

/* What was made once of an entry that is not configured any more. */
static void add_gone(const struct shelf *shelf, const struct ledger_notes *marks,
                     struct pile *pile)
{
    const struct caches_desk *desk = shelf->desk;
    size_t skip = strlen(shelf->kind->name) + strlen("page-:");
    const char **ids = sort_ids(desk, pile);
    size_t known = pile->count;

    for (size_t i = 0; i < marks->count; i++) {
        const char *id = marks->items[i].name + skip;
        int64_t since;

        if (!bsearch(&id, ids, known, sizeof *ids, str_order) &&
            find_since(desk, former(desk, marks->items[i].text), &since))
            add(pile, (struct upkeep_item){.id = arena_strdup(desk->arena, id),
                                           .made_from = arena_printf(
                                               desk->arena, "%s " GONE " %lld",
                                               caches_desk_audience(desk), (long long)since)});
    }
}

static void gather(struct shelf *shelf, const struct ledger_notes *marks, struct pile *pile)
{
    const struct settings *settings = shelf->desk->settings;
    struct arena *arena = shelf->desk->arena;

    switch (shelf->kind->of) {
    case PAGE_OF_SITE:
        add_page(shelf, marks, (struct site_subject){.id = ""}, pile);
        return;
    case PAGE_OF_PARTS:
        for (size_t i = 0; i < shelf->kind->parts(original(shelf->desk)); i++)
            add_page(shelf, marks,
                     (struct site_subject){.id = i ? arena_printf(arena, "-%zu", i + 1) : "",
                                           .part = i},
                     pile);
        return;
    case PAGE_OF_INDICATORS:
        for (size_t i = 0; i < settings->indicator_count; i++)
            add_page(shelf, marks,
                     (struct site_subject){.entry = &settings->indicators[i],
                                           .id = settings->indicators[i].id},
                     pile);
        break;
    case PAGE_OF_PROGRAMS:
        for (size_t i = 0; i < settings->program_count; i++)
            add_page(shelf, marks,
                     (struct site_subject){.entry = &settings->programs[i],
                                           .id = settings->programs[i].id},
                     pile);
        break;
    case PAGE_OF_POLICIES:
        for (size_t i = 0; i < settings->policy_count; i++)
            add_page(shelf, marks,
                     (struct site_subject){.entry = &settings->policies[i],
                                           .id = settings->policies[i].id},
                     pile);
        break;
    }
    if (!is_apart(shelf->desk))
        add_gone(shelf, marks, pile);
}

static int make_kind(struct caches_desk *desk, const struct page_kind *kind, struct err *err)
{
    enum language own = desk->settings->site.language;
    struct shelf shelf = {.desk = desk, .kind = kind};
    struct pile pile = {0};
    struct ledger_notes marks;
    struct upkeep upkeep = {
        .kind = arena_printf(desk->arena, "page-%s", kind->name),
        .folder = desk->folder,
        .staging = STAGE_FOLDER,
        .all = desk->options->all,
        .apart = desk->options->folder != NULL,
        .batch = BATCH,
        .load = load_page,
        .make = make_pages,
        .context = &shelf,
        .progress = desk->options->progress,
        .shown = desk->options->shown,
    };

    if (ledger_marks(desk->ledger, arena_printf(desk->arena, "%s:", upkeep.kind), desk->arena,
                     &marks, err))
        return -1;
    if (caches_whole(desk->settings, desk->options))
        gather(&shelf, &marks, &pile);
    if (shelf.thawed > 0)
        log_warning("quiet: %zu pages (%s) are made anew: nothing says that it was a cycle of "
                    "the public edition that made those that are there",
                    shelf.thawed, kind->name);
    for (int i = 0; i < SITE_LANGUAGES; i++)
        upkeep.files[i] = arena_printf(
            desk->arena, "%s%s", site_prefix((enum language)i, desk->settings->site.language),
            kind->file);
    upkeep.files[SITE_LANGUAGES] =
        arena_printf(desk->arena, "%s%s", site_prefix(own, other_of(own)), kind->file);
    upkeep.items = pile.items;
    upkeep.count = pile.count;
    int failed = upkeep_run(desk->ledger, &upkeep, err);

    mem_free(pile.items);
    return failed;
}

/* --- what all pages share --- */

static int make_style(const struct upkeep_item *item, void *context, const void *loaded,
                      const char *const *paths, struct err *err)
{
    const struct caches_desk *desk = context;
    const char *style = desk->looks.style;

    (void)item;
    (void)loaded;
    (void)paths;
    return stage_write(desk->folder, "style.css", style, strlen(style), err) ||
                   stage_write(desk->folder, "icon.svg", style_icon(), strlen(style_icon()),
                               err)
               ? -1
               : 0;
}

static int make_shared(struct caches_desk *desk, struct err *err)
{
    char sha256[SHA256_TEXT_SIZE];

    sha256_text(desk->looks.style, strlen(desk->looks.style), sha256);

    struct upkeep_item item = {.id = "style", .made_from = sha256};
    struct upkeep upkeep = {
        .kind = "site",
        .folder = desk->folder,
        .files = {"style.css", "icon.svg"},
        .staging = STAGE_FOLDER,
        .items = &item,
        .count = caches_whole(desk->settings, desk->options),
        .all = desk->options->all,
        .apart = desk->options->folder != NULL,
        .batch = 1,
        .make = make_style,
        .context = desk,
    };

    return upkeep_run(desk->ledger, &upkeep, err);
}

/* The whole of it or nothing: half of it would contradict the other half. */
static int make_all(struct caches_desk *desk, size_t *written, struct err *err)
{
    enum language own = desk->settings->site.language;
    const char *home = page_home.file;
    const char *last[] = {
        arena_printf(desk->arena, "%s%s", site_prefix(other_of(own), own), home), home, NULL};
    int failed =
        (caches_whole(desk->settings, desk->options) && caches_desk_prepare(desk, err)) ||
        make_shared(desk, err);

    for (size_t i = 0; i < page_count() && !failed; i++)
        failed = make_kind(desk, page_at(i), err);
    return failed ? -1 : stage_settle(desk->folder, last, written, err);
}

int caches_publish(struct ledger *ledger, const struct settings *settings,
                   const struct caches_options *options, struct caches_counts *counts,
                   struct err *err)
{
    struct caches_desk desk = {
        .ledger = ledger,
        .settings = settings,
        .options = options,
        .folder = options->folder ? options->folder : settings->site.output,
        .looks.style = "",
        .arena = arena_new(),
    };
    size_t written = 0;

    stage_drop(desk.folder);
    int failed = discretion_edition(ledger, settings, options->now, err) ||
                 make_all(&desk, &written, err);

    if (failed)
        stage_drop(desk.folder);
    counts->pages += written;
    arena_free(desk.arena);
    return failed;
}
