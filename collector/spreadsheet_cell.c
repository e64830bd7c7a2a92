/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spreadsheet: what stands in a cell, and what is put there; see spreadsheet.h. */
#include "collector/spreadsheet.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "collector/decode/cellformat.h"
#include "collector/decode/sheetgrid.h"
#include "collector/decode/xlsx.h"
#include "collector/decode/xlsx_part.h"
#include "collector/decode/xlsx_text.h"
#include "collector/spreadsheet_part.h"
#include "core/mem.h"
#include "core/str.h"

/* --- where --- */

static long row_number(const struct splice *xml, size_t row, long before)
{
    const char *number = splice_attribute(xml, row, "r", NULL, NULL);
    int64_t wide = before + 1;
    if (number != NULL)
        (void)str_integer(number, 1, SHEETGRID_ROWS_MAX, &wide);
    return (long)wide;
}

/* Where a row is: *found, or SPLICE_NONE and *next, before which it would have to stand
 * (SPLICE_NONE = behind the last). */
static void find_row(const struct spreadsheet_sheet *sheet, long row, size_t *found,
                     size_t *next)
{
    const struct splice *xml = &sheet->xml.splice;
    long number = 0;
    *found = SPLICE_NONE;
    *next = SPLICE_NONE;
    for (size_t at = splice_child(xml, sheet->data, "row"); at != SPLICE_NONE;
         at = splice_next(xml, at, "row")) {
        number = row_number(xml, at, number);
        if (number < row)
            continue;
        *(number == row ? found : next) = at;
        return;
    }
}

static long cell_column(const struct splice *xml, size_t cell, long before)
{
    const char *address = splice_attribute(xml, cell, "r", NULL, NULL);
    long row = 0;
    long column = before + 1;
    if (address != NULL)
        (void)sheetgrid_address(&address, &row, &column);
    return column;
}

/* The same of a cell of a row. */
static void find_cell(const struct spreadsheet_sheet *sheet, size_t row, long column,
                      size_t *found, size_t *next)
{
    const struct splice *xml = &sheet->xml.splice;
    long number = 0;
    *found = SPLICE_NONE;
    *next = SPLICE_NONE;
    for (size_t at = splice_child(xml, row, "c"); at != SPLICE_NONE;
         at = splice_next(xml, at, "c")) {
        number = cell_column(xml, at, number);
        if (number < column)
            continue;
        *(number == column ? found : next) = at;
        return;
    }
}

/* The cell's element, or SPLICE_NONE. */
static int find_element(struct spreadsheet *workbook, struct spreadsheet_place place,
                        size_t *out, struct err *err)
{
    const struct spreadsheet_sheet *sheet = &workbook->sheets[place.sheet];
    size_t row = SPLICE_NONE;
    size_t next = SPLICE_NONE;
    *out = SPLICE_NONE;
    if (spreadsheet_part_sheet(workbook, place.sheet, err) != 0)
        return -1;
    find_row(sheet, place.row, &row, &next);
    if (row != SPLICE_NONE)
        find_cell(sheet, row, place.column, out, &next);
    return 0;
}

/* --- what stands there --- */

/* <t>, bare or in runs, without phonetic runs. */
static const char *inline_text(struct spreadsheet *workbook, const struct splice *xml,
                               size_t is)
{
    struct xlsx_text text;
    struct err ignored;
    xlsx_text_init(&text);
    for (size_t at = is + 1; at < xml->elements[is].behind; at++) {
        if (!splice_is(xml, at, "t") || splice_is(xml, xml->elements[at].parent, "rPh"))
            continue;
        const char *piece = splice_text(xml, at);
        xlsx_text_start(&text, "t");
        (void)xlsx_text_add(&text, piece, strlen(piece), &ignored);
        xlsx_text_end(&text, "t");
    }
    const char *kept = xlsx_text_take(&text, workbook->arena);
    buf_free(&text.buf);
    return kept;
}

static const char *shared_text(const struct spreadsheet *workbook, const char *number)
{
    int64_t n = 0;
    return str_integer(number, 0, XLSX_STRINGS_MAX, &n) && (size_t)n < workbook->strings.count
               ? workbook->strings.items[n]
               : "";
}

