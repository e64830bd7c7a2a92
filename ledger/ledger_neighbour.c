/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_neighbour: see ledger_neighbour.h. */
#include "ledger/ledger_neighbour.h"

#include "ledger/handle.h"

static const char COUNT_NEIGHBOURS[] = "SELECT count(*) FROM neighbour";
static const char GET_NEIGHBOURS[] =
    "SELECT host, not_before, secure_until, secure_below FROM neighbour";
static const char GET_NOT_BEFORE[] = "SELECT not_before FROM neighbour WHERE host = ?1";
static const char SET_NEIGHBOUR[] =
    "INSERT OR REPLACE INTO neighbour (host, not_before, secure_until, secure_below)"
    " VALUES (?1, ?2, ?3, ?4)";
static const char GET_ROBOTS[] = "SELECT at, status, text FROM robots WHERE origin = ?1";
static const char SET_ROBOTS[] =
    "INSERT OR REPLACE INTO robots (origin, at, status, text) VALUES (?1, ?2, ?3, ?4)";

static int count_neighbours(struct ledger *ledger, size_t *count, struct err *err)
{
    struct query *query = sql_query(ledger->sql, COUNT_NEIGHBOURS, err);

    if (!query)
        return -1;
    int found = sql_step(query, err);
    *count = found == 1 ? (size_t)sql_integer(query, 0) : 0;
    sql_reset(query);
    return found < 0 ? -1 : 0;
}

int ledger_neighbours(struct ledger *ledger, struct arena *arena, struct neighbour **out,
                      size_t *count, struct err *err)
{
    size_t most = 0;
    int found = 0;

    *count = 0;
    if (count_neighbours(ledger, &most, err))
        return -1;
    *out = arena_alloc(arena, most, sizeof **out);
    struct query *query = sql_query(ledger->sql, GET_NEIGHBOURS, err);
    if (!query)
        return -1;
    while (*count < most && (found = sql_step(query, err)) == 1)
        (*out)[(*count)++] = (struct neighbour){
            .host = sql_text(query, 0, arena),
            .not_before = sql_integer(query, 1),
            .secure_until = sql_integer(query, 2),
            .secure_below = sql_integer(query, 3) != 0,
        };
    sql_reset(query);
    return found < 0 ? -1 : 0;
}

int ledger_not_before(struct ledger *ledger, const char *host, int64_t *out, struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_NOT_BEFORE, err);

    *out = 0;
    if (!query)
        return -1;
    sql_bind_text(query, 1, host);
    int found = sql_step(query, err);
    if (found == 1)
        *out = sql_integer(query, 0);
    sql_reset(query);
    return found < 0 ? -1 : 0;
}

int ledger_note_neighbour(struct ledger *ledger, const struct neighbour *neighbour,
                          struct err *err)
{
    struct query *query = sql_query(ledger->sql, SET_NEIGHBOUR, err);

    if (!query)
        return -1;
    sql_bind_text(query, 1, neighbour->host);
    sql_bind_integer(query, 2, neighbour->not_before);
    sql_bind_integer(query, 3, neighbour->secure_until);
    sql_bind_integer(query, 4, neighbour->secure_below);
    return sql_finish(query, err);
}

int ledger_robots(struct ledger *ledger, const char *origin, struct arena *arena,
                  struct neighbour_rules *out, struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_ROBOTS, err);

    *out = (struct neighbour_rules){.origin = origin, .text = "", .error = ""};
    if (!query)
        return -1;
    sql_bind_text(query, 1, origin);
    int found = sql_step(query, err);
    if (found == 1) {
        out->at = sql_integer(query, 0);
        out->status = (int)sql_integer(query, 1);
        out->text = sql_text(query, 2, arena);
    }
    sql_reset(query);
    return found < 0 ? -1 : 0;
}

int ledger_note_robots(struct ledger *ledger, const struct neighbour_rules *rules,
                       struct err *err)
{
    struct query *query = sql_query(ledger->sql, SET_ROBOTS, err);

    if (!query)
        return -1;
    sql_bind_text(query, 1, rules->origin);
    sql_bind_integer(query, 2, rules->at);
    sql_bind_integer(query, 3, rules->status);
    sql_bind_text(query, 4, rules->text);
    return sql_finish(query, err);
}
