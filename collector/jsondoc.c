/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jsondoc: jansson behind a read-only view. Handles of this module are json_t in disguise. */
#include "collector/jsondoc.h"

#include <ctype.h>
#include <jansson.h>
#include <stdint.h>

#include "core/mem.h"

struct jsondoc {
    json_t *root;
};

static const struct jsondoc_value *wrap(const json_t *value)
{
    return (const struct jsondoc_value *)(const void *)value;
}

/* jansson takes some values non-const that it does not change. */
static json_t *unwrap(const struct jsondoc_value *value)
{
    return (json_t *)(uintptr_t)value;
}

/* jansson quotes the text it stopped at, line ends and all. */
static int refuse(const json_error_t *error, struct err *err)
{
    char text[JSON_ERROR_TEXT_LENGTH];
    size_t i = 0;
    for (; error->text[i] != '\0' && i + 1 < sizeof text; i++)
        text[i] = iscntrl((unsigned char)error->text[i]) ? ' ' : error->text[i];
    text[i] = '\0';
    return err_set(err, ERR_DATA, "line %d: %s", error->line, text);
}

int jsondoc_open(const char *text, size_t length, struct jsondoc **out, struct err *err)
{
    struct buf quoted;
    json_error_t error = {0};
    json_t *root = NULL;
    /* The shortest numbers, with a comma each, grow most: from two bytes to four. */
    buf_init(&quoted, length * 2 + 16);
    int result = jsondoc_quote(text, length, &quoted, err);
    if (result == 0) {
        root = json_loadb(buf_text(&quoted), quoted.length,
                          JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
        if (root == NULL)
            result = refuse(&error, err);
    }
    buf_free(&quoted);
    if (result != 0)
        return -1;
    *out = mem_calloc(1, sizeof **out);
    (*out)->root = root;
    return 0;
}

void jsondoc_close(struct jsondoc *document)
{
    if (document == NULL)
        return;
    json_decref(document->root);
    mem_free(document);
}

const struct jsondoc_value *jsondoc_root(const struct jsondoc *document)
{
    return wrap(document->root);
}

enum jsondoc_kind jsondoc_kind(const struct jsondoc_value *value)
{
    const json_t *json = unwrap(value);
    if (json_is_object(json))
        return JSONDOC_OBJECT;
    if (json_is_array(json))
        return JSONDOC_ARRAY;
    return json == NULL || json_is_null(json) ? JSONDOC_NULL : JSONDOC_TEXT;
}

const char *jsondoc_kind_name(const struct jsondoc_value *value)
{
    static const char *const names[] = {[JSONDOC_NULL] = "null",
                                        [JSONDOC_TEXT] = "a single value",
                                        [JSONDOC_ARRAY] = "an array",
                                        [JSONDOC_OBJECT] = "an object"};
    return names[jsondoc_kind(value)];
}

const char *jsondoc_text(const struct jsondoc_value *value)
{
    const json_t *json = unwrap(value);
    if (json_is_true(json))
        return "true";
    return json_is_false(json) ? "false" : json_string_value(json);
}

const struct jsondoc_value *jsondoc_get(const struct jsondoc_value *value, const char *key)
{
    return wrap(json_object_get(unwrap(value), key));
}

const char *jsondoc_get_text(const struct jsondoc_value *value, const char *key)
{
    return jsondoc_text(jsondoc_get(value, key));
}

size_t jsondoc_count(const struct jsondoc_value *value)
{
    const json_t *json = unwrap(value);
    return json_is_array(json) ? json_array_size(json) : json_object_size(json);
}

const struct jsondoc_value *jsondoc_item(const struct jsondoc_value *value, size_t index)
{
    return wrap(json_array_get(unwrap(value), index));
}

size_t jsondoc_list_count(const struct jsondoc_value *value)
{
    enum jsondoc_kind kind = jsondoc_kind(value);
    if (kind == JSONDOC_ARRAY)
        return jsondoc_count(value);
    return kind == JSONDOC_NULL ? 0 : 1;
}

const struct jsondoc_value *jsondoc_list_item(const struct jsondoc_value *value, size_t index)
{
    if (jsondoc_kind(value) == JSONDOC_ARRAY)
        return jsondoc_item(value, index);
    return index == 0 ? value : NULL;
}

bool jsondoc_next(const struct jsondoc_value *object, struct jsondoc_member *member)
{
    json_t *json = unwrap(object);
    member->at =
        member->at == NULL ? json_object_iter(json) : json_object_iter_next(json, member->at);
    if (member->at == NULL)
        return false;
    member->key = json_object_iter_key(member->at);
    member->value = wrap(json_object_iter_value(member->at));
    return true;
}
