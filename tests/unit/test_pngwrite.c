/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/pngwrite and pngpack: whatever the pixels are, zlib, which knows nothing of
 * how they were packed, finds the same ones, and the check sums are right. */
#include "graphs/pngwrite.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

#include "core/mem.h"

#define LIMIT ((size_t)256 << 20)

typedef uint32_t (*colour)(uint32_t x, uint32_t y);

static uint32_t mix(uint32_t a, uint32_t b)
{
    uint32_t c = a * 2654435761U + b * 40503U;
    c ^= c >> 15;
    c *= 2246822519U;
    return c ^ c >> 13;
}

static uint32_t white(uint32_t x, uint32_t y)
{
    (void)x;
    (void)y;
    return 0xFFFFFF;
}

static uint32_t noise(uint32_t x, uint32_t y)
{
    return mix(x, y) & 0xFFFFFF;
}

/* Few colours, no order: pairs and single ones repeat at all distances. */
static uint32_t crumbs(uint32_t x, uint32_t y)
{
    static const uint32_t COLOURS[] = {0, 0xFFFFFF, 0x0072B2, 0x1F4E79, 0xD55E00};
    return COLOURS[mix(x, y) % 5];
}

/* As in a chart: a ground with lines, some of them leaning, and edges between the two. */
static uint32_t chart(uint32_t x, uint32_t y)
{
    if (y % 55 == 10 || x % 170 == 3)
        return 0xE0E0E0;
    uint32_t far = (x * 3 + 7 * y) % 401;
    return far < 4 ? 0x0072B2 + (far << 18) : 0xFFFFFF;
}

static uint32_t slope(uint32_t x, uint32_t y)
{
    return (x & 0xFF) << 16 | (y & 0xFF) << 8 | ((x + y) & 0xFF);
}

/* Rows repeat, but not the one above. */
static uint32_t stripes(uint32_t x, uint32_t y)
{
    return y % 3 == 0 ? noise(x, 1) : y % 3 == 1 ? noise(x, 2) : 0x808080;
}

static uint32_t number_at(const char *bytes)
{
    const unsigned char *at = (const unsigned char *)bytes;
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* The data of the next chunk. */
static const char *take_chunk(const char **at, const char *name, uint32_t *length)
{
    const char *data = *at + 8;
    *length = number_at(*at);
    assert_memory_equal(*at + 4, name, 4);
    assert_int_equal(number_at(data + *length), crc32(0, (const Bytef *)*at + 4, *length + 4));
    *at = data + *length + 4;
    return data;
}

static void check_rows(const struct pngwrite_image *image, const unsigned char *rows)
{
    for (uint32_t y = 0; y < image->height; y++) {
        assert_int_equal(*rows++, 0);
        for (uint32_t x = 0; x < image->width; x++, rows += 3) {
            uint32_t pixel = image->pixels[(size_t)y * image->stride + x] & 0xFFFFFF;
            uint32_t found = (uint32_t)rows[0] << 16 | (uint32_t)rows[1] << 8 | rows[2];
            if (pixel != found)
                fail_msg("%u x %u at %u, %u: %06x, not %06x", image->width, image->height, x,
                         y, found, pixel);
        }
    }
}

static void check_file(const struct pngwrite_image *image, const struct buf *file)
{
    const char *at = file->data + 8;
    uint32_t length;
    assert_memory_equal(file->data, "\x89PNG\r\n\x1a\n", 8);
    const char *head = take_chunk(&at, "IHDR", &length);
    assert_int_equal(length, 13);
    assert_int_equal(number_at(head), image->width);
    assert_int_equal(number_at(head + 4), image->height);
    assert_memory_equal(head + 8, "\x08\x02\0\0\0", 5);
    const char *size = take_chunk(&at, "pHYs", &length);
    assert_int_equal(number_at(size), 3780 * image->scale);
    const char *packed = take_chunk(&at, "IDAT", &length);
    uLongf bytes = image->height * (1 + 3 * (uLongf)image->width);
    unsigned char *rows = mem_calloc(1, bytes + 1);
    uLongf found = bytes + 1;
    assert_int_equal(uncompress(rows, &found, (const Bytef *)packed, length), Z_OK);
    assert_int_equal(found, bytes);
    check_rows(image, rows);
    mem_free(rows);
    (void)take_chunk(&at, "IEND", &length);
    assert_ptr_equal(at, file->data + file->length);
}

/* Returns the length of the file. Rows are wider in memory than they are shown; so are
 * pixels. */
static size_t there_and_back(uint32_t width, uint32_t height, colour of)
{
    uint32_t stride = width + width % 3;
    uint32_t *pixels = mem_calloc((size_t)stride * height, sizeof *pixels);
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < stride; x++)
            pixels[(size_t)y * stride + x] =
                (of(x, y) & 0xFFFFFF) | (x < width ? 0 : 0xAB000000);
    struct pngwrite_image image = {pixels, width, height, stride, 1 + (int)(width % 2)};
    struct buf file;
    struct err err = {0};
    buf_init(&file, LIMIT);
    assert_int_equal(pngwrite_rgb(&image, &file, &err), 0);
    check_file(&image, &file);
    size_t length = file.length;
    buf_free(&file);
    mem_free(pixels);
    return length;
}

static void test_any_size_and_any_pixels(void **state)
{
    (void)state;
    static const colour COLOURS[] = {white, noise, crumbs, chart, slope, stripes};
    /* rows of the last ones are beyond what a match may reach back */
    static const uint32_t SIZES[][2] = {
        {1, 1},    {1, 300},   {2, 2},     {3, 1},     {5, 7},     {86, 3},   {87, 3},
        {173, 40}, {300, 200}, {1200, 61}, {10922, 3}, {10923, 3}, {16384, 2}};
    for (size_t i = 0; i < sizeof SIZES / sizeof SIZES[0]; i++)
        for (size_t k = 0; k < sizeof COLOURS / sizeof COLOURS[0]; k++)
            (void)there_and_back(SIZES[i][0], SIZES[i][1], COLOURS[k]);
}

/* Noise is nearly as large as it is; a chart is what a chart is. */
static void test_how_large(void **state)
{
    (void)state;
    assert_true(there_and_back(1200, 720, white) < 5000);
    assert_true(there_and_back(1200, 720, chart) < 60000);
    assert_true(there_and_back(400, 400, noise) < 400 * 400 * 3 * 21 / 20);
}

static void test_no_room(void **state)
{
    (void)state;
    uint32_t pixels[64];
    for (uint32_t i = 0; i < 64; i++)
        pixels[i] = noise(i, 0);
    struct pngwrite_image image = {pixels, 8, 8, 8, 1};
    for (size_t limit = 0; limit < 200; limit++) {
        struct buf file;
        struct err err = {0};
        buf_init(&file, limit);
        assert_int_equal(pngwrite_rgb(&image, &file, &err), -1);
        assert_int_equal(err.code, ERR_DATA);
        buf_free(&file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_size_and_any_pixels),
        cmocka_unit_test(test_how_large),
        cmocka_unit_test(test_no_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
