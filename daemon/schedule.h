/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schedule: when a source is fetched next. Pure. Layer: daemon. */
#ifndef DAEMON_SCHEDULE_H
#define DAEMON_SCHEDULE_H

#include "config/settings.h"
#include "core/health.h"

#include <stdbool.h>
#include <stdint.h>

/* The instant from which a source is due: `every` after its last try; while it fails, an hour
 * after it when that is sooner. A source never tried is due at once (0). A last try in the
 * future (the clock was set back) does not count, nor does one with another `selection` than
 * it would be read with now (fingerprint_source): what was changed is used by the next
 * cycle. */
int64_t schedule_due_at(const struct source *source, const struct health *health,
                        const char *selection, int64_t now);

/* True when nobody tried to fetch the source although it has been due for long: `every` and as
 * much again, at least a day (cron may run once a day), at most a week. A source never tried
 * is late, and so is one whose last try lies as far in the future. */
bool schedule_is_late(const struct source *source, const struct health *health, int64_t now);

#endif
