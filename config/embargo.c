/* SPDX-License-Identifier: GPL-3.0-or-later */
/* embargo: see embargo.h. */
#include "config/embargo.h"

#include <string.h>

#include "config/calendar.h"
#include "core/instant.h"
#include "core/release.h"
#include "core/str.h"

enum { MINUTE_S = 60, HOUR_S = 3600, TEXT_MAX = 8 };

/* "8:50" or "08:50" */
static bool read_time(const char *text, int *out)
{
    char copy[TEXT_MAX];
    const char *colon = strchr(text, ':');
    int64_t hour, minute;

    if (!colon || strlen(colon + 1) != 2 || colon == text || colon - text > 2)
        return false;
    str_copy(copy, sizeof copy, text);
    copy[colon - text] = '\0';
    if (!str_integer(copy[0] == '0' && copy[1] ? copy + 1 : copy, 0, 23, &hour) ||
        !str_integer(colon[1] == '0' ? colon + 2 : colon + 1, 0, 59, &minute))
        return false;
    *out = (int)(hour * HOUR_S + minute * MINUTE_S);
    return true;
}

int embargo_read(const char *text, struct embargo *out, struct err *err)
{
    struct err ignored = {0};

    *out = (struct embargo){0};
    out->daily = read_time(text, &out->time);
    if (out->daily || instant_parse(text, &out->at, &ignored) == 0)
        return 0;
    return err_set(err, ERR_CONFIG,
                   "embargo \"%.40s\": expected a time of the day of release such as 8:50, a "
                   "day, or an instant such as 2026-12-01T08:50",
                   text);
}

const char *embargo_undated(const struct settings *settings, const struct source *source)
{
    struct embargo embargo;
    struct err ignored = {0};

    if (str_empty(source->embargo) || embargo_read(source->embargo, &embargo, &ignored) ||
        !embargo.daily)
        return NULL;
    for (size_t i = 0; i < source->reader_count; i++) {
        const struct indicator *indicator = settings_reader(settings, source, i);

        if (!release_known(calendar_release(indicator, source)))
            return indicator->id;
    }
    return NULL;
}

/* The next such hour. */
static int64_t next_hour(int time, int64_t now)
{
    int32_t today = instant_day(now);
    int64_t at = instant_of_day(today, time);

    return at > now ? at : instant_of_day(today + 1, time);
}

static int64_t find_hour(const struct source *source, const struct indicator *indicator,
                         int time, struct period period, int64_t now)
{
    const struct release *release = calendar_release(indicator, source);
    struct release_moment moment;
    struct period newest;

    if (release_expected(release, period, &moment))
        return instant_of_day(moment.day, time);
    bool past = release_newest(release, period.frequency, now, &newest) &&
                period_compare(period, newest) <= 0;
    return past || release_skips(release, period) ? 0 : next_hour(time, now);
}

int64_t embargo_ends(const struct source *source, const struct indicator *indicator,
                     struct period period, int64_t now)
{
    struct embargo embargo;
    struct err ignored = {0};

    if (str_empty(source->embargo) || embargo_read(source->embargo, &embargo, &ignored))
        return 0;
    int64_t at =
        embargo.daily ? find_hour(source, indicator, embargo.time, period, now) : embargo.at;
    return at > now ? at : 0;
}
