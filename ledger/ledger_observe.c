/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_observe: observations and their vintages, read; ledger_merge.c adds them. See
 * ledger.h. */
#include <stdlib.h>

#include "core/mem.h"
#include "core/str.h"
#include "ledger/handle.h"
#include "ledger/ledger.h"
#include "ledger/lookup.h"

#define COLUMNS                                                                               \
    "SELECT o.period, converted(o.value, o.indicator, o.number), o.status, o.recorded_at,"    \
    " o.source, d.sha256, o.cell, o.note, o.aside, o.who, o.rank, o.published,"               \
    " o.embargo"
#define DOCUMENT " LEFT JOIN document d ON d.number = o.document"
#define OBSERVATION_COLUMNS COLUMNS " FROM observation o" DOCUMENT
/* The index gives them by period, so that nothing is sorted. */
#define NEWEST(more)                                                                          \
    COLUMNS " FROM (SELECT max(number) AS number FROM observation"                            \
            " WHERE indicator = ?1 AND frequency = ?2 AND aside = 0" more                     \
            " GROUP BY period) newest CROSS JOIN observation o ON o.number = "                \
            "newest.number" DOCUMENT

static const char GET_SERIES[] = NEWEST("");
static const char GET_SERIES_AS_OF[] = NEWEST(" AND recorded_at <= ?3");
static const char GET_RECENT[] = OBSERVATION_COLUMNS
    " WHERE o.number IN (SELECT max(number) FROM observation"
    " WHERE indicator = ?1 AND frequency = ?2 AND aside = 0 GROUP BY period"
    " ORDER BY period DESC LIMIT ?3)"
    " ORDER BY o.period";
static const char GET_VINTAGES[] = OBSERVATION_COLUMNS
    " WHERE o.indicator = ?1 AND o.frequency = ?2 ORDER BY o.period, o.number";

/* Most rows say the same as the one before them: then they share its text. */
static const char *take_text(struct query *query, int column, const char *last,
                             struct arena *arena)
{
    return !str_empty(last) && str_equal(sql_peek(query, column), last)
               ? last
               : sql_text(query, column, arena);
}

/* Behind the one in front of `out`, unless it is the `first`. */
static int read_observation(struct query *query, enum frequency frequency, bool first,
                            struct arena *arena, struct observation *out, struct err *err)
{
    const struct observation none = {0};
    const struct observation *last = first ? &none : out - 1;

    *out = (struct observation){
        .period = {frequency, (int32_t)sql_integer(query, 0)},
        .status = (enum observation_status)sql_integer(query, 2),
        .recorded_at = sql_integer(query, 3),
        .source = take_text(query, 4, last->source, arena),
        .document = take_text(query, 5, last->document, arena),
        .cell = sql_text(query, 6, arena),
        .note = sql_text(query, 7, arena),
        .aside = sql_integer(query, 8) != 0,
        .who = take_text(query, 9, last->who, arena),
        .rank = (int)sql_integer(query, 10),
        .embargo = sql_integer(query, 12),
    };
    lookup_published(query, 11, out);
    return lookup_value(query, 1, &out->value, err);
}

static int compare_period(const void *a, const void *b)
{
    return period_compare(((const struct observation *)a)->period,
                          ((const struct observation *)b)->period);
}

/* By period, as they are when the index is used, which SQLite does not promise; versions of
 * one period stay as they come. */
static void order(struct series *series)
{
    for (size_t i = 1; i < series->count; i++) {
        if (compare_period(&series->observations[i - 1], &series->observations[i]) <= 0)
            continue;
        qsort(series->observations, series->count, sizeof *series->observations,
              compare_period);
        return;
    }
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
        bool first = count == 0;
        if (read_observation(query, out->frequency, first, arena, &rows[count++], err)) {
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
    order(out);
    return found;
}

static int query_series(struct ledger *ledger, const char *text, const char *indicator,
                        enum frequency frequency, const int64_t *third, struct arena *arena,
                        struct series *out, struct err *err)
{
    int64_t number, revision;

    *out =
        (struct series){.indicator = arena_strdup(arena, indicator), .frequency = frequency};
    if (lookup_indicator(ledger, indicator, &number, &revision, err))
        return -1;
    if (number == 0)
        return 0;
    struct query *query = sql_query(ledger->sql, text, err);
    if (!query)
        return -1;
    sql_bind_integer(query, 1, number);
    sql_bind_integer(query, 2, (int64_t)frequency);
    if (third)
        sql_bind_integer(query, 3, *third);
    if (read_series(query, arena, out, err))
        return -1;
    for (size_t i = 0; i < out->count; i++) {
        if (out->observations[i].embargo <= ledger->reader_now)
            out->observations[i].embargo = 0;
    }
    return 0;
}

int ledger_series(struct ledger *ledger, const char *indicator, enum frequency frequency,
                  const int64_t *as_of, struct arena *arena, struct series *out,
                  struct err *err)
{
    return query_series(ledger, as_of ? GET_SERIES_AS_OF : GET_SERIES, indicator, frequency,
                        as_of, arena, out, err);
}

int ledger_recent(struct ledger *ledger, const char *indicator, enum frequency frequency,
                  size_t periods, struct arena *arena, struct series *out, struct err *err)
{
    int64_t most = (int64_t)periods;

    return query_series(ledger, GET_RECENT, indicator, frequency, &most, arena, out, err);
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

    return lookup_indicator(ledger, indicator, &number, out, err);
}
