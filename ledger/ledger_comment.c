/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_comment: see ledger_comment.h. */
#include "ledger/ledger_comment.h"

#include <stdlib.h>
#include <string.h>

#include "core/str.h"
#include "ledger/handle.h"
#include "ledger/lookup.h"
#include "ledger/rows.h"

static const char FIND_FIGURE[] =
    "SELECT o.number, o.status, converted(o.value, o.indicator, o.number), o.embargo"
    " FROM observation o WHERE o.number = (SELECT max(number) FROM observation"
    " WHERE indicator = ?1 AND frequency = ?2 AND period = ?3 AND aside = 0"
    " AND recorded_at <= ?4)";
static const char ADD_COMMENT[] =
    "INSERT INTO comment (indicator, frequency, period, observation, state, cause, action,"
    " section, approver, open, at, who, embargo)"
    " VALUES (?1, ?2, ?3, nullif(?4, 0), ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, nullif(?13, 0))";
static const char GET_COMMENTS[] =
    "SELECT c.number, c.indicator, i.id, c.frequency, c.period, c.state, c.cause, c.action,"
    " c.section, c.approver, c.open, c.at, c.who,"
    " converted(o.value, o.indicator, o.number), iif(max(ifnull(o.embargo, 0), "
    "ifnull(c.embargo, 0)) > ?3,"
    " max(ifnull(o.embargo, 0), ifnull(c.embargo, 0)), 0)"
    " FROM comment c JOIN indicator i ON i.number = c.indicator"
    " LEFT JOIN observation o ON o.number = c.observation AND o.status <> 5"
    " WHERE (?1 IS NULL OR c.indicator = ?1) AND c.at <= ?2"
    " ORDER BY i.id, c.frequency, c.period, c.number";

/* The figure that stands of its period when it is written; *row 0 = none. One that another
 * ledger had under embargo speaks of no figure that was told before. */
static int find_figure(struct ledger *ledger, int64_t indicator, struct comment *comment,
                       int64_t *row, struct err *err)
{
    struct query *query = sql_query(ledger->sql, FIND_FIGURE, err);

    *row = 0;
    comment->valued = false;
    if (!query)
        return -1;
    sql_bind_integer(query, 1, indicator);
    sql_bind_integer(query, 2, (int64_t)comment->period.frequency);
    sql_bind_integer(query, 3, comment->period.n);
    sql_bind_integer(query, 4, comment->at);
    int found = sql_step(query, err);
    if (found == 1) {
        bool own = comment->embargo == 0 || sql_integer(query, 3) == comment->embargo;

        *row = own ? sql_integer(query, 0) : 0;
        comment->valued = own && sql_integer(query, 1) != OBSERVATION_MISSING;
        if (comment->valued && lookup_value(query, 2, &comment->value, err))
            found = -1;
        sql_reset(query);
    }
    return found < 0 ? -1 : 0;
}

/* The columns that say what it is, from the parameter `at` on. */
static void bind_text(struct query *query, int at, const struct comment *comment)
{
    sql_bind_integer(query, at, (int64_t)comment->state);
    sql_bind_text(query, at + 1, comment->cause ? comment->cause : "");
    sql_bind_text(query, at + 2, comment->action ? comment->action : "");
    sql_bind_text(query, at + 3, comment->section);
    sql_bind_text(query, at + 4, comment->approver);
    sql_bind_integer(query, at + 5, comment->open);
    sql_bind_integer(query, at + 6, comment->at);
    sql_bind_text(query, at + 7, comment->who);
}

static void bind_period(struct query *query, int64_t indicator, const struct comment *comment)
{
    sql_bind_integer(query, 1, indicator);
    sql_bind_integer(query, 2, (int64_t)comment->period.frequency);
    sql_bind_integer(query, 3, comment->period.n);
}

static int append(struct ledger *ledger, int64_t indicator, int64_t observation,
                  struct comment *comment, struct err *err)
{
    struct query *query = sql_query(ledger->sql, ADD_COMMENT, err);

