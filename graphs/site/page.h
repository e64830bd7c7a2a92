/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page: the parts of the index page. Layer: graphs; used by site.c only. */
#ifndef GRAPHS_SITE_PAGE_H
#define GRAPHS_SITE_PAGE_H

#include "core/buf.h"
#include "graphs/site/site.h"

#include <stdbool.h>

/* True if its figure stands on the page. One that nobody has published yet and that is not
 * public is named in the table of programs; a picture of nothing would only stand in the way.
 */
bool page_has_picture(const struct site_input *input, const struct site_indicator *item);

/* Open alerts (internal edition). */
void page_alerts(const struct site_input *input, struct buf *out);

/* All that a page says of one indicator: in the first line what the overview shows (empty
 * without a figure), behind it what page_indicator says. */
void page_figure(const struct site_input *input, const struct site_indicator *item,
                 struct buf *out);

/* Every indicator that has a figure, small; each leads to its chart. */
void page_overview(const struct site_input *input, struct buf *out);

/* Chart, newest value, table of all observations of one indicator. */
void page_indicator(const struct site_input *input, const struct site_indicator *item,
                    struct buf *out);

/* The programs of a policy with their budgets and what they are meant to move. */
void page_programs(const struct site_input *input, const struct policy *policy,
                   struct buf *out);

/* How fresh each source is: by day, so that a page does not change with every fetch. */
void page_sources(const struct site_input *input, struct buf *out);

/* The user's own graphs. */
void page_graphs(const struct site_input *input, struct buf *out);

#endif
