/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * feed: what happened, as Atom feeds: each time something was published of an indicator, and
 * each alert that was raised or resolved. Layer: graphs. Pure: the same bytes for the same
 * ledger.
 */
#ifndef GRAPHS_SITE_FEED_H
#define GRAPHS_SITE_FEED_H

#include "config/settings.h"
#include "core/alert.h"
#include "core/buf.h"
#include "core/series.h"

#include <stddef.h>

/* An entry for each instant at which figures of the indicator were recorded that stood: new
 * ones, revisions, withdrawals. `vintages`: every version that the edition shows, by period,
 * those of one in their order. */
void feed_indicator(const struct settings *settings, const struct indicator *indicator,
                    const struct series *vintages, struct buf *out);

/* Two entries for each alert: when it was raised (its words follow it until it ends), and when
 * it was resolved. `alerts` all there ever were, the newest first; `events` by number of the
 * alert, in order. */
struct feed_alerts {
    const struct alert *alerts;
    size_t count;
    const struct alert_event *events;
    size_t event_count;
};
void feed_alerts(const struct settings *settings, const struct feed_alerts *input,
                 struct buf *out);

#endif
