/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spreadsheet: opening, and which cell an address or a name is; see spreadsheet.h. */
#include "collector/spreadsheet.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "collector/decode/sheetgrid.h"
#include "collector/decode/xlsx_part.h"
#include "collector/spreadsheet_part.h"
#include "core/mem.h"
#include "core/str.h"

#define CONTENT_TYPES "[Content_Types].xml"

static const char MAIN_TYPE[] =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

static int open_xml(struct spreadsheet *workbook, struct spreadsheet_xml *xml, struct err *err)
{
    if (xml->open)
        return 0;
    buf_init(&xml->bytes, SPREADSHEET_PART_MAX);
    xml->open = true;
    if (archive_read(workbook->archive, xml->name, &xml->bytes, err) != 0)
        return -1;
    if (splice_open(&xml->splice, buf_text(&xml->bytes), xml->bytes.length, workbook->arena,
                    err) != 0)
        return err_prefix(err, "%.100s", xml->name);
    return 0;
}

static void close_xml(struct spreadsheet_xml *xml)
{
    if (!xml->open)
        return;
    splice_close(&xml->splice);
    buf_free(&xml->bytes);
}

/* Excel opens no .xlsx whose workbook is of another type than its name says. */
static int check_type(const struct spreadsheet *workbook, struct err *err)
{
    const struct splice *types = &workbook->types.splice;
    for (size_t at = splice_child(types, 0, "Override"); at != SPLICE_NONE;
         at = splice_next(types, at, "Override")) {
        const char *part = splice_attribute(types, at, "PartName", NULL, NULL);
        const char *type = splice_attribute(types, at, "ContentType", NULL, NULL);
        if (part == NULL || type == NULL ||
            strcasecmp(part + (*part == '/' ? 1 : 0), workbook->book.part) != 0)
            continue;
        if (str_equal(type, MAIN_TYPE))
            return 0;
        return err_set(err, ERR_DATA, "the workbook is %s, expected one saved as .xlsx",
                       strstr(type, "macroEnabled") != NULL ? "one with macros (.xlsm)"
                       : strstr(type, "template") != NULL   ? "a template of Excel (.xltx)"
                                                            : "of another kind");
    }
    return err_set(err, ERR_DATA, "the workbook does not say its type, expected an .xlsx");
}

static int open_parts(struct spreadsheet *workbook, struct err *err)
{
    struct arena *arena = workbook->arena;
    if (archive_has(workbook->archive, "_xmlsignatures/origin.sigs"))
        return err_set(err, ERR_DATA, "it is signed, and filling it in would break that");
    if (xlsx_book_read(workbook->archive, arena, &workbook->book, err) != 0)
        return -1;
    workbook->xml.name = workbook->book.part;
    workbook->relations.name = xlsx_part_relations(arena, workbook->book.part);
    workbook->types.name = CONTENT_TYPES;
    if (open_xml(workbook, &workbook->xml, err) != 0 ||
        open_xml(workbook, &workbook->relations, err) != 0 ||
        open_xml(workbook, &workbook->types, err) != 0 || check_type(workbook, err) != 0)
        return -1;
    if (*workbook->book.strings != '\0' &&
        xlsx_strings_read(&workbook->strings, workbook->archive, workbook->book.strings, arena,
                          err) != 0)
        return -1;
    workbook->sheets = arena_alloc(arena, workbook->book.count, sizeof *workbook->sheets);
    for (size_t i = 0; i < workbook->book.count; i++)
        workbook->sheets[i].xml.name = workbook->book.sheets[i].part;
    return xlsx_styles_read(&workbook->styles, workbook->archive, workbook->book.styles, arena,
                            err);
}

int spreadsheet_open(const void *bytes, size_t length, struct arena *arena,
                     struct spreadsheet **out, struct err *err)
{
    if (length < 4 || memcmp(bytes, "PK\3\4", 4) != 0)
        return err_set(err, ERR_DATA,
                       length >= 4 && memcmp(bytes, "\xD0\xCF\x11\xE0", 4) == 0
                           ? "an old Excel workbook (.xls) or an encrypted one, expected an "
                             ".xlsx"
                           : "no Excel workbook, expected an .xlsx");
    struct spreadsheet *workbook = mem_calloc(1, sizeof *workbook);
    workbook->bytes = bytes;
    workbook->length = length;
    workbook->arena = arena;
    if (archive_open(bytes, length, &workbook->archive, err) != 0 ||
        open_parts(workbook, err) != 0) {
        spreadsheet_close(workbook);
        return -1;
    }
    *out = workbook;
    return 0;
}

