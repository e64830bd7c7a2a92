/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_styles: formats by id first, then the cell styles that name them. */
#include "collector/decode/xlsx_styles.h"

#include <stdbool.h>
#include <stdint.h>

#include "core/mem.h"
#include "core/str.h"

#include "collector/decode/xlsx.h"
#include "collector/decode/xlsx_part.h"

#define IDS 256 /* ids are small numbers; larger ones are looked for */

struct entry {
    int64_t id;
    const struct cellformat *format;
};

struct reading {
    struct xlsx_styles *styles;
    struct arena *arena;
    struct entry *entries;
    size_t count;
    size_t capacity;
    const struct cellformat *known[IDS];
    bool formats; /* within <numFmts> */
    bool cells;   /* within <cellXfs> */
};

static int64_t read_id(const char *text)
{
    int64_t id = 0;
    return text != NULL && str_integer(text, 0, INT32_MAX, &id) ? id : 0;
}

static int add_format(struct reading *reading, const char *const *attributes, struct err *err)
{
    int64_t id = read_id(markup_find(attributes, "numFmtId"));
    const char *code = markup_find(attributes, "formatCode");
    if (code == NULL)
        return 0;
    if (reading->count == XLSX_FORMATS_MAX)
        return err_set(err, ERR_DATA, "more than %d number formats", XLSX_FORMATS_MAX);
    reading->entries = mem_grow(reading->entries, reading->count, &reading->capacity,
                                sizeof *reading->entries);
    const struct cellformat *format = cellformat_compile(reading->arena, code);
    reading->entries[reading->count++] = (struct entry){id, format};
    if (id < IDS)
        reading->known[id] = format;
    return 0;
}

static const struct cellformat *find_format(struct reading *reading, int64_t id)
{
    for (size_t i = 0; id >= IDS && i < reading->count; i++)
        if (reading->entries[i].id == id)
            return reading->entries[i].format;
    if (id >= IDS)
        return reading->styles->general;
    if (reading->known[id] == NULL) {
        const char *code = cellformat_builtin((long)id);
        reading->known[id] =
            code == NULL ? reading->styles->general : cellformat_compile(reading->arena, code);
    }
    return reading->known[id];
}

static int add_style(struct reading *reading, const char *const *attributes, struct err *err)
{
    struct xlsx_styles *styles = reading->styles;
    if (styles->count == XLSX_STYLES_MAX)
        return err_set(err, ERR_DATA, "more than %d cell styles", XLSX_STYLES_MAX);
    styles->items = mem_grow((void *)styles->items, styles->count, &styles->capacity,
                             sizeof *styles->items);
    styles->items[styles->count++] =
        find_format(reading, read_id(markup_find(attributes, "numFmtId")));
    return 0;
}

/* <numFmt> and <xf> mean something else in other lists (dxfs, cellStyleXfs). */
static int on_start(void *context, const char *name, const char *const *attributes,
                    struct err *err)
{
    struct reading *reading = context;
    if (reading->formats && str_equal(name, "numFmt"))
        return add_format(reading, attributes, err);
    if (reading->cells && str_equal(name, "xf"))
        return add_style(reading, attributes, err);
    reading->formats = reading->formats || str_equal(name, "numFmts");
    reading->cells = reading->cells || str_equal(name, "cellXfs");
    return 0;
}

static int on_end(void *context, const char *name, struct err *err)
{
    struct reading *reading = context;
    (void)err;
    reading->formats = reading->formats && !str_equal(name, "numFmts");
    reading->cells = reading->cells && !str_equal(name, "cellXfs");
    return 0;
}

int xlsx_styles_read(struct xlsx_styles *styles, struct archive *archive, const char *part,
                     struct arena *arena, struct err *err)
{
    static const struct markup_events events = {on_start, on_end, xlsx_part_no_text};
    struct reading *reading = mem_calloc(1, sizeof *reading);
    reading->styles = styles;
    reading->arena = arena;
    styles->general = cellformat_compile(arena, "General");
    int result = *part == '\0'
                     ? 0
                     : xlsx_part_read(archive, part, XLSX_PART_MAX, &events, reading, err);
    mem_free(reading->entries);
    mem_free(reading);
    return result;
}

void xlsx_styles_free(struct xlsx_styles *styles)
{
    mem_free((void *)styles->items);
    *styles = (struct xlsx_styles){0};
}

const struct cellformat *xlsx_styles_format(const struct xlsx_styles *styles, long style)
{
    if (style < 0 || (size_t)style >= styles->count)
        return styles->general;
    return styles->items[style];
}
