/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheetxml: events become cells; positions are counted unless an index is given. */
#include "collector/decode/sheetxml.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/str.h"

#include "collector/decode/cellformat.h"
#include "collector/decode/sheetgrid.h"
#include "collector/decode/xlsx.h"
#include "collector/markup.h"

#define START_SIZE 2048
#define PIECE_SIZE ((size_t)64 << 10)

struct style {
    const char *id;
    const struct cellformat *format;
};

struct named_format {
    const char *name;
    const char *code;
};

/* Formats that have a name here and a code elsewhere. */
static const struct named_format named[] = {
    {"General Number", "General"}, {"Fixed", "0.00"},
    {"Standard", "#,##0.00"},      {"Percent", "0.00%"},
    {"Currency", "#,##0.00"},      {"Euro Currency", "#,##0.00"},
    {"Scientific", "0.00E+00"},    {"General Date", "yyyy/m/d h:mm"},
    {"Short Date", "yyyy/m/d"},    {"Medium Date", "d-mmm-yy"},
    {"Long Date", "yyyy/m/d"},     {"Short Time", "h:mm"},
    {"Medium Time", "h:mm"},       {"Long Time", "h:mm:ss"},
};

struct reading {
    struct arena *arena;
    struct sheetgrid *out;
    const struct cellformat *general;
    struct style styles[SHEETXML_STYLES_MAX];
    size_t style_count;
    bool since_1904;
    size_t sheets;
    bool sheet; /* within <Worksheet> */
    bool table;
    bool cell;
    bool comment;
    bool data;    /* within the cell's <Data> */
    bool visible; /* within <Visible> */
    bool hidden;
    long row;
    long column;
    long next_column;
    const struct cellformat *row_format;
    const struct cellformat *format;
    char type; /* first letter of String Number DateTime Boolean Error */
    struct buf text;
    struct buf shown;
};

static const char *code_of(const char *format)
{
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++)
        if (str_equal(named[i].name, format))
            return named[i].code;
    return format;
}

/* --- styles --- */

static const struct cellformat *find_listed(const struct reading *reading, const char *id)
{
    for (size_t i = 0; id != NULL && i < reading->style_count; i++)
        if (str_equal(reading->styles[i].id, id))
            return reading->styles[i].format;
    return reading->general;
}

static int add_style(struct reading *reading, const char *const *attributes, struct err *err)
{
    const char *id = markup_find(attributes, "ID");
    if (reading->style_count == SHEETXML_STYLES_MAX)
        return err_set(err, ERR_DATA, "more than %d styles", SHEETXML_STYLES_MAX);
    reading->styles[reading->style_count++] =
        (struct style){arena_strdup(reading->arena, id == NULL ? "" : id),
                       find_listed(reading, markup_find(attributes, "Parent"))};
    return 0;
}

static void set_format(struct reading *reading, const char *format)
{
    if (reading->style_count > 0 && format != NULL)
        reading->styles[reading->style_count - 1].format =
            cellformat_compile(reading->arena, code_of(format));
}

static int compare_styles(const void *left, const void *right)
{
    const struct style *a = left;
    const struct style *b = right;
    return strcmp(a->id, b->id);
}

/* Of the sorted styles. */
static const struct cellformat *find_format(const struct reading *reading, const char *id,
                                            const struct cellformat *fallback)
{
    struct style wanted = {.id = id};
    if (id == NULL || reading->style_count == 0)
        return fallback;
    const struct style *found =
        bsearch(&wanted, reading->styles, reading->style_count, sizeof wanted, compare_styles);
    return found == NULL ? fallback : found->format;
}

/* --- sheets --- */

static int start_sheet(struct reading *reading, const char *const *attributes, struct err *err)
{
    const char *name = markup_find(attributes, "Name");
    if (++reading->sheets > XLSX_SHEETS_MAX)
        return err_set(err, ERR_DATA, "more than %d sheets", XLSX_SHEETS_MAX);
    sheetgrid_open(reading->out, name == NULL ? "" : name);
    reading->sheet = true;
    reading->hidden = false;
    reading->row = 0;
    return 0;
}

