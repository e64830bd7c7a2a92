/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spreadsheet: the sheet that people do not see, and the whole written again; see
 * spreadsheet.h. */
#include "collector/spreadsheet.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "collector/decode/sheetgrid.h"
#include "collector/decode/xlsx_part.h"
#include "collector/spreadsheet_part.h"
#include "core/mem.h"
#include "core/str.h"

#define LINES_MAX 2000
#define SHEET_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"

/* --- the hidden sheet, read --- */

/* The formula leads in the first column, the texts stand behind it. */
static int read_line(struct spreadsheet *workbook, size_t sheet, long row,
                     struct spreadsheet_line *out, bool *any, struct err *err)
{
    struct spreadsheet_cell cell;
    struct spreadsheet_range range;
    *any = false;
    for (long column = 1; column <= SPREADSHEET_LINE_TEXTS + 1; column++) {
        struct spreadsheet_place place = {sheet, row, column};
        if (spreadsheet_read(workbook, place, &cell, err) != 0)
            return -1;
        if (column > 1)
            out->texts[column - 2] = cell.text;
        else if (cell.formula != NULL &&
                 spreadsheet_part_range(workbook, cell.formula, &range)) {
            out->leads = true;
            out->place = (struct spreadsheet_place){range.sheet, range.top, range.left};
        }
        *any = *any || *cell.text != '\0' || cell.formula != NULL;
    }
    return 0;
}

int spreadsheet_read_lines(struct spreadsheet *workbook, const char *name,
                           struct spreadsheet_line **lines, size_t *count, struct err *err)
{
    size_t sheet = 0;
    bool any = true;
    *count = 0;
    if (!spreadsheet_part_find(workbook, name, &sheet))
        return 0;
    *lines = arena_alloc(workbook->arena, LINES_MAX, sizeof **lines);
    while (any && *count < LINES_MAX) {
        if (read_line(workbook, sheet, (long)*count + 1, *lines + *count, &any, err) != 0)
            return -1;
        *count += any ? 1 : 0;
    }
    return 0;
}

/* --- the hidden sheet, written --- */

static void put_text(struct spreadsheet *workbook, struct buf *out, long row, long column,
                     const char *text)
{
    char place[SHEETGRID_PLACE_SIZE];
    if (str_empty(text))
        return;
    sheetgrid_place(row, column, place);
    (void)buf_printf(out,
                     "<c r=\"%s\" t=\"inlineStr\"><is><t xml:space=\"preserve\">%s</t></is>"
                     "</c>",
                     place, splice_escape(workbook->arena, text));
}

/* As the workbook's own: it differs between the two dialects. */
static const char *main_space(struct spreadsheet *workbook)
{
    const struct splice *xml = &workbook->xml.splice;
    const char *name = *xml->prefix == '\0'
                           ? "xmlns"
                           : arena_printf(workbook->arena, "xmlns:%.*s",
                                          (int)strlen(xml->prefix) - 1, xml->prefix);
    const char *space = splice_attribute(xml, 0, name, NULL, NULL);
    return splice_escape(workbook->arena, space == NULL ? "" : space);
}

static const char *print_lines(struct spreadsheet *workbook,
                               const struct spreadsheet_line *lines, size_t count)
{
    struct buf out;
    buf_init(&out, SPREADSHEET_PART_MAX);
    (void)buf_printf(&out,
                     "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                     "<worksheet xmlns=\"%s\"><sheetData>",
                     main_space(workbook));
    for (size_t i = 0; i < count; i++) {
        (void)buf_printf(&out, "<row r=\"%zu\">", i + 1);
        if (lines[i].leads)
            (void)buf_printf(&out, "<c r=\"A%zu\" t=\"str\"><f>%s</f></c>", i + 1,
                             splice_escape(workbook->arena, spreadsheet_part_reference(
                                                                workbook, lines[i].place)));
        for (long k = 0; k < SPREADSHEET_LINE_TEXTS; k++)
            put_text(workbook, &out, (long)i + 1, k + 2, lines[i].texts[k]);
        (void)buf_puts(&out, "</row>");
    }
    (void)buf_puts(&out, "</sheetData></worksheet>");
    return buf_keep(&out, workbook->arena);
}

/* --- the workbook's own parts --- */

static const char *without_slash(const char *part)
{
    return part + (*part == '/' ? 1 : 0);
}

