/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_quarantine: what is held, the decisions on it, how far documents reached, and what
 * was set aside behind a better figure; see ledger.h. */
#include "ledger/handle.h"
#include "ledger/ledger.h"
#include "ledger/lookup.h"
#include "ledger/rows.h"

static const char NAME_INDICATOR[] =
    "INSERT INTO indicator (id) VALUES (?1) ON CONFLICT (id) DO NOTHING";
static const char ADD_ITEM[] =
    "INSERT INTO quarantine (indicator, source, address, rank, document, gate, reason, at,"
    " frequency, period, value, status, cell, published, embargo)"
    " VALUES ((SELECT number FROM indicator WHERE id = ?1), ?2, ?3, ?4,"
    " (SELECT number FROM document WHERE sha256 = ?5), ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
    " ?14, nullif(?15, 0))";
static const char ADD_WHOLE[] =
    "INSERT INTO quarantine (indicator, source, address, rank, document, gate, reason, at)"
    " VALUES ((SELECT number FROM indicator WHERE id = ?1), ?2, ?3, ?4,"
    " (SELECT number FROM document WHERE sha256 = ?5), ?6, ?7, ?8)";
static const char ADD_DECISION[] =
    "INSERT INTO quarantine_decision (item, at, state, who, note)"
    " VALUES (?1, ?2, ?3, ?4, ?5)";
static const char GET_ITEMS[] =
    "SELECT q.number, i.id, q.source, q.rank, d.sha256, q.period IS NULL, q.frequency,"
    " q.period, q.value, q.status, q.cell, q.gate, q.reason, q.at, c.state, c.at, c.who,"
    " c.note, q.address, q.published, q.embargo"
    " FROM quarantine q JOIN indicator i ON i.number = q.indicator"
    " LEFT JOIN document d ON d.number = q.document"
    " LEFT JOIN quarantine_decision c ON c.number ="
    " (SELECT max(number) FROM quarantine_decision WHERE item = q.number)"
    " WHERE (?1 IS NULL OR i.id = ?1) AND (?2 IS NULL OR q.source = ?2)"
    " AND (?3 = 0 OR c.number IS NULL)"
    " ORDER BY q.number";
static const char GET_REACH[] =
    "SELECT periods, frequency, first, last, published FROM reach"
    " WHERE source = ?1 AND address = ?2 AND indicator = ?3 AND selection = ?4";
static const char SET_REACH[] =
    "INSERT OR REPLACE INTO reach (source, address, indicator, selection, periods, frequency,"
    " first, last, published) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
static const char FORGET_REACH[] =
    "DELETE FROM reach WHERE source = ?1 AND address = ?2 AND indicator = ?3";

/* Of the columns without max() SQLite takes those of the row that is the newest. */
static const char GET_STEPPED_BACK[] =
    "SELECT max(o.number), i.id, o.frequency, o.period,"
    " converted(o.value, o.indicator, o.number), o.status"
    " FROM observation o JOIN indicator i ON i.number = o.indicator"
    " JOIN observation c ON c.number = (SELECT max(number) FROM observation"
    "  WHERE indicator = o.indicator AND frequency = o.frequency AND period = o.period"
    "  AND aside = 0)"
    " WHERE o.aside = 1 AND o.number > c.number AND o.rank <= c.rank AND o.status <> 5"
    " AND converted(o.value, o.indicator, o.number)"
    " <> converted(c.value, c.indicator, c.number)"
    " AND coalesce(o.published < c.published, 0) = 0"
    " GROUP BY i.id, o.frequency, o.period ORDER BY i.id, o.period";

static int read_item(struct query *query, void *row, struct arena *arena, struct err *err)
{
    struct held *out = row;

    *out = (struct held){
        .number = sql_integer(query, 0),
        .indicator_id = sql_text(query, 1, arena),
        .source = sql_text(query, 2, arena),
        .rank = (int)sql_integer(query, 3),
        .whole = sql_integer(query, 5) != 0,
        .observation = {.document = sql_text(query, 4, arena),
                        .source = sql_text(query, 2, arena),
                        .period = {(enum frequency)sql_integer(query, 6),
                                   (int32_t)sql_integer(query, 7)},
                        .status = (enum observation_status)sql_integer(query, 9),
                        .cell = sql_text(query, 10, arena),
                        .embargo = sql_integer(query, 20)},
        .gate = (enum held_gate)sql_integer(query, 11),
        .reason = sql_text(query, 12, arena),
        .since = sql_integer(query, 13),
        .state = (enum held_state)sql_integer(query, 14),
        .decided = sql_integer(query, 15),
        .who = sql_text(query, 16, arena),
        .note = sql_text(query, 17, arena),
        .address = sql_text(query, 18, arena),
    };
    out->observation.dated = !sql_is_null(query, 19);
    if (out->observation.dated)
        out->observation.published = (int32_t)sql_integer(query, 19);
    return out->whole ? 0 : lookup_value(query, 8, &out->observation.value, err);
}

int ledger_held(struct ledger *ledger, const char *indicator, const char *source,
                bool open_only, struct arena *arena, struct held_list *out, struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_ITEMS, err);

    if (query) {
        sql_bind_text(query, 1, indicator);
        sql_bind_text(query, 2, source);
        sql_bind_integer(query, 3, open_only);
    }
    out->items = rows_gather(query, sizeof *out->items, read_item, arena, &out->count, err);
    for (size_t i = 0; out->items && i < out->count; i++) {
        if (out->items[i].observation.embargo <= ledger->reader_now)
            out->items[i].observation.embargo = 0;
    }
    return out->items ? 0 : -1;
}

