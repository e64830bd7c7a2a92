/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rule: the table of rule kinds and the text of `when` and `clear`. Layer: alerts.
 * To add a kind: a row in rule.c with its words and its evaluation, and its cases in the
 * tests.
 */
#ifndef ALERTS_RULE_H
#define ALERTS_RULE_H

#include "core/decimal.h"
#include "core/err.h"
#include "core/series.h"
#include "core/words.h"

#include <stdbool.h>

struct rule_kind;

/* A parsed condition: "below -30". */
struct rule {
    const struct rule_kind *kind;
    struct decimal limit;
};

/* Reads `when` or `clear`. ERR_CONFIG says what was expected. */
int rule_parse(const char *text, struct rule *out, struct err *err);

/* Fills the pair of an alert; `clear` "" = the condition no longer holds. ERR_CONFIG when
 * clear lies on the wrong side of when (below -30 must clear at or above -30). */
int rule_parse_pair(const char *when, const char *clear, struct rule *raise,
                    struct rule *reset, bool *has_reset, struct err *err);

/* True if the newest value of the series meets the condition; false also when there is no
 * value. Pure. */
bool rule_holds(const struct rule *rule, const struct series *series);

/* The condition in plain words: -30を下回る / below −30. */
void rule_words(const struct rule *rule, int decimals, enum language language,
                char out[WORDS_SIZE]);

#endif
