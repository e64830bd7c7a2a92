/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rolling: the year that ends with a period, of a series that is finer than years. Layer:
 * core. Pure. Only of whole years: a mean of eleven months is no mean of a year, and of a
 * seasonal series it says something else every month.
 */
#ifndef CORE_ROLLING_H
#define CORE_ROLLING_H

#include "core/series.h"

#include <stdbool.h>
#include <stddef.h>

/* The periods of a year: 12, 4, 1; 0 for days and weeks, which no year holds wholly. */
size_t rolling_year(enum frequency frequency);

/* The sum of the year that ends with the i-th observation; false unless each of its periods
 * has a value, and on overflow. */
bool rolling_total(const struct series *series, size_t i, struct decimal *out);

/* Its mean, with these places (half away from zero). */
bool rolling_mean(const struct series *series, size_t i, int places, struct decimal *out);

/* The same with the places that it deserves: a mean of twelve counts is known more finely than
 * one of them. As many as show four digits, but at most ROLLING_FINER more than a value's, and
 * no fewer: 6.42 of counts of 6, 113.4 of 113, 5,432 of 5,432. Of a year of one period it is
 * the value. */
#define ROLLING_FINER 2
bool rolling_fine_mean(const struct series *series, size_t i, int places, struct decimal *out);

#endif