static int name_indicator(struct ledger *ledger, const char *id, struct err *err)
{
    struct query *query = sql_query(ledger->sql, NAME_INDICATOR, err);

    if (!query)
        return -1;
    sql_bind_text(query, 1, id);
    return sql_finish(query, err);
}

static void bind_observation(struct query *query, const struct observation *observation)
{
    char value[DECIMAL_TEXT_SIZE];

    decimal_print(observation->value, value);
    sql_bind_integer(query, 9, (int64_t)observation->period.frequency);
    sql_bind_integer(query, 10, observation->period.n);
    sql_bind_text(query, 11, value);
    sql_bind_integer(query, 12, (int64_t)observation->status);
    sql_bind_text(query, 13, observation->cell);
    if (observation->dated)
        sql_bind_integer(query, 14, observation->published);
    sql_bind_integer(query, 15, observation->embargo);
}

int ledger_hold(struct ledger *ledger, struct held *item, struct err *err)
{
    if (name_indicator(ledger, item->indicator_id, err))
        return -1;
    struct query *query = sql_query(ledger->sql, item->whole ? ADD_WHOLE : ADD_ITEM, err);
    if (!query)
        return -1;
    sql_bind_text(query, 1, item->indicator_id);
    sql_bind_text(query, 2, item->source);
    sql_bind_text(query, 3, item->address);
    sql_bind_integer(query, 4, item->rank);
    sql_bind_text(query, 5, item->observation.document);
    sql_bind_integer(query, 6, (int64_t)item->gate);
    sql_bind_text(query, 7, item->reason);
    sql_bind_integer(query, 8, item->since);
    if (!item->whole)
        bind_observation(query, &item->observation);
    if (sql_finish(query, err))
        return -1;
    item->number = sql_inserted(ledger->sql);
    return 0;
}

int ledger_decide(struct ledger *ledger, const struct held *item, struct err *err)
{
    struct query *query = sql_query(ledger->sql, ADD_DECISION, err);

    if (!query)
        return -1;
    sql_bind_integer(query, 1, item->number);
    sql_bind_integer(query, 2, item->decided);
    sql_bind_integer(query, 3, (int64_t)item->state);
    sql_bind_text(query, 4, item->who);
    sql_bind_text(query, 5, item->note);
    return sql_finish(query, err);
}

int ledger_reach(struct ledger *ledger, struct held_reach *reach, struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_REACH, err);

    reach->periods = 0;
    if (!query)
        return -1;
    sql_bind_text(query, 1, reach->source);
    sql_bind_text(query, 2, reach->address);
    sql_bind_text(query, 3, reach->indicator_id);
    sql_bind_text(query, 4, reach->selection);
    int found = sql_step(query, err);
    if (found == 1) {
        enum frequency frequency = (enum frequency)sql_integer(query, 1);

        reach->periods = sql_integer(query, 0);
        reach->first = (struct period){frequency, (int32_t)sql_integer(query, 2)};
        reach->last = (struct period){frequency, (int32_t)sql_integer(query, 3)};
        reach->dated = !sql_is_null(query, 4);
        reach->published = (int32_t)sql_integer(query, 4);
    }
    sql_reset(query);
    return found < 0 ? -1 : 0;
}

int ledger_set_reach(struct ledger *ledger, const struct held_reach *reach, struct err *err)
{
    struct query *query = sql_query(ledger->sql, SET_REACH, err);

    if (!query)
        return -1;
    sql_bind_text(query, 1, reach->source);
    sql_bind_text(query, 2, reach->address);
    sql_bind_text(query, 3, reach->indicator_id);
    sql_bind_text(query, 4, reach->selection);
    sql_bind_integer(query, 5, reach->periods);
    sql_bind_integer(query, 6, (int64_t)reach->first.frequency);
    sql_bind_integer(query, 7, reach->first.n);
    sql_bind_integer(query, 8, reach->last.n);
    if (reach->dated)
        sql_bind_integer(query, 9, reach->published);
    return sql_finish(query, err);
}

int ledger_forget_reach(struct ledger *ledger, const struct held *item, struct err *err)
{
    struct query *query = sql_query(ledger->sql, FORGET_REACH, err);

    if (!query)
        return -1;
    sql_bind_text(query, 1, item->source);
    sql_bind_text(query, 2, item->address);
    sql_bind_text(query, 3, item->indicator_id);
    return sql_finish(query, err);
}

static int read_kept(struct query *query, void *row, struct arena *arena, struct err *err)
{
    struct ledger_kept *out = row;

    *out = (struct ledger_kept){
        .indicator = sql_text(query, 1, arena),
        .period = {(enum frequency)sql_integer(query, 2), (int32_t)sql_integer(query, 3)},
        .status = (enum observation_status)sql_integer(query, 5),
        .reason = LEDGER_LESS_EXACT,
    };
    return lookup_value(query, 4, &out->value, err);
}

int ledger_stepped_back(struct ledger *ledger, struct arena *arena, struct ledger_kept **out,
                        size_t *count, struct err *err)
{
    *out = rows_gather(sql_query(ledger->sql, GET_STEPPED_BACK, err), sizeof **out, read_kept,
                       arena, count, err);
    return *out ? 0 : -1;
}
