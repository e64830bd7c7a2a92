/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * jsonsdmx: SDMX-JSON data messages, 1.0 (`dataSets` and `structure`, at the root or in
 * `data`) and 2.x (`data/dataSets`, `data/structures`). Layer: collector.
 *
 * One grid for each structure, named after it. Columns: every dimension and attribute of data
 * set, series and observation under its id with the ids of its values, and behind it, where
 * it and its values have names, a column of names under its own name; the measures
 * (OBS_VALUE, or their ids where there are several). Data sets whose action is Delete are
 * skipped. null and what was cut off are empty cells. TIME_PERIOD is read by sdmxtime.
 * Attributes of dimension groups are not read.
 */
#ifndef COLLECTOR_DECODE_JSONSDMX_H
#define COLLECTOR_DECODE_JSONSDMX_H

#include "collector/grid.h"
#include "collector/jsondoc.h"
#include "core/err.h"

#define JSONSDMX_COMPONENTS_MAX 64 /* of one level */

bool jsonsdmx_recognise(const struct jsondoc_value *root);

/* ERR_DATA with the message's own words when it holds errors and no data. */
int jsonsdmx_check(const struct jsondoc_value *root, struct grids *out, struct err *err);

/* ERR_DATA for a key or an index that its structure does not have. */
int jsonsdmx_decode(const struct jsondoc_value *root, struct grids *out, struct err *err);

#endif
