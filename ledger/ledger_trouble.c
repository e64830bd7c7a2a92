/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_trouble: see ledger_trouble.h. */
#include "ledger/ledger_trouble.h"

#include <string.h>

#include "core/str.h"
#include "ledger/handle.h"

#define FIRST 32

static const char GET_TRIES[] =
    "SELECT source, coalesce(address, ''), at, usable, fetched, error, selection FROM fetch"
    " WHERE at >= ?1 ORDER BY source, coalesce(address, ''), number";

/* What is known of the document whose tries are being read. */
struct reading {
    struct arena *arena;
    struct ledger_troubles *out;
    size_t capacity;
    const char *source, *address;
    const char *selection; /* with which it was read last */
    bool open;             /* the last of the list goes on */
};

static struct ledger_trouble *last_of(const struct reading *reading)
{
    return &reading->out->items[reading->out->count - 1];
}

static void add(struct reading *reading, int64_t from)
{
    struct ledger_troubles *out = reading->out;

    if (out->count == reading->capacity) {
        size_t capacity = reading->capacity ? 2 * reading->capacity : FIRST;
        struct ledger_trouble *items = arena_alloc(reading->arena, capacity, sizeof *items);

        if (out->count > 0)
            memcpy(items, out->items, out->count * sizeof *items);
        out->items = items;
        reading->capacity = capacity;
    }
    out->items[out->count++] = (struct ledger_trouble){
        .source = reading->source, .address = reading->address, .from = from, .error = ""};
    reading->open = true;
}

/* Another document begins with nothing known of it. */
static void turn_to(struct reading *reading, struct query *query)
{
    if (reading->source && str_equal(reading->source, sql_peek(query, 0)) &&
        str_equal(reading->address, sql_peek(query, 1)))
        return;
    reading->source = sql_text(query, 0, reading->arena);
    reading->address = sql_text(query, 1, reading->arena);
    reading->selection = "";
    reading->open = false;
}

static void take_failure(struct reading *reading, struct query *query)
{
    if (!reading->open)
        add(reading, sql_integer(query, 2));
    struct ledger_trouble *trouble = last_of(reading);

    trouble->failures++;
    trouble->fetched = sql_integer(query, 4) != 0;
    if (!str_equal(trouble->error, sql_peek(query, 5)))
        trouble->error = sql_text(query, 5, reading->arena);
}

/* What was read with before is known from what went well; without that, nothing is said. */
static void take_success(struct reading *reading, struct query *query)
{
    const char *selection = sql_peek(query, 6);

    if (reading->open) {
        last_of(reading)->to = sql_integer(query, 2);
        last_of(reading)->reconfigured = !str_empty(reading->selection) &&
                                         !str_empty(selection) &&
                                         !str_equal(reading->selection, selection);
    }
    reading->open = false;
    if (!str_empty(selection) && !str_equal(reading->selection, selection))
        reading->selection = sql_text(query, 6, reading->arena);
}

int ledger_troubles(struct ledger *ledger, int64_t since, struct arena *arena,
                    struct ledger_troubles *out, struct err *err)
{
    struct reading reading = {.arena = arena, .out = out};
    struct query *query = sql_query(ledger->sql, GET_TRIES, err);
    int found;

    *out = (struct ledger_troubles){0};
    if (!query)
        return -1;
    sql_bind_integer(query, 1, since);
    while ((found = sql_step(query, err)) == 1) {
        turn_to(&reading, query);
        if (sql_integer(query, 3))
            take_success(&reading, query);
        else
            take_failure(&reading, query);
    }
    return found < 0 ? -1 : 0;
}
