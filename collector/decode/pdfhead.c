/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdfhead: the reach of each head of a line. */
#include "collector/decode/pdfhead.h"

#include <math.h>
#include <string.h>

#include "core/mem.h"
#include "core/str.h"

#define TOUCHED 0.3 /* a column is covered from this share on */
#define MUCH 2.0    /* times nearer */
#define NEAR 1.0    /* heights of a line between a head and the middle of its reach */
#define MARGIN 0.25 /* so much nearer may it be to the middle of what it overlaps */

struct reach {
    size_t first;
    size_t last;
};

/* 1-12; 0 = no month. 9∼11月 is none: a range is no place in the year. */
static int month_of(const char *text)
{
    int month = 0;
    for (; *text >= '0' && *text <= '9'; text++)
        month = month > 99 ? month : month * 10 + *text - '0';
    while (str_starts(text, "\xEF\xBC") && (unsigned char)text[2] >= 0x90 &&
           (unsigned char)text[2] <= 0x99) { /* full width */
        month = month > 99 ? month : month * 10 + (unsigned char)text[2] - 0x90;
        text += 3;
    }
    while (*text == ' ')
        text++;
    return month >= 1 && month <= 12 && (str_equal(text, "月") || *text == '\0') ? month : 0;
}

static bool has_months(const char *const *below, size_t count)
{
    size_t months = 0;
    for (size_t i = 0; i < count; i++)
        months += month_of(below[i]) > 0 ? 1 : 0;
    return months >= 2;
}

static bool has_year(const struct pdfpiece *piece)
{
    for (size_t i = 0; i < piece->count; i++)
        if (strpbrk(piece->words[i].text, "0123456789") != NULL ||
            strstr(piece->words[i].text, "年") != NULL)
            return true;
    return false;
}

/* How much of a column a piece covers: 1 = all of it, 0 = nothing. */
static double share(const struct pdfcolumn *column, const struct pdfpiece *piece)
{
    double from = piece->x0 > column->x0 ? piece->x0 : column->x0;
    double to = piece->x1 < column->x1 ? piece->x1 : column->x1;
    return to > from ? (to - from) / (column->x1 - column->x0) : 0;
}

/* A long head reaches a little over its neighbours; they are not covered. */
static void trim(const struct pdfpiece *piece, const struct pdfcolumns *columns,
                 struct reach *reach)
{
    while (reach->first < reach->last && share(&columns->items[reach->first], piece) < TOUCHED)
        reach->first++;
    while (reach->first < reach->last && share(&columns->items[reach->last], piece) < TOUCHED)
        reach->last--;
}

/* Between two columns a head covers both, unless it is much nearer to one of them. */
static void find_reach(const struct pdfpiece *piece, const struct pdfcolumns *columns,
                       struct reach *reach)
{
    if (pdfcolumns_span(columns, piece->x0, piece->x1, &reach->first, &reach->last)) {
        trim(piece, columns, reach);
        return;
    }
    if (piece->x0 < columns->items[reach->first].x1 || reach->last + 1 == columns->count)
        return;
    double left = piece->x0 - columns->items[reach->first].x1;
    double right = columns->items[reach->last + 1].x0 - piece->x1;
    if (right * MUCH < left)
        reach->first++;
    if (left * MUCH >= right)
        reach->last++;
}

static void find_reaches(const struct pdfline *line, const struct pdfcolumns *columns,
                         struct reach *reaches)
{
    for (size_t i = 0; i < line->count; i++)
        find_reach(&line->pieces[i], columns, &reaches[i]);
}

static size_t run_start(const char *const *below, size_t column, size_t least)
{
    while (column > least && month_of(below[column - 1]) > 0 &&
           month_of(below[column - 1]) < month_of(below[column]))
        column--;
    return column;
}

/* --- reaching to both sides --- */

/* What a reach covers, the heads below included: figures may stand to the right of them. */
static double centre_of(const struct pdfcolumn *ranges, struct reach reach)
{
    return (ranges[reach.first].x0 + ranges[reach.last].x1) / 2;
}

