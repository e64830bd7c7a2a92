/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * phrase: what is said of an indicator's figures, so that charts, pages and messages say the
 * same. Layer: config. Each appends to a buf.
 */
#ifndef CONFIG_PHRASE_H
#define CONFIG_PHRASE_H

#include "config/settings.h"
#include "core/buf.h"
#include "core/series.h"

#include <stdbool.h>

/* "" when it has none. */
const char *phrase_unit(const struct indicator *indicator, enum language language);

/* The places behind the point that a value of it is printed with: as configured, else its own.
 */
int phrase_places(const struct indicator *indicator, struct decimal value);

/* now - before as they are printed; -1 on overflow. */
int phrase_subtract(const struct indicator *indicator, struct decimal now,
                    struct decimal before, struct decimal *out);

/* True if the unit is a per cent. */
bool phrase_is_percent(const struct indicator *indicator);

/* "▲15.4ポイント", "−15.4 points" */
void phrase_value(const struct indicator *indicator, struct decimal value,
                  enum language language, struct buf *out);

/* "＋7.7ポイント"; differences of per cents are points. */
void phrase_difference(const struct indicator *indicator, struct decimal difference,
                       enum language language, struct buf *out);

/* The same of what is derived (a mean) and has places of its own. */
void phrase_derived(const struct indicator *indicator, struct decimal value,
                    enum language language, struct buf *out);
void phrase_derived_difference(const struct indicator *indicator, struct decimal difference,
                               enum language language, struct buf *out);

/* The change in per cent, with one place, of the values as they are printed; false where it
 * has no meaning: of per cents, points and changes on the year before, of what can be negative
 * (`series` shows it), from nothing. */
bool phrase_percent(const struct indicator *indicator, const struct series *series,
                    struct decimal now, struct decimal before, struct decimal *out);

/* Whether it has a meaning for the indicator at all, and what it is where that is so: apart,
 * for the first looks at the whole series. The second is false from nothing or beyond all
 * bounds. */
bool phrase_percent_apt(const struct indicator *indicator, const struct series *series);
bool phrase_percent_of(const struct indicator *indicator, struct decimal now,
                       struct decimal before, struct decimal *out);

/* The same also beyond 9,999 per cent, which is not said, since it means no more than "many
 * times". */
bool phrase_percent_any(const struct indicator *indicator, const struct series *series,
                        struct decimal now, struct decimal before, struct decimal *out);

/* The change from the newest value before, with its per cent where one has a meaning:
 * "前月比＋7.7ポイント、マイナス幅縮小", "前年度比＋24,600人、＋33.7％",
 * "前回値（2014年度）比▲5人". Across a declared break (`rebase`) there is none, and that is
 * said: "統計の断層のため前月とは比べられない". False, and nothing appended, without a value
 * before. */
bool phrase_change(const struct indicator *indicator, const struct series *series,
                   const struct observation *now, enum language language, struct buf *out);

/* How far the target is: "目標138,000人まで40,265人", "目標55％まで7.3ポイント". False, and
 * nothing appended, without one, when it is reached, or when neither way is better. */
bool phrase_gap(const struct indicator *indicator, struct decimal value,
                enum language language, struct buf *out);

/* The same for a line that must be short: figures as they are said (9万7,735人), and of the
 * change only the per cent where one has a meaning: "前年度比＋33.7％". */
void phrase_value_brief(const struct indicator *indicator, struct decimal value,
                        enum language language, struct buf *out);
bool phrase_change_brief(const struct indicator *indicator, const struct series *series,
                         const struct observation *now, enum language language,
                         struct buf *out);
bool phrase_gap_brief(const struct indicator *indicator, struct decimal value,
                      enum language language, struct buf *out);

#endif