/* A position that is given, or the one that follows. */
static int take_index(const char *index, long follows, long most, long *out, struct err *err)
{
    int64_t n = follows;
    if (index != NULL && !str_integer(index, 1, most, &n))
        return err_set(err, ERR_DATA, "\"%.40s\" is no index of a row or cell", index);
    *out = (long)n;
    return 0;
}

static long count_of(const char *number, long most)
{
    int64_t n = 0;
    return number != NULL && str_integer(number, 0, most, &n) ? (long)n : 0;
}

static int start_row(struct reading *reading, const char *const *attributes, struct err *err)
{
    if (take_index(markup_find(attributes, "Index"), reading->row + 1, SHEETGRID_ROWS_MAX,
                   &reading->row, err) != 0)
        return -1;
    reading->next_column = 1;
    reading->row_format =
        find_format(reading, markup_find(attributes, "StyleID"), reading->general);
    return 0;
}

static int start_cell(struct reading *reading, const char *const *attributes, struct err *err)
{
    if (take_index(markup_find(attributes, "Index"), reading->next_column,
                   SHEETGRID_COLUMNS_MAX, &reading->column, err) != 0)
        return -1;
    long across = count_of(markup_find(attributes, "MergeAcross"), SHEETGRID_COLUMNS_MAX);
    long down = count_of(markup_find(attributes, "MergeDown"), SHEETGRID_ROWS_MAX);
    reading->cell = true;
    reading->next_column = reading->column + across + 1;
    reading->format =
        find_format(reading, markup_find(attributes, "StyleID"), reading->row_format);
    if (across == 0 && down == 0)
        return 0;
    struct sheetgrid_area area = {reading->row, reading->column, reading->row + down,
                                  reading->column + across};
    return sheetgrid_merge(reading->out, area, err);
}

static void start_data(struct reading *reading, const char *const *attributes)
{
    const char *type = markup_find(attributes, "Type");
    reading->data = true;
    reading->type = (char)(type == NULL ? 'S' : type[0]);
    buf_reset(&reading->text);
}

static int start_in_sheet(struct reading *reading, const char *name,
                          const char *const *attributes, struct err *err)
{
    if (str_equal(name, "Comment"))
        reading->comment = true;
    else if (str_equal(name, "Table"))
        reading->table = true;
    else if (str_equal(name, "Row") && reading->table && !reading->cell)
        return start_row(reading, attributes, err);
    else if (str_equal(name, "Cell") && reading->table && reading->row > 0 && !reading->cell)
        return start_cell(reading, attributes, err);
    else if (str_equal(name, "Data") && reading->cell && !reading->comment)
        start_data(reading, attributes);
    else if (str_equal(name, "Visible") && !reading->table)
        reading->visible = true;
    if (reading->visible)
        buf_reset(&reading->text);
    return 0;
}

static int on_start(void *context, const char *name, const char *const *attributes,
                    struct err *err)
{
    struct reading *reading = context;
    if (reading->sheet)
        return start_in_sheet(reading, name, attributes, err);
    if (str_equal(name, "Worksheet"))
        return start_sheet(reading, attributes, err);
    if (str_equal(name, "Style") && reading->sheets == 0)
        return add_style(reading, attributes, err);
    if (str_equal(name, "NumberFormat") && reading->sheets == 0)
        set_format(reading, markup_find(attributes, "Format"));
    reading->since_1904 = reading->since_1904 || str_equal(name, "Date1904");
    return 0;
}

static int on_text(void *context, const char *text, size_t length, struct err *err)
{
    struct reading *reading = context;
    if (!reading->data && !reading->visible)
        return 0;
    if (buf_append(&reading->text, text, length) == 0)
        return 0;
    return err_set(err, ERR_DATA, "row %ld: a cell of more than %zu bytes", reading->row,
                   SHEETGRID_CELL_MAX);
}

