/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * datescan: the text of one cell, read from left to right into the parts of a date; see
 * datescan.h.
 */
#include "core/datescan.h"

#include <string.h>

#include "core/era.h"
#include "core/numeral.h"
#include "core/str.h"

struct scan {
    const char *original;
    const char *at;
    const struct periodread_context *context;
    struct datescan parts;
    int era; /* base of the era read; 0 = none */
    struct err *err;
};

static const char *const RANGES[] = {"∼", "~", "〜", "‐", "-", "–", "—", "−", "から"};
static const char *const TAILS[] = {"卒業者", "卒業", "卒", "分", "現在", "実績",
                                    "時点",   "中",   "期", "値", "付け"};
static const char *const NOTES[] = {"(速報値)", "(速報)", "(速)",   "(暫定)", "(確報)",
                                    "(確定値)", "(推計)", "(注)",   "※",      "*",
                                    "p",        "r",      "速報値", "速報",   "(概数)"};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static int refuse(const struct scan *scan, const char *reason)
{
    return err_set(scan->err, ERR_DATA, "\"%.100s\": %s", scan->original, reason);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool take(struct scan *scan, const char *text)
{
    if (!str_starts(scan->at, text))
        return false;
    scan->at += strlen(text);
    return true;
}

static bool take_any(struct scan *scan, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (take(scan, list[i]))
            return true;
    }
    return false;
}

static size_t count_digits(const char *at)
{
    size_t count = 0;

    while (is_digit(at[count]))
        count++;
    return count;
}

/* A whole number in Arabic digits (all of them) or kanji (十二, 二〇一六); -1 when there is
 * none. *digits is how many there were. */
static int take_number(struct scan *scan, size_t *digits)
{
    struct numeral numeral;
    struct err ignored = {0};
    size_t length;
    int value = 0;

    *digits = count_digits(scan->at);
    if (*digits > 0 && *digits <= 8) {
        for (size_t i = 0; i < *digits; i++)
            value = value * 10 + (*scan->at++ - '0');
        return value;
    }
    if (*digits > 0)
        return -1;
    if ((numeral_kanji_digit(scan->at, &length) < 0 && !str_starts(scan->at, "十")) ||
        numeral_read(scan->at, &numeral, &ignored) || numeral.value.places > 0 ||
        numeral.value.units > 9999)
        return -1;
    *digits = numeral.length / strlen("一");
    scan->at += numeral.length;
    return (int)numeral.value.units;
}

/* 元 or a number behind an era. */
static int take_era_year(struct scan *scan, int base, int *year)
{
    size_t digits;

    if (take(scan, "元")) {
        *year = base + 1;
        return 0;
    }
    int n = take_number(scan, &digits);
    if (n < 1 || n > 99)
        return refuse(scan, "expected a year of the era");
    *year = base + n;
    return 0;
}

static int take_western(struct scan *scan, int *year)
{
    size_t digits;
    const char *before = scan->at;

    *year = take_number(scan, &digits);
    if (*year >= 1000 && *year <= 9999)
        return 0;
    scan->at = before;
    *year = 0;
    return 0;
}

/* A year at the cursor, with or without an era; 0 when there is none. */
static int take_year(struct scan *scan, int *year)
{
    size_t length;
    int base;

    *year = 0;
    take(scan, "西暦");
    if (era_recognise(scan->at, &base, &length)) {
        scan->at += length;
        scan->era = base;
        return take_era_year(scan, base, year);
    }
    /* 6 and 8 digits are a date written in one */
    if (count_digits(scan->at) > 4)
        return 0;
    return take_western(scan, year);
}

/* 平成31(令和元)年度, 昭和42年(1967年): both must say the same year. */
static int take_second_form(struct scan *scan)
{
    const char *before = scan->at;
    int year, era = scan->era;

    if (!take(scan, "("))
        return 0;
    if (take_year(scan, &year))
        return -1;
    if (year == 0) {
        scan->at = before;
        return 0;
    }
    if (!take(scan, "年度"))
        take(scan, "年");
    if (!take(scan, ")")) {
        scan->at = before;
        return 0;
    }
    if (year != scan->parts.year)
        return refuse(scan, "the two years in it differ");
    scan->era = era ? era : scan->era;
    return 0;
}

