/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * indexed: a series as parts of its value in one period, which is 100 (index numbers). Layer:
 * core. Pure. Only what cannot be negative and is not a change already has an index.
 */
#ifndef CORE_INDEXED_H
#define CORE_INDEXED_H

#include "core/arena.h"
#include "core/err.h"
#include "core/series.h"

#include <stdbool.h>

#define INDEXED_PLACES 1

/* The first period in which both have a value above zero; false without one, and where their
 * periods are not of one length. */
bool indexed_base(const struct series *a, const struct series *b, struct period *out);

/* *out lives in the arena: value / value of `base` * 100, rounded half away from zero to
 * INDEXED_PLACES, with the status and origin of each observation. ERR_USAGE when the base has
 * no value above zero, or a value is below zero or beyond what an index can say. */
int indexed_series(const struct series *series, struct period base, struct arena *arena,
                   struct series *out, struct err *err);

#endif
