/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_observe: observations and their vintages; see ledger.h. */
#include "core/mem.h"
#include "core/str.h"
#include "ledger/handle.h"
#include "ledger/ledger.h"
#include "ledger/precedence.h"

static const char NAME_INDICATOR[] =
    "INSERT INTO indicator (id) VALUES (?1) ON CONFLICT (id) DO NOTHING";
static const char FIND_INDICATOR[] = "SELECT number, revision FROM indicator WHERE id = ?1";
static const char SET_REVISION[] = "UPDATE indicator SET revision = ?2 WHERE number = ?1";
static const char FIND_DOCUMENT[] = "SELECT number FROM document WHERE sha256 = ?1";
static const char GET_CURRENT[] =
    "SELECT value, status, rank, source, published FROM observation"
    " WHERE indicator = ?1 AND frequency = ?2 AND period = ?3 AND aside = 0"
    " ORDER BY number DESC LIMIT 1";
static const char GET_LAST_SAID[] =
    "SELECT value, status, rank, source, published FROM observation"
    " WHERE indicator = ?1 AND frequency = ?2 AND period = ?3 AND aside = 0 AND source IS ?4"
    " ORDER BY number DESC LIMIT 1";
static const char GET_LAST_ASIDE[] =
    "SELECT value, status, rank, source, published FROM observation"
    " WHERE indicator = ?1 AND frequency = ?2 AND period = ?3 AND aside = 1 AND source IS ?4"
    " ORDER BY number DESC LIMIT 1";
static const char ADD_OBSERVATION[] =
    "INSERT INTO observation (indicator, frequency, period, value, status, rank, recorded_at,"
    " document, source, who, cell, note, aside, published)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif(?8, 0), ?9, ?10, ?11, ?12, ?13, ?14)";

#define OBSERVATION_COLUMNS                                                                   \
    "SELECT o.period, o.value, o.status, o.recorded_at, o.source, d.sha256, o.cell, o.note, " \
    "o.aside, o.who, o.rank, o.published"                                                     \
    " FROM observation o LEFT JOIN document d ON d.number = o.document"

static const char GET_SERIES[] = OBSERVATION_COLUMNS
    " WHERE o.number IN (SELECT max(number) FROM observation"
    " WHERE indicator = ?1 AND frequency = ?2 AND aside = 0 GROUP BY period)"
    " ORDER BY o.period";
static const char GET_SERIES_AS_OF[] = OBSERVATION_COLUMNS
    " WHERE o.number IN (SELECT max(number) FROM observation"
    " WHERE indicator = ?1 AND frequency = ?2 AND aside = 0 AND recorded_at <= ?3"
    " GROUP BY period)"
    " ORDER BY o.period";
static const char GET_VINTAGES[] = OBSERVATION_COLUMNS
    " WHERE o.indicator = ?1 AND o.frequency = ?2 ORDER BY o.period, o.number";

#define ANOTHER "?" /* source: no id */

/* One observation of the ledger, as far as a merge looks at it. */
struct known {
    bool found;
    struct observation said; /* value, status, rank, published; whose, as far as it matters */
};

struct merge {
    struct ledger *ledger;
    const struct ledger_origin *origin;
    const char *id; /* of the indicator */
    int64_t indicator;
    int64_t document; /* 0 = none */
    int64_t now;
    int places; /* the most of what is merged */
    int64_t revision;
    struct ledger_counts *counts;
};

/* The number and revision of an indicator; 0 when the ledger does not know it. */
static int find_indicator(struct ledger *ledger, const char *id, int64_t *number,
                          int64_t *revision, struct err *err)
{
    struct query *query = sql_query(ledger->sql, FIND_INDICATOR, err);

    *number = 0;
    *revision = 0;
    if (!query)
        return -1;
    sql_bind_text(query, 1, id);
    int found = sql_step(query, err);
    if (found == 1) {
        *number = sql_integer(query, 0);
        *revision = sql_integer(query, 1);
    }
    sql_reset(query);
    return found < 0 ? -1 : 0;
}

