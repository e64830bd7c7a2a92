/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pngpack: see pngpack.h. */
#include "graphs/pngpack.h"

#include <libdeflate.h>

#include "core/mem.h"

/* On our charts each level above takes more time than it saves bytes (docs/DECISIONS.md). */
#define LEVEL 4
#define UNFILTERED 0 /* filters of the format hide that pixels repeat */
#define PIXEL 3

static void put_row(const uint32_t *pixels, uint32_t width, unsigned char *at)
{
    *at++ = UNFILTERED;
    for (uint32_t x = 0; x < width; x++) {
        *at++ = (unsigned char)(pixels[x] >> 16);
        *at++ = (unsigned char)(pixels[x] >> 8);
        *at++ = (unsigned char)pixels[x];
    }
}

/* Never NULL, so that the packer is not either. */
static void *take(size_t size)
{
    return mem_realloc(NULL, size, 1);
}

static void pack(const unsigned char *rows, size_t length, struct buf *out)
{
    libdeflate_set_memory_allocator(take, mem_free);
    struct libdeflate_compressor *packer = libdeflate_alloc_compressor(LEVEL);
    size_t room = libdeflate_zlib_compress_bound(packer, length);
    char *packed = mem_realloc(NULL, room, 1);
    (void)buf_append(out, packed,
                     libdeflate_zlib_compress(packer, rows, length, packed, room));
    mem_free(packed);
    libdeflate_free_compressor(packer);
}

void pngpack_rows(const struct pngwrite_image *image, struct buf *out)
{
    size_t row = 1 + (size_t)PIXEL * image->width;
    unsigned char *rows = mem_realloc(NULL, image->height, row);
    for (uint32_t y = 0; y < image->height; y++)
        put_row(image->pixels + (size_t)y * image->stride, image->width, rows + y * row);
    pack(rows, row * image->height, out);
    mem_free(rows);
}
