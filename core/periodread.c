/* SPDX-License-Identifier: GPL-3.0-or-later */
/* periodread: see periodread.h. The parts of a date become one period, or a reason why not. */
#include "core/periodread.h"

#include <string.h>

#include "core/arena.h"
#include "core/civil.h"
#include "core/datescan.h"
#include "core/era.h"
#include "core/note.h"
#include "core/str.h"
#include "core/unicode.h"

#define TEXT_MAX 256 /* bytes of a cell that can be one date */

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

static int finest_range(const struct reading *reading, struct period *out)
{
    struct datescan_day first = datescan_civil(&reading->parts, reading->parts.first);
    struct datescan_day last = datescan_civil(&reading->parts, reading->parts.last);
    int from = first.year * 12 + first.month - 1;
    int months = last.year * 12 + last.month - from;

    if (reading->parts.list)
        return refuse(reading, "it is a list of months, not one period");
    if (!first.month || !last.month || !first.day != !last.day)
        return refuse(reading, "it is a range, not one period");
    if (first.day && (!civil_valid(first.year, first.month, first.day) ||
                      !civil_valid(last.year, last.month, last.day)))
        return refuse(reading, "there is no such day");
    if (months == 1 && first.day <= last.day)
        *out = (struct period){FREQUENCY_MONTHLY, from};
    else if (first.day)
        return refuse(reading, "it is a range of days, not one period");
    else if (months == 3 && first.month % 3 == 1)
        *out = (struct period){FREQUENCY_QUARTERLY, from / 3};
    else if (months == 12 && (first.month == 1 || first.month == 4))
        *out = (struct period){
            first.month == 1 ? FREQUENCY_CALENDAR_YEAR : FREQUENCY_FISCAL_YEAR, first.year};
    else
        return refuse(reading, "it is a range of months, not one period");
    return 0;
}

static int finest(const struct reading *reading, struct period *out)
{
    const struct datescan *parts = &reading->parts;
    struct datescan_day day = datescan_civil(parts, parts->first);
    int year = day.year;

    if (parts->range || parts->list)
        return finest_range(reading, out);
    if (parts->week && parts->fiscal) {
        return refuse(reading, "weeks are counted from January, not in a 年度");
    } else if (parts->week) {
        if (parts->week > civil_weeks_in_year(year))
            return refuse(reading, "the year has no such week");
        *out = period_of_day(FREQUENCY_WEEKLY, civil_week_monday(year, parts->week));
    } else if (parts->fiscal_quarter && !parts->fiscal) {
        return refuse(reading, "a quarter of 年 may be of the calendar or the fiscal year");
    } else if (parts->fiscal_quarter) {
        *out = (struct period){FREQUENCY_QUARTERLY, year * 4 + parts->fiscal_quarter};
    } else if (parts->quarter) {
        *out = (struct period){FREQUENCY_QUARTERLY, year * 4 + parts->quarter - 1};
    } else if (day.day) {
        if (!civil_valid(year, day.month, day.day))
            return refuse(reading, "there is no such day");
        *out = (struct period){FREQUENCY_DAILY, civil_day(year, day.month, day.day)};
    } else if (day.month) {
        *out = (struct period){FREQUENCY_MONTHLY, year * 12 + day.month - 1};
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
    if (found.frequency == FREQUENCY_CALENDAR_YEAR && wanted == FREQUENCY_FISCAL_YEAR &&
        !reading->parts.range) {
        bool ends = reading->context->year_label == YEAR_LABEL_ENDS;

        *out = (struct period){wanted, found.n - ends};
        return 0;
    }
    if (period_convert(found, wanted, out)) {
        bool months = reading->parts.range && reading->parts.first.day == 0;
        bool part = months || found.frequency == FREQUENCY_QUARTERLY ||
                    found.frequency == FREQUENCY_WEEKLY;
        char text[PERIOD_TEXT_SIZE];

        /* the days of a survey date it like a day */
        if (!part || found.frequency == wanted)
            return 0;
        period_print(*out, text);
        return err_set(reading->err, ERR_DATA, "\"%.100s\": it is a part of %s, not all of it",
                       reading->original, text);
    }
    return err_set(reading->err, ERR_DATA, "\"%.100s\": it is no %s period", reading->original,
                   period_frequency_name(wanted));
}

static void carry(const struct reading *reading)
{
    struct periodread_context *context = reading->context;
    const struct datescan *parts = &reading->parts;

    context->carried_year = parts->first.year;
    context->carried_fiscal = parts->fiscal;
    context->carried_month =
        parts->fiscal_quarter ? parts->fiscal_quarter % 4 * 3 + 1 : parts->first.month;
    bool other_era = parts->era && parts->era != context->carried_era;
    if (parts->era)
        context->carried_era = parts->era;
    if (parts->short_year == 0)
        return;
    int step = parts->short_year - context->carried_short;
    if (other_era || context->carried_short == 0)
        context->short_step = 0;
    else if (step != 0)
        context->short_step = step < 0 ? -1 : 1;
    context->carried_short = parts->short_year;
}

int periodread_cell(const char *text, struct periodread_context *context, struct period *out,
                    struct err *err)
{
    struct reading reading = {.original = text, .context = context, .err = err};
    struct period found = {0};
    bool noted = false;

    if (strlen(text) > TEXT_MAX)
        return refuse(&reading, "a text, too long for a date");
    struct arena *arena = arena_new();
    const char *key = unicode_key(arena, note_without_raised(arena, text, &noted));
    int failed = datescan_read(text, key, context, &reading.parts, err) ||
                 finest(&reading, &found) || to_frequency(&reading, found, out);

    if (!failed) {
        carry(&reading);
        context->named = found;
    }
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
        if (str_digit(*at))
            plausible = str_starts(at + 1, "年") || str_starts(at + 1, "月") ||
                        ((at[1] == '/' || at[1] == '-' || at[1] == '.') && str_digit(at[2]));
    }
    plausible = plausible || str_digits(key) == 4;
    arena_free(arena);
    return plausible;
}
