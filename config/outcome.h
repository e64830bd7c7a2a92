/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * outcome: whether an indicator moved as a program was meant to move it, where that can be
 * asked at all. Layer: config. Pure.
 *
 * Compared are whole years, so that no season is taken for an effect: those that end before
 * the program's start with those that begin when it can be judged (`start` + `lag`).
 * Consistent is a mean of the latter beyond the natural limits of the former (mean ± 2.66
 * times the mean moving range, Wheeler's XmR), in the better direction, and by that much
 * beyond where the years before were going already (the line of least squares through them).
 * It is never more than that: nothing here tells what would have been without the program.
 */
#ifndef CONFIG_OUTCOME_H
#define CONFIG_OUTCOME_H

#include "config/settings.h"
#include "core/series.h"

#define OUTCOME_BEFORE 5 /* years, at least */
#define OUTCOME_AFTER 2
#define OUTCOME_SMALL 1000 /* thousand yen: up to this no figure of a city shows a program */

enum outcome_state { OUTCOME_EARLY, OUTCOME_UNCLEAR, OUTCOME_NO_SIGN, OUTCOME_CONSISTENT };

/* Why it cannot be told. */
enum outcome_reason {
    OUTCOME_REASON_NONE,
    OUTCOME_REASON_START,   /* not known */
    OUTCOME_REASON_LAG,     /* not stated */
    OUTCOME_REASON_CONTEXT, /* the indicator is background */
    OUTCOME_REASON_OUTPUT,  /* it counts what the program itself does */
    OUTCOME_REASON_NEUTRAL, /* neither way is better */
    OUTCOME_REASON_LOAN,    /* used more in bad years */
    OUTCOME_REASON_SMALL,
    OUTCOME_REASON_BREAK, /* the series was declared to start anew between them */
    OUTCOME_REASON_FEW,   /* too few years before or after */
    OUTCOME_REASON_TREND  /* it went that way before, and no further since */
};

struct outcome {
    enum outcome_state state;
    enum outcome_reason reason;
    size_t before_count, after_count; /* years; 0 where nothing was compared */
    struct decimal before, after;     /* their means */
};

/* `indicator` is one that the program moves, `series` its figures, `today` a day. */
void outcome_judge(const struct program *program, const struct indicator *indicator,
                   const struct series *series, int32_t today, struct outcome *out);

/* 効果を判断できる時期の前, 判断できない, 変化は確認できない, 整合的な動き; and the reason
 * ("" = none). */
const char *outcome_state_say(enum outcome_state state, enum language language);
const char *outcome_reason_say(enum outcome_reason reason, enum language language);

#endif
