/* SPDX-License-Identifier: GPL-3.0-or-later */
/* freezing: see freezing.h. */
#include "daemon/freezing.h"

#include <stdio.h>
#include <string.h>

#include "core/file.h"
#include "core/str.h"
#include "core/version.h"
#include "core/words.h"
#include "daemon/caches_looks.h"
#include "daemon/setup.h"
#include "ledger/documents_freeze.h"

#define LOOKS_MAX 8

/* --- gathering --- */

struct pile {
    struct textfiles files;
    size_t bytes;
    struct arena *arena;
};

static int add(struct pile *pile, const char *path, struct err *err)
{
    struct buf text;

    buf_init(&text, FREEZING_BYTES_MAX);
    int failed = file_read_regular(path, &text, err);

    pile->bytes += text.length;
    if (!failed && pile->bytes > FREEZING_BYTES_MAX)
        failed = err_set(err, ERR_DATA,
                         "the configuration has more than %zu bytes, which are not kept",
                         FREEZING_BYTES_MAX);
    if (!failed)
        pile->files.items[pile->files.count++] = (struct textfile){
            arena_strdup(pile->arena, path), arena_strdup(pile->arena, buf_text(&text))};
    buf_free(&text);
    return failed;
}

/* The site's own looks, as far as it has some. */
static int add_looks(struct pile *pile, const struct settings *settings, struct err *err)
{
    const char *folder = settings->site.templates;

    for (size_t i = 0; i < LOOKS_MAX && caches_looks_file(i) && !str_empty(folder); i++) {
        const char *path = arena_printf(pile->arena, "%s/%s", folder, caches_looks_file(i));

        if (file_exists(path) && add(pile, path, err))
            return -1;
    }
    return 0;
}

static int gather(const struct settings *settings, struct pile *pile, struct err *err)
{
    pile->files.items =
        arena_alloc(pile->arena, settings->file_count + LOOKS_MAX, sizeof *pile->files.items);
    for (size_t i = 0; i < settings->file_count; i++) {
        if (add(pile, settings->files[i], err))
            return -1;
    }
    return add_looks(pile, settings, err);
}

/* What was kept must say what is in force. */
static int check_same(const struct settings *settings, const struct textfiles *files,
                      struct err *err)
{
    struct faults faults = {0};
    struct settings *again = NULL;
    struct err refused = {0};
    bool same = setup_load_given(files, &again, &faults, &refused) == 0 &&
                str_equal(again->fingerprint, settings->fingerprint);

    fault_free(&faults);
    settings_free(again);
    return same ? 0
                : err_set(err, ERR_TEMPFAIL,
                          "the configuration was changed while it was read, nothing was "
                          "frozen; try again");
}

int freezing_keep(struct ledger *ledger, const struct settings *settings,
                  struct freeze *freeze, struct arena *arena, struct err *err)
{
    struct pile pile = {.arena = arena};

    if (gather(settings, &pile, err) || check_same(settings, &pile.files, err))
        return -1;
    freeze->program = VERSION_TEXT;
    freeze->main = settings->file;
    freeze->file_count = pile.files.count;
    freeze->bytes = (int64_t)pile.bytes;
    return freeze_add(ledger, freeze, &pile.files, err) ||
                   documents_note_freeze(ledger, freeze, err)
               ? -1
               : 0;
}

/* --- loading --- */

static const char *say(const struct freeze *freeze, enum language language,
                       struct arena *arena)
{
    char at[WORDS_SIZE];

    words_as_of(freeze->at, language, at);
    return arena_printf(arena, "%s%s%s%s", freeze->name, words_pick(language, "（", " ("), at,
                        words_pick(language, "）", ")"));
}

static int load(const struct textfiles *files, struct settings **out, struct err *err)
{
    struct faults faults = {0};
    int failed = setup_load_given(files, out, &faults, err);

    fault_free(&faults);
    return failed;
}

int freezing_load(struct ledger *ledger, const struct freeze *freeze,
                  const struct settings *now, struct arena *arena, struct settings **out,
                  struct err *err)
{
    struct textfiles *files = arena_alloc(arena, 1, sizeof *files);

    *out = NULL;
    if (freeze_files(ledger, freeze, arena, files, err))
        return -1;
    if (files->count == 0)
        return err_set(err, ERR_UNAVAILABLE,
                       "%s: its configuration went with the ledger that was lost; `--as-of` "
                       "with its instant reads what was known then",
                       freeze->name);
    if (load(files, out, err))
        return err_prefix(err, "%s, frozen by shihyo %s", freeze->name, freeze->program);
    struct site *site = &(*out)->site;
    site->state = arena_strdup(arena, now->site.state);
    site->output = arena_strdup(arena, now->site.output);
    site->as_of = (struct as_of){
        .at = freeze->at,
        .words = {.text = say(freeze, LANGUAGE_JA, arena),
                  .en = say(freeze, LANGUAGE_EN, arena)},
        .whole = true,
    };
    return 0;
}
