/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * season: whether a series shows one. Layer: core. Pure.
 *
 * The F-test for stable seasonality of the X-11 family (X-13ARIMA-SEATS Reference Manual,
 * table D 8.A, at the 0.1 per cent level): a line and then the centred mean of a year are
 * taken off (at the ends the nearest whole one), and what is left is compared between the
 * months, or quarters or weeks, and within them. F is turned into a normal deviate by Paulson
 * (1942). Simulated: of 30 to 120 months without a season 0.3 per cent are said to have one
 * when they are independent, up to 2 per cent when each is like the one before; of 36 whose
 * swing is twice their noise 83 per cent are, of 60 all.
 */
#ifndef CORE_SEASON_H
#define CORE_SEASON_H

#include "core/arena.h"
#include "core/series.h"

#include <stdbool.h>

/* True if months, quarters or weeks of two years at least (and twelve values) show one; of
 * what is counted (`ratio`) their logarithms, if all are above zero. */
bool season_is_evident(const struct series *series, bool ratio, struct arena *arena);

#endif
