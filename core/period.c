/* SPDX-License-Identifier: GPL-3.0-or-later */
/* period: see period.h. */
#include "core/period.h"

#include <stdio.h>

#include "core/civil.h"
#include "core/str.h"

/* Monday of the ISO week of 1970-01-01. */
#define FIRST_MONDAY (-3)

struct form {
    const char *name;
    const char *example; /* "a month such as 2024-04" */
    bool (*parse)(const char *text, int32_t *n);
};

static int floor_div(int a, int b)
{
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

/* `count` ASCII digits at *text as a number; moves on. */
static bool take(const char **text, int count, int *out)
{
    int value = 0;

    for (int i = 0; i < count; i++) {
        char c = (*text)[i];

        if (c < '0' || c > '9')
            return false;
        value = value * 10 + (c - '0');
    }
    *text += count;
    *out = value;
    return true;
}

static bool take_year(const char **text, int *year)
{
    return take(text, 4, year) && *year >= PERIOD_YEAR_MIN && *year <= PERIOD_YEAR_MAX;
}

static bool parse_day(const char *text, int32_t *n)
{
    int year, month, day;

    if (!take_year(&text, &year) || *text++ != '-' || !take(&text, 2, &month) ||
        *text++ != '-' || !take(&text, 2, &day) || *text || !civil_valid(year, month, day))
        return false;
    *n = civil_day(year, month, day);
    return true;
}

static bool parse_week(const char *text, int32_t *n)
{
    int year, week;

    if (!take_year(&text, &year) || *text++ != '-' || *text++ != 'W' ||
        !take(&text, 2, &week) || *text || week < 1 || week > civil_weeks_in_year(year))
        return false;
    *n = floor_div(civil_week_monday(year, week) - FIRST_MONDAY, 7);
    return true;
}

static bool parse_month(const char *text, int32_t *n)
{
    int year, month;

    if (!take_year(&text, &year) || *text++ != '-' || !take(&text, 2, &month) || *text ||
        month < 1 || month > 12)
        return false;
    *n = year * 12 + month - 1;
    return true;
}

static bool parse_quarter(const char *text, int32_t *n)
{
    int year, quarter;

    if (!take_year(&text, &year) || *text++ != '-' || *text++ != 'Q' ||
        !take(&text, 1, &quarter) || *text || quarter < 1 || quarter > 4)
        return false;
    *n = year * 4 + quarter - 1;
    return true;
}

static bool parse_calendar_year(const char *text, int32_t *n)
{
    int year;

    if (!take_year(&text, &year) || *text)
        return false;
    *n = year;
    return true;
}

static bool parse_fiscal_year(const char *text, int32_t *n)
{
    return str_starts(text, "FY") && parse_calendar_year(text + 2, n);
}

static const struct form FORMS[] = {
    [FREQUENCY_DAILY] = {"daily", "a day such as 2024-04-01", parse_day},
    [FREQUENCY_WEEKLY] = {"weekly", "an ISO week such as 2024-W14", parse_week},
    [FREQUENCY_MONTHLY] = {"monthly", "a month such as 2024-04", parse_month},
    [FREQUENCY_QUARTERLY] = {"quarterly", "a quarter such as 2024-Q2", parse_quarter},
    [FREQUENCY_CALENDAR_YEAR] = {"calendar-year", "a calendar year such as 2024",
                                 parse_calendar_year},
    [FREQUENCY_FISCAL_YEAR] = {"fiscal-year", "a fiscal year such as FY2024",
                               parse_fiscal_year},
};

#define FORM_COUNT (sizeof FORMS / sizeof FORMS[0])

const char *period_frequency_name(enum frequency frequency)
{
    return FORMS[frequency].name;
}

bool period_frequency_parse(const char *name, enum frequency *out)
{
    for (size_t i = 0; i < FORM_COUNT; i++) {
        if (str_equal(FORMS[i].name, name)) {
            *out = (enum frequency)i;
            return true;
        }
    }
    return false;
}

bool period_is_yearly(enum frequency frequency)
{
    return frequency == FREQUENCY_CALENDAR_YEAR || frequency == FREQUENCY_FISCAL_YEAR;
}

static int refuse(const char *text, enum frequency frequency, struct err *err)
{
    const char *digits = str_starts(text, "FY") ? text + 2 : text;
    int year;

    err_set(err, ERR_USAGE, "\"%.100s\": expected %s", text, FORMS[frequency].example);
    if (take(&digits, 4, &year) && (year < PERIOD_YEAR_MIN || year > PERIOD_YEAR_MAX))
        err_set(err, ERR_USAGE, "\"%.100s\": expected %s, of the years %d to %d", text,
                FORMS[frequency].example, PERIOD_YEAR_MIN, PERIOD_YEAR_MAX);
    return -1;
}

int period_parse(const char *text, enum frequency frequency, struct period *out,
                 struct err *err)
{
    *out = (struct period){frequency, 0};
    return FORMS[frequency].parse(text, &out->n) ? 0 : refuse(text, frequency, err);
}

int period_parse_within(const char *text, enum frequency frequency, struct period *out,
                        struct err *err)
{
    for (size_t i = 0; i < FORM_COUNT; i++) {
        struct period found = {(enum frequency)i, 0};

        if (FORMS[i].parse(text, &found.n) && period_convert(found, frequency, out))
            return 0;
    }
    return refuse(text, frequency, err);
}

void period_print(struct period period, char out[PERIOD_TEXT_SIZE])
{
    struct civil date = civil_date(period_start(period));
    int year, week;

    switch (period.frequency) {
    case FREQUENCY_DAILY:
        snprintf(out, PERIOD_TEXT_SIZE, "%04d-%02d-%02d", date.year, date.month, date.day);
        break;
    case FREQUENCY_WEEKLY:
        civil_iso_week(period_start(period), &year, &week);
        snprintf(out, PERIOD_TEXT_SIZE, "%04d-W%02d", year, week);
        break;
    case FREQUENCY_MONTHLY:
        snprintf(out, PERIOD_TEXT_SIZE, "%04d-%02d", date.year, date.month);
        break;
    case FREQUENCY_QUARTERLY:
        snprintf(out, PERIOD_TEXT_SIZE, "%04d-Q%d", date.year, (date.month - 1) / 3 + 1);
        break;
    case FREQUENCY_CALENDAR_YEAR:
        snprintf(out, PERIOD_TEXT_SIZE, "%04d", date.year);
        break;
    case FREQUENCY_FISCAL_YEAR:
        snprintf(out, PERIOD_TEXT_SIZE, "FY%04d", date.year);
        break;
    }
}

struct period period_add(struct period period, int32_t count)
{
    return (struct period){period.frequency, period.n + count};
}

void period_print_day(int32_t day, char out[PERIOD_TEXT_SIZE])
{
    period_print((struct period){FREQUENCY_DAILY, day}, out);
}

struct period period_next(struct period period)
{
    return period_add(period, 1);
}

int period_compare(struct period a, struct period b)
{
    return (a.n > b.n) - (a.n < b.n);
}

int32_t period_start(struct period period)
{
    int32_t n = period.n;

    switch (period.frequency) {
    case FREQUENCY_DAILY:
        return n;
    case FREQUENCY_WEEKLY:
        return n * 7 + FIRST_MONDAY;
    case FREQUENCY_MONTHLY:
        return civil_day(floor_div(n, 12), n - floor_div(n, 12) * 12 + 1, 1);
    case FREQUENCY_QUARTERLY:
        return civil_day(floor_div(n, 4), (n - floor_div(n, 4) * 4) * 3 + 1, 1);
    case FREQUENCY_CALENDAR_YEAR:
        return civil_day(n, 1, 1);
    case FREQUENCY_FISCAL_YEAR:
        break;
    }
    return civil_day(n, 4, 1);
}

int32_t period_end(struct period period)
{
    return period_start(period_next(period));
}

struct period period_of_day(enum frequency frequency, int32_t day)
{
    struct civil date = civil_date(day);
    struct period period = {frequency, day};

    switch (frequency) {
    case FREQUENCY_DAILY:
        break;
    case FREQUENCY_WEEKLY:
        period.n = floor_div(day - FIRST_MONDAY, 7);
        break;
    case FREQUENCY_MONTHLY:
        period.n = date.year * 12 + date.month - 1;
        break;
    case FREQUENCY_QUARTERLY:
        period.n = date.year * 4 + (date.month - 1) / 3;
        break;
    case FREQUENCY_CALENDAR_YEAR:
        period.n = date.year;
        break;
    case FREQUENCY_FISCAL_YEAR:
        period.n = date.month >= 4 ? date.year : date.year - 1;
        break;
    }
    return period;
}

bool period_convert(struct period period, enum frequency frequency, struct period *out)
{
    *out = period_of_day(frequency, period_start(period));
    return period_start(*out) <= period_start(period) &&
           period_end(*out) >= period_end(period);
}

struct period period_year_before(struct period period)
{
    static const int32_t STEPS[] = {
        [FREQUENCY_DAILY] = 0,     [FREQUENCY_WEEKLY] = 0,        [FREQUENCY_MONTHLY] = 12,
        [FREQUENCY_QUARTERLY] = 4, [FREQUENCY_CALENDAR_YEAR] = 1, [FREQUENCY_FISCAL_YEAR] = 1,
    };
    struct civil date = civil_date(period_start(period));
    int year, week;

    if (period.frequency == FREQUENCY_DAILY) {
        int last = civil_month_days(date.year - 1, date.month);

        return period_of_day(FREQUENCY_DAILY, civil_day(date.year - 1, date.month,
                                                        date.day < last ? date.day : last));
    }
    if (period.frequency == FREQUENCY_WEEKLY) {
        civil_iso_week(period_start(period), &year, &week);
        int last = civil_weeks_in_year(year - 1);

        return period_of_day(FREQUENCY_WEEKLY,
                             civil_week_monday(year - 1, week < last ? week : last));
    }
    return period_add(period, -STEPS[period.frequency]);
}
