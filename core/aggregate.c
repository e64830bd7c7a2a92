/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aggregate: see aggregate.h. */
#include "core/aggregate.h"

bool aggregate_fits(enum frequency shorter, enum frequency longer)
{
    switch (shorter) {
    case FREQUENCY_DAILY:
        return longer != FREQUENCY_DAILY;
    case FREQUENCY_MONTHLY:
        return longer == FREQUENCY_QUARTERLY || period_is_yearly(longer);
    case FREQUENCY_QUARTERLY:
        return period_is_yearly(longer);
    case FREQUENCY_WEEKLY:
    case FREQUENCY_CALENDAR_YEAR:
    case FREQUENCY_FISCAL_YEAR:
        break;
    }
    return false;
}

/* From certain to not so. */
static int doubt(enum observation_status status)
{
    switch (status) {
    case OBSERVATION_PRELIMINARY:
        return 1;
    case OBSERVATION_ESTIMATE:
        return 2;
    case OBSERVATION_FINAL:
    case OBSERVATION_REVISED:
    case OBSERVATION_FORECAST:
    case OBSERVATION_MISSING:
        break;
    }
    return 0;
}

/* Adds one value to what was made so far of its period. */
static int add(const struct observation *part, enum aggregate_how how,
               struct observation *whole)
{
    if (how == AGGREGATE_LAST) {
        whole->value = part->value;
        whole->status = doubt(part->status) ? part->status : OBSERVATION_FINAL;
        return 0;
    }
    if (doubt(part->status) > doubt(whole->status))
        whole->status = part->status;
    return decimal_add(whole->value, part->value, &whole->value);
}

/* The shorter periods of a longer one, from its first day on. *complete is false when one that
 * counts has no value. */
static int make(const struct series *series, enum aggregate_how how, struct observation *whole,
                int64_t *count, bool *complete)
{
    int32_t end = period_end(whole->period);
    struct period part = period_of_day(series->frequency, period_start(whole->period));

    *count = 0;
    *complete = true;
    for (; period_start(part) < end; part = period_next(part)) {
        const struct observation *found = series_find(series, part);
        bool counts = how != AGGREGATE_LAST || period_end(part) == end;

        if (!counts)
            continue;
        if (!found || !series_has_value(found)) {
            *complete = false;
            return 0;
        }
        if (add(found, how, whole))
            return -1;
        ++*count;
    }
    return 0;
}

/* Zeros beyond the places of the values say nothing. */
static int divide(struct decimal *sum, int64_t count, int places)
{
    int least = sum->places < places ? sum->places : places;

    if (decimal_divide(*sum, count, places, sum))
        return -1;
    while (sum->places > least && sum->units % 10 == 0) {
        sum->units /= 10;
        sum->places--;
    }
    return 0;
}

static int make_one(const struct series *series, struct period period, enum aggregate_how how,
                    int places, struct aggregate *out, struct err *err)
{
    struct observation whole = {.period = period, .status = OBSERVATION_FINAL};
    char text[PERIOD_TEXT_SIZE];
    bool complete;
    int64_t count;

    if (make(series, how, &whole, &count, &complete) ||
        (complete && how == AGGREGATE_MEAN && divide(&whole.value, count, places))) {
        period_print(period, text);
        return err_set(err, ERR_DATA, "%s: the values of %s together have too many digits",
                       series->indicator, text);
    }
    struct series *to = complete ? &out->made : &out->left_out;
    to->observations[to->count++] = whole;
    return 0;
}

int aggregate_series(const struct series *series, enum frequency longer,
                     enum aggregate_how how, int places, struct arena *arena,
                     struct aggregate *out, struct err *err)
{
    struct period last = {longer, INT32_MIN};

    if (!aggregate_fits(series->frequency, longer))
        return err_set(err, ERR_USAGE, "%s periods are not made up of whole %s ones",
                       period_frequency_name(longer),
                       period_frequency_name(series->frequency));
    out->made = (struct series){.indicator = series->indicator, .frequency = longer};
    out->left_out = out->made;
    out->made.observations = arena_alloc(arena, series->count, sizeof *series->observations);
    out->left_out.observations =
        arena_alloc(arena, series->count, sizeof *series->observations);
    for (size_t i = 0; i < series->count; i++) {
        struct period period =
            period_of_day(longer, period_start(series->observations[i].period));

        if (period.n == last.n)
            continue;
        last = period;
        if (make_one(series, period, how, places, out, err))
            return -1;
    }
    return 0;
}
