/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdfwords: a reader's events to words; then what a page's words are like as a whole. */
#include "collector/decode/pdfwords.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/decimal.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/markup.h"

#define FAR 100000.0 /* points: 35 m */
#define WORD_MAX 4096
#define STRIP 3.0 /* points: the middles of characters one below the other differ by less */
#define TALL 1.7  /* letters are so many times higher than wide at most */
#define CHUNK ((size_t)64 << 10)

struct reading {
    struct pdfpage page;
    size_t capacity;
    double height; /* of the page; a width is not needed */
    double width;
    struct pdfword word; /* the one under way */
    struct buf text;
    bool inside; /* a word */
    bool fresh;  /* the next word is the first of its block */
    int (*take)(struct pdfpage *page, void *context, struct err *err);
    void *context;
};

/* --- what kind of page --- */

static bool is_wide(const char *text)
{
    return (unsigned char)*text >= 0xE3 && unicode_width(text) >= 2;
}

/* How many times higher than wide a word is at least that runs up or down; 0 = too short to
 * tell: `to` is higher than wide. */
static double turned_from(const struct pdfword *word)
{
    bool digits = strspn(word->text, "0123456789,.-") >= 3;
    if (word->characters >= 2 && word->characters * 2 < strlen(word->text))
        return 1.5; /* mostly letters as wide as high */
    if (digits)
        return 1.1;
    return word->characters >= 4 ? 1.5 : 0;
}

static bool is_turned(const struct pdfword *word)
{
    double from = turned_from(word);
    return from > 0 && word->y1 - word->y0 > from * (word->x1 - word->x0);
}

static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

/* --- characters one below the other --- */

struct place {
    double x; /* in steps of STRIP */
    double y;
    double size;
};

static int compare_places(const void *left, const void *right)
{
    const struct place *a = left;
    const struct place *b = right;
    if (a->x < b->x || a->x > b->x)
        return a->x < b->x ? -1 : 1;
    return (a->y > b->y) - (a->y < b->y);
}

/* How many characters have another right below them, nearer than lines ever are. */
static size_t count_stacked(const struct pdfpage *page)
{
    struct place *places = mem_calloc(page->count, sizeof *places);
    size_t count = 0;
    size_t stacked = 0;
    for (size_t i = 0; i < page->count; i++) {
        const struct pdfword *word = &page->words[i];
        if (word->characters == 1 && is_wide(word->text))
            places[count++] = (struct place){floor((word->x0 + word->x1) / 2 / STRIP),
                                             word->y0, word->y1 - word->y0};
    }
    qsort(places, count, sizeof *places, compare_places);
    for (size_t i = 0; i + 1 < count; i++) {
        double gap = places[i + 1].y - places[i].y - places[i].size;
        bool same = places[i + 1].x - places[i].x < 0.5;
        stacked += same && fabs(gap) < 0.4 * places[i].size ? 1 : 0;
    }
    mem_free(places);
    return stacked;
}

struct census {
    size_t all;         /* characters */
    size_t long_enough; /* of these, in words that tell how they run */
    size_t stacked;     /* of these, in vertical writing by single characters */
    size_t turned;      /* of these, in words that run up or down */
    size_t words;       /* of several characters */
    size_t figures;     /* of these, with a digit */
    size_t ups;         /* pairs of words of one x that go on upwards */
    size_t downs;
};

static struct census count_kinds(const struct pdfpage *page)
{
    struct census census = {.stacked = count_stacked(page)};
    for (size_t i = 0; i < page->count; i++) {
        const struct pdfword *word = &page->words[i];
        const struct pdfword *next = i + 1 < page->count ? word + 1 : NULL;
        census.all += word->characters;
        census.long_enough += turned_from(word) > 0 ? word->characters : 0;
        if (is_turned(word)) {
            census.turned += word->characters;
        }
        if (word->characters > 1) {
            census.words++;
            census.figures += has_digit(word->text) ? 1 : 0;
        }
        if (next == NULL || fabs(next->x0 - word->x0) > 1)
            continue;
        census.ups += next->y1 <= word->y0 ? 1 : 0;
        census.downs += next->y0 >= word->y1 ? 1 : 0;
    }
    return census;
}

