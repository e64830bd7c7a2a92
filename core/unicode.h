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

/* On one line and fit for a terminal: control and format characters (escapes, line ends, what
 * turns the direction of writing) become a space each. */
const char *unicode_plain(struct arena *arena, const char *text);

/* Columns on a terminal: ideographs and kana 2, combining 0. */
int unicode_width(const char *text);

/* Bytes of the longest prefix that fits in `width` columns. */
size_t unicode_fit(const char *text, int width);

#endif
