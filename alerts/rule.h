/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rule: the table of rule kinds and the text of `when` and `clear`. Layer: alerts.
 *
 *   below|above X                                   the newest value, strictly
 *   falls|rises X|X% from previous|last-year|average N
 *                                                   by X or more; previous is the period
 *                                                   before, of years the last one known;
 *                                                   average of the N before
 *   falling|rising N [from last-year]               N times in a row below (above) the value
 *                                                   before, or that of the year before
 *   lowest|highest in N years                       of the values known in N whole years,
 *                                                   at least half of them
 *   signal [outside] [shift N] [trend N] [two-of-three] [both-sides]
 *                                                   what core/xmr flags at the newest value;
 *                                                   without names all four; the worse side
 *                                                   only unless told
 *   behind target X                                 by X or more behind the straight path
 *   revised by X|X%                                 values that stood, by X or more, since
 *                                                   the newest one came
 *
 *   overdue                                         by its calendar (core/awaited)
 *
 * Each is a pure function of the series as it is known: nothing is compared across a declared
 * break (`rebase`), and where something is missing that it would take, it says that it does
 * not know. What has seasons is compared with the year before, from two years on.
 * To add a kind: write rule_<kind>.c, add its rows to rule.c, and its cases to the tests.
 */
#ifndef ALERTS_RULE_H
#define ALERTS_RULE_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/awaited.h"
#include "core/buf.h"
#include "core/decimal.h"
#include "core/err.h"
#include "core/series.h"
#include "core/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rule_kind;

enum rule_base { RULE_PREVIOUS, RULE_LAST_YEAR, RULE_AVERAGE };

/* A parsed condition: "below -30". */
struct rule {
    const struct rule_kind *kind;
    int way;              /* 1 upwards, -1 downwards, 0 either */
    struct decimal limit; /* X */
    bool percent;         /* X is a per cent */
    enum rule_base base;  /* of falls, rises, falling, rising */
    size_t count;         /* N */
    unsigned signals;     /* enum xmr_rule */
    size_t shift, trend;  /* points of a run; 0 = as usual */
    bool both;            /* signal: the better side too */
};

/* What is judged. */
struct rule_case {
    const struct indicator *indicator;
    const struct series *series;   /* as known; its newest value is judged */
    const struct series *vintages; /* all versions, by period then as recorded; NULL = none */
    int64_t until;                 /* of them those recorded before; INT64_MAX = all */
    const struct awaited *awaited; /* what is expected of it now; NULL = not known */
    struct arena *arena;
};

enum rule_answer { RULE_NO, RULE_YES, RULE_UNKNOWN };

/* Reads `when` or `clear`. ERR_CONFIG says what was expected. */
int rule_parse(const char *text, struct rule *out, struct err *err);

/* Fills the pair of an alert; `clear` "" = the condition no longer holds. ERR_CONFIG when
 * clear lies on the wrong side of when (below -30 must clear at or above -30), so that both
 * could hold at once. */
int rule_parse_pair(const char *when, const char *clear, struct rule *raise,
                    struct rule *reset, bool *has_reset, struct err *err);

/* Why an indicator cannot be judged so, whatever its values are; NULL = it can. */
const char *rule_refuse(const struct rule *rule, const struct indicator *indicator);

/* Judges the newest value; RULE_UNKNOWN also when there is none. */
enum rule_answer rule_judge(const struct rule *rule, const struct rule_case *judged);

/* True if what was judged are limits on trial. */
bool rule_on_trial(const struct rule *rule, const struct rule_case *judged);

/* True for a rule that judges by the level of the values, and not by their changes. */
bool rule_needs_level(const struct rule *rule);

/* True for a rule that time alone can raise or end. It asks for one value only: `hold` and
 * `settle` have no meaning for it, nor for what is revised. */
bool rule_is_timed(const struct rule *rule);

/* Of below and above: the limit; false for all others. */
bool rule_limit(const struct rule *rule, struct decimal *out);

/* True for a rule that judges alike whatever level and size the values have. */
bool rule_is_free(const struct rule *rule);

/* True for what is judged by its versions; and for what the limits of core/xmr judge. */
bool rule_needs_vintages(const struct rule *rule);
bool rule_by_limits(const struct rule *rule);
bool rule_by_path(const struct rule *rule); /* ... the path to the target */

/* The condition in plain words: ▲30.0を下回る / below −30.0. */
void rule_say(const struct rule *rule, const struct indicator *indicator,
              enum language language, struct buf *out);

/* What it says of the newest value, where it holds: 前年同月比▲12.3％、10％以上の低下. */
void rule_fact(const struct rule *rule, const struct rule_case *judged, enum language language,
               struct buf *out);

/* Lines on the figures that it was judged by; nothing where there are none to tell. */
void rule_detail(const struct rule *rule, const struct rule_case *judged,
                 enum language language, struct buf *out);

/* Of `revised by`: when the newest revision that it tells of was recorded; 0 = none. */
int64_t rule_revised_at(const struct rule *rule, const struct rule_case *judged);

#endif
