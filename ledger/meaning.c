/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meaning: see meaning.h. */
#include "ledger/meaning.h"

#include <stdlib.h>
#include <string.h>

#include "core/str.h"
#include "ledger/conversion.h"
#include "ledger/lookup.h"
#include "ledger/rows.h"
#include "ledger/said.h"

static const char GET_ALL[] =
    "SELECT id, frequency, unit, year_ends,"
    " EXISTS (SELECT 1 FROM observation o WHERE o.indicator = i.number)"
    " FROM indicator i ORDER BY id";
static const char NOTE[] =
    "UPDATE indicator SET frequency = ?2, unit = ?3, year_ends = ?4 WHERE id = ?1";

/* Of the new id there may be a row that only held figures point to: it steps aside under a
 * name that no configuration can have. */
static const char DROP_EMPTY[] =
    "DELETE FROM indicator WHERE id = ?1"
    " AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.indicator = indicator.number)"
    " AND NOT EXISTS (SELECT 1 FROM migration m WHERE m.indicator = indicator.number)"
    " AND NOT EXISTS (SELECT 1 FROM comment c WHERE c.indicator = indicator.number)";
static const char PUT_ASIDE[] = "UPDATE indicator SET id = id || '~' || number WHERE id = ?1";
static const char RENAME_INDICATOR[] = "UPDATE indicator SET id = ?2 WHERE id = ?1";
static const char RENAME_ALERTS[] = "UPDATE alert SET indicator = ?2 WHERE indicator = ?1";
static const char RENAME_SILENCES[] =
    "UPDATE alert_silence SET subject = ?2 WHERE subject = ?1";
static const char RENAME_REACH[] =
    "UPDATE OR REPLACE reach SET indicator = ?2 WHERE indicator = ?1";

static const char RESELECT_REACH[] =
    "UPDATE reach SET selection = ?4 WHERE source = ?1 AND address = ?2 AND selection = ?3";
static const char RESELECT_HEALTH[] = "UPDATE health SET"
                                      " selection = iif(selection = ?2, ?3, selection),"
                                      " tried = iif(tried = ?2, ?3, tried)"
                                      " WHERE source = ?1";

static const char ADD_CHANGE[] =
    "INSERT INTO migration (indicator, at, who, was, factor, through, note)"
    " SELECT number, ?2, ?3, ?4, ?5,"
    " CASE WHEN ?5 IS NOT NULL THEN coalesce((SELECT max(number) FROM observation), 0) END, ?6"
    " FROM indicator WHERE id = ?1";
static const char GET_CHANGES[] =
    "SELECT i.id, m.at, m.who, m.was, m.factor, m.note"
    " FROM migration m JOIN indicator i ON i.number = m.indicator"
    " WHERE ?1 = 0 OR m.indicator = ?1 ORDER BY m.number";
static const char GET_FREQUENCIES[] =
    "SELECT DISTINCT frequency FROM observation WHERE indicator = ?1";
/* both: as it was recorded, and as it is read */
static const char GET_PERIOD[] =
    "SELECT value, converted(value, indicator, number) FROM observation"
    " WHERE indicator = ?1 AND frequency = ?2 AND period = ?3 ORDER BY number";
static const char GET_VALUES[] =
    "SELECT converted(o.value, o.indicator, o.number), o.frequency, o.period"
    " FROM observation o JOIN indicator i ON i.number = o.indicator WHERE i.id = ?1";

static int read_meaning(struct query *query, void *row, struct arena *arena, struct err *err)
{
    const char *frequency = sql_peek(query, 1);
    struct meaning *meaning = row;

    (void)err;
    *meaning = (struct meaning){
        .id = sql_text(query, 0, arena),
        .frequency = *frequency ? (int)sql_integer(query, 1) : MEANING_NOT_NOTED,
        .unit = sql_text(query, 2, arena),
        .observed = sql_integer(query, 4) != 0,
    };
    meaning->year_ends = *sql_peek(query, 3) ? (int)sql_integer(query, 3) : MEANING_NOT_NOTED;
    return 0;
}

