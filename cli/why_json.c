/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_json: for programs; see why.h. */
#include "cli/change_list.h"
#include "cli/why.h"

#include "core/instant.h"
#include "core/str.h"

static void put_value(struct json *json, const char *key, const struct observation *item)
{
    json_known(json, key, series_has_value(item), item->value);
}

static void put_number(struct json *json, const char *key, int64_t number)
{
    if (number > 0)
        json_integer(json, key, number);
    else
        json_null(json, key);
}

static void put_place(struct json *json, const struct provenance *from)
{
    static const char *const STATES[] = {
        [PROVENANCE_BY_HAND] = "by hand",     [PROVENANCE_FOUND] = "found",
        [PROVENANCE_OTHERWISE] = "otherwise", [PROVENANCE_DROPPED] = "let go",
        [PROVENANCE_REFUSED] = "refused",     [PROVENANCE_UNREAD] = "not found",
        [PROVENANCE_ELSEWHERE] = "not here",
    };
    bool otherwise = from->state == PROVENANCE_OTHERWISE;

    json_begin_object(json, "place");
    json_string(json, "found", STATES[from->state]);
    json_string(json, "grid", str_empty(from->grid) ? NULL : from->grid);
    put_number(json, "row", from->place.row);
    put_number(json, "column", from->place.column);
    json_string(json, "cell", otherwise ? from->reads.cell : NULL);
    json_string(json, "error", from->err.code ? from->err.text : NULL);
    json_end_object(json);
}

static void put_fetch(struct json *json, const struct provenance *from)
{
    const struct ledger_fetch *fetch = &from->fetch;

    if (!from->documented || fetch->at == 0) {
        json_null(json, "fetch");
        return;
    }
    json_begin_object(json, "fetch");
    json_instant(json, "at", fetch->at);
    json_string(json, "url", fetch->url);
    json_integer(json, "status", fetch->status);
    json_integer(json, "bytes", from->document.bytes);
    json_string(json, "content_type", from->document.content_type);
    json_string(json, "etag", fetch->etag);
    json_string(json, "last_modified", fetch->last_modified);
    json_end_object(json);
}

static void put_vintage(struct json *json, const struct why_vintage *vintage)
{
    const struct observation *item = &vintage->item;
    json_begin_object(json, NULL);
    put_value(json, "value", item);
    json_string(json, "status", series_status_name(item->status));
    json_known(json, "as_recorded", vintage->converted, vintage->recorded);
    json_bool(json, "stands", vintage->stands);
    json_bool(json, "aside", item->aside);
    json_bool(json, "withdrawn", vintage->withdrawn);
    json_known(json, "revision", vintage->revises, vintage->change);
    if (item->dated)
        json_day(json, "published", item->published);
    else
        json_null(json, "published");
    if (item->embargo != 0)
        json_instant(json, "embargo", item->embargo);
    json_instant(json, "recorded_at", item->recorded_at);
    json_string(json, "source", item->source);
    json_string(json, "who", item->who);
    json_string(json, "note", item->note);
    json_string(json, "document", item->document);
    json_string(json, "cell", item->cell);
    put_place(json, &vintage->from);
    put_fetch(json, &vintage->from);
    json_end_object(json);
}

static void put_held(struct json *json, const struct held *held)
{
    json_begin_object(json, NULL);
    json_integer(json, "number", held->number);
    put_value(json, "value", &held->observation);
    json_string(json, "status", series_status_name(held->observation.status));
    json_string(json, "state", held_state_name(held->state));
    json_string(json, "gate", held_gate_name(held->gate));
    json_string(json, "reason", held->reason);
    json_string(json, "source", held->source);
    json_string(json, "document", held->observation.document);
    json_string(json, "cell", held->observation.cell);
    json_instant(json, "since", held->since);
    json_instant(json, "decided", held->decided);
    json_string(json, "who", held->who);
    json_string(json, "note", held->note);
    json_end_object(json);
}

static void put_alert(struct json *json, const struct alert *alert)
{
    json_begin_object(json, NULL);
    json_string(json, "id", alert->rule_id);
    json_string(json, "rule", alert->rule);
    json_string(json, "severity", alert->severity);
    json_string(json, "state", alert_state_name(alert->state));
    json_instant(json, "since", alert->since);
    json_period(json, "period", alert->period);
    json_string(json, "text", alert->text);
    if (alert->embargo != 0)
        json_instant(json, "embargo", alert->embargo);
    json_end_object(json);
}

void why_json(const struct why *why, struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_string(&json, "id", why->indicator->id);
    json_period(&json, "period", why->period);
    json_begin_array(&json, "vintages");
    for (size_t i = 0; i < why->vintage_count; i++)
        put_vintage(&json, &why->vintages[i]);
    json_end_array(&json);
    change_list_json(&why->changes, &json);
    json_begin_array(&json, "held");
    for (size_t i = 0; i < why->held_count; i++)
        put_held(&json, &why->held[i]);
    json_end_array(&json);
    json_begin_array(&json, "alerts");
    for (size_t i = 0; i < why->alert_count; i++)
        put_alert(&json, &why->alerts[i]);
    json_end_array(&json);
    json_end_object(&json);
    buf_putc(out, '\n');
}
