/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * canvas: draws a scene as a PNG, scenes as the pages of a PDF, and says where its words
 * stand. Layer: graphs; the only user of cairo and pango. Texts are laid out without hinting,
 * so a scene measured once looks the same at every scale.
 */
#ifndef GRAPHS_CANVAS_H
#define GRAPHS_CANVAS_H

#include "core/buf.h"
#include "core/err.h"
#include "graphs/palette.h"
#include "graphs/scene.h"

struct canvas;

/* ERR_UNAVAILABLE naming the package when no font has Japanese letters. Release with
 * canvas_free. */
int canvas_new(struct canvas **out, struct err *err);

/* NULL is fine. */
void canvas_free(struct canvas *canvas);

/* The measure for scene_init; the canvas must outlive the scene. */
struct scene_measure canvas_measure(struct canvas *canvas);

struct canvas_paper {
    enum palette_theme theme;
    int scale; /* pixels per point */
};

/* Appends the PNG to `out`. */
int canvas_draw(struct canvas *canvas, const struct scene *scene, struct canvas_paper paper,
                struct buf *out, struct err *err);

struct canvas_document {
    const char *title;
    const char *author;
    const char *creator; /* the program */
    const char *created; /* "2026-03-01T00:00:00Z" */
};

/* Appends a PDF whose pages are the scenes (at least one; a point is 1/72 inch): vectors,
 * texts that can be searched, fonts embedded; the same scenes give the same bytes. */
int canvas_pdf(struct canvas *canvas, const struct scene *pages, size_t count,
               const struct canvas_document *document, struct buf *out, struct err *err);

#define CANVAS_LINES 8 /* of one text, at most */

struct canvas_line {
    const char *text; /* as it is seen: what is cut off is … */
    double x, baseline, width;
};

/* The lines of a text item; their texts live in the arena. Returns how many. */
size_t canvas_lines(struct canvas *canvas, const struct scene_item *item, struct arena *arena,
                    struct canvas_line out[CANVAS_LINES]);

/* The characters drawn so far that no installed font has, "𠮷 (U+20BB7), ..."; "" = none. They
 * stand in the picture as boxes. Lives until the next drawing. */
const char *canvas_missing(const struct canvas *canvas);

#endif
