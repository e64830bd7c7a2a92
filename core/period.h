/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * period: a day, ISO week, month, quarter, calendar year or fiscal year (April to March) as
 * the n-th of its kind, so that the next is n+1 and comparing is comparing integers. Layer:
 * core.
 *
 *   frequency      written       n
 *   daily          2024-04-01    days since 1970-01-01
 *   weekly         2024-W14      ISO weeks since the one of 1970-01-01
 *   monthly        2024-04       year * 12 + month - 1
 *   quarterly      2024-Q2       year * 4 + quarter - 1
 *   calendar-year  2024          the year
 *   fiscal-year    FY2024        the year in which it starts
 */
#ifndef CORE_PERIOD_H
#define CORE_PERIOD_H

#include "core/err.h"

#include <stdbool.h>
#include <stdint.h>

enum frequency {
    FREQUENCY_DAILY,
    FREQUENCY_WEEKLY,
    FREQUENCY_MONTHLY,
    FREQUENCY_QUARTERLY,
    FREQUENCY_CALENDAR_YEAR,
    FREQUENCY_FISCAL_YEAR
};

struct period {
    enum frequency frequency;
    int32_t n;
};

#define PERIOD_TEXT_SIZE 24

/* The years that anybody can mean, written, printed or entered; a number beyond them is no
 * year. */
#define PERIOD_YEAR_MIN 1868
#define PERIOD_YEAR_MAX 2100

/* "monthly" and so on. */
const char *period_frequency_name(enum frequency frequency);
bool period_frequency_parse(const char *name, enum frequency *out);

/* Calendar and fiscal years. */
bool period_is_yearly(enum frequency frequency);

/* Reads the written form of exactly this frequency, in a year that can be meant. ERR_USAGE
 * says what was expected, e.g. `"2024-13": expected a month such as 2024-04`. */
int period_parse(const char *text, enum frequency frequency, struct period *out,
                 struct err *err);

/* As period_parse, but a finer written form maps to the period that contains it ("2024-05-03"
 * is FY2024); a coarser one is refused. */
int period_parse_within(const char *text, enum frequency frequency, struct period *out,
                        struct err *err);

/* The written form. */
void period_print(struct period period, char out[PERIOD_TEXT_SIZE]);

/* "2024-04-01" of a day. */
void period_print_day(int32_t day, char out[PERIOD_TEXT_SIZE]);

struct period period_next(struct period period);
struct period period_add(struct period period, int32_t count);

/* Negative, 0, positive; both of one frequency. */
int period_compare(struct period a, struct period b);

/* First day, and the day after the last (days since 1970-01-01). */
int32_t period_start(struct period period);
int32_t period_end(struct period period);

/* The period of this frequency that contains a day. */
struct period period_of_day(enum frequency frequency, int32_t day);

/* The period of a coarser (or the same) frequency that contains all of `period`. False where
 * there is none: a finer one, or a week across two months. */
bool period_convert(struct period period, enum frequency frequency, struct period *out);

/* The same period a year before: by the calendar (29 February goes to 28, week 53 to 52). */
struct period period_year_before(struct period period);

#endif