static void turn(struct reading *reading, bool upwards)
{
    for (size_t i = 0; i < reading->page.count; i++) {
        struct pdfword *word = &reading->page.words[i];
        struct pdfword was = *word;
        word->x0 = upwards ? reading->height - was.y1 : was.y0;
        word->x1 = upwards ? reading->height - was.y0 : was.y1;
        word->y0 = upwards ? was.x0 : reading->width - was.x1;
        word->y1 = upwards ? was.x1 : reading->width - was.x0;
    }
}

static void drop_turned(struct pdfpage *page)
{
    size_t kept = 0;
    for (size_t i = 0; i < page->count; i++)
        if (!is_turned(&page->words[i]))
            page->words[kept++] = page->words[i];
    page->count = kept;
}

/* How high letters of a word's width are; 0 = cannot be told from such. */
static double size_of(const struct pdfword *word)
{
    bool wide = word->characters * 2 < strlen(word->text);
    bool digits =
        has_digit(word->text) && strspn(word->text, "0123456789,.") == strlen(word->text);
    int columns = unicode_width(word->text);
    return (wide || digits) && columns > 0 ? (word->x1 - word->x0) * 2 / columns : 0;
}

/* Some fonts claim much room above and below their letters. What is near and what is far is
 * told in heights: such a word is cut to its letters, about its middle. */
static void cut_tall(struct pdfpage *page)
{
    for (size_t i = 0; i < page->count; i++) {
        struct pdfword *word = &page->words[i];
        double size = size_of(word);
        double surplus = word->y1 - word->y0 - size;
        if (size <= 0 || surplus <= (TALL - 1) * size)
            continue;
        word->y0 += surplus / 2;
        word->y1 -= surplus / 2;
    }
}

/* Vertical writing and a sideways page look alike when they run downwards; but vertical
 * writing has its figures one below the other or in kanji. */
static void straighten(struct reading *reading)
{
    struct pdfpage *page = &reading->page;
    struct census census = count_kinds(page);
    bool turned = census.turned * 2 > census.long_enough;
    bool down = census.downs > census.ups;
    page->characters = census.all;
    page->vertical = census.stacked * 2 > census.all ||
                     (turned && down && census.figures * 10 < census.words);
    if (page->vertical)
        return;
    if (turned)
        turn(reading, !down);
    drop_turned(page);
    cut_tall(page);
}

/* --- events --- */

static bool read_length(const char *const *attributes, const char *name, double *out)
{
    const char *text = markup_find(attributes, name);
    struct decimal value;
    struct err ignored;
    if (text == NULL || decimal_parse(text, &value, &ignored) != 0)
        return false;
    *out = decimal_double(value);
    return fabs(*out) <= FAR;
}

static void begin_word(struct reading *reading, const char *const *attributes)
{
    struct pdfword *word = &reading->word;
    bool placed = read_length(attributes, "xMin", &word->x0) &&
                  read_length(attributes, "yMin", &word->y0) &&
                  read_length(attributes, "xMax", &word->x1) &&
                  read_length(attributes, "yMax", &word->y1);
    buf_reset(&reading->text);
    reading->inside = placed && word->x1 > word->x0 && word->y1 > word->y0;
}

static int end_word(struct reading *reading, struct err *err)
{
    struct pdfpage *page = &reading->page;
    if (!reading->inside)
        return 0;
    reading->inside = false;
    if (reading->text.overflow)
        return err_set(err, ERR_DATA, "page %d: a word of more than %d bytes", page->number,
                       WORD_MAX);
    const char *text = reading->text.length == 0 ? "" : str_trim(reading->text.data);
    if (*text == '\0')
        return 0;
    if (page->count == PDFWORDS_MAX)
        return err_set(err, ERR_DATA, "page %d: more than %d words", page->number,
                       PDFWORDS_MAX);
    reading->word.text = arena_strdup(page->arena, text);
    reading->word.characters = unicode_count(text);
    page->blocks += reading->fresh || page->blocks == 0 ? 1 : 0;
    reading->fresh = false;
    reading->word.block = page->blocks - 1;
    page->words = mem_grow(page->words, page->count, &reading->capacity, sizeof *page->words);
    page->words[page->count++] = reading->word;
    return 0;
}

