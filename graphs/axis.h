/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * axis: the value axis: round numbers around what is shown. Layer: graphs. Pure data.
 */
#ifndef GRAPHS_AXIS_H
#define GRAPHS_AXIS_H

#include "core/decimal.h"

#include <stddef.h>

/* Ticks stand at (first + i) * digit * 10^exponent for i = 0 .. count - 1. */
struct axis {
    int64_t first;
    size_t count;  /* at least 2 */
    int64_t digit; /* 1 2 5 */
    int exponent;  /* never below -DECIMAL_PLACES_MAX */
    double low;    /* the first tick */
    double high;   /* the last tick */
};

/* Round ticks that contain low..high, with at most `most` (2 .. 12) spaces between them and no
 * finer than `places` decimals. Equal or swapped bounds, and such that are no numbers, still
 * give an axis; nothing but zeros gives 0 to 1. */
struct axis axis_make(double low, double high, size_t most, int places);

/* The i-th tick, and the places that all ticks need. */
struct decimal axis_tick(const struct axis *axis, size_t i);
int axis_places(const struct axis *axis);

/* Where a value stands between `bottom` (low) and `top` (high); one outside stands at the
 * edge. */
double axis_y(const struct axis *axis, double value, double bottom, double top);

#endif
