/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * shape: the right mark for a measure, from its frequency, unit and sign, unless the
 * configuration says `chart =`. Layer: graphs. Pure.
 *
 *   years                      bars, each with its value
 *   per cents                  line, from 0 to 100 when that helps
 *   what can fall below zero   steps around the zero line (a DI)
 *   other finer figures        line; of months and quarters with the mean of a year
 */
#ifndef GRAPHS_SHAPE_H
#define GRAPHS_SHAPE_H

#include "config/settings.h"
#include "core/series.h"

#include <stdbool.h>

/* Never CHART_AUTO. `series` may be NULL. */
enum chart_shape shape_of(const struct indicator *indicator, const struct series *series);

/* True if the mean of a year belongs to it: a line of months or quarters that have seasons. */
bool shape_has_mean(const struct indicator *indicator, const struct series *series);

#endif