static int begin_page(struct reading *reading, const char *const *attributes, struct err *err)
{
    struct pdfpage *page = &reading->page;
    if (page->number == PDFWORDS_PAGES_MAX)
        return err_set(err, ERR_DATA, "more than %d pages", PDFWORDS_PAGES_MAX);
    page->number++;
    page->count = 0;
    page->blocks = 0;
    arena_free(page->arena);
    page->arena = arena_new();
    if (!read_length(attributes, "width", &reading->width))
        reading->width = 0;
    if (!read_length(attributes, "height", &reading->height))
        reading->height = 0;
    return 0;
}

static int on_start(void *context, const char *name, const char *const *attributes,
                    struct err *err)
{
    struct reading *reading = context;
    if (str_equal(name, "page"))
        return begin_page(reading, attributes, err);
    if (str_equal(name, "block"))
        reading->fresh = true;
    else if (str_equal(name, "word") && reading->page.number > 0)
        begin_word(reading, attributes);
    return 0;
}

static int on_end(void *context, const char *name, struct err *err)
{
    struct reading *reading = context;
    if (str_equal(name, "word"))
        return end_word(reading, err);
    if (!str_equal(name, "page") || reading->page.number == 0)
        return 0;
    straighten(reading);
    return reading->take(&reading->page, reading->context, err);
}

static int on_text(void *context, const char *text, size_t length, struct err *err)
{
    struct reading *reading = context;
    (void)err;
    if (reading->inside)
        (void)buf_append(&reading->text, text, length);
    return 0;
}

/* --- the document --- */

/* The filter prints whatever characters a PDF names: what XML forbids becomes a question mark.
 * `length` ends between lines, so no character is cut. */
static void clean(char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
            text[i] = '?';
        /* U+D800 to U+DFFF, U+FFFE, U+FFFF */
        bool second = i + 2 < length;
        bool half = second && c == 0xED && (unsigned char)text[i + 1] >= 0xA0;
        bool none = second && c == 0xEF && (unsigned char)text[i + 1] == 0xBF &&
                    (unsigned char)text[i + 2] >= 0xBE;
        if (half || none)
            memset(text + i, '?', 3);
    }
    if (unicode_valid(text, length))
        return;
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0x80)
            text[i] = '?';
}

static int feed(struct markup_reader *reader, const char *bytes, size_t length,
                struct err *err)
{
    struct buf chunk;
    int result = 0;
    buf_init(&chunk, length + 1);
    for (size_t at = 0; at < length && result == 0;) {
        size_t size = length - at < CHUNK ? length - at : CHUNK;
        const char *end =
            at + size == length ? NULL : memchr(bytes + at + size, '\n', length - at - size);
        size = end != NULL ? (size_t)(end - bytes) + 1 - at : length - at;
        buf_reset(&chunk);
        (void)buf_append(&chunk, bytes + at, size);
        clean(chunk.data, size);
        at += size;
        result = markup_reader_feed(reader, chunk.data, size, at == length, err);
    }
    buf_free(&chunk);
    return result;
}

int pdfwords_read(const void *bytes, size_t length,
                  int (*take)(struct pdfpage *page, void *context, struct err *err),
                  void *context, struct err *err)
{
    static const struct markup_events events = {
        .start = on_start, .end = on_end, .text = on_text};
    struct reading reading = {.take = take, .context = context};
    buf_init(&reading.text, WORD_MAX);
    struct markup_reader *reader = markup_reader_new(&events, &reading);
    int result = feed(reader, bytes, length, err);
    if (result == 0 && reading.page.number == 0)
        result = err_set(err, ERR_DATA, "no pages");
    markup_reader_free(reader);
    buf_free(&reading.text);
    arena_free(reading.page.arena);
    mem_free(reading.page.words);
    return result;
}
