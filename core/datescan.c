/* SPDX-License-Identifier: GPL-3.0-or-later */
/* datescan: a text, read from left to right into the parts of a date; see datescan.h. */
#include "core/datescan_scan.h"

#include <string.h>

#include "core/datewords.h"
#include "core/era.h"
#include "core/note.h"
#include "core/str.h"

#define WIRE_DIGITS 12 /* yyyymmdd and a serial */

static bool take_range_mark(struct datescan_scan *scan)
{
    size_t length = datewords_range(scan->at);

    /* か is what is left of から */
    if (length == 0 && scan->manner == DATESCAN_PROSE && str_starts(scan->at, "か") &&
        str_digits(scan->at + strlen("か")) > 0)
        length = strlen("か");
    scan->at += length;
    return length > 0;
}

/* --- months, quarters, weeks, days --- */

static int take_month_number(struct datescan_scan *scan, int *month)
{
    size_t digits;
    bool wide = str_digits(scan->at) > 2; /* 2024-004 is no April */

    *month = datescan_number(scan, &digits);
    if (*month < 1 || *month > 12 || wide)
        return datescan_refuse(scan, "expected a month 1 to 12");
    return 0;
}

/* 1-3月期, 10~12月: true and moved on when it is a range of months. */
static bool take_months(struct datescan_scan *scan)
{
    struct datescan_scan ahead = *scan;
    size_t digits;
    int first = datescan_number(&ahead, &digits);

    datescan_word(&ahead, "月");
    if (first < 1 || first > 12 || !take_range_mark(&ahead))
        return false;
    int last = datescan_number(&ahead, &digits);
    if (last < 1 || last > 12 || !datescan_word(&ahead, "月") || datescan_at_number(&ahead))
        return false;
    ahead.parts.range = true;
    ahead.parts.first.month = first;
    ahead.parts.last.month = last;
    *scan = ahead;
    return true;
}

/* 第1四半期, 第1・四半期(4~6月), Ⅰ期(1-3月期). */
static int take_ordinal_quarter(struct datescan_scan *scan)
{
    int n;
    size_t length = datewords_quarter(scan->at, &n);

    if (length == 0)
        return 0;
    scan->at += length;
    scan->parts.fiscal_quarter = n;
    struct datescan_scan ahead = *scan;
    if (!datescan_word(&ahead, "(") || !take_months(&ahead))
        return 0;
    datescan_word(&ahead, "期");
    int quarter = (ahead.parts.first.month + 2) / 3;
    bool whole = ahead.parts.first.month % 3 == 1 &&
                 ahead.parts.last.month == ahead.parts.first.month + 2;
    bool calendar = quarter == n && !scan->parts.fiscal;
    if (!whole || !datescan_word(&ahead, ")") || (quarter != n % 4 + 1 && !calendar))
        return datescan_refuse(scan, "the quarter and its months differ");
    /* 第4四半期(1-3月) of 年: of this year or the next? */
    if (n == 4 && !calendar && !scan->parts.fiscal && scan->parts.first.year != 0)
        return datescan_refuse(scan,
                               "a quarter of 年 may be of the calendar or the fiscal year");
    ahead.parts.fiscal_quarter = 0;
    *scan = ahead;
    return 0;
}

/* 令和7年度(4月~3月), 令和7年(4~6月): the months say which of it. */
static bool take_months_in_bracket(struct datescan_scan *scan)
{
    struct datescan_scan ahead = *scan;

    if (!datescan_word(&ahead, "(") || !take_months(&ahead))
        return false;
    datescan_word(&ahead, "期");
    if (!datescan_word(&ahead, ")"))
        return false;
    *scan = ahead;
    return true;
}

static int take_week(struct datescan_scan *scan)
{
    struct datescan_scan ahead = *scan;
    size_t digits;

    if (!datescan_word(&ahead, "第") && !datescan_word(&ahead, "W"))
        return 0;
    int week = datescan_number(&ahead, &digits);
    if (week < 1 || week > 53)
        return 0;
    datescan_word(&ahead, "週");
    ahead.parts.week = week;
    *scan = ahead;
    return 0;
}

