/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pngpack: the pixels of a chart to the zlib stream (RFC 1950) that a PNG file holds, by
 * libdeflate. Layer: graphs; the only user of libdeflate.
 */
#ifndef GRAPHS_PNGPACK_H
#define GRAPHS_PNGPACK_H

#include "core/buf.h"
#include "graphs/pngwrite.h"

/* Appends the stream: rows of RGB, unfiltered. What does not fit is told by out->overflow. */
void pngpack_rows(const struct pngwrite_image *image, struct buf *out);

#endif
