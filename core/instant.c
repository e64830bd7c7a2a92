/* SPDX-License-Identifier: GPL-3.0-or-later */
/* instant: see instant.h. */
#include "core/instant.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/civil.h"
#include "core/str.h"

#define DAY_S 86400

int instant_now(int64_t *out, struct err *err)
{
    const char *fixed = getenv("SHIHYO_NOW");

    if (!fixed || str_empty(fixed)) {
        *out = (int64_t)time(NULL);
        return 0;
    }
    if (instant_parse(fixed, out, err))
        return err_prefix(err, "SHIHYO_NOW");
    return 0;
}

static int refuse(const char *text, struct err *err)
{
    return err_set(err, ERR_USAGE,
                   "\"%.60s\": expected a date (2024-04-01) or an instant "
                   "(2024-04-01T09:00:00+09:00)",
                   text);
}

/* Two digits at text[0..1]; -1 when there are none. */
static int two(const char *text)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return -1;
    return (text[0] - '0') * 10 + (text[1] - '0');
}

/* "YYYY-MM-DD"; moves on. */
static bool take_date(const char **text, struct civil *out)
{
    const char *at = *text;

    if (strlen(at) < 10 || at[4] != '-' || at[7] != '-' || two(at) < 0 || two(at + 2) < 0)
        return false;
    *out = (struct civil){two(at) * 100 + two(at + 2), two(at + 5), two(at + 8)};
    *text += 10;
    return civil_valid(out->year, out->month, out->day);
}

/* "THH:MM[:SS]" or nothing; moves on. */
static bool take_time(const char **text, int *seconds)
{
    const char *at = *text;

    *seconds = 0;
    if (*at == '\0')
        return true;
    if (strlen(at) < 6 || at[0] != 'T' || at[3] != ':')
        return false;
    int hour = two(at + 1);
    int minute = two(at + 4);
    int second = 0;
    at += 6;
    if (at[0] == ':') {
        second = strlen(at) >= 3 ? two(at + 1) : -1;
        at += second < 0 ? 0 : 3;
    }
    *text = at;
    *seconds = hour * 3600 + minute * 60 + second;
    return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 61;
}

/* The instant of a local date and time, by the process's time zone. */
static int64_t from_local(struct civil date, int seconds)
{
    /* libc takes seconds beyond a minute as time that passes, not as what clocks show. */
    struct tm tm = {
        .tm_year = date.year - 1900,
        .tm_mon = date.month - 1,
        .tm_mday = date.day,
        .tm_hour = seconds / 3600,
        .tm_min = seconds / 60 % 60,
        .tm_sec = seconds % 60,
        .tm_isdst = -1,
    };

    return (int64_t)mktime(&tm);
}

int instant_parse(const char *text, int64_t *out, struct err *err)
{
    const char *at = text;
    struct civil date;
    int seconds;

    if (!take_date(&at, &date) || !take_time(&at, &seconds))
        return refuse(text, err);
    int64_t utc = (int64_t)civil_day(date.year, date.month, date.day) * DAY_S + seconds;
    if (*at == '\0') {
        *out = from_local(date, seconds);
        return 0;
    }
    if (str_equal(at, "Z")) {
        *out = utc;
        return 0;
    }
    if ((at[0] != '+' && at[0] != '-') || strlen(at) != 6 || at[3] != ':' || two(at + 1) < 0 ||
        two(at + 4) < 0)
        return refuse(text, err);
    if (two(at + 1) > 23 || two(at + 4) > 59)
        return refuse(text, err);
    int offset = two(at + 1) * 3600 + two(at + 4) * 60;
    *out = at[0] == '+' ? utc - offset : utc + offset;
    return 0;
}

void instant_print(int64_t instant, char out[INSTANT_TEXT_SIZE])
{
    int64_t day = instant >= 0 ? instant / DAY_S : -((-instant + DAY_S - 1) / DAY_S);
    int rest = (int)(instant - day * DAY_S);
    struct civil date = civil_date((int32_t)day);

    snprintf(out, INSTANT_TEXT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ", date.year, date.month,
             date.day, rest / 3600, rest / 60 % 60, rest % 60);
}

void instant_print_local(int64_t instant, char out[INSTANT_TEXT_SIZE])
{
    time_t seconds = (time_t)instant;
    struct tm tm;

    if (!localtime_r(&seconds, &tm) ||
        strftime(out, INSTANT_TEXT_SIZE, "%Y-%m-%d %H:%M", &tm) == 0)
        str_copy(out, INSTANT_TEXT_SIZE, "?");
}

int32_t instant_day(int64_t instant)
{
    time_t seconds = (time_t)instant;
    struct tm tm;

    if (!localtime_r(&seconds, &tm))
        return 0;
    return civil_day(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

int64_t instant_day_start(int32_t day)
{
    int64_t start = from_local(civil_date(day), 0);

    /* Where the day begins at one o'clock, libc may mean the last hour of the day before. */
    return instant_day(start) < day ? start + 3600 : start;
}

int64_t instant_of_day(int32_t day, int seconds)
{
    return seconds == 0 ? instant_day_start(day) : from_local(civil_date(day), seconds);
}

/* True for a file that holds a zone: a folder (Asia) or a list beside the zones does not. */
static bool holds_zone(const char *path)
{
    char magic[4] = "";
    FILE *file = fopen(path, "rb");

    if (!file)
        return false;
    bool zone = fread(magic, sizeof magic, 1, file) == 1 && memcmp(magic, "TZif", 4) == 0;
    fclose(file);
    return zone;
}

bool instant_zone_known(const char *zone)
{
    char path[256];

    if (str_equal(zone, "UTC"))
        return true;
    int length = snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", zone);
    return length < (int)sizeof path && !str_empty(zone) && zone[0] != '/' &&
           !strstr(zone, "..") && holds_zone(path);
}

int instant_set_zone(const char *zone, struct err *err)
{
    /* libc takes an unknown zone for UTC without a word. */
    if (!instant_zone_known(zone))
        return err_set(err, ERR_CONFIG, "timezone \"%s\": expected a name such as Asia/Tokyo",
                       zone);
    if (setenv("TZ", zone, 1) != 0)
        return err_errno(err, ERR_INTERNAL, "setting the time zone");
    tzset();
    return 0;
}

int64_t instant_ticks_ms(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
