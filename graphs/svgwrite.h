/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * svgwrite: a scene as SVG whose texts are texts: they can be searched, read aloud, and edited
 * in an office program. Layer: graphs. Lines are broken as canvas breaks them, and each is
 * told how long it is, so that a reader's other font does not run into its neighbours.
 */
#ifndef GRAPHS_SVGWRITE_H
#define GRAPHS_SVGWRITE_H

#include "core/buf.h"
#include "core/err.h"
#include "core/words.h"
#include "graphs/canvas.h"
#include "graphs/scene.h"

struct svgwrite_head {
    const char *id; /* of the indicator; makes the names inside unique on a page */
    const char *title;
    const char *description; /* for those who cannot see it */
    enum language language;
    struct canvas_paper paper; /* its scale makes the picture larger, not the drawing */
};

/* Appends the document to `out`. ERR_DATA beyond out's limit. */
int svgwrite_scene(struct canvas *canvas, const struct scene *scene,
                   const struct svgwrite_head *head, struct buf *out, struct err *err);

#endif
