/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * look: compares pictures as somebody who looks at them, and drawings as data.
 *
 *   look picture KEPT DRAWN SHRINK   0 = looks the same, 1 = does not; says how much they
 * differ look drawing KEPT DRAWN          the same of two SVG files: words equal, places to a
 * point look keep DRAWN KEPT SHRINK      makes a picture to be kept, SHRINK times smaller, of
 * 256 colours look spoil HOW DRAWN SPOILT ...  another picture, to prove the first: erase X Y
 * W H, move X Y W H BY, paint FROM TO (colours as RRGGBB), jitter
 *
 * The measure is that of S-CIELAB (Zhang and Wandell, 1996) in its simplest form: what the eye
 * blurs is blurred (a Gaussian in linear light, as antialiasing is), then the difference is
 * taken in CIE L*a*b* (D65), and the greatest one counts.
 */
#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#define SIGMA 2.0    /* of the blur, in pixels of the picture kept */
#define RADIUS 6     /* where it ends */
#define GREATEST 3.0 /* difference that is not seen */
#define PLACE 1.0    /* points that a number may differ by */
#define SHOWN 60     /* bytes of what differs */
#define COLOURS 256
#define BUCKETS (1 << 15)

struct image {
    int width, height;
    uint8_t *bytes; /* RGB */
};

struct plane {
    int width, height;
    float *values; /* three a pixel */
};

static void fail(const char *what, const char *name)
{
    (void)fprintf(stderr, "look: %s: %s\n", name, what);
    exit(2);
}

static void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (memory == NULL)
        fail("no memory", "calloc");
    return memory;
}

static struct image read_image(const char *name)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_file(&png, name))
        fail(png.message, name);
    png.format = PNG_FORMAT_RGB;
    struct image image = {(int)png.width, (int)png.height, allocate(PNG_IMAGE_SIZE(png), 1)};
    if (!png_image_finish_read(&png, NULL, image.bytes, 0, NULL))
        fail(png.message, name);
    return image;
}