void spreadsheet_close(struct spreadsheet *workbook)
{
    if (workbook == NULL)
        return;
    for (size_t i = 0; workbook->sheets != NULL && i < workbook->book.count; i++)
        close_xml(&workbook->sheets[i].xml);
    close_xml(&workbook->xml);
    close_xml(&workbook->relations);
    close_xml(&workbook->types);
    xlsx_strings_free(&workbook->strings);
    xlsx_styles_free(&workbook->styles);
    archive_close(workbook->archive);
    mem_free(workbook->puts);
    mem_free(workbook);
}

int spreadsheet_part_sheet(struct spreadsheet *workbook, size_t sheet, struct err *err)
{
    struct spreadsheet_sheet *one = &workbook->sheets[sheet];
    if (one->xml.open)
        return 0;
    if (open_xml(workbook, &one->xml, err) != 0)
        return -1;
    one->data = splice_child(&one->xml.splice, 0, "sheetData");
    return one->data != SPLICE_NONE
               ? 0
               : err_set(err, ERR_DATA, "%.100s has no cells", one->xml.name);
}

/* --- which cell --- */

/* The sheets that are seen, for whoever must choose one. */
static size_t count_visible(const struct spreadsheet *workbook, size_t *first,
                            struct buf *names)
{
    size_t count = 0;
    for (size_t i = workbook->book.count; i-- > 0;) {
        const struct xlsx_book_sheet *sheet = &workbook->book.sheets[i];
        if (sheet->part == NULL || sheet->hidden)
            continue;
        *first = i;
        count++;
    }
    for (size_t i = 0, told = 0; i < workbook->book.count; i++) {
        const struct xlsx_book_sheet *sheet = &workbook->book.sheets[i];
        if (sheet->part != NULL && !sheet->hidden)
            (void)buf_printf(names, "%s%.100s", told++ > 0 ? ", " : "", sheet->name);
    }
    return count;
}

static int find_only(const struct spreadsheet *workbook, size_t *out, struct err *err)
{
    enum { NAMES_MAX = 300 };
    struct buf names;
    buf_init(&names, NAMES_MAX);
    size_t count = count_visible(workbook, out, &names);
    int result = count == 1
                     ? 0
                     : err_set(err, ERR_CONFIG,
                               "the workbook has %zu visible sheets, expected SHEET!CELL (%s)",
                               count, buf_text(&names));
    buf_free(&names);
    return result;
}

