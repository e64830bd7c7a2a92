/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cellformat_section: one section of a format as tokens. Layer: collector; used by
 * cellformat*.c only. */
#ifndef COLLECTOR_DECODE_CELLFORMAT_SECTION_H
#define COLLECTOR_DECODE_CELLFORMAT_SECTION_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum cellformat_token_kind {
    CELLFORMAT_TEXT,    /* literal */
    CELLFORMAT_DIGIT,   /* letter: 0 # ? */
    CELLFORMAT_POINT,   /* the first one */
    CELLFORMAT_GENERAL, /* General, @ */
    CELLFORMAT_DATE     /* letter: y m d e (with or without g) g a h n (minute) s */
};

struct cellformat_token {
    enum cellformat_token_kind kind;
    char letter;
    size_t run;       /* how often the letter stands there */
    const char *text; /* of a literal */
};

struct cellformat_section {
    struct cellformat_token *tokens;
    size_t count;
    int whole;          /* placeholders before the point */
    int places;         /* and behind */
    size_t first_digit; /* tokens */
    size_t last_digit;
    int powers;   /* of ten, by % and thousands commas */
    bool inexact; /* an exponent or a fraction: the number is shown as General */
    bool date;
    bool elapsed;      /* [h]: hours in all */
    bool text;         /* holds @ */
    char condition[3]; /* < > <= >= = <>; "" = none */
    double bound;
};

/* Reads a section at *code, which moves behind its ; or to the NUL. True if another follows.
 */
bool cellformat_section_read(struct arena *arena, const char **code,
                             struct cellformat_section *out);

#endif
