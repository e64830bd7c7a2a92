/* SPDX-License-Identifier: GPL-3.0-or-later */
/* httpdate: see httpdate.h. */
#include "daemon/httpdate.h"

#include <stdio.h>
#include <string.h>

#include "core/civil.h"
#include "core/str.h"

enum { DAY_S = 86400, TEXT = 29 };

static const char *const DAYS[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void httpdate_print(int64_t instant, char out[HTTPDATE_SIZE])
{
    int64_t seconds = ((instant % DAY_S) + DAY_S) % DAY_S;
    int32_t day = (int32_t)((instant - seconds) / DAY_S);
    struct civil date = civil_date(day);

    (void)snprintf(out, HTTPDATE_SIZE, "%s, %02d %s %04d %02d:%02d:%02d GMT",
                   DAYS[civil_weekday(day) - 1], date.day, MONTHS[date.month - 1],
                   date.year % 10000, (int)(seconds / 3600), (int)(seconds / 60 % 60),
                   (int)(seconds % 60));
}

static bool take_number(const char *text, size_t digits, int *out)
{
    *out = 0;
    for (size_t i = 0; i < digits; i++) {
        if (!str_digit(text[i]))
            return false;
        *out = *out * 10 + (text[i] - '0');
    }
    return true;
}

static int find_month(const char *text)
{
    for (int i = 0; i < 12; i++) {
        if (memcmp(text, MONTHS[i], 3) == 0)
            return i + 1;
    }
    return 0;
}

bool httpdate_parse(const char *text, int64_t *out)
{
    struct civil date = {0};
    int hour, minute, second;

    if (strnlen(text, TEXT + 1) != TEXT || memcmp(text + 25, " GMT", 4) != 0 ||
        text[4] != ' ' || text[7] != ' ' || text[11] != ' ' || text[16] != ' ' ||
        text[19] != ':' || text[22] != ':')
        return false;
    date.month = find_month(text + 8);
    if (!take_number(text + 5, 2, &date.day) || !take_number(text + 12, 4, &date.year) ||
        !take_number(text + 17, 2, &hour) || !take_number(text + 20, 2, &minute) ||
        !take_number(text + 23, 2, &second) || !civil_valid(date.year, date.month, date.day) ||
        hour > 23 || minute > 59 || second > 60)
        return false;
    *out = (int64_t)civil_day(date.year, date.month, date.day) * DAY_S + (int64_t)hour * 3600 +
           (int64_t)minute * 60 + second;
    return true;
}
