/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdflines_join: lines that were set between each other. */
#include "collector/decode/pdflines.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

#define LINES_MAX 3
#define PIECES_MAX 1000 /* lines with more are left alone */
#define OVERLAP 0.2     /* heights that two lines of one row overlap at least */
#define APART 0.1       /* heights that two lines of one cell overlap at most */
#define HEIGHT_MAX 2.7  /* of the row, in heights of a line */

/* A piece and where it comes from. */
struct part {
    struct pdfpiece piece;
    size_t line;
};

static double height_of(const struct pdfline *line)
{
    return line->y1 - line->y0;
}

static double overlap(const struct pdfline *a, const struct pdfline *b)
{
    double low = a->y1 < b->y1 ? a->y1 : b->y1;
    double high = a->y0 > b->y0 ? a->y0 : b->y0;
    double height = height_of(a) < height_of(b) ? height_of(a) : height_of(b);
    return (low - high) / height;
}

static bool has_common_x(const struct pdfline *a, const struct pdfline *b)
{
    size_t k = 0;
    for (size_t i = 0; i < a->count; i++) {
        while (k < b->count && b->pieces[k].x1 <= a->pieces[i].x0)
            k++;
        if (k < b->count && b->pieces[k].x0 < a->pieces[i].x1)
            return true;
    }
    return false;
}

/* A piece of `a` stands over several of `b`: a head over those of its columns. */
static bool is_over_several(const struct pdfline *a, const struct pdfline *b)
{
    size_t k = 0;
    for (size_t i = 0; i < a->count; i++) {
        while (k < b->count && b->pieces[k].x1 <= a->pieces[i].x0)
            k++;
        if (k + 1 < b->count && b->pieces[k + 1].x0 < a->pieces[i].x1)
            return true;
    }
    return false;
}

/* `next` goes with the lines first..next-1. */
static bool goes_with(const struct pdflines *lines, size_t first, size_t next)
{
    const struct pdfline *line = &lines->items[next];
    double height = line->y1 - lines->items[first].y0;
    if (next - first >= LINES_MAX || line->count > PIECES_MAX ||
        height > HEIGHT_MAX * height_of(line) || overlap(line - 1, line) < OVERLAP)
        return false;
    for (size_t i = first; i < next; i++)
        if ((overlap(&lines->items[i], line) > APART &&
             has_common_x(&lines->items[i], line)) ||
            is_over_several(&lines->items[i], line))
            return false;
    return true;
}

static int compare_x(const void *left, const void *right)
{
    const struct part *a = left;
    const struct part *b = right;
    if (a->piece.x0 < b->piece.x0 || a->piece.x0 > b->piece.x0)
        return a->piece.x0 < b->piece.x0 ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

static int compare_lines(const void *left, const void *right)
{
    const struct part *a = left;
    const struct part *b = right;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return compare_x(left, right);
}

/* Puts the words of the parts behind one another, line by line. */
static struct pdfpiece make_piece(struct part *parts, size_t count, struct pdfword *words,
                                  struct arena *arena)
{
    struct pdfpiece piece = {.x0 = parts[0].piece.x0, .words = words};
    qsort(parts, count, sizeof *parts, compare_lines);
    for (size_t i = 0; i < count; i++) {
        memcpy(words + piece.count, parts[i].piece.words,
               parts[i].piece.count * sizeof *words);
        piece.count += parts[i].piece.count;
        piece.x1 = i == 0 || parts[i].piece.x1 > piece.x1 ? parts[i].piece.x1 : piece.x1;
    }
    piece.figure = count == 1 ? parts[0].piece.figure
                              : pdflines_is_figure(pdflines_text(words, piece.count, arena));
    return piece;
}

static struct part *gather(const struct pdflines *lines, size_t first, size_t last,
                           size_t *count, size_t *words)
{
    size_t most = 0;
    for (size_t i = first; i <= last; i++)
        most += lines->items[i].count;
    struct part *parts = mem_calloc(most, sizeof *parts);
    *count = 0;
    *words = 0;
    for (size_t i = first; i <= last; i++)
        for (size_t k = 0; k < lines->items[i].count; k++) {
            parts[(*count)++] = (struct part){lines->items[i].pieces[k], i};
            *words += lines->items[i].pieces[k].count;
        }
    qsort(parts, *count, sizeof *parts, compare_x);
    return parts;
}

static struct pdfline make_row(const struct pdflines *lines, size_t first, size_t last,
                               struct arena *arena)
{
    size_t count = 0;
    size_t word_count = 0;
    struct part *parts = gather(lines, first, last, &count, &word_count);
    struct pdfword *words = arena_alloc(arena, word_count, sizeof *words);
    struct pdfpiece *pieces = arena_alloc(arena, count, sizeof *pieces);
    struct pdfline row = {.y0 = lines->items[first].y0,
                          .y1 = lines->items[last].y1,
                          .words = words,
                          .pieces = pieces,
                          .first = first,
                          .last = last};
    for (size_t i = 0; i < count;) {
        double end = parts[i].piece.x1;
        size_t n = 1;
        for (; i + n < count && parts[i + n].piece.x0 < end; n++)
            end = parts[i + n].piece.x1 > end ? parts[i + n].piece.x1 : end;
        pieces[row.count] = make_piece(parts + i, n, words + row.word_count, arena);
        row.word_count += pieces[row.count++].count;
        i += n;
    }
    mem_free(parts);
    return row;
}

struct pdflines pdflines_join(const struct pdflines *lines, struct arena *arena)
{
    struct pdfline *rows = arena_alloc(arena, lines->count, sizeof *rows);
    size_t count = 0;
    for (size_t i = 0; i < lines->count;) {
        size_t last = i;
        while (last + 1 < lines->count && goes_with(lines, i, last + 1))
            last++;
        rows[count++] = last == i ? lines->items[i] : make_row(lines, i, last, arena);
        i = last + 1;
    }
    return (struct pdflines){rows, count};
}
