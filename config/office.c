/* SPDX-License-Identifier: GPL-3.0-or-later */
/* office: see office.h. */
#include "config/office.h"

#include <string.h>

#include "core/civil.h"
#include "core/holiday.h"
#include "core/instant.h"
#include "core/str.h"

#define DAY_MINUTES (24 * 60)
#define SEARCHED_DAYS 60 /* more than any run of holidays and a week */

static const char *const WEEKDAYS[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/* "09:00"; 24:00 ends a day. */
static bool read_clock(const char *text, size_t length, int *out)
{
    char copy[6] = {0};
    int64_t hour, minute;

    if (length != 5 || text[2] != ':' || !str_digit(text[0]) || !str_digit(text[3]))
        return false;
    memcpy(copy, text, length);
    copy[2] = '\0';
    if (!str_integer(copy[0] == '0' ? copy + 1 : copy, 0, 24, &hour) ||
        !str_integer(copy[3] == '0' ? copy + 4 : copy + 3, 0, 59, &minute))
        return false;
    *out = (int)(hour * 60 + minute);
    return *out <= DAY_MINUTES;
}

int office_read_hours(const char *text, struct office_hours *out, struct err *err)
{
    const char *dash = strchr(text, '-');

    *out = (struct office_hours){0, DAY_MINUTES};
    if (str_equal(text, "always"))
        return 0;
    if (!dash || !read_clock(text, (size_t)(dash - text), &out->from) ||
        !read_clock(dash + 1, strlen(dash + 1), &out->to) || out->from >= out->to)
        return err_set(err, ERR_CONFIG,
                       "\"%.40s\", expected always or hours of a day such as 08:45-17:15",
                       text);
    return 0;
}

static bool read_weekday(const char *word, int *out)
{
    for (int i = 0; i < 7; i++) {
        if (str_equal(word, WEEKDAYS[i])) {
            *out = i + 1;
            return true;
        }
    }
    return false;
}

static bool read_rhythm(char *copy, struct office_rhythm *out)
{
    const char *kind = str_word(&copy);
    const char *day = NULL;

    if (!kind)
        return false;
    if (str_equal(kind, "at-once"))
        return !str_word(&copy);
    if (str_equal(kind, "weekly"))
        day = str_word(&copy);
    else if (!str_equal(kind, "daily"))
        return false;
    const char *clock = str_word(&copy);

    out->kind = day ? RHYTHM_WEEKLY : RHYTHM_DAILY;
    return (str_equal(kind, "daily") || (day && read_weekday(day, &out->weekday))) && clock &&
           read_clock(clock, strlen(clock), &out->minute) && out->minute < DAY_MINUTES &&
           !str_word(&copy);
}

int office_read_rhythm(const char *text, struct office_rhythm *out, struct err *err)
{
    char copy[64];

    *out = (struct office_rhythm){.kind = RHYTHM_AT_ONCE};
    if (!str_copy(copy, sizeof copy, text) || !read_rhythm(copy, out))
        return err_set(err, ERR_CONFIG,
                       "\"%.40s\", expected at-once, daily 09:00 or weekly mon 09:00", text);
    return 0;
}

static bool works(const struct notifier *notifier, int32_t day)
{
    return notifier->days == OFFICE_ALL_DAYS ||
           holiday_is_business_day(notifier->holidays, day);
}

/* A digest that falls on a day off comes on the next day that is none. */
static int64_t next_digest(const struct notifier *notifier, int64_t at)
{
    const struct office_rhythm *rhythm = &notifier->rhythm;
    int32_t today = instant_day(at);
    bool owed = false;

    /* From a week before: one of then may have been put off until today. */
    for (int32_t day = today - SEARCHED_DAYS; day <= today + SEARCHED_DAYS; day++) {
        int64_t moment = instant_day_start(day) + (int64_t)rhythm->minute * 60;

        owed = owed || rhythm->kind == RHYTHM_DAILY || civil_weekday(day) == rhythm->weekday;
        if (!owed || !works(notifier, day))
            continue;
        if (moment >= at)
            return moment;
        owed = false;
    }
    return at;
}

static int64_t next_open(const struct notifier *notifier, int64_t at)
{
    const struct office_hours *hours = &notifier->hours;
    int32_t today = instant_day(at);

    for (int32_t day = today; day <= today + SEARCHED_DAYS; day++) {
        int64_t start = instant_day_start(day);
        int64_t from = start + (int64_t)hours->from * 60;

        if (!works(notifier, day) || at >= start + (int64_t)hours->to * 60)
            continue;
        return at > from ? at : from;
    }
    return at;
}

int64_t office_due(const struct notifier *notifier, enum severity severity, int64_t at)
{
    if (notifier->urgent != URGENT_NONE &&
        (int)severity >= (int)notifier->urgent - (int)URGENT_INFO)
        return at;
    if (notifier->rhythm.kind != RHYTHM_AT_ONCE)
        return next_digest(notifier, at);
    return next_open(notifier, at);
}
