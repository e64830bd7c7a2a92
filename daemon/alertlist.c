/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alertlist: see alertlist.h. */
#include "daemon/alertlist.h"

#include "core/instant.h"
#include "core/json.h"
#include "core/str.h"

int alertlist_load(struct ledger *ledger, bool history, struct arena *arena,
                   struct alertlist *out, struct err *err)
{
    *out = (struct alertlist){.history = history};
    if (ledger_alerts(ledger, !history, 0, arena, &out->alerts, &out->count, err))
        return -1;
    return history ? ledger_alert_events(ledger, arena, &out->events, &out->event_count, err)
                   : 0;
}

int alertlist_add_silences(struct ledger *ledger, int64_t now, struct arena *arena,
                           struct alertlist *list, struct err *err)
{
    size_t count = 0;

    if (ledger_silences(ledger, arena, &list->silences, &list->silence_count, err))
        return -1;
    for (size_t i = 0; i < list->silence_count; i++) {
        const struct alert_silence *here = &list->silences[i];
        const struct alert probe = {.rule_id = here->subject};

        /* of those that were said of a subject from here on, the last one counts */
        if (here->until > now &&
            alert_silenced_until(&probe, here, list->silence_count - i, now) == here->until)
            list->silences[count++] = *here;
    }
    list->silence_count = count;
    return 0;
}

void alertlist_leave_raised(struct alertlist *list)
{
    size_t left = 0;

    for (size_t i = 0; i < list->count; i++) {
        const struct alert *alert = &list->alerts[i];

        if (alert_is_open(alert) || (alert->state == ALERT_RESOLVED &&
                                     alert_was_raised(alert, list->events, list->event_count)))
            list->alerts[left++] = *alert;
    }
    list->count = left;
}

void alertlist_choose(struct alertlist *list, const char *id)
{
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++) {
        if (alert_is_of(&list->alerts[i], id))
            list->alerts[count++] = list->alerts[i];
    }
    list->count = count;
}

static const char *or_null(const char *text)
{
    return str_empty(text) ? NULL : text;
}

static void json_until(struct json *json, int64_t until)
{
    char text[INSTANT_TEXT_SIZE];

    instant_print(until, text);
    json_string(json, "until",
                until == ALERT_NEXT_RELEASE ? "next-release"
                : until                     ? text
                                            : NULL);
}

/* Only while it lasts. */
static void json_embargo(struct json *json, int64_t embargo)
{
    if (embargo != 0)
        json_instant(json, "embargo", embargo);
}

static void json_events(struct json *json, const struct alertlist *list,
                        const struct alert *alert)
{
    json_begin_array(json, "events");
    for (size_t i = alert_first_event(list->events, list->event_count, alert->number);
         i < list->event_count && list->events[i].alert == alert->number; i++) {
        json_begin_object(json, NULL);
        json_instant(json, "at", list->events[i].at);
        json_string(json, "state", alert_state_name(list->events[i].state));
        json_string(json, "who", list->events[i].who);
        json_until(json, list->events[i].until);
        json_string(json, "note", list->events[i].note);
        json_string(json, "text", list->events[i].text);
        json_embargo(json, list->events[i].embargo);
        json_end_object(json);
    }
    json_end_array(json);
}

static void json_alert(struct json *json, const struct alertlist *list,
                       const struct alert *alert)
{
    json_begin_object(json, NULL);
    json_string(json, "id", alert->rule_id);
    json_string(json, "indicator", or_null(alert->indicator_id));
    json_string(json, "source", or_null(alert->source_id));
    json_string(json, "segment", or_null(alert->segment));
    json_string(json, "rule", alert->rule);
    json_string(json, "severity", alert->severity);
    json_string(json, "state", alert_state_name(alert->state));
    json_instant(json, "since", alert->since);
    json_until(json, alert->until);
    if (str_empty(alert->indicator_id)) {
        json_null(json, "period");
        json_null(json, "value");
    } else {
        json_period(json, "period", alert->period);
        json_decimal(json, "value", alert->value);
    }
    json_string(json, "text", alert->text);
    json_embargo(json, alert->embargo);
    if (list->history)
        json_events(json, list, alert);
    json_end_object(json);
}

static void json_silence(struct json *json, const struct alert_silence *silence)
{
    json_begin_object(json, NULL);
    json_string(json, "of", silence->subject);
    json_instant(json, "at", silence->at);
    json_until(json, silence->until);
    json_string(json, "who", silence->who);
    json_string(json, "note", silence->note);
    json_end_object(json);
}

void alertlist_json(const struct alertlist *list, struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_begin_array(&json, "alerts");
    for (size_t i = 0; i < list->count; i++)
        json_alert(&json, list, &list->alerts[i]);
    json_end_array(&json);
    if (list->silences) {
        json_begin_array(&json, "silences");
        for (size_t i = 0; i < list->silence_count; i++)
            json_silence(&json, &list->silences[i]);
        json_end_array(&json);
    }
    json_end_object(&json);
    buf_putc(out, '\n');
}
