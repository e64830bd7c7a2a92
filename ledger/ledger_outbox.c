/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_outbox: see ledger_outbox.h. */
#include "ledger/ledger_outbox.h"

#include "ledger/handle.h"
#include "ledger/rows.h"
#include "ledger/sql.h"

static const char ADD_NOTICE[] =
    "INSERT INTO outbox (notifier, subject, body, html, closing, severity, state, thread,"
    " indicator, source, created, embargo)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

#define NOTICE_COLUMNS                                                                        \
    "SELECT number, notifier, subject, body, html, closing, severity, state, thread,"         \
    " indicator, source, created, embargo FROM outbox"
static const char GET_UNPOSTED[] =
    NOTICE_COLUMNS " WHERE delivered = 0 AND letter IS NULL ORDER BY number";
static const char GET_OF_LETTER[] = NOTICE_COLUMNS " WHERE letter = ?1 ORDER BY number";

/* Random, so that no two letters of any two sites are ever taken for one. */
static const char ADD_LETTER[] = "INSERT INTO letter (notifier, key, created, since, due)"
                                 " VALUES (?1, lower(hex(randomblob(16))), ?2, ?2, ?2)";
static const char SET_LETTER[] = "UPDATE outbox SET letter = ?2 WHERE number = ?1";

#define LETTER_COLUMNS                                                                        \
    "SELECT number, notifier, key, created, due, attempts, error, reached, delivered,"        \
    " given_up, coalesce((SELECT subject FROM outbox WHERE letter = letter.number"            \
    "  ORDER BY number LIMIT 1), ''),"                                                        \
    " (SELECT count(*) FROM outbox WHERE letter = letter.number), since,"                     \
    " (SELECT max(embargo) FROM outbox WHERE letter = letter.number) FROM letter"
static const char GET_DUE[] =
    LETTER_COLUMNS " WHERE delivered = 0 AND given_up = 0 AND due <= ?1 ORDER BY number";
static const char GET_OPEN[] =
    LETTER_COLUMNS " WHERE delivered = 0 AND dropped = '' ORDER BY number";
static const char NOTE_LETTER[] =
    "UPDATE letter SET attempts = ?2, due = ?3, error = ?4, reached = ?5, delivered = ?6,"
    " given_up = ?7, since = ?8 WHERE number = ?1";
static const char NOTE_NOTICES[] = "UPDATE outbox SET delivered = ?2 WHERE letter = ?1";
static const char POSTPONE[] = "UPDATE letter SET due = ?2 WHERE notifier = ?1 AND"
                               " delivered = 0 AND given_up = 0 AND due < ?2";
static const char DROP[] = "UPDATE letter SET dropped = ?2, given_up = max(given_up, ?3)"
                           " WHERE number = ?1 AND delivered = 0 AND dropped = ''";
static const char GET_COUNTS[] =
    "SELECT (SELECT count(*) FROM outbox LEFT JOIN letter ON letter.number = outbox.letter"
    "  WHERE outbox.delivered = 0 AND coalesce(letter.given_up, 0) = 0),"
    " (SELECT count(*) FROM letter WHERE delivered = 0 AND given_up = 0 AND attempts > 0),"
    " (SELECT count(*) FROM letter WHERE delivered = 0 AND given_up > 0 AND dropped = ''),"
    " (SELECT min(due) FROM letter WHERE delivered = 0 AND given_up = 0)";

static void bind_text(struct query *query, int index, const char *text)
{
    sql_bind_text(query, index, text ? text : "");
}

int ledger_queue(struct ledger *ledger, const struct notice *notice, struct err *err)
{
    struct query *query = sql_query(ledger->sql, ADD_NOTICE, err);

    if (!query)
        return -1;
    bind_text(query, 1, notice->notifier);
    bind_text(query, 2, notice->subject);
    bind_text(query, 3, notice->body);
    bind_text(query, 4, notice->html);
    bind_text(query, 5, notice->closing);
    bind_text(query, 6, notice->severity);
    bind_text(query, 7, notice->state);
    bind_text(query, 8, notice->thread);
    bind_text(query, 9, notice->indicator);
    bind_text(query, 10, notice->source);
    sql_bind_integer(query, 11, notice->created);
    sql_bind_integer(query, 12, notice->embargo);
    return sql_finish(query, err);
}

static int read_notice(struct query *query, void *row, struct arena *arena, struct err *err)
{
    (void)err;
    *(struct notice *)row = (struct notice){
        .number = sql_integer(query, 0),
        .notifier = sql_text(query, 1, arena),
        .subject = sql_text(query, 2, arena),
        .body = sql_text(query, 3, arena),
        .html = sql_text(query, 4, arena),
        .closing = sql_text(query, 5, arena),
        .severity = sql_text(query, 6, arena),
        .state = sql_text(query, 7, arena),
        .thread = sql_text(query, 8, arena),
        .indicator = sql_text(query, 9, arena),
        .source = sql_text(query, 10, arena),
        .created = sql_integer(query, 11),
        .embargo = sql_integer(query, 12),
    };
    return 0;
}

static int gather_notices(struct query *query, struct arena *arena, struct notice_list *out,
                          struct err *err)
{
    out->items = rows_gather(query, sizeof *out->items, read_notice, arena, &out->count, err);
    return out->items ? 0 : -1;
}

int ledger_unposted(struct ledger *ledger, struct arena *arena, struct notice_list *out,
                    struct err *err)
{
    return gather_notices(sql_query(ledger->sql, GET_UNPOSTED, err), arena, out, err);
}

