/* SPDX-License-Identifier: GPL-3.0-or-later */
/* known: see known.h. */
#include "ledger/known.h"

#include <stdlib.h>

#include "core/mem.h"
#include "core/str.h"
#include "ledger/lookup.h"
#include "ledger/said.h"

/* In the order of the index: of each period what stands, oldest first, then what is aside. */
static const char GET_STANDING[] =
    "SELECT period, converted(value, indicator, number), status, rank, source, aside, "
    "published, note, embargo"
    " FROM observation"
    " WHERE indicator = ?1 AND frequency = ?2 AND period BETWEEN ?3 AND ?4"
    " ORDER BY period, aside, number";

#define ANOTHER "?" /* source: no id */

static int compare_standing(const void *a, const void *b)
{
    int32_t one = ((const struct standing *)a)->period;
    int32_t other = ((const struct standing *)b)->period;

    return (one > other) - (one < other);
}

struct standing *known_find(const struct known_list *list, int32_t period)
{
    size_t low = 0;
    size_t high = list->count - 1;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (list->items[middle].period < period)
            low = middle + 1;
        else
            high = middle;
    }
    return &list->items[low];
}

bool known_is(const struct known *known, const struct observation *observation)
{
    if (!known->found || known->said.status != observation->status)
        return false;
    return observation->status == OBSERVATION_MISSING ||
           decimal_compare(known->said.value, observation->value) == 0;
}

/* One entry for each period that is spoken of, nothing known of it yet. */
static void list_periods(struct known_list *list, const struct observation *observations,
                         size_t count)
{
    size_t kept = 0;

    list->items = mem_calloc(count, sizeof *list->items);
    for (size_t i = 0; i < count; i++)
        list->items[i].period = observations[i].period.n;
    qsort(list->items, count, sizeof *list->items, compare_standing);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || list->items[kept - 1].period != list->items[i].period)
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

/* The row's text goes with the row; all that matters is whether it is the one who speaks. */
static const char *whose(const struct known_list *list, struct query *query, int column)
{
    const char *source = list->origin->source;

    if (sql_is_null(query, column))
        return NULL;
    return source && str_equal(sql_peek(query, column), source) ? source : ANOTHER;
}

static bool is_newer(const struct observation *one, const struct observation *other)
{
    return one->dated && (!other->dated || one->published > other->published);
}

static void note_newest(struct standing *standing, const struct known *known)
{
    if (!standing->newest.found || is_newer(&known->said, &standing->newest.said))
        standing->newest = *known;
}

void known_note(const struct known_list *list, struct standing *standing,
                const struct known *known, bool aside)
{
    if (!aside)
        standing->current = *known;
    if (known->said.source == list->origin->source) {
        *(aside ? &standing->aside : &standing->said) = *known;
        note_newest(standing, known);
    }
}

void known_says(struct standing *standing, const struct known *known)
{
    standing->own = *known;
    note_newest(standing, known);
}

static int read_known(struct known_list *list, struct query *query, struct known *out,
                      struct err *err)
{
    *out = (struct known){
        .found = true,
        .said = {.status = (enum observation_status)sql_integer(query, 2),
                 .rank = (int)sql_integer(query, 3),
                 .embargo = sql_integer(query, 8),
                 .source = whose(list, query, 4),
                 .note = list->origin->source ? NULL : sql_text(query, 7, list->arena)},
    };
    lookup_published(query, 6, &out->said);
    return lookup_value(query, 1, &out->said.value, err);
}

static int read_rows(struct known_list *list, struct query *query, struct err *err)
{
    struct standing *at = list->items;
    const struct standing *end = at + list->count;
    struct known known;
    int found;

    while ((found = sql_step(query, err)) == 1) {
        while (at < end && at->period < sql_integer(query, 0))
            at++;
        if (at == end || at->period != sql_integer(query, 0))
            continue;
        if (read_known(list, query, &known, err)) {
            sql_reset(query);
            return -1;
        }
        known_note(list, at, &known, sql_integer(query, 5) != 0);
    }
    return found;
}

/* What a newer document says again is as new as that. */
static void affirm(struct standing *standing, const struct observation *said)
{
    struct observation *current = &standing->current.said;

    if (known_is(&standing->current, said) && current->source == said->source &&
        is_newer(said, current)) {
        current->dated = true;
        current->published = said->published;
    }
}

/* To a person's eyes whoever says what stands affirms it. */
static void take_statement(const struct known_list *list, struct standing *standing,
                           struct known *known, bool own)
{
    const char *source = list->origin->source;

    known->said.source = source ? source : standing->current.said.source;
    known->said.rank = list->origin->rank;
    affirm(standing, &known->said);
    if (!source)
        return;
    if (own)
        standing->own = *known;
    note_newest(standing, known);
}

static int read_said(struct known_list *list, struct query *query, enum frequency frequency,
                     struct err *err)
{
    const char *address = list->origin->address;
    struct standing *at = list->items;
    const struct standing *end = at + list->count;
    struct known known = {.found = true};
    bool own;
    int found;

    while ((found = said_next(query, frequency, address, &known.said, &own, err)) == 1) {
        while (at < end && at->period < known.said.period.n)
            at++;
        if (at < end && at->period == known.said.period.n)
            take_statement(list, at, &known, own);
    }
    return found;
}

int known_gather(struct ledger *ledger, int64_t indicator,
                 const struct observation *observations, size_t count, struct known_list *out,
                 struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_STANDING, err);

    out->arena = arena_new();
    list_periods(out, observations, count);
    if (!query)
        return -1;
    if (count == 0)
        return 0;
    struct period from = {observations[0].period.frequency, out->items[0].period};
    struct period to = {from.frequency, out->items[out->count - 1].period};
    sql_bind_integer(query, 1, indicator);
    sql_bind_integer(query, 2, (int64_t)from.frequency);
    sql_bind_integer(query, 3, from.n);
    sql_bind_integer(query, 4, to.n);
    if (read_rows(out, query, err))
        return -1;
    query = said_read(ledger, indicator, from, to, out->origin->source, err);
    return query ? read_said(out, query, from.frequency, err) : -1;
}

void known_free(struct known_list *list)
{
    mem_free(list->items);
    arena_free(list->arena);
}
