/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_alert: alerts and their history; see ledger.h. */
#include "ledger/handle.h"
#include "ledger/ledger.h"
#include "ledger/rows.h"

/* Until when what a step tells of may not be told; 0 = it may. */
#define EMBARGO(AT, STEP)                                                                     \
    " ifnull((SELECT max(o.embargo)" HANDLE_CONCEALED("observation", "?2", AT, STEP) "), 0)"

#define ALERT_COLUMNS                                                                         \
    "SELECT number, rule_id, indicator, source, segment, rule, severity, state, since,"       \
    " changed, frequency, period, value, text, told, told_period, until," EMBARGO(            \
        "a.changed", "a") " FROM alert a"

static const char GET_ALL[] = ALERT_COLUMNS " ORDER BY since DESC, number DESC LIMIT ?1";
static const char GET_OPEN[] =
    ALERT_COLUMNS " WHERE state <> 2 ORDER BY since DESC, number DESC LIMIT ?1";
static const char ADD_ALERT[] =
    "INSERT INTO alert (rule_id, indicator, source, segment, rule, severity, state, since,"
    " changed, frequency, period, value, text, told, told_period, until)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
static const char SET_ALERT[] =
    "UPDATE alert SET rule_id = ?1, indicator = ?2, source = ?3, segment = ?4, rule = ?5,"
    " severity = ?6, state = ?7, since = ?8, changed = ?9, frequency = ?10, period = ?11,"
    " value = ?12, text = ?13, told = ?14, told_period = ?15, until = ?16 WHERE number = ?17";
static const char ADD_HISTORY[] =
    "INSERT INTO alert_history (alert, at, state, text, who, note, until,"
    " since, segment, rule, severity, frequency, period, value)"
    " SELECT number, ?2, ?3, ?4, ?5, ?6, ?7,"
    " since, segment, rule, severity, frequency, period, value FROM alert WHERE number = ?1";
static const char GET_HISTORY[] =
    "SELECT h.alert, h.at, h.state, h.text, h.who, h.note, h.until," EMBARGO(
        "h.at", "h") " FROM alert_history h JOIN main.alert a ON a.number = h.alert"
                     " ORDER BY h.alert, h.number";

static int read_alert(struct query *query, void *row, struct arena *arena, struct err *err)
{
    enum frequency frequency = (enum frequency)sql_integer(query, 10);
    struct alert *out = row;

    *out = (struct alert){
        .number = sql_integer(query, 0),
        .rule_id = sql_text(query, 1, arena),
        .indicator_id = sql_text(query, 2, arena),
        .source_id = sql_text(query, 3, arena),
        .segment = sql_text(query, 4, arena),
        .rule = sql_text(query, 5, arena),
        .severity = sql_text(query, 6, arena),
        .state = (enum alert_state)sql_integer(query, 7),
        .since = sql_integer(query, 8),
        .changed = sql_integer(query, 9),
        .period = {frequency, (int32_t)sql_integer(query, 11)},
        .text = sql_text(query, 13, arena),
        .told = sql_integer(query, 14),
        .told_period = {frequency, (int32_t)sql_integer(query, 15)},
        .until = sql_integer(query, 16),
        .embargo = sql_integer(query, 17),
    };
    return decimal_parse(sql_peek(query, 12), &out->value, err);
}

int ledger_alerts(struct ledger *ledger, bool open_only, size_t limit, struct arena *arena,
                  struct alert **out, size_t *count, struct err *err)
{
    struct query *query = sql_query(ledger->sql, open_only ? GET_OPEN : GET_ALL, err);

    if (query) {
        sql_bind_integer(query, 1, limit ? (int64_t)limit : -1);
        sql_bind_integer(query, 2, ledger->reader_now);
    }
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
        .who = sql_text(query, 4, arena),
        .note = sql_text(query, 5, arena),
        .until = sql_integer(query, 6),
        .embargo = sql_integer(query, 7),
    };
    return 0;
}

int ledger_alert_events(struct ledger *ledger, struct arena *arena, struct alert_event **out,
                        size_t *count, struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_HISTORY, err);

    if (query)
        sql_bind_integer(query, 2, ledger->reader_now);
    *out = rows_gather(query, sizeof **out, read_event, arena, count, err);
    return *out ? 0 : -1;
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static void bind_alert(struct query *query, const struct alert *alert)
{
    char value[DECIMAL_TEXT_SIZE];

    decimal_print(alert->value, value);
    sql_bind_text(query, 1, alert->rule_id);
    sql_bind_text(query, 2, or_empty(alert->indicator_id));
    sql_bind_text(query, 3, or_empty(alert->source_id));
    sql_bind_text(query, 4, or_empty(alert->segment));
    sql_bind_text(query, 5, alert->rule);
    sql_bind_text(query, 6, alert->severity);
    sql_bind_integer(query, 7, (int64_t)alert->state);
    sql_bind_integer(query, 8, alert->since);
    sql_bind_integer(query, 9, alert->changed);
    sql_bind_integer(query, 10, (int64_t)alert->period.frequency);
    sql_bind_integer(query, 11, alert->period.n);
    sql_bind_text(query, 12, value);
    sql_bind_text(query, 13, alert->text);
    sql_bind_integer(query, 14, alert->told);
    sql_bind_integer(query, 15, alert->told_period.n);
    sql_bind_integer(query, 16, alert->until);
}

static int write_alert(struct ledger *ledger, struct alert *alert, struct err *err)
{
    struct query *query = sql_query(ledger->sql, alert->number ? SET_ALERT : ADD_ALERT, err);

    if (!query)
        return -1;
    bind_alert(query, alert);
    if (alert->number)
        sql_bind_integer(query, 17, alert->number);
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
    sql_bind_text(query, 5, alert->who);
    sql_bind_text(query, 6, alert->note);
    sql_bind_integer(query, 7, alert->until);
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