int meaning_all(struct ledger *ledger, struct arena *arena, struct meaning_list *out,
                struct err *err)
{
    out->items = rows_gather(sql_query(ledger->sql, GET_ALL, err), sizeof *out->items,
                             read_meaning, arena, &out->count, err);
    return out->items ? 0 : -1;
}

static int compare_id(const void *id, const void *meaning)
{
    return strcmp(id, ((const struct meaning *)meaning)->id);
}

const struct meaning *meaning_find(const struct meaning_list *list, const char *id)
{
    return list->count == 0
               ? NULL
               : bsearch(id, list->items, list->count, sizeof *list->items, compare_id);
}

int meaning_note(struct ledger *ledger, const struct meaning *meaning, struct err *err)
{
    struct query *query = sql_query(ledger->sql, NOTE, err);

    if (!query)
        return -1;
    sql_bind_text(query, 1, meaning->id);
    sql_bind_integer(query, 2, meaning->frequency);
    sql_bind_text(query, 3, meaning->unit);
    sql_bind_integer(query, 4, meaning->year_ends);
    return sql_finish(query, err);
}

/* Runs a statement over some texts. */
static int run(struct ledger *ledger, const char *text, const char *const *values,
               size_t count, struct err *err)
{
    struct query *query = sql_query(ledger->sql, text, err);

    if (!query)
        return -1;
    for (size_t i = 0; i < count; i++)
        sql_bind_text(query, (int)i + 1, values[i]);
    return sql_finish(query, err);
}

int meaning_rename(struct ledger *ledger, const char *was, const char *id, struct err *err)
{
    const char *const names[] = {was, id};

    return run(ledger, DROP_EMPTY, &id, 1, err) || run(ledger, PUT_ASIDE, &id, 1, err) ||
                   run(ledger, RENAME_INDICATOR, names, 2, err) ||
                   run(ledger, RENAME_ALERTS, names, 2, err) ||
                   run(ledger, RENAME_SILENCES, names, 2, err) ||
                   run(ledger, RENAME_REACH, names, 2, err)
               ? -1
               : 0;
}

int meaning_reselect(struct ledger *ledger, const char *source, const char *address,
                     const char *before, const char *after, struct err *err)
{
    struct arena *arena = arena_new();
    const char *watched =
        str_empty(address) ? source : arena_printf(arena, "%s %s", source, address);
    const char *const reach[] = {source, address, before, after};
    const char *const health[] = {watched, before, after};
    int failed = run(ledger, RESELECT_REACH, reach, 4, err) ||
                 run(ledger, RESELECT_HEALTH, health, 3, err);

    arena_free(arena);
    return failed ? -1 : 0;
}

static int check_value(struct query *query, struct decimal factor, struct err *err)
{
    struct period period = {(enum frequency)sql_integer(query, 1),
                            (int32_t)sql_integer(query, 2)};
    char of[PERIOD_TEXT_SIZE], by[DECIMAL_TEXT_SIZE];
    struct decimal value;

    if (decimal_parse(sql_peek(query, 0), &value, err) == 0 &&
        conversion_multiply(value, factor, &value) == 0)
        return 0;
    period_print(period, of);
    decimal_print(factor, by);
    return err_set(err, ERR_DATA,
                   "%s of %s times %s has more digits than a value may have: nothing was "
                   "changed",
                   sql_peek(query, 0), of, by);
}

/* What could not be converted when it is read is not converted at all. */
static int check_values(struct ledger *ledger, const char *id, struct decimal factor,
                        struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_VALUES, err);
    int found = -1;

    if (!query)
        return -1;
    sql_bind_text(query, 1, id);
    while ((found = sql_step(query, err)) == 1) {
        if (check_value(query, factor, err)) {
            sql_reset(query);
            return -1;
        }
    }
    return found;
}

