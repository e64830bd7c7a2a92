/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * jsonclass: the class objects (CLASS_OBJ) of e-Stat's APIs: an axis and the names of its
 * codes. Layer: collector.
 */
#ifndef COLLECTOR_DECODE_JSONCLASS_H
#define COLLECTOR_DECODE_JSONCLASS_H

#include "collector/jsondoc.h"
#include "core/arena.h"
#include "core/err.h"

#define JSONCLASS_MAX 64 /* class objects of one reply */

struct jsonclass_code {
    const char *code;
    const char *name; /* its @name, or its text; "" = none */
    const char *unit; /* "" = none */
};

struct jsonclass {
    const char *id;               /* "" = none */
    const char *name;             /* "" = none */
    struct jsonclass_code *codes; /* by code */
    size_t count;
};

/* An element's text: bare, or under `$`. NULL = none. */
const char *jsonclass_text(const struct jsondoc_value *element);

/* Reads CLASS_INF; all texts are copies in the arena. ERR_DATA for too many class objects. */
int jsonclass_read(const struct jsondoc_value *class_inf, struct arena *arena,
                   struct jsonclass out[JSONCLASS_MAX], size_t *count, struct err *err);

/* NULL when the code is not among them. */
const struct jsonclass_code *jsonclass_find(const struct jsonclass *class, const char *code);

/* True if any code has a unit of its own. */
bool jsonclass_has_units(const struct jsonclass *class);

#endif
