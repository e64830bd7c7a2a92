/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rrdgraph: the user's own [graph] definitions, drawn by librrd to memory from the RRD files.
 * Layer: rrd. Call in a worker process: librrd's pango state is process-wide.
 */
#ifndef RRD_RRDGRAPH_H
#define RRD_RRDGRAPH_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Draws the definition to `path` (PNG, temp + rename) with data until `today` (day number). In
 * DEF an indicator's id stands for its file in `folder`. ERR_CONFIG names the definition's
 * file and line and what librrd said. */
int rrdgraph_draw(const struct graph *graph, const struct settings *settings,
                  const char *folder, int32_t today, const char *path, struct err *err);

/* True if a DEF of the definition names the indicator. */
bool rrdgraph_uses(const struct graph *graph, const struct indicator *indicator);

/* The words of a definition, split as a shell would (quotes, backslash), into the arena. */
int rrdgraph_split(struct arena *arena, const char *definition, char ***words, size_t *count,
                   struct err *err);

/* Checks a definition without drawing: words split, each DEF names an indicator, only data and
 * drawing elements and harmless options (no file output). */
int rrdgraph_check(const struct graph *graph, const struct settings *settings,
                   struct err *err);

#endif