static const char *show(struct reading *reading)
{
    const char *text = buf_text(&reading->text);
    buf_reset(&reading->shown);
    if (reading->type == 'N')
        cellformat_print(reading->format, text, reading->since_1904, &reading->shown);
    else if (reading->type == 'D')
        cellformat_print_iso(reading->format, text, reading->since_1904, &reading->shown);
    else if (reading->type == 'B')
        return str_equal(text, "1") ? "TRUE" : "FALSE";
    else
        return arena_strdup(reading->arena, text);
    if (reading->shown.length == 0)
        return "";
    return arena_strdup(reading->arena, str_trim(reading->shown.data));
}

static int end_in_sheet(struct reading *reading, const char *name, struct err *err)
{
    if (str_equal(name, "Data") && reading->data) {
        reading->data = false;
        if (sheetgrid_put(reading->out, reading->row, reading->column, show(reading), err) !=
            0)
            return -1;
        if (reading->type == 'N' || reading->type == 'D')
            sheetgrid_year(reading->out, reading->row, reading->column,
                           cellformat_year(reading->format, buf_text(&reading->text),
                                           reading->since_1904));
        return 0;
    }
    if (str_equal(name, "Comment"))
        reading->comment = false;
    else if (str_equal(name, "Cell") && !reading->data)
        reading->cell = false;
    else if (str_equal(name, "Table"))
        reading->table = false;
    else if (str_equal(name, "Visible")) {
        reading->hidden = str_starts(buf_text(&reading->text), "SheetHidden") ||
                          str_starts(buf_text(&reading->text), "SheetVeryHidden");
        reading->visible = false;
    }
    if (!str_equal(name, "Worksheet"))
        return 0;
    reading->sheet = false;
    return sheetgrid_close(reading->out, reading->hidden, err);
}

static int on_end(void *context, const char *name, struct err *err)
{
    struct reading *reading = context;
    if (reading->sheet)
        return end_in_sheet(reading, name, err);
    if (str_equal(name, "Styles") && reading->style_count > 0)
        qsort(reading->styles, reading->style_count, sizeof reading->styles[0],
              compare_styles);
    return 0;
}

/* --- the document --- */

bool sheetxml_recognise(const struct document *document)
{
    const char *bytes = document->bytes;
    char start[START_SIZE + 1];
    size_t count = 0;
    for (size_t i = 0; i < document->length && i < START_SIZE; i++)
        if (bytes[i] != '\0') /* of UTF-16 */
            start[count++] = bytes[i];
    start[count] = '\0';
    return strstr(start, SHEETXML_NAMESPACE) != NULL && strstr(start, "Workbook") != NULL;
}

static int feed(struct markup_reader *reader, const struct document *document, struct err *err)
{
    const char *bytes = document->bytes;
    for (size_t at = 0; at < document->length;) {
        size_t rest = document->length - at;
        size_t length = rest < PIECE_SIZE ? rest : PIECE_SIZE;
        if (markup_reader_feed(reader, bytes + at, length, length == rest, err) != 0)
            return -1;
        at += length;
    }
    return 0;
}

int sheetxml_decode(const struct document *document, struct grids *out, struct err *err)
{
    static const struct markup_events events = {on_start, on_end, on_text};
    struct reading *reading = mem_calloc(1, sizeof *reading);
    reading->arena = out->arena;
    reading->out = sheetgrid_new(out);
    reading->general = cellformat_compile(out->arena, "General");
    buf_init(&reading->text, SHEETGRID_CELL_MAX);
    buf_init(&reading->shown, CELLFORMAT_TEXT_MAX);
    struct markup_reader *reader = markup_reader_new(&events, reading);
    int result = feed(reader, document, err);
    if (result != 0 && reading->sheet)
        (void)err_prefix(err, "sheet \"%.100s\"", out->items[out->count - 1].name);
    markup_reader_free(reader);
    buf_free(&reading->text);
    buf_free(&reading->shown);
    sheetgrid_free(reading->out);
    mem_free(reading);
    return result;
}
