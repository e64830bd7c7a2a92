/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pngwrite: pixels to the bytes of a PNG file. */
#include "graphs/pngwrite.h"

#include <setjmp.h>

#include <png.h>

#include "core/mem.h"

/* Charts are flat colours: no filter and a low level are more than twice as fast as libpng's
 * defaults for files a little larger. */
#define LEVEL 3

/* 96 points to the inch. */
#define POINTS_PER_METRE 3780u

static void put_bytes(png_structp png, png_bytep bytes, png_size_t length)
{
    struct buf *out = png_get_io_ptr(png);
    if (buf_append(out, bytes, length) != 0)
        png_error(png, "too large");
}

static void put_nothing(png_structp png)
{
    (void)png;
}

static void fail(png_structp png, png_const_charp text)
{
    struct err *err = png_get_error_ptr(png);
    err_set(err, ERR_INTERNAL, "png: %s", text);
    png_longjmp(png, 1);
}

static void warn(png_structp png, png_const_charp text)
{
    (void)png;
    (void)text;
}

static void pack_row(const uint32_t *pixels, uint32_t width, png_bytep row)
{
    for (uint32_t x = 0; x < width; x++) {
        *row++ = (png_byte)(pixels[x] >> 16 & 0xFF);
        *row++ = (png_byte)(pixels[x] >> 8 & 0xFF);
        *row++ = (png_byte)(pixels[x] & 0xFF);
    }
}

/* Alone in a function: nothing here is changed between setjmp and longjmp. */
static int encode(png_structp png, png_infop info, const struct pngwrite_image *image,
                  png_bytep row)
{
    if (setjmp(png_jmpbuf(png)))
        return -1;
    png_uint_32 dots = POINTS_PER_METRE * (png_uint_32)image->scale;
    png_set_IHDR(png, info, image->width, image->height, 8, PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(png, info, dots, dots, PNG_RESOLUTION_METER);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_compression_level(png, LEVEL);
    png_write_info(png, info);
    for (uint32_t y = 0; y < image->height; y++) {
        pack_row(image->pixels + (size_t)y * image->stride, image->width, row);
        png_write_row(png, row);
    }
    png_write_end(png, info);
    return 0;
}

int pngwrite_rgb(const struct pngwrite_image *image, struct buf *out, struct err *err)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, err, fail, warn);
    if (png == NULL)
        return err_set(err, ERR_INTERNAL, "png: cannot be started");
    png_infop info = png_create_info_struct(png);
    if (info == NULL) {
        png_destroy_write_struct(&png, NULL);
        return err_set(err, ERR_INTERNAL, "png: out of memory");
    }
    png_set_write_fn(png, out, put_bytes, put_nothing);
    png_bytep row = mem_calloc(image->width, 3);
    int result = encode(png, info, image, row);
    mem_free(row);
    png_destroy_write_struct(&png, &info);
    if (result != 0 && out->overflow)
        return err_set(err, ERR_DATA, "picture larger than %zu bytes", out->limit);
    return result;
}
