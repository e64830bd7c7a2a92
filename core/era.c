/* SPDX-License-Identifier: GPL-3.0-or-later */
/* era: see era.h. */
#include "core/era.h"

#include <stdio.h>
#include <string.h>

#include "core/civil.h"
#include "core/str.h"

struct era {
    const char *name;
    const char *square; /* one character for the name */
    char letter;
    int year, month, day; /* the first */
};

/* Newest first. */
static const struct era ERAS[] = {
    {"令和", "㋿", 'R', 2019, 5, 1},  {"平成", "㍻", 'H', 1989, 1, 8},
    {"昭和", "㍼", 'S', 1926, 12, 25}, {"大正", "㍽", 'T', 1912, 7, 30},
    {"明治", "㍾", 'M', 1868, 1, 25},
};

#define COUNT (sizeof ERAS / sizeof ERAS[0])

int era_base(enum era_name name)
{
    if (name == ERA_NAME_NONE)
        return 0;
    if (name == ERA_NAME_WESTERN)
        return ERA_WESTERN;
    return ERAS[ERA_NAME_REIWA - name].year - 1;
}

bool era_recognise(const char *text, int *base, size_t *length)
{
    for (size_t i = 0; i < COUNT; i++) {
        const struct era *era = &ERAS[i];

        *base = era->year - 1;
        *length = 0;
        if (str_starts(text, era->name))
            *length = strlen(era->name);
        else if (str_starts(text, era->square))
            *length = strlen(era->square);
        else if ((text[0] == era->letter || text[0] == era->letter + ('a' - 'A')) &&
                 (str_digit(text[1]) || str_starts(text + 1, "元")))
            *length = 1;
        if (*length > 0)
            return true;
    }
    return false;
}

/* Its place in the table; COUNT when it is none. */
static size_t find(int base)
{
    size_t i = 0;

    while (i < COUNT && ERAS[i].year - 1 != base)
        i++;
    return i;
}

bool era_is_base(int base)
{
    return base == ERA_WESTERN || find(base) < COUNT;
}

int era_next(int base)
{
    size_t i = find(base);

    return i == 0 || i == COUNT ? 0 : ERAS[i - 1].year - 1;
}

bool era_is_over(int base, int year, int month, int day)
{
    size_t i = find(base);

    if (i == 0 || i == COUNT)
        return false;
    const struct era *next = &ERAS[i - 1];
    if (month == 0)
        return year > next->year && era_base(ERA_NAME_HEISEI) != base;
    return civil_day(year, month, day == 0 ? 1 : day) >=
           civil_day(next->year, next->month, next->day);
}

bool era_print(int32_t day, char *out, size_t size)
{
    for (size_t i = 0; i < COUNT; i++) {
        const struct era *era = &ERAS[i];
        int year = civil_date(day).year - era->year + 1;

        if (day < civil_day(era->year, era->month, era->day))
            continue;
        if (year == 1)
            snprintf(out, size, "%s元", era->name);
        else
            snprintf(out, size, "%s%d", era->name, year);
        return true;
    }
    str_copy(out, size, "");
    return false;
}
