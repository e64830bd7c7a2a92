/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chart: the picture of one indicator: frame, plot and, on the same time axis, the strip of
 * the programs meant to move it. Layer: graphs; drawn with cairo and pango from the ledger's
 * series, any year. Call in a worker process.
 */
#ifndef GRAPHS_CHART_H
#define GRAPHS_CHART_H

#include "config/settings.h"
#include "core/buf.h"
#include "core/comment.h"
#include "core/err.h"
#include "core/series.h"
#include "graphs/form.h"

#include <stdint.h>

struct chart_input {
    const struct settings *settings;
    const struct indicator *indicator;
    const struct series *series;
    const struct series *compare;  /* of indicator->compare, or NULL */
    const struct series *vintages; /* all versions of it, for its last big revision, or NULL */
    const struct series *respondents; /* of indicator->respondents, or NULL */
    const struct series *outlook;     /* of indicator->outlook, or NULL */
    const struct comments *comments;  /* on it, that the edition shows; NULL = none are said */
    int64_t now;                      /* when drawn */
    struct buf *remarks; /* NULL, or what the operator should hear, after drawing */
};

/* Sizes in points. A standard picture is as high as it needs to be; a wide one is for a slide,
 * with larger type and as many programs as there is room for, drawn at twice its points. */
#define CHART_WIDTH 1200
#define CHART_WIDE_WIDTH 960
#define CHART_WIDE_HEIGHT 540

/* Draws a chart in some forms, each to its path, a draft (core/file.h). A series without
 * values gives a chart that says so. ERR_UNAVAILABLE when no Japanese font is installed (the
 * text names the package). */
int chart_draw(const struct chart_input *input, const struct form *forms, size_t count,
               const char *const *paths, struct err *err);

/* Composes the picture as data into a scene that the caller has initialised with a measure:
 * where everything stands, before anything is drawn. */
struct scene;
void chart_compose(const struct chart_input *input, enum form_size size, struct scene *scene);

/* The plot alone, with its axes, keys and notes, for a page that says the rest: as wide as it
 * says, as high as plot and notes need. */
#define CHART_INSET_WIDTH 780
void chart_compose_inset(const struct chart_input *input, double plot_height,
                         struct scene *scene);

/* For who cannot see it, from the same data: a text alternative in a few words, which says
 * what it is; and a description in one paragraph, which tells what it shows. */
void chart_alt(const struct chart_input *input, struct buf *out);
int chart_describe(const struct chart_input *input, struct buf *out, struct err *err);

#endif
