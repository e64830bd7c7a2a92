/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rrdnames: the names in a [graph] definition: each element may use those that stand before it
 * only. Layer: rrd. librrd would say so when it draws, which is a day after the mistake.
 */
#ifndef RRD_RRDNAMES_H
#define RRD_RRDNAMES_H

#include "core/arena.h"
#include "core/err.h"

#include <stddef.h>

struct rrdnames {
    const char **names; /* in the arena, room for as many as there are words */
    size_t count;
};

/* Checks what an element (DEF:, CDEF:, LINE2: ...) uses, and adds what it defines. An operator
 * of a CDEF is one of rrdgraph_rpn(3). ERR_CONFIG names element and name. */
int rrdnames_take(struct rrdnames *names, struct arena *arena, const char *element,
                  struct err *err);

#endif
