/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_alert: alerts and their history; see ledger.h. */
#include "core/str.h"
#include "ledger/handle.h"
#include "ledger/ledger.h"
#include "ledger/rows.h"

#define ALERT_COLUMNS                                                                         \
    "SELECT number, rule_id, indicator, rule, severity, state, since, changed, frequency, "   \
    "period,"                                                                                 \
    " value, text FROM alert"

static const char GET_ALL[] = ALERT_COLUMNS " ORDER BY since DESC, number DESC LIMIT ?1";
static const char GET_OPEN[] =
    ALERT_COLUMNS " WHERE state <> 2 ORDER BY since DESC, number DESC LIMIT ?1";
static const char ADD_ALERT[] =
    "INSERT INTO alert (rule_id, indicator, rule, severity, state, since, changed, frequency,"
    " period, value, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
static const char SET_ALERT[] =
    "UPDATE alert SET rule_id = ?1, indicator = ?2, rule = ?3, severity = ?4, state = ?5,"
    " since = ?6, changed = ?7, frequency = ?8, period = ?9, value = ?10, text = ?11"
    " WHERE number = ?12";
static const char ADD_HISTORY[] =
    "INSERT INTO alert_history (alert, at, state, text) VALUES (?1, ?2, ?3, ?4)";
static const char GET_HISTORY[] =
    "SELECT alert, at, state, text FROM alert_history ORDER BY alert, number";

static int read_alert(struct query *query, void *row, struct arena *arena, struct err *err)
{
    struct alert *out = row;

    *out = (struct alert){
        .number = sql_integer(query, 0),
        .rule_id = sql_text(query, 1, arena),
        .indicator_id = sql_text(query, 2, arena),
        .rule = sql_text(query, 3, arena),
        .severity = sql_text(query, 4, arena),
        .state = (enum alert_state)sql_integer(query, 5),
        .since = sql_integer(query, 6),
        .changed = sql_integer(query, 7),
        .period = {(enum frequency)sql_integer(query, 8), (int32_t)sql_integer(query, 9)},
        .text = sql_text(query, 11, arena),
    };
    return decimal_parse(sql_peek(query, 10), &out->value, err);
}

int ledger_alerts(struct ledger *ledger, bool open_only, size_t limit, struct arena *arena,
                  struct alert **out, size_t *count, struct err *err)
{
    struct query *query = sql_query(ledger->sql, open_only ? GET_OPEN : GET_ALL, err);

    if (query)
        sql_bind_integer(query, 1, limit ? (int64_t)limit : -1);
    *out = rows_gather(query, sizeof **out, read_alert, arena, count, err);
    return *out ? 0 : -1;
}

static int read_event(struct query *query, void *row, struct arena *arena, struct err *err)
{
    (void)err;
    *(struct alert_event *)row = (struct alert_event){
        .alert = sql_integer(query, 0),
        .at = sql_integer(query, 1),
        .state = (enum alert_state)sql_integer(query, 2),
        .text = sql_text(query, 3, arena),
    };
    return 0;
}

int ledger_alert_events(struct ledger *ledger, struct arena *arena, struct alert_event **out,
                        size_t *count, struct err *err)
{
    *out = rows_gather(sql_query(ledger->sql, GET_HISTORY, err), sizeof **out, read_event,
                       arena, count, err);
    return *out ? 0 : -1;
}

static int write_alert(struct ledger *ledger, struct alert *alert, struct err *err)
{
    struct query *query = sql_query(ledger->sql, alert->number ? SET_ALERT : ADD_ALERT, err);
    char value[DECIMAL_TEXT_SIZE];

    if (!query)
        return -1;
    decimal_print(alert->value, value);
    sql_bind_text(query, 1, alert->rule_id);
    sql_bind_text(query, 2, alert->indicator_id);
    sql_bind_text(query, 3, alert->rule);
    sql_bind_text(query, 4, alert->severity);
    sql_bind_integer(query, 5, (int64_t)alert->state);
    sql_bind_integer(query, 6, alert->since);
    sql_bind_integer(query, 7, alert->changed);
    sql_bind_integer(query, 8, (int64_t)alert->period.frequency);
    sql_bind_integer(query, 9, alert->period.n);
    sql_bind_text(query, 10, value);
    sql_bind_text(query, 11, alert->text);
    if (alert->number)
        sql_bind_integer(query, 12, alert->number);
    if (sql_finish(query, err))
        return -1;
    if (alert->number == 0)
        alert->number = sql_inserted(ledger->sql);
    return 0;
}

static int add_history(struct ledger *ledger, const struct alert *alert, struct err *err)
{
    struct query *query = sql_query(ledger->sql, ADD_HISTORY, err);

    if (!query)
        return -1;
    sql_bind_integer(query, 1, alert->number);
    sql_bind_integer(query, 2, alert->changed);
    sql_bind_integer(query, 3, (int64_t)alert->state);
    sql_bind_text(query, 4, alert->text);
    return sql_finish(query, err);
}

int ledger_save_alert(struct ledger *ledger, struct alert *alert, struct err *err)
{
    bool own;

    if (sql_enter(ledger->sql, &own, err))
        return -1;
    int failed = write_alert(ledger, alert, err) || add_history(ledger, alert, err);
    return sql_leave(ledger->sql, own, failed ? -1 : 0, err);
}

/* Reads and writes within the caller's transaction. */
static int acknowledge(struct ledger *ledger, const char *rule_id, int64_t now,
                       struct arena *arena, bool *open, struct err *err)
{
    struct alert *alerts;
    size_t count;

    *open = false;
    if (ledger_alerts(ledger, true, 0, arena, &alerts, &count, err))
        return -1;
    for (size_t i = 0; i < count; i++) {
        if (!str_equal(alerts[i].rule_id, rule_id))
            continue;
        *open = true;
        if (alerts[i].state == ALERT_ACKNOWLEDGED)
            return 0;
        alerts[i].state = ALERT_ACKNOWLEDGED;
        alerts[i].changed = now;
        return ledger_save_alert(ledger, &alerts[i], err);
    }
    return 0;
}

int ledger_acknowledge(struct ledger *ledger, const char *rule_id, int64_t now, bool *open,
                       struct err *err)
{
    bool own;

    if (sql_enter(ledger->sql, &own, err))
        return -1;
    struct arena *arena = arena_new();
    int failed = acknowledge(ledger, rule_id, now, arena, open, err);
    arena_free(arena);
    return sql_leave(ledger->sql, own, failed, err);
}
