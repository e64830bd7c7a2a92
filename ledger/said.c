/* SPDX-License-Identifier: GPL-3.0-or-later */
/* said: see said.h. */
#include "ledger/said.h"

#include "core/str.h"
#include "ledger/conversion.h"
#include "ledger/lookup.h"
#include "ledger/rows.h"

static const char GET_SAID[] =
    "SELECT s.period, s.value, s.status, s.published, k.address"
    " FROM said s JOIN speaker k ON k.number = s.speaker"
    " WHERE s.indicator = ?1 AND s.frequency = ?2 AND s.period BETWEEN ?3 AND ?4"
    " AND (?5 IS NULL OR k.source = ?5) ORDER BY s.period";
static const char NAME_SPEAKER[] = "INSERT INTO speaker (source, address) VALUES (?1, ?2)"
                                   " ON CONFLICT (source, address) DO NOTHING";
static const char FIND_SPEAKER[] =
    "SELECT number FROM speaker WHERE source = ?1 AND address = ?2";
static const char SET_SAID[] =
    "INSERT OR REPLACE INTO said (indicator, frequency, period, speaker, value, status,"
    " published) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
static const char GET_ALL[] =
    "SELECT s.period, s.value, s.status, s.published, s.frequency, k.source, k.address"
    " FROM said s JOIN speaker k ON k.number = s.speaker"
    " WHERE s.indicator = (SELECT number FROM indicator WHERE id = ?1)";
static const char FORGET[] =
    "DELETE FROM said WHERE indicator = (SELECT number FROM indicator WHERE id = ?1)";

struct query *said_read(struct ledger *ledger, int64_t indicator, struct period from,
                        struct period to, const char *source, struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_SAID, err);

    if (!query)
        return NULL;
    sql_bind_integer(query, 1, indicator);
    sql_bind_integer(query, 2, (int64_t)from.frequency);
    sql_bind_integer(query, 3, from.n);
    sql_bind_integer(query, 4, to.n);
    sql_bind_text(query, 5, source);
    return query;
}

static int read_statement(struct query *query, enum frequency frequency,
                          struct observation *out, struct err *err)
{
    *out = (struct observation){
        .period = {frequency, (int32_t)sql_integer(query, 0)},
        .status = (enum observation_status)sql_integer(query, 2),
    };
    lookup_published(query, 3, out);
    return lookup_value(query, 1, &out->value, err);
}

int said_next(struct query *query, enum frequency frequency, const char *address,
              struct observation *out, bool *own, struct err *err)
{
    int found = sql_step(query, err);

    if (found != 1)
        return found;
    *own = address && str_equal(sql_peek(query, 4), address);
    if (read_statement(query, frequency, out, err) == 0)
        return 1;
    sql_reset(query);
    return -1;
}

int said_name(struct ledger *ledger, const char *source, const char *address, int64_t *speaker,
              struct err *err)
{
    struct query *query = sql_query(ledger->sql, NAME_SPEAKER, err);

    if (!query)
        return -1;
    sql_bind_text(query, 1, source);
    sql_bind_text(query, 2, address);
    if (sql_finish(query, err) || !(query = sql_query(ledger->sql, FIND_SPEAKER, err)))
        return -1;
    sql_bind_text(query, 1, source);
    sql_bind_text(query, 2, address);
    int found = sql_step(query, err);
    *speaker = found == 1 ? sql_integer(query, 0) : 0;
    sql_reset(query);
    return found < 0 ? -1 : 0;
}

int said_note(struct ledger *ledger, int64_t indicator, int64_t speaker,
              const struct observation *observation, struct err *err)
{
    char value[DECIMAL_TEXT_SIZE];

    struct query *query = sql_query(ledger->sql, SET_SAID, err);
    if (!query)
        return -1;
    decimal_print(observation->value, value);
    sql_bind_integer(query, 1, indicator);
    sql_bind_integer(query, 2, (int64_t)observation->period.frequency);
    sql_bind_integer(query, 3, observation->period.n);
    sql_bind_integer(query, 4, speaker);
    sql_bind_text(query, 5, value);
    sql_bind_integer(query, 6, (int64_t)observation->status);
    if (observation->dated)
        sql_bind_integer(query, 7, observation->published);
    return sql_finish(query, err);
}

struct statement {
    struct observation observation; /* with its source */
    const char *address;
};

static int read_row(struct query *query, void *row, struct arena *arena, struct err *err)
{
    struct statement *out = row;

    if (read_statement(query, (enum frequency)sql_integer(query, 4), &out->observation, err))
        return -1;
    out->observation.source = sql_text(query, 5, arena);
    out->address = sql_text(query, 6, arena);
    return 0;
}

int said_forget(struct ledger *ledger, const char *id, struct err *err)
{
    struct query *query = sql_query(ledger->sql, FORGET, err);

    if (!query)
        return -1;
    sql_bind_text(query, 1, id);
    return sql_finish(query, err);
}

static int put_back(struct ledger *ledger, int64_t indicator, struct statement *statement,
                    const struct decimal *factor, int32_t by, struct err *err)
{
    struct observation *moved = &statement->observation;

    moved->period = period_add(moved->period, by);
    if (factor && conversion_multiply(moved->value, *factor, &moved->value))
        return 0; /* it has too many digits to be said again */
    int64_t speaker;

    return said_name(ledger, moved->source, statement->address, &speaker, err) ||
                   said_note(ledger, indicator, speaker, moved, err)
               ? -1
               : 0;
}

int said_move(struct ledger *ledger, const char *id, const struct decimal *factor, int32_t by,
              struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_ALL, err);
    struct arena *arena = arena_new();
    int64_t indicator, revision;
    size_t count;

    if (query)
        sql_bind_text(query, 1, id);
    struct statement *all = rows_gather(query, sizeof *all, read_row, arena, &count, err);
    int failed = !all || lookup_indicator(ledger, id, &indicator, &revision, err) ||
                 said_forget(ledger, id, err);
    for (size_t i = 0; i < count && !failed; i++)
        failed = put_back(ledger, indicator, &all[i], factor, by, err);
    arena_free(arena);
    return failed ? -1 : 0;
}
