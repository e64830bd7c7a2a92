/* SPDX-License-Identifier: GPL-3.0-or-later */
/* freeze: see freeze.h. */
#include "ledger/freeze.h"

#include <stdio.h>
#include <string.h>

#include "core/instant.h"
#include "core/sha256.h"
#include "core/str.h"
#include "core/unicode.h"
#include "ledger/handle.h"
#include "ledger/rows.h"

static const char ADD[] =
    "INSERT INTO freeze (name, key, at, who, note, program, main, remade)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
static const char ADD_INDICATORS[] =
    "INSERT INTO freeze_indicator (freeze, number, id, revision, frequency, unit, year_ends)"
    " SELECT ?1, number, id, revision, frequency, unit, year_ends FROM indicator";
static const char ADD_TEXT[] = "INSERT INTO freeze_text (sha256, text) VALUES (?1, ?2)"
                               " ON CONFLICT (sha256) DO NOTHING";
static const char ADD_FILE[] =
    "INSERT INTO freeze_file (freeze, place, path, text)"
    " VALUES (?1, ?2, ?3, (SELECT number FROM freeze_text WHERE sha256 = ?4))";
static const char GET_ALL[] =
    "SELECT f.number, f.name, f.at, f.who, f.note, f.program, f.main, f.remade,"
    " (SELECT count(*) FROM freeze_file p WHERE p.freeze = f.number),"
    " (SELECT coalesce(sum(length(CAST(t.text AS BLOB))), 0) FROM freeze_file p"
    "   JOIN freeze_text t ON t.number = p.text WHERE p.freeze = f.number)"
    " FROM freeze f ORDER BY f.number";
static const char GET_FILES[] =
    "SELECT p.path, t.text, t.sha256 FROM freeze_file p JOIN freeze_text t"
    " ON t.number = p.text WHERE p.freeze = ?1 ORDER BY p.place";

/* --- reading --- */

static int read_freeze(struct query *query, void *row, struct arena *arena, struct err *err)
{
    (void)err;
    *(struct freeze *)row = (struct freeze){
        .number = sql_integer(query, 0),
        .name = sql_text(query, 1, arena),
        .at = sql_integer(query, 2),
        .who = sql_text(query, 3, arena),
        .note = sql_text(query, 4, arena),
        .program = sql_text(query, 5, arena),
        .main = sql_text(query, 6, arena),
        .remade = sql_integer(query, 7) != 0,
        .file_count = (size_t)sql_integer(query, 8),
        .bytes = sql_integer(query, 9),
    };
    return 0;
}

int freeze_all(struct ledger *ledger, struct arena *arena, struct freezes *out,
               struct err *err)
{
    *out = (struct freezes){0};
    out->items = rows_gather(sql_query(ledger->sql, GET_ALL, err), sizeof *out->items,
                             read_freeze, arena, &out->count, err);
    return out->items ? 0 : -1;
}

const struct freeze *freeze_find(const struct freezes *freezes, const char *name)
{
    struct arena *arena = arena_new();
    const char *key = unicode_key(arena, name);
    const struct freeze *found = NULL;

    for (size_t i = 0; i < freezes->count && !found; i++) {
        if (str_equal(unicode_key(arena, freezes->items[i].name), key))
            found = &freezes->items[i];
    }
    arena_free(arena);
    return found;
}

static int read_file(struct query *query, void *row, struct arena *arena, struct err *err)
{
    struct textfile *file = row;
    char sha256[SHA256_TEXT_SIZE];

    *file = (struct textfile){sql_text(query, 0, arena), sql_text(query, 1, arena)};
    sha256_text(file->text, strlen(file->text), sha256);
    return str_equal(sha256, sql_peek(query, 2))
               ? 0
               : err_set(err, ERR_DATA, "%s is not as it was frozen: the ledger is damaged",
                         file->path);
}

int freeze_files(struct ledger *ledger, const struct freeze *freeze, struct arena *arena,
                 struct textfiles *out, struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_FILES, err);

    *out = (struct textfiles){0};
    if (query)
        sql_bind_integer(query, 1, freeze->number);
    out->items = rows_gather(query, sizeof *out->items, read_file, arena, &out->count, err);
    return out->items ? 0 : -1;
}