static int take_day(struct datescan_scan *scan, bool separated)
{
    size_t digits;

    if (!separated && !datescan_at_number(scan))
        return 0;
    const char *before = scan->at;
    bool wide = str_digits(scan->at) > 2;
    int day = datescan_number(scan, &digits);
    /* 3月4月: a list of months */
    if (!separated && str_starts(scan->at, "月")) {
        scan->at = before;
        return 0;
    }
    if (day < 1 || day > 31 || wide)
        return datescan_refuse(scan, "expected a day of the month");
    scan->parts.first.day = day;
    datescan_word(scan, "日");
    return 0;
}

/* 3月 4月 5月 behind a month. */
static int take_month_list(struct datescan_scan *scan)
{
    int before = scan->parts.first.month;

    scan->parts.last = scan->parts.first;
    while (datescan_at_number(scan)) {
        int month;

        if (take_month_number(scan, &month))
            return -1;
        if (!datescan_word(scan, "月"))
            return datescan_refuse(scan, "expected a day or a month");
        if (month != before % 12 + 1)
            return datescan_refuse(scan, "the months in it do not follow each other");
        scan->parts.list = true;
        scan->parts.last.year += scan->parts.last.year != 0 && month < before;
        scan->parts.last.month = month;
        before = month;
    }
    return 0;
}

/* What follows 年 or 年度. */
static int take_within_year(struct datescan_scan *scan)
{
    size_t bracket = *scan->at == '(' ? 1 : 0;

    if (datewords_part(scan->at + bracket) > 0)
        return datescan_refuse(scan, "half a year or a season is none of the periods");
    if (take_ordinal_quarter(scan))
        return -1;
    if (scan->parts.fiscal_quarter || scan->parts.range || take_months(scan) ||
        take_months_in_bracket(scan))
        return 0;
    if (take_week(scan))
        return -1;
    if (scan->parts.week || !datescan_at_number(scan))
        return 0;
    if (take_month_number(scan, &scan->parts.first.month))
        return -1;
    if (!datescan_word(scan, "月")) {
        /* 2006年8LOBO調査結果 */
        bool slip = scan->manner == DATESCAN_PROSE && *scan->at >= 'A' && *scan->at <= 'Z';
        return slip ? 0 : datescan_refuse(scan, "expected 月 behind the month");
    }
    return take_day(scan, false) || (!scan->parts.first.day && take_month_list(scan)) ? -1 : 0;
}

/* 2016.8, 2016/08, 2016-8, 2024-Q2, 2024-W14, R6.4.1 */
static int take_separated(struct datescan_scan *scan)
{
    char mark = *scan->at++;

    if (datescan_word(scan, "Q")) {
        size_t digits;
        int quarter = datescan_number(scan, &digits);

        if (quarter < 1 || quarter > 4)
            return datescan_refuse(scan, "expected a quarter 1 to 4");
        scan->parts.quarter = quarter;
        return 0;
    }
    if (*scan->at == 'W')
        return take_week(scan);
    if (take_month_number(scan, &scan->parts.first.month))
        return -1;
    if (*scan->at != mark || str_digits(scan->at + 1) == 0) {
        datescan_word(scan, "月");
        return 0;
    }
    scan->at++;
    return take_day(scan, true);
}

/* 201608, 20160829, 201608291234 */
static int take_joined(struct datescan_scan *scan, size_t digits)
{
    int number = 0;

    for (size_t i = 0; i < (digits > 8 ? 8 : digits); i++)
        number = number * 10 + (scan->at[i] - '0');
    scan->at += digits;
    scan->parts.first.day = digits >= 8 ? number % 100 : 0;
    number = digits >= 8 ? number / 100 : number;
    scan->parts.first.month = number % 100;
    scan->parts.first.year = number / 100;
    if (scan->parts.first.year < PERIOD_YEAR_MIN || scan->parts.first.year > PERIOD_YEAR_MAX)
        return datescan_refuse(scan, "it is no year that a publication can speak of");
    if (scan->parts.first.month < 1 || scan->parts.first.month > 12)
        return datescan_refuse(scan, "expected a month 1 to 12");
    return 0;
}

