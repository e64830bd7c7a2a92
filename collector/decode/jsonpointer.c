/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jsonpointer: steps down a document. */
#include "collector/decode/jsonpointer.h"

#include <string.h>

#include "core/buf.h"
#include "core/str.h"

#define TOKEN_MAX 1024
#define POINTER_MAX 512 /* in messages */
#define SHOWN_SIZE 80

/* --- resolving --- */

/* The reference token at *at (behind its slash), which moves behind it. */
static int take_token(const char **at, struct buf *out, struct err *err)
{
    buf_reset(out);
    const char *p = *at;
    for (; *p != '\0' && *p != '/'; p++) {
        char c = *p;
        if (c == '~') {
            c = p[1] == '0' ? '~' : '/';
            if (p[1] != '0' && p[1] != '1')
                return err_set(err, ERR_CONFIG,
                               "rows: a ~ in a JSON pointer is written ~0, a / in a key ~1");
            p++;
        }
        (void)buf_putc(out, c);
    }
    *at = p;
    return out->overflow ? err_set(err, ERR_CONFIG, "rows: a key is too long") : 0;
}

/* An index has no sign and no zeros in front. */
static const struct jsondoc_value *find_item(const struct jsondoc_value *array,
                                             const char *token)
{
    int64_t index = 0;
    if ((token[0] == '0' && token[1] != '\0') || strspn(token, "0123456789") == 0 ||
        !str_integer(token, 0, INT32_MAX, &index))
        return NULL;
    return jsondoc_item(array, (size_t)index);
}

/* What is there instead: "a", "b" ... */
static void refuse_step(const char *pointer, size_t length, const struct jsondoc_value *at,
                        struct err *err)
{
    struct buf list;
    struct jsondoc_member member = {0};
    buf_init(&list, 200);
    while (!list.overflow && jsondoc_next(at, &member))
        (void)buf_printf(&list, "%s\"%s\"", list.length > 0 ? ", " : "", member.key);
    const char *more = list.overflow ? " ..." : "";
    int shown = (int)(length < POINTER_MAX ? length : POINTER_MAX);
    if (jsondoc_kind(at) == JSONDOC_OBJECT)
        (void)err_set(err, ERR_DATA, "`rows = %s` leads nowhere: \"%.*s\" has %s%s", pointer,
                      shown, pointer, list.length > 0 ? buf_text(&list) : "nothing", more);
    else if (jsondoc_kind(at) == JSONDOC_ARRAY)
        (void)err_set(err, ERR_DATA,
                      "`rows = %s` leads nowhere: \"%.*s\" is an array of %zu items", pointer,
                      shown, pointer, jsondoc_count(at));
    else
        (void)err_set(err, ERR_DATA, "`rows = %s` leads nowhere: \"%.*s\" is %s", pointer,
                      shown, pointer, jsondoc_kind_name(at));
    buf_free(&list);
}

const struct jsondoc_value *jsonpointer_resolve(const struct jsondoc_value *root,
                                                const char *pointer, struct err *err)
{
    const struct jsondoc_value *value = root;
    const char *at = pointer;
    struct buf token;
    if (*pointer != '\0' && *pointer != '/') {
        (void)err_set(err, ERR_CONFIG,
                      "`rows = %s` is no JSON pointer: expected one that begins with /",
                      pointer);
        return NULL;
    }
    buf_init(&token, TOKEN_MAX);
    while (value != NULL && *at == '/') {
        const struct jsondoc_value *above = value;
        size_t length = (size_t)(at - pointer);
        at++;
        if (take_token(&at, &token, err) != 0) {
            value = NULL;
            break;
        }
        value = jsondoc_kind(above) == JSONDOC_ARRAY ? find_item(above, buf_text(&token))
                                                     : jsondoc_get(above, buf_text(&token));
        if (value == NULL)
            refuse_step(pointer, length, above, err);
    }
    buf_free(&token);
    return value;
}

/* --- finding tables --- */

