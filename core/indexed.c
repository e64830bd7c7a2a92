/* SPDX-License-Identifier: GPL-3.0-or-later */
/* indexed: see indexed.h. */
#include "core/indexed.h"

#define INDEX_MAX 1000000000

/* A value's units times ten to the most places, times 1000. */
__extension__ typedef __int128 wide;

static bool is_level(const struct observation *observation)
{
    return observation && series_has_value(observation) && observation->value.units > 0;
}

bool indexed_base(const struct series *a, const struct series *b, struct period *out)
{
    for (size_t i = 0; i < a->count && a->frequency == b->frequency; i++) {
        const struct observation *here = &a->observations[i];

        if (is_level(here) && is_level(series_find(b, here->period))) {
            *out = here->period;
            return true;
        }
    }
    return false;
}

static wide scaled(struct decimal value)
{
    wide units = value.units;

    for (int places = value.places; places < DECIMAL_PLACES_MAX; places++)
        units *= 10;
    return units;
}

/* False for what an index cannot say. */
static bool divide(struct decimal value, struct decimal base, struct decimal *out)
{
    wide whole = scaled(base);
    wide index = (scaled(value) * 1000 * 2 + whole) / (whole * 2);

    if (value.units < 0 || index > INDEX_MAX)
        return false;
    *out = (struct decimal){(int64_t)index, INDEXED_PLACES};
    return true;
}

int indexed_series(const struct series *series, struct period base, struct arena *arena,
                   struct series *out, struct err *err)
{
    const struct observation *hundred = series_find(series, base);
    char text[PERIOD_TEXT_SIZE];

    *out = *series;
    period_print(base, text);
    if (!is_level(hundred))
        return err_set(err, ERR_USAGE, "%s has no value above zero in %s that could be 100",
                       series->indicator, text);
    out->observations = arena_alloc(arena, series->count, sizeof *out->observations);
    for (size_t i = 0; i < series->count; i++) {
        struct observation *here = &out->observations[i];

        *here = series->observations[i];
        if (!series_has_value(here) || divide(here->value, hundred->value, &here->value))
            continue;
        period_print(here->period, text);
        return err_set(err, ERR_USAGE, "%s has no index number in %s: its value is %s",
                       series->indicator, text,
                       here->value.units < 0 ? "below zero" : "too far from the base");
    }
    return 0;
}
