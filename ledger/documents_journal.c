/* SPDX-License-Identifier: GPL-3.0-or-later */
/* documents_journal: whether the journal says what the ledger knows; see documents.h. */
#include <stdlib.h>
#include <string.h>

#include "core/str.h"
#include "ledger/documents.h"
#include "ledger/documents_freeze.h"
#include "ledger/handle.h"
#include "ledger/journal.h"
#include "ledger/meaning.h"

/* What the ledger knows and the journal does not say. */
struct gap {
    struct journal_entry *entries;
    size_t count;
    size_t unread; /* lines of the journal */
};

static int compare_entries(const void *left, const void *right)
{
    const struct journal_entry *a = left;
    const struct journal_entry *b = right;
    int order = strcmp(a->sha256, b->sha256);

    return order != 0 ? order : strcmp(a->source, b->source);
}

static size_t keep_kept(struct journal_entry *entries, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (journal_is_kept(&entries[i]))
            entries[kept++] = entries[i];
    }
    return kept;
}

static bool is_migrated(const struct meaning_change *change,
                        const struct journal_entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (entries[i].migrated && entries[i].at == change->at &&
            str_equal(entries[i].note, change->note))
            return true;
    }
    return false;
}

/* Changes of unit; the others the documents say themselves. The id may be another one now. */
static void add_changes(const struct meaning_changes *changes,
                        const struct journal_entry *said, size_t count, struct gap *out)
{
    for (size_t i = 0; i < changes->count; i++) {
        const struct meaning_change *change = &changes->items[i];

        if (change->factor && !is_migrated(change, said, count))
            out->entries[out->count++] = (struct journal_entry){
                .at = change->at, .migrated = change->id, .note = change->note};
    }
}

/* Each line stands for one: of those of one moment that say the same there may be several. The
 * id may be another one now. */
static void add_comments(const struct comments *comments, const struct journal_entry *said,
                         size_t count, struct arena *arena, struct gap *out)
{
    bool *used = arena_alloc(arena, count, sizeof *used);

    for (size_t i = 0; i < comments->count; i++) {
        const struct comment *comment = &comments->items[i];
        size_t k = 0;

        while (k < count &&
               (used[k] || !said[k].comment || !comment_equals(said[k].comment, comment)))
            k++;
        if (k < count)
            used[k] = true;
        else
            out->entries[out->count++] =
                (struct journal_entry){.at = comment->at, .comment = comment};
    }
}

static void add_freezes(const struct journal_entry *freezes, size_t count,
                        const struct journal_entry *said, size_t said_count, struct gap *out)
{
    for (size_t i = 0; i < count; i++) {
        bool there = false;

        for (size_t k = 0; k < said_count && !there; k++)
            there = said[k].frozen && str_equal(said[k].frozen, freezes[i].frozen);
        if (!there)
            out->entries[out->count++] = freezes[i];
    }
}

/* By source and hash: which address a document came from the fetches do not say. */
static void add_documents(const struct documents_list *known, struct journal_entry *said,
                          size_t count, struct gap *out)
{
    count = keep_kept(said, count);
    if (count > 0)
        qsort(said, count, sizeof *said, compare_entries);
    for (size_t i = 0; i < known->count; i++) {
        const struct documents_item *item = &known->items[i];
        const struct journal_entry entry = documents_entry(item);

        if (item->fetched && !item->dropped &&
            (count == 0 || !bsearch(&entry, said, count, sizeof *said, compare_entries)))
            out->entries[out->count++] = entry;
    }
}

/* Where no document ever was, nothing has to be said. */
static int find_gap(struct ledger *ledger, struct arena *arena, struct gap *out,
                    struct err *err)
{
    struct journal_entry *said;
    struct documents_list known;
    struct meaning_changes changes;
    struct comments comments;
    struct journal_entry *freezes;
    size_t count, freeze_count;

    *out = (struct gap){0};
    if (journal_read(ledger->folder, arena, &said, &count, &out->unread, err) ||
        documents_list(ledger, arena, &known, err) ||
        meaning_changes(ledger, NULL, arena, &changes, err) ||
        ledger_comment_vintages(ledger, NULL, NULL, arena, &comments, err) ||
        documents_freeze_entries(ledger, arena, &freezes, &freeze_count, err))
        return -1;
    out->entries =
        arena_alloc(arena, known.count + changes.count + comments.count + freeze_count,
                    sizeof *out->entries);
    if (known.count > 0) {
        add_changes(&changes, said, count, out);
        add_comments(&comments, said, count, arena, out);
        add_freezes(freezes, freeze_count, said, count, out);
    }
    add_documents(&known, said, count, out);
    return 0;
}

int documents_compare_journal(struct ledger *ledger, size_t *missing, size_t *unread,
                              struct err *err)
{
    struct arena *arena = arena_new();
    struct gap gap;
    int failed = find_gap(ledger, arena, &gap, err);

    *missing = gap.count;
    *unread = gap.unread;
    arena_free(arena);
    return failed;
}

int documents_mend_journal(struct ledger *ledger, struct err *err)
{
    struct arena *arena = arena_new();
    struct gap gap;
    int failed = find_gap(ledger, arena, &gap, err);

    for (size_t i = 0; i < gap.count && !failed; i++) {
        if (gap.entries[i].frozen) /* its files first, then the line that names them */
            failed = documents_put_freeze(ledger, &gap.entries[i], err);
    }
    if (!failed && gap.count > 0)
        failed = journal_append(ledger->folder, gap.entries, gap.count, err);
    arena_free(arena);
    return failed;
}

static int note_comments(struct ledger *ledger, struct arena *arena, struct err *err)
{
    struct journal_entry *said;
    struct comments comments;
    struct gap gap = {0};
    size_t count;

    if (journal_read(ledger->folder, arena, &said, &count, &gap.unread, err) ||
        ledger_comment_vintages(ledger, NULL, NULL, arena, &comments, err))
        return -1;
    gap.entries = arena_alloc(arena, comments.count, sizeof *gap.entries);
    add_comments(&comments, said, count, arena, &gap);
    return gap.count > 0 ? journal_append(ledger->folder, gap.entries, gap.count, err) : 0;
}

int documents_note_comments(struct ledger *ledger, struct err *err)
{
    /* where none is yet, it gets them when it is begun */
    if (!journal_exists(ledger->folder))
        return 0;
    struct arena *arena = arena_new();
    int failed = note_comments(ledger, arena, err);

    arena_free(arena);
    return failed;
}

int documents_settle(struct ledger *ledger, struct err *err)
{
    return journal_exists(ledger->folder) ? 0 : documents_mend_journal(ledger, err);
}
