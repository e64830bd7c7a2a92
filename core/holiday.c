/* SPDX-License-Identifier: GPL-3.0-or-later */
/* holiday: see holiday.h. */
#include "core/holiday.h"

#include <stddef.h>

#include "core/civil.h"

#define EVER 9999
#define STAND_IN "休日"

/* 振替休日 from 12 April 1973, 国民の休日 from 27 December 1985 (the first in 1986); both as
 * they are now from 2007. */
enum { STAND_IN_YEAR = 1973, BETWEEN_YEAR = 1986, REFORM_YEAR = 2007, FIRST_YEAR = 1948 };

/* A day of the month, or the n-th Monday. */
struct fixed {
    const char *name;
    int first, last; /* years */
    int month;
    int day;    /* 0: by `monday` */
    int monday; /* n-th */
};

static const struct fixed FIXED[] = {
    {"元日", 1949, EVER, 1, 1, 0},
    {"成人の日", 1949, 1999, 1, 15, 0},
    {"成人の日", 2000, EVER, 1, 0, 2},
    {"建国記念の日", 1967, EVER, 2, 11, 0},
    {"天皇誕生日", 2020, EVER, 2, 23, 0},
    {"天皇誕生日", 1949, 1988, 4, 29, 0},
    {"みどりの日", 1989, 2006, 4, 29, 0},
    {"昭和の日", 2007, EVER, 4, 29, 0},
    {"憲法記念日", 1949, EVER, 5, 3, 0},
    {"みどりの日", 2007, EVER, 5, 4, 0},
    {"こどもの日", 1949, EVER, 5, 5, 0},
    {"海の日", 1996, 2002, 7, 20, 0},
    {"海の日", 2003, 2019, 7, 0, 3},
    {"海の日", 2020, 2020, 7, 23, 0},
    {"スポーツの日", 2020, 2020, 7, 24, 0},
    {"海の日", 2021, 2021, 7, 22, 0},
    {"スポーツの日", 2021, 2021, 7, 23, 0},
    {"海の日", 2022, EVER, 7, 0, 3},
    {"山の日", 2016, 2019, 8, 11, 0},
    {"山の日", 2020, 2020, 8, 10, 0},
    {"山の日", 2021, 2021, 8, 8, 0},
    {"山の日", 2022, EVER, 8, 11, 0},
    {"敬老の日", 1966, 2002, 9, 15, 0},
    {"敬老の日", 2003, EVER, 9, 0, 3},
    {"体育の日", 1966, 1999, 10, 10, 0},
    {"体育の日", 2000, 2019, 10, 0, 2},
    {"スポーツの日", 2022, EVER, 10, 0, 2},
    {"文化の日", 1948, EVER, 11, 3, 0},
    {"勤労感謝の日", 1948, EVER, 11, 23, 0},
    {"天皇誕生日", 1989, 2018, 12, 23, 0},
    {"結婚の儀", 1959, 1959, 4, 10, 0},
    {"大喪の礼", 1989, 1989, 2, 24, 0},
    {"即位礼正殿の儀", 1990, 1990, 11, 12, 0},
    {"結婚の儀", 1993, 1993, 6, 9, 0},
    {"天皇の即位の日", 2019, 2019, 5, 1, 0},
    {"即位礼正殿の儀", 2019, 2019, 10, 22, 0},
};

/* The day of the month: constants of 1900, 1980 and 2100 in ten-thousandths of a day, what a
 * year has over 365 days in millionths, and the leap days since. */
static int equinox(int year, const int64_t constants[3])
{
    int64_t constant = constants[year < 1980 ? 0 : year < 2100 ? 1 : 2];
    int64_t day = constant * 100 + (int64_t)242194 * (year - 1980);
    /* Towards zero, as the formula means it before 1983. */
    int leaps = (year - (year < 1980 ? 1983 : 1980)) / 4;

    return (int)(day / 1000000) - leaps;
}

/* The n-th Monday's day of the month. */
static int monday_of(int year, int month, int n)
{
    int weekday = civil_weekday(civil_day(year, month, 1));

    return 1 + (8 - weekday) % 7 + (n - 1) * 7;
}

static const char *equinox_name(struct civil date)
{
    static const int64_t SPRING[] = {208357, 208431, 218510};
    static const int64_t AUTUMN[] = {232588, 232488, 242488};

    if (date.month == 3 && date.year > FIRST_YEAR && date.day == equinox(date.year, SPRING))
        return "春分の日";
    if (date.month == 9 && date.day == equinox(date.year, AUTUMN))
        return "秋分の日";
    return NULL;
}

/* A holiday by itself, neither standing in for one nor between two. */
static const char *own_name(int32_t day)
{
    struct civil date = civil_date(day);

    if (date.year < FIRST_YEAR)
        return NULL;
    for (size_t i = 0; i < sizeof FIXED / sizeof *FIXED; i++) {
        const struct fixed *fixed = &FIXED[i];

        if (date.month != fixed->month || date.year < fixed->first || date.year > fixed->last)
            continue;
        if (date.day ==
            (fixed->day ? fixed->day : monday_of(date.year, date.month, fixed->monday)))
            return fixed->name;
    }
    return equinox_name(date);
}

/* True when a holiday on a Sunday before it moves here: to the next day, from 2007 on past the
 * holidays that follow. */
static bool stands_in(int32_t day)
{
    int32_t before = day - 1;

    if (day < civil_day(STAND_IN_YEAR, 4, 12))
        return false;
    if (civil_date(day).year >= REFORM_YEAR) {
        while (own_name(before) && civil_weekday(before) != 7)
            before--;
    }
    return civil_weekday(before) == 7 && own_name(before);
}

static bool is_between(int32_t day)
{
    int year = civil_date(day).year;

    return year >= BETWEEN_YEAR && (year >= REFORM_YEAR || civil_weekday(day) != 7) &&
           own_name(day - 1) && own_name(day + 1);
}

const char *holiday_name(int32_t day)
{
    const char *name = own_name(day);

    if (name)
        return name;
    return stands_in(day) || is_between(day) ? STAND_IN : NULL;
}

static bool is_new_year(struct civil date)
{
    return (date.month == 12 && date.day >= 29) || (date.month == 1 && date.day <= 3);
}

bool holiday_is_business_day(enum holidays holidays, int32_t day)
{
    if (civil_weekday(day) >= 6)
        return false;
    return holidays == HOLIDAYS_WEEKENDS ||
           (!is_new_year(civil_date(day)) && !holiday_name(day));
}

int32_t holiday_next(enum holidays holidays, int32_t day)
{
    while (!holiday_is_business_day(holidays, day))
        day++;
    return day;
}

int32_t holiday_previous(enum holidays holidays, int32_t day)
{
    while (!holiday_is_business_day(holidays, day))
        day--;
    return day;
}

int32_t holiday_add(enum holidays holidays, int32_t day, int count)
{
    for (int i = 0; i < count; i++)
        day = holiday_next(holidays, day + 1);
    return day;
}
