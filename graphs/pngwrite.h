/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pngwrite: pixels to the bytes of a PNG file, quickly. Layer: graphs; the only user of
 * libpng.
 */
#ifndef GRAPHS_PNGWRITE_H
#define GRAPHS_PNGWRITE_H

#include "core/buf.h"
#include "core/err.h"

#include <stdint.h>

struct pngwrite_image {
    const uint32_t *pixels; /* 0x00RRGGBB, rows from the top */
    uint32_t width;
    uint32_t height;
    uint32_t stride; /* pixels from one row to the next */
    int scale;       /* pixels per point, noted in the file as its resolution */
};

/* Appends the file to `out`. ERR_INTERNAL with libpng's words, ERR_DATA beyond out's limit. */
int pngwrite_rgb(const struct pngwrite_image *image, struct buf *out, struct err *err);

#endif
