/* SPDX-License-Identifier: GPL-3.0-or-later */
/* documents_freeze: see documents_freeze.h. */
#include "ledger/documents_freeze.h"

#include <inttypes.h>
#include <string.h>

#include "core/sha256.h"
#include "core/str.h"
#include "ledger/documents.h"
#include "ledger/handle.h"
#include "ledger/shelf.h"

#define BUNDLE_MAX ((size_t)32 << 20)
#define FILES_MAX 512

/* --- bundles --- */

static int print_bundle(struct ledger *ledger, const struct freeze *freeze,
                        struct arena *arena, struct buf *out, struct err *err)
{
    struct textfiles files;

    buf_init(out, BUNDLE_MAX);
    if (freeze_files(ledger, freeze, arena, &files, err))
        return -1;
    for (size_t i = 0; i < files.count; i++)
        buf_printf(out, "%s\t%zu\n%s", files.items[i].path, strlen(files.items[i].text),
                   files.items[i].text);
    return out->overflow ? err_set(err, ERR_DATA, "%s: its files are too many", freeze->name)
                         : 0;
}

/* The next file of *rest; false at its end and where it is none. */
static bool take_file(const char **rest, struct arena *arena, struct textfile *out)
{
    const char *tab = strchr(*rest, '\t');
    const char *end = tab ? strchr(tab, '\n') : NULL;
    int64_t length;

    if (!end || !str_integer(arena_strndup(arena, tab + 1, (size_t)(end - tab) - 1), 0,
                             (int64_t)strlen(end + 1), &length))
        return false;
    out->path = arena_strndup(arena, *rest, (size_t)(tab - *rest));
    out->text = arena_strndup(arena, end + 1, (size_t)length);
    *rest = end + 1 + length;
    return true;
}

/* What is damaged, or not there, has no files. */
static void read_bundle(struct ledger *ledger, const struct journal_entry *entry,
                        struct arena *arena, struct textfiles *out)
{
    struct err ignored = {0};
    struct buf text;

    out->items = arena_alloc(arena, FILES_MAX, sizeof *out->items);
    if (entry->bytes <= (int64_t)BUNDLE_MAX &&
        shelf_get(ledger->folder, entry->sha256, (size_t)entry->bytes, &text, &ignored) == 0) {
        const char *rest = buf_text(&text);

        while (out->count < FILES_MAX && take_file(&rest, arena, &out->items[out->count]))
            out->count++;
        if (*rest != '\0')
            out->count = 0;
        buf_free(&text);
    }
}

/* --- lines --- */

static int make_entry(struct ledger *ledger, const struct freeze *freeze, struct arena *arena,
                      struct journal_entry *out, struct err *err)
{
    char sha256[SHA256_TEXT_SIZE];
    struct buf bundle;
    int failed = print_bundle(ledger, freeze, arena, &bundle, err);

    sha256_text(buf_text(&bundle), bundle.length, sha256);
    *out = (struct journal_entry){
        .at = freeze->at,
        .frozen = freeze->name,
        .who = freeze->who,
        .program = freeze->program,
        .note = freeze->note,
        .bytes = (int64_t)bundle.length,
        .sha256 = arena_strdup(arena, sha256),
    };
    buf_free(&bundle);
    return failed;
}

int documents_freeze_entries(struct ledger *ledger, struct arena *arena,
                             struct journal_entry **out, size_t *count, struct err *err)
{
    struct freezes all;

    *count = 0;
    if (freeze_all(ledger, arena, &all, err))
        return -1;
    *out = arena_alloc(arena, all.count, sizeof **out);
    for (size_t i = 0; i < all.count; i++) {
        if (make_entry(ledger, &all.items[i], arena, &(*out)[i], err))
            return -1;
    }
    *count = all.count;
    return 0;
}

int documents_put_freeze(struct ledger *ledger, const struct journal_entry *entry,
                         struct err *err)
{
    struct arena *arena = arena_new();
    struct freezes all;
    struct buf bundle = {0};
    int failed = freeze_all(ledger, arena, &all, err);
    const struct freeze *freeze = failed ? NULL : freeze_find(&all, entry->frozen);

    if (freeze)
        failed =
            print_bundle(ledger, freeze, arena, &bundle, err) ||
            shelf_put(ledger->folder, entry->sha256, buf_text(&bundle), bundle.length, err);
    buf_free(&bundle);
    arena_free(arena);
    return failed ? -1 : 0;
}

/* Where no document ever was, nothing is made again. */
int documents_note_freeze(struct ledger *ledger, const struct freeze *freeze, struct err *err)
{
    struct arena *arena = arena_new();
    struct journal_entry entry;
    int failed = 0;

    if (journal_exists(ledger->folder))
        failed = make_entry(ledger, freeze, arena, &entry, err) ||
                 documents_put_freeze(ledger, &entry, err) ||
                 journal_append(ledger->folder, &entry, 1, err);
    arena_free(arena);
    return failed ? -1 : 0;
}

static int restore(struct ledger *ledger, const struct journal_entry *entry,
                   struct arena *arena, struct err *err)
{
    struct textfiles files = {0};

    read_bundle(ledger, entry, arena, &files);
    struct freeze freeze = {
        .name = entry->frozen,
        .at = entry->at,
        .who = entry->who,
        .note = str_empty(entry->note) ? NULL : entry->note,
        .program = entry->program,
        .main = files.count > 0 ? files.items[0].path : "",
        .remade = true,
    };
    return freeze_add(ledger, &freeze, &files, err);
}

int documents_restore_freezes(struct ledger *ledger, size_t *count, struct err *err)
{
    struct arena *arena = arena_new();
    struct journal_entry *entries;
    size_t all, unread;
    struct freezes known;
    int failed = journal_read(ledger->folder, arena, &entries, &all, &unread, err);

    *count = 0;
    for (size_t i = 0; !failed && i < all; i++) {
        if (!entries[i].frozen)
            continue;
        failed = freeze_all(ledger, arena, &known, err);
        if (failed || freeze_find(&known, entries[i].frozen))
            continue;
        failed = restore(ledger, &entries[i], arena, err);
        ++*count;
    }
    arena_free(arena);
    return failed ? -1 : 0;
}
