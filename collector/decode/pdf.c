/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf: page by page, tables into grids. */
#include "collector/decode/pdf.h"

#include <string.h>

#include "core/buf.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/decode/pdflines.h"
#include "collector/decode/pdftable.h"
#include "collector/decode/pdftext.h"
#include "collector/decode/pdfwords.h"

#define JUNK_MAX 1024 /* bytes that some programs write before a PDF */
#define EDGE_LINES 3  /* running heads and page numbers beside a table across pages */

/* The table that ended the page before: it may go on. */
struct open_table {
    int page; /* 0 = none */
    size_t grid;
    size_t first_row; /* of the grid that is not title or caption */
    struct pdfcolumn *columns;
    size_t count;
};

struct reading {
    struct grids *out;
    struct buf text;
    struct open_table open;
    int pages;
    size_t cells;
    size_t characters;
    size_t vertical; /* of these, on pages in vertical writing */
    int vertical_page;
};

bool pdf_recognise(const struct document *document)
{
    const char *bytes = document->bytes;
    for (size_t i = 0; i < JUNK_MAX && i + 7 <= document->length; i++)
        if (memcmp(bytes + i, "%PDF-1.", 7) == 0 || memcmp(bytes + i, "%PDF-2.", 7) == 0)
            return true;
    return false;
}

const char *pdf_explain(const char *said)
{
    if (strstr(said, "ncorrect password") != NULL)
        return "the PDF is encrypted: it opens with a password only";
    if (strstr(said, "trailer") != NULL || strstr(said, "xref") != NULL ||
        strstr(said, "May not be a PDF") != NULL || strstr(said, "page count") != NULL)
        return "the PDF is damaged or cut off";
    return NULL;
}

/* --- grids --- */

static int add_cell(struct reading *reading, struct grid *grid, const char *text,
                    struct err *err)
{
    if (++reading->cells > GRID_CELLS_MAX)
        return err_set(err, ERR_DATA, "more than %d cells", GRID_CELLS_MAX);
    grid_add_cell(reading->out, grid, text, strlen(text));
    return 0;
}

static int add_line(struct reading *reading, struct grid *grid, const char *text,
                    struct err *err)
{
    grid_add_row(reading->out, grid, 0);
    return add_cell(reading, grid, text, err);
}

static int add_rows(struct reading *reading, struct grid *grid, const struct pdftable *table,
                    size_t from, struct err *err)
{
    for (size_t i = from; i < table->row_count; i++) {
        size_t count = table->columns.count;
        while (count > 0 && *table->rows[i][count - 1] == '\0')
            count--;
        grid_add_row(reading->out, grid, 0);
        for (size_t c = 0; c < count; c++)
            if (add_cell(reading, grid, table->rows[i][c], err) != 0)
                return -1;
    }
    return 0;
}

/* --- tables across pages --- */

/* A title without the mark that it is said again. */
static const char *bare_title(struct arena *arena, const char *title)
{
    static const char *const again[] = {"(続き)", "(つづき)", "(続)", "続き", "つづき"};
    const char *key = unicode_key(arena, title);
    for (size_t i = 0; i < sizeof again / sizeof again[0]; i++)
        if (str_ends(key, again[i]))
            return arena_strndup(arena, key, strlen(key) - strlen(again[i]));
    return key;
}

static bool has_same_columns(const struct open_table *open, const struct pdfcolumns *columns)
{
    if (open->count != columns->count)
        return false;
    for (size_t i = 0; i < open->count; i++)
        if (open->columns[i].x0 >= columns->items[i].x1 ||
            columns->items[i].x0 >= open->columns[i].x1)
            return false;
    return true;
}

/* How many of the first rows say again what the grid's first rows say. */
static size_t count_repeated(const struct grid *grid, size_t first,
                             const struct pdftable *table)
{
    size_t row = 0;
    for (; row < table->row_count; row++)
        for (size_t c = 0; c < table->columns.count; c++)
            if (!str_equal(grid_cell(grid, first + row, c), table->rows[row][c]))
                return row;
    return row;
}

