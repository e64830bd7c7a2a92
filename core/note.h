/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * note: the marks that point to a footnote: ※ ※1 *2 (注) (注1) 注1) 1) ¹ ① ₁. Layer: core.
 * The only list of them. Lengths are in bytes, 0 = no mark there.
 */
#ifndef CORE_NOTE_H
#define CORE_NOTE_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* A mark at the start of an NFKC text with its whole number, behind a text that is complete:
 * ※1 of 令和5年度※1. */
size_t note_at(const char *text);

/* A mark at the start of an NFKC text, with something behind it. 1) before a value is a note,
 * not 1. */
size_t note_front(const char *text);

/* A mark at the end of the first `length` bytes of an NFKC text. Plain digits need a space
 * before them: "12.3 1)"; a bare 注 a figure or a bracket (受注 is a word). */
size_t note_back(const char *text, size_t length);

/* Bytes of a raised, lowered, circled or bracketed number written as one character (¹ ₁ ① ⑩ ⑴
 * ⒈) at the start of a text that is not yet NFKC, which would make it digits like any other.
 */
size_t note_raised(const char *text);

/* The text without such characters (those of km² stay). `found` is set when there was one, and
 * else left alone. */
const char *note_without_raised(struct arena *arena, const char *text, bool *found);

#endif
