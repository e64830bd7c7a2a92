/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdfbeside: titles, gutters, parts. */
#include "collector/decode/pdfbeside.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/str.h"

#define ABOVE_MAX 4 /* lines between titles and the first row */
#define CLEARLY 1.4 /* times wider than any other gutter */

struct span {
    double x0;
    double x1;
};

/* Bytes of the digits at `text`, half or full width. */
static size_t digits_at(const char *text)
{
    size_t length = strspn(text, "0123456789");
    while (str_starts(text + length, "\xEF\xBC") && (unsigned char)text[length + 2] >= 0x90 &&
           (unsigned char)text[length + 2] <= 0x99)
        length += 3;
    return length;
}

bool pdfbeside_is_title(const struct pdfpiece *piece)
{
    static const char *const starts[] = {"図表", "表", "第"};
    const char *text = piece->words[0].text;
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        if (!str_starts(text, starts[i]))
            continue;
        const char *rest = text + strlen(starts[i]);
        rest += *rest == '-' ? 1 : 0;
        size_t digits = digits_at(rest);
        /* 第1四半期 is a head */
        return digits > 0 && (i < 2 || str_starts(rest + digits, "表"));
    }
    return false;
}

static size_t count_titles(const struct pdfline *line)
{
    size_t count = 0;
    for (size_t i = 0; i < line->count; i++)
        count += pdfbeside_is_title(&line->pieces[i]) ? 1 : 0;
    return count;
}

bool pdfbeside_find(const struct pdflines *lines, size_t least, size_t first, size_t last,
                    size_t *title)
{
    for (size_t i = first + 1; i-- > least && first - i <= ABOVE_MAX;) {
        size_t count = count_titles(&lines->items[i]);
        *title = i;
        if (count > 0)
            return i < last && count >= 2 && count <= PDFBESIDE_MAX;
    }
    return false;
}

/* --- gutters --- */

static int compare_spans(const void *left, const void *right)
{
    const struct span *a = left;
    const struct span *b = right;
    return (a->x0 > b->x0) - (a->x0 < b->x0);
}

static struct span *gather(const struct pdflines *lines, size_t title, size_t last,
                           size_t *count)
{
    size_t all = 0;
    for (size_t i = title; i <= last; i++)
        all += lines->items[i].count;
    struct span *spans = mem_calloc(all, sizeof *spans);
    *count = 0;
    for (size_t i = title; i <= last; i++)
        for (size_t k = 0; k < lines->items[i].count; k++)
            spans[(*count)++] =
                (struct span){lines->items[i].pieces[k].x0, lines->items[i].pieces[k].x1};
    qsort(spans, *count, sizeof *spans, compare_spans);
    return spans;
}

/* The middle of the widest gutter from x0 to x1; negative = none clearly is. */
static double find_gutter(const struct span *spans, size_t count, double x0, double x1)
{
    double widest = 0;
    double second = 0;
    double middle = -1;
    double end = count > 0 ? spans[0].x1 : 0;
    for (size_t i = 1; i < count; i++) {
        double gap = spans[i].x0 - end;
        bool inside = end >= x0 && spans[i].x0 <= x1;
        if (inside && gap > widest) {
            second = widest;
            widest = gap;
            middle = (end + spans[i].x0) / 2;
        } else if (inside && gap > second) {
            second = gap;
        }
        end = spans[i].x1 > end ? spans[i].x1 : end;
    }
    return widest > CLEARLY * second ? middle : -1;
}

/* --- parts --- */

static struct pdflines cut(const struct pdflines *lines, size_t title, size_t last,
                           struct span range, struct arena *arena)
{
    struct pdfline *items = arena_alloc(arena, last - title + 1, sizeof *items);
    size_t count = 0;
    for (size_t i = title; i <= last; i++) {
        const struct pdfline *line = &lines->items[i];
        struct pdfline part = *line;
        part.count = 0;
        part.word_count = 0;
        for (size_t k = 0; k < line->count; k++) {
            if (line->pieces[k].x0 < range.x0 || line->pieces[k].x0 >= range.x1)
                continue;
            part.pieces = part.count++ == 0 ? &line->pieces[k] : part.pieces;
            part.word_count += line->pieces[k].count;
        }
        part.words = part.count > 0 ? part.pieces[0].words : NULL;
        if (part.count > 0)
            items[count++] = part;
    }
    return (struct pdflines){items, count};
}

size_t pdfbeside_split(const struct pdflines *lines, size_t title, size_t last,
                       struct arena *arena, struct pdflines parts[PDFBESIDE_MAX])
{
    size_t count = 0;
    size_t titles = 0;
    struct span range = {-1e9, 1e9};
    struct span *spans = gather(lines, title, last, &count);
    const struct pdfline *line = &lines->items[title];
    const struct pdfpiece *before = NULL;
    for (size_t i = 0; i < line->count; i++) {
        const struct pdfpiece *piece = &line->pieces[i];
        if (!pdfbeside_is_title(piece))
            continue;
        double at = before == NULL ? 0 : find_gutter(spans, count, before->x0, piece->x1);
        if (at < 0 || (before != NULL && at > piece->x0) || titles == PDFBESIDE_MAX) {
            mem_free(spans);
            return 0;
        }
        if (before != NULL) {
            range.x1 = at;
            parts[titles++] = cut(lines, title, last, range, arena);
            range = (struct span){at, 1e9};
        }
        before = piece;
    }
    parts[titles++] = cut(lines, title, last, range, arena);
    mem_free(spans);
    return titles;
}
