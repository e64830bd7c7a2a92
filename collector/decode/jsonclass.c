/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jsonclass: see jsonclass.h. */
#include "collector/decode/jsonclass.h"

#include <stdlib.h>
#include <string.h>

#include "core/str.h"

const char *jsonclass_text(const struct jsondoc_value *element)
{
    const char *text = jsondoc_text(element);
    return text != NULL ? text : jsondoc_get_text(element, "$");
}

static const char *copy(struct arena *arena, const char *text)
{
    return str_empty(text) ? "" : arena_strdup(arena, text);
}

static int compare_codes(const void *left, const void *right)
{
    const struct jsonclass_code *a = left;
    const struct jsonclass_code *b = right;
    return strcmp(a->code, b->code);
}

static void read_codes(const struct jsondoc_value *list, struct arena *arena,
                       struct jsonclass *out)
{
    out->count = jsondoc_list_count(list);
    out->codes = arena_alloc(arena, out->count, sizeof *out->codes);
    for (size_t i = 0; i < out->count; i++) {
        const struct jsondoc_value *code = jsondoc_list_item(list, i);
        const char *name = jsondoc_get_text(code, "@name");
        out->codes[i] = (struct jsonclass_code){
            .code = copy(arena, jsondoc_get_text(code, "@code")),
            .name = copy(arena, name != NULL ? name : jsondoc_get_text(code, "$")),
            .unit = copy(arena, jsondoc_get_text(code, "@unit"))};
    }
    if (out->count > 0)
        qsort(out->codes, out->count, sizeof *out->codes, compare_codes);
}

int jsonclass_read(const struct jsondoc_value *class_inf, struct arena *arena,
                   struct jsonclass out[JSONCLASS_MAX], size_t *count, struct err *err)
{
    const struct jsondoc_value *objects = jsondoc_get(class_inf, "CLASS_OBJ");
    *count = jsondoc_list_count(objects);
    if (*count > JSONCLASS_MAX)
        return err_set(err, ERR_DATA, "CLASS_INF has %zu class objects, at most %d", *count,
                       JSONCLASS_MAX);
    for (size_t i = 0; i < *count; i++) {
        const struct jsondoc_value *object = jsondoc_list_item(objects, i);
        out[i].id = copy(arena, jsondoc_get_text(object, "@id"));
        out[i].name = copy(arena, jsondoc_get_text(object, "@name"));
        read_codes(jsondoc_get(object, "CLASS"), arena, &out[i]);
    }
    return 0;
}

const struct jsonclass_code *jsonclass_find(const struct jsonclass *class, const char *code)
{
    const struct jsonclass_code key = {.code = code};
    if (code == NULL || class->count == 0)
        return NULL;
    return bsearch(&key, class->codes, class->count, sizeof key, compare_codes);
}

bool jsonclass_has_units(const struct jsonclass *class)
{
    for (size_t i = 0; i < class->count; i++)
        if (*class->codes[i].unit != '\0')
            return true;
    return false;
}