/* The grid that the first table of a page goes on; *from is its first new row. */
static struct grid *find_continued(struct reading *reading, const struct pdfpage *page,
                                   const struct pdftable *table, size_t *from)
{
    const struct open_table *open = &reading->open;
    if (open->page == 0 || open->page != page->number - 1 ||
        table->first_line > EDGE_LINES + table->caption_count ||
        !has_same_columns(open, &table->columns))
        return NULL;
    struct grid *grid = &reading->out->items[open->grid];
    const char *title = bare_title(page->arena, table->title);
    if (*title != '\0' && !str_equal(title, bare_title(page->arena, grid->name)))
        return NULL;
    *from = count_repeated(grid, open->first_row, table);
    return *from >= table->head_count ? grid : NULL;
}

static void leave_open(struct reading *reading, const struct pdfpage *page,
                       const struct pdftable *table, const struct grid *grid)
{
    struct open_table *open = &reading->open;
    size_t number = (size_t)(grid - reading->out->items);
    if (open->page == 0 || number != open->grid)
        open->first_row = table->caption_count + (*table->title == '\0' ? 0 : 1);
    open->grid = number;
    open->page = page->number;
    open->count = table->columns.count;
    open->columns = mem_realloc(open->columns, open->count, sizeof *open->columns);
    memcpy(open->columns, table->columns.items, open->count * sizeof *open->columns);
}

/* --- a page --- */

static int add_table(struct reading *reading, const struct pdfpage *page,
                     const struct pdftable *table, bool first, struct err *err)
{
    size_t from = 0;
    struct grid *grid = first ? find_continued(reading, page, table, &from) : NULL;
    if (grid == NULL) {
        grid = grid_add(reading->out, table->title);
        if (*table->title != '\0' && add_line(reading, grid, table->title, err) != 0)
            return -1;
        for (size_t i = 0; i < table->caption_count; i++)
            if (add_line(reading, grid, table->captions[i], err) != 0)
                return -1;
        reading->open.page = 0;
    }
    if (add_rows(reading, grid, table, from, err) != 0)
        return -1;
    leave_open(reading, page, table, grid);
    return 0;
}

static int add_page(struct reading *reading, struct pdfpage *page, struct err *err)
{
    struct pdftables tables;
    struct pdflines lines = pdflines_make(page);
    struct pdflines rows = pdflines_join(&lines, page->arena);
    if (pdftable_find(&rows, page->arena, &tables, err) != 0)
        return -1;
    for (size_t i = 0; i < tables.count; i++)
        if (add_table(reading, page, &tables.items[i], i == 0, err) != 0)
            return -1;
    if (tables.count == 0 ||
        rows.count - 1 - tables.items[tables.count - 1].last_line > EDGE_LINES)
        reading->open.page = 0;
    pdftext_write(page, &lines, &rows, &tables, &reading->text);
    if (reading->text.overflow)
        return err_set(err, ERR_DATA, "more than %zu bytes of text", PDF_TEXT_MAX);
    return 0;
}

static int take_page(struct pdfpage *page, void *context, struct err *err)
{
    struct reading *reading = context;
    reading->pages = page->number;
    reading->characters += page->characters;
    if (page->vertical) {
        reading->vertical += page->characters;
        reading->vertical_page =
            reading->vertical_page == 0 ? page->number : reading->vertical_page;
        return 0;
    }
    if (add_page(reading, page, err) != 0)
        return err_prefix(err, "page %d", page->number);
    return 0;
}

/* --- the document --- */

static int judge(const struct reading *reading, struct err *err)
{
    if (reading->characters == 0)
        return err_set(err, ERR_DATA,
                       "no words on %d page%s: scanned pictures, which cannot be read",
                       reading->pages, reading->pages == 1 ? "" : "s");
    if (reading->vertical * 2 > reading->characters)
        return err_set(err, ERR_DATA, "page %d: vertical writing cannot be read",
                       reading->vertical_page);
    return 0;
}

int pdf_decode(const struct document *document, struct grids *out, struct err *err)
{
    struct reading reading = {.out = out};
    buf_init(&reading.text, PDF_TEXT_MAX);
    int result = pdfwords_read(document->bytes, document->length, take_page, &reading, err);
    if (result == 0)
        result = judge(&reading, err);
    if (result == 0)
        out->text = arena_strndup(out->arena, buf_text(&reading.text), reading.text.length);
    buf_free(&reading.text);
    mem_free(reading.open.columns);
    return result;
}
