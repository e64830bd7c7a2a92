/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doors: the machine doors of a site: where each file stands in its folder ('*' is the id of
 * an indicator), and which of them there are. Layer: graphs.
 */
#ifndef GRAPHS_SITE_DOORS_H
#define GRAPHS_SITE_DOORS_H

#include "config/settings.h"
#include "core/arena.h"

#include <stdbool.h>

#define DOORS_ALERTS "feed.atom"                    /* alerts, in Atom (RFC 4287) */
#define DOORS_FEED "feeds/*.atom"                   /* what was published of an indicator */
#define DOORS_METRICS "metrics.txt"                 /* OpenMetrics */
#define DOORS_STATUS "status.json"                  /* as `status --json` */
#define DOORS_RELEASES "releases.ics"               /* expected publications */
#define DOORS_CSV "data/*.csv"                      /* what stands */
#define DOORS_PACKAGE "data/datapackage.json"       /* Frictionless: describes them */
#define DOORS_COMMENTS "data/comments/comments.csv" /* what sections say of the figures */
#define DOORS_SDMX "data/sdmx/*.csv"                /* SDMX-CSV 2.0 */
#define DOORS_SDMX_PACKAGE "data/sdmx/datapackage.json"
#define DOORS_DATASET "data/*.jsonld" /* schema.org Dataset */

/* The host of `base_url` without user, port and case; what a name cannot have (IPv6) becomes a
 * hyphen. "localhost" without one. And its path, "/" at least. */
const char *doors_host(const struct settings *settings, struct arena *arena);
const char *doors_path(const struct settings *settings);

/* Feeds name themselves by the site's address: without `base_url` there are none. */
bool doors_feeds(const struct settings *settings);

/* Feeds of alerts and metrics are for the office, unless `publish` names them. */
bool doors_alerts(const struct settings *settings);
bool doors_metrics(const struct settings *settings);

#endif
