/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alertlist: see alertlist.h. */
#include "daemon/alertlist.h"

#include "core/instant.h"
#include "core/json.h"

int alertlist_load(struct ledger *ledger, bool history, struct arena *arena,
                   struct alertlist *out, struct err *err)
{
    *out = (struct alertlist){.history = history};
    if (ledger_alerts(ledger, !history, 0, arena, &out->alerts, &out->count, err))
        return -1;
    return history ? ledger_alert_events(ledger, arena, &out->events, &out->event_count, err)
                   : 0;
}

size_t alertlist_events(const struct alertlist *list, int64_t alert)
{
    size_t low = 0;
    size_t high = list->event_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (list->events[middle].alert < alert)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void json_events(struct json *json, const struct alertlist *list,
                        const struct alert *alert)
{
    json_begin_array(json, "events");
    for (size_t i = alertlist_events(list, alert->number);
         i < list->event_count && list->events[i].alert == alert->number; i++) {
        char at[INSTANT_TEXT_SIZE];

        instant_print(list->events[i].at, at);
        json_begin_object(json, NULL);
        json_string(json, "at", at);
        json_string(json, "state", alert_state_name(list->events[i].state));
        json_string(json, "text", list->events[i].text);
        json_end_object(json);
    }
    json_end_array(json);
}

static void json_alert(struct json *json, const struct alertlist *list,
                       const struct alert *alert)
{
    char since[INSTANT_TEXT_SIZE], period[PERIOD_TEXT_SIZE];

    instant_print(alert->since, since);
    period_print(alert->period, period);
    json_begin_object(json, NULL);
    json_string(json, "id", alert->rule_id);
    json_string(json, "indicator", alert->indicator_id);
    json_string(json, "rule", alert->rule);
    json_string(json, "severity", alert->severity);
    json_string(json, "state", alert_state_name(alert->state));
    json_string(json, "since", since);
    json_string(json, "period", period);
    json_decimal(json, "value", alert->value);
    json_string(json, "text", alert->text);
    if (list->history)
        json_events(json, list, alert);
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
    json_end_object(&json);
    buf_putc(out, '\n');
}
