/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * values: a written value to a member of a struct, by the type of its key. Layer: config.
 * To add a type: add it to enum key_type and a row to each table in values.c.
 */
#ifndef CONFIG_VALUES_H
#define CONFIG_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "config/keys.h"
#include "config/settings.h"
#include "core/err.h"
#include "core/period.h"

/* What a value may depend on beside its text. */
struct values_context {
    const struct settings *settings; /* its arena, and the ids that references may name */
    const char *file;                /* that names the value: paths start from its folder */
    int line;                        /* where the key stands in it */
    bool complete;                   /* every file was read: an unknown id is a fault */
    bool english;                    /* the `.en` form of a label or event */
    bool has_frequency;              /* else what needs one is left out without a fault */
    enum frequency frequency;        /* of the indicator */
};

/* Parses `text` (in one piece) for `key` and stores it in `object`. -1 with ERR_CONFIG: what
 * was found, what was expected. */
int values_store(const struct values_context *context, const struct key *key, const char *text,
                 void *object, struct err *err);

/* -1 with ERR_CONFIG when `text` is not one address of the key's schemes. */
int values_check_url(const struct key *key, const char *text, struct err *err);

/* Stores what an absent key without a default means. */
void values_clear(const struct key *key, void *object);

/* True if the lines of a long value join with a space between words. */
bool values_spaced(enum key_type type);

/* "a duration such as 30s, 15m, 6h, 1d or 2w": what a value of the type is. */
const char *values_describe(enum key_type type);

/* "1s to 1h", or "" when the key has no limits. */
void values_limits(const struct key *key, char *out, size_t size);

#endif