static int name_indicator(struct ledger *ledger, const char *id, int64_t *number,
                          int64_t *revision, struct err *err)
{
    if (find_indicator(ledger, id, number, revision, err) || *number != 0)
        return *number != 0 ? 0 : -1;
    struct query *query = sql_query(ledger->sql, NAME_INDICATOR, err);
    if (!query)
        return -1;
    sql_bind_text(query, 1, id);
    if (sql_finish(query, err))
        return -1;
    return find_indicator(ledger, id, number, revision, err);
}

static int find_document(struct ledger *ledger, const char *sha256, int64_t *number,
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

static int read_value(struct query *query, int column, struct decimal *out, struct err *err)
{
    if (decimal_parse(sql_peek(query, column), out, err)) {
        err->code = ERR_DATA;
        return err_prefix(err, "the ledger holds a value that is no number");
    }
    return 0;
}

static void read_published(struct query *query, int column, struct observation *out)
{
    out->dated = !sql_is_null(query, column);
    out->published = out->dated ? (int32_t)sql_integer(query, column) : 0;
}

/* The row's text goes with the row; all that matters is whether it is the one who speaks. */
static const char *whose(const struct merge *merge, struct query *query, int column)
{
    const char *source = merge->origin->source;

    if (sql_is_null(query, column))
        return NULL;
    return source && str_equal(sql_peek(query, column), source) ? source : ANOTHER;
}

static int get_known(struct merge *merge, const char *text, struct period period,
                     struct known *out, struct err *err)
{
    struct query *query = sql_query(merge->ledger->sql, text, err);

    *out = (struct known){0};
    if (!query)
        return -1;
    sql_bind_integer(query, 1, merge->indicator);
    sql_bind_integer(query, 2, (int64_t)period.frequency);
    sql_bind_integer(query, 3, period.n);
    if (text != GET_CURRENT)
        sql_bind_text(query, 4, merge->origin->source);
    int found = sql_step(query, err);
    int failed = found < 0 ? -1 : 0;
    if (found == 1) {
        out->found = true;
        failed = read_value(query, 0, &out->said.value, err);
        out->said.status = (enum observation_status)sql_integer(query, 1);
        out->said.rank = (int)sql_integer(query, 2);
        out->said.source = whose(merge, query, 3);
        read_published(query, 4, &out->said);
    }
    sql_reset(query);
    return failed;
}

static bool says(const struct known *known, const struct observation *observation)
{
    if (!known->found || known->said.status != observation->status)
        return false;
    return observation->status == OBSERVATION_MISSING ||
           decimal_compare(known->said.value, observation->value) == 0;
}

/* Which document it came with, and what its source had said before, are not asked: what
 * nothing else explains was rounded, or older than that. */
enum ledger_reason ledger_why_aside(const struct observation *stood,
                                    const struct observation *aside)
{
    enum ledger_reason reason;

    if (precedence_refuses(stood, aside, DECIMAL_PLACES_MAX, &reason) ||
        precedence_refuses(stood, aside, aside->value.places, &reason))
        return reason;
    return aside->dated ? LEDGER_OLDER : LEDGER_LESS_EXACT;
}

static int add(struct merge *merge, const struct observation *observation, bool aside,
               struct err *err)
{
    struct query *query = sql_query(merge->ledger->sql, ADD_OBSERVATION, err);
    char value[DECIMAL_TEXT_SIZE];

    if (!query)
        return -1;
    decimal_print(observation->value, value);
    sql_bind_integer(query, 1, merge->indicator);
    sql_bind_integer(query, 2, (int64_t)observation->period.frequency);
    sql_bind_integer(query, 3, observation->period.n);
    sql_bind_text(query, 4, value);
    sql_bind_integer(query, 5, (int64_t)observation->status);
    sql_bind_integer(query, 6, merge->origin->rank);
    sql_bind_integer(query, 7, merge->now);
    sql_bind_integer(query, 8, merge->document);
    sql_bind_text(query, 9, merge->origin->source);
    sql_bind_text(query, 10, merge->origin->who);
    sql_bind_text(query, 11, observation->cell);
    sql_bind_text(query, 12, observation->note);
    sql_bind_integer(query, 13, aside);
    if (observation->dated)
        sql_bind_integer(query, 14, observation->published);
    if (sql_finish(query, err))
        return -1;
    if (!aside)
        merge->revision = sql_inserted(merge->ledger->sql);
    return 0;
}

/* Kept as a vintage, once: nothing that was published is lost without a trace. */
static int set_aside(struct merge *merge, const struct observation *observation,
                     enum ledger_reason reason, struct err *err)
{
    struct known before;

    if (get_known(merge, GET_LAST_ASIDE, observation->period, &before, err))
        return -1;
    if (merge->counts->kept++ == 0)
        merge->counts->first = (struct ledger_kept){
            .indicator = merge->id,
            .period = observation->period,
            .value = observation->value,
            .status = observation->status,
            .reason = reason,
        };
    return says(&before, observation) ? 0 : add(merge, observation, true, err);
}

enum outcome { ADDS, REVISES, REPEATS, STEPS_BACK };

/* What a source published before what it said last is no change of its figure. */
static int weigh_day(struct merge *merge, const struct observation *speaks, struct known *said,
                     enum outcome *outcome, enum ledger_reason *reason, struct err *err)
{
    *outcome = REVISES;
    if (!speaks->source || !speaks->dated || !said->found)
        return 0;
    said->said.period = speaks->period;
    if (ledger_affirm(merge->ledger, merge->id, &said->said, err))
        return -1;
    if (precedence_refuses(&said->said, speaks, merge->places, reason) &&
        *reason == LEDGER_OLDER)
        *outcome = STEPS_BACK;
    return 0;
}

/* A source that only repeats what it said before says nothing new: a correction made by hand
 * since stands until the publisher changes its own figure. */
static int weigh(struct merge *merge, const struct observation *observation,
                 enum outcome *outcome, enum ledger_reason *reason, struct err *err)
{
    struct known current, said;
    struct observation speaks = *observation;

    speaks.source = merge->origin->source;
    speaks.rank = merge->origin->rank;
    if (get_known(merge, GET_CURRENT, observation->period, &current, err) ||
        get_known(merge, GET_LAST_SAID, observation->period, &said, err))
        return -1;
    if (!current.found)
        *outcome = ADDS;
    else if (says(&current, observation) ||
             (merge->origin->source && says(&said, observation)))
        *outcome = REPEATS;
    else if (precedence_refuses(&current.said, &speaks, merge->places, reason))
        *outcome = STEPS_BACK;
    else
        return weigh_day(merge, &speaks, &said, outcome, reason, err);
    return 0;
}

static int merge_one(struct merge *merge, const struct observation *observation,
                     struct err *err)
{
    enum outcome outcome;
    enum ledger_reason reason;

    if (weigh(merge, observation, &outcome, &reason, err))
        return -1;
    switch (outcome) {
    case REPEATS:
        merge->counts->same++;
        return 0;
    case STEPS_BACK:
        return set_aside(merge, observation, reason, err);
    case ADDS:
        merge->counts->added++;
        break;
    case REVISES:
        merge->counts->revised++;
        break;
    }
    return add(merge, observation, false, err);
}

int ledger_sift(struct ledger *ledger, const char *indicator, const struct series *said,
                const struct ledger_origin *origin, bool *news, struct err *err)
{
    struct merge merge = {.ledger = ledger, .origin = origin, .id = indicator};
    int64_t revision;

    if (find_indicator(ledger, indicator, &merge.indicator, &revision, err))
        return -1;
    merge.places = precedence_places(said->observations, said->count);
    for (size_t i = 0; i < said->count; i++) {
        enum outcome outcome;
        enum ledger_reason reason;

        if (weigh(&merge, &said->observations[i], &outcome, &reason, err))
            return -1;
        news[i] = outcome == ADDS || outcome == REVISES;
    }
    return 0;
}

void ledger_add_counts(struct ledger_counts *sum, const struct ledger_counts *more)
{
    if (sum->kept == 0)
        sum->first = more->first;
    sum->added += more->added;
    sum->revised += more->revised;
    sum->same += more->same;
    sum->kept += more->kept;
}

static int set_revision(struct merge *merge, struct err *err)
{
    struct query *query = sql_query(merge->ledger->sql, SET_REVISION, err);

    if (!query)
        return -1;
    sql_bind_integer(query, 1, merge->indicator);
    sql_bind_integer(query, 2, merge->revision);
    return sql_finish(query, err);
}

static int merge_all(struct merge *merge, const struct observation *observations, size_t count,
                     struct err *err)
{
    int64_t before;

    if (name_indicator(merge->ledger, merge->id, &merge->indicator, &before, err) ||
        find_document(merge->ledger, merge->origin->document, &merge->document, err))
        return -1;
    merge->revision = before;
    merge->places = precedence_places(observations, count);
    if (merge->places < merge->origin->places)
        merge->places = merge->origin->places;
    for (size_t i = 0; i < count; i++) {
        if (observations[i].status == OBSERVATION_FORECAST)
            return err_set(err, ERR_INTERNAL, "a forecast is no observation of %s", merge->id);
        if (merge_one(merge, &observations[i], err))
            return -1;
    }
    return merge->revision == before ? 0 : set_revision(merge, err);
}

int ledger_merge(struct ledger *ledger, const char *indicator,
                 const struct observation *observations, size_t count,
                 const struct ledger_origin *origin, int64_t now, struct ledger_counts *counts,
                 struct err *err)
{
    struct merge merge = {
        .ledger = ledger, .origin = origin, .id = indicator, .now = now, .counts = counts};
    bool own;

    if (count == 0)
        return 0;
    if (sql_enter(ledger->sql, &own, err))
        return -1;
    return sql_leave(ledger->sql, own, merge_all(&merge, observations, count, err), err);
}

static int read_observation(struct query *query, enum frequency frequency, struct arena *arena,
                            struct observation *out, struct err *err)
{
    *out = (struct observation){
        .period = {frequency, (int32_t)sql_integer(query, 0)},
        .status = (enum observation_status)sql_integer(query, 2),
        .recorded_at = sql_integer(query, 3),
        .source = sql_text(query, 4, arena),
        .document = sql_text(query, 5, arena),
        .cell = sql_text(query, 6, arena),
        .note = sql_text(query, 7, arena),
        .aside = sql_integer(query, 8) != 0,
        .who = sql_text(query, 9, arena),
        .rank = (int)sql_integer(query, 10),
    };
    read_published(query, 11, out);
    return read_value(query, 1, &out->value, err);
}

/* Rows are gathered in a growing array and then moved into the arena. */
static int read_series(struct query *query, struct arena *arena, struct series *out,
                       struct err *err)
{
    struct observation *rows = NULL;
    size_t count = 0;
    size_t capacity = 0;
    int found;

    while ((found = sql_step(query, err)) == 1) {
        rows = mem_grow(rows, count, &capacity, sizeof *rows);
        if (read_observation(query, out->frequency, arena, &rows[count++], err)) {
            sql_reset(query);
            found = -1;
            break;
        }
    }
    out->observations = arena_alloc(arena, count, sizeof *rows);
    for (size_t i = 0; rows && i < count; i++)
        out->observations[i] = rows[i];
    out->count = count;
    mem_free(rows);
    return found;
}

static int query_series(struct ledger *ledger, const char *text, const char *indicator,
                        enum frequency frequency, const int64_t *as_of, struct arena *arena,
                        struct series *out, struct err *err)
{
    int64_t number, revision;

    *out =
        (struct series){.indicator = arena_strdup(arena, indicator), .frequency = frequency};
    if (find_indicator(ledger, indicator, &number, &revision, err))
        return -1;
    if (number == 0)
        return 0;
    struct query *query = sql_query(ledger->sql, text, err);
    if (!query)
        return -1;
    sql_bind_integer(query, 1, number);
    sql_bind_integer(query, 2, (int64_t)frequency);
    if (as_of)
        sql_bind_integer(query, 3, *as_of);
    return read_series(query, arena, out, err);
}

int ledger_series(struct ledger *ledger, const char *indicator, enum frequency frequency,
                  const int64_t *as_of, struct arena *arena, struct series *out,
                  struct err *err)
{
    return query_series(ledger, as_of ? GET_SERIES_AS_OF : GET_SERIES, indicator, frequency,
                        as_of, arena, out, err);
}

int ledger_vintages(struct ledger *ledger, const char *indicator, enum frequency frequency,
                    struct arena *arena, struct series *out, struct err *err)
{
    return query_series(ledger, GET_VINTAGES, indicator, frequency, NULL, arena, out, err);
}

int ledger_revision(struct ledger *ledger, const char *indicator, int64_t *out,
                    struct err *err)
{
    int64_t number;

    return find_indicator(ledger, indicator, &number, out, err);
}
