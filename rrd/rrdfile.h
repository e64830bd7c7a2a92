/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rrdfile: the projection of a series into an RRD file, for every tool that reads RRD.
 * Layer: rrd.
 *
 * One GAUGE DS named `v`, step one day, one RRA LAST:0.5:1:<days>; each period is stamped at
 * 00:00 UTC of the day after its last, so `rrdtool fetch` gives the value on every day of the
 * period and NaN where there is none. Periods that start before 1970-01-02 are not in the file
 * (librrd's limit). Always built whole, as a draft (core/file.h): a file is never updated in
 * place.
 */
#ifndef RRD_RRDFILE_H
#define RRD_RRDFILE_H

#include "core/err.h"
#include "core/series.h"

#include <stdbool.h>

/* Writes the draft of a file <indicator>.rrd; none for a series with nothing to project. */
int rrdfile_write(const char *draft, const struct series *series, struct err *err);

/* Compares <folder>/<indicator>.rrd with the series day by day, in a worker: librrd may not
 * survive a damaged file. *same is false with the first difference in `err->text` (code 0)
 * when they differ, or with the reason when the file is missing or cannot be read. */
int rrdfile_compare(const char *folder, const struct series *series, bool *same,
                    struct err *err);

#endif
