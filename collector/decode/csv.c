/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv: one pass to find the separator, one to read the cells. */
#include "collector/decode/csv.h"
#include "collector/decode/estat.h"
#include "collector/decode/text.h"

#include <string.h>

#include "core/buf.h"
#include "core/str.h"
#include "core/unicode.h"

#define SNIFF_BYTES ((size_t)256 * 1024)
#define SNIFF_WIDTHS 256

struct reader {
    const char *at;
    const char *end;
    char separator;
    long line;      /* of `at` */
    size_t content; /* rows and cells so far */
    struct buf cell;
    struct grids *grids;
    struct grid *grid;
};

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* --- finding the separator --- */

static const char *skip_quoted(const char *at, const char *end)
{
    while (at < end) {
        if (*at++ != '"')
            continue;
        if (at == end || *at != '"')
            return at;
        at++;
    }
    return end;
}

static const char *skip_line_end(const char *at, const char *end)
{
    bool crlf = at[0] == '\r' && at + 1 < end && at[1] == '\n';
    return at + (crlf ? 2 : 1);
}

/* Where the quote that opens a quoted cell stands, or NULL: spaces or the = of ="0123" may
 * come before it. */
static const char *opening_quote(const char *at, const char *end)
{
    while (at < end && *at == ' ')
        at++;
    if (at < end && *at == '=')
        at++;
    return at < end && *at == '"' ? at : NULL;
}

/* Cells in the line at *at, which moves behind it. 0 = an empty line. */
static size_t count_cells(const char **at, const char *end, char separator)
{
    const char *p = *at;
    const char *start = p;
    size_t cells = 1;
    while (p < end && !is_line_end(*p)) {
        const char *quote = p == start ? opening_quote(p, end) : NULL;
        if (quote != NULL) {
            p = skip_quoted(quote + 1, end);
            continue;
        }
        if (*p++ == separator) {
            cells++;
            start = p;
        }
    }
    bool empty = p == *at;
    *at = p < end ? skip_line_end(p, end) : end;
    return empty ? 0 : cells;
}

/* How many lines have the most frequent width above one, and that width. */
static size_t judge_separator(const char *text, size_t length, char separator, size_t *width)
{
    size_t lines[SNIFF_WIDTHS] = {0};
    const char *end = text + (length < SNIFF_BYTES ? length : SNIFF_BYTES);
    for (const char *at = text; at < end;) {
        size_t cells = count_cells(&at, end, separator);
        lines[cells < SNIFF_WIDTHS ? cells : SNIFF_WIDTHS - 1]++;
    }
    size_t best = 2;
    for (size_t i = 3; i < SNIFF_WIDTHS; i++)
        if (lines[i] >= lines[best])
            best = i;
    *width = best;
    return lines[best];
}

static char find_separator(const char *text, size_t length)
{
    static const char candidates[] = {',', '\t', ';'};
    char best = ',';
    size_t best_lines = 0;
    size_t best_width = 0;
    for (size_t i = 0; i < sizeof candidates; i++) {
        size_t width = 0;
        size_t lines = judge_separator(text, length, candidates[i], &width);
        if (lines > best_lines || (lines > 0 && lines == best_lines && width > best_width)) {
            best = candidates[i];
            best_lines = lines;
            best_width = width;
        }
    }
    return best;
}

/* --- reading cells --- */

static int too_large(const struct reader *reader, struct err *err)
{
    return err_set(err, ERR_DATA, "line %ld: a cell of more than %zu bytes", reader->line,
                   CSV_CELL_MAX);
}

/* From behind the opening quote to behind the closing one. Line ends become \n. */
static int read_quoted(struct reader *reader, struct err *err)
{
    long opened = reader->line;
    while (reader->at < reader->end) {
        char c = *reader->at;
        if (c == '"') {
            reader->at++;
            if (reader->at == reader->end || *reader->at != '"')
                return 0;
        } else if (is_line_end(c)) {
            reader->at = skip_line_end(reader->at, reader->end) - 1;
            reader->line++;
            c = '\n';
        }
        reader->at++;
        if (buf_putc(&reader->cell, c) != 0)
            return too_large(reader, err);
    }
    return err_set(err, ERR_DATA, "line %ld: a quote opens here and is never closed", opened);
}

static bool ends_cell(const struct reader *reader)
{
    return reader->at == reader->end || *reader->at == reader->separator ||
           is_line_end(*reader->at);
}

static int read_cell(struct reader *reader, struct err *err)
{
    buf_reset(&reader->cell);
    const char *from = reader->at;
    const char *quote = opening_quote(reader->at, reader->end);
    bool quoted = quote != NULL;
    if (quoted) {
        reader->at = quote + 1;
        if (read_quoted(reader, err) != 0)
            return -1;
        while (reader->at < reader->end && *reader->at == ' ')
            reader->at++;
    }
    if (quoted && ends_cell(reader))
        return 0;
    /* text behind a closing quote: the cell is as it stands, for "1"2 is no 12 */
    buf_reset(&reader->cell);
    while (!ends_cell(reader))
        reader->at++;
    if (buf_append(&reader->cell, from, (size_t)(reader->at - from)) != 0)
        return too_large(reader, err);
    return 0;
}

