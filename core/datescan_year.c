/* SPDX-License-Identifier: GPL-3.0-or-later */
/* datescan_year: the years of datescan, and the cursor; see datescan_scan.h. */
#include "core/datescan_scan.h"

#include <string.h>

#include "core/datewords.h"
#include "core/era.h"
#include "core/numeral.h"
#include "core/str.h"

#define YEAR_MIN 1000

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

    return datewords_digits(scan->at) > 0 || numeral_kanji_digit(scan->at, &length) >= 0 ||
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
    if (datewords_digits(scan->at) <= 4)
        *year = datescan_number(scan, &digits);
    if (*year >= YEAR_MIN && *year <= 9999)
        return 0;
    scan->at = before;
    *year = 0;
    return 0;
}

/* Years of one table rise or fall: one that turns back belongs to another era. */
static bool turns_back(const struct periodread_context *context, int n)
{
    int step = n - context->carried_short;

    return context->carried_short != 0 && (step < 0 ? -1 : step > 0) * context->short_step < 0;
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
    if (scan->parts.era) {
        ahead.parts.era = scan->parts.era;
        ahead.parts.short_year = scan->parts.short_year;
    }
    *scan = ahead;
    return 0;
}