int meaning_record(struct ledger *ledger, const struct meaning_change *change, struct err *err)
{
    char factor[DECIMAL_TEXT_SIZE];

    if (change->factor && check_values(ledger, change->id, *change->factor, err))
        return -1;
    struct query *query = sql_query(ledger->sql, ADD_CHANGE, err);
    if (!query)
        return -1;
    if (change->factor)
        decimal_print(*change->factor, factor);
    sql_bind_text(query, 1, change->id);
    sql_bind_integer(query, 2, change->at);
    sql_bind_text(query, 3, change->who);
    sql_bind_text(query, 4, change->was);
    sql_bind_text(query, 5, change->factor ? factor : NULL);
    sql_bind_text(query, 6, change->note);
    if (sql_finish(query, err))
        return -1;
    conversion_forget(ledger);
    return change->factor ? said_move(ledger, change->id, change->factor, 0, err) : 0;
}

int meaning_shift_said(struct ledger *ledger, const char *id, int32_t by, struct err *err)
{
    return said_move(ledger, id, NULL, by, err);
}

int meaning_forget_said(struct ledger *ledger, const char *id, struct err *err)
{
    return said_forget(ledger, id, err);
}

/* --- told again --- */

void meaning_follow(struct ledger *ledger, const char *id, const char *was)
{
    lookup_follow(ledger, id, was);
}

void meaning_follow_none(struct ledger *ledger)
{
    lookup_follow_none(ledger);
}

static int find(struct ledger *ledger, const char *id, int64_t *number, struct err *err)
{
    int64_t revision;

    return lookup_indicator(ledger, id, number, &revision, err);
}

int meaning_frequencies(struct ledger *ledger, const char *id,
                        bool found[FREQUENCY_FISCAL_YEAR + 1], struct err *err)
{
    int64_t number;
    int step = -1;

    for (int i = 0; i <= FREQUENCY_FISCAL_YEAR; i++)
        found[i] = false;
    if (find(ledger, id, &number, err))
        return -1;
    struct query *query = sql_query(ledger->sql, GET_FREQUENCIES, err);
    if (!query)
        return -1;
    sql_bind_integer(query, 1, number);
    while ((step = sql_step(query, err)) == 1)
        found[sql_integer(query, 0)] = true;
    return step;
}

static int read_change(struct query *query, void *row, struct arena *arena, struct err *err)
{
    struct meaning_change *change = row;

    *change = (struct meaning_change){
        .id = sql_text(query, 0, arena),
        .at = sql_integer(query, 1),
        .who = sql_text(query, 2, arena),
        .was = sql_text(query, 3, arena),
        .note = sql_text(query, 5, arena),
    };
    if (sql_is_null(query, 4))
        return 0;
    struct decimal *factor = arena_alloc(arena, 1, sizeof *factor);
    change->factor = factor;
    return lookup_value(query, 4, factor, err);
}

int meaning_changes(struct ledger *ledger, const char *id, struct arena *arena,
                    struct meaning_changes *out, struct err *err)
{
    int64_t number = 0;

    *out = (struct meaning_changes){0};
    if (id && find(ledger, id, &number, err))
        return -1;
    if (id && number == 0)
        return 0;
    struct query *query = sql_query(ledger->sql, GET_CHANGES, err);
    if (!query)
        return -1;
    sql_bind_integer(query, 1, number);
    out->items = rows_gather(query, sizeof *out->items, read_change, arena, &out->count, err);
    return out->items ? 0 : -1;
}

static int read_value(struct query *query, void *row, struct arena *arena, struct err *err)
{
    struct meaning_value *value = row;
    struct decimal read;

    (void)arena;
    if (lookup_value(query, 0, &value->recorded, err) || lookup_value(query, 1, &read, err))
        return -1;
    value->converted = decimal_compare(value->recorded, read) != 0;
    return 0;
}

int meaning_values(struct ledger *ledger, const char *id, struct period period,
                   struct arena *arena, struct meaning_value **out, size_t *count,
                   struct err *err)
{
    int64_t number;

    *out = NULL;
    *count = 0;
    if (find(ledger, id, &number, err))
        return -1;
    struct query *query = sql_query(ledger->sql, GET_PERIOD, err);
    if (!query)
        return -1;
    sql_bind_integer(query, 1, number);
    sql_bind_integer(query, 2, (int64_t)period.frequency);
    sql_bind_integer(query, 3, period.n);
    *out = rows_gather(query, sizeof **out, read_value, arena, count, err);
    return *out ? 0 : -1;
}
