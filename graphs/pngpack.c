/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pngpack: see pngpack.h. */
#include "graphs/pngpack.h"

#include <stdbool.h>
#include <string.h>

#include "core/mem.h"
#include "graphs/huffman.h"

#define PIXEL 3u /* bytes */
#define LEFT PIXEL
#define SHORT 8u /* pixels */
#define LEAP 32u /* pixels that are compared at once */
#define SOME 3u  /* pixels: shorter matches are looked up, too */
#define WORTH                                                                                 \
    1u /* a match told by a distance of many bits is to be longer by so many pixels */
#define COLUMN 14  /* bits */
#define BUCKETS 14 /* bits */
#define MIX 2654435761u
#define ADLER 65521u

struct packing {
    const struct pngwrite_image *image;
    const uint32_t *row;
    uint32_t y;
    size_t row_bytes;
    bool looks_up; /* there is a row above, and it is near enough */
    struct huffman stream;
    struct huffman_token *tokens;
    size_t count;
    /* where each colour, and each pair of colours, stood last: row, from 1, and column */
    uint32_t *ones;
    uint32_t *pairs;
};

/* --- tokens --- */

static void add(struct packing *packing, size_t value, size_t distance)
{
    if (packing->count == HUFFMAN_TOKENS) {
        huffman_block(&packing->stream, packing->tokens, packing->count, false);
        packing->count = 0;
    }
    packing->tokens[packing->count++] =
        (struct huffman_token){(uint16_t)value, (uint16_t)distance};
}

static void add_match(struct packing *packing, size_t bytes, size_t distance)
{
    while (bytes > 0) {
        size_t length = bytes < HUFFMAN_MATCH_MOST ? bytes : HUFFMAN_MATCH_MOST;
        /* nothing shorter than a match may be left */
        if (bytes > length && bytes - length < HUFFMAN_MATCH_LEAST)
            length -= HUFFMAN_MATCH_LEAST;
        add(packing, length, distance);
        bytes -= length;
    }
}

static void add_pixel(struct packing *packing, uint32_t pixel)
{
    add(packing, pixel >> 16 & 0xFF, 0);
    add(packing, pixel >> 8 & 0xFF, 0);
    add(packing, pixel & 0xFF, 0);
}

/* --- what repeats --- */

/* Most are short, and of the rest most are very long. */
static size_t count_equal(const uint32_t *a, const uint32_t *b, size_t most)
{
    size_t count = 0;
    while (count < SHORT && count < most && a[count] == b[count])
        count++;
    if (count < SHORT)
        return count;
    while (count + LEAP <= most && memcmp(a + count, b + count, LEAP * sizeof *a) == 0)
        count += LEAP;
    while (count < most && a[count] == b[count])
        count++;
    return count;
}

struct match {
    size_t pixels;
    size_t distance;
};

/* What stands at `slot` becomes this pixel. */
static void look_up(const struct packing *packing, uint32_t x, uint32_t *slot,
                    struct match *best)
{
    uint32_t width = packing->image->width;
    uint32_t found = *slot;
    *slot = (packing->y + 1) << COLUMN | x;
    if (found == 0)
        return;
    uint32_t rows = packing->y + 1 - (found >> COLUMN);
    uint32_t column = found & ((1u << COLUMN) - 1);
    size_t distance = rows * packing->row_bytes + (size_t)PIXEL * x - (size_t)PIXEL * column;
    if (distance > HUFFMAN_WINDOW)
        return;
    const uint32_t *before = packing->row - (size_t)rows * packing->image->stride + column;
    size_t most = width - (x > column ? x : column);
    size_t pixels = count_equal(packing->row + x, before, most);
    if (pixels > best->pixels)
        *best = (struct match){pixels, distance};
}

static struct match find(const struct packing *packing, uint32_t x)
{
    const uint32_t *at = packing->row + x;
    size_t most = packing->image->width - x;
    size_t stride = packing->image->stride;
    struct match best = {0};
    if (x > 0 && at[0] == at[-1])
        best = (struct match){count_equal(at, at - 1, most), LEFT};
    if (packing->looks_up && at[0] == *(at - stride)) {
        size_t above = count_equal(at, at - stride, most);
        if (above > best.pixels + WORTH || best.pixels == 0)
            best = (struct match){above, packing->row_bytes};
    }
    if (best.pixels < SOME && most > 1)
        look_up(packing, x,
                &packing->pairs[(at[0] * MIX ^ at[1] * (MIX * 3)) >> (32 - BUCKETS)], &best);
    if (best.pixels == 0)
        look_up(packing, x, &packing->ones[at[0] * MIX >> (32 - BUCKETS)], &best);
    return best;
}

