/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * json: a JSON writer onto a buf. Layer: core. Why not jansson: it prints numbers through
 * double; published decimals must come out digit for digit. Commas and escapes are its
 * business, and bytes that are no UTF-8 (U+FFFD stands for each); pairing begin/end is the
 * caller's.
 */
#ifndef CORE_JSON_H
#define CORE_JSON_H

#include "core/buf.h"
#include "core/decimal.h"
#include "core/period.h"

#include <stdbool.h>
#include <stdint.h>

/* jansson has a json_string, json_integer and json_null of its own. Kept out of the dynamic
 * symbols, ours can never stand in for those inside that library. */
#pragma GCC visibility push(hidden)

struct json {
    struct buf *out;
    bool comma; /* a comma is due before the next item */
    int depth;
};

void json_init(struct json *json, struct buf *out);

/* `key` NULL inside an array or at the top. */
void json_begin_object(struct json *json, const char *key);
void json_end_object(struct json *json);
void json_begin_array(struct json *json, const char *key);
void json_end_array(struct json *json);
void json_string(struct json *json, const char *key,
                 const char *value); /* NULL value = null */
void json_integer(struct json *json, const char *key, int64_t value);
void json_decimal(struct json *json, const char *key, struct decimal value);
void json_bool(struct json *json, const char *key, bool value);
void json_null(struct json *json, const char *key);
void json_known(struct json *json, const char *key, bool known,
                struct decimal value);                             /* else null */
void json_instant(struct json *json, const char *key, int64_t at); /* 0 = null */
void json_day(struct json *json, const char *key, int32_t day);
void json_period(struct json *json, const char *key, struct period period);

#pragma GCC visibility pop

#endif
