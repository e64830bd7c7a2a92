/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * era: Japanese era years. Layer: core. Meiji 1868-01-25, Taisho 1912-07-30, Showa 1926-12-25,
 * Heisei 1989-01-08, Reiwa 2019-05-01 (first days).
 */
#ifndef CORE_ERA_H
#define CORE_ERA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Two digits counted from 2000: not an era, but used like one. */
#define ERA_WESTERN 2000

/* Years of the longest era, Showa. */
#define ERA_LONGEST 64

/* As named in a configuration; none = what the document says. */
enum era_name {
    ERA_NAME_NONE,
    ERA_NAME_MEIJI,
    ERA_NAME_TAISHO,
    ERA_NAME_SHOWA,
    ERA_NAME_HEISEI,
    ERA_NAME_REIWA,
    ERA_NAME_WESTERN
};

/* The year to add to a year of the era; 0 for none. */
int era_base(enum era_name name);

/* Recognises an era at the start of UTF-8 text: 明治 大正 昭和 平成 令和, M T S H R (any case)
 * before a digit or 元, or one of ㍾㍽㍼㍻㋿. On success *base is the year to add to the
 * era year (Showa 1925, Heisei 1988, Reiwa 2018) and *length the bytes used. */
bool era_recognise(const char *text, int *base, size_t *length);

/* True if the number is what some era, or ERA_WESTERN, adds to its years. */
bool era_is_base(int base);

/* The base of the era behind that of `base`; 0 = there is none. */
int era_next(int base);

/* True if a day (or the first of a month, day 0) lies behind the era's last day, or a year
 * (month 0) behind its last year. Years of Heisei go on: what was planned before 2019 is
 * printed so (平成35年度). */
bool era_is_over(int base, int year, int month, int day);

/* "平成28" / "令和元" for the era in force on a day; false before Meiji (out is ""). */
bool era_print(int32_t day, char *out, size_t size);

#endif