static double to_linear(double byte)
{
    double value = byte / 255;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double to_byte(double linear)
{
    double value = linear <= 0.0031308 ? linear * 12.92 : 1.055 * pow(linear, 1 / 2.4) - 0.055;
    return fmin(fmax(value * 255, 0), 255);
}

/* In linear light, SHRINK pixels to one. */
static struct plane make_plane(const struct image *image, int shrink)
{
    double light[256];
    for (int i = 0; i < 256; i++)
        light[i] = to_linear(i);
    struct plane plane = {image->width / shrink, image->height / shrink, NULL};
    plane.values = allocate((size_t)plane.width * (size_t)plane.height * 3, sizeof(float));
    for (int y = 0; y < plane.height * shrink; y++) {
        for (int x = 0; x < plane.width * shrink * 3; x++) {
            int at = (y / shrink * plane.width + x / 3 / shrink) * 3 + x % 3;
            plane.values[at] +=
                (float)(light[image->bytes[y * image->width * 3 + x]] / (shrink * shrink));
        }
    }
    return plane;
}

/* Along one direction; beyond the edge is what stands at it. */
static void blur(const struct plane *plane, bool down, const double weights[RADIUS + 1])
{
    int lines = down ? plane->width : plane->height;
    int length = down ? plane->height : plane->width;
    float *line = allocate((size_t)length * 3, sizeof *line);
    for (int i = 0; i < lines; i++) {
        for (int k = 0; k < length * 3; k++) {
            double sum = 0;
            for (int r = -RADIUS; r <= RADIUS; r++) {
                int at = k / 3 + r < 0 ? 0 : k / 3 + r >= length ? length - 1 : k / 3 + r;
                int pixel = down ? at * plane->width + i : i * plane->width + at;
                sum += weights[abs(r)] * (double)plane->values[pixel * 3 + k % 3];
            }
            line[k] = (float)sum;
        }
        for (int k = 0; k < length * 3; k++) {
            int pixel = down ? k / 3 * plane->width + i : i * plane->width + k / 3;
            plane->values[pixel * 3 + k % 3] = line[k];
        }
    }
    free(line);
}

static double bend(double value)
{
    return value > 216.0 / 24389 ? cbrt(value) : (24389.0 / 27 * value + 16) / 116;
}

static void to_lab(const float *linear, double lab[3])
{
    static const double TO_XYZ[3][3] = {{0.4124564, 0.3575761, 0.1804375},
                                        {0.2126729, 0.7151522, 0.0721750},
                                        {0.0193339, 0.1191920, 0.9503041}};
    static const double WHITE[] = {0.95047, 1, 1.08883};
    double bent[3];
    for (int i = 0; i < 3; i++) {
        double sum = 0;
        for (int k = 0; k < 3; k++)
            sum += TO_XYZ[i][k] * (double)linear[k];
        bent[i] = bend(sum / WHITE[i]);
    }
    lab[0] = 116 * bent[1] - 16;
    lab[1] = 500 * (bent[0] - bent[1]);
    lab[2] = 200 * (bent[1] - bent[2]);
}

static void soften(const struct plane *plane)
{
    double weights[RADIUS + 1];
    double sum = 0;
    for (int i = 0; i <= RADIUS; i++) {
        weights[i] = exp(-0.5 * i * i / (SIGMA * SIGMA));
        sum += i == 0 ? weights[i] : 2 * weights[i];
    }
    for (int i = 0; i <= RADIUS; i++)
        weights[i] /= sum;
    blur(plane, false, weights);
    blur(plane, true, weights);
}

static int compare_pictures(const char *kept, const char *drawn, int shrink)
{
    struct image images[] = {read_image(kept), read_image(drawn)};
    struct plane planes[] = {make_plane(&images[0], 1), make_plane(&images[1], shrink)};
    if (planes[0].width != planes[1].width || planes[0].height != planes[1].height) {
        printf("size %d x %d, kept %d x %d\n", planes[1].width, planes[1].height,
               planes[0].width, planes[0].height);
        return 1;
    }
    double greatest = 0;
    int place = 0;
    soften(&planes[0]);
    soften(&planes[1]);
    for (int i = 0; i < planes[0].width * planes[0].height; i++) {
        double one[3];
        double two[3];
        to_lab(planes[0].values + (size_t)i * 3, one);
        to_lab(planes[1].values + (size_t)i * 3, two);
        double difference =
            sqrt(pow(one[0] - two[0], 2) + pow(one[1] - two[1], 2) + pow(one[2] - two[2], 2));
        if (difference > greatest) {
            greatest = difference;
            place = i;
        }
    }
    printf("difference %.2f (at most %.1f), at %d %d\n", greatest, GREATEST,
           place % planes[0].width, place / planes[0].width);
    return greatest > GREATEST;
}

/* --- keeping --- */

struct bucket {
    uint32_t colour;
    int pixels;
    int away; /* from the nearest chosen */
};

static int distance(uint32_t a, uint32_t b)
{
    int sum = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int difference = (int)(a >> shift & 255) - (int)(b >> shift & 255);
        sum += difference * difference;
    }
    return sum;
}

static uint32_t colour_at(const struct image *image, int i)
{
    const uint8_t *pixel = image->bytes + (size_t)i * 3;
    return (uint32_t)pixel[0] << 16 | (uint32_t)pixel[1] << 8 | pixel[2];
}

static struct bucket *count_colours(const struct image *image)
{
    struct bucket *buckets = allocate(BUCKETS, sizeof *buckets);
    for (int i = 0; i < image->width * image->height; i++) {
        uint32_t colour = colour_at(image, i);
        struct bucket *bucket = &buckets[(colour >> 19 & 31) << 10 | (colour >> 11 & 31) << 5 |
                                         (colour >> 3 & 31)];
        if (bucket->pixels++ == 0) {
            bucket->colour = colour;
            bucket->away = INT32_MAX;
        }
    }
    return buckets;
}

