/* SPDX-License-Identifier: GPL-3.0-or-later */
/* periodread: see periodread.h. The parts of a date become one period, or a reason why not. */
#include "core/periodread.h"

#include <string.h>

#include "core/arena.h"
#include "core/civil.h"
#include "core/datescan.h"
#include "core/era.h"
#include "core/str.h"
#include "core/unicode.h"

struct reading {
    const char *original;
    struct periodread_context *context;
    struct datescan parts;
    struct err *err;
};

static int refuse(const struct reading *reading, const char *reason)
{
    return err_set(reading->err, ERR_DATA, "\"%.100s\": %s", reading->original, reason);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t count_digits(const char *at)
{
    size_t count = 0;

    while (is_digit(at[count]))
        count++;
    return count;
}

static int finest(const struct reading *reading, struct period *out)
{
    const struct datescan *parts = &reading->parts;
    /* January to March of a fiscal year lie in the next calendar year. */
    int year = parts->year + (parts->fiscal && parts->month >= 1 && parts->month <= 3);

    if (parts->week) {
        if (parts->week > civil_weeks_in_year(year))
            return refuse(reading, "the year has no such week");
        *out = period_of_day(FREQUENCY_WEEKLY, civil_week_monday(year, parts->week));
    } else if (parts->fiscal_quarter && !parts->fiscal && !parts->quarter) {
        return refuse(reading, "a quarter of 年 may be of the calendar or the fiscal year");
    } else if (parts->fiscal_quarter && parts->fiscal) {
        *out = (struct period){FREQUENCY_QUARTERLY, year * 4 + parts->fiscal_quarter};
    } else if (parts->quarter) {
        int shift = parts->fiscal && parts->quarter == 1 ? 4 : 0;

        *out = (struct period){FREQUENCY_QUARTERLY, year * 4 + parts->quarter - 1 + shift};
    } else if (parts->day) {
        if (!civil_valid(year, parts->month, parts->day))
            return refuse(reading, "there is no such day");
        *out = (struct period){FREQUENCY_DAILY, civil_day(year, parts->month, parts->day)};
    } else if (parts->month) {
        *out = (struct period){FREQUENCY_MONTHLY, year * 12 + parts->month - 1};
    } else {
        *out = (struct period){parts->fiscal ? FREQUENCY_FISCAL_YEAR : FREQUENCY_CALENDAR_YEAR,
                               year};
    }
    return 0;
}

static int to_frequency(const struct reading *reading, struct period found, struct period *out)
{
    enum frequency wanted = reading->context->frequency;

    /* Publishers print 年 for 年度; a configuration that says fiscal-year has decided. */
    if (found.frequency == FREQUENCY_CALENDAR_YEAR && wanted == FREQUENCY_FISCAL_YEAR) {
        bool ends = reading->context->year_label == YEAR_LABEL_ENDS;

        *out = (struct period){wanted, found.n - ends};
        return 0;
    }
    if (period_convert(found, wanted, out))
        return 0;
    return err_set(reading->err, ERR_DATA, "\"%.100s\": it is no %s period", reading->original,
                   period_frequency_name(wanted));
}

static void carry(const struct reading *reading)
{
    struct periodread_context *context = reading->context;

    context->carried_year = reading->parts.year;
    context->carried_month = reading->parts.month;
    if (reading->parts.era)
        context->carried_era = reading->parts.era;
}

int periodread_cell(const char *text, struct periodread_context *context, struct period *out,
                    struct err *err)
{
    struct arena *arena = arena_new();
    struct reading reading = {.original = text, .context = context, .err = err};
    struct period found = {0};
    int failed = datescan_read(text, unicode_key(arena, text), context, &reading.parts, err) ||
                 finest(&reading, &found) || to_frequency(&reading, found, out);

    if (!failed)
        carry(&reading);
    arena_free(arena);
    return failed ? -1 : 0;
}

bool periodread_plausible(const char *text)
{
    struct arena *arena = arena_new();
    const char *key = unicode_key(arena, text);
    int base;
    size_t length;
    bool plausible =
        era_recognise(key, &base, &length) || str_starts(key, "FY") || strstr(key, "元年");

    /* a digit directly before 年, 月 or a date's separator, or four digits at the start */
    for (const char *at = key; *at && !plausible; at++) {
        if (is_digit(*at))
            plausible = str_starts(at + 1, "年") || str_starts(at + 1, "月") ||
                        ((at[1] == '/' || at[1] == '-' || at[1] == '.') && is_digit(at[2]));
    }
    plausible = plausible || count_digits(key) == 4;
    arena_free(arena);
    return plausible;
}
