/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rrdcall: the only user of rrd.h. Layer: rrd. librrd's error text becomes a struct err
 * (ERR_IO unless said otherwise), also where librrd leaves it empty.
 */
#ifndef RRD_RRDCALL_H
#define RRD_RRDCALL_H

#include "core/buf.h"
#include "core/err.h"

#include <stddef.h>
#include <stdint.h>

/* Creates a file of one GAUGE DS `v`, step 86400, RRA LAST:0.5:1:<rows>, last update at
 * `start` (seconds), then applies `count` updates "seconds:value" in ascending order. */
int rrdcall_build(const char *path, int64_t start, size_t rows, const char *const *updates,
                  size_t count, struct err *err);

/* How far a file reaches: its last update (seconds) and its rows. ERR_DATA when it is not laid
 * out as rrdcall_build does it. librrd trusts what it reads: a damaged file may end the
 * process, so call this and rrdcall_fetch in a worker when the file may be one. */
int rrdcall_extent(const char *path, int64_t *last, size_t *rows, struct err *err);

/* Values of DS v, one per day in (start, end]; *values is released with mem_free. */
int rrdcall_fetch(const char *path, int64_t start, int64_t end, double **values, size_t *count,
                  struct err *err);

/* rrd_graph_v to memory; the PNG is appended to `out`. ERR_CONFIG is what librrd has against
 * the arguments. */
int rrdcall_graph(size_t count, const char *const *arguments, struct buf *out,
                  struct err *err);

/* "1.7.2" */
const char *rrdcall_version(void);

#endif
