/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * numeral: the digits of a number as Japanese publishers write them: 1,378,900 26万0822
 * 10万2千585 二百七万五千九百四十六 三二・八 2兆4716億9500万. Text in NFKC, without a sign.
 * Layer: core; used by number.c and periodread.c.
 */
#ifndef CORE_NUMERAL_H
#define CORE_NUMERAL_H

#include "core/decimal.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

struct numeral {
    struct decimal value;
    size_t length; /* bytes read */
    bool rounded;  /* ends in 万, 千 ... without the digits below */
    int rounding;  /* then the power of ten of what it ends in: 6 of 5百万 */
    bool scaled;   /* has 万 億 兆, or 千 百 十 behind Arabic digits */
    bool leading_zero;
};

/* Reads the numeral at the start of the text. ERR_DATA with the reason when there is none, or
 * a malformed one: a comma not followed by three digits, units that do not descend
 * (2兆4508万900万), a part too large for its place, too many digits. */
int numeral_read(const char *text, struct numeral *out, struct err *err);

/* One kanji digit (〇一二三四五六七八九, also ○ as zero) at the start of the text: its value
 * and length in bytes; -1 when there is none. */
int numeral_kanji_digit(const char *text, size_t *length);

#endif
