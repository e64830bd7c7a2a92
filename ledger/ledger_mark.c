/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_mark: all marks and all revisions at once; see ledger.h. */
#include <stdlib.h>
#include <string.h>

#include "ledger/handle.h"
#include "ledger/ledger.h"
#include "ledger/rows.h"

/* A range of the key: every kind of cache asks, and most marks are of others. */
static const char ALL_MARKS[] = "SELECT cache, made_from FROM mark"
                                " WHERE cache >= ?1 AND cache < ?1 || char(1114111)"
                                " ORDER BY cache";
/* One without figures, or none to be told, is as one that is not there. As text it may end in
 * a note of embargoes (concealed.c). */
static const char ALL_REVISIONS[] = "SELECT id, revision FROM indicator"
                                    " WHERE CAST(revision AS INTEGER) > 0 ORDER BY id";
static const char FORGET_MARK[] = "DELETE FROM mark WHERE cache = ?1";

static int read_note(struct query *query, void *row, struct arena *arena, struct err *err)
{
    (void)err;
    *(struct ledger_note *)row =
        (struct ledger_note){sql_text(query, 0, arena), sql_text(query, 1, arena)};
    return 0;
}

static int read_notes(struct query *query, struct arena *arena, struct ledger_notes *out,
                      struct err *err)
{
    out->items = rows_gather(query, sizeof *out->items, read_note, arena, &out->count, err);
    return out->items ? 0 : -1;
}

int ledger_marks(struct ledger *ledger, const char *prefix, struct arena *arena,
                 struct ledger_notes *out, struct err *err)
{
    struct query *query = sql_query(ledger->sql, ALL_MARKS, err);

    if (query)
        sql_bind_text(query, 1, prefix);
    return read_notes(query, arena, out, err);
}

int ledger_revisions(struct ledger *ledger, struct arena *arena, struct ledger_notes *out,
                     struct err *err)
{
    return read_notes(sql_query(ledger->sql, ALL_REVISIONS, err), arena, out, err);
}

static int compare_name(const void *name, const void *note)
{
    return strcmp(name, ((const struct ledger_note *)note)->name);
}

const char *ledger_note(const struct ledger_notes *notes, const char *name)
{
    const struct ledger_note *found =
        notes->count
            ? bsearch(name, notes->items, notes->count, sizeof *notes->items, compare_name)
            : NULL;

    return found ? found->text : "";
}

int ledger_forget_mark(struct ledger *ledger, const char *cache, struct err *err)
{
    struct query *query = sql_query(ledger->sql, FORGET_MARK, err);

    if (!query)
        return -1;
    sql_bind_text(query, 1, cache);
    return sql_finish(query, err);
}
