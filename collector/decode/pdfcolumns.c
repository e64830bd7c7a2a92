/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdfcolumns: how often each x is covered, in one sweep. */
#include "collector/decode/pdfcolumns.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

#define BESIDE 2.0 /* heights between a head and figures that stand beside it */

struct edge {
    double x;
    int step; /* +1 a piece begins, -1 it ends */
};

struct edges {
    struct edge *items;
    size_t count;
    size_t capacity;
};

static void add_edges(struct edges *edges, double x0, double x1)
{
    edges->items = mem_grow(edges->items, edges->count, &edges->capacity, sizeof(struct edge));
    edges->items[edges->count++] = (struct edge){x0, 1};
    edges->items = mem_grow(edges->items, edges->count, &edges->capacity, sizeof(struct edge));
    edges->items[edges->count++] = (struct edge){x1, -1};
}

/* Pieces that only touch do not overlap: ends come before beginnings. */
static int compare_edges(const void *left, const void *right)
{
    const struct edge *a = left;
    const struct edge *b = right;
    if (a->x < b->x || a->x > b->x)
        return a->x < b->x ? -1 : 1;
    return a->step - b->step;
}

/* Where more than `least` pieces cover. Columns beyond PDFCOLUMNS_MAX are counted only. */
static size_t sweep(struct edges *edges, long least, struct pdfcolumn out[PDFCOLUMNS_MAX])
{
    size_t count = 0;
    long cover = 0;
    if (edges->count > 1)
        qsort(edges->items, edges->count, sizeof *edges->items, compare_edges);
    for (size_t i = 0; i < edges->count; i++) {
        long before = cover;
        cover += edges->items[i].step;
        if (before <= least && cover > least && count++ < PDFCOLUMNS_MAX)
            out[count - 1].x0 = edges->items[i].x;
        if (before > least && cover <= least && count <= PDFCOLUMNS_MAX)
            out[count - 1].x1 = edges->items[i].x;
    }
    return count;
}

static size_t most_pieces(const struct pdfline *lines, size_t count)
{
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        most = lines[i].count > most ? lines[i].count : most;
    return most;
}

static bool is_full(const struct pdfline *line, size_t most)
{
    return line->count >= 2 && line->count * 10 >= most * 6;
}

static bool has_figure(const struct pdfline *line)
{
    for (size_t i = 1; i < line->count; i++)
        if (line->pieces[i].figure)
            return true;
    return false;
}

bool pdfcolumns_span(const struct pdfcolumns *columns, double x0, double x1, size_t *first,
                     size_t *last)
{
    size_t low = 0;
    size_t high = columns->count;
    while (low < high) { /* the first column that ends right of x0 */
        size_t half = low + (high - low) / 2;
        if (columns->items[half].x1 <= x0)
            low = half + 1;
        else
            high = half;
    }
    *first = low;
    *last = low;
    if (low == columns->count || columns->items[low].x0 >= x1) {
        *first = low > 0 ? low - 1 : 0;
        *last = *first;
        return false;
    }
    while (*last + 1 < columns->count && columns->items[*last + 1].x0 < x1)
        ++*last;
    return true;
}

static double overlap(const struct pdfcolumn *column, double x0, double x1)
{
    double from = column->x0 > x0 ? column->x0 : x0;
    double to = column->x1 < x1 ? column->x1 : x1;
    return to - from; /* negative: the distance */
}

size_t pdfcolumns_nearest(const struct pdfcolumns *columns, double x0, double x1)
{
    size_t first = 0;
    size_t last = 0;
    bool met = pdfcolumns_span(columns, x0, x1, &first, &last);
    if (!met && first + 1 < columns->count)
        last = first + 1;
    size_t best = first;
    for (size_t i = first + 1; i <= last; i++)
        if (overlap(&columns->items[i], x0, x1) > overlap(&columns->items[best], x0, x1))
            best = i;
    return best;
}

/* --- columns that are one --- */