/* Adds the cell without what spreadsheets put around text that looks like a number. */
static void add_cell(struct reader *reader)
{
    const char *text = buf_text(&reader->cell);
    size_t length = reader->cell.length;
    if (length >= 3 && text[0] == '=' && text[1] == '"' && text[length - 1] == '"') {
        text += 2;
        length -= 3;
    } else if (length >= 2 && text[0] == '\'') {
        text++;
        length--;
    }
    grid_add_cell(reader->grids, reader->grid, text, length);
}

static int count_content(struct reader *reader, struct err *err)
{
    if (++reader->content <= GRID_CELLS_MAX)
        return 0;
    return err_set(err, ERR_DATA, "line %ld: more than %d rows and cells", reader->line,
                   GRID_CELLS_MAX);
}

static int read_row(struct reader *reader, struct err *err)
{
    if (count_content(reader, err) != 0)
        return -1;
    grid_add_row(reader->grids, reader->grid, reader->line);
    for (;;) {
        if (count_content(reader, err) != 0 || read_cell(reader, err) != 0)
            return -1;
        add_cell(reader);
        if (reader->at == reader->end || *reader->at != reader->separator)
            return 0;
        reader->at++;
    }
}

static bool last_row_is_empty(const struct grid *grid)
{
    return grid->row_count > 0 && grid->rows[grid->row_count - 1].count == 0;
}

static int read_rows(struct reader *reader, struct err *err)
{
    while (reader->at < reader->end) {
        if (!is_line_end(*reader->at)) {
            if (read_row(reader, err) != 0)
                return -1;
        } else if (!last_row_is_empty(reader->grid)) {
            if (count_content(reader, err) != 0)
                return -1;
            grid_add_row(reader->grids, reader->grid, reader->line);
        }
        if (reader->at < reader->end) {
            reader->at = skip_line_end(reader->at, reader->end);
            reader->line++;
        }
    }
    return 0;
}

/* --- the name --- */

/* The only cell of a row with text, or NULL when there is none or another. */
static const char *only_cell(const struct grid_row *row, size_t *filled)
{
    const char *found = NULL;
    *filled = 0;
    for (size_t i = 0; i < row->count && *filled < 2; i++) {
        if (unicode_is_blank(row->cells[i]))
            continue;
        found = row->cells[i];
        (*filled)++;
    }
    return *filled == 1 ? found : NULL;
}

/* A unit or a date of issue is no title. */
static bool names_table(struct arena *arena, const char *text)
{
    const char *key = unicode_key(arena, text);
    key += *key == '(' ? 1 : 0;
    return *key != '\0' && !str_starts(key, "単位") && !str_ends(key, "現在") &&
           !str_ends(key, "現在)");
}

static const char *find_name(const struct grids *grids, const struct grid *grid)
{
    const char *name = "";
    for (size_t i = 0; i < grid->row_count; i++) {
        size_t filled = 0;
        const char *text = only_cell(&grid->rows[i], &filled);
        if (filled > 1)
            return name;
        if (text != NULL && names_table(grids->arena, text))
            name = text;
    }
    return ""; /* no row is a head: there is no table below these lines */
}

/* --- the document --- */

bool csv_recognise(const struct document *document)
{
    const unsigned char *bytes = document->bytes;
    bool utf16 = document->length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) ||
                                           (bytes[0] == 0xFE && bytes[1] == 0xFF));
    size_t length = document->length < 4096 ? document->length : 4096;
    return (utf16 || memchr(bytes, '\0', length) == NULL) && !csv_prose(document);
}

static size_t without_end_mark(const char *text, size_t length)
{
    while (length > 0 && (text[length - 1] == 0x1A || is_line_end(text[length - 1])))
        length--;
    return length;
}

static int read_text(const struct buf *text, struct grids *out, struct err *err)
{
    size_t length = without_end_mark(buf_text(text), text->length);
    struct reader reader = {.at = buf_text(text), .line = 1, .grids = out};
    reader.end = reader.at + length;
    char sdmx = csv_sdmx_separator(reader.at, length);
    reader.separator = sdmx != '\0' ? sdmx : find_separator(reader.at, length);
    reader.grid = grid_add(out, "");
    buf_init(&reader.cell, CSV_CELL_MAX);
    int result = read_rows(&reader, err);
    buf_free(&reader.cell);
    if (result == 0 && reader.grid->column_count == 0)
        return err_set(err, ERR_DATA, "the document is empty");
    if (result == 0 && sdmx != '\0')
        return csv_sdmx_tidy(out, reader.grid, sdmx, err);
    reader.grid->name = find_name(out, reader.grid);
    out->published = estat_csv_day(reader.grid);
    return result;
}

int csv_decode(const struct document *document, struct grids *out, struct err *err)
{
    struct buf text;
    int result = text_open(document, out, &text, err);
    if (result == 0) {
        result = read_text(&text, out, err);
        /* what is read as text has its commas: cells may have cut 206,512 in two */
        if (result == 0)
            out->text = arena_strndup(out->arena, text.data, text_normalise(&text));
    }
    buf_free(&text);
    return result;
}
