/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expecting_say: what is awaited, as `next`, `status` and the web show it; see expecting.h. */
#include "daemon/expecting.h"

#include <stdio.h>

#include "config/calendar.h"

void expecting_json_day(struct json *json, struct release_moment moment)
{
    char time[16];

    json_day(json, "date", moment.day);
    (void)snprintf(time, sizeof time, "%02d:%02d", moment.time / 3600 % 24,
                   moment.time / 60 % 60);
    json_string(json, "time", moment.time == RELEASE_ANY_TIME ? NULL : time);
}

void expecting_json(struct json *json, const struct awaited *awaited)
{
    if (awaited->state == AWAITED_NONE) {
        json_null(json, "expected");
        return;
    }
    json_begin_object(json, "expected");
    json_string(json, "state", awaited_name(awaited->state));
    if (awaited->state != AWAITED_ENDED) {
        json_period(json, "period", awaited->period);
        json_period(json, "last", awaited->last);
        expecting_json_day(json, awaited->moment);
        json_instant(json, "overdue_from", awaited->overdue);
    }
    json_end_object(json);
}

size_t expecting_overdue(const struct expecting *expecting, struct buf *out)
{
    const struct settings *settings = expecting->settings;
    size_t count = 0;

    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];
        struct awaited awaited = expecting_of(expecting, indicator, NULL);

        if (awaited.state != AWAITED_OVERDUE && awaited.state != AWAITED_ENDED)
            continue;
        count++;
        buf_printf(out, "%s ", indicator->id);
        calendar_say(indicator, &awaited, settings->site.language, out);
        buf_putc(out, '\n');
    }
    return count;
}
