/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plain: one line of UTF-8 without control characters: what may be kept of a person's words
 * and what may go to a terminal. Layer: core.
 */
#ifndef CORE_PLAIN_H
#define CORE_PLAIN_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the UTF-8 character at the start of the text; 0 when there is none. */
size_t plain_character(const char *text);

/* True if the text is plain; else *offset is where the first byte stands that is not. Controls
 * are C0, C1, line and paragraph separators, and what turns the direction of a line. */
bool plain_check(const char *text, size_t *offset);

/* A plain copy. */
const char *plain_copy(struct arena *arena, const char *text);

/* Makes it plain, in place: a control becomes a space, a byte that is no UTF-8 is dropped. */
void plain_tidy(char *text);

#endif
