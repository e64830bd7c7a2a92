/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * periodread: periods as publishers print them (令和元年度, 2016年8月, H28.8, 平成 28 年 8 月,
 * 2016/08, 201608, FY2019, 2019年度, 1-3月期 ...). Layer: core. Nothing is guessed: what is
 * ambiguous (a bare two-digit year without an era, a month without a year) is refused with the
 * reason.
 */
#ifndef CORE_PERIODREAD_H
#define CORE_PERIODREAD_H

#include "core/err.h"
#include "core/period.h"

#include <stdbool.h>

/* How the publisher labels a year that is a fiscal one: by its start (2024 = April 2024 to
 * March 2025) or by its end (the graduates of March 2024 belong to FY2023). */
enum year_label { YEAR_LABEL_STARTS, YEAR_LABEL_ENDS };

struct periodread_context {
    enum frequency frequency;
    enum year_label year_label;
    int carried_year; /* Western year printed in an earlier cell, for "9月"; 0 = none */
    int carried_era; /* base of the era printed in an earlier cell, for "21年度"; 0 = none */
    int carried_month; /* month read last with carried_year, so that 12 -> 1 turns the year; 0
                        */
    bool carried_fiscal; /* carried_year is a 年度: months turn in April */
    int carried_short;   /* the last year of one or two digits as printed; 0 = none */
    int short_step;      /* whether those rise (1) or fall (-1); 0 = not known */
    struct period named; /* what the cell read last names by itself: finer than the period that
                            contains it, where a date stands for it (2024年3月 for FY2023) */
    int published_year;  /* of the publication, for 昨年 in prose; 0 = not known */
    int published_month;
};

/* Reads one cell's text. A range of days within a month is that month, a range of months that
 * is a quarter or a whole year is that. A day or a month stands for the longer period that
 * contains it, as do the days of a survey; a quarter, a week or a range that is shorter than
 * the period wanted is a part of it, and refused. On success fills *out and updates the
 * carried fields of *context. Notes and marks (core/note.h, core/status.h), spaces and
 * full-width digits are understood. A bare year in a fiscal-year series is that fiscal year
 * (publishers print 年 for 年度). ERR_DATA with the reason, which quotes the text, otherwise.
 */
int periodread_cell(const char *text, struct periodread_context *context, struct period *out,
                    struct err *err);

/* True if a text looks like it was meant as a period (has digits or 元 next to 年, 月, 年度,
 * an era or a date separator), so that an unreadable one is worth a report rather than being a
 * title, a note or a total row. */
bool periodread_plausible(const char *text);

#endif