/* What stands in a column and in no other. */
struct tally {
    size_t signs;  /* pieces that are a sign alone, with digits in the next column */
    size_t others; /* all but these */
    size_t heads;  /* pieces above the first line with a figure */
    size_t data;   /* and those from there on */
};

static void count_line(const struct pdfcolumns *columns, const struct pdfline *line, bool head,
                       struct tally *tallies)
{
    for (size_t i = 0; i < line->count; i++) {
        const struct pdfpiece *piece = &line->pieces[i];
        size_t first = 0;
        size_t last = 0;
        if (!pdfcolumns_span(columns, piece->x0, piece->x1, &first, &last) || first != last)
            continue;
        bool sign = piece->count == 1 && pdflines_is_sign(piece->words[0].text);
        const struct pdfpiece *next = i + 1 < line->count ? piece + 1 : NULL;
        bool digits = next != NULL && next->figure && !pdflines_is_sign(next->words[0].text) &&
                      pdfcolumns_nearest(columns, next->x0, next->x1) == first + 1;
        *(sign && digits ? &tallies[first].signs : &tallies[first].others) += 1;
        *(head ? &tallies[first].heads : &tallies[first].data) += 1;
    }
}

static bool is_one(const struct tally *left, const struct tally *right, double gap)
{
    bool sign = left->signs > 0 && left->others == 0;
    bool head = left->heads > 0 && left->data == 0 && right->heads == 0 && right->data > 0;
    bool mirrored = right->heads > 0 && right->data == 0 && left->heads == 0 && left->data > 0;
    return sign || ((head || mirrored) && gap <= BESIDE);
}

/* The first column holds labels, whether it has a head or not. */
static void join(struct pdfcolumn *items, size_t *count, const struct pdfline *lines,
                 size_t line_count)
{
    const struct pdfcolumns columns = {items, *count};
    struct tally *tallies = mem_calloc(*count, sizeof *tallies);
    bool head = true;
    for (size_t i = 0; i < line_count; i++) {
        head = head && !has_figure(&lines[i]);
        count_line(&columns, &lines[i], head, tallies);
    }
    double height = line_count > 0 ? lines[0].y1 - lines[0].y0 : 0;
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        struct pdfcolumn column = items[i];
        if (i > 0 && i + 1 < *count &&
            is_one(&tallies[i], &tallies[i + 1], (items[i + 1].x0 - column.x1) / height))
            column.x1 = items[++i].x1;
        items[kept++] = column;
    }
    *count = kept;
    mem_free(tallies);
}

struct pdfcolumns pdfcolumns_find(const struct pdfline *lines, size_t count,
                                  struct arena *arena)
{
    struct pdfcolumn *items = arena_alloc(arena, PDFCOLUMNS_MAX, sizeof *items);
    struct edges edges = {0};
    size_t most = most_pieces(lines, count);
    long full = 0;
    for (size_t i = 0; i < count; i++) {
        full += is_full(&lines[i], most) ? 1 : 0;
        for (size_t k = 0; is_full(&lines[i], most) && k < lines[i].count; k++)
            add_edges(&edges, lines[i].pieces[k].x0, lines[i].pieces[k].x1);
    }
    struct pdfcolumns columns = {items, sweep(&edges, full / 10, items)};
    edges.count = 0;
    for (size_t i = 0; i < columns.count && i < PDFCOLUMNS_MAX; i++)
        add_edges(&edges, items[i].x0, items[i].x1);
    for (size_t i = 0; i < count && columns.count <= PDFCOLUMNS_MAX; i++)
        for (size_t k = 0; has_figure(&lines[i]) && k < lines[i].count; k++) {
            const struct pdfpiece *piece = &lines[i].pieces[k];
            size_t first = 0;
            size_t last = 0;
            if (!pdfcolumns_span(&columns, piece->x0, piece->x1, &first, &last))
                add_edges(&edges, piece->x0, piece->x1);
        }
    columns.count = sweep(&edges, 0, items);
    mem_free(edges.items);
    if (columns.count > PDFCOLUMNS_MAX)
        return (struct pdfcolumns){0};
    join(items, &columns.count, lines, count);
    return columns;
}
