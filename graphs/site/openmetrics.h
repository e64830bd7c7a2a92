/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * openmetrics: what is known now, in the OpenMetrics text format (which Prometheus' own format
 * reads too: only gauges are used). Layer: graphs. Pure.
 *
 * Values stand without timestamps, since samples of last year would vanish on arrival; beside
 * each stands the end of its period (shihyo_indicator_period_timestamp_seconds).
 */
#ifndef GRAPHS_SITE_OPENMETRICS_H
#define GRAPHS_SITE_OPENMETRICS_H

#include "config/settings.h"
#include "core/alert.h"
#include "core/buf.h"
#include "core/health.h"
#include "core/series.h"

#include <stddef.h>

#define OPENMETRICS_TYPE "application/openmetrics-text; version=1.0.0; charset=utf-8"

struct openmetrics_indicator {
    const struct indicator *indicator;
    const struct observation *latest; /* NULL = no value */
};

struct openmetrics {
    const struct settings *settings;
    const struct openmetrics_indicator *indicators;
    size_t indicator_count;
    const struct health *sources; /* one per source of the settings */
    const struct alert *alerts;   /* open ones */
    size_t alert_count;
    size_t held; /* in quarantine */
};

void openmetrics_print(const struct openmetrics *input, struct buf *out);

#endif