/* One after the other that which is seen most and stands furthest from those chosen. */
static void choose_colours(const struct image *image, uint32_t colours[COLOURS])
{
    struct bucket *buckets = count_colours(image);
    for (int i = 0; i < COLOURS; i++) {
        const struct bucket *best = &buckets[0];
        for (int k = 1; k < BUCKETS; k++) {
            if (sqrt(buckets[k].pixels) * buckets[k].away > sqrt(best->pixels) * best->away)
                best = &buckets[k];
        }
        colours[i] = best->colour;
        for (int k = 0; k < BUCKETS; k++) {
            int away = distance(buckets[k].colour, colours[i]);
            buckets[k].away = away < buckets[k].away ? away : buckets[k].away;
        }
    }
    free(buckets);
}

static uint8_t nearest(const uint32_t colours[COLOURS], uint32_t colour)
{
    int best = 0;
    for (int i = 1; i < COLOURS; i++) {
        if (distance(colours[i], colour) < distance(colours[best], colour))
            best = i;
    }
    return (uint8_t)best;
}

static void write_image(const struct image *image, const char *name)
{
    uint32_t colours[COLOURS];
    uint8_t map[COLOURS * 3];
    uint8_t *indices = allocate((size_t)image->width * (size_t)image->height, 1);
    choose_colours(image, colours);
    uint32_t last = colours[0];
    uint8_t index = 0;
    for (int i = 0; i < image->width * image->height; i++) {
        uint32_t colour = colour_at(image, i);
        if (i == 0 || colour != last)
            index = nearest(colours, colour);
        last = colour;
        indices[i] = index;
    }
    for (int i = 0; i < COLOURS * 3; i++)
        map[i] = (uint8_t)(colours[i / 3] >> (16 - i % 3 * 8) & 255);
    png_image png = {.version = PNG_IMAGE_VERSION,
                     .width = (png_uint_32)image->width,
                     .height = (png_uint_32)image->height,
                     .format = PNG_FORMAT_RGB_COLORMAP,
                     .colormap_entries = COLOURS};
    if (!png_image_write_to_file(&png, name, 0, indices, 0, map))
        fail(png.message, name);
    free(indices);
}

static int keep(const char *drawn, const char *kept, int shrink)
{
    struct image image = read_image(drawn);
    struct plane plane = make_plane(&image, shrink);
    struct image small = {plane.width, plane.height,
                          allocate((size_t)plane.width * (size_t)plane.height, 3)};
    for (int i = 0; i < plane.width * plane.height * 3; i++)
        small.bytes[i] = (uint8_t)lround(to_byte((double)plane.values[i]));
    write_image(&small, kept);
    return 0;
}

/* --- spoiling --- */

static uint8_t *pixel_at(const struct image *image, int x, int y)
{
    return image->bytes + ((size_t)y * (size_t)image->width + (size_t)x) * 3;
}

static void erase(const struct image *image, const int box[4])
{
    for (int y = box[1]; y < box[1] + box[3]; y++) {
        for (int x = box[0]; x < box[0] + box[2]; x++)
            memset(pixel_at(image, x, y), 255, 3);
    }
}

static void move(const struct image *image, const int box[4], int by)
{
    for (int y = box[1]; y < box[1] + box[3]; y++) {
        memmove(pixel_at(image, box[0] + by, y), pixel_at(image, box[0], y),
                (size_t)box[2] * 3);
        memset(pixel_at(image, box[0], y), 255, (size_t)by * 3);
    }
}

static void paint(const struct image *image, uint32_t from, uint32_t to)
{
    for (int i = 0; i < image->width * image->height; i++) {
        uint8_t *pixel = image->bytes + (size_t)i * 3;
        if (pixel[0] == (from >> 16 & 255) && pixel[1] == (from >> 8 & 255) &&
            pixel[2] == (from & 255)) {
            pixel[0] = (uint8_t)(to >> 16);
            pixel[1] = (uint8_t)(to >> 8);
            pixel[2] = (uint8_t)to;
        }
    }
}

/* As another way of antialiasing would: everything an eighth of a pixel further left, and
 * values that are off by up to two. */
static void jitter(const struct image *image)
{
    uint32_t random = 1;
    for (int i = 0; i + 3 < image->width * image->height * 3; i++) {
        double light =
            to_linear(image->bytes[i]) * 0.875 + to_linear(image->bytes[i + 3]) * 0.125;
        random = random * 1664525u + 1013904223u;
        long byte = lround(to_byte(light)) + (long)(random >> 16) % 5 - 2;
        image->bytes[i] = (uint8_t)(byte < 0 ? 0 : byte > 255 ? 255 : byte);
    }
}

