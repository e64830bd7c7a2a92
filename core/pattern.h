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

#endif
