/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * target: what an HTTP request asks for: its path and its query, read strictly. Layer: core.
 * Pure.
 *
 * A path that is read can name nothing above or beside what is served: its segments are of
 * letters, digits, '.', '_', '~', '-' and '@' ("chart@2x.png"), none is empty, and none begins
 * with a dot. The one of a folder ends in a slash.
 */
#ifndef CORE_TARGET_H
#define CORE_TARGET_H

#include "core/arena.h"
#include "core/err.h"

#include <stddef.h>

#define TARGET_LENGTH_MAX 2048
#define TARGET_QUERY_MAX 8

struct target_pair {
    const char *name;
    const char *value; /* "" when there was no '=' */
};

struct target {
    const char *path; /* "/", "/data/lobo-di.csv": percent signs are resolved */
    struct target_pair query[TARGET_QUERY_MAX]; /* UTF-8 without control characters */
    size_t query_count;
};

/* Reads "/path?name=value&..." or "http://host/path?...". A plus stays one: only forms make a
 * space of it. ERR_USAGE: it is none, or too long; ERR_DATA: a path that nothing can have. */
int target_read(const char *text, struct arena *arena, struct target *out, struct err *err);

/* The first of this name, or NULL. */
const char *target_value(const struct target *target, const char *name);

#endif
