/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * placeholder: addresses that name a period: https://example.jp/r{%-Ey}/lobo_{%Y%m}.pdf.
 * Layer: core.
 *
 * Between { and } stand letters of the address and:
 *
 *   %Y  the year, 2024       %y  its last two digits     %f  the fiscal year, 2023
 *   %m  the month, 04        %q  the quarter, 1 to 4     %d  the day, 05
 *   %V  the ISO week, 07     %G  its year
 *   %EC the era, 令和 (as %E4%BB%A4%E5%92%8C)             %ER %Er its letter, R or r
 *   %Ey its year, 06         %Ef the era's fiscal year
 *
 * each with - behind the % for no zero in front (%-m). The era of a month is that of its last
 * day, that of a year (fiscal or not) the one of its October: 2019 is 令和元年, as is
 * 2019年度.
 */
#ifndef CORE_PLACEHOLDER_H
#define CORE_PLACEHOLDER_H

#include "core/buf.h"
#include "core/err.h"
#include "core/period.h"

#include <stdbool.h>

/* True if the address has a {. */
bool placeholder_is_in(const char *url);

/* The kind of period that the address names: the finest; years are calendar years unless only
 * %f or %Ef says which. ERR_CONFIG when a brace is not closed or holds something unknown, or
 * two periods would have one address ({%m} alone, {%Y%V}). */
int placeholder_frequency(const char *url, enum frequency *out, struct err *err);

/* Appends the address of a period. The pattern was looked at by placeholder_frequency. */
void placeholder_fill(const char *url, struct period period, struct buf *out);

#endif
