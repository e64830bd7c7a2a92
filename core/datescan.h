/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * datescan: what a cell says of a date, before it is known which period that is. Layer: core;
 * used by periodread.c only.
 */
#ifndef CORE_DATESCAN_H
#define CORE_DATESCAN_H

#include "core/err.h"
#include "core/periodread.h"

#include <stdbool.h>

/* 0 = not said. */
struct datescan {
    int year;    /* Western */
    bool fiscal; /* 年度, FY */
    int month;
    int day;
    int quarter;        /* of the calendar year, 1-4 */
    int fiscal_quarter; /* as numbered, 1-4 */
    int week;
    int era; /* base of the era it was written in */
};

/* Reads `key` (NFKC, no spaces); `original` is quoted in errors. The carried year, era and
 * month of the context complete what the cell leaves out. ERR_DATA with the reason. */
int datescan_read(const char *original, const char *key,
                  const struct periodread_context *context, struct datescan *out,
                  struct err *err);

#endif
