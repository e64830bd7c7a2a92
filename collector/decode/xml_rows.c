/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xml_rows: elements as rows, what is in them as columns. */
#include "collector/decode/xml_rows.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/mem.h"
#include "core/str.h"

#include "collector/decode/xml.h"
#include "collector/decode/xml_columns.h"

#define UNIT "単位"

/* --- about elements --- */

static const struct markup_node *element_from(const struct markup_node *node)
{
    while (node != NULL && markup_name(node) == NULL)
        node = markup_next(node);
    return node;
}

const struct markup_node *xml_rows_child(const struct markup_node *node, const char *name)
{
    const struct markup_node *child = element_from(markup_first(node));
    while (child != NULL && !str_equal(markup_name(child), name))
        child = element_from(markup_next(child));
    return child;
}

const struct markup_node *xml_rows_next(const struct markup_node *node,
                                        const struct markup_node *root)
{
    const struct markup_node *next = element_from(markup_first(node));
    while (next == NULL && node != root) {
        next = element_from(markup_next(node));
        node = markup_parent(node);
    }
    return next;
}

const char *xml_rows_text(const struct markup_node *node, struct arena *arena)
{
    struct buf text;
    buf_init(&text, SIZE_MAX / 2);
    for (const struct markup_node *at = markup_first(node); at != NULL; at = markup_next(at))
        if (markup_text(at) != NULL)
            (void)buf_puts(&text, markup_text(at));
    const char *copy = text.length == 0 ? "" : arena_strdup(arena, str_trim(text.data));
    buf_free(&text);
    return copy;
}

/* --- a row --- */

struct reading {
    struct xml_columns columns;
    struct buf path; /* of the element at hand, below the row; ends with '/' */
    int result;
    struct err *err;
};

/* Puts under the path, and a name if there is one. */
static void put(struct reading *reading, const char *name, const char *value)
{
    size_t length = reading->path.length;
    if (reading->result != 0)
        return;
    if (*name != '\0')
        (void)buf_puts(&reading->path, name);
    else if (length > 0)
        reading->path.data[length - 1] = '\0';
    if (reading->path.overflow)
        reading->result =
            err_set(reading->err, ERR_DATA, "a name of more than %d bytes: \"%.100s\"",
                    XML_NAME_MAX, buf_text(&reading->path));
    else
        reading->result = xml_columns_put(&reading->columns, buf_text(&reading->path), value,
                                          false, reading->err);
    if (length > 0 && *name == '\0')
        reading->path.data[length - 1] = '/';
    reading->path.length = length;
}

static void put_attribute(const char *name, const char *value, void *context)
{
    struct reading *reading = context;
    put(reading, name, arena_strdup(reading->columns.grids->arena, value));
}

/* What an element says itself: its attributes, its text. An element that holds nothing at all
 * still has its column. */
static void put_element(struct reading *reading, const struct markup_node *node,
                        const char *name)
{
    const char *text = xml_rows_text(node, reading->columns.grids->arena);
    bool holds_elements = element_from(markup_first(node)) != NULL;
    markup_attributes(node, put_attribute, reading);
    if (*text != '\0' || (!holds_elements && *name == '\0'))
        put(reading, name, text);
}

static void go_in(struct reading *reading, const struct markup_node *node)
{
    (void)buf_puts(&reading->path, markup_name(node));
    (void)buf_putc(&reading->path, '/');
    if (reading->path.overflow && reading->result == 0)
        reading->result = err_set(reading->err, ERR_DATA,
                                  "line %ld: elements in elements, with names of more than %d "
                                  "bytes together",
                                  markup_line(node), XML_NAME_MAX);
}

static void go_out(struct reading *reading, const struct markup_node *node)
{
    if (!reading->path.overflow)
        reading->path.length -= strlen(markup_name(node)) + 1;
}

static void note_unit(const char *name, const char *value, void *context)
{
    static const char *const names[] = {UNIT, "unit", "Unit", "UNIT"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_equal(name, names[i]))
            *(const char **)context = value;
}

/* The unit that an element around the row gives to all that is in it. */
static void put_unit(struct reading *reading, const struct markup_node *row)
{
    const char *unit = NULL;
    markup_attributes(row, note_unit, &unit);
    if (unit != NULL)
        return;
    for (row = markup_parent(row); row != NULL && unit == NULL; row = markup_parent(row))
        if (markup_name(row) != NULL)
            markup_attributes(row, note_unit, &unit);
    if (unit != NULL)
        put(reading, UNIT, arena_strdup(reading->columns.grids->arena, unit));
}