bool spreadsheet_part_find(const struct spreadsheet *workbook, const char *name, size_t *out)
{
    for (size_t i = 0; i < workbook->book.count; i++) {
        if (workbook->book.sheets[i].part != NULL &&
            strcasecmp(workbook->book.sheets[i].name, name) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

/* The name of a sheet before the !, without its quotes; NULL when there is none. *cell is what
 * stands behind. */
static const char *split_sheet(struct arena *arena, const char *reference, const char **cell)
{
    const char *mark = strrchr(reference, '!');
    *cell = mark == NULL ? reference : mark + 1;
    if (mark == NULL)
        return NULL;
    size_t length = (size_t)(mark - reference);
    if (length < 2 || *reference != '\'' || mark[-1] != '\'')
        return arena_strndup(arena, reference, length);
    char *name = arena_alloc(arena, length, 1);
    size_t to = 0;
    for (const char *at = reference + 1; at < mark - 1; at++) {
        name[to++] = *at;
        if (*at == '\'' && at[1] == '\'' && at + 1 < mark - 1)
            at++;
    }
    return name;
}

static bool read_range(const char *text, struct spreadsheet_range *out)
{
    if (!sheetgrid_address(&text, &out->top, &out->left))
        return false;
    out->bottom = out->top;
    out->right = out->left;
    if (*text == ':' && (text++, !sheetgrid_address(&text, &out->bottom, &out->right)))
        return false;
    return *text == '\0' && out->bottom >= out->top && out->right >= out->left;
}

bool spreadsheet_part_range(const struct spreadsheet *workbook, const char *reference,
                            struct spreadsheet_range *out)
{
    const char *cell = NULL;
    const char *name = split_sheet(workbook->arena, reference, &cell);
    return name != NULL && spreadsheet_part_find(workbook, name, &out->sheet) &&
           read_range(cell, out);
}

const char *spreadsheet_part_reference(const struct spreadsheet *workbook,
                                       struct spreadsheet_place place)
{
    char cell[SHEETGRID_PLACE_SIZE];
    sheetgrid_place(place.row, place.column, cell);
    size_t letters = strcspn(cell, "0123456789");
    const char *name = workbook->book.sheets[place.sheet].name;
    char *doubled = arena_alloc(workbook->arena, 2 * strlen(name) + 1, 1);
    for (size_t to = 0; *name != '\0'; name++) {
        doubled[to++] = *name;
        if (*name == '\'')
            doubled[to++] = '\'';
    }
    return arena_printf(workbook->arena, "'%s'!$%.*s$%s", doubled, (int)letters, cell,
                        cell + letters);
}

const char *spreadsheet_place(const struct spreadsheet *workbook,
                              struct spreadsheet_place place)
{
    char cell[SHEETGRID_PLACE_SIZE];
    sheetgrid_place(place.row, place.column, cell);
    return arena_printf(workbook->arena, "%s!%s", workbook->book.sheets[place.sheet].name,
                        cell);
}

int spreadsheet_find_cell(struct spreadsheet *workbook, const char *address,
                          struct spreadsheet_place *out, struct err *err)
{
    struct spreadsheet_range range = {0};
    const char *cell = NULL;
    const char *name = split_sheet(workbook->arena, address, &cell);
    if (!read_range(cell, &range) || range.bottom != range.top || range.right != range.left)
        return err_set(err, ERR_CONFIG, "\"%.60s\" is no cell, expected one such as B3",
                       address);
    if (name == NULL && find_only(workbook, &range.sheet, err) != 0)
        return -1;
    if (name != NULL && !spreadsheet_part_find(workbook, name, &range.sheet))
        return err_set(err, ERR_CONFIG, "the workbook has no sheet \"%.100s\"", name);
    *out = (struct spreadsheet_place){range.sheet, range.top, range.left};
    return 0;
}

/* --- names --- */

/* Those of a single sheet stand back behind those of the workbook. */
static const char *find_defined(struct spreadsheet *workbook, const char *name)
{
    const struct splice *xml = &workbook->xml.splice;
    const char *found = NULL;
    size_t names = splice_child(xml, 0, "definedNames");
    if (names == SPLICE_NONE)
        return NULL;
    for (size_t at = splice_child(xml, names, "definedName"); at != SPLICE_NONE;
         at = splice_next(xml, at, "definedName")) {
        const char *there = splice_attribute(xml, at, "name", NULL, NULL);
        bool local = splice_attribute(xml, at, "localSheetId", NULL, NULL) != NULL;
        if (there != NULL && strcasecmp(there, name) == 0 && (found == NULL || !local))
            found = splice_text(xml, at);
    }
    return found;
}

static bool is_merged(struct spreadsheet *workbook, const struct spreadsheet_range *range)
{
    const struct splice *xml = &workbook->sheets[range->sheet].xml.splice;
    size_t merges = splice_child(xml, 0, "mergeCells");
    if (merges == SPLICE_NONE)
        return false;
    for (size_t at = splice_child(xml, merges, "mergeCell"); at != SPLICE_NONE;
         at = splice_next(xml, at, "mergeCell")) {
        const char *reference = splice_attribute(xml, at, "ref", NULL, NULL);
        struct spreadsheet_range merged = {.sheet = range->sheet};
        if (reference != NULL && read_range(reference, &merged) &&
            memcmp(&merged, range, sizeof merged) == 0)
            return true;
    }
    return false;
}

int spreadsheet_find_name(struct spreadsheet *workbook, const char *name,
                          struct spreadsheet_place *out, struct err *err)
{
    struct spreadsheet_range range = {0};
    const char *reference = find_defined(workbook, name);
    if (reference == NULL)
        return err_set(err, ERR_CONFIG, "the workbook has no name \"%.100s\"", name);
    if (strstr(reference, "#REF!") != NULL || strstr(reference, "#ref!") != NULL)
        return err_set(err, ERR_CONFIG, "the cells of the name \"%.100s\" are gone (#REF!)",
                       name);
    if (!spreadsheet_part_range(workbook, reference, &range))
        return err_set(err, ERR_CONFIG,
                       "the name \"%.100s\" stands for %.100s, expected one cell", name,
                       reference);
    if (spreadsheet_part_sheet(workbook, range.sheet, err) != 0)
        return -1;
    bool one = range.top == range.bottom && range.left == range.right;
    if (!one && !is_merged(workbook, &range))
        return err_set(err, ERR_CONFIG,
                       "the name \"%.100s\" stands for %.100s, several cells that are not "
                       "merged, expected one cell",
                       name, reference);
    *out = (struct spreadsheet_place){range.sheet, range.top, range.left};
    return 0;
}