/* The relation of any sheet says the type: it differs between the two dialects. */
static const char *relation_type(const struct splice *relations)
{
    for (size_t at = splice_child(relations, 0, "Relationship"); at != SPLICE_NONE;
         at = splice_next(relations, at, "Relationship")) {
        const char *type = splice_attribute(relations, at, "Type", NULL, NULL);
        if (type != NULL && str_ends(type, "/worksheet"))
            return type;
    }
    return "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
}

/* The namespace of r:id is the type of a relation without its last part. It is declared here:
 * others declare it at each sheet, or under another prefix. */
static const char *relation_space(struct arena *arena, const char *type)
{
    return arena_strndup(arena, type, strlen(type) - strlen("/worksheet"));
}

static int add_sheet(struct spreadsheet *workbook, const char *name, const char *part,
                     struct err *err)
{
    struct splice *xml = &workbook->xml.splice;
    struct arena *arena = workbook->arena;
    int64_t most = 0;
    bool any = false;
    size_t sheets = splice_child(xml, 0, "sheets");
    for (size_t at = sheets == SPLICE_NONE ? sheets : splice_child(xml, sheets, "sheet");
         at != SPLICE_NONE; at = splice_next(xml, at, "sheet")) {
        const char *id = splice_attribute(xml, at, "sheetId", NULL, NULL);
        int64_t number = 0;
        if (id != NULL && str_integer(id, 1, INT32_MAX - 1, &number) && number > most)
            most = number;
        any = true;
    }
    if (!any)
        return err_set(err, ERR_DATA, "the workbook has no sheets");
    struct splice *relations = &workbook->relations.splice;
    const char *type = relation_type(relations);
    splice_append(xml, sheets,
                  arena_printf(arena,
                               "<%ssheet xmlns:r=\"%s\" name=\"%s\" sheetId=\"%" PRId64
                               "\" state=\"veryHidden\" r:id=\"rIdShihyo\"/>",
                               xml->prefix, relation_space(arena, type), name, most + 1));
    splice_append(relations, 0,
                  arena_printf(arena,
                               "<%sRelationship Id=\"rIdShihyo\" Type=\"%s\" "
                               "Target=\"/%s\"/>",
                               relations->prefix, type, part));
    struct splice *types = &workbook->types.splice;
    splice_append(types, 0,
                  arena_printf(arena,
                               "<%sOverride PartName=\"/%s\" ContentType=\"" SHEET_TYPE "\"/>",
                               types->prefix, part));
    return 0;
}

/* What the schema has before <calcPr>, from the last on. */
static void compute_anew(struct spreadsheet *workbook)
{
    static const char *const before[] = {"definedNames", "externalReferences",
                                         "functionGroups", "sheets"};
    struct splice *xml = &workbook->xml.splice;
    size_t own = splice_child(xml, 0, "calcPr");
    if (own != SPLICE_NONE) {
        splice_set(xml, own, "fullCalcOnLoad", "1");
        return;
    }
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        size_t at = splice_child(xml, 0, before[i]);
        if (at == SPLICE_NONE)
            continue;
        size_t end = xml->elements[at].end;
        splice_replace(
            xml, end, end,
            arena_printf(workbook->arena, "<%scalcPr fullCalcOnLoad=\"1\"/>", xml->prefix));
        return;
    }
}

/* --- all of it --- */

static int compare_puts(const void *a, const void *b)
{
    const struct spreadsheet_place *one = &((const struct spreadsheet_put *)a)->place;
    const struct spreadsheet_place *other = &((const struct spreadsheet_put *)b)->place;
    if (one->sheet != other->sheet)
        return one->sheet < other->sheet ? -1 : 1;
    if (one->row != other->row)
        return one->row < other->row ? -1 : 1;
    return one->column < other->column ? -1 : one->column > other->column ? 1 : 0;
}

/* The XML with its edits as an entry of the archive, if there are any. */
static int print_xml(struct spreadsheet *workbook, struct spreadsheet_xml *xml,
                     struct archive_entry *entries, size_t *count, struct err *err)
{
    struct buf out;
    if (!xml->open || xml->splice.edit_count == 0)
        return 0;
    buf_init(&out, 2 * SPREADSHEET_PART_MAX);
    int result = splice_write(&xml->splice, &out, err);
    if (result == 0)
        entries[(*count)++] = (struct archive_entry){
            .name = without_slash(xml->name),
            .bytes = arena_strndup(workbook->arena, buf_text(&out), out.length),
            .length = out.length};
    buf_free(&out);
    return result;
}

