/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_fetch: fetches and what follows from them; see ledger.h. */
#include "core/str.h"
#include "ledger/handle.h"
#include "ledger/ledger.h"

static const char ADD_FETCH[] =
    "INSERT INTO fetch (source, at, url, status, bytes, etag, last_modified, document,"
    " selection, usable, error, fetched, problems, address)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
static const char GET_HEALTH[] =
    "SELECT last_try, last_success, last_change, failing_since, failures, error, etag,"
    " last_modified, document, selection, fetched, problems, tried FROM health WHERE source = "
    "?1";
static const char SET_HEALTH[] =
    "INSERT OR REPLACE INTO health (source, last_try, last_success, last_change,"
    " failing_since, failures, error, etag, last_modified, document, selection, fetched,"
    " problems, tried)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";

static int add_fetch(struct ledger *ledger, const struct ledger_fetch *fetch, struct err *err)
{
    struct query *query = sql_query(ledger->sql, ADD_FETCH, err);

    if (!query)
        return -1;
    sql_bind_text(query, 1, fetch->source);
    sql_bind_integer(query, 2, fetch->at);
    sql_bind_text(query, 3, fetch->url);
    sql_bind_integer(query, 4, fetch->status);
    sql_bind_integer(query, 5, fetch->bytes);
    sql_bind_text(query, 6, fetch->etag);
    sql_bind_text(query, 7, fetch->last_modified);
    sql_bind_text(query, 8, fetch->document);
    sql_bind_text(query, 9, fetch->selection);
    sql_bind_integer(query, 10, fetch->usable);
    sql_bind_text(query, 11, fetch->error);
    sql_bind_integer(query, 12, fetch->fetched);
    sql_bind_integer(query, 13, (int64_t)fetch->problems);
    sql_bind_text(query, 14, fetch->address ? fetch->address : "");
    return sql_finish(query, err);
}

/* What a row of health is about: a source, or `source address` where it has several (an id
 * holds no space). */
static const char *name_watched(const char *source, const char *address, struct arena *arena)
{
    return str_empty(address) ? arena_strdup(arena, source)
                              : arena_printf(arena, "%s %s", source, address);
}

/* `source` of what is found is the name. */
static int get_health(struct ledger *ledger, const char *name, struct arena *arena,
                      struct health *out, struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_HEALTH, err);

    *out = (struct health){
        .source = name,
        .error = "",
        .etag = "",
        .last_modified = "",
        .document = "",
        .selection = "",
        .tried = "",
    };
    if (!query)
        return -1;
    sql_bind_text(query, 1, name);
    int found = sql_step(query, err);
    if (found == 1) {
        out->last_try = sql_integer(query, 0);
        out->last_success = sql_integer(query, 1);
        out->last_change = sql_integer(query, 2);
        out->failing_since = sql_integer(query, 3);
        out->failures = (int)sql_integer(query, 4);
        out->error = sql_text(query, 5, arena);
        out->etag = sql_text(query, 6, arena);
        out->last_modified = sql_text(query, 7, arena);
        out->document = sql_text(query, 8, arena);
        out->selection = sql_text(query, 9, arena);
        out->fetched = sql_integer(query, 10) != 0;
        out->problems = (size_t)sql_integer(query, 11);
        out->tried = sql_text(query, 12, arena);
    }
    sql_reset(query);
    return found < 0 ? -1 : 0;
}

int ledger_health(struct ledger *ledger, const char *source, struct arena *arena,
                  struct health *out, struct err *err)
{
    return get_health(ledger, name_watched(source, "", arena), arena, out, err);
}

int ledger_address_health(struct ledger *ledger, const char *source, const char *address,
                          struct arena *arena, struct health *out, struct err *err)
{
    int failed = get_health(ledger, name_watched(source, address, arena), arena, out, err);

    out->source = arena_strdup(arena, source);
    return failed;
}

static void succeed(struct health *health, const struct ledger_fetch *fetch)
{
    health->last_success = fetch->at;
    health->failing_since = 0;
    health->failures = 0;
    health->error = "";
    if (str_empty(fetch->document))
        return; /* not modified: what was known still holds */
    if (!str_equal(health->document, fetch->document))
        health->last_change = fetch->at;
    health->document = fetch->document;
    health->etag = fetch->etag;
    health->last_modified = fetch->last_modified;
    health->selection = fetch->selection;
}

static void fail(struct health *health, const struct ledger_fetch *fetch)
{
    if (health->failing_since == 0)
        health->failing_since = fetch->at;
    health->failures++;
    health->error = fetch->error;
}

static int set_health(struct ledger *ledger, const struct health *health, struct err *err)
{
    struct query *query = sql_query(ledger->sql, SET_HEALTH, err);

    if (!query)
        return -1;
    sql_bind_text(query, 1, health->source);
    sql_bind_integer(query, 2, health->last_try);
    sql_bind_integer(query, 3, health->last_success);
    sql_bind_integer(query, 4, health->last_change);
    sql_bind_integer(query, 5, health->failing_since);
    sql_bind_integer(query, 6, health->failures);
    sql_bind_text(query, 7, health->error);
    sql_bind_text(query, 8, health->etag);
    sql_bind_text(query, 9, health->last_modified);
    sql_bind_text(query, 10, health->document);
    sql_bind_text(query, 11, health->selection);
    sql_bind_integer(query, 12, health->fetched);
    sql_bind_integer(query, 13, (int64_t)health->problems);
    sql_bind_text(query, 14, health->tried);
    return sql_finish(query, err);
}

static int add_and_follow(struct ledger *ledger, const struct ledger_fetch *fetch,
                          struct err *err)
{
    struct arena *arena = arena_new();
    struct health health;
    int failed = add_fetch(ledger, fetch, err) ||
                 get_health(ledger, name_watched(fetch->source, fetch->address, arena), arena,
                            &health, err);

    if (!failed) {
        health.last_try = fetch->at;
        health.tried = fetch->selection;
        health.fetched = fetch->fetched;
        health.problems = fetch->problems;
        if (fetch->usable)
            succeed(&health, fetch);
        else
            fail(&health, fetch);
        failed = set_health(ledger, &health, err);
    }
    arena_free(arena);
    return failed ? -1 : 0;
}

int ledger_record_fetch(struct ledger *ledger, const struct ledger_fetch *fetch,
                        struct err *err)
{
    bool own;

    if (sql_enter(ledger->sql, &own, err))
        return -1;
    return sql_leave(ledger->sql, own, add_and_follow(ledger, fetch, err), err);
}
