/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * decimal: exact decimal numbers, as published: units / 10^places. Layer: core. No locale, no
 * binary fractions: -15.4 is {-154, 1}, 1378900 is {1378900, 0}.
 */
#ifndef CORE_DECIMAL_H
#define CORE_DECIMAL_H

#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DECIMAL_PLACES_MAX 9
#define DECIMAL_TEXT_SIZE 32

struct decimal {
    int64_t units;
    int32_t places; /* 0 .. DECIMAL_PLACES_MAX */
};

/* Reads [+-]digits[.digits], nothing else around it (no nan, inf, hex, comma, exponent).
 * "-0.0" is 0.0. ERR_USAGE says what was expected; too many digits are ERR_DATA. */
int decimal_parse(const char *text, struct decimal *out, struct err *err);

/* "-15.4": as many places as the value has. */
void decimal_print(struct decimal value, char out[DECIMAL_TEXT_SIZE]);

/* For people: rounded to `places` (half away from zero), thousands separated by commas,
 * negative sign as given by `minus` ("-", "▲", "−"). */
void decimal_format(struct decimal value, int places, const char *minus, char *out,
                    size_t size);

int decimal_compare(struct decimal a, struct decimal b);
bool decimal_is_zero(struct decimal value);
struct decimal decimal_round(struct decimal value, int places);

/* Exact; -1 on overflow. */
int decimal_subtract(struct decimal a, struct decimal b, struct decimal *out);
int decimal_add(struct decimal a, struct decimal b, struct decimal *out);
/* a - b of the two as they are printed with these places, so that a reader who subtracts what
 * stands there gets what stands there; -1 on overflow. */
int decimal_subtract_printed(struct decimal a, struct decimal b, int places,
                             struct decimal *out);
int decimal_multiply(struct decimal a, struct decimal b, struct decimal *out);
/* a / by, rounded to `places` (half away from zero); -1 on overflow or when by is not
 * positive. */
int decimal_divide(struct decimal a, int64_t by, int places, struct decimal *out);

/* For drawing and statistics only. */
double decimal_double(struct decimal value);

#endif