static void read_value(struct spreadsheet *workbook, const struct splice *xml, size_t cell,
                       struct spreadsheet_cell *out)
{
    const char *type = splice_attribute(xml, cell, "t", NULL, NULL);
    size_t value = splice_child(xml, cell, "v");
    size_t is = splice_child(xml, cell, "is");
    type = type == NULL ? "n" : type;
    const char *stored = value == SPLICE_NONE ? "" : splice_text(xml, value);
    bool text = true;
    if (is != SPLICE_NONE)
        out->text = inline_text(workbook, xml, is);
    else if (str_equal(type, "s"))
        out->text = shared_text(workbook, stored);
    else if (str_equal(type, "str")) {
        char *copy = arena_alloc(workbook->arena, strlen(stored) + 1, 1);
        memcpy(copy, stored, strlen(stored));
        copy[xlsx_text_unescape(copy)] = '\0';
        out->text = copy;
    } else {
        text = false;
        out->text = stored;
    }
    out->kind = *out->text == '\0'     ? SPREADSHEET_EMPTY
                : text                 ? SPREADSHEET_TEXT
                : str_equal(type, "n") ? SPREADSHEET_NUMBER
                                       : SPREADSHEET_OTHER;
}

int spreadsheet_read(struct spreadsheet *workbook, struct spreadsheet_place place,
                     struct spreadsheet_cell *out, struct err *err)
{
    size_t cell = SPLICE_NONE;
    *out = (struct spreadsheet_cell){.text = ""};
    if (find_element(workbook, place, &cell, err) != 0)
        return -1;
    if (cell == SPLICE_NONE)
        return 0;
    const struct splice *xml = &workbook->sheets[place.sheet].xml.splice;
    read_value(workbook, xml, cell, out);
    size_t formula = splice_child(xml, cell, "f");
    if (formula != SPLICE_NONE)
        out->formula = splice_text(xml, formula);
    return 0;
}

/* --- what may be put there --- */

/* "B3:D5"; false for anything else. */
static bool read_area(const char *text, struct sheetgrid_area *out)
{
    return sheetgrid_address(&text, &out->top, &out->left) && *text++ == ':' &&
           sheetgrid_address(&text, &out->bottom, &out->right);
}

static bool holds(const struct sheetgrid_area *area, struct spreadsheet_place place)
{
    return place.row >= area->top && place.row <= area->bottom && place.column >= area->left &&
           place.column <= area->right;
}

static int check_merged(struct spreadsheet *workbook, struct spreadsheet_place place,
                        struct err *err)
{
    const struct splice *xml = &workbook->sheets[place.sheet].xml.splice;
    size_t merges = splice_child(xml, 0, "mergeCells");
    size_t at = merges == SPLICE_NONE ? SPLICE_NONE : splice_child(xml, merges, "mergeCell");
    for (; at != SPLICE_NONE; at = splice_next(xml, at, "mergeCell")) {
        const char *reference = splice_attribute(xml, at, "ref", NULL, NULL);
        struct sheetgrid_area area = {0};
        if (reference == NULL || !read_area(reference, &area) || !holds(&area, place) ||
            (place.row == area.top && place.column == area.left))
            continue;
        char first[SHEETGRID_PLACE_SIZE];
        sheetgrid_place(area.top, area.left, first);
        return err_set(err, ERR_CONFIG,
                       "%.100s is inside the merged cells %.40s, expected their first, %s",
                       spreadsheet_place(workbook, place), reference, first);
    }
    return 0;
}

/* True in the range of an array formula, of which only the first cell has the formula. */
static bool is_array(struct spreadsheet *workbook, struct spreadsheet_place place)
{
    const struct splice *xml = &workbook->sheets[place.sheet].xml.splice;
    for (size_t at = workbook->sheets[place.sheet].data; at < xml->count; at++) {
        struct sheetgrid_area area = {0};
        const char *range =
            splice_is(xml, at, "f") ? splice_attribute(xml, at, "ref", NULL, NULL) : NULL;
        const char *type = range == NULL ? NULL : splice_attribute(xml, at, "t", NULL, NULL);
        if (type == NULL || str_equal(type, "shared"))
            continue;
        if (read_area(range, &area) && holds(&area, place))
            return true;
    }
    return false;
}

int spreadsheet_check(struct spreadsheet *workbook, struct spreadsheet_place place,
                      struct err *err)
{
    struct spreadsheet_cell cell;
    if (spreadsheet_read(workbook, place, &cell, err) != 0 ||
        check_merged(workbook, place, err) != 0)
        return -1;
    if (cell.formula == NULL && !is_array(workbook, place))
        return 0;
    return err_set(err, ERR_CONFIG, "%.100s holds a formula, expected a cell to fill in",
                   spreadsheet_place(workbook, place));
}

/* --- its style --- */

