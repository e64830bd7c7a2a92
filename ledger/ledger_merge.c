/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_merge: observations against what stands; see ledger.h. */
#include <stdlib.h>

#include "core/mem.h"
#include "core/str.h"
#include "ledger/handle.h"
#include "ledger/ledger.h"
#include "ledger/lookup.h"
#include "ledger/precedence.h"

/* In the order of the index: of each period what stands, oldest first, then what is aside. */
static const char GET_STANDING[] =
    "SELECT period, converted(value, indicator, number), status, rank, source, aside, "
    "published"
    " FROM observation"
    " WHERE indicator = ?1 AND frequency = ?2 AND period BETWEEN ?3 AND ?4"
    " ORDER BY period, aside, number";
static const char ADD_OBSERVATION[] =
    "INSERT INTO observation (indicator, frequency, period, value, status, rank, recorded_at,"
    " document, source, who, cell, note, aside, published)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif(?8, 0), ?9, ?10, ?11, ?12, ?13, ?14)";

#define ANOTHER "?" /* source: no id */

/* One observation of the ledger, as far as a merge looks at it. */
struct known {
    bool found;
    struct observation said; /* value, status, rank, published; whose, as far as it matters */
};

/* What the ledger holds of a period that is spoken of. */
struct standing {
    int32_t period;
    struct known current;
    struct known said;  /* the last that stood and was said by the same source */
    struct known aside; /* the last that it said and that was set aside */
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
    struct standing *standing; /* ascending, one per period */
    size_t count;
};

/* --- what stands --- */

static int compare_standing(const void *a, const void *b)
{
    int32_t one = ((const struct standing *)a)->period;
    int32_t other = ((const struct standing *)b)->period;

    return (one > other) - (one < other);
}

/* The entry of a period that is among them. */
static struct standing *find_standing(const struct merge *merge, int32_t period)
{
    size_t low = 0;
    size_t high = merge->count - 1;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (merge->standing[middle].period < period)
            low = middle + 1;
        else
            high = middle;
    }
    return &merge->standing[low];
}

/* One entry for each period that is spoken of, nothing known of it yet. */
static void list_periods(struct merge *merge, const struct observation *observations,
                         size_t count)
{
    size_t kept = 0;

    merge->standing = mem_calloc(count, sizeof *merge->standing);
    for (size_t i = 0; i < count; i++)
        merge->standing[i].period = observations[i].period.n;
    qsort(merge->standing, count, sizeof *merge->standing, compare_standing);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || merge->standing[kept - 1].period != merge->standing[i].period)
            merge->standing[kept++] = merge->standing[i];
    }
    merge->count = kept;
}

/* The row's text goes with the row; all that matters is whether it is the one who speaks. */
static const char *whose(const struct merge *merge, struct query *query, int column)
{
    const char *source = merge->origin->source;

    if (sql_is_null(query, column))
        return NULL;
    return source && str_equal(sql_peek(query, column), source) ? source : ANOTHER;
}

static void note_known(const struct merge *merge, struct standing *standing,
                       const struct known *known, bool aside)
{
    if (!aside)
        standing->current = *known;
    if (known->said.source == merge->origin->source)
        *(aside ? &standing->aside : &standing->said) = *known;
}

static int read_known(const struct merge *merge, struct query *query, struct known *out,
                      struct err *err)
{
    *out = (struct known){
        .found = true,
        .said = {.status = (enum observation_status)sql_integer(query, 2),
                 .rank = (int)sql_integer(query, 3),
                 .source = whose(merge, query, 4)},
    };
    lookup_published(query, 6, &out->said);
    return lookup_value(query, 1, &out->said.value, err);
}

static int read_standing(struct merge *merge, struct query *query, struct err *err)
{
    struct standing *at = merge->standing;
    const struct standing *end = at + merge->count;
    struct known known;
    int found;

    while ((found = sql_step(query, err)) == 1) {
        while (at < end && at->period < sql_integer(query, 0))
            at++;
        if (at == end || at->period != sql_integer(query, 0))
            continue;
        if (read_known(merge, query, &known, err)) {
            sql_reset(query);
            return -1;
        }
        note_known(merge, at, &known, sql_integer(query, 5) != 0);
    }
    return found;
}

/* One ordered read for all of them instead of some for each. */
static int gather(struct merge *merge, const struct observation *observations, size_t count,
                  struct err *err)
{
    struct query *query = sql_query(merge->ledger->sql, GET_STANDING, err);

    list_periods(merge, observations, count);
    if (!query)
        return -1;
    if (count == 0)
        return 0;
    sql_bind_integer(query, 1, merge->indicator);
    sql_bind_integer(query, 2, (int64_t)observations[0].period.frequency);
    sql_bind_integer(query, 3, merge->standing[0].period);
    sql_bind_integer(query, 4, merge->standing[merge->count - 1].period);
    return read_standing(merge, query, err);
}

