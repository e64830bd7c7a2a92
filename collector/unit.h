/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * unit: units as publishers print them (人, 千人, 百万円, ％, ポイント, 1,000人) and
 * conversion between those that differ by a power of ten only. Layer: collector.
 */
#ifndef COLLECTOR_UNIT_H
#define COLLECTOR_UNIT_H

#include "core/arena.h"
#include "core/decimal.h"
#include "core/err.h"

#include <stdbool.h>

/* True if a text is a unit by itself, such as the bracket of a head: one of the common ones,
 * with or without 千, 万 and so on, or the one that is `wanted`. */
bool unit_is(struct arena *arena, const char *text, const char *wanted);

/* The unit that a cell is, without the brackets round it; "" = it is none. */
const char *unit_bare(struct arena *arena, const char *text, const char *wanted);

/* What is left of a unit without its 千, 万 and so on. */
const char *unit_base(struct arena *arena, const char *text);

/* Powers of ten in it: 3 of 千人. */
int unit_exponent(struct arena *arena, const char *text);

/* True if values in `from` can be converted to `to`. */
bool unit_fits(struct arena *arena, const char *from, const char *to);

/* Converts exactly. ERR_DATA when the units do not fit or the number becomes too large. */
int unit_convert(struct arena *arena, struct decimal value, const char *from, const char *to,
                 struct decimal *out, struct err *err);

/* The unit in a list such as 千人、％ that fits `wanted`. Where several fit (千円、百万円) or
 * one is that of a part (百万円、1人当たりは千円), nobody can say whose it is: the whole list,
 * which fits nothing. NULL when none fits. */
const char *unit_list(struct arena *arena, const char *list, const char *wanted);

/* The one that fits in 金額：百万円、人数：千人 (a key, perhaps in brackets), as unit_list;
 * NULL when none does or it says anything else. */
const char *unit_pairs(struct arena *arena, const char *key, const char *wanted);

/* The unit that a caption such as `(単位：千人、％)` gives, as unit_list, or the first when
 * none fits. NULL when the text is no such caption. */
const char *unit_caption(struct arena *arena, const char *text, const char *wanted);

#endif
