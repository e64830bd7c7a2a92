/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * remark: what is said of a judgement besides its value: the rule in plain words, what it says
 * of the value, what must be known with it, and whether a revision brought it about. Layer:
 * alerts.
 */
#ifndef ALERTS_REMARK_H
#define ALERTS_REMARK_H

#include "alerts/judge.h"
#include "alerts/standing.h"

/* Fills fact, condition, clears, detail and caveat, in the site's language. */
void remark_fill(const struct judge_case *judged, const struct standing_rule *rule,
                 const struct rule_case *here, struct alert *out);

/* Of one that ends because its rule was changed: condition as it was told, and in `clears` the
 * new one, NULL where the words are the same (its `clear` or the target was changed). */
void remark_former(const struct judge_case *judged, struct alert *out);

/* "2025年2月の値が99人から105人に改定されたため": when what was recorded now changed a value
 * that stood, and brought no newer one; or that the rule was changed, or a revision's period
 * is over. NULL otherwise. */
const char *remark_cause(const struct judge_case *judged);

/* The alert's text as the subject of a message: with why it is told, unless it is new. */
void remark_subject(const struct alert *alert, enum language language, struct buf *out);

#endif
