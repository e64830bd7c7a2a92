/* SPDX-License-Identifier: GPL-3.0-or-later */
/* backtest_overdue: what the calendar would have said, by the days on which periods came; see
 * backtest.h. */
#include "alerts/backtest.h"

#include <stdlib.h>

#include "config/calendar.h"
#include "core/awaited.h"
#include "core/buf.h"
#include "core/instant.h"

#define FACT_LIMIT 1024

/* A period and the instant at which it was there. */
struct arrival {
    struct period period;
    int64_t at;
};

struct waiting {
    const struct backtest_case *asked;
    struct backtest *out;
    const struct release *release;
    struct release_grace grace;
    struct period newest;
    bool open;
};

static int compare_arrivals(const void *a, const void *b)
{
    const struct arrival *one = a;
    const struct arrival *two = b;

    if (one->at != two->at)
        return one->at < two->at ? -1 : 1;
    return period_compare(one->period, two->period);
}

/* A blank that stood there before its day says nothing of what comes then. */
static bool is_there(const struct release *release, const struct observation *item, int64_t at)
{
    struct release_moment moment;

    return series_has_value(item) ||
           (release_expected(release, item->period, &moment) && release_opens(moment) <= at);
}

static size_t gather(const struct waiting *waiting, struct arrival *out)
{
    const struct series *vintages = waiting->asked->vintages;
    size_t count = 0;

    for (size_t i = 0; i < vintages->count; i++) {
        const struct observation *item = &vintages->observations[i];
        int64_t at = item->dated ? instant_day_start(item->published) : item->recorded_at;

        if (is_there(waiting->release, item, at))
            out[count++] = (struct arrival){item->period, at};
    }
    qsort(out, count, sizeof *out, compare_arrivals);
    return count;
}

static void open_spell(struct waiting *waiting, const struct awaited *awaited, int64_t at)
{
    const struct backtest_case *asked = waiting->asked;
    struct buf fact;

    buf_init(&fact, FACT_LIMIT);
    calendar_say(asked->indicator, awaited, asked->language, &fact);
    waiting->out->spells[waiting->out->count++] =
        (struct backtest_spell){.raised = instant_day(at),
                                .period = awaited->period,
                                .fact = arena_strdup(asked->arena, buf_text(&fact))};
    buf_free(&fact);
    waiting->open = true;
}

static void close_spell(struct waiting *waiting, int64_t at)
{
    struct backtest_spell *spell = &waiting->out->spells[waiting->out->count - 1];

    spell->over = true;
    spell->cleared = instant_day(at);
    spell->cleared_period = waiting->newest;
    waiting->open = false;
}

/* From one arrival to the next: the period behind the newest one is awaited. */
static void wait_until(struct waiting *waiting, int64_t from, int64_t until)
{
    struct awaited awaited;

    awaited_find(waiting->release, waiting->grace, waiting->newest.frequency, &waiting->newest,
                 until, &awaited);
    bool late = awaited.state == AWAITED_OVERDUE && awaited.overdue < until;
    if (waiting->open && !(late && awaited.overdue <= from))
        close_spell(waiting, from);
    if (late && !waiting->open)
        open_spell(waiting, &awaited, awaited.overdue > from ? awaited.overdue : from);
}

void backtest_overdue(const struct backtest_case *asked, struct backtest *out)
{
    size_t most = asked->vintages->count + 1;
    struct arrival *arrivals = arena_alloc(asked->arena, most, sizeof *arrivals);
    struct waiting waiting = {.asked = asked,
                              .out = out,
                              .release = calendar_release(asked->indicator, NULL),
                              .grace = calendar_grace(asked->indicator, NULL)};
    size_t count = gather(&waiting, arrivals);

    for (size_t i = 0; i < count;) {
        int64_t at = arrivals[i].at;

        for (; i < count && arrivals[i].at == at; i++) {
            if (i == 0 || period_compare(arrivals[i].period, waiting.newest) > 0)
                waiting.newest = arrivals[i].period;
        }
        wait_until(&waiting, at, i < count ? arrivals[i].at : asked->now);
    }
}