/* Of the column that a cell is in, "" = none. */
static const char *column_style(const struct splice *xml, long column)
{
    size_t columns = splice_child(xml, 0, "cols");
    size_t at = columns == SPLICE_NONE ? SPLICE_NONE : splice_child(xml, columns, "col");
    for (; at != SPLICE_NONE; at = splice_next(xml, at, "col")) {
        const char *least = splice_attribute(xml, at, "min", NULL, NULL);
        const char *most = splice_attribute(xml, at, "max", NULL, NULL);
        const char *style = splice_attribute(xml, at, "style", NULL, NULL);
        int64_t min = 0;
        int64_t max = 0;
        if (least != NULL && most != NULL && style != NULL &&
            str_integer(least, 1, SHEETGRID_COLUMNS_MAX, &min) &&
            str_integer(most, 1, SHEETGRID_COLUMNS_MAX, &max) && column >= min &&
            column <= max)
            return style;
    }
    return "";
}

/* The s= of a cell that is there, or would be; "" = none. */
static const char *find_style(const struct spreadsheet_sheet *sheet,
                              struct spreadsheet_place place)
{
    const struct splice *xml = &sheet->xml.splice;
    size_t row = SPLICE_NONE;
    size_t cell = SPLICE_NONE;
    size_t next = SPLICE_NONE;
    const char *style = NULL;
    find_row(sheet, place.row, &row, &next);
    if (row != SPLICE_NONE)
        find_cell(sheet, row, place.column, &cell, &next);
    if (cell != SPLICE_NONE) {
        style = splice_attribute(xml, cell, "s", NULL, NULL);
        return style == NULL ? "" : style;
    }
    if (row != SPLICE_NONE &&
        xlsx_part_is_true(splice_attribute(xml, row, "customFormat", NULL, NULL)))
        style = splice_attribute(xml, row, "s", NULL, NULL);
    return style != NULL ? style : column_style(xml, place.column);
}

bool spreadsheet_shows_percent(struct spreadsheet *workbook, struct spreadsheet_place place)
{
    enum { SHOWN_MAX = 64 };
    struct err ignored;
    struct buf shown;
    int64_t style = 0;
    if (spreadsheet_part_sheet(workbook, place.sheet, &ignored) != 0)
        return false;
    (void)str_integer(find_style(&workbook->sheets[place.sheet], place), 0, INT32_MAX, &style);
    buf_init(&shown, SHOWN_MAX);
    cellformat_print(xlsx_styles_format(&workbook->styles, (long)style), "1", false, &shown);
    bool percent = str_starts(buf_text(&shown), "100") && strchr(shown.data, '%') != NULL;
    buf_free(&shown);
    return percent;
}

/* --- putting --- */

void spreadsheet_put(struct spreadsheet *workbook, struct spreadsheet_place place,
                     enum spreadsheet_kind kind, const char *text)
{
    workbook->puts = mem_grow(workbook->puts, workbook->put_count, &workbook->put_capacity,
                              sizeof *workbook->puts);
    workbook->puts[workbook->put_count++] =
        (struct spreadsheet_put){place, kind, arena_strdup(workbook->arena, text), 0};
}

void spreadsheet_raise(struct spreadsheet *workbook, double height)
{
    workbook->puts[workbook->put_count - 1].height = height;
}

/* _x000A_ would be read as a line end: its own _ is written so. */
static const char *escape_escapes(struct spreadsheet *workbook, const char *text)
{
    enum { LENGTH = 7 };
    struct buf out;
    buf_init(&out, SHEETGRID_CELL_MAX * 2);
    for (; *text != '\0'; text++) {
        bool escape = text[0] == '_' && text[1] == 'x' &&
                      strspn(text + 2, "0123456789abcdefABCDEF") >= LENGTH - 3 &&
                      text[LENGTH - 1] == '_';
        (void)buf_puts(&out, escape ? "_x005F" : "");
        (void)buf_putc(&out, *text);
    }
    return buf_keep(&out, workbook->arena);
}

/* What stands inside <c>. */
static const char *print_value(struct spreadsheet *workbook, const char *prefix,
                               const struct spreadsheet_put *put)
{
    struct arena *arena = workbook->arena;
    const char *text = splice_escape(arena, escape_escapes(workbook, put->text));
    if (put->kind == SPREADSHEET_NUMBER)
        return arena_printf(arena, "<%sv>%s</%sv>", prefix, text, prefix);
    return arena_printf(arena, "<%sis><%st xml:space=\"preserve\">%s</%st></%sis>", prefix,
                        prefix, text, prefix, prefix);
}

