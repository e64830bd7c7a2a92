/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * take_dates: labels that name something shorter than the indicator's period. Layer:
 * collector; used by take.c only.
 *
 * 2024年3月 in a table of fiscal years dates FY2023, if every label there is alone in its
 * period and none names a whole one; else such labels are parts, and a part recorded as the
 * whole would be wrong in silence. A month dates no period that is not over, unless it dates
 * the others too.
 */
#ifndef COLLECTOR_TAKE_DATES_H
#define COLLECTOR_TAKE_DATES_H

#include "collector/take.h"

enum take_dating take_dates_of(const struct take_cell *cell);

/* Remembers how the cell's label names its period. */
void take_dates_note(struct taker *taker, const struct take_cell *cell);

/* Takes parts away from the items, and reports the first. */
void take_dates_drop(struct taker *taker);

#endif
