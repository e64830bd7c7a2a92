/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pattern: PCRE2 in UTF mode with match limits, so that no pattern or text can hang. Layer:
 * core.
 */
#ifndef CORE_PATTERN_H
#define CORE_PATTERN_H

#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

struct pattern;

/* Compiles; NULL and ERR_CONFIG with offset and reason when it is no valid PCRE. */
struct pattern *pattern_compile(const char *text, struct err *err);
void pattern_free(struct pattern *pattern);

/* 1 found anywhere in the text, 0 not, -1 limits exceeded or text is no UTF-8 (ERR_DATA). */
int pattern_match(const struct pattern *pattern, const char *text, struct err *err);

/* As pattern_match, but the whole text must match. */
int pattern_match_whole(const struct pattern *pattern, const char *text, struct err *err);

/* Where a match or a group of it lies in the text, in bytes. */
struct pattern_span {
    size_t start;
    size_t end;
};

/* One match after the other over a text that may be long; borrows all it is given. */
struct pattern_walk {
    const struct pattern *pattern;
    const char *text;
    size_t length;
    size_t next; /* where the search goes on */
    bool checked;
    bool empty; /* the last match */
    struct pattern_span match;
};

/* True if the pattern has a group of this name. */
bool pattern_has_group(const struct pattern *pattern, const char *name);

struct pattern_walk pattern_walk_start(const struct pattern *pattern, const char *text);

/* Finds the next match: 1 with walk->match, 0 at the end, -1 as pattern_match. */
int pattern_walk_next(struct pattern_walk *walk, struct err *err);

/* Where the named group of the last match lies; false when it took no part. */
bool pattern_walk_group(const struct pattern_walk *walk, const char *name,
                        struct pattern_span *out);

#endif
