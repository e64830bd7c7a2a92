/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_sheet: events of a worksheet become cells; nothing is kept but the cell at hand. */
#include "collector/decode/xlsx_sheet.h"

#include <stdint.h>
#include <string.h>

#include "core/buf.h"
#include "core/str.h"

#include "collector/decode/cellformat.h"
#include "collector/decode/xlsx.h"
#include "collector/decode/xlsx_part.h"
#include "collector/decode/xlsx_text.h"

enum cell_type { CELL_NUMBER, CELL_SHARED, CELL_INLINE, CELL_TEXT, CELL_LOGICAL, CELL_DATE };

struct type_name {
    const char *name;
    enum cell_type type;
};

static const struct type_name types[] = {
    {"n", CELL_NUMBER}, {"s", CELL_SHARED},  {"inlineStr", CELL_INLINE}, {"str", CELL_TEXT},
    {"e", CELL_TEXT},   {"b", CELL_LOGICAL}, {"d", CELL_DATE},
};

struct reading {
    const struct xlsx_sheet *sheet;
    struct sheetgrid *out;
    struct arena *arena;
    bool data;        /* within <sheetData> */
    bool cell;        /* within <c> */
    bool value;       /* within <v> */
    bool inline_text; /* within <is> */
    long row;
    long column;
    enum cell_type type;
    long style;
    struct buf text; /* of <v> */
    struct xlsx_text inline_string;
    struct buf shown;
};

static int refuse(const struct reading *reading, const char *why, const char *text,
                  struct err *err)
{
    char place[SHEETGRID_PLACE_SIZE];
    sheetgrid_place(reading->row, reading->column, place);
    return err_set(err, ERR_DATA, "cell %s: %s \"%.60s\"", place, why, text);
}

/* --- what begins --- */

/* A row without its number follows the one before. */
static int start_row(struct reading *reading, const char *const *attributes, struct err *err)
{
    const char *number = markup_find(attributes, "r");
    int64_t row = (int64_t)reading->row + 1;
    if (number != NULL && !str_integer(number, 1, SHEETGRID_ROWS_MAX, &row))
        return err_set(err, ERR_DATA, "\"%.40s\" is no number of a row", number);
    reading->row = (long)row;
    reading->column = 0;
    return 0;
}

/* A cell without its address follows the one before. */
static int take_address(struct reading *reading, const char *address, struct err *err)
{
    long row = reading->row;
    long column = reading->column + 1;
    if (address != NULL) {
        const char *end = address;
        if (!sheetgrid_address(&end, &row, &column) || *end != '\0')
            return err_set(err, ERR_DATA, "row %ld: \"%.40s\" is no address of a cell",
                           reading->row, address);
        if (row != reading->row && reading->row > 0)
            return err_set(err, ERR_DATA, "row %ld holds the cell %.40s of another row",
                           reading->row, address);
    }
    reading->row = row;
    reading->column = column;
    return 0;
}

static int take_type(struct reading *reading, const char *type, struct err *err)
{
    reading->type = CELL_NUMBER;
    if (type == NULL)
        return 0;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (!str_equal(types[i].name, type))
            continue;
        reading->type = types[i].type;
        return 0;
    }
    return refuse(reading, "unknown type", type, err);
}

static int start_cell(struct reading *reading, const char *const *attributes, struct err *err)
{
    const char *style = markup_find(attributes, "s");
    int64_t number = 0;
    if (take_address(reading, markup_find(attributes, "r"), err) != 0 ||
        take_type(reading, markup_find(attributes, "t"), err) != 0)
        return -1;
    if (style != NULL)
        (void)str_integer(style, 0, INT32_MAX, &number);
    reading->style = (long)number;
    reading->cell = true;
    buf_reset(&reading->text);
    buf_reset(&reading->inline_string.buf);
    return 0;
}

/* Its type says so, or should have. */
static void start_inline(struct reading *reading)
{
    reading->inline_text = true;
    reading->type = CELL_INLINE;
}

static int take_merge(struct reading *reading, const char *range, struct err *err)
{
    struct sheetgrid_area area;
    const char *at = range == NULL ? "" : range;
    if (!sheetgrid_address(&at, &area.top, &area.left))
        return err_set(err, ERR_DATA, "merged cells \"%.40s\": no range", at);
    area.bottom = area.top;
    area.right = area.left;
    if (*at == ':') {
        at++;
        if (!sheetgrid_address(&at, &area.bottom, &area.right))
            return err_set(err, ERR_DATA, "merged cells \"%.40s\": no range", range);
    }
    return sheetgrid_merge(reading->out, area, err);
}

