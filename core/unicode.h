/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unicode: normal forms, width and validity of UTF-8 (libunistring). Layer: core. */
#ifndef CORE_UNICODE_H
#define CORE_UNICODE_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>

bool unicode_valid(const char *text, size_t length);

/* NFKC of a valid UTF-8 text, from the arena. */
const char *unicode_nfkc(struct arena *arena, const char *text);

/* NFKC without any white space: the form in which labels are compared. */
const char *unicode_key(struct arena *arena, const char *text);

/* Bytes of the white space at the start, of any kind. */
size_t unicode_space(const char *text);

/* Nothing but white space of any kind (U+3000 and U+00A0 are), or nothing at all. */
bool unicode_is_blank(const char *text);

/* Bytes of one character that is a number raised, lowered, circled, in brackets or with a full
 * stop (¹ ₁ ① ⑩ ㊀ ⑴ ⒈) at the start of a text; 0 when there is none. */
size_t unicode_digit_sign(const char *text);

/* How many characters (code points) a text in UTF-8 has. */
size_t unicode_count(const char *text);

/* Columns on a terminal: ideographs and kana 2, combining 0. */
int unicode_width(const char *text);

/* Bytes of the longest prefix that fits in `width` columns. */
size_t unicode_fit(const char *text, int width);

#endif