static size_t first_filled(const char *const *below, size_t count)
{
    size_t first = 0;
    while (first < count && *below[first] == '\0')
        first++;
    return first;
}

/* True when the reaches follow each other without a hole and are no accident: they cover every
 * column that has a head below, or each covers several. */
static bool covers(const struct reach *reaches, size_t count, const char *const *below,
                   size_t columns)
{
    size_t next = reaches[0].first;
    size_t heads = 0;
    bool wide = true;
    bool all = true;
    for (size_t c = 1; c < next; c++)
        all = all && *below[c] == '\0';
    for (size_t i = 0; i < count; i++) {
        if (reaches[i].first != next)
            return false;
        bool label = reaches[i].last == 0;
        heads += label ? 0 : 1;
        wide = wide && (label || reaches[i].last > reaches[i].first);
        next = reaches[i].last + 1;
    }
    return (all && next == columns) || (wide && heads >= 2);
}

/* How far off the middle of its reach the piece is, in heights of the line. */
static double error_of(const struct pdfline *line, const struct pdfpiece *piece,
                       const struct pdfcolumn *ranges, struct reach reach)
{
    return fabs(centre_of(ranges, reach) - (piece->x0 + piece->x1) / 2) /
           (line->y1 - line->y0);
}

/* Lets the reaches follow each other from column `start` on, each with its piece as near to
 * its middle as can be. Returns the largest error; negative = the pieces do not go so. */
static double follow(const struct pdfline *line, const struct pdfcolumn *ranges, size_t count,
                     const struct reach *own, size_t start, struct reach *out)
{
    double worst = 0;
    for (size_t i = 0; i < line->count; i++) {
        size_t end = i + 1 < line->count ? own[i + 1].first : count;
        if (start > own[i].first || own[i].last >= end)
            return -1;
        double best = INFINITY;
        for (size_t last = own[i].last; last < end; last++) {
            struct reach reach = {start, last};
            double error = error_of(line, &line->pieces[i], ranges, reach);
            if (error < best) {
                best = error;
                out[i] = reach;
            }
        }
        bool label = own[i].last == 0;
        if (!label && best > error_of(line, &line->pieces[i], ranges, own[i]) + MARGIN)
            return -1;
        worst = !label && best > worst ? best : worst;
        start = out[i].last + 1;
    }
    return worst;
}

/* Labels stand in the first column: a head there reaches no further. */
static void spread(const struct pdfline *line, size_t count, const struct pdfhead_below *below,
                   struct reach *reaches)
{
    struct reach *tried = mem_calloc(line->count, sizeof *tried);
    struct reach *found = mem_calloc(line->count, sizeof *found);
    bool label = reaches[0].first == 0;
    size_t low = label ? 0 : first_filled(below->texts, count);
    double best = NEAR;
    for (size_t start = low > 0 || label ? low : 1; start <= reaches[0].first; start++) {
        double error = follow(line, below->ranges, count, reaches, start, tried);
        if (error < 0 || error >= best || (label && tried[0].last > 0))
            continue;
        best = error;
        memcpy(found, tried, line->count * sizeof *found);
    }
    if (best < NEAR && covers(found, line->count, below->texts, count))
        memcpy(reaches, found, line->count * sizeof *found);
    mem_free(tried);
    mem_free(found);
}

void pdfhead_place(const struct pdfline *line, const struct pdfcolumns *columns,
                   const struct pdfhead_below *below_line, size_t *starts)
{
    const char *const *below = below_line == NULL ? NULL : below_line->texts;
    struct reach *reaches = mem_calloc(line->count, sizeof *reaches);
    find_reaches(line, columns, reaches);
    bool months = below != NULL && has_months(below, columns->count);
    if (below != NULL && !months && line->count > 0)
        spread(line, columns->count, below_line, reaches);
    size_t least = 1;
    for (size_t i = 0; i < line->count; i++) {
        starts[i] = reaches[i].first;
        if (months && has_year(&line->pieces[i]) && starts[i] >= least)
            starts[i] = run_start(below, starts[i], least);
        least = starts[i] + 1;
    }
    mem_free(reaches);
}
