/* SPDX-License-Identifier: GPL-3.0-or-later */
/* datescan_scan: the cursor that the parts of datescan share; nobody else includes it. */
#ifndef CORE_DATESCAN_SCAN_H
#define CORE_DATESCAN_SCAN_H

#include "core/datescan.h"

struct datescan_scan {
    const char *original;
    const char *at;
    enum datescan_manner manner;
    const struct periodread_context *context;
    struct datescan parts;
    struct err *err;
};

/* Fills err with the text and the reason; -1. */
int datescan_refuse(const struct datescan_scan *scan, const char *reason);

/* True and moved on when the word stands at the cursor. */
bool datescan_word(struct datescan_scan *scan, const char *word);

/* As datewords_number, moved on. */
int datescan_number(struct datescan_scan *scan, size_t *digits);
bool datescan_at_number(const struct datescan_scan *scan);

/* datescan_year.c: each reads what stands at the cursor, 0 with parts.first.year left 0 when
 * it is something else, -1 when it is refused. */

/* 平成28, 2016, FY left to the caller: an era or four digits. */
int datescan_long_year(struct datescan_scan *scan, int *year);

/* 21年度, 元年: by the era of the context. Stops before 年. */
int datescan_short_year(struct datescan_scan *scan);

/* 昨年, 今年度, 前月. */
int datescan_relative(struct datescan_scan *scan);

/* (1967年) behind a year: the same one. */
int datescan_second_form(struct datescan_scan *scan);

#endif
