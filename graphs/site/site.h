/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * site: the pages. Layer: graphs. Static HTML without scripts; every text from outside is
 * escaped; a page is written only when it changed (temp + rename).
 */
#ifndef GRAPHS_SITE_SITE_H
#define GRAPHS_SITE_SITE_H

#include "config/settings.h"
#include "core/alert.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/health.h"
#include "core/series.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct site_indicator {
    const struct indicator *indicator;
    const struct series *series;
    const char *description; /* what its chart shows (alt text) */
    const char *figure;      /* what site_figure said of it before; NULL = it is asked now */
};

struct site_input {
    const struct settings *settings;
    const struct site_indicator *indicators; /* in the order of the configuration */
    size_t indicator_count;
    const struct alert *alerts; /* open ones */
    size_t alert_count;
    const struct health *sources; /* one per source, in the order of the configuration */
    const bool *drawn; /* graphs that have a picture, likewise; NULL = all of them */
    int64_t now;
};

/* All that a page says of one indicator, so that it need not be said anew when others change;
 * "" when it says nothing. Appends to `out`. */
void site_figure(const struct site_input *input, const struct site_indicator *item,
                 struct buf *out);

/* Writes index.html (and style.css) into `folder`; charts are expected in charts/, in
 * the forms of a site (graphs/form.h), graphs as graphs/<id>.png. *written counts the files
 * that changed. The public edition leaves out alerts, pledges, sources' failures and
 * indicators that are not public. */
int site_publish(const struct site_input *input, const char *folder, size_t *written,
                 struct err *err);

#endif
