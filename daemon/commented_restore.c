/* SPDX-License-Identifier: GPL-3.0-or-later */
/* commented_restore: comments that another ledger had; see commented.h. */
#include "core/str.h"
#include "daemon/commented.h"
#include "ledger/documents.h"

/* --- a lost ledger --- */

/* The indicator that had the id once. */
static const char *find_id(const struct settings *settings, const char *id)
{
    if (settings_indicator(settings, id))
        return id;
    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        for (size_t k = 0; k < indicator->was_count; k++) {
            if (str_equal(indicator->was[k], id))
                return indicator->id;
        }
    }
    return id;
}

int commented_restore(struct ledger *ledger, const struct settings *settings, size_t *count,
                      struct err *err)
{
    struct arena *arena = arena_new();
    struct comments said;
    int failed = documents_comments(ledger, arena, &said, err);

    *count = 0;
    for (size_t i = 0; i < said.count && !failed; i++) {
        said.items[i].indicator = find_id(settings, said.items[i].indicator);
        failed = ledger_restore_comment(ledger, &said.items[i], err);
        *count += !failed;
    }
    arena_free(arena);
    return failed ? -1 : 0;
}

/* --- of another ledger --- */

/* One of the ledger's own stands for one of the other; *later tells that some of the ledger's
 * are of later. */
static bool is_there(const struct comments *there, bool *used, const struct comment *comment,
                     bool *later)
{
    *later = false;
    for (size_t i = 0; i < there->count; i++) {
        const struct comment *own = &there->items[i];

        if (!str_equal(own->indicator, comment->indicator))
            continue;
        if (!used[i] && comment_equals(own, comment)) {
            used[i] = true;
            return true;
        }
        *later = *later || (own->period.frequency == comment->period.frequency &&
                            own->period.n == comment->period.n && own->at > comment->at);
    }
    return false;
}

int commented_import(struct ledger *ledger, const struct comments *list, size_t *count,
                     struct err *err)
{
    struct arena *arena = arena_new();
    struct comments there;
    int failed = ledger_comment_vintages(ledger, NULL, NULL, arena, &there, err);
    bool *used = arena_alloc(arena, there.count, sizeof *used);

    *count = 0;
    for (size_t i = 0; i < list->count && !failed; i++) {
        struct comment comment = list->items[i];
        char period[PERIOD_TEXT_SIZE];
        bool later;

        if (is_there(&there, used, &comment, &later))
            continue;
        period_print(comment.period, period);
        failed = later ? err_set(err, ERR_DATA, "comments: %s %s has a later one",
                                 comment.indicator, period)
                       : ledger_restore_comment(ledger, &comment, err);
        *count += !failed;
    }
    arena_free(arena);
    return failed ? -1 : 0;
}
