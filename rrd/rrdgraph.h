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

#include <stddef.h>
#include <stdint.h>

/* What is drawn, and from what. */
struct rrdgraph_order {
    const struct graph *graph;
    const struct settings *settings;
    const char *folder; /* of the RRD files: in DEF an indicator's id stands for its file */
    int32_t today;      /* a day number: data until then */
    const char *remark; /* a line below the title; NULL = none */
};

/* Draws the definition to `path` (PNG, a draft: core/file.h). While one of its files is not
 * there is nothing to draw, and a picture that stands at `path` is removed. ERR_CONFIG names
 * the definition's file and line and what librrd said; ERR_IO a file that is damaged. */
int rrdgraph_draw(const struct rrdgraph_order *order, const char *path, struct err *err);

/* The words of a definition, split as a shell would (quotes, backslash), into the arena. */
int rrdgraph_split(struct arena *arena, const char *definition, char ***words, size_t *count,
                   struct err *err);

/* What a word of a definition is; librrd will take it as just that. */
enum rrdgraph_kind { RRDGRAPH_OPTION, RRDGRAPH_VALUE, RRDGRAPH_DEF, RRDGRAPH_ELEMENT };

struct rrdgraph_word {
    enum rrdgraph_kind kind;
    const char *text;
    const struct indicator *indicator; /* of a DEF, else NULL */
};

/* Splits and understands a definition without drawing: each DEF names an indicator; only data
 * and drawing elements and harmless options (no file output). */
int rrdgraph_read(const struct graph *graph, const struct settings *settings,
                  struct arena *arena, struct rrdgraph_word **words, size_t *count,
                  struct err *err);

/* As rrdgraph_read, when only faults are asked for. */
int rrdgraph_check(const struct graph *graph, const struct settings *settings,
                   struct err *err);

#endif
