/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_book: from the archive's relations to the workbook, from its relations to the sheets.
 */
#include "collector/decode/xlsx_book.h"

#include <string.h>

#include "core/str.h"

#include "collector/decode/xlsx.h"
#include "collector/decode/xlsx_part.h"

#define RELATIONS_MAX 10000

struct relation {
    const char *id;
    const char *type; /* the last part of its address */
    const char *part;
};

struct relations {
    struct arena *arena;
    const char *source;
    struct relation *items;
    size_t count;
};

/* --- relations --- */

static const char *last_part(const char *address)
{
    const char *slash = strrchr(address, '/');
    return slash == NULL ? address : slash + 1;
}

static int on_relation(void *context, const char *name, const char *const *attributes,
                       struct err *err)
{
    struct relations *relations = context;
    const char *id = markup_find(attributes, "Id");
    const char *type = markup_find(attributes, "Type");
    const char *target = markup_find(attributes, "Target");
    const char *mode = markup_find(attributes, "TargetMode");
    if (!str_equal(name, "Relationship") || id == NULL || type == NULL || target == NULL ||
        (mode != NULL && str_equal(mode, "External")))
        return 0;
    if (relations->count == RELATIONS_MAX)
        return err_set(err, ERR_DATA, "more than %d relations", RELATIONS_MAX);
    const char *part = xlsx_part_resolve(relations->arena, relations->source, target);
    relations->items[relations->count++] =
        (struct relation){.id = arena_strdup(relations->arena, id),
                          .type = arena_strdup(relations->arena, last_part(type)),
                          .part = part == NULL ? "" : part};
    return 0;
}

/* Those of a part; a part without relations has none. */
static int read_relations(struct archive *archive, const char *source, struct arena *arena,
                          struct relations *out, struct err *err)
{
    static const struct markup_events events = {on_relation, xlsx_part_no_end,
                                                xlsx_part_no_text};
    const char *part = xlsx_part_relations(arena, source);
    *out = (struct relations){.arena = arena, .source = source};
    if (!archive_has(archive, part))
        return 0;
    out->items = arena_alloc(arena, RELATIONS_MAX, sizeof *out->items);
    return xlsx_part_read(archive, part, XLSX_PART_MAX, &events, out, err);
}

static const char *find_by_type(const struct relations *relations, const char *type)
{
    for (size_t i = 0; i < relations->count; i++)
        if (str_equal(relations->items[i].type, type))
            return relations->items[i].part;
    return "";
}

static const struct relation *find_by_id(const struct relations *relations, const char *id)
{
    for (size_t i = 0; i < relations->count; i++)
        if (str_equal(relations->items[i].id, id))
            return &relations->items[i];
    return NULL;
}

/* --- the workbook --- */

struct reading {
    struct xlsx_book *book;
    struct arena *arena;
    struct relations relations;
    bool any; /* <workbook> was seen */
};

static int add_sheet(struct reading *reading, const char *const *attributes, struct err *err)
{
    struct xlsx_book *book = reading->book;
    const char *name = markup_find(attributes, "name");
    const char *id = markup_find(attributes, "id");
    const char *state = markup_find(attributes, "state");
    if (name == NULL || id == NULL)
        return err_set(err, ERR_DATA, "a sheet without name or relation");
    if (book->count == XLSX_SHEETS_MAX)
        return err_set(err, ERR_DATA, "more than %d sheets", XLSX_SHEETS_MAX);
    const struct relation *relation = find_by_id(&reading->relations, id);
    if (relation == NULL)
        return err_set(err, ERR_DATA, "sheet \"%.100s\" has no relation %.40s", name, id);
    book->sheets[book->count++] = (struct xlsx_book_sheet){
        .name = arena_strdup(reading->arena, name),
        .part = str_equal(relation->type, "worksheet") ? relation->part : NULL,
        .hidden = state != NULL && !str_equal(state, "visible")};
    return 0;
}

static int on_start(void *context, const char *name, const char *const *attributes,
                    struct err *err)
{
    struct reading *reading = context;
    reading->any = reading->any || str_equal(name, "workbook");
    if (str_equal(name, "workbookPr"))
        reading->book->since_1904 = xlsx_part_is_true(markup_find(attributes, "date1904"));
    if (str_equal(name, "sheet"))
        return add_sheet(reading, attributes, err);
    return 0;
}

int xlsx_book_read(struct archive *archive, struct arena *arena, struct xlsx_book *out,
                   struct err *err)
{
    static const struct markup_events events = {on_start, xlsx_part_no_end, xlsx_part_no_text};
    struct reading reading = {.book = out, .arena = arena};
    *out = (struct xlsx_book){.strings = "", .styles = ""};
    if (read_relations(archive, "", arena, &reading.relations, err) != 0)
        return -1;
    const char *part = find_by_type(&reading.relations, "officeDocument");
    if (*part == '\0')
        return err_set(err, ERR_DATA, "there is no workbook in the ZIP archive");
    if (read_relations(archive, part, arena, &reading.relations, err) != 0)
        return -1;
    out->part = part;
    out->sheets = arena_alloc(arena, XLSX_SHEETS_MAX, sizeof *out->sheets);
    if (xlsx_part_read(archive, part, XLSX_PART_MAX, &events, &reading, err) != 0)
        return -1;
    if (!reading.any)
        return err_set(err, ERR_DATA, "%.100s in the ZIP archive is no workbook", part);
    out->strings = find_by_type(&reading.relations, "sharedStrings");
    out->styles = find_by_type(&reading.relations, "styles");
    return 0;
}