int ledger_letter_notices(struct ledger *ledger, int64_t letter, struct arena *arena,
                          struct notice_list *out, struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_OF_LETTER, err);

    if (query)
        sql_bind_integer(query, 1, letter);
    return gather_notices(query, arena, out, err);
}

static int write_letter(struct ledger *ledger, const struct notice *const *notices,
                        size_t count, int64_t now, struct err *err)
{
    struct query *query = sql_query(ledger->sql, ADD_LETTER, err);

    if (!query)
        return -1;
    bind_text(query, 1, notices[0]->notifier);
    sql_bind_integer(query, 2, now);
    if (sql_finish(query, err))
        return -1;
    int64_t letter = sql_inserted(ledger->sql);
    for (size_t i = 0; i < count; i++) {
        query = sql_query(ledger->sql, SET_LETTER, err);
        if (!query)
            return -1;
        sql_bind_integer(query, 1, notices[i]->number);
        sql_bind_integer(query, 2, letter);
        if (sql_finish(query, err))
            return -1;
    }
    return 0;
}

int ledger_post(struct ledger *ledger, const struct notice *const *notices, size_t count,
                int64_t now, struct err *err)
{
    bool own;

    if (sql_enter(ledger->sql, &own, err))
        return -1;
    return sql_leave(ledger->sql, own, write_letter(ledger, notices, count, now, err), err);
}

static int read_letter(struct query *query, void *row, struct arena *arena, struct err *err)
{
    (void)err;
    *(struct letter *)row = (struct letter){
        .number = sql_integer(query, 0),
        .notifier = sql_text(query, 1, arena),
        .key = sql_text(query, 2, arena),
        .created = sql_integer(query, 3),
        .due = sql_integer(query, 4),
        .attempts = (int)sql_integer(query, 5),
        .error = sql_text(query, 6, arena),
        .reached = sql_text(query, 7, arena),
        .delivered = sql_integer(query, 8),
        .given_up = sql_integer(query, 9),
        .subject = sql_text(query, 10, arena),
        .notices = (size_t)sql_integer(query, 11),
        .since = sql_integer(query, 12),
        .embargo = sql_integer(query, 13),
    };
    return 0;
}

static int gather_letters(struct query *query, struct arena *arena, struct letter **out,
                          size_t *count, struct err *err)
{
    *out = rows_gather(query, sizeof **out, read_letter, arena, count, err);
    return *out ? 0 : -1;
}

int ledger_letters_due(struct ledger *ledger, int64_t now, struct arena *arena,
                       struct letter **out, size_t *count, struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_DUE, err);

    if (query)
        sql_bind_integer(query, 1, now);
    return gather_letters(query, arena, out, count, err);
}

int ledger_letters_open(struct ledger *ledger, struct arena *arena, struct letter **out,
                        size_t *count, struct err *err)
{
    return gather_letters(sql_query(ledger->sql, GET_OPEN, err), arena, out, count, err);
}

static int note_letter(struct ledger *ledger, const struct letter *letter, struct err *err)
{
    struct query *query = sql_query(ledger->sql, NOTE_LETTER, err);

    if (!query)
        return -1;
    sql_bind_integer(query, 1, letter->number);
    sql_bind_integer(query, 2, letter->attempts);
    sql_bind_integer(query, 3, letter->due);
    bind_text(query, 4, letter->error);
    bind_text(query, 5, letter->reached);
    sql_bind_integer(query, 6, letter->delivered);
    sql_bind_integer(query, 7, letter->given_up);
    sql_bind_integer(query, 8, letter->since);
    return sql_finish(query, err);
}

static int note_notices(struct ledger *ledger, const struct letter *letter, struct err *err)
{
    struct query *query = sql_query(ledger->sql, NOTE_NOTICES, err);

    if (!query)
        return -1;
    sql_bind_integer(query, 1, letter->number);
    sql_bind_integer(query, 2, letter->delivered);
    return sql_finish(query, err);
}

int ledger_letter_note(struct ledger *ledger, const struct letter *letter, struct err *err)
{
    bool own;

    if (sql_enter(ledger->sql, &own, err))
        return -1;
    int failed = note_letter(ledger, letter, err);
    if (!failed && letter->delivered)
        failed = note_notices(ledger, letter, err);
    return sql_leave(ledger->sql, own, failed, err);
}

int ledger_letter_drop(struct ledger *ledger, int64_t number, const char *who, int64_t now,
                       struct err *err)
{
    struct query *query = sql_query(ledger->sql, DROP, err);

    if (!query)
        return -1;
    sql_bind_integer(query, 1, number);
    bind_text(query, 2, who);
    sql_bind_integer(query, 3, now);
    return sql_finish(query, err);
}

int ledger_letters_postpone(struct ledger *ledger, const char *notifier, int64_t due,
                            struct err *err)
{
    struct query *query = sql_query(ledger->sql, POSTPONE, err);

    if (!query)
        return -1;
    bind_text(query, 1, notifier);
    sql_bind_integer(query, 2, due);
    return sql_finish(query, err);
}

int ledger_outbox(struct ledger *ledger, struct ledger_outbox_counts *out, struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_COUNTS, err);

    if (!query || sql_step(query, err) != 1)
        return -1;
    *out = (struct ledger_outbox_counts){
        .waiting = (size_t)sql_integer(query, 0),
        .failing = (size_t)sql_integer(query, 1),
        .given_up = (size_t)sql_integer(query, 2),
        .next_due = sql_is_null(query, 3) ? INT64_MAX : sql_integer(query, 3),
    };
    sql_reset(query);
    return 0;
}
