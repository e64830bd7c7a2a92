/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pickacross: layout `across`: the periods stand in the head, each row is a series.
 * Layer: collector.
 *
 * `value` is the label of the row: its whole path over the label columns, or the last part of
 * it. A table may go on below with further periods under a head of its own. Columns of totals
 * and comparisons are passed over, those of an outlook are never taken.
 */
#ifndef COLLECTOR_PICKACROSS_H
#define COLLECTOR_PICKACROSS_H

#include "collector/take.h"
#include "core/err.h"

/* ERR_DATA when there is no head of periods, or not one row of the label. */
int pickacross_run(struct taker *taker, struct err *err);

#endif
