/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdftable_rows: each word to its cell. */
#include "collector/decode/pdftable_rows.h"

#include <stdbool.h>
#include <string.h>

#include "core/mem.h"
#include "core/str.h"

#include "collector/decode/pdfglue.h"
#include "collector/decode/pdfhead.h"

#define SPACE 0.38 /* heights of a line: no space between words is wider */

#define HEADS_MAX 8 /* lines of heads; the reach of heads further above is not looked for */

struct filling {
    const struct pdfcolumns *columns;
    struct arena *arena;
    const char **cells; /* of the row under way */
};

static void add_text(struct filling *filling, size_t column, const char *text)
{
    const char **cell = &filling->cells[column];
    if (**cell == '\0')
        *cell = text;
    else if (strlen(*cell) < PDFTABLE_CELL_MAX)
        *cell = arena_printf(filling->arena, "%s %s", *cell, text);
}

static size_t column_of(const struct filling *filling, const struct pdfword *word)
{
    return pdfcolumns_nearest(filling->columns, word->x0, word->x1);
}

/* Two words of a piece are two cells when they are nearest to different columns and more than
 * a space apart: a head or a remark may go over several columns. */
static bool is_parted(const struct filling *filling, const struct pdfword *a,
                      const struct pdfword *b)
{
    double gap = (b->x0 - a->x1) / (b->y1 - b->y0);
    return b->y0 < a->y1 && gap > SPACE && column_of(filling, a) != column_of(filling, b);
}

/* Words of one cell from `from` on. */
static size_t count_cell(const struct filling *filling, const struct pdfpiece *piece,
                         size_t from)
{
    size_t n = 1;
    while (from + n < piece->count &&
           !is_parted(filling, &piece->words[from + n - 1], &piece->words[from + n]))
        n++;
    return n;
}

static void add_split(struct filling *filling, const struct pdfpiece *piece)
{
    for (size_t i = 0; i < piece->count;) {
        size_t n = count_cell(filling, piece, i);
        add_text(filling, column_of(filling, &piece->words[i]),
                 pdflines_text(piece->words + i, n, filling->arena));
        i += n;
    }
}

/* A text over several columns belongs to the first of them, a figure to the one it is most
 * in. */
static size_t choose(const struct filling *filling, const struct pdfpiece *piece)
{
    size_t first = 0;
    size_t last = 0;
    if (piece->figure ||
        !pdfcolumns_span(filling->columns, piece->x0, piece->x1, &first, &last))
        return pdfcolumns_nearest(filling->columns, piece->x0, piece->x1);
    return first;
}

/* `starts`: the columns of the pieces of a head, or NULL. */
static void fill(struct filling *filling, const struct pdfline *line, const size_t *starts)
{
    for (size_t i = 0; i < line->count; i++) {
        const struct pdfpiece *piece = &line->pieces[i];
        if (count_cell(filling, piece, 0) < piece->count) {
            add_split(filling, piece);
            continue;
        }
        size_t column = starts != NULL ? starts[i] : choose(filling, piece);
        add_text(filling, column, pdflines_text(piece->words, piece->count, filling->arena));
    }
}

static const char **blank_row(struct arena *arena, size_t columns)
{
    const char **row = arena_alloc(arena, columns, sizeof *row);
    for (size_t i = 0; i < columns; i++)
        row[i] = "";
    return row;
}

/* The first line with a figure beside its label. */
static size_t find_body(const struct pdflines *lines, const struct pdftable *table)
{
    for (size_t i = table->first_line; i <= table->last_line; i++)
        for (size_t k = 1; k < lines->items[i].count; k++)
            if (lines->items[i].pieces[k].figure)
                return i;
    return table->last_line + 1;
}

/* Columns with the heads of the lowest head line. */
static const struct pdfcolumn *find_ranges(const struct pdfcolumns *columns,
                                           const struct pdfline *line, const size_t *starts,
                                           struct arena *arena)
{
    struct pdfcolumn *ranges = arena_alloc(arena, columns->count, sizeof *ranges);
    memcpy(ranges, columns->items, columns->count * sizeof *ranges);
    for (size_t i = 0; i < line->count; i++) {
        const struct pdfpiece *piece = &line->pieces[i];
        struct pdfcolumn *range = &ranges[starts[i]];
        range->x0 = piece->x0 < range->x0 ? piece->x0 : range->x0;
        range->x1 = piece->x1 > range->x1 ? piece->x1 : range->x1;
    }
    return ranges;
}

/* Head lines from below: where one reaches depends on what stands under it. A line of one
 * text over the figures (Actual, 実績) is no head of columns. */
static void fill_heads(const struct pdflines *lines, struct arena *arena,
                       struct pdftable *table, size_t body)
{
    struct pdfhead_below below = {0};
    size_t end = body;
    for (size_t i = body; i-- > table->first_line;) {
        const struct pdfline *line = &lines->items[i];
        struct filling filling = {.columns = &table->columns,
                                  .arena = arena,
                                  .cells = table->rows[i - table->first_line]};
        size_t *starts = mem_calloc(line->count, sizeof *starts);
        bool low = below.texts == NULL || end - i > HEADS_MAX;
        bool section = below.texts == NULL && line->count < 2 && i > table->first_line;
        pdfhead_place(line, &table->columns, low ? NULL : &below, starts);
        fill(&filling, line, starts);
        if (section)
            end = i;
        else if (below.texts == NULL)
            below.ranges = find_ranges(&table->columns, line, starts, arena);
        mem_free(starts);
        if (!section)
            below.texts = filling.cells;
    }
}

/* A figure that may be of either of two heads is none. */
static void mark_doubts(const struct pdftable *table, const char **cells, struct arena *arena)
{
    for (size_t c = 0; c < table->columns.count; c++)
        if (*table->doubts[c] != '\0' && *cells[c] != '\0')
            cells[c] = arena_printf(arena, "%s %s", table->doubts[c], cells[c]);
}

int pdftable_rows(const struct pdflines *lines, struct arena *arena, struct pdftable *table,
                  struct err *err)
{
    size_t body = find_body(lines, table);
    pdfglue_settle(lines, body, arena, table);
    size_t columns = table->columns.count;
    size_t count = table->last_line - table->first_line + 1;
    if (count > PDFTABLE_CELLS_MAX / columns)
        return err_set(err, ERR_DATA, "a table of %zu rows and %zu columns: at most %d cells",
                       count, columns, PDFTABLE_CELLS_MAX);
    table->rows = arena_alloc(arena, count, sizeof *table->rows);
    table->row_count = count;
    for (size_t i = 0; i < count; i++)
        table->rows[i] = blank_row(arena, columns);
    fill_heads(lines, arena, table, body);
    for (size_t i = body; i <= table->last_line; i++) {
        struct filling filling = {.columns = &table->columns,
                                  .arena = arena,
                                  .cells = table->rows[i - table->first_line]};
        fill(&filling, &lines->items[i], NULL);
        mark_doubts(table, filling.cells, arena);
    }
    table->head_count = body - table->first_line;
    return 0;
}
