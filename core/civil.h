/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * civil: dates of the proleptic Gregorian calendar as day numbers (days since 1970-01-01,
 * negative before). No time of day, no time zone. Layer: core.
 * Algorithms: Howard Hinnant, "chrono-compatible low-level date algorithms" (public domain);
 * ISO 8601 weeks (week 1 holds the year's first Thursday).
 */
#ifndef CORE_CIVIL_H
#define CORE_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

struct civil {
    int year;
    int month; /* 1-12 */
    int day;   /* 1-31 */
};

int32_t civil_day(int year, int month, int day);
struct civil civil_date(int32_t day);
bool civil_valid(int year, int month, int day);
int civil_month_days(int year, int month);

/* 1 Monday ... 7 Sunday */
int civil_weekday(int32_t day);

/* ISO week of a day, and the Monday that starts an ISO week. */
void civil_iso_week(int32_t day, int *year, int *week);
int32_t civil_week_monday(int year, int week);

/* 52 or 53 */
int civil_weeks_in_year(int year);

/* First of the month `months` later (or earlier) than the month of `day`. */
int32_t civil_add_months(int32_t day, int months);

#endif
