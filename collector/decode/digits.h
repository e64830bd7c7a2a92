/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * digits: the numbers that spreadsheets store (15.399999999999999, 1E-3) as decimal digits.
 * Layer: collector. Nothing goes through binary fractions.
 */
#ifndef COLLECTOR_DECODE_DIGITS_H
#define COLLECTOR_DECODE_DIGITS_H

#include <stdbool.h>
#include <stdint.h>

#define DIGITS_MAX 15    /* what a spreadsheet keeps; what stands behind is dust */
#define DIGITS_POINT 330 /* powers of ten: a double has no more */
#define DIGITS_TEXT_SIZE 360

/* 0.DIGITS x 10^point; the first and the last digit are no zeros. count 0 is zero. */
struct digits {
    bool negative;
    int count;
    int point;
    char digit[DIGITS_MAX]; /* '0' .. '9' */
};

/* Reads [+-]digits[.digits][E[+-]digits] with white space round it, rounded to DIGITS_MAX
 * digits. False when the text is none, or beyond the range of a double. */
bool digits_read(const char *text, struct digits *out);

/* Half away from zero; places may be negative. */
void digits_round(struct digits *digits, int places);

/* Multiplies by 10^powers. */
void digits_shift(struct digits *digits, int powers);

/* The digit that counts 10^power; '0' where nothing is stored. */
char digits_at(const struct digits *digits, int power);

/* How many places behind the point are needed. */
int digits_places(const struct digits *digits);

/* -1234.5: no exponent, no more places than needed. */
void digits_print(const struct digits *digits, char out[DIGITS_TEXT_SIZE]);

/* The part before the point, towards zero; false when it is beyond +-10^9. */
bool digits_whole(const struct digits *digits, int32_t *out);

/* Nearest double, for comparing. */
double digits_double(const struct digits *digits);

#endif
