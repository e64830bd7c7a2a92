/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * name: what the configuration calls a head or a cell, compared by key (NFKC without spaces):
 * the same key, or a PCRE that matches the whole key. Layer: collector.
 */
#ifndef COLLECTOR_NAME_H
#define COLLECTOR_NAME_H

#include "core/arena.h"
#include "core/pattern.h"

#include <stdbool.h>

struct name {
    const char *text;        /* as configured; borrowed */
    const char *key;         /* in the arena */
    struct pattern *pattern; /* NULL when the text is no PCRE */
};

/* Caller-owned storage; release with name_free. */
void name_init(struct name *name, struct arena *arena, const char *text);
void name_free(struct name *name);

/* The very same key. */
bool name_is(const struct name *name, const char *key);

/* name_is, or the pattern matches the whole key. */
bool name_fits(const struct name *name, const char *key);

#endif