static int take_month_number(struct scan *scan, int *month)
{
    size_t digits;
    bool wide = count_digits(scan->at) > 2; /* 2024-004 is no April */

    *month = take_number(scan, &digits);
    if (*month < 1 || *month > 12 || wide)
        return refuse(scan, "expected a month 1 to 12");
    return 0;
}

/* 1-3月期, 10~12月: the months of one calendar quarter. Returns 1 when it is a range that is
 * none. */
static int take_quarter_months(struct scan *scan)
{
    const char *before = scan->at;
    size_t digits;
    int first = take_number(scan, &digits);

    take(scan, "月");
    if (first < 0 || !take_any(scan, RANGES, COUNT(RANGES))) {
        scan->at = before;
        return 0;
    }
    int last = take_number(scan, &digits);
    if (last < 0 || !take(scan, "月")) {
        scan->at = before;
        return 0;
    }
    if (first % 3 != 1 || last != first + 2)
        return refuse(scan, "it is a range of months, not one period");
    scan->parts.quarter = (first - 1) / 3 + 1;
    return 0;
}

/* 第1四半期, 第1・四半期(4~6月). */
static int take_ordinal_quarter(struct scan *scan)
{
    const char *before = scan->at;
    size_t digits;

    if (!take(scan, "第"))
        return 0;
    int n = take_number(scan, &digits);
    take(scan, "・");
    if (n < 1 || n > 4 || !take(scan, "四半期")) {
        scan->at = before;
        return 0;
    }
    scan->parts.fiscal_quarter = n;
    if (!take(scan, "("))
        return 0;
    if (take_quarter_months(scan))
        return -1;
    if (scan->parts.quarter != n % 4 + 1 || !take(scan, ")"))
        return refuse(scan, "the quarter and its months differ");
    return 0;
}

static int take_week(struct scan *scan)
{
    size_t digits;
    const char *before = scan->at;

    if (!take(scan, "第") && !take(scan, "W"))
        return 0;
    int week = take_number(scan, &digits);
    if (week < 1 || week > 53) {
        scan->at = before;
        return 0;
    }
    take(scan, "週");
    scan->parts.week = week;
    return 0;
}

static int take_day(struct scan *scan, bool separated)
{
    size_t digits;

    if (!is_digit(*scan->at) && !separated && numeral_kanji_digit(scan->at, &digits) < 0 &&
        !str_starts(scan->at, "十"))
        return 0;
    bool wide = count_digits(scan->at) > 2;
    int day = take_number(scan, &digits);
    if (day < 1 || day > 31 || wide)
        return refuse(scan, "expected a day of the month");
    scan->parts.day = day;
    take(scan, "日");
    return 0;
}

/* What follows 年 or 年度. */
static int take_within_year(struct scan *scan)
{
    size_t length;

    if (take_ordinal_quarter(scan) || (!scan->parts.fiscal_quarter && take_week(scan)) ||
        take_quarter_months(scan))
        return -1;
    if (scan->parts.fiscal_quarter || scan->parts.week || scan->parts.quarter)
        return 0;
    if (!is_digit(*scan->at) && numeral_kanji_digit(scan->at, &length) < 0 &&
        !str_starts(scan->at, "十"))
        return 0;
    if (take_month_number(scan, &scan->parts.month))
        return -1;
    if (!take(scan, "月"))
        return refuse(scan, "expected 月 behind the month");
    return take_day(scan, false);
}

/* 2016.8, 2016/08, 2016-8, 2024-Q2, 2024-W14, R6.4.1 */
static int take_separated(struct scan *scan)
{
    char mark = *scan->at++;

    if (take(scan, "Q")) {
        size_t digits;
        int quarter = take_number(scan, &digits);

        if (quarter < 1 || quarter > 4)
            return refuse(scan, "expected a quarter 1 to 4");
        scan->parts.quarter = quarter;
        return 0;
    }
    if (*scan->at == 'W')
        return take_week(scan);
    if (take_month_number(scan, &scan->parts.month))
        return -1;
    if (*scan->at != mark) {
        take(scan, "月");
        return 0;
    }
    scan->at++;
    return take_day(scan, true);
}

