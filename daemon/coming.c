/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coming: see coming.h. */
#include "daemon/coming.h"

#include <stdlib.h>

#include "config/calendar.h"

static int by_day(const void *a, const void *b)
{
    const struct coming *left = a;
    const struct coming *right = b;

    if (left->moment.day != right->moment.day)
        return left->moment.day < right->moment.day ? -1 : 1;
    if (left->moment.time != right->moment.time)
        return left->moment.time < right->moment.time ? -1 : 1;
    return (left->indicator > right->indicator) - (left->indicator < right->indicator);
}

static void find_of(const struct indicator *indicator, int64_t now, int64_t until,
                    struct comings *out)
{
    const struct release *release = calendar_release(indicator, NULL);
    struct coming item = {.indicator = indicator};
    int64_t after = now;

    while (out->count < COMING_MAX &&
           release_next(release, indicator->frequency, after, &item.period, &item.moment) &&
           release_opens(item.moment) < until) {
        after = release_opens(item.moment);
        out->items[out->count++] = item;
    }
}

void coming_find(const struct settings *settings, int64_t now, int64_t until,
                 struct arena *arena, struct comings *out)
{
    *out = (struct comings){.items = arena_alloc(arena, COMING_MAX, sizeof *out->items)};
    for (size_t i = 0; i < settings->indicator_count; i++)
        find_of(&settings->indicators[i], now, until, out);
    if (out->count > 0)
        qsort(out->items, out->count, sizeof *out->items, by_day);
}