/* The row begins with its filter, which is part of a match with the row above. */
static void pack_row(struct packing *packing)
{
    uint32_t width = packing->image->width;
    uint32_t x = 0;
    packing->looks_up = packing->y > 0 && packing->row_bytes <= HUFFMAN_WINDOW;
    if (packing->looks_up)
        x = (uint32_t)count_equal(packing->row, packing->row - packing->image->stride, width);
    if (x > 1 && count_equal(packing->row + 1, packing->row, x - 1) + WORTH >= x)
        x = 1;
    if (x > 0)
        add_match(packing, 1 + (size_t)PIXEL * x, packing->row_bytes);
    else
        add(packing, 0, 0);
    while (x < width) {
        struct match match = find(packing, x);
        if (match.pixels > 0)
            add_match(packing, PIXEL * match.pixels, match.distance);
        else
            add_pixel(packing, packing->row[x]);
        x += match.pixels > 0 ? (uint32_t)match.pixels : 1;
    }
}

/* --- the check sum --- */

/* What a row of n bytes b[i] adds to the two sums of Adler-32: the sum of b[i], and that of
 * (n - i) b[i]. */
struct sums {
    uint64_t plain;
    uint64_t weighed;
};

/* In one go what is one colour: of k pixels the last counts 3 r, 2 g, 1 b, each before it 3 of
 * all three more. */
static void add_run(struct sums *sums, uint32_t pixel, uint64_t pixels)
{
    uint64_t red = pixel >> 16 & 0xFF;
    uint64_t green = pixel >> 8 & 0xFF;
    uint64_t blue = pixel & 0xFF;
    uint64_t all = red + green + blue;
    uint64_t steps = pixels * (pixels - 1) / 2 * PIXEL;
    sums->weighed +=
        sums->plain * PIXEL * pixels + steps * all + pixels * (3 * red + 2 * green + blue);
    sums->plain += all * pixels;
}

static struct sums sum_row(const uint32_t *row, uint32_t width)
{
    struct sums sums = {0};
    for (uint32_t x = 0; x < width;) {
        size_t same = 1 + count_equal(row + x + 1, row + x, width - x - 1);
        add_run(&sums, row[x], same);
        x += (uint32_t)same;
    }
    sums.plain %= ADLER;
    sums.weighed %= ADLER;
    return sums;
}

static uint32_t sum_image(const struct pngwrite_image *image)
{
    size_t bytes = 1 + (size_t)PIXEL * image->width;
    uint64_t plain = 1;
    uint64_t weighed = 0;
    struct sums row = {0};
    for (uint32_t y = 0; y < image->height; y++) {
        const uint32_t *at = image->pixels + (size_t)y * image->stride;
        if (y == 0 || count_equal(at, at - image->stride, image->width) < image->width)
            row = sum_row(at, image->width);
        weighed = (weighed + bytes * plain + row.weighed) % ADLER;
        plain = (plain + row.plain) % ADLER;
    }
    return (uint32_t)(weighed << 16 | plain);
}

void pngpack_rows(const struct pngwrite_image *image, struct buf *out)
{
    static const unsigned char HEAD[] = {0x78, 0x01}; /* deflate, a window of 32 KB, fast */
    struct packing packing = {.image = image,
                              .row_bytes = 1 + (size_t)PIXEL * image->width,
                              .stream = {.out = out},
                              .tokens = mem_calloc(HUFFMAN_TOKENS, sizeof *packing.tokens),
                              .ones = mem_calloc(1u << BUCKETS, sizeof *packing.ones),
                              .pairs = mem_calloc(1u << BUCKETS, sizeof *packing.pairs)};
    uint32_t sum = sum_image(image);
    const unsigned char tail[] = {(unsigned char)(sum >> 24), (unsigned char)(sum >> 16),
                                  (unsigned char)(sum >> 8), (unsigned char)sum};
    (void)buf_append(out, HEAD, sizeof HEAD);
    for (; packing.y < image->height; packing.y++) {
        packing.row = image->pixels + (size_t)packing.y * image->stride;
        pack_row(&packing);
    }
    huffman_block(&packing.stream, packing.tokens, packing.count, true);
    (void)buf_append(out, tail, sizeof tail);
    mem_free(packing.tokens);
    mem_free(packing.ones);
    mem_free(packing.pairs);
}
