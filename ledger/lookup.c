/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lookup: see lookup.h. */
#include "ledger/lookup.h"

#include "core/mem.h"
#include "core/str.h"

struct alias {
    char *id;
    char *was;
};

static const char NAME_INDICATOR[] =
    "INSERT INTO indicator (id) VALUES (?1) ON CONFLICT (id) DO NOTHING";
static const char FIND_INDICATOR[] = "SELECT number, revision FROM indicator WHERE id = ?1";
static const char SET_REVISION[] = "UPDATE indicator SET revision = ?2 WHERE number = ?1";
static const char FIND_DOCUMENT[] = "SELECT number FROM document WHERE sha256 = ?1";

void lookup_follow(struct ledger *ledger, const char *id, const char *was)
{
    ledger->aliases = mem_grow(ledger->aliases, ledger->alias_count, &ledger->alias_capacity,
                               sizeof *ledger->aliases);
    ledger->aliases[ledger->alias_count++] = (struct alias){mem_strdup(id), mem_strdup(was)};
}

void lookup_follow_none(struct ledger *ledger)
{
    for (size_t i = 0; i < ledger->alias_count; i++) {
        mem_free(ledger->aliases[i].id);
        mem_free(ledger->aliases[i].was);
    }
    mem_free(ledger->aliases);
    ledger->aliases = NULL;
    ledger->alias_count = 0;
    ledger->alias_capacity = 0;
}

static const char *follow(const struct ledger *ledger, const char *id)
{
    for (size_t i = 0; i < ledger->alias_count; i++) {
        if (str_equal(ledger->aliases[i].id, id))
            return ledger->aliases[i].was;
    }
    return id;
}

int lookup_indicator(struct ledger *ledger, const char *id, int64_t *number, int64_t *revision,
                     struct err *err)
{
    struct query *query = sql_query(ledger->sql, FIND_INDICATOR, err);

    *number = 0;
    *revision = 0;
    if (!query)
        return -1;
    sql_bind_text(query, 1, follow(ledger, id));
    int found = sql_step(query, err);
    if (found == 1) {
        *number = sql_integer(query, 0);
        *revision = sql_integer(query, 1);
    }
    sql_reset(query);
    return found < 0 ? -1 : 0;
}

int lookup_name_indicator(struct ledger *ledger, const char *id, int64_t *number,
                          int64_t *revision, struct err *err)
{
    if (lookup_indicator(ledger, id, number, revision, err) || *number != 0)
        return *number != 0 ? 0 : -1;
    struct query *query = sql_query(ledger->sql, NAME_INDICATOR, err);
    if (!query)
        return -1;
    sql_bind_text(query, 1, id);
    if (sql_finish(query, err))
        return -1;
    return lookup_indicator(ledger, id, number, revision, err);
}

int lookup_set_revision(struct ledger *ledger, int64_t number, int64_t revision,
                        struct err *err)
{
    struct query *query = sql_query(ledger->sql, SET_REVISION, err);

    if (!query)
        return -1;
    sql_bind_integer(query, 1, number);
    sql_bind_integer(query, 2, revision);
    return sql_finish(query, err);
}

int lookup_document(struct ledger *ledger, const char *sha256, int64_t *number,
                    struct err *err)
{
    struct query *query;

    *number = 0;
    if (str_empty(sha256))
        return 0;
    query = sql_query(ledger->sql, FIND_DOCUMENT, err);
    if (!query)
        return -1;
    sql_bind_text(query, 1, sha256);
    int found = sql_step(query, err);
    if (found == 1)
        *number = sql_integer(query, 0);
    sql_reset(query);
    return found < 0 ? -1 : 0;
}

void lookup_published(struct query *query, int column, struct observation *out)
{
    out->dated = !sql_is_null(query, column);
    out->published = out->dated ? (int32_t)sql_integer(query, column) : 0;
}

int lookup_value(struct query *query, int column, struct decimal *out, struct err *err)
{
    if (decimal_parse(sql_peek(query, column), out, err)) {
        err->code = ERR_DATA;
        return err_prefix(err, "the ledger holds a value that is no number");
    }
    return 0;
}
