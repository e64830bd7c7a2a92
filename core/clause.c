/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clause: see clause.h. */
#include "core/clause.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/str.h"

static bool is_end(char c)
{
    return c == '\0' || c == ',';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

void clause_peek(struct clause *clause)
{
    size_t length = 0;

    while (is_space(*clause->at))
        clause->at++;
    while (!is_end(clause->at[length]) && !is_space(clause->at[length]))
        length++;
    (void)snprintf(clause->word, sizeof clause->word, "%.*s", (int)length, clause->at);
}

void clause_step(struct clause *clause)
{
    while (!is_end(*clause->at) && !is_space(*clause->at))
        clause->at++;
    clause_peek(clause);
}

bool clause_take(struct clause *clause, const char *word)
{
    if (!str_equal(clause->word, word))
        return false;
    clause_step(clause);
    return true;
}

bool clause_choose(struct clause *clause, const char *const *words, int *out)
{
    for (int i = 0; words[i] != NULL; i++) {
        if (clause_take(clause, words[i])) {
            *out = i;
            return true;
        }
    }
    return false;
}

bool clause_number(const char *text, int low, int high, int *out)
{
    int64_t wide = 0;

    if (!str_digit(*text) || !str_integer(text, low, high, &wide))
        return false;
    *out = (int)wide;
    return true;
}

bool clause_take_number(struct clause *clause, const char *prefix, int low, int high, int *out)
{
    if (!str_starts(clause->word, prefix) ||
        !clause_number(clause->word + strlen(prefix), low, high, out))
        return false;
    clause_step(clause);
    return true;
}

int clause_expect(struct clause *clause, const char *what)
{
    bool early = *clause->word == '\0';

    return err_set(clause->err, ERR_CONFIG, "\"%.60s\": %s%s%s, expected %s", clause->text,
                   early ? "" : "\"", early ? "ends too early" : clause->word,
                   early ? "" : "\"", what);
}
