/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pickmatrix: layout `matrix`: years down, months (or quarters) across, or the other way
 * round. Layer: collector.
 *
 * A 年度 runs from April; so does a 年 whose months are printed from April to March. `where`
 * keeps rows by further label columns. Totals are passed over.
 */
#ifndef COLLECTOR_PICKMATRIX_H
#define COLLECTOR_PICKMATRIX_H

#include "collector/take.h"
#include "core/err.h"

/* ERR_DATA when there are no such axes, or a year stands in several rows. */
int pickmatrix_run(struct taker *taker, struct err *err);

#endif
