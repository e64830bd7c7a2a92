/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_strings: see xlsx_strings.h. */
#include "collector/decode/xlsx_strings.h"

#include <stdbool.h>

#include "core/mem.h"
#include "core/str.h"

#include "collector/decode/xlsx.h"
#include "collector/decode/xlsx_part.h"
#include "collector/decode/xlsx_text.h"

struct reading {
    struct xlsx_strings *strings;
    struct arena *arena;
    struct xlsx_text text;
    bool inside; /* <si> */
};

static int on_start(void *context, const char *name, const char *const *attributes,
                    struct err *err)
{
    struct reading *reading = context;
    (void)attributes;
    (void)err;
    if (reading->inside)
        xlsx_text_start(&reading->text, name);
    else
        reading->inside = str_equal(name, "si");
    return 0;
}

static int on_end(void *context, const char *name, struct err *err)
{
    struct reading *reading = context;
    struct xlsx_strings *strings = reading->strings;
    if (!reading->inside)
        return 0;
    xlsx_text_end(&reading->text, name);
    if (!str_equal(name, "si"))
        return 0;
    if (strings->count == XLSX_STRINGS_MAX)
        return err_set(err, ERR_DATA, "more than %d shared strings", XLSX_STRINGS_MAX);
    strings->items = mem_grow((void *)strings->items, strings->count, &strings->capacity,
                              sizeof *strings->items);
    strings->items[strings->count++] = xlsx_text_take(&reading->text, reading->arena);
    reading->inside = false;
    return 0;
}

static int on_text(void *context, const char *text, size_t length, struct err *err)
{
    struct reading *reading = context;
    return xlsx_text_add(&reading->text, text, length, err);
}

int xlsx_strings_read(struct xlsx_strings *strings, struct archive *archive, const char *part,
                      struct arena *arena, struct err *err)
{
    static const struct markup_events events = {on_start, on_end, on_text};
    struct reading reading = {.strings = strings, .arena = arena};
    xlsx_text_init(&reading.text);
    int result = xlsx_part_read(archive, part, XLSX_TEXTS_MAX, &events, &reading, err);
    buf_free(&reading.text.buf);
    return result;
}

void xlsx_strings_free(struct xlsx_strings *strings)
{
    mem_free((void *)strings->items);
    *strings = (struct xlsx_strings){0};
}