/* What a formula last came to is not so any more: whoever opens the file computes it, or shows
 * none; LibreOffice does not heed fullCalcOnLoad. */
static void forget_results(struct spreadsheet *workbook, size_t sheet)
{
    struct splice *xml = &workbook->sheets[sheet].xml.splice;
    for (size_t at = workbook->sheets[sheet].data; at < xml->count; at++) {
        size_t begin = 0;
        size_t end = 0;
        if (!splice_is(xml, at, "f") || !splice_is(xml, xml->elements[at].parent, "c"))
            continue;
        size_t cell = xml->elements[at].parent;
        size_t value = splice_child(xml, cell, "v");
        if (value == SPLICE_NONE)
            continue;
        splice_replace(xml, xml->elements[value].begin, xml->elements[value].end, "");
        if (splice_attribute(xml, cell, "t", &begin, &end) != NULL)
            splice_replace(xml, begin, end, "");
    }
}

static int forget_all(struct spreadsheet *workbook, const char *hidden, struct err *err)
{
    for (size_t i = 0; i < workbook->book.count; i++) {
        if (workbook->book.sheets[i].part == NULL ||
            strcasecmp(workbook->book.sheets[i].name, hidden) == 0)
            continue;
        if (spreadsheet_part_sheet(workbook, i, err) != 0)
            return -1;
        forget_results(workbook, i);
    }
    return 0;
}

static int print_sheets(struct spreadsheet *workbook, struct archive_entry *entries,
                        size_t *count, struct err *err)
{
    if (workbook->put_count > 1)
        qsort(workbook->puts, workbook->put_count, sizeof *workbook->puts, compare_puts);
    for (size_t i = 0; i < workbook->book.count; i++) {
        spreadsheet_part_apply(workbook, i);
        if (print_xml(workbook, &workbook->sheets[i].xml, entries, count, err) != 0)
            return -1;
    }
    return 0;
}

/* A name of its own in the folder of the first sheet. */
static const char *new_part(const struct spreadsheet *workbook)
{
    const char *first = "xl/worksheets/";
    for (size_t i = 0; i < workbook->book.count; i++) {
        if (workbook->book.sheets[i].part != NULL) {
            first = without_slash(workbook->book.sheets[i].part);
            break;
        }
    }
    const char *slash = strrchr(first, '/');
    size_t folder = slash == NULL ? 0 : (size_t)(slash - first) + 1;
    return arena_printf(workbook->arena, "%.*sshihyo.xml", (int)folder, first);
}

int spreadsheet_save(struct spreadsheet *workbook, const char *name,
                     const struct spreadsheet_line *lines, size_t count, int64_t now,
                     struct buf *out, struct err *err)
{
    enum { OWN = 4 };
    size_t hidden = 0;
    size_t entry_count = 0;
    struct archive_entry *entries =
        arena_alloc(workbook->arena, workbook->book.count + OWN, sizeof *entries);
    bool there = spreadsheet_part_find(workbook, name, &hidden);
    const char *part =
        there ? without_slash(workbook->book.sheets[hidden].part) : new_part(workbook);
    const char *text = print_lines(workbook, lines, count);
    if (!there && archive_has(workbook->archive, part))
        return err_set(err, ERR_DATA, "the workbook holds a part %s of its own", part);
    if (!there && add_sheet(workbook, name, part, err) != 0)
        return -1;
    compute_anew(workbook);
    if (forget_all(workbook, name, err) != 0 ||
        print_sheets(workbook, entries, &entry_count, err) != 0 ||
        print_xml(workbook, &workbook->xml, entries, &entry_count, err) != 0 ||
        print_xml(workbook, &workbook->relations, entries, &entry_count, err) != 0 ||
        print_xml(workbook, &workbook->types, entries, &entry_count, err) != 0)
        return -1;
    entries[entry_count++] =
        (struct archive_entry){.name = part, .bytes = text, .length = strlen(text)};
    return archive_rewrite(workbook->bytes, workbook->length, entries, entry_count, now, out,
                           err);
}
