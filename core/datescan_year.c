/* SPDX-License-Identifier: GPL-3.0-or-later */
/* datescan_year: the years of datescan, and the cursor; see datescan_scan.h. */
#include "core/datescan_scan.h"

#include <string.h>

#include "core/datewords.h"
#include "core/era.h"
#include "core/numeral.h"
#include "core/str.h"

#define STEP_MAX 5 /* years between two rows: as of a census */

static bool is_year(int year)
{
    return year >= PERIOD_YEAR_MIN && year <= PERIOD_YEAR_MAX;
}

int datescan_refuse(const struct datescan_scan *scan, const char *reason)
{
    return err_set(scan->err, ERR_DATA, "\"%.100s\": %s", scan->original, reason);
}

bool datescan_word(struct datescan_scan *scan, const char *text)
{
    if (!str_starts(scan->at, text))
        return false;
    scan->at += strlen(text);
    return true;
}

int datescan_number(struct datescan_scan *scan, size_t *digits)
{
    size_t length;
    int value = datewords_number(scan->at, digits, &length);

    scan->at += length;
    return value;
}

bool datescan_at_number(const struct datescan_scan *scan)
{
    size_t length;

    return str_digits(scan->at) > 0 || numeral_kanji_digit(scan->at, &length) >= 0 ||
           str_starts(scan->at, "十");
}

/* 元 or a number behind an era. */
static int take_era_year(struct datescan_scan *scan, int base, int *year)
{
    size_t digits;
    int n = datescan_word(scan, "元") ? 1 : datescan_number(scan, &digits);

    if (n < 1 || n > 99)
        return datescan_refuse(scan, "expected a year of the era");
    *year = base + n;
    if (!is_year(*year))
        return datescan_refuse(scan, "it is no year that a publication can speak of");
    scan->parts.short_year = n;
    return 0;
}

int datescan_long_year(struct datescan_scan *scan, int *year)
{
    size_t length;
    size_t digits;
    int base;
    const char *before = scan->at;

    *year = 0;
    datescan_word(scan, "西暦");
    if (era_recognise(scan->at, &base, &length)) {
        scan->at += length;
        scan->parts.era = base;
        return take_era_year(scan, base, year);
    }
    /* 6 and 8 digits are a date written in one */
    if (str_digits(scan->at) <= 4)
        *year = datescan_number(scan, &digits);
    if (is_year(*year))
        return 0;
    scan->at = before;
    *year = 0;
    return 0;
}

/* Years of one table rise or fall: one that turns back belongs to another era. One that falls
 * at once (30, 2) does so if that era is nearer (from 2018 to 2020, not back to 1990). */
static bool turns_back(const struct periodread_context *context, int n)
{
    int before = context->carried_short;
    int next = era_next(context->carried_era);

    if (before == 0)
        return false;
    int ahead = next + n - (context->carried_era + before);
    if (next != 0 && n < before && ahead <= STEP_MAX && ahead < before - n)
        return true;
    return (n < before ? -1 : n > before) * context->short_step < 0;
}

/* 21年度(2009年度): what the bracket says settles the era. 0 = it says nothing. */
static int look_in_bracket(const struct datescan_scan *scan, int n)
{
    struct datescan_scan ahead = *scan;
    struct err ignored = {0};
    int year = 0;

    ahead.err = &ignored;
    if (!datescan_word(&ahead, "年度"))
        datescan_word(&ahead, "年");
    if (!datescan_word(&ahead, "(") || datescan_long_year(&ahead, &year))
        return 0;
    return era_is_base(year - n) ? year : 0;
}

/* The Western year of one or two digits without an era; 0 = it may be any of three. */
static int expand_year(const struct periodread_context *context, int n, bool padded)
{
    if (n > ERA_LONGEST)
        return ERA_WESTERN - 100 + n; /* no era lasted so long */
    if (context->carried_era != 0)
        return context->carried_era + n;
    return padded ? ERA_WESTERN + n : 0; /* no publisher pads the year of an unnamed era */
}

int datescan_short_year(struct datescan_scan *scan)
{
    const struct periodread_context *context = scan->context;
    size_t digits = 0;
    size_t length;
    const char *before = scan->at;
    bool padded = *scan->at == '0' || numeral_kanji_digit(scan->at, &length) == 0;
    bool first = datescan_word(scan, "元");
    int n = first ? 1 : datescan_number(scan, &digits);

    if (n < 1 || n > 99 || !str_starts(scan->at, "年")) {
        scan->at = before;
        return 0;
    }
    int stated = look_in_bracket(scan, n);
    if (stated != 0) {
        scan->parts.era = stated - n;
        scan->parts.short_year = n;
        scan->parts.first.year = stated;
        return 0;
    }
    bool western = context->carried_era == ERA_WESTERN || context->carried_era == 0;
    int year = first && western ? 0 : expand_year(context, n, padded && digits == 2);
    if (year == 0)
        return datescan_refuse(scan,
                               "a year of one or two digits without an era is ambiguous");
    if (context->carried_era != 0 && turns_back(context, n))
        return datescan_refuse(scan, "the years turn back here: the era may have changed");
    scan->parts.era = context->carried_era;
    scan->parts.short_year = n;
    scan->parts.first.year = year;
    return 0;
}

int datescan_relative(struct datescan_scan *scan)
{
    const struct periodread_context *context = scan->context;
    struct datewords_relative says;
    size_t length = datewords_relative(scan->at, &says);
    int month = context->published_month;

    if (length == 0)
        return 0;
    if (scan->manner != DATESCAN_PROSE)
        return datescan_refuse(scan, "it is relative to the day of publication");
    scan->at += length;
    scan->parts.fiscal = says.fiscal;
    scan->parts.relative = context->published_year == 0;
    if (says.by_month && scan->parts.relative)
        return datescan_refuse(scan,
                               "it is relative to the day of publication, which is not known");
    scan->parts.first.year = context->published_year + says.years;
    if (says.fiscal && !scan->parts.relative && month < 4)
        scan->parts.first.year--;
    if (says.by_month) {
        month += says.months;
        scan->parts.first.year -= month < 1;
        scan->parts.first.month = month < 1 ? month + 12 : month;
    }
    datescan_word(scan, "の");
    return 0;
}

int datescan_second_form(struct datescan_scan *scan)
{
    struct datescan_scan ahead = *scan;
    int year;

    if (!datescan_word(&ahead, "("))
        return 0;
    if (datescan_long_year(&ahead, &year))
        return -1;
    if (year == 0)
        return 0;
    if (!datescan_word(&ahead, "年度"))
        datescan_word(&ahead, "年");
    if (!datescan_word(&ahead, ")"))
        return 0;
    if (year != scan->parts.first.year)
        return datescan_refuse(scan, "the two years in it differ");
    /* 平成31(令和元)年度: those behind it are of the newer era */
    if (scan->parts.era > ahead.parts.era || ahead.parts.era == scan->parts.era) {
        ahead.parts.era = scan->parts.era;
        ahead.parts.short_year = scan->parts.short_year;
    }
    *scan = ahead;
    return 0;
}
