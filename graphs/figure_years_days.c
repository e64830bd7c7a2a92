/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_years_days: days beside those of other years: as the mean of four weeks. */
#include "graphs/figure_parts.h"

#include "config/limits.h"

#define DAYS 28 /* each day of the week counts alike */
#define LEAST 21

bool figure_years_mean(const struct figure_part *part, size_t i, double *out)
{
    const struct observation *last = &part->series->observations[i];
    struct period first = period_add(last->period, 1 - DAYS);
    double sum = 0;
    size_t count = 0;
    if (!series_has_value(last) || !limits_compares(part->indicator, first, last->period) ||
        period_compare(part->series->observations[0].period, first) > 0)
        return false;
    for (size_t k = i + 1; k-- > 0;) {
        const struct observation *here = &part->series->observations[k];
        if (period_compare(here->period, first) < 0)
            break;
        if (here->masked)
            return false;
        sum += series_has_value(here) ? decimal_double(here->value) : 0;
        count += series_has_value(here);
    }
    *out = count > 0 ? sum / (double)count : 0;
    return count >= LEAST;
}
