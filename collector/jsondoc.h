/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * jsondoc: a JSON document as a tree to be read. Layer: collector; the only user of jansson.
 *
 * Numbers keep the text that was published (12.10, 9007199254740993, 1E3): jansson would turn
 * them into double or 64 bits, so each is put into quotes before it reads. For that a number,
 * a string and a boolean are all just texts here. A bare NaN, as Python writes it, is read as
 * the text NaN. Refused: keys that stand twice in one object, NUL characters, what is no JSON,
 * and whatever is deeper or has more values than the limits below.
 *
 * Every function that takes a value takes NULL too, which is like a JSON null, so that paths
 * into a document can be written as one expression.
 */
#ifndef COLLECTOR_JSONDOC_H
#define COLLECTOR_JSONDOC_H

#include "core/buf.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

#define JSONDOC_DEPTH_MAX 64                 /* arrays and objects inside each other */
#define JSONDOC_VALUES_MAX ((size_t)4 << 20) /* an array or an object counts as four */

enum jsondoc_kind { JSONDOC_NULL, JSONDOC_TEXT, JSONDOC_ARRAY, JSONDOC_OBJECT };

struct jsondoc;
struct jsondoc_value; /* belongs to its document */

/* Reads UTF-8 without a byte order mark. ERR_DATA with the line. */
int jsondoc_open(const char *text, size_t length, struct jsondoc **out, struct err *err);
void jsondoc_close(struct jsondoc *document);

const struct jsondoc_value *jsondoc_root(const struct jsondoc *document);

enum jsondoc_kind jsondoc_kind(const struct jsondoc_value *value);

/* "an object" and so on, for messages. */
const char *jsondoc_kind_name(const struct jsondoc_value *value);

/* A string, a number as published, "true" or "false"; NULL for anything else. */
const char *jsondoc_text(const struct jsondoc_value *value);

/* The member of an object; NULL when there is none. */
const struct jsondoc_value *jsondoc_get(const struct jsondoc_value *value, const char *key);

/* jsondoc_text of the member. */
const char *jsondoc_get_text(const struct jsondoc_value *value, const char *key);

/* Items of an array, members of an object; 0 for anything else. */
size_t jsondoc_count(const struct jsondoc_value *value);

/* NULL beyond the end of an array. */
const struct jsondoc_value *jsondoc_item(const struct jsondoc_value *value, size_t index);

/* A list that is a bare element when it has one only: the items of an array; null is no item,
 * anything else one. */
size_t jsondoc_list_count(const struct jsondoc_value *value);
const struct jsondoc_value *jsondoc_list_item(const struct jsondoc_value *value, size_t index);

/* Walks the members of an object in the document's order. Start with {0}; false at the end. */
struct jsondoc_member {
    const char *key;
    const struct jsondoc_value *value;
    void *at;
};
bool jsondoc_next(const struct jsondoc_value *object, struct jsondoc_member *member);

/* Appends to `out` the text with every number in quotes (a bare NaN too), and otherwise as it
 * stands: for jsondoc_open. ERR_DATA with the line for a number that is none, a NUL character
 * and a limit exceeded. */
int jsondoc_quote(const char *text, size_t length, struct buf *out, struct err *err);

#endif
