/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * typed: periods as a person types them, in the spellings that documents have too (令和8年3月,
 * R8.3, 2026/1/9). Layer: cli.
 */
#ifndef CLI_TYPED_H
#define CLI_TYPED_H

#include "config/settings.h"
#include "core/err.h"
#include "core/period.h"

#include <stdbool.h>
#include <stdint.h>

/* A period of exactly this frequency of the indicator: what is finer or coarser stands for
 * none here; a year may be that of an era alone (R3). ERR_USAGE says what was expected. */
int typed_period(const char *text, const struct indicator *indicator, enum frequency frequency,
                 struct period *out, struct err *err);

/* A fiscal year by its number (2024) or as a period (FY2024, R6, 令和6年度). */
bool typed_year(const char *text, int64_t *out);

/* From when to when a day, month or year is, or an instant, which is both. ERR_USAGE when it
 * is none of these: a day with a time that is none (T25:00) is no day either. */
int typed_moment(const char *text, int64_t *from, int64_t *to, struct err *err);

#endif
