/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jsontable: what the document is, and who reads it. */
#include "collector/decode/jsontable.h"

#include <ctype.h>
#include <string.h>

#include "core/buf.h"
#include "core/str.h"

#include "collector/decode/jsonckan.h"
#include "collector/decode/jsondash.h"
#include "collector/decode/jsonestat.h"
#include "collector/decode/jsonpointer.h"
#include "collector/decode/jsonrows.h"
#include "collector/decode/jsonsdmx.h"
#include "collector/decode/text.h"
#include "collector/jsondoc.h"

#define SEPARATOR '\x1e'
#define SEPARATOR_TEXT "\x1e"

/* What a publisher's replies look like. */
struct shape {
    bool (*recognise)(const struct jsondoc_value *root);
    /* Refuses what the publisher says went wrong; may find out->next. */
    int (*check)(const struct jsondoc_value *root, struct grids *out, struct err *err);
    int (*decode)(const struct jsondoc_value *root, struct grids *out, struct err *err);
    /* The rows as they stand, which a pointer may name as well; NULL = they are made up. A
     * reply without them is searched as any other. */
    const struct jsondoc_value *(*rows)(const struct jsondoc_value *root);
};

static const struct shape shapes[] = {
    {jsonestat_recognise, jsonestat_check, jsonestat_decode, NULL},
    {jsondash_recognise, jsondash_check, jsondash_decode, NULL},
    {jsonckan_recognise, jsonckan_check, jsonckan_decode, jsonckan_rows},
    {jsonsdmx_recognise, jsonsdmx_check, jsonsdmx_decode, NULL},
};

static const struct shape *find_shape(const struct jsondoc_value *root)
{
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
        if (shapes[i].recognise(root))
            return &shapes[i];
    return NULL;
}

/* --- any other document --- */

static int read_rows(const struct jsondoc_value *value, const char *pointer, struct grids *out,
                     struct err *err)
{
    return jsonrows_read(&(struct jsonrows_table){.value = value, .pointer = pointer}, out,
                         err);
}

static int refuse_tables(const char *why, const struct jsonpointer_tables *tables,
                         struct err *err)
{
    struct buf list;
    buf_init(&list, 300);
    for (size_t i = 0; i < tables->count && i < JSONPOINTER_TABLES_MAX; i++)
        (void)buf_printf(&list, "%s\"%s\" (%zu items)", i > 0 ? ", " : "",
                         tables->items[i].pointer, jsondoc_count(tables->items[i].array));
    bool cut = list.overflow || tables->count > JSONPOINTER_TABLES_MAX;
    (void)err_set(err, ERR_DATA, "%s: expected `rows` to name one of %s%s", why,
                  list.length > 0 ? buf_text(&list) : "none", cut ? " ..." : "");
    buf_free(&list);
    return -1;
}

static int search(const struct jsondoc_value *root, struct grids *out, struct err *err)
{
    struct jsonpointer_tables tables;
    struct jsonpointer_tables others;
    jsonpointer_tables(root, out->arena, &tables, &others);
    if (tables.count == 1)
        return read_rows(tables.items[0].array, tables.items[0].pointer, out, err);
    if (tables.count > 1)
        return refuse_tables("several arrays could be the table", &tables, err);
    if (others.count == 0 && jsondoc_kind(root) == JSONDOC_OBJECT)
        return read_rows(root, "", out, err);
    if (others.count > 0 && others.items[0].array == root && jsondoc_count(root) > 0)
        return read_rows(root, "", out, err);
    if (others.count > 0)
        return refuse_tables("no array holds objects or arrays", &others, err);
    return err_set(err, ERR_DATA, "the document is %s: expected an array or an object",
                   jsondoc_kind_name(root));
}

/* --- the document --- */

static int read_pointed(const struct jsondoc_value *root, const struct shape *shape,
                        const char *pointer, struct grids *out, struct err *err)
{
    const struct jsondoc_value *value = jsonpointer_resolve(root, pointer, err);
    if (value == NULL)
        return -1;
    if (shape != NULL && shape->rows != NULL && shape->rows(root) == value)
        return shape->decode(root, out, err);
    return read_rows(value, pointer, out, err);
}

static int read_root(const struct document *document, const struct jsondoc_value *root,
                     struct grids *out, struct err *err)
{
    const struct shape *shape = find_shape(root);
    if (shape != NULL && shape->check(root, out, err) != 0)
        return -1;
    if (!str_empty(document->rows))
        return read_pointed(root, shape, document->rows, out, err);
    if (shape != NULL && (shape->rows == NULL || shape->rows(root) != NULL))
        return shape->decode(root, out, err);
    return search(root, out, err);
}

static int read_text(const struct document *document, const char *text, size_t length,
                     struct grids *out, struct err *err)
{
    struct jsondoc *parsed = NULL;
    if (jsondoc_open(text, length, &parsed, err) != 0)
        return -1;
    int result = read_root(document, jsondoc_root(parsed), out, err);
    jsondoc_close(parsed);
    return result;
}

static int append_page(const struct document *document, const char *text, size_t length,
                       struct grids *out, struct err *err)
{
    struct grids page;
    grid_init(&page);
    int result = read_text(document, text, length, &page, err);
    if (result == 0)
        result = grid_append(out, &page, err);
    grid_free(&page);
    return result;
}

static int read_pages(const struct document *document, const struct buf *text,
                      struct grids *out, struct err *err)
{
    size_t pages = 0;
    int result = 0;
    for (const char *at = text->data; result == 0 && *at == SEPARATOR; pages++) {
        size_t length = strcspn(++at, SEPARATOR_TEXT);
        result = pages == 0 ? read_text(document, at, length, out, err)
                            : append_page(document, at, length, out, err);
        at += length;
    }
    return result == 0 ? 0 : err_prefix(err, "page %zu", pages);
}

bool jsontable_recognise(const struct document *document)
{
    const char *bytes = document->bytes;
    size_t from = 0;
    size_t to = document->length;
    while (from < to && isspace((unsigned char)bytes[from]))
        from++;
    while (to > from && isspace((unsigned char)bytes[to - 1]))
        to--;
    return to > from + 1 && ((bytes[from] == '{' && bytes[to - 1] == '}') ||
                             (bytes[from] == '[' && bytes[to - 1] == ']'));
}

int jsontable_decode(const struct document *document, struct grids *out, struct err *err)
{
    struct buf text;
    int result = text_open(document, out, &text, err);
    if (result == 0) {
        result = text.length > 0 && text.data[0] == SEPARATOR
                     ? read_pages(document, &text, out, err)
                     : read_text(document, buf_text(&text), text.length, out, err);
    }
    buf_free(&text);
    return result;
}
