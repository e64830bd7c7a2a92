/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * course: the way that an indicator is meant to go, from its baseline to its target, and how
 * its newest value stands to it, for charts, messages and alerts alike. Layer: config. The
 * reckoning is that of core/path and core/rolling.
 */
#ifndef CONFIG_COURSE_H
#define CONFIG_COURSE_H

#include "config/settings.h"
#include "core/buf.h"
#include "core/path.h"
#include "core/series.h"

#include <stdbool.h>

struct course {
    struct path path;
    const struct observation *newest;
    struct decimal value; /* judged: the newest one, or the mean of the year that it ends */
    int places;           /* with which all of it is reckoned and printed */
    bool mean;
    struct path_standing standing;
};

/* The path of an indicator; false unless baseline and target both have a period. */
bool course_path(const struct indicator *indicator, struct path *out);

/* True if something of it is below zero, or could be by its minimum. `series` may be NULL. */
bool course_goes_below_zero(const struct indicator *indicator, const struct series *series);

/* True for months and quarters of what cannot be below zero and is no per cent: they have
 * seasons, and one of them is never judged alone. */
bool course_is_seasonal(const struct indicator *indicator, const struct series *series);

/* True if what is judged by the path is the mean of a year, baseline and target being means of
 * the year that ends with their period: of what is seasonal, unless it is known to have no
 * season, by `limits = level` or by COURSE_SEASON_YEARS of values that show none. A path of
 * values beside a mean of them would be half a year ahead of it. */
#define COURSE_SEASON_YEARS 3
bool course_by_mean(const struct indicator *indicator, const struct series *series);

/* True if a declared break (`rebase`) lies between the baseline and the newest value: what was
 * measured in another way is no start of a path for it. */
bool course_is_broken(const struct indicator *indicator, const struct series *series);

/* The mean of the year that ends with an observation of the series, with the places that it is
 * drawn, printed and judged with (rolling_fine_mean). False where that year is not whole, or
 * goes over a declared break (`rebase`). */
bool course_mean(const struct indicator *indicator, const struct series *series,
                 const struct observation *last, struct decimal *out);

/* How the newest value stands to the path, or the mean of its newest year (course_by_mean).
 * False without a path, before its start, where that year is not whole, and where the path is
 * broken. */
bool course_find(const struct indicator *indicator, const struct series *series,
                 struct course *out);

/* True if the target is worse than the baseline: a fall that is allowed for, or a mistake. It
 * is said wherever the path is. */
bool course_allows_worse(const struct indicator *indicator);

/* What became of a target whose period is over: the value of that period (or the mean of
 * the year that it ends), and whether it was as good. False while the newest value is before
 * it, and without a period. */
struct course_term {
    struct period period;
    struct decimal value;
    bool known;  /* the value */
    bool newest; /* it is that of the newest period */
    bool mean;
    bool met; /* never where neither way is better */
};
bool course_term(const struct indicator *indicator, const struct series *series,
                 struct course_term *out);

/* "期限の令和2年度は1,010人", "期限の2025年3月は平均1.022倍", and with `verdict` "で未達成";
 * "... は値なし". Of the newest value, which stands beside it, "期限の令和2年度に未達成", or
 * nothing. */
void course_say_term(const struct indicator *indicator, const struct course_term *term,
                     bool verdict, enum language language, struct buf *out);

/* "目標経路との差▲3.2ポイント", "直近12か月平均の目標経路との差＋120人"; behind its end
 * "目標値との差▲60人". */
void course_say(const struct indicator *indicator, const struct course *course,
                enum language language, struct buf *out);

/* The state in words: 目標値に達している, 目安に達している, 目安に届いていない, behind the
 * end of the path 目標値に届いていない; "" when neither way is better. A verdict: for the
 * internal edition. */
const char *course_state(const struct course *course, enum language language);

#endif
