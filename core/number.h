/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * number: one number as publishers print it (▲15.4, 1,378,900, 26万0822人, 約106万5500人,
 * p 12.3, マイナス11・7, ２．５, 二百七万五千九百四十六人, － for nil ...). Layer: core.
 * Order: footnote marks, digits and signs, parse, unit. Nothing is guessed: text that is not
 * one number is refused with the reason.
 */
#ifndef CORE_NUMBER_H
#define CORE_NUMBER_H

#include "core/decimal.h"
#include "core/err.h"
#include "core/series.h"

#include <stdbool.h>

enum number_flag {
    NUMBER_APPROXIMATE = 1 << 0, /* 約 およそ 余 強 弱 程度 前後 */
    NUMBER_ROUNDED = 1 << 1,     /* given in 万, 千 without the digits below: 246万人 */
    NUMBER_FOOTNOTE = 1 << 2,    /* a note mark was stripped */
    NUMBER_NEAR_ZERO = 1 << 3    /* +0, -0: less than half the unit */
};

struct number {
    bool present;         /* false: a mark for "no figure" (-, …, x, 集計中, empty) */
    struct decimal value; /* unit prefixes 千 万 億 兆 applied: 26万0822人 is 260822 */
    char unit[24]; /* what stood behind the digits, NFKC: "人", "ポイント", "%"; "" = none */
    int rounding; /* the power of ten it is given in, with NUMBER_ROUNDED: 4 of 246万人 */
    bool scaled;  /* 万, 千 ... stood among the digits: what a head says of thousands is not
                     meant for them */
    enum observation_status
        status;     /* final, or as marked: preliminary revised estimate forecast missing */
    unsigned flags; /* enum number_flag */
};

/* ERR_DATA with the reason, quoting the text. */
int number_read(const char *text, struct number *out, struct err *err);

/* True for a text that is one, and no mark for "no figure". */
bool number_is(const char *text);

#endif
