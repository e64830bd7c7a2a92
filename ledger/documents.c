/* SPDX-License-Identifier: GPL-3.0-or-later */
/* documents: see documents.h. documents_list.c: what ledger and journal know of them. */
#include "ledger/documents.h"

#include "core/str.h"
#include "ledger/handle.h"
#include "ledger/journal.h"
#include "ledger/rows.h"
#include "ledger/shelf.h"

static const char ADD[] =
    "INSERT INTO document (sha256, bytes, content_type, first_seen) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (sha256) DO UPDATE SET dropped = 0, bytes = excluded.bytes,"
    " content_type = excluded.content_type WHERE dropped <> 0";
static const char DROP[] = "UPDATE document SET dropped = ?2 WHERE sha256 = ?1";
/* In a document's own words: which sources gave it, and when last. What is referred to is
 * never let go. */
static const char GET_IDLE[] =
    "SELECT f.source, max(f.at), d.sha256 FROM document d JOIN fetch f ON f.document = "
    "d.sha256"
    " WHERE d.dropped = 0"
    " AND d.number NOT IN (SELECT document FROM observation WHERE document IS NOT NULL)"
    " AND d.number NOT IN (SELECT q.document FROM quarantine q WHERE q.document IS NOT NULL"
    "  AND coalesce((SELECT c.state FROM quarantine_decision c WHERE c.item = q.number"
    "   ORDER BY c.number DESC LIMIT 1), 0) <> 3)"
    " AND d.sha256 NOT IN (SELECT document FROM health)"
    " AND d.sha256 NOT IN (SELECT made_from FROM mark WHERE substr(cache, 1, 8) = 'journal:')"
    " GROUP BY d.sha256, f.source ORDER BY d.number, f.source";

/* Under which the ledger notes what the journal said last of an address. */
static const char *name_mark(const struct documents_item *item, struct arena *arena)
{
    return arena_printf(arena, "journal:%s %s", item->source,
                        item->address ? item->address : "");
}

static int add(struct ledger *ledger, const struct documents_item *item, struct err *err)
{
    struct query *query = sql_query(ledger->sql, ADD, err);

    if (!query)
        return -1;
    sql_bind_text(query, 1, item->sha256);
    sql_bind_integer(query, 2, item->bytes);
    sql_bind_text(query, 3, item->content_type ? item->content_type : "");
    sql_bind_integer(query, 4, item->at);
    return sql_finish(query, err);
}

int documents_note(struct ledger *ledger, const struct documents_item *item, struct err *err)
{
    struct arena *arena = arena_new();
    bool own;
    int failed = sql_enter(ledger->sql, &own, err);

    if (!failed) {
        failed = add(ledger, item, err) ||
                 ledger_set_mark(ledger, name_mark(item, arena), item->sha256, err);
        failed = sql_leave(ledger->sql, own, failed, err);
    }
    arena_free(arena);
    return failed ? -1 : 0;
}

struct journal_entry documents_entry(const struct documents_item *item)
{
    return (struct journal_entry){
        .at = item->at,
        .source = item->source,
        .address = item->address,
        .content_type = item->content_type,
        .bytes = item->bytes,
        .url = item->url,
        .sha256 = item->sha256,
    };
}

/* A ledger that is older than its journal tells it what it knows. */
static int begin_journal(struct ledger *ledger, struct arena *arena, struct err *err)
{
    struct documents_list known;

    if (journal_exists(ledger->folder))
        return 0;
    if (documents_list(ledger, arena, &known, err))
        return -1;
    struct journal_entry *entries = arena_alloc(arena, known.count, sizeof *entries);
    size_t count = 0;
    for (size_t i = 0; i < known.count; i++) {
        if (!known.items[i].dropped)
            entries[count++] = documents_entry(&known.items[i]);
    }
    return journal_begin(ledger->folder, entries, count, err);
}

int documents_note_migration(struct ledger *ledger, const struct documents_migration *item,
                             struct err *err)
{
    const struct journal_entry entry = {
        .at = item->at, .migrated = item->indicator, .note = item->note};
    struct arena *arena = arena_new();
    struct documents_list known;
    int failed = documents_list(ledger, arena, &known, err);

    /* nothing is made again where no document ever was */
    if (!failed && known.count > 0)
        failed = begin_journal(ledger, arena, err) ||
                 journal_append(ledger->folder, &entry, 1, err);
    arena_free(arena);
    return failed ? -1 : 0;
}

/* --- keeping --- */

