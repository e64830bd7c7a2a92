/* SPDX-License-Identifier: GPL-3.0-or-later */
/* str: small questions about ASCII-safe C strings. Layer: core. */
#ifndef CORE_STR_H
#define CORE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool str_equal(const char *a, const char *b);

/* In the header, since tables of words are gone through with it at every letter of every cell:
 * most differ in their first byte. */
static inline bool str_starts(const char *text, const char *prefix)
{
    while (*prefix && *text == *prefix) {
        text++;
        prefix++;
    }
    return !*prefix;
}
bool str_ends(const char *text, const char *suffix);

/* The same against a list of words: true if any of them is, begins, ends or stands in the
 * text. */
bool str_equal_any(const char *text, const char *const *words, size_t count);
bool str_starts_any(const char *text, const char *const *words, size_t count);
bool str_ends_any(const char *text, const char *const *words, size_t count);
bool str_holds_any(const char *text, const char *const *words, size_t count);

/* For qsort, of an array of texts: by their bytes. */
int str_order(const void *left, const void *right);

/* NULL and "" are both empty. */
bool str_empty(const char *text);

/* Cuts ASCII white space off both ends, in place; returns the first kept character. */
char *str_trim(char *text);

/* Copies as much as fits into size bytes, cutting between UTF-8 characters. True if all fit.
 */
bool str_copy(char *out, size_t size, const char *text);

/* Takes the next word (separated by ASCII white space) out of *cursor, in place; NULL at the
 * end. */
char *str_word(char **cursor);

/* A whole, plain, base-10 integer within [low, high], nothing around it. True if it is one. */
bool str_integer(const char *text, int64_t low, int64_t high, int64_t *out);

/* True for nothing but ASCII digits, separators, signs and spaces: most cells of most tables,
 * told without a look at what letters might say. */
bool str_plain_figure(const char *text);

/* One ASCII digit, and how many of them stand at the start. */
bool str_digit(char c);
size_t str_digits(const char *text);

/* True for an identifier: a-z 0-9 - _ , starting with a letter or digit, at most 48 bytes. */
bool str_is_id(const char *text);

#endif
