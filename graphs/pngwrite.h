/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pngwrite: pixels to the bytes of a PNG file, quickly. Layer: graphs. The file's parts are
 * those of the PNG specification (ISO/IEC 15948); what takes the time is graphs/pngpack.
 */
#ifndef GRAPHS_PNGWRITE_H
#define GRAPHS_PNGWRITE_H

#include "core/buf.h"
#include "core/err.h"

#include <stdint.h>

#define PNGWRITE_SIDE 16384

struct pngwrite_image {
    const uint32_t *pixels; /* 0x00RRGGBB, rows from the top */
    uint32_t width;         /* at most PNGWRITE_SIDE, as the height */
    uint32_t height;
    uint32_t stride; /* pixels from one row to the next */
    int scale;       /* pixels per point, noted in the file as its resolution */
};

/* Appends the file to `out`: the same bytes for the same pixels. ERR_DATA beyond out's limit.
 */
int pngwrite_rgb(const struct pngwrite_image *image, struct buf *out, struct err *err);

#endif
