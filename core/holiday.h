/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * holiday: the public holidays of Japan, computed, and the days on which offices work. Layer:
 * core. Pure.
 *
 * Source: 国民の祝日に関する法律 (昭和23年法律第178号) with its changes (1966, 1973 振替休日,
 * 1985 国民の休日, 1998 and 2001 the Monday holidays, 2005, 2014 山の日, 2018) and the acts
 * for single days (1959, 1989, 1990, 1993, 2019, 2020, 2021); offices are closed on Saturdays,
 * Sundays, holidays and from 29 December to 3 January (行政機関の休日に関する法律,
 * 昭和63年法律 第91号; that Saturdays were half days before is not told apart). The equinoxes
 * by the usual formula for 1900-2099 and 2100-2150 (新こよみ便利帳); the day is law only once
 * 官報 has announced it, in February of the year before. From 23 September 1948 on; none
 * before.
 */
#ifndef CORE_HOLIDAY_H
#define CORE_HOLIDAY_H

#include <stdbool.h>
#include <stdint.h>

/* Whose holidays are kept; the order is that of the choices of [site] holidays. */
enum holidays {
    HOLIDAYS_JAPAN,
    HOLIDAYS_WEEKENDS /* none but Saturdays and Sundays */
};

/* The name of a Japanese holiday ("休日" when it stands in for one or lies between two), or
 * NULL. Days since 1970-01-01. */
const char *holiday_name(int32_t day);

bool holiday_is_business_day(enum holidays holidays, int32_t day);

/* The day itself when it is a business day, else the next or the one before. */
int32_t holiday_next(enum holidays holidays, int32_t day);
int32_t holiday_previous(enum holidays holidays, int32_t day);

/* The `count`-th business day after a day; the day itself for 0. */
int32_t holiday_add(enum holidays holidays, int32_t day, int count);

#endif