struct horizon freeze_horizon(const struct freeze *freeze)
{
    return (struct horizon){
        .at = freeze->at, .freeze = freeze->number, .by_row = !freeze->remade};
}

/* --- writing --- */

static int refuse_used(struct ledger *ledger, const char *name, struct err *err)
{
    struct arena *arena = arena_new();
    const struct freeze *found = NULL;
    struct freezes all;
    char at[INSTANT_TEXT_SIZE];
    int failed = freeze_all(ledger, arena, &all, err);

    if (!failed)
        found = freeze_find(&all, name);
    if (found) {
        instant_print_local(found->at, at);
        failed = err_set(err, ERR_USAGE,
                         "\"%s\" was frozen on %s by %s, and stays; expected another name",
                         found->name, at, found->who);
    }
    arena_free(arena);
    return failed;
}

static int add_row(struct ledger *ledger, struct freeze *freeze, struct err *err)
{
    struct query *query = sql_query(ledger->sql, ADD, err);
    struct arena *arena = arena_new();

    if (query) {
        sql_bind_text(query, 1, freeze->name);
        sql_bind_text(query, 2, unicode_key(arena, freeze->name));
        sql_bind_integer(query, 3, freeze->at);
        sql_bind_text(query, 4, freeze->who);
        sql_bind_text(query, 5, freeze->note);
        sql_bind_text(query, 6, freeze->program);
        sql_bind_text(query, 7, freeze->main);
        sql_bind_integer(query, 8, freeze->remade);
    }
    int failed = query ? sql_finish(query, err) : -1;
    freeze->number = sql_inserted(ledger->sql);
    arena_free(arena);
    return failed;
}

/* Each statement is run once for a freeze, so none is kept. */
static int add_extents(struct ledger *ledger, const struct freeze *freeze, struct err *err)
{
    char text[256];

    for (const struct horizon_part *part = horizon_parts(); part->table; part++) {
        (void)snprintf(text, sizeof text,
                       "INSERT INTO freeze_extent SELECT %lld, '%s',"
                       " coalesce(max(number), 0) FROM %s",
                       (long long)freeze->number, part->table, part->table);
        if (sql_run(ledger->sql, text, err))
            return -1;
    }
    return 0;
}

static int add_indicators(struct ledger *ledger, const struct freeze *freeze, struct err *err)
{
    struct query *query = sql_query(ledger->sql, ADD_INDICATORS, err);

    if (!query)
        return -1;
    sql_bind_integer(query, 1, freeze->number);
    return sql_finish(query, err);
}

static int add_file(struct ledger *ledger, const struct freeze *freeze, size_t place,
                    const struct textfile *file, struct err *err)
{
    char sha256[SHA256_TEXT_SIZE];
    struct query *query = sql_query(ledger->sql, ADD_TEXT, err);

    if (!query)
        return -1;
    sha256_text(file->text, strlen(file->text), sha256);
    sql_bind_text(query, 1, sha256);
    sql_bind_text(query, 2, file->text);
    if (sql_finish(query, err))
        return -1;
    query = sql_query(ledger->sql, ADD_FILE, err);
    if (!query)
        return -1;
    sql_bind_integer(query, 1, freeze->number);
    sql_bind_integer(query, 2, (int64_t)place);
    sql_bind_text(query, 3, file->path);
    sql_bind_text(query, 4, sha256);
    return sql_finish(query, err);
}

static int add_all(struct ledger *ledger, struct freeze *freeze, const struct textfiles *files,
                   struct err *err)
{
    if (refuse_used(ledger, freeze->name, err) || add_row(ledger, freeze, err) ||
        (!freeze->remade &&
         (add_extents(ledger, freeze, err) || add_indicators(ledger, freeze, err))))
        return -1;
    for (size_t i = 0; i < files->count; i++) {
        if (add_file(ledger, freeze, i, &files->items[i], err))
            return -1;
    }
    return 0;
}

int freeze_add(struct ledger *ledger, struct freeze *freeze, const struct textfiles *files,
               struct err *err)
{
    bool own;

    if (sql_enter(ledger->sql, &own, err))
        return -1;
    return sql_leave(ledger->sql, own, add_all(ledger, freeze, files, err), err);
}