struct level {
    const struct jsondoc_value *value;
    struct jsondoc_member member; /* of an object */
    size_t item;                  /* of an array */
    size_t length;                /* of the pointer to it */
};

struct walk {
    struct level levels[JSONDOC_DEPTH_MAX + 1];
    size_t depth;
    struct buf pointer;
    struct arena *arena;
    struct jsonpointer_tables *out;
    struct jsonpointer_tables *others;
};

/* Objects or arrays all through (nulls aside): each is a row. */
static bool is_table(const struct jsondoc_value *array)
{
    enum jsondoc_kind kind = JSONDOC_NULL;
    for (size_t i = 0; i < jsondoc_count(array); i++) {
        enum jsondoc_kind next = jsondoc_kind(jsondoc_item(array, i));
        if (next == JSONDOC_TEXT ||
            (kind != JSONDOC_NULL && next != JSONDOC_NULL && next != kind))
            return false;
        kind = next == JSONDOC_NULL ? kind : next;
    }
    return kind != JSONDOC_NULL;
}

static void note(const struct walk *walk, const struct jsondoc_value *array,
                 struct jsonpointer_tables *list)
{
    if (list->count < JSONPOINTER_TABLES_MAX)
        list->items[list->count] = (struct jsonpointer_table){
            .pointer = arena_strdup(walk->arena, buf_text(&walk->pointer)), .array = array};
    list->count++;
}

/* Notes an array, and goes down into what may hold others. */
static void enter(struct walk *walk, const struct jsondoc_value *value, size_t length)
{
    enum jsondoc_kind kind = jsondoc_kind(value);
    bool table = kind == JSONDOC_ARRAY && is_table(value);
    if (kind == JSONDOC_ARRAY)
        note(walk, value, table ? walk->out : walk->others);
    if (table)
        return;
    if ((kind == JSONDOC_ARRAY || kind == JSONDOC_OBJECT) &&
        walk->depth < JSONDOC_DEPTH_MAX + 1)
        walk->levels[walk->depth++] = (struct level){.value = value, .length = length};
}

static void add_token(struct buf *pointer, const char *key)
{
    char shown[SHOWN_SIZE];
    (void)str_copy(shown, sizeof shown, key);
    (void)buf_putc(pointer, '/');
    for (const char *p = shown; *p != '\0'; p++) {
        if (*p == '~' || *p == '/')
            (void)buf_puts(pointer, *p == '~' ? "~0" : "~1");
        else
            (void)buf_putc(pointer, *p);
    }
}

static void cut(struct buf *pointer, size_t length)
{
    if (pointer->data == NULL)
        return;
    pointer->overflow = false;
    pointer->length = length;
    pointer->data[length] = '\0';
}

/* The next value below the level, or NULL; its pointer is then in walk->pointer. */
static const struct jsondoc_value *step(struct walk *walk, struct level *level)
{
    cut(&walk->pointer, level->length);
    if (jsondoc_kind(level->value) == JSONDOC_OBJECT) {
        if (!jsondoc_next(level->value, &level->member))
            return NULL;
        add_token(&walk->pointer, level->member.key);
        return level->member.value;
    }
    if (level->item == jsondoc_count(level->value))
        return NULL;
    (void)buf_printf(&walk->pointer, "/%zu", level->item);
    return jsondoc_item(level->value, level->item++);
}

void jsonpointer_tables(const struct jsondoc_value *root, struct arena *arena,
                        struct jsonpointer_tables *out, struct jsonpointer_tables *others)
{
    struct walk walk = {.arena = arena, .out = out, .others = others};
    *out = (struct jsonpointer_tables){0};
    *others = (struct jsonpointer_tables){0};
    buf_init(&walk.pointer, (size_t)JSONDOC_DEPTH_MAX * SHOWN_SIZE * 2);
    enter(&walk, root, 0);
    while (walk.depth > 0) {
        const struct jsondoc_value *below = step(&walk, &walk.levels[walk.depth - 1]);
        if (below == NULL)
            walk.depth--;
        else
            enter(&walk, below, walk.pointer.length);
    }
    buf_free(&walk.pointer);
}
