/* SPDX-License-Identifier: GPL-3.0-or-later */
/* documents_comment: comments in the journal, since no document says them; see documents.h. */
#include "ledger/documents.h"
#include "ledger/handle.h"
#include "ledger/journal.h"
#include "ledger/ledger_comment.h"

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
