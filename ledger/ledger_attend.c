/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_attend: what people do about alerts; see ledger_alert.h. */
#include "ledger/handle.h"
#include "ledger/ledger.h"
#include "ledger/rows.h"

static const char ADD_SILENCE[] = "INSERT INTO alert_silence (subject, at, until, who, note)"
                                  " VALUES (?1, ?2, ?3, ?4, ?5)";
static const char GET_SILENCES[] =
    "SELECT subject, at, until, who, note FROM alert_silence ORDER BY number";

static int add_silence(struct ledger *ledger, const struct ledger_attention *attention,
                       struct err *err)
{
    struct query *query = sql_query(ledger->sql, ADD_SILENCE, err);
    bool begins = attention->state == ALERT_SILENCED;

    if (!query)
        return -1;
    sql_bind_text(query, 1, attention->id);
    sql_bind_integer(query, 2, attention->at);
    sql_bind_integer(query, 3, begins ? attention->until : attention->at);
    sql_bind_text(query, 4, attention->who);
    sql_bind_text(query, 5, attention->note);
    return sql_finish(query, err);
}

static int read_silence(struct query *query, void *row, struct arena *arena, struct err *err)
{
    (void)err;
    *(struct alert_silence *)row = (struct alert_silence){
        .subject = sql_text(query, 0, arena),
        .at = sql_integer(query, 1),
        .until = sql_integer(query, 2),
        .who = sql_text(query, 3, arena),
        .note = sql_text(query, 4, arena),
    };
    return 0;
}

int ledger_silences(struct ledger *ledger, struct arena *arena, struct alert_silence **out,
                    size_t *count, struct err *err)
{
    *out = rows_gather(sql_query(ledger->sql, GET_SILENCES, err), sizeof **out, read_silence,
                       arena, count, err);
    return *out ? 0 : -1;
}

/* Whether the alert becomes something else by it. */
static bool concerns(const struct ledger_attention *attention, const struct alert *alert,
                     int64_t silenced)
{
    switch (attention->state) {
    case ALERT_ACKNOWLEDGED:
        return alert->state == ALERT_FIRING || alert->state == ALERT_SILENCED ||
               (alert->state == ALERT_ACKNOWLEDGED && alert->until != attention->until);
    case ALERT_SILENCED:
        return alert->state == ALERT_FIRING || alert->state == ALERT_SILENCED;
    case ALERT_FIRING:
        return alert->state == ALERT_SILENCED && silenced == 0;
    case ALERT_RESOLVED:
    case ALERT_PENDING:
        break;
    }
    return false;
}

static int attend_one(struct ledger *ledger, const struct ledger_attention *attention,
                      struct alert *alert, struct err *err)
{
    alert->state = attention->state;
    alert->changed = attention->at;
    alert->until = attention->until;
    alert->who = attention->who;
    alert->note = attention->note;
    return ledger_save_alert(ledger, alert, err);
}

/* Reads and writes within the caller's transaction. */
static int attend(struct ledger *ledger, const struct ledger_attention *attention,
                  struct arena *arena, size_t *count, struct err *err)
{
    struct alert_silence *silences;
    struct alert *alerts;
    size_t silence_count, alert_count;

    *count = 0;
    if ((attention->state != ALERT_ACKNOWLEDGED && add_silence(ledger, attention, err)) ||
        ledger_silences(ledger, arena, &silences, &silence_count, err) ||
        ledger_alerts(ledger, true, 0, arena, &alerts, &alert_count, err))
        return -1;
    for (size_t i = 0; i < alert_count; i++) {
        struct alert *alert = &alerts[i];

        if (alert->state == ALERT_PENDING || !alert_is_of(alert, attention->id))
            continue;
        ++*count;
        if (concerns(attention, alert,
                     alert_silenced_until(alert, silences, silence_count, attention->at)) &&
            attend_one(ledger, attention, alert, err))
            return -1;
    }
    return 0;
}

int ledger_attend(struct ledger *ledger, const struct ledger_attention *attention,
                  size_t *count, struct err *err)
{
    bool own;

    if (sql_enter(ledger->sql, &own, err))
        return -1;
    struct arena *arena = arena_new();
    int failed = attend(ledger, attention, arena, count, err);
    arena_free(arena);
    return sql_leave(ledger->sql, own, failed, err);
}
