/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * releases: the calendar of expected publications. Layer: graphs. Pure but for the local time
 * zone.
 *
 * An event for each moment at which a source is expected to publish; its name (UID) is that of
 * the first indicator and period it brings, so that it stays the same when the day moves.
 */
#ifndef GRAPHS_SITE_RELEASES_H
#define GRAPHS_SITE_RELEASES_H

#include "config/settings.h"
#include "core/awaited.h"
#include "core/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct releases_indicator {
    const struct indicator *indicator;
    struct awaited awaited; /* as it stands now */
    int64_t recorded;       /* when the newest figure was; 0 = there is none */
};

struct releases {
    const struct settings *settings;
    const struct releases_indicator *indicators; /* that the edition shows */
    size_t count;
    int64_t now;
};

/* True when any indicator that the edition shows has a calendar. */
bool releases_known(const struct settings *settings);

/* Every expected publication of the next year, and those that did not come. */
void releases_print(const struct releases *input, struct buf *out);

#endif