/* 201608, 20160829 */
static int take_joined(struct scan *scan)
{
    size_t digits = count_digits(scan->at);
    int number = take_number(scan, &digits);

    if (digits != 6 && digits != 8)
        return refuse(scan, "these digits are no date");
    scan->parts.day = digits == 8 ? number % 100 : 0;
    number = digits == 8 ? number / 100 : number;
    scan->parts.month = number % 100;
    scan->parts.year = number / 100;
    if (scan->parts.month < 1 || scan->parts.month > 12)
        return refuse(scan, "expected a month 1 to 12");
    return 0;
}

/* 21年度, 58年: without an era it may be any of three; the era printed above decides. */
static int take_short_year(struct scan *scan)
{
    size_t digits;
    const char *before = scan->at;
    int n = take_number(scan, &digits);

    if (n < 1 || n > 99 || !str_starts(scan->at, "年")) {
        scan->at = before;
        return 0;
    }
    if (scan->context->carried_era == 0)
        return refuse(scan, "a year of one or two digits without an era is ambiguous");
    scan->era = scan->context->carried_era;
    scan->parts.year = scan->era + n;
    return 0;
}

/* "9月" under a year printed above; months that fall from 12 to 1 turn the year. */
static int take_bare_month(struct scan *scan)
{
    const struct periodread_context *context = scan->context;

    if (take_quarter_months(scan))
        return -1;
    if (scan->parts.quarter == 0) {
        if (take_month_number(scan, &scan->parts.month))
            return -1;
        if (!take(scan, "月"))
            return refuse(scan, "expected a date");
    }
    if (context->carried_year == 0)
        return refuse(scan, "a month without a year");
    scan->parts.year = context->carried_year;
    if (scan->parts.month != 0 && scan->parts.month < context->carried_month)
        scan->parts.year++;
    return scan->parts.month ? take_day(scan, false) : 0;
}

static int take_after_year(struct scan *scan)
{
    bool fiscal = scan->parts.fiscal; /* FY2024 */

    if (take_second_form(scan))
        return -1;
    if (take(scan, "年度")) {
        scan->parts.fiscal = true;
    } else if (!take(scan, "年")) {
        if (!fiscal && *scan->at && strchr("./-", *scan->at))
            return take_separated(scan);
        if (!fiscal && *scan->at == 'Q') {
            scan->at--; /* 2024Q2: as behind a separator */
            return take_separated(scan);
        }
        return 0;
    }
    return take_second_form(scan) || take_within_year(scan) ? -1 : 0;
}

static int scan_parts(struct scan *scan)
{
    size_t digits = count_digits(scan->at);

    if (digits == 6 || digits == 8)
        return take_joined(scan);
    scan->parts.fiscal = take(scan, "FY");
    if (take_year(scan, &scan->parts.year))
        return -1;
    if (scan->parts.year == 0 && take_short_year(scan))
        return -1;
    if (scan->parts.year == 0)
        return take_bare_month(scan);
    return take_after_year(scan);
}

/* The time of day that machines write behind a day (2016-08-01T00:00:00, with or without a
 * zone) changes nothing: periods are civil dates. */
static void skip_time(struct scan *scan)
{
    if (scan->parts.day == 0 || *scan->at != 'T' || count_digits(scan->at + 1) != 2 ||
        scan->at[3] != ':')
        return;
    scan->at += 1 + strspn(scan->at + 1, "0123456789:.+-Z");
}

/* Nothing may be left but words and marks that change nothing. */
static int check_end(struct scan *scan)
{
    skip_time(scan);
    while (take_any(scan, TAILS, COUNT(TAILS)) || take_any(scan, NOTES, COUNT(NOTES))) {
    }
    if (*scan->at == '\0')
        return 0;
    if (take_any(scan, RANGES, COUNT(RANGES)))
        return refuse(scan, "it is a range, not one period");
    return refuse(scan, "it is no date: something stands behind it");
}

int datescan_read(const char *original, const char *key,
                  const struct periodread_context *context, struct datescan *out,
                  struct err *err)
{
    struct scan scan = {.original = original, .at = key, .context = context, .err = err};

    if (*key == '\0')
        return refuse(&scan, "the cell is empty");
    if (scan_parts(&scan) || check_end(&scan))
        return -1;
    *out = scan.parts;
    out->era = scan.era;
    return 0;
}