static int on_start(void *context, const char *name, const char *const *attributes,
                    struct err *err)
{
    struct reading *reading = context;
    if (reading->inline_text)
        xlsx_text_start(&reading->inline_string, name);
    else if (reading->cell && str_equal(name, "v"))
        reading->value = true;
    else if (reading->cell && str_equal(name, "is"))
        start_inline(reading);
    else if (reading->data && !reading->cell && str_equal(name, "c"))
        return start_cell(reading, attributes, err);
    else if (reading->data && !reading->cell && str_equal(name, "row"))
        return start_row(reading, attributes, err);
    else if (!reading->data && str_equal(name, "mergeCell"))
        return take_merge(reading, markup_find(attributes, "ref"), err);
    else if (str_equal(name, "sheetData"))
        reading->data = true;
    return 0;
}

static int on_text(void *context, const char *text, size_t length, struct err *err)
{
    struct reading *reading = context;
    if (reading->inline_text)
        return xlsx_text_add(&reading->inline_string, text, length, err);
    if (!reading->value || buf_append(&reading->text, text, length) == 0)
        return 0;
    return refuse(reading, "too long:", buf_text(&reading->text), err);
}

/* --- what it says --- */

static int find_shared(const struct reading *reading, const char *number, const char **out,
                       struct err *err)
{
    int64_t n = 0;
    if (!str_integer(number, 0, XLSX_STRINGS_MAX, &n) ||
        (size_t)n >= reading->sheet->strings->count)
        return refuse(reading, "there is no shared string", number, err);
    *out = reading->sheet->strings->items[n];
    return 0;
}

/* A number as its format shows it. */
static const char *show_number(struct reading *reading, const char *number)
{
    const struct cellformat *format =
        xlsx_styles_format(reading->sheet->styles, reading->style);
    buf_reset(&reading->shown);
    cellformat_print(format, number, reading->sheet->since_1904, &reading->shown);
    if (reading->shown.length == 0)
        return "";
    char *text = str_trim(reading->shown.data);
    return *text == '\0' ? "" : arena_strdup(reading->arena, text);
}

static const char *show_date(struct reading *reading, const char *date)
{
    const struct cellformat *format =
        xlsx_styles_format(reading->sheet->styles, reading->style);
    buf_reset(&reading->shown);
    cellformat_print_iso(format, date, reading->sheet->since_1904, &reading->shown);
    return arena_strdup(reading->arena, buf_text(&reading->shown));
}

static int find_text(struct reading *reading, const char **out, struct err *err)
{
    if (reading->type == CELL_INLINE) {
        *out = xlsx_text_take(&reading->inline_string, reading->arena);
        return 0;
    }
    if (reading->text.length == 0)
        return 0; /* empty, or a formula without its value */
    char *text = reading->text.data;
    if (reading->type == CELL_TEXT)
        *out = arena_strndup(reading->arena, text, xlsx_text_unescape(text));
    else if (reading->type == CELL_SHARED)
        return find_shared(reading, str_trim(text), out, err);
    else if (reading->type == CELL_LOGICAL)
        *out = xlsx_part_is_true(str_trim(text)) ? "TRUE" : "FALSE";
    else if (reading->type == CELL_DATE)
        *out = show_date(reading, str_trim(text));
    else
        *out = show_number(reading, str_trim(text));
    return 0;
}

static int end_cell(struct reading *reading, struct err *err)
{
    const char *text = "";
    reading->cell = false;
    if (find_text(reading, &text, err) != 0 ||
        sheetgrid_put(reading->out, reading->row, reading->column, text, err) != 0)
        return -1;
    if (*text != '\0' && (reading->type == CELL_NUMBER || reading->type == CELL_DATE))
        sheetgrid_year(
            reading->out, reading->row, reading->column,
            cellformat_year(xlsx_styles_format(reading->sheet->styles, reading->style),
                            str_trim(reading->text.data), reading->sheet->since_1904));
    return 0;
}

static int on_end(void *context, const char *name, struct err *err)
{
    struct reading *reading = context;
    if (reading->inline_text && !str_equal(name, "is"))
        xlsx_text_end(&reading->inline_string, name);
    else if (reading->inline_text)
        reading->inline_text = false;
    else if (reading->cell && str_equal(name, "v"))
        reading->value = false;
    else if (reading->cell && str_equal(name, "c"))
        return end_cell(reading, err);
    else if (str_equal(name, "sheetData"))
        reading->data = false;
    return 0;
}

int xlsx_sheet_read(const struct xlsx_sheet *sheet, struct archive *archive,
                    struct sheetgrid *out, struct arena *arena, struct err *err)
{
    static const struct markup_events events = {on_start, on_end, on_text};
    struct reading reading = {.sheet = sheet, .out = out, .arena = arena};
    buf_init(&reading.text, SHEETGRID_CELL_MAX);
    buf_init(&reading.shown, CELLFORMAT_TEXT_MAX);
    xlsx_text_init(&reading.inline_string);
    sheetgrid_open(out, sheet->name);
    int result = xlsx_part_read(archive, sheet->part, XLSX_SHEET_MAX, &events, &reading, err);
    if (result == 0)
        result = sheetgrid_close(out, sheet->hidden, err);
    buf_free(&reading.text);
    buf_free(&reading.shown);
    buf_free(&reading.inline_string.buf);
    return result;
}