/* --- weighing --- */

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

/* The observation with who says it. */
static struct observation speaks(const struct merge *merge,
                                 const struct observation *observation)
{
    struct observation said = *observation;

    said.source = merge->origin->source;
    said.rank = merge->origin->rank;
    return said;
}

/* The same merge may speak of a period again. */
static void note_added(const struct merge *merge, const struct observation *observation,
                       bool aside)
{
    struct known known = {.found = true, .said = speaks(merge, observation)};

    note_known(merge, find_standing(merge, observation->period.n), &known, aside);
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
    sql_bind_text(query, 11, str_empty(observation->cell) ? NULL : observation->cell);
    sql_bind_text(query, 12, observation->note);
    sql_bind_integer(query, 13, aside);
    if (observation->dated)
        sql_bind_integer(query, 14, observation->published);
    if (sql_finish(query, err))
        return -1;
    note_added(merge, observation, aside);
    if (!aside)
        merge->revision = sql_inserted(merge->ledger->sql);
    return 0;
}

/* Kept as a vintage, once: nothing that was published is lost without a trace. */
static int set_aside(struct merge *merge, const struct observation *observation,
                     enum ledger_reason reason, struct err *err)
{
    const struct standing *standing = find_standing(merge, observation->period.n);
    bool known = says(&standing->aside, observation);

    if (merge->counts->kept++ == 0)
        merge->counts->first = (struct ledger_kept){
            .indicator = merge->id,
            .period = observation->period,
            .value = observation->value,
            .status = observation->status,
            .reason = reason,
        };
    return known ? 0 : add(merge, observation, true, err);
}

enum outcome { ADDS, REVISES, REPEATS, STEPS_BACK };

/* What a source published before what it said last is no change of its figure. */
static int weigh_day(const struct merge *merge, const struct observation *speaks,
                     struct known said, enum outcome *outcome, enum ledger_reason *reason,
                     struct err *err)
{
    *outcome = REVISES;
    if (!speaks->source || !speaks->dated || !said.found)
        return 0;
    said.said.period = speaks->period;
    if (ledger_affirm(merge->ledger, merge->id, &said.said, err))
        return -1;
    if (precedence_refuses(&said.said, speaks, merge->places, reason) &&
        *reason == LEDGER_OLDER)
        *outcome = STEPS_BACK;
    return 0;
}

/* A source that only repeats what it said before says nothing new: a correction made by hand
 * since stands until the publisher changes its own figure. */
static int weigh(const struct merge *merge, const struct observation *observation,
                 enum outcome *outcome, enum ledger_reason *reason, struct err *err)
{
    const struct standing *standing = find_standing(merge, observation->period.n);
    struct observation said = speaks(merge, observation);

    if (!standing->current.found)
        *outcome = ADDS;
    else if (says(&standing->current, observation) ||
             (merge->origin->source && says(&standing->said, observation)))
        *outcome = REPEATS;
    else if (precedence_refuses(&standing->current.said, &said, merge->places, reason))
        *outcome = STEPS_BACK;
    else
        return weigh_day(merge, &said, standing->said, outcome, reason, err);
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
    int failed = lookup_indicator(ledger, indicator, &merge.indicator, &revision, err) ||
                 gather(&merge, said->observations, said->count, err);

    merge.places = precedence_places(said->observations, said->count);
    for (size_t i = 0; i < said->count && !failed; i++) {
        enum outcome outcome = REPEATS;
        enum ledger_reason reason;

        failed = weigh(&merge, &said->observations[i], &outcome, &reason, err);
        news[i] = outcome == ADDS || outcome == REVISES;
    }
    mem_free(merge.standing);
    return failed ? -1 : 0;
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

static int merge_all(struct merge *merge, const struct observation *observations, size_t count,
                     struct err *err)
{
    int64_t before;

    if (lookup_name_indicator(merge->ledger, merge->id, &merge->indicator, &before, err) ||
        lookup_document(merge->ledger, merge->origin->document, &merge->document, err) ||
        gather(merge, observations, count, err))
        return -1;
    merge->revision = before;
    merge->places = precedence_places(observations, count);
    if (merge->places < merge->origin->places)
        merge->places = merge->origin->places;
    for (size_t i = 0; i < count; i++) {
        if (observations[i].status == OBSERVATION_FORECAST)
            return err_set(err, ERR_INTERNAL, "a forecast is no observation of %s", merge->id);
        if (observations[i].period.frequency != observations[0].period.frequency)
            return err_set(err, ERR_INTERNAL, "periods of two kinds of %s", merge->id);
        if (merge_one(merge, &observations[i], err))
            return -1;
    }
    return merge->revision == before
               ? 0
               : lookup_set_revision(merge->ledger, merge->indicator, merge->revision, err);
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
    int failed = merge_all(&merge, observations, count, err);
    mem_free(merge.standing);
    return sql_leave(ledger->sql, own, failed, err);
}
