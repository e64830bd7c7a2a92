/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sparkline: see sparkline.h. */
#include "cli/sparkline.h"

static const char *const BLOCKS[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

#define LEVELS 8

struct range {
    double low;
    double high;
};

static const struct observation *value_at(const struct series *series, struct period period)
{
    const struct observation *found = series_find(series, period);

    return found && series_has_value(found) ? found : NULL;
}

static struct range measure(const struct series *series, const struct observation *latest,
                            int periods)
{
    double value = decimal_double(latest->value);
    struct range range = {value, value};

    for (int i = 1; i < periods; i++) {
        const struct observation *found = value_at(series, period_add(latest->period, -i));

        if (!found)
            continue;
        value = decimal_double(found->value);
        range.low = value < range.low ? value : range.low;
        range.high = value > range.high ? value : range.high;
    }
    return range;
}

static const char *block(double value, struct range range)
{
    double spread = range.high - range.low;
    /* A flat series stands in the middle: neither low nor high. */
    int level =
        spread > 0.0 ? (int)((value - range.low) / spread * (LEVELS - 1) + 0.5) : LEVELS / 2;

    return BLOCKS[level];
}

void sparkline_print(const struct series *series, int periods, struct buf *out)
{
    const struct observation *latest = series_latest(series);

    if (!latest)
        return;
    struct range range = measure(series, latest, periods);
    for (int i = periods - 1; i >= 0; i--) {
        const struct observation *found = value_at(series, period_add(latest->period, -i));

        buf_puts(out, found ? block(decimal_double(found->value), range) : " ");
    }
}
