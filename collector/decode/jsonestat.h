/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * jsonestat: replies of e-Stat's getStatsData 3.0 (政府統計の総合窓口). Layer: collector.
 *
 * One grid, named by TITLE. Every class object gives two columns: the code under its @id
 * (`area`, `cat01`, `time`) and the name under its @name (`地域`, `時間軸(月次)`), then
 * `unit`, `value` and, where the reply has them, `annotation` and `note` (what a mark in the
 * cell means). A mark that NOTE explains is no value, whatever it looks like: one that would
 * not read as a missing value is written ***, e-Stat's own for "see the note". Elements that
 * occur once are bare.
 */
#ifndef COLLECTOR_DECODE_JSONESTAT_H
#define COLLECTOR_DECODE_JSONESTAT_H

#include "collector/grid.h"
#include "collector/jsondoc.h"
#include "core/err.h"

bool jsonestat_recognise(const struct jsondoc_value *root);

/* ERR_DATA with STATUS and ERROR_MSG when STATUS is not 0. Sets out->next from NEXT_KEY. */
int jsonestat_check(const struct jsondoc_value *root, struct grids *out, struct err *err);

int jsonestat_decode(const struct jsondoc_value *root, struct grids *out, struct err *err);

#endif