/* Where a month stands in its year: of a fiscal year April is the first. */
static int place_of(int month, bool fiscal)
{
    return fiscal ? (month + 8) % 12 : month - 1;
}

/* "9月" under a year printed above; months that fall from 12 to 1 turn the year. */
static int take_bare_month(struct datescan_scan *scan)
{
    const struct periodread_context *context = scan->context;
    struct datescan *parts = &scan->parts;

    parts->first.year = context->carried_year;
    parts->fiscal = context->carried_fiscal;
    if (take_ordinal_quarter(scan))
        return -1;
    if (!parts->fiscal_quarter && !parts->range && !take_months(scan)) {
        if (take_month_number(scan, &parts->first.month))
            return -1;
        if (!datescan_word(scan, "月"))
            return datescan_refuse(scan, "expected a date");
    }
    if (context->carried_year == 0 && scan->manner == DATESCAN_CELL)
        return datescan_refuse(scan, "a month without a year");
    bool quarter = parts->range || parts->fiscal_quarter;
    int month = parts->fiscal_quarter ? parts->fiscal_quarter % 4 * 3 + 1 : parts->first.month;
    int step =
        place_of(month, parts->fiscal) - place_of(context->carried_month, parts->fiscal);
    if (context->carried_year != 0 && context->carried_month != 0 && step < 0) {
        /* 8月 7月 6月: a fall of less than half a year runs backwards */
        if (step > -6)
            return datescan_refuse(scan, "the months run backwards, and it names no year");
        parts->first.year++;
    }
    if (quarter)
        return 0;
    return take_day(scan, false) || (!parts->first.day && take_month_list(scan)) ? -1 : 0;
}

static int take_after_year(struct datescan_scan *scan)
{
    bool fiscal = scan->parts.fiscal; /* FY2024 */

    if (datescan_second_form(scan))
        return -1;
    if (datescan_word(scan, "年度")) {
        scan->parts.fiscal = true;
    } else if (!datescan_word(scan, "年")) {
        bool mark = *scan->at != '\0' && strchr("./-", *scan->at) != NULL;
        if (!fiscal && mark && strchr("0123456789QW", scan->at[1]) != NULL && scan->at[1])
            return take_separated(scan);
        if (!fiscal && *scan->at == 'Q') {
            scan->at--; /* 2024Q2: as behind a separator */
            return take_separated(scan);
        }
        return datewords_part(scan->at) > 0 ? take_within_year(scan) : 0;
    }
    return datescan_second_form(scan) || take_within_year(scan) ? -1 : 0;
}

/* One date, or a range written as one (1-3月). */
static int take_one(struct datescan_scan *scan)
{
    size_t digits = str_digits(scan->at);
    struct datescan_day *first = &scan->parts.first;

    if (digits == 6 || digits == 8 ||
        (digits == WIRE_DIGITS && scan->manner == DATESCAN_PROSE))
        return take_joined(scan, digits);
    if (datescan_relative(scan))
        return -1;
    if (scan->parts.relative || first->year != 0) {
        if (first->month != 0 || !datescan_at_number(scan))
            return 0;
        return take_within_year(scan);
    }
    scan->parts.fiscal = datescan_word(scan, "FY");
    if (datescan_long_year(scan, &first->year))
        return -1;
    if (first->year == 0 && datescan_short_year(scan))
        return -1;
    return first->year == 0 ? take_bare_month(scan) : take_after_year(scan);
}

/* --- ranges --- */

/* "29日" or "29" behind a day: the same month. */
static bool take_last_day(struct datescan_scan *scan)
{
    struct datescan_scan ahead = *scan;
    size_t digits;
    int day = datescan_number(&ahead, &digits);
    bool word = datescan_word(&ahead, "日");

    if (day < 1 || day > 31 || digits > 2 || scan->parts.first.day == 0 ||
        (!word && *ahead.at != '\0'))
        return false;
    scan->at = ahead.at;
    scan->parts.last = scan->parts.first;
    scan->parts.last.day = day;
    return true;
}

