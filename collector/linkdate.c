/* SPDX-License-Identifier: GPL-3.0-or-later */
/* linkdate: see linkdate.h. */
#include "collector/linkdate.h"

#include <ctype.h>
#include <string.h>

#include "core/era.h"
#include "core/str.h"

enum { YEAR_FIRST = 1950, YEAR_LAST = 2099, MONTHS = 12, DAYS = 31 };

static int number_of(const char *digits, size_t count)
{
    int number = 0;

    for (size_t i = 0; i < count; i++)
        number = number * 10 + digits[i] - '0';
    return number;
}

static bool is_year(int number)
{
    return number >= YEAR_FIRST && number <= YEAR_LAST;
}

static bool is_month(int number)
{
    return number >= 1 && number <= MONTHS;
}

/* 202602 and 20260215. */
static bool read_solid(const char *text, size_t digits, struct linkdate *out)
{
    if (digits != 6 && digits != 8)
        return false;
    int day = digits == 8 ? number_of(text + 6, 2) : 1;

    out->year = number_of(text, 4);
    out->month = number_of(text + 4, 2);
    if (!is_year(out->year) || !is_month(out->month) || day < 1 || day > DAYS)
        return false;
    out->end = out->start + digits;
    out->pattern = digits == 8 ? "(?<year>\\d{4})(?<month>\\d\\d)\\d\\d"
                               : "(?<year>\\d{4})(?<month>\\d\\d)";
    return true;
}

/* The month behind a year that ends at `at`: -02, 年2月; adds it to what there is. */
static void read_month(const char *text, size_t at, struct arena *arena, struct linkdate *out)
{
    bool kanji = str_starts(text + at, "年");
    size_t digit = at + (kanji ? strlen("年") : 1);

    out->end = at;
    if (!kanji && (text[at] == '\0' || !strchr("-_/.", text[at])))
        return;
    while (kanji && text[digit] == ' ')
        digit++;
    size_t count = str_digits(text + digit);
    int month = number_of(text + digit, count <= 2 ? count : 0);
    const char *behind = text + digit + count;

    if (!is_month(month) ||
        (kanji ? !str_starts(behind, "月") : isalnum((unsigned char)*behind) != 0)) {
        out->end = kanji ? at + strlen("年") : at;
        out->pattern = arena_printf(arena, "%s%s", out->pattern, kanji ? "年" : "");
        return;
    }
    out->month = month;
    out->end = digit + count + (kanji ? strlen("月") : 0);
    out->pattern = kanji ? arena_printf(arena, "%s年\\s*(?<month>\\d{1,2})月", out->pattern)
                         : arena_printf(arena, "%s%s%c(?<month>\\d{1,2})", out->pattern,
                                        text[at] == '.' ? "\\" : "", text[at]);
}

static bool read_western(const char *text, size_t digits, struct arena *arena,
                         struct linkdate *out)
{
    if (read_solid(text + out->start, digits, out))
        return true;
    out->year = number_of(text + out->start, digits == 4 ? digits : 0);
    out->month = 0;
    if (!is_year(out->year))
        return false;
    out->pattern = "(?<year>\\d{4})";
    read_month(text, out->start + digits, arena, out);
    return true;
}

/* 令和8年2月, R08-02, r0802. */
static bool read_era(const char *text, struct arena *arena, struct linkdate *out)
{
    int base = 0;
    size_t length = 0;

    if (!era_recognise(text + out->start, &base, &length) || base == ERA_WESTERN)
        return false;
    bool letter = length == 1;
    size_t at = out->start + length;
    bool first = str_starts(text + at, "元");
    size_t digits = first ? strlen("元") : str_digits(text + at);

    if (letter && out->start > 0 && isalnum((unsigned char)text[out->start - 1]))
        return false;
    out->month = 0;
    if (!first && digits == 4 && is_month(number_of(text + at + 2, 2))) {
        out->year = base + number_of(text + at, 2);
        out->month = number_of(text + at + 2, 2);
        out->end = at + digits;
        out->pattern = arena_printf(arena, "(?<era>%s)(?<year>\\d\\d)(?<month>\\d\\d)",
                                    letter ? "[A-Za-z]" : "明治|大正|昭和|平成|令和");
        return is_year(out->year);
    }
    if (!first && (digits < 1 || digits > 2))
        return false;
    out->year = base + (first ? 1 : number_of(text + at, digits));
    out->pattern = arena_printf(arena, "(?<era>%s)(?<year>元|\\d{1,2})",
                                letter ? "[A-Za-z]" : "明治|大正|昭和|平成|令和");
    read_month(text, at + digits, arena, out);
    return is_year(out->year) && (!letter || out->month > 0 || digits == 2);
}

bool linkdate_find(const char *text, struct arena *arena, struct linkdate *out)
{
    bool found = false;

    for (size_t i = 0; text[i] != '\0';) {
        size_t digits = str_digits(text + i);
        struct linkdate one = {.start = i, .end = i};
        bool read =
            digits > 0 ? read_western(text, digits, arena, &one) : read_era(text, arena, &one);

        if (read && (one.month > 0 || !found || out->month == 0)) {
            *out = one;
            found = true;
        }
        i = read ? one.end : i + (digits > 0 ? digits : 1);
    }
    return found;
}
