/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_pictures: see caches_pictures.h. */
#include "daemon/caches_pictures.h"

#include <string.h>

#include "config/edition.h"
#include "core/log.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/caches_desk.h"

#define REMARKS_LIMIT 8192

static int make(const struct upkeep_item *item, void *context, const void *loaded,
                const char *const *paths, struct err *err)
{
    const struct caches_pictures *pictures = context;
    struct buf remarks;

    buf_init(&remarks, REMARKS_LIMIT);
    int failed = pictures->draw(pictures, item->id, loaded, paths, &remarks, err);
    if (remarks.length > 0)
        log_warning("%s %s: %s", pictures->noun, item->id, buf_text(&remarks));
    buf_free(&remarks);
    return failed ? err_prefix(err, "%s %s", pictures->noun, item->id) : 0;
}

static const char *made_from(const struct caches_pictures *pictures, const void *subject)
{
    char sha256[SHA256_TEXT_SIZE];

    if (!pictures->say(pictures, subject, sha256))
        return NULL;
    return arena_printf(pictures->arena, "%s %s",
                        edition_is_internal(pictures->settings) ? "internal" : "public",
                        sha256);
}

static void keep(const struct caches_pictures *pictures, const char *mark,
                 struct upkeep_item *item)
{
    const char *end = strstr(mark, " @");

    if (!item->made_from || !end || !str_starts(mark, "public ") ||
        !caches_desk_is_quiet(pictures->settings, pictures->options->now))
        return;
    item->kept = true;
    item->made_from = arena_strndup(pictures->arena, mark, (size_t)(end - mark));
}

static int draw(struct caches_pictures *pictures, const char *kind, const char *folder,
                bool wanted, struct err *err)
{
    const struct caches_options *options = pictures->options;
    struct arena *arena = pictures->arena;
    struct upkeep_item *items = arena_alloc(arena, pictures->count, sizeof *items);
    struct upkeep upkeep = {
        .kind = kind,
        .folder = folder,
        .within = options->folder ? options->folder : pictures->settings->site.output,
        .items = items,
        .count = caches_whole(pictures->settings, options) ? pictures->count : 0,
        .all = options->all,
        .apart = options->folder != NULL,
        .batch = pictures->batch,
        .load = pictures->load,
        .make = make,
        .context = pictures,
    };
    struct ledger_notes marks;

    if (ledger_marks(pictures->ledger, arena_printf(arena, "%s:", kind), arena, &marks, err))
        return -1;
    for (size_t i = 0; i < pictures->form_count; i++) {
        char name[FORM_NAME_SIZE];

        form_name(&pictures->forms[i], name);
        upkeep.files[i] = arena_strdup(arena, name);
    }
    for (size_t i = 0; i < pictures->count; i++) {
        items[i] = pictures->items[i];
        if (wanted)
            items[i].made_from = made_from(pictures, items[i].subject);
        keep(pictures, ledger_note(&marks, arena_printf(arena, "%s:%s", kind, items[i].id)),
             &items[i]);
    }
    return upkeep_run(pictures->ledger, &upkeep, err);
}

int caches_pictures(struct caches_pictures *pictures, struct err *err)
{
    const struct settings *settings = pictures->settings;
    const char *site =
        pictures->options->folder ? pictures->options->folder : settings->site.output;
    struct arena *arena = pictures->arena;
    int failed = draw(pictures, pictures->kind,
                      arena_printf(arena, "%s/%s", site, pictures->folder), true, err);

    for (int i = LANGUAGE_JA; i <= LANGUAGE_EN && !failed; i++) {
        const char *code = words_code((enum language)i);
        struct settings spoken = *settings;
        struct caches_pictures other = *pictures;

        spoken.site.language = (enum language)i;
        other.settings = &spoken;
        other.form_count = pictures->other_count;
        failed = draw(&other, arena_printf(arena, "%s-%s", pictures->kind, code),
                      arena_printf(arena, "%s/%s/%s", site, code, pictures->folder),
                      spoken.site.language != settings->site.language, err);
    }
    return failed;
}
