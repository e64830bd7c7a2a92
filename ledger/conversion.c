/* SPDX-License-Identifier: GPL-3.0-or-later */
/* conversion: see conversion.h. */
#include "ledger/conversion.h"

#include <stdio.h>

#include "core/arena.h"
#include "core/mem.h"
#include "core/str.h"
#include "ledger/rows.h"

/* A factor, and the last row that it is for. */
struct conversion {
    int64_t indicator;
    int64_t through;
    struct decimal factor;
};

static const char GET_FACTORS[] =
    "SELECT indicator, through, factor FROM migration WHERE factor IS NOT NULL"
    " ORDER BY indicator, through";

static int read_factor(struct query *query, void *row, struct arena *arena, struct err *err)
{
    struct conversion *conversion = row;

    (void)arena;
    conversion->indicator = sql_integer(query, 0);
    conversion->through = sql_integer(query, 1);
    if (decimal_parse(sql_peek(query, 2), &conversion->factor, err)) {
        err->code = ERR_DATA;
        return err_prefix(err, "the ledger holds a factor that is no number");
    }
    return 0;
}

static int load(struct ledger *ledger, struct err *err)
{
    struct arena *arena = arena_new();
    size_t count;
    const struct conversion *rows = rows_gather(sql_query(ledger->sql, GET_FACTORS, err),
                                                sizeof *rows, read_factor, arena, &count, err);

    if (rows) {
        ledger->conversions = mem_calloc(count, sizeof *ledger->conversions);
        for (size_t i = 0; i < count; i++)
            ledger->conversions[i] = rows[i];
        ledger->conversion_count = count;
        ledger->conversions_known = true;
    }
    arena_free(arena);
    return rows ? 0 : -1;
}

void conversion_forget(struct ledger *ledger)
{
    mem_free(ledger->conversions);
    ledger->conversions = NULL;
    ledger->conversion_count = 0;
    ledger->conversions_known = false;
}

/* Zeros beyond the places that were published say nothing. */
static void strip(struct decimal *value, int places)
{
    while (value->places > places && value->units % 10 == 0) {
        value->units /= 10;
        value->places--;
    }
}

int conversion_multiply(struct decimal value, struct decimal factor, struct decimal *out)
{
    int places = value.places;

    if (decimal_multiply(value, factor, out))
        return -1;
    strip(out, places);
    return 0;
}

/* The first factor of an indicator; they stand together. */
static size_t find_first(const struct ledger *ledger, int64_t indicator)
{
    size_t low = 0;
    size_t high = ledger->conversion_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (ledger->conversions[middle].indicator < indicator)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_of(const struct ledger *ledger, size_t at, int64_t indicator)
{
    return at < ledger->conversion_count && ledger->conversions[at].indicator == indicator;
}

static int multiply_text(const struct ledger *ledger, size_t at, const int64_t of[2],
                         const char *text, char out[SQL_FUNCTION_SIZE])
{
    struct err err = {0};
    struct decimal value;

    if (decimal_parse(text, &value, &err)) {
        str_copy(out, SQL_FUNCTION_SIZE, "the ledger holds a value that is no number");
        return -1;
    }
    int places = value.places;
    for (; is_of(ledger, at, of[0]); at++) {
        if (ledger->conversions[at].through >= of[1] &&
            conversion_multiply(value, ledger->conversions[at].factor, &value)) {
            str_copy(out, SQL_FUNCTION_SIZE, "a converted value has too many digits");
            return -1;
        }
    }
    strip(&value, places);
    decimal_print(value, out);
    return 0;
}

static int convert(void *context, const int64_t of[2], const char *text,
                   char out[SQL_FUNCTION_SIZE])
{
    struct ledger *ledger = context;
    struct err err = {0};

    if (!ledger->conversions_known && load(ledger, &err)) {
        str_copy(out, SQL_FUNCTION_SIZE, err.text);
        return -1;
    }
    size_t at = find_first(ledger, of[0]);
    if (is_of(ledger, at, of[0]))
        return multiply_text(ledger, at, of, text, out);
    if (str_copy(out, SQL_FUNCTION_SIZE, text))
        return 0;
    str_copy(out, SQL_FUNCTION_SIZE, "the ledger holds a value that is no number");
    return -1;
}

int conversion_register(struct ledger *ledger, struct err *err)
{
    return sql_add_function(ledger->sql, "converted", convert, ledger, err);
}
