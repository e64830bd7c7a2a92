/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * jsondash: replies of the 統計ダッシュボード API (getData). Layer: collector.
 *
 * One grid, named by STAT_NAME. Columns: each key of VALUE with its code (`indicator`,
 * `regionCode`, `cycle`, `regionRank`, `isSeasonal` ...) and behind it, where CLASS_INF names
 * the codes, a column of names (`regionCode/name`); `time` as a period (2024-01, 2024-Q2,
 * 2024, FY2024); `unit` as a name; `status` (速報, 確報) from isProvisional; `value`, and
 * `annotation` where there is one. One reply may hold several cycles, ranks and seasonal
 * kinds: a selection filters them.
 */
#ifndef COLLECTOR_DECODE_JSONDASH_H
#define COLLECTOR_DECODE_JSONDASH_H

#include "collector/grid.h"
#include "collector/jsondoc.h"
#include "core/err.h"

#define JSONDASH_TIME_SIZE 16

bool jsondash_recognise(const struct jsondoc_value *root);

/* ERR_DATA with the status and the message when it is not 0. */
int jsondash_check(const struct jsondoc_value *root, struct grids *out, struct err *err);

int jsondash_decode(const struct jsondoc_value *root, struct grids *out, struct err *err);

/* 20240100 -> 2024-01, 20242Q00 -> 2024-Q2, 2024CY00 -> 2024, 2024FY00 -> FY2024; anything
 * else as it is. Returns `code` or `out`. */
const char *jsondash_time(const char *code, char out[JSONDASH_TIME_SIZE]);

#endif