    if (!query)
        return -1;
    bind_period(query, indicator, comment);
    sql_bind_integer(query, 4, observation);
    bind_text(query, 5, comment);
    sql_bind_integer(query, 13, comment->embargo);
    if (sql_finish(query, err))
        return -1;
    comment->number = sql_inserted(ledger->sql);
    return 0;
}

int ledger_add_comment(struct ledger *ledger, struct comment *comment, struct err *err)
{
    int64_t indicator, revision, observation;
    char period[PERIOD_TEXT_SIZE];

    if (lookup_indicator(ledger, comment->indicator, &indicator, &revision, err) ||
        find_figure(ledger, indicator, comment, &observation, err))
        return -1;
    period_print(comment->period, period);
    if (indicator == 0 || (!comment->valued && (comment->state == COMMENT_DRAFT ||
                                                comment->state == COMMENT_APPROVED)))
        return err_set(err, ERR_DATA,
                       "%s %s: %s, and a comment explains a figure: record that first",
                       comment->indicator, period,
                       observation ? "its figure was taken back, or there never was one"
                                   : "no figure is recorded");
    return append(ledger, indicator, observation, comment, err);
}

int ledger_restore_comment(struct ledger *ledger, struct comment *comment, struct err *err)
{
    int64_t indicator, revision, observation;

    if (lookup_name_indicator(ledger, comment->indicator, &indicator, &revision, err) ||
        find_figure(ledger, indicator, comment, &observation, err))
        return -1;
    return append(ledger, indicator, observation, comment, err);
}

static int read_comment(struct query *query, void *row, struct arena *arena, struct err *err)
{
    struct comment *comment = row;

    *comment = (struct comment){
        .number = sql_integer(query, 0),
        .indicator = sql_text(query, 2, arena),
        .period = {(enum frequency)sql_integer(query, 3), (int32_t)sql_integer(query, 4)},
        .state = (enum comment_state)sql_integer(query, 5),
        .cause = sql_text(query, 6, arena),
        .action = sql_text(query, 7, arena),
        .section = sql_text(query, 8, arena),
        .approver = sql_text(query, 9, arena),
        .open = sql_integer(query, 10) != 0,
        .at = sql_integer(query, 11),
        .who = sql_text(query, 12, arena),
        .valued = !sql_is_null(query, 13),
        .embargo = sql_integer(query, 14),
    };
    return comment->valued ? lookup_value(query, 13, &comment->value, err) : 0;
}

/* Whoever asked knows it by the id of the configuration, which may be newer than the row's. */
static void name_all(struct comments *list, const char *indicator, struct arena *arena)
{
    const char *id = arena_strdup(arena, indicator);

    for (size_t i = 0; i < list->count; i++)
        list->items[i].indicator = id;
}

int ledger_comment_vintages(struct ledger *ledger, const char *indicator, const int64_t *as_of,
                            struct arena *arena, struct comments *out, struct err *err)
{
    int64_t number = 0, revision;

    *out = (struct comments){0};
    if (indicator && lookup_indicator(ledger, indicator, &number, &revision, err))
        return -1;
    if (indicator && number == 0)
        return 0;
    struct query *query = sql_query(ledger->sql, GET_COMMENTS, err);
    if (!query)
        return -1;
    if (indicator)
        sql_bind_integer(query, 1, number);
    else
        sql_bind_text(query, 1, NULL);
    sql_bind_integer(query, 2, as_of ? *as_of : INT64_MAX);
    sql_bind_integer(query, 3, ledger->reader_now);
    out->items = rows_gather(query, sizeof *out->items, read_comment, arena, &out->count, err);
    if (out->items && indicator)
        name_all(out, indicator, arena);
    return out->items ? 0 : -1;
}

int ledger_comments(struct ledger *ledger, const char *indicator, const int64_t *as_of,
                    struct arena *arena, struct comments *out, struct err *err)
{
    struct comments vintages;

    if (ledger_comment_vintages(ledger, indicator, as_of, arena, &vintages, err))
        return -1;
    comment_stand(&vintages, arena, out);
    return 0;
}
