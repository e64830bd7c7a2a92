/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * workers: jobs in forked processes, so that a crash costs one job and libraries with
 * process-wide state (pango, librrd) never meet. Layer: core.
 */
#ifndef CORE_WORKERS_H
#define CORE_WORKERS_H

#include "core/err.h"

#include <stddef.h>

/* One job: runs in a child; what it leaves behind are files. */
typedef int (*workers_job)(size_t index, void *context, struct err *err);

/* Runs jobs 0..count-1 on at most `processes` children (0 = as many as there are cores, never
 * more than count), each child taking the next job when free. results[i] receives job i's
 * error (code 0 = done; a child that died: ERR_INTERNAL naming the signal). Returns 0 when
 * every job succeeded, else -1 with *err the first failure. Children are killed when their
 * parent ends: no orphan holds its lock or writes on. */
int workers_run(size_t count, unsigned processes, workers_job job, void *context,
                struct err *results, struct err *err);

/* The same in two halves, between which the caller may do something else: children that have
 * begun, and what has become of their jobs. Whatever the jobs need is there when it begins. */
struct workers;

struct workers *workers_begin(size_t count, unsigned processes, workers_job job,
                              void *context);
int workers_end(struct workers *workers, struct err *results, struct err *err);

#endif
