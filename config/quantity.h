/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quantity: durations and sizes written with a unit: 30s, 6m, 32M. Layer: config. */
#ifndef CONFIG_QUANTITY_H
#define CONFIG_QUANTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "config/keys.h"

/* Reads digits and a unit of the type (KEY_SECONDS, KEY_MILLIS, KEY_MONTHS, KEY_DAYS,
 * KEY_SIZE), nothing around them, in the smallest unit; 0 needs no unit. False when it is no
 * such thing. */
bool quantity_read(enum key_type type, const char *text, int64_t *out);

/* As it would be written, in the largest unit that needs no fraction. Other types: the number.
 */
void quantity_print(enum key_type type, int64_t value, char *out, size_t size);

#endif
