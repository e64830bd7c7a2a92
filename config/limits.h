/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * limits: how an indicator's configuration asks for control limits, so that charts and alerts
 * judge the same. Layer: config. The judgement itself is core/xmr.
 */
#ifndef CONFIG_LIMITS_H
#define CONFIG_LIMITS_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/series.h"
#include "core/words.h"
#include "core/xmr.h"

#include <stdbool.h>

/* True if the series of this indicator is judged, and by what: `limits = auto` takes the
 * values themselves, unless weeks, months or quarters show a season (core/season) and are no
 * small counts: these are compared with the year before, by their ratio, or by their
 * difference where a value is negative or a per cent. Days are not judged, nor counts of less
 * than one. */
bool limits_basis(const struct indicator *indicator, const struct series *series,
                  enum xmr_basis *out);

/* True if one of its months, quarters or weeks is to be compared with the same of the year
 * before: the one decision on seasons, for charts, signals and the rate of false alarms.
 * `limits` says it (level, year-on-year), or else the series, where it shows one and is no
 * small count. */
bool limits_has_season(const struct indicator *indicator, const struct series *series);

/* What is counted, and how often: a ratio of five to three says nothing, and the limits of
 * what is counted now and then are coarse. LIMITS_RARE below LIMITS_RARE_MEAN, LIMITS_SMALL
 * below LIMITS_SMALL_MEAN on the average; what has decimals or can be negative is no count. */
#define LIMITS_RARE_MEAN 1
#define LIMITS_SMALL_MEAN 10
enum limits_counts { LIMITS_NO_COUNTS, LIMITS_RARE, LIMITS_SMALL };
enum limits_counts limits_counts(const struct indicator *indicator,
                                 const struct series *series);

/* True if this edition shows limits: the internal one; the public one where the indicator's
 * own `limits` says level or year-on-year. */
bool limits_shown(const struct settings *settings, const struct indicator *indicator);

/* Judges; false, and nothing in *out, when the indicator is not judged, or a value is withheld
 * (limits of the others would be narrower than those of all). */
bool limits_judge(const struct indicator *indicator, const struct series *series,
                  struct arena *arena, struct xmr *out);

/* The same with runs of so many points. */
bool limits_judge_runs(const struct indicator *indicator, const struct series *series,
                       struct xmr_runs runs, struct arena *arena, struct xmr *out);

/* The declared break (`rebase`) that a period lies in or behind, of the indicator's; or
 * XMR_NO_REBASE: values of two segments are not compared. */
size_t limits_segment(const struct indicator *indicator, struct period period);

/* True if no declared break lies between two periods: the one question behind every change,
 * mean and line that is refused across one. */
bool limits_compares(const struct indicator *indicator, struct period a, struct period b);

/* Where a new level seems to have begun: its first period. Only said, never applied, since a
 * break needs a cause that somebody can name (`rebase`). True when at least XMR_POINTS_TRIAL
 * values up to the newest one are on one side of the mean of their level, the better one or
 * where neither is (to start anew on bad news would hide them), and both levels would be
 * steady: the idea of the Stable Shift Algorithm, of which only the abstract was read. */
bool limits_suggest(const struct indicator *indicator, const struct series *series,
                    struct arena *arena, struct period *out);

/* A bound of the newest value's segment, as a value of the indicator; and all of them:
 * "管理限界: ▲19.6ポイント～▲10.5ポイント（平均 ▲15.0ポイント、24期の値による）". False, and
 * nothing appended, where the newest value has none. */
void limits_say_bound(const struct indicator *indicator, const struct xmr *xmr, double bound,
                      enum language language, struct buf *out);
bool limits_say(const struct indicator *indicator, const struct xmr *xmr,
                enum language language, struct buf *out);

/* 1 when higher is better, -1 when lower is, 0 when neither. */
int limits_direction(const struct indicator *indicator);

#endif
