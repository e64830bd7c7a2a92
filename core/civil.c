/* SPDX-License-Identifier: GPL-3.0-or-later */
/* civil: see civil.h. */
#include "core/civil.h"

/* Days of 400 years, and from 0000-03-01 to 1970-01-01. */
#define ERA_DAYS 146097
#define EPOCH_SHIFT 719468

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int32_t civil_day(int year, int month, int day)
{
    /* Years start in March, so that the leap day is the last. */
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * ERA_DAYS + day_of_era - EPOCH_SHIFT;
}

struct civil civil_date(int32_t day)
{
    int z = day + EPOCH_SHIFT;
    int era = (z >= 0 ? z : z - (ERA_DAYS - 1)) / ERA_DAYS;
    int day_of_era = z - era * ERA_DAYS;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * day_of_year + 2) / 153;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;

    return (struct civil){
        .year = year_of_era + era * 400 + (month <= 2),
        .month = month,
        .day = day_of_year - (153 * shifted + 2) / 5 + 1,
    };
}

int civil_month_days(int year, int month)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return DAYS[month - 1] + (month == 2 && is_leap(year));
}

bool civil_valid(int year, int month, int day)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= civil_month_days(year, month);
}

int civil_weekday(int32_t day)
{
    /* 1970-01-01 was a Thursday. */
    int offset = (int)(((int64_t)day + 3) % 7);

    return (offset < 0 ? offset + 7 : offset) + 1;
}

int32_t civil_week_monday(int year, int week)
{
    /* 4 January is always in week 1. */
    int32_t fourth = civil_day(year, 1, 4);

    return fourth - (civil_weekday(fourth) - 1) + (week - 1) * 7;
}

void civil_iso_week(int32_t day, int *year, int *week)
{
    int32_t thursday = day - (civil_weekday(day) - 1) + 3;

    *year = civil_date(thursday).year;
    *week = (thursday - civil_day(*year, 1, 1)) / 7 + 1;
}

int civil_weeks_in_year(int year)
{
    return (civil_week_monday(year + 1, 1) - civil_week_monday(year, 1)) / 7;
}

int32_t civil_add_months(int32_t day, int months)
{
    struct civil date = civil_date(day);
    int n = date.year * 12 + date.month - 1 + months;
    int year = n >= 0 ? n / 12 : (n - 11) / 12;

    return civil_day(year, n - year * 12 + 1, 1);
}