/* What befalls all of those that were well until then. */
static void fail_all(struct documents_file *files, size_t count, const struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        if (files[i].err.code == ERR_NONE)
            files[i].err = *err;
    }
}

/* Whether there was anything to write. */
static bool draft_one(const struct ledger *ledger, struct documents_file *file)
{
    struct err err = {0};
    bool written;

    sha256_text(file->bytes, file->length, file->sha256);
    file->as.sha256 = file->sha256;
    file->as.bytes = (int64_t)file->length;
    if (shelf_draft(ledger->folder, file->sha256, file->bytes, file->length, &written, &err))
        file->err = err;
    return written;
}

static int put_on_shelf(const struct ledger *ledger, struct documents_file *files,
                        size_t count, struct err *err)
{
    bool any = false;

    if (shelf_make(ledger->folder, err))
        return -1;
    for (size_t i = 0; i < count; i++)
        any = draft_one(ledger, &files[i]) || any;
    if (!any)
        return 0;
    if (shelf_sync(ledger->folder, false, err))
        return -1;
    for (size_t i = 0; i < count; i++) {
        struct err one = {0};

        if (files[i].err.code == ERR_NONE &&
            shelf_place(ledger->folder, files[i].sha256, &one))
            files[i].err = one;
    }
    return shelf_sync(ledger->folder, true, err);
}

/* Those that the journal does not say of their address already. */
static int put_in_journal(struct ledger *ledger, const struct documents_file *files,
                          size_t count, struct arena *arena, struct err *err)
{
    struct journal_entry *entries = arena_alloc(arena, count, sizeof *entries);
    size_t fresh = 0;

    if (begin_journal(ledger, arena, err))
        return -1;
    for (size_t i = 0; i < count; i++) {
        const char *before;

        if (files[i].err.code != ERR_NONE)
            continue;
        if (ledger_mark(ledger, name_mark(&files[i].as, arena), arena, &before, err))
            return -1;
        if (!str_equal(before, files[i].sha256))
            entries[fresh++] = documents_entry(&files[i].as);
    }
    return fresh > 0 ? journal_append(ledger->folder, entries, fresh, err) : 0;
}

static int note_all(struct ledger *ledger, const struct documents_file *files, size_t count,
                    struct err *err)
{
    bool own;
    int failed = 0;

    if (sql_enter(ledger->sql, &own, err))
        return -1;
    for (size_t i = 0; i < count && !failed; i++) {
        if (files[i].err.code == ERR_NONE)
            failed = documents_note(ledger, &files[i].as, err);
    }
    return sql_leave(ledger->sql, own, failed, err);
}

/* Files first, then the rows that name them. */
void documents_keep(struct ledger *ledger, struct documents_file *files, size_t count)
{
    struct arena *arena = arena_new();
    struct err err = {0};

    for (size_t i = 0; i < count; i++)
        files[i].err = (struct err){0};
    if (count > 0 && (put_on_shelf(ledger, files, count, &err) ||
                      put_in_journal(ledger, files, count, arena, &err) ||
                      note_all(ledger, files, count, &err)))
        fail_all(files, count, &err);
    arena_free(arena);
}

int documents_read(struct ledger *ledger, const struct documents_item *item, struct buf *out,
                   struct err *err)
{
    return shelf_get(ledger->folder, item->sha256, (size_t)item->bytes, out, err);
}

static int read_idle(struct query *query, void *row, struct arena *arena, struct err *err)
{
    (void)err;
    *(struct documents_item *)row = (struct documents_item){
        .source = sql_text(query, 0, arena),
        .at = sql_integer(query, 1),
        .sha256 = sql_text(query, 2, arena),
    };
    return 0;
}

int documents_idle(struct ledger *ledger, struct arena *arena, struct documents_list *out,
                   struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_IDLE, err);

    *out = (struct documents_list){0};
    if (!query)
        return -1;
    out->items = rows_gather(query, sizeof *out->items, read_idle, arena, &out->count, err);
    return out->items ? 0 : -1;
}

/* First it is said, then done: bytes that are gone without a word would be damage. */
int documents_drop(struct ledger *ledger, const char *sha256, int64_t now, struct err *err)
{
    const struct journal_entry entry = {.at = now, .dropped = true, .sha256 = sha256};
    struct query *query = sql_query(ledger->sql, DROP, err);

    if (!query)
        return -1;
    sql_bind_text(query, 1, sha256);
    sql_bind_integer(query, 2, now);
    if (sql_finish(query, err) || journal_append(ledger->folder, &entry, 1, err))
        return -1;
    return shelf_drop(ledger->folder, sha256, err);
}
