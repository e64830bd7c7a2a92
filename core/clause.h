/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clause: a written rule read word by word: words are separated by white space, a comma ends
 * the rule. Layer: core. For core/release_parse.
 */
#ifndef CORE_CLAUSE_H
#define CORE_CLAUSE_H

#include "core/err.h"

#include <stdbool.h>

#define CLAUSE_WORD_SIZE 32

/* Where the reading is. `word` is the next one, cut if it is longer than any word meant; "" at
 * the end of the rule. The caller sets text and at to the same text, err to where faults go.
 */
struct clause {
    const char *text;
    const char *at;
    char word[CLAUSE_WORD_SIZE];
    struct err *err;
};

/* Looks at the next word; passes over the one looked at. */
void clause_peek(struct clause *clause);
void clause_step(struct clause *clause);

/* Passes over the next word when it is this one; when it is one of these (the last is NULL):
 * which; when it is a number between low and high behind a prefix ("month-2"): which. */
bool clause_take(struct clause *clause, const char *word);
bool clause_choose(struct clause *clause, const char *const *words, int *out);
bool clause_take_number(struct clause *clause, const char *prefix, int low, int high,
                        int *out);

/* Digits alone, between low and high. */
bool clause_number(const char *text, int low, int high, int *out);

/* -1 with ERR_CONFIG: the text, the word where it went wrong, `what` was expected. */
int clause_expect(struct clause *clause, const char *what);

#endif