static int spoil(int count, char **words)
{
    struct image image = read_image(words[1]);
    int box[5] = {0};
    bool painting = strcmp(words[0], "paint") == 0;
    for (int i = 0; i < 5 && 3 + i < count; i++)
        box[i] = (int)strtol(words[3 + i], NULL, painting ? 16 : 10);
    if (strcmp(words[0], "jitter") == 0)
        jitter(&image);
    else if (painting)
        paint(&image, (uint32_t)box[0], (uint32_t)box[1]);
    else if (box[0] < 0 || box[1] < 0 || box[0] + box[2] + box[4] > image.width ||
             box[1] + box[3] > image.height)
        fail("outside the picture", words[0]);
    else if (strcmp(words[0], "erase") == 0)
        erase(&image, box);
    else
        move(&image, box, box[4]);
    png_image png = {.version = PNG_IMAGE_VERSION,
                     .width = (png_uint_32)image.width,
                     .height = (png_uint_32)image.height,
                     .format = PNG_FORMAT_RGB};
    if (!png_image_write_to_file(&png, words[2], 0, image.bytes, 0, NULL))
        fail(png.message, words[2]);
    return 0;
}

/* --- drawings --- */

static char *read_text(const char *name)
{
    FILE *file = fopen(name, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0)
        fail("cannot be read", name);
    long length = ftell(file);
    char *text = allocate((size_t)length + 1, 1);
    rewind(file);
    if (fread(text, 1, (size_t)length, file) != (size_t)length)
        fail("cannot be read", name);
    (void)fclose(file);
    return text;
}

/* Not one that is a part of a word or a colour. */
static bool is_number(const char *text)
{
    bool inner = isalnum((unsigned char)text[-1]) || text[-1] == '#';
    return !inner && (isdigit((unsigned char)*text) ||
                      (*text == '-' && isdigit((unsigned char)text[1])));
}

/* So many bytes of a text as are whole letters. */
static int whole(const char *text)
{
    int length = (int)strnlen(text, SHOWN);
    while (length == SHOWN && length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return length;
}

/* From the beginning of a letter. */
static const char *back(const char *start, const char *text)
{
    while (text > start && ((unsigned char)*text & 0xC0) == 0x80)
        text--;
    return text;
}

static int tell(const char *start, const char *a, const char *b)
{
    int line = 1;
    for (const char *c = start; c < a; c++)
        line += *c == '\n';
    printf("line %d: kept \"%.*s\", drawn \"%.*s\"\n", line, whole(a), a, whole(b), b);
    return 1;
}

/* Within tags numbers are places; between them they are words. */
static int compare_drawings(const char *kept, const char *drawn)
{
    const char *start = read_text(kept);
    const char *a = start;
    const char *other = read_text(drawn);
    const char *b = other;
    bool tag = false;
    while (*a != '\0' && *b != '\0') {
        if (tag && is_number(a) && is_number(b)) {
            char *ends[2];
            double difference = fabs(strtod(a, &ends[0]) - strtod(b, &ends[1]));
            if (difference > PLACE)
                return tell(start, a, b);
            a = ends[0];
            b = ends[1];
            continue;
        }
        tag = *a == '<' || (tag && *a != '>');
        if (*a++ != *b++)
            return tell(start, back(start, a - 1), back(other, b - 1));
    }
    return *a == *b ? 0 : tell(start, a, b);
}

int main(int count, char **words)
{
    if (count == 5 && strcmp(words[1], "picture") == 0)
        return compare_pictures(words[2], words[3], atoi(words[4]));
    if (count == 4 && strcmp(words[1], "drawing") == 0)
        return compare_drawings(words[2], words[3]);
    if (count == 5 && strcmp(words[1], "keep") == 0)
        return keep(words[2], words[3], atoi(words[4]));
    if (count >= 5 && strcmp(words[1], "spoil") == 0)
        return spoil(count - 2, words + 2);
    (void)fprintf(stderr, "usage: look picture|drawing|keep|spoil ...\n");
    return 64;
}