static int read_row(struct reading *reading, const struct markup_node *row)
{
    const struct markup_node *node = row;
    buf_reset(&reading->path);
    put_element(reading, row, markup_name(row));
    put_unit(reading, row);
    const struct markup_node *next = element_from(markup_first(node));
    while (reading->result == 0) {
        if (next != NULL) {
            node = next;
            go_in(reading, node);
            put_element(reading, node, "");
            next = element_from(markup_first(node));
        } else if (node == row) {
            break;
        } else {
            go_out(reading, node);
            next = element_from(markup_next(node));
            node = next != NULL ? node : markup_parent(node);
        }
    }
    if (reading->result == 0)
        reading->result =
            xml_columns_end_row(&reading->columns, markup_line(row), reading->err);
    return reading->result;
}

static int read_rows(const struct markup_node **rows, size_t count, struct grids *out,
                     struct err *err)
{
    size_t cells = 0;
    struct reading reading = {.result = 0, .err = err};
    buf_init(&reading.path, XML_NAME_MAX);
    xml_columns_init(&reading.columns, out, markup_name(rows[0]), &cells);
    for (size_t i = 0; i < count; i++)
        if (read_row(&reading, rows[i]) != 0)
            break;
    xml_columns_finish(&reading.columns);
    xml_columns_free(&reading.columns);
    buf_free(&reading.path);
    return reading.result;
}

/* --- the largest set --- */

struct brother {
    const char *name;
    const struct markup_node *node;
    size_t order;
};

struct brothers {
    struct brother *items;
    size_t count;
    size_t capacity;
    const struct markup_node **best;
    size_t best_count;
};

static int compare(const void *left, const void *right)
{
    const struct brother *a = left;
    const struct brother *b = right;
    int names = strcmp(a->name, b->name);
    if (names != 0)
        return names;
    return a->order < b->order ? -1 : a->order > b->order;
}

static void keep(struct brothers *all, size_t from, size_t to)
{
    if (to - from <= all->best_count)
        return;
    mem_free((void *)all->best);
    all->best_count = to - from;
    all->best = mem_calloc(all->best_count, sizeof *all->best);
    for (size_t i = from; i < to; i++)
        all->best[i - from] = all->items[i].node;
}

static void note_attribute(const char *name, const char *value, void *context)
{
    (void)name;
    (void)value;
    *(bool *)context = true;
}

/* A bare text is a cell, not a row. */
static bool has_parts(const struct markup_node *node)
{
    bool parts = element_from(markup_first(node)) != NULL;
    markup_attributes(node, note_attribute, &parts);
    return parts;
}

static void look_into(struct brothers *all, const struct markup_node *parent)
{
    all->count = 0;
    for (const struct markup_node *at = element_from(markup_first(parent)); at != NULL;
         at = element_from(markup_next(at))) {
        if (!has_parts(at))
            continue;
        all->items = mem_grow(all->items, all->count, &all->capacity, sizeof *all->items);
        all->items[all->count] =
            (struct brother){.name = markup_name(at), .node = at, .order = all->count};
        all->count++;
    }
    if (all->count <= all->best_count)
        return;
    qsort(all->items, all->count, sizeof *all->items, compare);
    size_t from = 0;
    for (size_t i = 1; i <= all->count; i++) {
        if (i < all->count && str_equal(all->items[i].name, all->items[from].name))
            continue;
        keep(all, from, i);
        from = i;
    }
}

/* The first of the largest sets; released with mem_free. */
static size_t find_rows(const struct markup *markup, const struct markup_node ***rows)
{
    struct brothers all = {.best_count = 1};
    const struct markup_node *root = markup_root(markup);
    for (const struct markup_node *at = root; at != NULL; at = xml_rows_next(at, root))
        look_into(&all, at);
    mem_free(all.items);
    *rows = all.best;
    return all.best_count;
}

int xml_rows_read(const struct markup *markup, const char *xpath, struct grids *out,
                  struct err *err)
{
    const struct markup_node **rows = NULL;
    size_t count = 0;
    int result = 0;
    if (str_empty(xpath)) {
        count = find_rows(markup, &rows);
        if (count > 1)
            result = read_rows(rows, count, out, err);
        else
            result = err_set(err, ERR_DATA,
                             "<%s> holds no elements that repeat: `rows` (an "
                             "XPath) would say which hold the data",
                             markup_name(markup_root(markup)));
        mem_free((void *)rows);
        return result;
    }
    if (markup_select(markup, xpath, &rows, &count, err) != 0)
        return err_prefix(err, "rows");
    if (count > 0)
        result = read_rows(rows, count, out, err);
    else
        result = err_set(err, ERR_DATA, "rows: XPath \"%s\" finds nothing in <%s>", xpath,
                         markup_name(markup_root(markup)));
    markup_release(rows);
    return result;
}
