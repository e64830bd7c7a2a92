/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pngwrite: see pngwrite.h. */
#include "graphs/pngwrite.h"

#include "core/gzip.h"
#include "graphs/pngpack.h"

/* 96 points to the inch. */
#define POINTS_PER_METRE 3780u

#define HEAD 8 /* of a chunk: the length of its data, and its name */
#define COLOUR_RGB 2
#define METRE 1

static void set_number(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> (24 - 8 * i));
}

static void put_number(struct buf *out, uint32_t value)
{
    unsigned char bytes[4];
    set_number(bytes, value);
    (void)buf_append(out, bytes, sizeof bytes);
}

/* Returns where the chunk begins; its length is known when it is ended. */
static size_t begin_chunk(struct buf *out, const char *name)
{
    size_t at = out->length;
    put_number(out, 0);
    (void)buf_append(out, name, 4);
    return at;
}

static void end_chunk(struct buf *out, size_t at)
{
    if (out->overflow)
        return;
    set_number((unsigned char *)out->data + at, (uint32_t)(out->length - at - HEAD));
    put_number(out, gzip_check_sum(out->data + at + 4, out->length - at - 4));
}

static void put_head(const struct pngwrite_image *image, struct buf *out)
{
    static const unsigned char SHAPE[] = {8, COLOUR_RGB, 0, 0, 0}; /* bits; nothing special */
    uint32_t dots = POINTS_PER_METRE * (uint32_t)image->scale;
    size_t at = begin_chunk(out, "IHDR");
    put_number(out, image->width);
    put_number(out, image->height);
    (void)buf_append(out, SHAPE, sizeof SHAPE);
    end_chunk(out, at);
    at = begin_chunk(out, "pHYs");
    put_number(out, dots);
    put_number(out, dots);
    (void)buf_putc(out, METRE);
    end_chunk(out, at);
}

int pngwrite_rgb(const struct pngwrite_image *image, struct buf *out, struct err *err)
{
    (void)buf_append(out, "\x89PNG\r\n\x1a\n", 8);
    put_head(image, out);
    size_t at = begin_chunk(out, "IDAT");
    pngpack_rows(image, out);
    end_chunk(out, at);
    end_chunk(out, begin_chunk(out, "IEND"));
    return out->overflow ? err_set(err, ERR_DATA, "picture larger than %zu bytes", out->limit)
                         : 0;
}
