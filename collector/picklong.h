/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * picklong: layout `long`: a head, then one row per period (and per combination of `where`).
 * Layer: collector.
 *
 * A year printed once holds for the rows below; a year may stand in a column of its own, left
 * of the months. Rows of totals, notes, comparisons and forecasts are passed over.
 */
#ifndef COLLECTOR_PICKLONG_H
#define COLLECTOR_PICKLONG_H

#include "collector/take.h"
#include "core/err.h"

/* ERR_DATA when the head or one of its columns is not there, or not the only one. */
int picklong_run(struct taker *taker, struct err *err);

#endif
