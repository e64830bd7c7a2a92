/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * jsonpointer: places in a JSON document by RFC 6901 (`/result/records`, ~0 for ~, ~1 for /,
 * "" for the root), and the tables that stand in it. Layer: collector.
 */
#ifndef COLLECTOR_DECODE_JSONPOINTER_H
#define COLLECTOR_DECODE_JSONPOINTER_H

#include "collector/jsondoc.h"
#include "core/arena.h"
#include "core/err.h"

/* The value there. NULL and ERR_CONFIG for a text that is no pointer, ERR_DATA when it leads
 * nowhere: the message names the members of the last place reached. */
const struct jsondoc_value *jsonpointer_resolve(const struct jsondoc_value *root,
                                                const char *pointer, struct err *err);

/* An array below no table. */
struct jsonpointer_table {
    const char *pointer;
    const struct jsondoc_value *array;
};

#define JSONPOINTER_TABLES_MAX 16

struct jsonpointer_tables {
    struct jsonpointer_table items[JSONPOINTER_TABLES_MAX];
    size_t count; /* may be more than are listed */
};

/* Finds the arrays that are tables by themselves (of objects, or of arrays) into `out`, and
 * others (of single values, empty ones) into `others`. The pointers belong to the arena. */
void jsonpointer_tables(const struct jsondoc_value *root, struct arena *arena,
                        struct jsonpointer_tables *out, struct jsonpointer_tables *others);

#endif
