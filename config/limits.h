/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * limits: how an indicator's configuration asks for control limits, so that charts and alerts
 * judge the same. Layer: config. The judgement itself is core/xmr.
 */
#ifndef CONFIG_LIMITS_H
#define CONFIG_LIMITS_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/series.h"
#include "core/xmr.h"

#include <stdbool.h>

/* True if the series of this indicator is judged, and by what: `limits = auto` takes the
 * values of years, and of balances against the year before; weeks, months and quarters have a
 * season and are compared with the year before: by their ratio, or by their difference where
 * a value is negative or a per cent; days are not judged. */
bool limits_basis(const struct indicator *indicator, const struct series *series,
                  enum xmr_basis *out);

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

/* 1 when higher is better, -1 when lower is, 0 when neither. */
int limits_direction(const struct indicator *indicator);

#endif
