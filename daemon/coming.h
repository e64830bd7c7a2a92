/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coming: the releases that the calendars expect in a span of time. Layer: daemon. */
#ifndef DAEMON_COMING_H
#define DAEMON_COMING_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/period.h"
#include "core/release.h"

#include <stddef.h>
#include <stdint.h>

#define COMING_MAX 20000 /* in one list; what would come behind is not in it */

struct coming {
    const struct indicator *indicator;
    struct period period; /* the newest that it brings */
    struct release_moment moment;
};

struct comings {
    struct coming *items; /* by day, then in the order of the configuration */
    size_t count;
};

/* Those after `now` and before `until`, of all indicators that have a calendar. */
void coming_find(const struct settings *settings, int64_t now, int64_t until,
                 struct arena *arena, struct comings *out);

#endif
