/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * datescan: what a text says of a date or a range of dates, before it is known which period
 * that is. Layer: core; used by periodread.c and spanread.c only.
 */
#ifndef CORE_DATESCAN_H
#define CORE_DATESCAN_H

#include "core/err.h"
#include "core/periodread.h"

#include <stdbool.h>
#include <stddef.h>

/* 0 = not said. */
struct datescan_day {
    int year; /* Western; of a fiscal year the one it starts in */
    int month;
    int day;
};

struct datescan {
    struct datescan_day first;
    struct datescan_day last; /* of a range or list; else as `first` */
    bool range;               /* first ~ last */
    bool list;                /* 3月 4月 5月: months one by one, none left out */
    bool fiscal;              /* 年度, FY */
    bool relative;      /* 昨年, and the day of publication is not known: first.year and
                           last.year are distances */
    int quarter;        /* of the calendar year, 1-4 */
    int fiscal_quarter; /* as numbered, 1-4 */
    int week;
    int era;        /* base of the era it was written in */
    int short_year; /* as printed, when a year was of an era or of two digits */
};

/* Which liberties may be taken. */
enum datescan_manner {
    DATESCAN_CELL, /* a complete date */
    DATESCAN_PROSE /* also without its year, relative, or in a wire's number */
};

/* Reads the date at the start of `key` (NFKC, no spaces) and how long it is; `original` is
 * quoted in errors. The carried year, era and month of the context complete what the text
 * leaves out. ERR_DATA with the reason. */
int datescan_take(const char *original, const char *key, enum datescan_manner manner,
                  const struct periodread_context *context, struct datescan *out,
                  size_t *length, struct err *err);

/* As datescan_take for a cell, with nothing behind it but words and marks that change
 * nothing. */
int datescan_read(const char *original, const char *key,
                  const struct periodread_context *context, struct datescan *out,
                  struct err *err);

/* A calendar date: of a fiscal year, January to March lie in the next calendar year. */
struct datescan_day datescan_civil(const struct datescan *date, struct datescan_day day);

#endif
