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

#include <stdint.h>

/* A period of exactly this frequency of the indicator: what is finer or coarser stands for
 * none here. ERR_USAGE says what was expected. */
int typed_period(const char *text, const struct indicator *indicator, enum frequency frequency,
                 struct period *out, struct err *err);

/* From when to when a day, month or year is, or an instant, which is both. ERR_USAGE when it
 * is none of these. */
int typed_moment(const char *text, int64_t *from, int64_t *to, struct err *err);

#endif
