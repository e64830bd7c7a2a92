/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schedule: see schedule.h. */
#include "daemon/schedule.h"

#include "core/str.h"

#define RETRY_S 3600
#define SLACK_MIN_S 90000  /* a day, and an hour for the cycle */
#define SLACK_MAX_S 604800 /* a week */

int64_t schedule_due_at(const struct source *source, const struct health *health,
                        const char *selection, int64_t now)
{
    int64_t wait = source->every_s;

    if (health->last_try == 0 || health->last_try > now ||
        !str_equal(health->tried, selection))
        return 0;
    if (health->failing_since != 0 && wait > RETRY_S)
        wait = RETRY_S;
    return health->last_try + wait;
}

bool schedule_is_late(const struct source *source, const struct health *health, int64_t now)
{
    int64_t slack = source->every_s;

    if (health->last_try == 0)
        return true;
    if (slack < SLACK_MIN_S)
        slack = SLACK_MIN_S;
    if (slack > SLACK_MAX_S)
        slack = SLACK_MAX_S;
    return now - health->last_try > source->every_s + slack || health->last_try - now > slack;
}
