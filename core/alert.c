/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alert: see alert.h. */
#include "core/alert.h"

#include "core/str.h"

static const char *const NAMES[] = {
    [ALERT_FIRING] = "firing",     [ALERT_ACKNOWLEDGED] = "acknowledged",
    [ALERT_RESOLVED] = "resolved", [ALERT_PENDING] = "pending",
    [ALERT_SILENCED] = "silenced",
};

int alert_gravity(const char *severity)
{
    return str_equal(severity, "critical") ? 2 : str_equal(severity, "warning") ? 1 : 0;
}

const char *alert_state_name(enum alert_state state)
{
    return NAMES[state];
}

bool alert_is_open(const struct alert *alert)
{
    return alert->state != ALERT_RESOLVED && alert->state != ALERT_PENDING;
}

size_t alert_first_event(const struct alert_event *events, size_t count, int64_t alert)
{
    size_t low = 0;
    size_t high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (events[middle].alert < alert)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool alert_was_raised(const struct alert *alert, const struct alert_event *events,
                      size_t count)
{
    size_t at = alert_first_event(events, count, alert->number);

    for (; at < count && events[at].alert == alert->number; at++) {
        if (events[at].state != ALERT_PENDING && events[at].state != ALERT_RESOLVED)
            return true;
    }
    return false;
}

bool alert_is_of(const struct alert *alert, const char *id)
{
    return str_equal(alert->rule_id, id) ||
           (!str_empty(alert->indicator_id) && str_equal(alert->indicator_id, id)) ||
           (!str_empty(alert->source_id) && str_equal(alert->source_id, id));
}

/* What was said last of a subject. */
static bool is_last(const struct alert_silence *silences, size_t count, size_t i)
{
    for (size_t k = i + 1; k < count; k++) {
        if (str_equal(silences[k].subject, silences[i].subject))
            return false;
    }
    return true;
}

int64_t alert_silenced_until(const struct alert *alert, const struct alert_silence *silences,
                             size_t count, int64_t now)
{
    int64_t until = 0;

    for (size_t i = 0; i < count; i++) {
        if (silences[i].until > now && silences[i].until > until &&
            alert_is_of(alert, silences[i].subject) && is_last(silences, count, i))
            until = silences[i].until;
    }
    return until;
}
