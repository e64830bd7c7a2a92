/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paper_part: what the writers of a paper share; used by paper_*.c only. Layer: graphs. */
#ifndef GRAPHS_PAPER_PART_H
#define GRAPHS_PAPER_PART_H

#include "graphs/canvas.h"
#include "graphs/paper.h"
#include "graphs/scene.h"

/* A4, in points, and its margins. */
#define PAPER_WIDTH 595.28
#define PAPER_HEIGHT 841.89
#define PAPER_SIDE 42.52 /* 15 mm */
#define PAPER_TOP 31.18  /* 11 mm */
#define PAPER_BOTTOM 31.18

#define PAPER_WORDS_LIMIT 65536 /* bytes of any text made here */

struct paper_pages {
    struct scene *scenes;
    size_t count, capacity;
};

/* Lays all out on pages; release with paper_pages_free. */
void paper_lay(const struct paper *paper, struct scene_measure measure,
               struct paper_pages *out);
void paper_pages_free(struct paper_pages *pages);

/* How high it is if it were on one page. */
double paper_height(const struct paper *paper, struct scene_measure measure);

/* Leaves out what does not fit on one sheet, and lets pictures have what room is left.
 * ERR_DATA when what may not be left out does not fit. */
int paper_fit(struct paper *paper, struct scene_measure measure, struct err *err);

int paper_put_html(const struct paper *paper, struct canvas *canvas, struct buf *out,
                   struct err *err);
void paper_put_markdown(const struct paper *paper, struct buf *out);
void paper_put_json(const struct paper *paper, struct buf *out);

/* The sentences of a paragraph that are not left out, joined. */
const char *paper_join(const struct paper *paper, const struct paper_block *block);

#endif
