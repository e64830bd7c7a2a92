/* SPDX-License-Identifier: GPL-3.0-or-later */
/* documents_list: what ledger and journal know of documents; see documents.h. */
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/str.h"
#include "ledger/documents.h"
#include "ledger/handle.h"
#include "ledger/journal.h"
#include "ledger/shelf.h"

/* Each time an address gave another document than before, as far as the fetches tell. */
static const char GET_CHANGES[] =
    "SELECT c.source, c.at, c.url, c.document, d.content_type, d.bytes, d.dropped FROM"
    " (SELECT number, source, at, url, document,"
    "   lag(document) OVER (PARTITION BY source, url ORDER BY number) AS before"
    "  FROM fetch WHERE document <> '') c"
    " JOIN document d ON d.sha256 = c.document"
    " WHERE c.before IS NOT c.document ORDER BY c.number";
static const char GET_ONE[] =
    "SELECT content_type, bytes, dropped FROM document WHERE sha256 = "
    "?1";
static const char COUNT_ELSEWHERE[] =
    "SELECT count(*) FROM document WHERE dropped <> 0 AND bytes = 0";
static const char GET_FETCH[] =
    "SELECT at, url, status, bytes, etag, last_modified FROM fetch"
    " WHERE document = ?1 AND source = ?2 ORDER BY at = ?3 DESC, number LIMIT 1";

/* An item and where it stood among the others. */
struct line {
    struct documents_item item;
    size_t order;
};

struct lines {
    struct line *items;
    size_t count;
    size_t capacity;
};

static void add(struct lines *lines, const struct documents_item *item)
{
    lines->items =
        mem_grow(lines->items, lines->count, &lines->capacity, sizeof *lines->items);
    lines->items[lines->count] = (struct line){*item, lines->count};
    lines->count++;
}

/* Hashes that the journal says were let go, in order. */
static size_t find_dropped(const struct journal_entry *entries, size_t count,
                           const char **dropped)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        if (entries[i].dropped)
            dropped[found++] = entries[i].sha256;
    }
    qsort((void *)dropped, found, sizeof *dropped, str_order);
    return found;
}

/* One that came again after it was let go is there. */
static bool is_gone(const struct ledger *ledger, const char *sha256, const char **dropped,
                    size_t count)
{
    return bsearch(&sha256, (const void *)dropped, count, sizeof *dropped, str_order) &&
           !shelf_has(ledger->folder, sha256);
}

static int add_journal(struct ledger *ledger, struct arena *arena, struct lines *lines,
                       size_t *unread, struct err *err)
{
    struct journal_entry *entries;
    size_t count;

    if (journal_read(ledger->folder, arena, &entries, &count, unread, err))
        return -1;
    const char **dropped = arena_alloc(arena, count, sizeof *dropped);
    size_t gone = find_dropped(entries, count, dropped);
    for (size_t i = 0; i < count; i++) {
        if (journal_is_kept(&entries[i]))
            add(lines, &(struct documents_item){
                           .at = entries[i].at,
                           .source = entries[i].source,
                           .address = entries[i].address,
                           .url = entries[i].url,
                           .content_type = entries[i].content_type,
                           .sha256 = entries[i].sha256,
                           .bytes = entries[i].bytes,
                           .dropped = is_gone(ledger, entries[i].sha256, dropped, gone),
                       });
    }
    return 0;
}

static int add_fetches(struct ledger *ledger, struct arena *arena, struct lines *lines,
                       struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_CHANGES, err);
    int found;

    if (!query)
        return -1;
    while ((found = sql_step(query, err)) == 1)
        add(lines, &(struct documents_item){
                       .source = sql_text(query, 0, arena),
                       .at = sql_integer(query, 1),
                       .url = sql_text(query, 2, arena),
                       .sha256 = sql_text(query, 3, arena),
                       .content_type = sql_text(query, 4, arena),
                       .bytes = sql_integer(query, 5),
                       .dropped = sql_integer(query, 6) != 0,
                       .fetched = true,
                   });
    return found;
}

