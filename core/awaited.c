/* SPDX-License-Identifier: GPL-3.0-or-later */
/* awaited: see awaited.h. */
#include "core/awaited.h"

enum { MISSING_MAX = 5000 };

/* Moves on to a period that is published by itself. */
static void pass_skipped(const struct release *release, struct period *period)
{
    for (int i = 0; i < MISSING_MAX && release_skips(release, *period); i++)
        *period = period_next(*period);
}

/* The first that is not there, and when it is expected. False where nothing says it. */
static bool find_first(const struct release *release, enum frequency frequency,
                       const struct period *newest, int64_t now, struct awaited *out)
{
    if (newest)
        out->period = period_next(*newest);
    else if (!release_newest(release, frequency, now, &out->period))
        return release_next(release, frequency, now, &out->period, &out->moment);
    pass_skipped(release, &out->period);
    return release_expected(release, out->period, &out->moment);
}

/* The last one that comes with the first, or that should be there too. */
static void find_last(const struct release *release, struct release_grace grace, int64_t now,
                      struct awaited *out)
{
    struct release_moment moment;
    struct period at = out->period;

    out->last = at;
    out->missing = out->state == AWAITED_OVERDUE;
    for (int i = 0; i < MISSING_MAX; i++) {
        at = period_next(at);
        if (!release_expected(release, at, &moment)) {
            if (!release_skips(release, at))
                return;
            continue;
        }
        if (release_opens(moment) > now && release_opens(moment) > out->opens)
            return;
        out->last = at;
        out->missing += release_overdue(release, moment, grace) <= now;
    }
}

void awaited_find(const struct release *release, struct release_grace grace,
                  enum frequency frequency, const struct period *newest, int64_t now,
                  struct awaited *out)
{
    *out = (struct awaited){.state = AWAITED_NONE, .nothing = newest == NULL};
    if (!release_known(release))
        return;
    out->state = AWAITED_ENDED;
    if (!find_first(release, frequency, newest, now, out))
        return;
    out->opens = release_opens(out->moment);
    out->overdue = release_overdue(release, out->moment, grace);
    out->state = now < out->opens     ? AWAITED_SCHEDULED
                 : now < out->overdue ? AWAITED_DUE
                                      : AWAITED_OVERDUE;
    find_last(release, grace, now, out);
}

bool awaited_is_open(const struct awaited *awaited)
{
    return awaited->state == AWAITED_DUE || awaited->state == AWAITED_OVERDUE;
}

const char *awaited_name(enum awaited_state state)
{
    static const char *const NAMES[] = {"none", "ended", "scheduled", "due", "overdue"};

    return NAMES[state];
}
