/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schedule: see schedule.h. */
#include "daemon/schedule.h"

#define RETRY_S 3600

int64_t schedule_due_at(const struct source *source, const struct health *health, int64_t now)
{
    int64_t wait = source->every_s;

    if (health->last_try == 0 || health->last_try > now)
        return 0;
    if (health->failing_since != 0 && wait > RETRY_S)
        wait = RETRY_S;
    return health->last_try + wait;
}

bool schedule_is_due(const struct source *source, const struct health *health, int64_t now)
{
    return schedule_due_at(source, health, now) <= now;
}