/* The right side of a range, completed by the left. */
static int take_last(struct datescan_scan *scan)
{
    struct datescan *parts = &scan->parts;
    struct periodread_context beside = *scan->context;
    struct datescan_scan right = *scan;

    if (take_last_day(scan))
        return 0;
    beside.carried_year = parts->first.year;
    beside.carried_month = parts->first.month;
    beside.carried_fiscal = parts->fiscal;
    beside.carried_era = parts->era ? parts->era : beside.carried_era;
    right.context = &beside;
    right.parts = (struct datescan){0};
    if (take_one(&right))
        return -1;
    if (right.parts.range || right.parts.list || right.parts.quarter || right.parts.week ||
        right.parts.fiscal_quarter || right.parts.relative != parts->relative)
        return datescan_refuse(scan, "expected the other end of the range");
    scan->at = right.at;
    parts->last = right.parts.first;
    return 0;
}

static int take_range(struct datescan_scan *scan)
{
    struct datescan *parts = &scan->parts;

    if (parts->range) {
        parts->last.year = parts->first.year;
        if (parts->first.year != 0 && place_of(parts->last.month, parts->fiscal) <
                                          place_of(parts->first.month, parts->fiscal))
            parts->last.year++;
        return 0;
    }
    if (parts->list)
        return 0;
    parts->last = parts->first;
    bool alone = parts->quarter == 0 && parts->fiscal_quarter == 0 && parts->week == 0;
    if (!alone || !take_range_mark(scan))
        return 0;
    parts->range = true;
    return take_last(scan);
}

int datescan_take(const char *original, const char *key, enum datescan_manner manner,
                  const struct periodread_context *context, struct datescan *out,
                  size_t *length, struct err *err)
{
    struct datescan_scan scan = {
        .original = original, .at = key, .manner = manner, .context = context, .err = err};

    if (*key == '\0')
        return datescan_refuse(&scan, "the cell is empty");
    if (take_one(&scan) || take_range(&scan))
        return -1;
    /* of a 年度, the era it began in */
    const struct datescan_day *first = &scan.parts.first;
    bool named_by_year = scan.parts.fiscal || first->month == 0;
    if (scan.parts.era &&
        era_is_over(scan.parts.era, first->year, named_by_year ? 0 : first->month, first->day))
        return datescan_refuse(&scan, "the era was over by then");
    *out = scan.parts;
    *length = (size_t)(scan.at - key);
    return 0;
}

/* The time of day that machines write behind a day (2016-08-01T00:00:00, with or without a
 * zone) changes nothing: periods are civil dates. */
static size_t time_length(const struct datescan *date, const char *text)
{
    if (date->first.day == 0 || *text != 'T' || str_digits(text + 1) != 2 || text[3] != ':')
        return 0;
    return 1 + strspn(text + 1, "0123456789:.+-Z");
}

int datescan_read(const char *original, const char *key,
                  const struct periodread_context *context, struct datescan *out,
                  struct err *err)
{
    size_t length = 0;
    size_t tail;

    while ((tail = note_front(key)) > 0)
        key += tail;
    if (datescan_take(original, key, DATESCAN_CELL, context, out, &length, err))
        return -1;
    key += length + time_length(out, key + length);
    /* 令和5年度(日) may be of the Sundays of a year */
    key += out->first.day != 0 ? datewords_weekday(key) : 0;
    while ((tail = datewords_tail(key)) > 0)
        key += tail;
    if (*key == '\0')
        return 0;
    return err_set(err, ERR_DATA, "\"%.100s\": it is no date: something stands behind it",
                   original);
}

struct datescan_day datescan_civil(const struct datescan *date, struct datescan_day day)
{
    if (date->fiscal && day.month >= 1 && day.month <= 3 && (day.year != 0 || date->relative))
        day.year++;
    return day;
}
