/* SPDX-License-Identifier: GPL-3.0-or-later */
/* documents_comment: comments in the journal, since no document says them; see documents.h. */
#include "ledger/documents.h"
#include "ledger/handle.h"
#include "ledger/journal.h"
#include "ledger/ledger_comment.h"

int documents_note_comments(struct ledger *ledger, int64_t at, struct err *err)
{
    struct arena *arena = arena_new();
    struct documents_list known;
    struct comments all;
    int failed = documents_list(ledger, arena, &known, err) ||
                 ledger_comment_vintages(ledger, NULL, NULL, arena, &all, err);

    /* nothing is made again where no document ever was; and what no journal says it gets when
     * it is begun */
    if (!failed && known.count > 0 && journal_exists(ledger->folder)) {
        struct journal_entry *entries = arena_alloc(arena, all.count, sizeof *entries);
        size_t count = 0;

        for (size_t i = 0; i < all.count; i++) {
            if (all.items[i].at == at)
                entries[count++] = (struct journal_entry){.at = at, .comment = &all.items[i]};
        }
        if (count > 0)
            failed = journal_append(ledger->folder, entries, count, err);
    }
    arena_free(arena);
    return failed ? -1 : 0;
}

int documents_comments(struct ledger *ledger, struct arena *arena, struct comments *out,
                       struct err *err)
{
    struct journal_entry *entries;
    size_t all, unread;

    *out = (struct comments){0};
    if (journal_read(ledger->folder, arena, &entries, &all, &unread, err))
        return -1;
    out->items = arena_alloc(arena, all, sizeof *out->items);
    for (size_t i = 0; i < all; i++) {
        if (entries[i].comment)
            out->items[out->count++] = *entries[i].comment;
    }
    return 0;
}