static int compare_times(const struct line *a, const struct line *b)
{
    if (a->item.at != b->item.at)
        return a->item.at < b->item.at ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

static int by_time(const void *left, const void *right)
{
    return compare_times(left, right);
}

static int by_place(const void *left, const void *right)
{
    const struct line *a = left;
    const struct line *b = right;
    int order = strcmp(a->item.source, b->item.source);

    if (order == 0)
        order = strcmp(a->item.url, b->item.url);
    return order != 0 ? order : compare_times(a, b);
}

static bool is_repeated(const struct line *before, const struct line *line)
{
    return str_equal(before->item.source, line->item.source) &&
           str_equal(before->item.url, line->item.url) &&
           str_equal(before->item.sha256, line->item.sha256);
}

/* The journal and the fetches tell much of the same. */
static void drop_repeated(struct lines *lines)
{
    size_t left = 0;

    if (lines->count == 0)
        return;
    qsort(lines->items, lines->count, sizeof *lines->items, by_place);
    for (size_t i = 0; i < lines->count; i++) {
        if (left == 0 || !is_repeated(&lines->items[left - 1], &lines->items[i]))
            lines->items[left++] = lines->items[i];
        else if (lines->items[i].item.fetched)
            lines->items[left - 1].item.fetched = true;
    }
    lines->count = left;
    qsort(lines->items, lines->count, sizeof *lines->items, by_time);
}

static int count_elsewhere(struct ledger *ledger, size_t *out, struct err *err)
{
    struct query *query = sql_query(ledger->sql, COUNT_ELSEWHERE, err);

    if (!query || sql_step(query, err) < 0)
        return -1;
    *out = (size_t)sql_integer(query, 0);
    sql_reset(query);
    return 0;
}

int documents_list(struct ledger *ledger, struct arena *arena, struct documents_list *out,
                   struct err *err)
{
    struct lines lines = {0};
    int failed;

    *out = (struct documents_list){0};
    failed = add_journal(ledger, arena, &lines, &out->unread, err) ||
             add_fetches(ledger, arena, &lines, err) ||
             count_elsewhere(ledger, &out->elsewhere, err);
    if (!failed) {
        drop_repeated(&lines);
        out->items = arena_alloc(arena, lines.count, sizeof *out->items);
        out->count = lines.count;
        for (size_t i = 0; i < lines.count; i++)
            out->items[i] = lines.items[i].item;
    }
    mem_free(lines.items);
    return failed ? -1 : 0;
}

int documents_find(struct ledger *ledger, const char *sha256, struct arena *arena,
                   struct documents_item *out, bool *found, struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_ONE, err);

    *found = false;
    *out = (struct documents_item){.sha256 = arena_strdup(arena, sha256), .url = ""};
    if (!query)
        return -1;
    sql_bind_text(query, 1, sha256);
    int step = sql_step(query, err);
    if (step == 1) {
        *found = true;
        out->content_type = sql_text(query, 0, arena);
        out->bytes = sql_integer(query, 1);
        out->dropped = sql_integer(query, 2) != 0;
        out->elsewhere = out->dropped && out->bytes == 0; /* nothing empty is kept */
    }
    sql_reset(query);
    return step < 0 ? -1 : 0;
}

int documents_fetch(struct ledger *ledger, const struct documents_item *item,
                    struct arena *arena, struct ledger_fetch *out, struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_FETCH, err);

    *out = (struct ledger_fetch){.source = item->source, .document = item->sha256};
    if (!query)
        return -1;
    sql_bind_text(query, 1, item->sha256);
    sql_bind_text(query, 2, item->source);
    sql_bind_integer(query, 3, item->at);
    int step = sql_step(query, err);
    if (step == 1) {
        out->at = sql_integer(query, 0);
        out->url = sql_text(query, 1, arena);
        out->status = (int)sql_integer(query, 2);
        out->bytes = sql_integer(query, 3);
        out->etag = sql_text(query, 4, arena);
        out->last_modified = sql_text(query, 5, arena);
    }
    sql_reset(query);
    return step < 0 ? -1 : 0;
}

int documents_migrations(struct ledger *ledger, struct arena *arena,
                         struct documents_migration **out, size_t *count, struct err *err)
{
    struct journal_entry *entries;
    size_t all, unread;

    *count = 0;
    if (journal_read(ledger->folder, arena, &entries, &all, &unread, err))
        return -1;
    *out = arena_alloc(arena, all, sizeof **out);
    for (size_t i = 0; i < all; i++) {
        if (entries[i].migrated)
            (*out)[(*count)++] = (struct documents_migration){.at = entries[i].at,
                                                              .indicator = entries[i].migrated,
                                                              .note = entries[i].note};
    }
    return 0;
}
