/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rolling: see rolling.h. */
#include "core/rolling.h"

__extension__ typedef __int128 wide;

size_t rolling_year(enum frequency frequency)
{
    switch (frequency) {
    case FREQUENCY_MONTHLY:
        return 12;
    case FREQUENCY_QUARTERLY:
        return 4;
    case FREQUENCY_CALENDAR_YEAR:
    case FREQUENCY_FISCAL_YEAR:
        return 1;
    case FREQUENCY_DAILY:
    case FREQUENCY_WEEKLY:
        break;
    }
    return 0;
}

bool rolling_total(const struct series *series, size_t i, struct decimal *out)
{
    size_t year = rolling_year(series->frequency);
    if (year == 0 || i >= series->count || i + 1 < year)
        return false;
    const struct observation *all = &series->observations[i + 1 - year];
    struct decimal sum = {0, 0};
    for (size_t k = 0; k < year; k++) {
        bool follows = (int64_t)all[k].period.n == (int64_t)all[0].period.n + (int64_t)k;
        if (!follows || !series_has_value(&all[k]) ||
            decimal_add(sum, all[k].value, &sum) != 0)
            return false;
    }
    *out = sum;
    return true;
}

bool rolling_mean(const struct series *series, size_t i, int places, struct decimal *out)
{
    size_t year = rolling_year(series->frequency);
    struct decimal total;
    if (year == 0 || !rolling_total(series, i, &total) || places < 0 ||
        places > DECIMAL_PLACES_MAX)
        return false;
    wide by = (wide)year;
    wide units = total.units;
    for (int p = total.places; p < places; p++)
        units *= 10;
    for (int p = places; p < total.places; p++)
        by *= 10;
    wide half = by / 2; /* truncating division, so away from zero by half the divisor */
    units = (units + (units < 0 ? -half : half)) / by;
    if (units > INT64_MAX || units < INT64_MIN)
        return false;
    *out = (struct decimal){(int64_t)units, places};
    return true;
}

static bool shows_four_digits(struct decimal value)
{
    return value.units >= 1000 || value.units <= -1000;
}

bool rolling_fine_mean(const struct series *series, size_t i, int places, struct decimal *out)
{
    if (!rolling_mean(series, i, places, out))
        return false;
    if (rolling_year(series->frequency) < 2)
        return true;
    struct decimal finer;
    for (int more = 1; more <= ROLLING_FINER && !shows_four_digits(*out); more++) {
        if (!rolling_mean(series, i, places + more, &finer))
            break;
        *out = finer;
    }
    return true;
}
