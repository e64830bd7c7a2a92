/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pngpack: the pixels of a chart to the zlib stream (RFC 1950) that a PNG file holds. Layer:
 * graphs.
 *
 * Charts are flat: all but some 25,000 of the 870,000 pixels of one repeat the pixel to their
 * left or the row above them. So what repeats is looked for in whole pixels, there first, and
 * only what is left is looked up among the pixels before it. That takes half of the time of
 * zlib's search among bytes, for files a tenth smaller (docs/BENCH.md).
 */
#ifndef GRAPHS_PNGPACK_H
#define GRAPHS_PNGPACK_H

#include "core/buf.h"
#include "graphs/pngwrite.h"

/* Appends the stream: rows of RGB, unfiltered. What does not fit is told by out->overflow. */
void pngpack_rows(const struct pngwrite_image *image, struct buf *out);

#endif