static const char *print_cell(struct spreadsheet *workbook, const struct spreadsheet_put *put)
{
    const struct spreadsheet_sheet *sheet = &workbook->sheets[put->place.sheet];
    const char *prefix = sheet->xml.splice.prefix;
    const char *style = find_style(sheet, put->place);
    struct arena *arena = workbook->arena;
    char place[SHEETGRID_PLACE_SIZE];
    sheetgrid_place(put->place.row, put->place.column, place);
    const char *head = arena_printf(arena, "<%sc r=\"%s\"%s%s%s", prefix, place,
                                    *style == '\0' ? "" : " s=\"", splice_escape(arena, style),
                                    *style == '\0' ? "" : "\"");
    if (put->kind == SPREADSHEET_EMPTY)
        return arena_printf(arena, "%s/>", head);
    return arena_printf(arena, "%s%s>%s</%sc>", head,
                        put->kind == SPREADSHEET_NUMBER ? "" : " t=\"inlineStr\"",
                        print_value(workbook, prefix, put), prefix);
}

/* A row that is there: the cell is replaced, or stands where it belongs. */
static void put_into_row(struct spreadsheet *workbook, size_t row,
                         const struct spreadsheet_put *put)
{
    struct spreadsheet_sheet *sheet = &workbook->sheets[put->place.sheet];
    struct splice *xml = &sheet->xml.splice;
    const char *cell = print_cell(workbook, put);
    size_t found = SPLICE_NONE;
    size_t next = SPLICE_NONE;
    find_cell(sheet, row, put->place.column, &found, &next);
    if (found != SPLICE_NONE)
        splice_replace(xml, xml->elements[found].begin, xml->elements[found].end, cell);
    else if (next != SPLICE_NONE)
        splice_replace(xml, xml->elements[next].begin, xml->elements[next].begin, cell);
    else
        splice_append(xml, row, cell);
}

static double highest_of(const struct spreadsheet_put *puts, size_t count)
{
    double highest = 0;
    for (size_t i = 0; i < count; i++)
        highest = puts[i].height > highest ? puts[i].height : highest;
    return highest;
}

/* The puts of one row that is not there, as a row. */
static const char *print_row(struct spreadsheet *workbook, const struct spreadsheet_put *puts,
                             size_t count)
{
    double height = highest_of(puts, count);
    struct arena *arena = workbook->arena;
    const char *prefix = workbook->sheets[puts->place.sheet].xml.splice.prefix;
    const char *cells = "";
    for (size_t i = 0; i < count; i++)
        cells = arena_printf(arena, "%s%s", cells, print_cell(workbook, &puts[i]));
    const char *high =
        height > 0 ? arena_printf(arena, " ht=\"%g\" customHeight=\"1\"", height) : "";
    return arena_printf(arena, "<%srow r=\"%ld\"%s>%s</%srow>", prefix, puts->place.row, high,
                        cells, prefix);
}

/* Texts wrap, but no row of merged cells grows by itself. */
static void raise_row(struct spreadsheet *workbook, struct splice *xml, size_t row,
                      double height)
{
    const char *now = splice_attribute(xml, row, "ht", NULL, NULL);
    if (height <= 0 || (now != NULL && strtod(now, NULL) >= height))
        return;
    splice_set(xml, row, "ht", arena_printf(workbook->arena, "%g", height));
    splice_set(xml, row, "customHeight", "1");
}

static void apply_row(struct spreadsheet *workbook, const struct spreadsheet_put *puts,
                      size_t count)
{
    struct spreadsheet_sheet *sheet = &workbook->sheets[puts->place.sheet];
    struct splice *xml = &sheet->xml.splice;
    size_t row = SPLICE_NONE;
    size_t next = SPLICE_NONE;
    size_t begin = 0;
    size_t end = 0;
    find_row(sheet, puts->place.row, &row, &next);
    if (row == SPLICE_NONE && next == SPLICE_NONE) {
        splice_append(xml, sheet->data, print_row(workbook, puts, count));
        return;
    }
    if (row == SPLICE_NONE) {
        size_t at = xml->elements[next].begin;
        splice_replace(xml, at, at, print_row(workbook, puts, count));
        return;
    }
    if (splice_attribute(xml, row, "spans", &begin, &end) != NULL)
        splice_replace(xml, begin, end, ""); /* what it says may not be so any more */
    for (size_t i = 0; i < count; i++)
        put_into_row(workbook, row, &puts[i]);
    raise_row(workbook, xml, row, highest_of(puts, count));
}

void spreadsheet_part_apply(struct spreadsheet *workbook, size_t sheet)
{
    for (size_t i = 0; i < workbook->put_count;) {
        size_t end = i + 1;
        while (end < workbook->put_count &&
               workbook->puts[end].place.sheet == workbook->puts[i].place.sheet &&
               workbook->puts[end].place.row == workbook->puts[i].place.row)
            end++;
        if (workbook->puts[i].place.sheet == sheet)
            apply_row(workbook, workbook->puts + i, end - i);
        i = end;
    }
}
